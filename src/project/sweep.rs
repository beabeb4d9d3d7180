//! Giving free what no entry of a project refers to any more.

use std::collections::BTreeSet;

use super::{Holds, Project};

/// So many lists and names may be left over, and twice those that were in use, before they are looked for.
const MANY: usize = 1000;

impl Project {
    /// How many lists and names the entries share.
    fn shared(&self) -> usize {
        let lists = self.limits.len().saturating_add(self.grants.len());
        lists.saturating_add(self.collections.listed()).saturating_add(self.languages.listed())
    }

    /// Drops the lists and names that no entry refers to, once there may be many. What is being made, and not listed
    /// yet, must not refer to any.
    ///
    /// It looks at every entry, but only after as many lists and names were added as were in use: on average a change
    /// pays for its own.
    pub(crate) fn sweep(&mut self) {
        if self.shared() <= self.in_use.saturating_mul(2).saturating_add(MANY) {
            return;
        }
        let (mut limits, mut grants) = (BTreeSet::new(), BTreeSet::new());
        let [mut collections, mut languages] = [BTreeSet::new(), BTreeSet::new()];
        for (_, _, user) in self.users.iter() {
            for it in &user.assignments {
                limits.extend(it.environments.list());
                collections.extend(it.collections.list());
                languages.extend(it.languages.list());
            }
        }
        for (_, _, key) in self.keys.iter() {
            if !key.is_for_all() {
                limits.insert(key.scope);
            }
            if let Holds::Own(grant) = key.holds() {
                grants.insert(grant);
            }
        }
        for (lists, names) in [(&collections, &mut self.collections), (&languages, &mut self.languages)] {
            let named: BTreeSet<u32> = lists.iter().flat_map(|list| self.limits.list(*list)).collect();
            names.retain(|name| named.contains(&name));
        }
        limits.extend(collections);
        limits.extend(languages);
        self.limits.retain(|list| limits.contains(&list));
        self.grants.retain(|grant| grants.contains(&grant));
        self.in_use = self.shared();
    }
}
