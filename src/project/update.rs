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

/// One update under way.
struct Update<'u> {
    project: &'u mut Project,
    catalog: &'u Catalog,
    undo: Vec<Undo>,
    report: &'u mut Report,
}

impl Project {
    /// Applies changes in order. Refused as a whole if one of them cannot be.
    pub(crate) fn update(&mut self, changes: &[Change], catalog: &Catalog) -> Result<(), Problems> {
        let mut report = Report::new(DocumentKind::Changes);
        let mut update = Update { project: self, catalog, undo: Vec::new(), report: &mut report };
        let root = Place::typed();
        for (index, change) in changes.iter().enumerate() {
            update.apply(change.clone(), &root.entry(index));
        }
        update.finish();
        report.strict(())
    }

    /// As [`Project::update`], of changes that are JSON text.
    pub(crate) fn update_from_json(&mut self, changes: &str, catalog: &Catalog) -> Result<(), Problems> {
        let mut report = Report::new(DocumentKind::Changes);
        let read = with_tree(changes, &mut report, |tree, report| {
            let root = Place::tree(tree);
            let Value::List(entries) = tree else {
                let message = format_args!("it is {}, and has to be a list", tree.kind());
                report.form(ProblemCode::TypeWrong, &root, message);
                return;
            };
            let mut update = Update { project: self, catalog, undo: Vec::new(), report };
            for (index, entry) in entries.iter().enumerate() {
                let place = root.entry(index);
                if let Some(change) = Change::read(entry, place, update.report) {
                    update.apply(change, &place);
                }
            }
            update.finish();
        });
        debug_assert!(read.is_some() || report.len() > 0);
        report.strict(())
    }

    /// Puts an entry at a place, which may be a new one; what was there.
    #[inline(never)]
    pub(super) fn put(&mut self, number: u32, entry: Entry) -> Option<Entry> {
        match entry {
            Entry::Environment(entry) => self.environments.entries.put(number, entry).map(Entry::Environment),
            Entry::Role(entry) => self.roles.entries.put(number, entry).map(Entry::Role),
            Entry::User(entry) => self.users.entries.put(number, entry).map(Entry::User),
            Entry::Key(entry) => self.keys.entries.put(number, entry).map(Entry::Key),
        }
    }

    fn take(&mut self, list: List, number: u32) -> Option<Entry> {
        match list {
            List::Environments => self.environments.entries.take(number).map(Entry::Environment),
            List::Roles => self.roles.entries.take(number).map(Entry::Role),
            List::Users => self.users.entries.take(number).map(Entry::User),
            List::Keys => self.keys.entries.take(number).map(Entry::Key),
        }
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

    pub(super) fn ids_mut(&mut self, list: List) -> &mut Index {
        match list {
            List::Roles => &mut self.roles.ids,
            List::Users => &mut self.users.ids,
            List::Environments => &mut self.environments.ids,
            List::Keys => &mut self.keys.ids,
        }
    }
}

impl Update<'_> {
    fn apply(&mut self, change: Change, place: &Place<'_>) {
        let document = match change {
            Change::SetEnvironment(document) => EntryDocument::Environment(document),
            Change::SetRole(document) => EntryDocument::Role(document),
            Change::SetUser(document) => EntryDocument::User(document),
            Change::SetKey(document) => EntryDocument::Key(document),
            Change::Remove(list, id) => return self.remove(list, &id, place),
            Change::CloneEnvironment { from, id, name } => return self.clone_environment(&from, id, name, place),
        };
        let before = self.report.len();
        let place = place.member("value");
        if let Some(entry) = self.project.entry(&document, &place, self.catalog, self.report) {
            self.set(&document, entry, &place, before);
        }
    }

    /// Adds an entry, or replaces the one of the same id.
    fn set(&mut self, document: &EntryDocument, entry: Entry, place: &Place<'_>, before: usize) {
        let (list, own_id, details) = (document.list(), document.id(), document.details());
        let mut record = None;
        let ids = self.project.ids_mut(list);
        let number = match ids.get(own_id.as_bytes()) {
            Some(_) if self.report.len() > before => return,
            Some(number) => {
                record = ids.replace(number, details);
                Some(number)
            }
            None => id(ids, own_id, details, list.entry(), &place.member("id"), self.report),
        };
        if let Some(number) = number {
            let was = self.project.put(number, entry).zip(record);
            self.undo.push(Undo { list, number, was });
        }
    }

    fn remove(&mut self, list: List, id: &str, place: &Place<'_>) {
        let place = place.member("id");
        let ids = self.project.ids(list);
        let Some(number) = ids.get(id.as_bytes()) else {
            return self.report.dangling(&place, list.entry(), id, ids);
        };
        let before = self.report.len();
        self.project.each_referrer(list, number, &mut |what, referrer| {
            let message = format_args!("the {what} {} still refers to {}", quoted(referrer), quoted(id));
            self.report.add_beside(ProblemCode::ReferenceDangling, &place, message);
        });
        if self.report.len() == before {
            let record = self.project.ids_mut(list).remove(number);
            let was = self.project.take(list, number).zip(record);
            self.undo.push(Undo { list, number, was });
        }
    }

    fn clone_environment(&mut self, from: &str, id: String, name: Option<String>, place: &Place<'_>) {
        let before = self.report.len();
        let environments = &self.project.environments;
        let original = environments.ids.get(from.as_bytes()).and_then(|number| environments.get(number));
        if original.is_none() {
            self.report.dangling(&place.member("from"), "environment", from, &environments.ids);
        }
        let id_place = place.member("id");
        if !self.report.refuse_empty(&id, "the id", &id_place) && environments.ids.get(id.as_bytes()).is_some() {
            let message = format_args!("the id {} is used by another environment", quoted(&id));
            self.report.add(ProblemCode::EntryRepeated, &id_place, message);
        }
        let Some(management_api) = original.map(|original| original.management_api) else { return };
        if self.report.len() > before {
            return;
        }
        let entry = Entry::Environment(Environment { management_api });
        let document = EntryDocument::Environment(EnvironmentDocument { id, name, management_api });
        self.set(&document, entry, place, before);
    }

    /// Takes every step back if something was reported.
    fn finish(mut self) {
        while self.report.len() > 0
            && let Some(Undo { list, number, was }) = self.undo.pop()
        {
            if let Some((entry, record)) = was {
                self.project.ids_mut(list).restore(number, record);
                self.project.put(number, entry);
            } else {
                self.project.ids_mut(list).pop();
                self.project.take(list, number);
            }
        }
        self.project.sweep();
    }
}
