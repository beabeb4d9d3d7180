//! Changes to a project, all or nothing.

use super::{Assignment, Environment, Key, Project, Role, User, check};
use crate::catalog::{Catalog, TEXTS, id, texts};
use crate::documents::List;
use crate::index::Index;
use crate::prelude::*;
use crate::problem::{ProblemCode, Problems, Report};
use crate::tree::Node;

/// An entry of one of the lists.
enum Entry {
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
enum Undo {
    Added(List),
    /// With the record of its id.
    Replaced(u32, Option<Entry>, u32),
    Removed(u32, Option<Entry>, u32),
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
        for list in List::ALL {
            self.ids_mut(list).tidy(TEXTS);
        }
        steps.report.strict(steps.touched)
    }

    fn apply(&mut self, change: Node<'_>, catalog: &Catalog, steps: &mut Steps) {
        if let Some(value) = change.get("value") {
            let before = steps.report.len();
            let entry = match List::with_entry(change.text("set")) {
                Some(List::Environments) => Some(Entry::Environment(check::environment(value))),
                Some(List::Roles) => Some(Entry::Role(check::role(value, catalog, &mut steps.report))),
                Some(List::Users) => Some(Entry::User(self.user(value, &mut steps.report))),
                _ => self.key(value, catalog, &mut steps.report).map(Entry::Key),
            };
            if let Some(entry) = entry {
                self.set(value, entry, steps, before);
            }
        } else if change.get("remove").is_some() {
            self.remove(change, steps);
        } else {
            self.clone_environment(change, steps);
        }
    }

    /// Adds an entry, or replaces the one of the same id.
    fn set(&mut self, value: Node<'_>, entry: Entry, steps: &mut Steps, before: usize) {
        let (list, own_id) = (entry.list(), value.text("id"));
        if let Some(number) = self.ids(list).get(own_id.as_bytes()) {
            if steps.report.len() == before {
                let record = self.ids_mut(list).replace(number, &texts(own_id, value)).unwrap_or(u32::MAX);
                steps.undo.push(Undo::Replaced(number, self.put(number, entry), record));
                steps.touched.push((list, own_id.to_owned()));
            }
        } else if id(self.ids_mut(list), own_id, list.entry(), value, &mut steps.report).is_some() {
            match entry {
                Entry::Environment(entry) => self.environments.entries.push(Some(entry)),
                Entry::Role(entry) => self.roles.entries.push(Some(entry)),
                Entry::User(entry) => self.users.entries.push(Some(entry)),
                Entry::Key(entry) => self.keys.entries.push(Some(entry)),
            }
            steps.undo.push(Undo::Added(list));
            steps.touched.push((list, own_id.to_owned()));
        }
    }

    /// Puts an entry at a place; what was there.
    fn put(&mut self, number: u32, entry: Entry) -> Option<Entry> {
        match entry {
            Entry::Environment(entry) => self.environments.slot(number)?.replace(entry).map(Entry::Environment),
            Entry::Role(entry) => self.roles.slot(number)?.replace(entry).map(Entry::Role),
            Entry::User(entry) => self.users.slot(number)?.replace(entry).map(Entry::User),
            Entry::Key(entry) => self.keys.slot(number)?.replace(entry).map(Entry::Key),
        }
    }

    fn take(&mut self, list: List, number: u32) -> Option<Entry> {
        match list {
            List::Environments => self.environments.slot(number)?.take().map(Entry::Environment),
            List::Roles => self.roles.slot(number)?.take().map(Entry::Role),
            List::Users => self.users.slot(number)?.take().map(Entry::User),
            List::Keys => self.keys.slot(number)?.take().map(Entry::Key),
        }
    }

    fn undo(&mut self, undo: Undo) {
        match undo {
            Undo::Added(list) => {
                self.ids_mut(list).pop();
                match list {
                    List::Environments => self.environments.entries.pop(),
                    List::Roles => self.roles.entries.pop(),
                    List::Users => self.users.entries.pop(),
                    List::Keys => self.keys.entries.pop(),
                }
            }
            Undo::Replaced(number, Some(entry), record) | Undo::Removed(number, Some(entry), record) => {
                self.ids_mut(entry.list()).restore(number, record);
                self.put(number, entry);
            }
            Undo::Replaced(_, None, _) | Undo::Removed(_, None, _) => {}
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
        let record = self.ids_mut(list).remove(number).unwrap_or(u32::MAX);
        steps.undo.push(Undo::Removed(number, self.take(list, number), record));
        steps.touched.push((list, id.to_owned()));
    }

    /// The first entry that refers to another one. Nothing has to be listed for a key's `replaces`.
    fn referrer(&self, list: List, number: u32) -> Option<(&'static str, &str)> {
        let user = |refers: &dyn Fn(&Assignment) -> bool| {
            let mut users = self.users.iter();
            users.find(|(_, _, user)| user.assignments.iter().any(refers)).map(|(_, id, _)| ("user", id))
        };
        let key = |refers: &dyn Fn(&Key) -> bool| {
            self.keys.iter().find(|(_, _, key)| refers(key)).map(|(_, id, _)| ("key", id))
        };
        match list {
            List::Roles => user(&|it| it.role == number),
            List::Users => key(&|it| it.owner() == Some(number)),
            List::Environments => user(&|it| it.environments.name(number, &self.limits))
                .or_else(|| key(&|it| !it.is_for_all() && self.in_scope(it, Some(number)))),
            List::Keys => None,
        }
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
