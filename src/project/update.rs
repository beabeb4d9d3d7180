//! Changes to a project, all or nothing.

use super::{Entry, Environment, Project};
use crate::catalog::{Catalog, id};
use crate::document::place::Place;
use crate::document::tree::Value;
use crate::document::{Change, EntryDocument, EnvironmentDocument, List, with_tree};
use crate::index::{Index, Record};
use crate::problem::{DocumentKind, ProblemCode, Problems, Report, quoted};

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
struct Steps {
    touched: Touched,
    undo: Vec<Undo>,
    report: Report,
}

impl Steps {
    const fn new() -> Self {
        Self { touched: Vec::new(), undo: Vec::new(), report: Report::new(DocumentKind::Changes) }
    }

    fn add(&mut self, list: List, id: &str, number: u32, was: Option<(Entry, Record)>) {
        self.touched.push((list, id.to_owned()));
        self.undo.push(Undo { list, number, was });
    }
}

impl Project {
    /// Applies changes in order; the ids they touched. Refused as a whole if one of them cannot be.
    pub(crate) fn update(&mut self, changes: &[Change], catalog: &Catalog) -> Result<Touched, Problems> {
        let mut steps = Steps::new();
        let root = Place::typed();
        for (index, change) in changes.iter().enumerate() {
            self.apply(change.clone(), &root.entry(index), catalog, &mut steps);
        }
        self.settle(steps)
    }

    /// As [`Project::update`], of changes that are JSON text.
    pub(crate) fn update_from_json(&mut self, changes: &str, catalog: &Catalog) -> Result<Touched, Problems> {
        let mut steps = Steps::new();
        let mut report = steps.report.fresh();
        let read = with_tree(changes, &mut report, |tree, report| {
            let root = Place::tree(tree);
            let Value::List(entries) = tree else {
                let message = format_args!("it is {}, and has to be a list", tree.kind());
                report.form(ProblemCode::TypeWrong, &root, message);
                return;
            };
            std::mem::swap(report, &mut steps.report);
            for (index, entry) in entries.iter().enumerate() {
                let place = root.entry(index);
                if let Some(change) = Change::read(entry, place, &mut steps.report) {
                    self.apply(change, &place, catalog, &mut steps);
                }
            }
            std::mem::swap(report, &mut steps.report);
        });
        debug_assert!(read.is_some() || report.len() > 0);
        steps.report = report;
        self.settle(steps)
    }

    /// Takes every step back if something was reported.
    fn settle(&mut self, mut steps: Steps) -> Result<Touched, Problems> {
        if steps.report.len() > 0 {
            while let Some(undo) = steps.undo.pop() {
                self.undo(undo);
            }
        }
        self.sweep();
        steps.report.strict(steps.touched)
    }

    fn apply(&mut self, change: Change, place: &Place<'_>, catalog: &Catalog, steps: &mut Steps) {
        let document = match change {
            Change::SetEnvironment(document) => EntryDocument::Environment(document),
            Change::SetRole(document) => EntryDocument::Role(document),
            Change::SetUser(document) => EntryDocument::User(document),
            Change::SetKey(document) => EntryDocument::Key(document),
            Change::Remove(list, id) => return self.remove(list, &id, place, steps),
            Change::CloneEnvironment { from, id, name } => {
                return self.clone_environment(&from, id, name, place, steps);
            }
        };
        let before = steps.report.len();
        let place = place.member("value");
        if let Some(entry) = self.entry(&document, &place, catalog, &mut steps.report) {
            self.set(&document, entry, &place, steps, before);
        }
    }

    /// Adds an entry, or replaces the one of the same id.
    fn set(&mut self, document: &EntryDocument, entry: Entry, place: &Place<'_>, steps: &mut Steps, before: usize) {
        let (list, own_id, details) = (document.list(), document.id(), document.details());
        let mut record = None;
        let number = match self.ids(list).get(own_id.as_bytes()) {
            Some(_) if steps.report.len() > before => return,
            Some(number) => {
                record = self.ids_mut(list).replace(number, details);
                Some(number)
            }
            None => {
                let place = place.member("id");
                id(self.ids_mut(list), own_id, details, list.entry(), &place, &mut steps.report)
            }
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

    fn remove(&mut self, list: List, id: &str, place: &Place<'_>, steps: &mut Steps) {
        let place = place.member("id");
        let Some(number) = self.ids(list).get(id.as_bytes()) else {
            steps.report.dangling(&place, list.entry(), id, self.ids(list));
            return;
        };
        let before = steps.report.len();
        self.each_referrer(list, number, &mut |what, referrer| {
            let message = format_args!("the {what} {} still refers to {}", quoted(referrer), quoted(id));
            steps.report.add_beside(ProblemCode::ReferenceDangling, &place, message);
        });
        if steps.report.len() > before {
            return;
        }
        let record = self.ids_mut(list).remove(number);
        let was = self.take(list, number).zip(record);
        steps.add(list, id, number, was);
    }

    /// Calls `tell` for each entry that refers to another one. Nothing has to be listed for a key's `replaces`.
    fn each_referrer(&self, list: List, number: u32, tell: &mut dyn FnMut(&str, &str)) {
        if list == List::Keys {
            return;
        }
        for (_, id, user) in self.users.iter() {
            let refers = user.assignments.iter().any(|it| match list {
                List::Roles => it.role == number,
                List::Environments => it.environments.name(number, &self.limits),
                List::Users | List::Keys => false,
            });
            if refers {
                tell("user", id);
            }
        }
        if list == List::Roles {
            return;
        }
        for (_, id, key) in self.keys.iter() {
            let refers = match list {
                List::Users => key.owner() == Some(number),
                _ => !key.is_for_all() && self.in_scope(key, Some(number)),
            };
            if refers {
                tell("key", id);
            }
        }
    }

    fn clone_environment(
        &mut self,
        from: &str,
        id: String,
        name: Option<String>,
        place: &Place<'_>,
        steps: &mut Steps,
    ) {
        let ids = &self.environments.ids;
        let original = ids.get(from.as_bytes()).and_then(|number| self.environments.get(number));
        let Some(management_api) = original.map(|original| original.management_api) else {
            steps.report.dangling(&place.member("from"), "environment", from, ids);
            return;
        };
        if ids.get(id.as_bytes()).is_some() {
            let message = format_args!("the id {} is used by another environment", quoted(&id));
            steps.report.add(ProblemCode::EntryRepeated, &place.member("id"), message);
            return;
        }
        let before = steps.report.len();
        let entry = Environment { management_api };
        let document = EntryDocument::Environment(EnvironmentDocument { id, name, management_api });
        self.set(&document, Entry::Environment(entry), place, steps, before);
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
