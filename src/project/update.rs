//! Changes to a project, all or nothing.

use super::{Assignment, Environment, Listed, Project, check};
use crate::catalog::{Catalog, id};
use crate::documents::{Change, KeyDocument, List};
use crate::problem::{Place, Problem, ProblemCode, Problems, Report};

/// How to take one step back.
type Undo = Box<dyn FnOnce(&mut Project)>;

/// The list of one sort of entry.
type Of<T> = fn(&mut Project) -> &mut Listed<T>;

/// One update under way: what was touched, and the way back.
#[derive(Default)]
struct Steps {
    touched: Vec<(List, u32)>,
    undo: Vec<Undo>,
    report: Report,
}

impl Project {
    /// Applies changes in order; the places they touched. Refused as a whole if one of them cannot be.
    pub(crate) fn update(&mut self, changes: &[Change], catalog: &Catalog) -> Result<Vec<(List, u32)>, Problems> {
        let mut steps = Steps::default();
        for (entry, change) in changes.iter().enumerate() {
            self.apply(change, catalog, &Place::Root.entry(entry), &mut steps);
        }
        if steps.report.len() == 0 {
            return Ok(steps.touched);
        }
        while let Some(undo) = steps.undo.pop() {
            undo(self);
        }
        Err(Problems(steps.report.into_problems()))
    }

    /// What is wrong with a key that is not listed yet.
    pub(crate) fn problems_of(&mut self, key: &KeyDocument, catalog: &Catalog) -> Vec<Problem> {
        let mut report = Report::default();
        self.key(key, catalog, &Place::Root, &mut report);
        report.into_problems()
    }

    fn apply(&mut self, change: &Change, catalog: &Catalog, place: &Place<'_>, steps: &mut Steps) {
        let value = place.member("value");
        let before = steps.report.len();
        match change {
            Change::SetEnvironment(document) => {
                let entry = check::environment(document);
                self.set(List::Environments, |it| &mut it.environments, &document.id, entry, &value, steps, before);
            }
            Change::SetRole(document) => {
                let entry = check::role(document, catalog, &value, &mut steps.report);
                self.set(List::Roles, |it| &mut it.roles, &document.id, entry, &value, steps, before);
            }
            Change::SetUser(document) => {
                let entry = self.user(document, &value, &mut steps.report);
                self.set(List::Users, |it| &mut it.users, &document.id, entry, &value, steps, before);
            }
            Change::SetKey(document) => {
                if let Some(entry) = self.key(document, catalog, &value, &mut steps.report) {
                    self.set(List::Keys, |it| &mut it.keys, &document.id, entry, &value, steps, before);
                }
            }
            Change::Remove(list, id) => self.remove_listed(*list, id, &place.member("id"), steps),
            Change::CloneEnvironment { from, id, name } => {
                self.clone_environment(from, id, name.as_ref(), place, steps)
            }
        }
    }

    /// Adds an entry, or replaces the one of the same id.
    #[allow(clippy::too_many_arguments, reason = "one step, for four sorts of entry")]
    fn set<T: 'static>(
        &mut self,
        list: List,
        of: Of<T>,
        new_id: &str,
        entry: T,
        place: &Place<'_>,
        steps: &mut Steps,
        before: usize,
    ) {
        let listed = of(self);
        if let Some(number) = listed.ids.get(new_id.as_bytes()) {
            if steps.report.len() == before
                && let Some(slot) = listed.slot(number)
            {
                let old = slot.replace(entry);
                steps.undo.push(Box::new(move |project| {
                    if let Some(slot) = of(project).slot(number) {
                        *slot = old;
                    }
                }));
                steps.touched.push((list, number));
            }
            return;
        }
        if let Some(number) = id(&mut listed.ids, new_id, list.entry(), &place.member("id"), &mut steps.report) {
            listed.entries.push(Some(entry));
            steps.undo.push(Box::new(move |project| {
                of(project).ids.pop();
                of(project).entries.pop();
            }));
            steps.touched.push((list, number));
        }
    }

    fn remove<T: 'static>(&mut self, list: List, of: Of<T>, number: u32, steps: &mut Steps) {
        let listed = of(self);
        let id = listed.ids.text(number).to_owned();
        listed.ids.remove(number);
        let old = listed.slot(number).and_then(Option::take);
        steps.undo.push(Box::new(move |project| {
            let listed = of(project);
            listed.ids.restore(number, &id);
            if let Some(slot) = listed.slot(number) {
                *slot = old;
            }
        }));
        steps.touched.push((list, number));
    }

    fn remove_listed(&mut self, list: List, id: &str, place: &Place<'_>, steps: &mut Steps) {
        let Some(number) = self.ids(list).get(id.as_bytes()) else {
            steps.report.dangling(place, list.entry(), id);
            return;
        };
        if let Some((what, referrer)) = self.referrer(list, number) {
            let message = format!("the {what} `{referrer}` still refers to `{id}`");
            steps.report.add(ProblemCode::ReferenceDangling, place, message);
            return;
        }
        match list {
            List::Roles => self.remove(list, |it| &mut it.roles, number, steps),
            List::Users => self.remove(list, |it| &mut it.users, number, steps),
            List::Environments => self.remove(list, |it| &mut it.environments, number, steps),
            List::Keys => self.remove(list, |it| &mut it.keys, number, steps),
        }
    }

    /// The first entry that refers to another one. Nothing has to be listed for a key's `replaces`.
    fn referrer(&self, list: List, number: u32) -> Option<(&'static str, &str)> {
        let user = |refers: &dyn Fn(&Assignment) -> bool| {
            let mut users = self.users.iter();
            users.find(|(_, _, user)| user.assignments.iter().any(refers)).map(|(_, id, _)| ("user", id))
        };
        let key = |refers: &dyn Fn(&super::Key) -> bool| {
            self.keys.iter().find(|(_, _, key)| refers(key)).map(|(_, id, _)| ("key", id))
        };
        match list {
            List::Roles => user(&|it| it.role == number),
            List::Users => key(&|it| it.owner() == Some(number)),
            List::Environments => user(&|it| it.environments.name(number))
                .or_else(|| key(&|it| !it.is_for_all() && self.in_scope(it, Some(number)))),
            List::Keys => None,
        }
    }

    fn clone_environment(
        &mut self,
        from: &str,
        new_id: &str,
        name: Option<&String>,
        place: &Place<'_>,
        steps: &mut Steps,
    ) {
        let original = self.environments.ids.get(from.as_bytes()).and_then(|number| self.environments.get(number));
        let Some(management_api) = original.map(|original| original.management_api) else {
            steps.report.dangling(&place.member("from"), "environment", from);
            return;
        };
        if self.environments.ids.get(new_id.as_bytes()).is_some() {
            let message = format!("the id `{new_id}` is used by another environment");
            steps.report.add(ProblemCode::EntryRepeated, &place.member("id"), message);
            return;
        }
        let before = steps.report.len();
        let entry = Environment { name: name.map(|name| name.as_str().into()), management_api };
        self.set(List::Environments, |it| &mut it.environments, new_id, entry, place, steps, before);
    }
}
