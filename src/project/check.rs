//! From a project's document to its model: every rule that an entry can break.

use super::{ALL, Assignment, Entry, Environment, Key, Limit, NEVER, Project, Role, User};
use crate::catalog::{Catalog, Kind, id, references};
use crate::document::place::Place;
use crate::document::{
    AssignmentDocument, EntryDocument, KeyDocument, List, ProjectDocument, RoleDocument, Selection, Source,
    UserDocument,
};
use crate::index::Index;
use crate::problem::{ProblemCode, Report};
use crate::time::Instant;

impl Project {
    /// Takes in a document's members but for its lists.
    pub(crate) fn set_head(
        &mut self,
        document: &ProjectDocument,
        place: &Place<'_>,
        catalog: &Catalog,
        report: &mut Report,
    ) {
        self.id = document.id.as_str().into();
        self.name = document.name.as_deref().map(Into::into);
        report.refuse_empty(&self.id, "the id", &place.member("id"));
        let parameters = place.member("parameters");
        for (index, (name, value)) in document.parameters.iter().flatten().enumerate() {
            let known = &catalog.bound_parameters;
            if !known.iter().any(|bound| **bound == **name) {
                let place = parameters.mapped(name, index);
                let mut names = known.iter().map(|bound| &**bound);
                report.dangling_among(&place, "bound parameter", name, known.len(), &mut names);
            }
            self.parameters.push((name.as_str().into(), value.as_str().into()));
        }
    }

    /// Notes that the ids of a list could not all be read: references to it are not judged.
    pub(crate) fn hide_ids(&mut self, list: List) {
        self.hidden.push(list);
    }

    /// Adds an entry to a list. What it refers to has to be listed before.
    pub(crate) fn add_entry(
        &mut self,
        document: &EntryDocument,
        place: &Place<'_>,
        catalog: &Catalog,
        report: &mut Report,
    ) {
        let list = document.list();
        let number =
            id(self.ids_mut(list), document.id(), document.details(), list.entry(), &place.member("id"), report);
        let entry = self.entry(document, place, catalog, report);
        if let Some((number, entry)) = number.zip(entry) {
            self.put(number, entry);
        }
    }

    /// An entry as its document says.
    pub(super) fn entry(
        &mut self,
        document: &EntryDocument,
        place: &Place<'_>,
        catalog: &Catalog,
        report: &mut Report,
    ) -> Option<Entry> {
        Some(match document {
            EntryDocument::Environment(entry) => {
                Entry::Environment(Environment { management_api: entry.management_api })
            }
            EntryDocument::Role(entry) => Entry::Role(role(entry, place, catalog, report)),
            EntryDocument::User(entry) => Entry::User(self.user(entry, place, report)),
            EntryDocument::Key(entry) => Entry::Key(self.key(entry, place, catalog, report)?),
        })
    }

    /// Reports an id that its list does not have.
    #[cold]
    fn dangling(&self, place: &Place<'_>, list: List, id: &str, report: &mut Report) {
        if !self.hidden.contains(&list) {
            report.dangling(place, list.entry(), id, self.ids(list));
        }
    }
}

fn role(document: &RoleDocument, place: &Place<'_>, catalog: &Catalog, report: &mut Report) -> Role {
    let ids = &catalog.permissions.ids;
    if let Selection::Only(list) = &document.permissions {
        let list = references(Some(ids), list, "permission", &place.member("permissions"), report);
        return Role { grant: catalog.permissions.grant(&list), permissions: Some(list.into_boxed_slice()) };
    }
    let every: Vec<u32> = (0..u32::try_from(ids.len()).unwrap_or_default()).collect();
    Role { grant: catalog.permissions.grant(&every), permissions: None }
}

/// Reports a list that is empty: it says nothing where everything could have been said.
fn check_selected(list: &[String], everything: &str, place: &Place<'_>, report: &mut Report) {
    if list.is_empty() {
        let message = format_args!("the list is empty; say `\"{everything}\"` for everything, or name something");
        report.add(ProblemCode::ValueInvalid, place, message);
    }
}

/// The numbers of names that the project does not list: collections, languages.
fn named(names: &[String], index: &mut Index, place: &Place<'_>, report: &mut Report) -> Vec<u32> {
    report.repeated(names, place, "the id");
    let mut list = Vec::new();
    for (entry, name) in names.iter().enumerate() {
        report.refuse_empty(name, "the id", &place.entry(entry));
        let number = index.intern(name);
        if number == u32::MAX {
            // never met in practice: more than four billion names since the project was loaded
            let message = format_args!("there were too many ids: load the project anew");
            report.add(ProblemCode::ValueInvalid, &place.entry(entry), message);
        }
        list.push(number);
    }
    list
}

impl Project {
    fn user(&mut self, document: &UserDocument, place: &Place<'_>, report: &mut Report) -> User {
        let roles = place.member("roles");
        report.repeated(&document.roles, &roles, "the assignment");
        let mut assignments = Vec::new();
        for (index, assignment) in document.roles.iter().enumerate() {
            assignments.extend(self.assignment(assignment, &roles.entry(index), report));
        }
        User { active: document.active, assignments: assignments.into_boxed_slice() }
    }

    fn assignment(
        &mut self,
        document: &AssignmentDocument,
        place: &Place<'_>,
        report: &mut Report,
    ) -> Option<Assignment> {
        let role = self.roles.ids.get(document.role.as_bytes());
        if role.is_none() {
            self.dangling(&place.member("role"), List::Roles, &document.role, report);
        }
        let collections = limit(document.collections.as_ref(), |list| {
            let place = place.member("collections");
            check_selected(list, "any", &place, report);
            let list = named(list, &mut self.collections, &place, report);
            self.limits.add(&list)
        });
        let languages = limit(document.languages.as_ref(), |list| {
            let place = place.member("languages");
            check_selected(list, "any", &place, report);
            let list = named(list, &mut self.languages, &place, report);
            self.limits.add(&list)
        });
        let environments = limit(document.environments.as_ref(), |list| {
            self.environments(list, &place.member("environments"), report)
        });
        role.map(|role| Assignment { role, environments, collections, languages })
    }

    /// The number of a list of environments.
    fn environments(&mut self, list: &[String], place: &Place<'_>, report: &mut Report) -> u32 {
        check_selected(list, "all", place, report);
        let known = (!self.hidden.contains(&List::Environments)).then_some(&self.environments.ids);
        let list = references(known, list, "environment", place, report);
        self.limits.add(&list)
    }

    /// A key as its record says.
    pub(crate) fn key(
        &mut self,
        document: &KeyDocument,
        place: &Place<'_>,
        catalog: &Catalog,
        report: &mut Report,
    ) -> Option<Key> {
        if let Some(replaces) = &document.replaces {
            report.refuse_empty(replaces, "the id", &place.member("replaces"));
        }
        let scope = match &document.environments {
            Selection::All => ALL,
            Selection::Only(list) => self.environments(list, &place.member("environments"), report),
        };
        let kind = catalog.kind_of(&document.kind);
        if kind.is_none() {
            report.dangling(&place.member("kind"), "kind", &document.kind, &catalog.kind_ids);
        }
        let rules = kind.map(|(_, rules)| rules);
        let holder = self.holder(document, place, rules, catalog, report);
        let times = [document.created_at.millis(), document.expires_at.map_or(NEVER, Instant::millis)];
        check_lifetime(times, &document.kind, rules, place, report);
        let (kind, rules) = kind?;
        let mut key = Key::new(times, kind, rules.source, scope, holder?)?;
        if let Some(not_before) = document.not_before {
            key.rare().not_before = not_before.millis();
        }
        if let Some(replaces) = &document.replaces {
            key.rare().replaces = Some(replaces.as_str().into());
        }
        if let Some(revoked_at) = document.revoked_at {
            key.rare().revoked_at = revoked_at.millis();
        }
        if let Some(disabled) = document.disabled {
            key.rare().disabled = Some(disabled);
        }
        Some(key)
    }

    /// The number of its own grant, or of its owner. Exactly one of `permissions` and `owner`, as the kind asks; where
    /// the kind is not known, either is read for what it refers to.
    fn holder(
        &mut self,
        document: &KeyDocument,
        place: &Place<'_>,
        kind: Option<&Kind>,
        catalog: &Catalog,
        report: &mut Report,
    ) -> Option<u32> {
        let own = kind.map(|kind| kind.source == Source::Own);
        if let Some(own) = own
            && (document.permissions.is_some() != own || document.owner.is_some() == own)
        {
            misheld(document, own, place, report);
        }
        let grant = document.permissions.as_deref().filter(|_| own != Some(false)).map(|list| {
            let ids = &catalog.permissions.ids;
            let list = references(Some(ids), list, "permission", &place.member("permissions"), report);
            self.grants.intern(&list, &|list| catalog.permissions.grant(list))
        });
        let owner = document.owner.as_deref().filter(|_| own != Some(true)).and_then(|id| {
            let user = self.users.ids.get(id.as_bytes());
            if user.is_none() {
                self.dangling(&place.member("owner"), List::Users, id, report);
            }
            user
        });
        if own == Some(true) { grant } else { owner }
    }
}

/// How far a selection reaches.
fn limit(selection: Option<&Selection>, number: impl FnOnce(&[String]) -> u32) -> Limit {
    match selection {
        None => Limit::DEFAULT,
        Some(Selection::All) => Limit::ALL,
        Some(Selection::Only(list)) => Limit(number(list)),
    }
}

/// Reports a key that ends before it begins, or that has to expire and does not.
fn check_lifetime(
    [created_at, expires_at]: [i64; 2],
    kind_id: &str,
    kind: Option<&Kind>,
    place: &Place<'_>,
    report: &mut Report,
) {
    let created = place.member("createdAt");
    let place = place.member("expiresAt");
    if expires_at <= created_at {
        if report.knows(&created) {
            return;
        }
        let text = |millis| Instant::from_millis(millis).map(|at| at.to_string()).unwrap_or_default();
        let message = format_args!("`{}` is not after `createdAt`, `{}`", text(expires_at), text(created_at));
        report.add(ProblemCode::ValueInvalid, &place, message);
    } else if expires_at == NEVER && kind.is_some_and(|kind| kind.max.is_some()) {
        let message = format_args!("a key of kind `{kind_id}` has to expire: its longest lifetime is limited");
        report.add(ProblemCode::ValueInvalid, &place, message);
    }
}

/// Reports that a key has not exactly the one of `permissions` and `owner` that its kind asks for.
#[cold]
#[inline(never)]
fn misheld(document: &KeyDocument, own: bool, place: &Place<'_>, report: &mut Report) {
    let kind = &document.kind;
    for (name, is_there, wanted) in
        [("permissions", document.permissions.is_some(), own), ("owner", document.owner.is_some(), !own)]
    {
        let place = place.member(name);
        match (is_there, wanted) {
            (true, false) => {
                report.add(ProblemCode::ValueInvalid, &place, format_args!("a key of kind `{kind}` has no `{name}`"));
            }
            (false, true) => {
                report.add(ProblemCode::MemberMissing, &place, format_args!("a key of kind `{kind}` needs `{name}`"));
            }
            _ => {}
        }
    }
}
