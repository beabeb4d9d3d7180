//! Frees lists and names that no entry of a project refers to any more.

use super::{Holds, Project};
use crate::order::distinct;

/// A sweep waits until there are more lists and names than twice those last in use, and this many.
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
        let [mut limits, mut grants, mut collections, mut languages] = [const { Vec::new() }; 4];
        for (_, _, user) in self.users.iter() {
            for it in &user.assignments {
                limits.extend(it.environments.list());
                collections.extend(it.collections.list());
                languages.extend(it.languages.list());
            }
        }
        for (_, _, key) in self.keys.iter() {
            if !key.is_for_all() {
                limits.push(key.scope);
            }
            if let Holds::Own(grant) = key.holds() {
                grants.push(grant);
            }
        }
        for (lists, names) in [(&mut collections, &mut self.collections), (&mut languages, &mut self.languages)] {
            *lists = distinct(std::mem::take(lists));
            let named: Vec<u32> = lists.iter().flat_map(|list| self.limits.list(*list)).collect();
            names.retain(is_one_of(named));
        }
        limits.extend(collections);
        limits.extend(languages);
        self.limits.retain(is_one_of(limits));
        self.grants.retain(is_one_of(grants));
        self.in_use = self.shared();
    }
}

/// Whether a number is one of some numbers, each of which may be there several times.
fn is_one_of(numbers: Vec<u32>) -> impl Fn(u32) -> bool {
    let numbers = distinct(numbers);
    move |number| numbers.binary_search(&number).is_ok()
}
