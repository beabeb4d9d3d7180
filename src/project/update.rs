//! Changes to a project, all or nothing.

use super::{Environment, Key, Project, Role, User, check};
use crate::catalog::{Catalog, id, texts};
use crate::documents::List;
use crate::index::{Index, Record};
use crate::problem::{ProblemCode, Problems, Report};
use crate::tree::Node;

/// An entry of one of the lists.
pub(super) enum Entry {
    Environment(Environment),
    Role(Role),
    User(User),
    Key(Key),
}

impl Entry {
    const fn list(&self) -> List {
        match self {
            Self::Environment(_) => List::Environments,
            Self::Role(_) => List::Roles,
            Self::User(_) => List::Users,
            Self::Key(_) => List::Keys,
        }
    }
}

/// How to take one step back.
struct Undo {
    list: List,
    number: u32,
    /// What stood there, with the record of its id; nothing if an entry was added.
    was: Option<(Entry, Record)>,
}

/// The ids that an update has touched, those that it has removed, too.
pub(crate) type Touched = Vec<(List, String)>;

/// One update under way: what was touched, and the way back.
#[derive(Default)]
struct Steps {
    touched: Touched,
    undo: Vec<Undo>,
    report: Report,
}

impl Steps {
    fn add(&mut self, list: List, id: &str, number: u32, was: Option<(Entry, Record)>) {
        self.touched.push((list, id.to_owned()));
        self.undo.push(Undo { list, number, was });
    }
}

impl Project {
    /// Applies changes in order; the ids they touched. Refused as a whole if one of them cannot be.
    pub(crate) fn update(&mut self, changes: Node<'_>, catalog: &Catalog) -> Result<Touched, Problems> {
        let mut steps = Steps::default();
        for change in changes.items() {
            self.apply(change.node, catalog, &mut steps);
        }
        if steps.report.len() > 0 {
            while let Some(undo) = steps.undo.pop() {
                self.undo(undo);
            }
        }
        self.sweep();
        steps.report.strict(steps.touched)
    }

    fn apply(&mut self, change: Node<'_>, catalog: &Catalog, steps: &mut Steps) {
        if let Some(value) = change.get("value") {
            let before = steps.report.len();
            let list = List::with_entry(change.text("set")).unwrap_or(List::Keys);
            let entry = self.entry(list, value, catalog, &mut steps.report);
            if let Some(entry) = entry {
                self.set(value, entry, steps, before);
            }
        } else if change.get("remove").is_some() {
            self.remove(change, steps);
        } else {
            self.clone_environment(change, steps);
        }
    }

    /// An entry as its document says.
    pub(super) fn entry(
        &mut self,
        list: List,
        document: Node<'_>,
        catalog: &Catalog,
        report: &mut Report,
    ) -> Option<Entry> {
        Some(match list {
            List::Environments => Entry::Environment(check::environment(document)),
            List::Roles => Entry::Role(check::role(document, catalog, report)),
            List::Users => Entry::User(self.user(document, report)),
            List::Keys => Entry::Key(self.key(document, catalog, report)?),
        })
    }

    /// Adds an entry, or replaces the one of the same id.
    fn set(&mut self, value: Node<'_>, entry: Entry, steps: &mut Steps, before: usize) {
        let (list, own_id) = (entry.list(), value.text("id"));
        let mut record = None;
        let number = match self.ids(list).get(own_id.as_bytes()) {
            Some(_) if steps.report.len() > before => return,
            Some(number) => {
                record = self.ids_mut(list).replace(number, &texts(own_id, value));
                Some(number)
            }
            None => id(self.ids_mut(list), own_id, list.entry(), value, &mut steps.report),
        };
        if let Some(number) = number {
            let was = self.put(number, entry).zip(record);
            steps.add(list, own_id, number, was);
        }
    }

    /// Puts an entry at a place, which may be a new one; what was there.
    #[inline(never)]
    pub(super) fn put(&mut self, number: u32, entry: Entry) -> Option<Entry> {
        match entry {
            Entry::Environment(entry) => self.environments.put(number, Some(entry)).map(Entry::Environment),
            Entry::Role(entry) => self.roles.put(number, Some(entry)).map(Entry::Role),
            Entry::User(entry) => self.users.put(number, Some(entry)).map(Entry::User),
            Entry::Key(entry) => self.keys.put(number, Some(entry)).map(Entry::Key),
        }
    }

    fn take(&mut self, list: List, number: u32) -> Option<Entry> {
        match list {
            List::Environments => self.environments.put(number, None).map(Entry::Environment),
            List::Roles => self.roles.put(number, None).map(Entry::Role),
            List::Users => self.users.put(number, None).map(Entry::User),
            List::Keys => self.keys.put(number, None).map(Entry::Key),
        }
    }

    fn undo(&mut self, Undo { list, number, was }: Undo) {
        if let Some((entry, record)) = was {
            self.ids_mut(list).restore(number, record);
            self.put(number, entry);
        } else {
            self.ids_mut(list).pop();
            self.take(list, number);
        }
    }

    fn remove(&mut self, change: Node<'_>, steps: &mut Steps) {
        let list = List::with_entry(change.text("remove")).unwrap_or(List::Keys);
        let id = change.text("id");
        let Some(number) = self.ids(list).get(id.as_bytes()) else {
            if let Some(node) = change.get("id") {
                steps.report.dangling(node, list.entry(), id);
            }
            return;
        };
        if let Some((what, referrer)) = self.referrer(list, number) {
            let message = "the $ `$` still refers to `$`";
            steps.report.add_in(ProblemCode::ReferenceDangling, change, "id", message, &[what, referrer, id]);
            return;
        }
        let record = self.ids_mut(list).remove(number);
        let was = self.take(list, number).zip(record);
        steps.add(list, id, number, was);
    }

    /// The first entry that refers to another one. Nothing has to be listed for a key's `replaces`.
    fn referrer(&self, list: List, number: u32) -> Option<(&'static str, &str)> {
        if list == List::Keys {
            return None;
        }
        for (_, id, user) in self.users.iter() {
            for it in &user.assignments {
                let refers = match list {
                    List::Roles => it.role == number,
                    List::Environments => it.environments.name(number, &self.limits),
                    List::Users | List::Keys => false,
                };
                if refers {
                    return Some(("user", id));
                }
            }
        }
        if list == List::Roles {
            return None;
        }
        for (_, id, key) in self.keys.iter() {
            let refers = match list {
                List::Users => key.owner() == Some(number),
                _ => !key.is_for_all() && self.in_scope(key, Some(number)),
            };
            if refers {
                return Some(("key", id));
            }
        }
        None
    }

    fn clone_environment(&mut self, change: Node<'_>, steps: &mut Steps) {
        let (from, id) = (change.text("from"), change.text("id"));
        let original = self.environments.ids.get(from.as_bytes()).and_then(|number| self.environments.get(number));
        let Some(management_api) = original.map(|original| original.management_api) else {
            if let Some(node) = change.get("from") {
                steps.report.dangling(node, "environment", from);
            }
            return;
        };
        if self.environments.ids.get(id.as_bytes()).is_some() {
            let message = "the id `$` is used by another environment";
            steps.report.add_in(ProblemCode::EntryRepeated, change, "id", message, &[id]);
            return;
        }
        let before = steps.report.len();
        let entry = Environment { management_api };
        self.set(change, Entry::Environment(entry), steps, before);
    }

    pub(super) fn ids_mut(&mut self, list: List) -> &mut Index {
        match list {
            List::Roles => &mut self.roles.ids,
            List::Users => &mut self.users.ids,
            List::Environments => &mut self.environments.ids,
            List::Keys => &mut self.keys.ids,
        }
    }
}
