//! From a project's document to its model: every rule that an entry can break.

use super::{ALL, ALWAYS, Assignment, Environment, Grant, Holds, Key, Limit, NEVER, Project, Role, User};
use crate::bits::BitSet;
use crate::catalog::{Catalog, id, references};
use crate::documents::{
    AssignmentDocument, EnvironmentDocument, KeyDocument, ProjectDocument, RoleDocument, Selection, Source,
    UserDocument,
};
use crate::index::Index;
use crate::instant::Instant;
use crate::problem::{Place, ProblemCode, Report, repeats};

pub(super) fn project(document: &ProjectDocument, catalog: &Catalog, report: &mut Report) -> Project {
    let mut project = Project { id: document.id.clone(), name: document.name.clone(), ..Project::default() };
    let root = Place::Root;
    if document.id.is_empty() {
        report.add(ProblemCode::ValueInvalid, &root.member("id"), "the id is empty");
    }
    let list = root.member("environments");
    for (entry, it) in document.environments.iter().enumerate() {
        let place = list.entry(entry);
        id(&mut project.environments.ids, &it.id, "environment", &place.member("id"), report);
        project.environments.entries.push(Some(environment(it)));
    }
    let list = root.member("roles");
    for (entry, it) in document.roles.iter().enumerate() {
        let place = list.entry(entry);
        id(&mut project.roles.ids, &it.id, "role", &place.member("id"), report);
        project.roles.entries.push(Some(role(it, catalog, &place, report)));
    }
    let list = root.member("users");
    for (entry, it) in document.users.iter().enumerate() {
        let place = list.entry(entry);
        id(&mut project.users.ids, &it.id, "user", &place.member("id"), report);
        let user = project.user(it, &place, report);
        project.users.entries.push(Some(user));
    }
    let list = root.member("keys");
    for (entry, it) in document.keys.iter().enumerate() {
        let place = list.entry(entry);
        id(&mut project.keys.ids, &it.id, "key", &place.member("id"), report);
        let key = project.key(it, catalog, &place, report);
        project.keys.entries.push(key);
    }
    project
}

fn boxed(text: Option<&String>) -> Option<Box<str>> {
    text.map(|text| text.as_str().into())
}

pub(super) fn environment(document: &EnvironmentDocument) -> Environment {
    Environment { name: boxed(document.name.as_ref()), management_api: document.management_api }
}

pub(super) fn role(document: &RoleDocument, catalog: &Catalog, place: &Place<'_>, report: &mut Report) -> Role {
    let permissions = match &document.permissions {
        Selection::All => None,
        Selection::Only(list) => {
            let place = place.member("permissions");
            Some(references(&catalog.permissions.ids, list, "permission", &place, report).into_boxed_slice())
        }
    };
    let every: Vec<u32>;
    let list = match &permissions {
        Some(list) => list,
        None => {
            every = catalog.permissions.ids.iter().map(|(number, _)| number).collect();
            every.as_slice()
        }
    };
    Role { name: boxed(document.name.as_ref()), grant: grant(list, catalog), permissions }
}

fn grant(list: &[u32], catalog: &Catalog) -> Grant {
    Grant { everywhere: catalog.permissions.closure(list, true), limited: catalog.permissions.closure(list, false) }
}

/// Refuses an empty list where everything could have been said.
fn not_empty(list: &[String], everything: &str, place: &Place<'_>, report: &mut Report) {
    if list.is_empty() {
        let message = format!("the list is empty; say `\"{everything}\"` for everything, or name something");
        report.add(ProblemCode::ValueInvalid, place, message);
    }
}

/// Names that the project does not list: collections, languages.
fn limit(selection: Option<&Selection>, index: &mut Index, place: &Place<'_>, report: &mut Report) -> Limit {
    let names = match selection {
        None => return Limit::Default,
        Some(Selection::All) => return Limit::All,
        Some(Selection::Only(names)) => names,
    };
    not_empty(names, "any", place, report);
    report.repeated_texts(names, place);
    let mut list = Vec::with_capacity(names.len());
    for (entry, name) in names.iter().enumerate() {
        if name.is_empty() {
            report.add(ProblemCode::ValueInvalid, &place.entry(entry), "the id is empty");
        }
        list.push(index.intern(name));
    }
    only(list)
}

fn only(list: Vec<u32>) -> Limit {
    let set = BitSet::of(list.iter().copied());
    Limit::Only(list.into_boxed_slice(), set)
}

impl Project {
    pub(super) fn user(&mut self, document: &UserDocument, place: &Place<'_>, report: &mut Report) -> User {
        let root = place.member("roles");
        for entry in repeats(document.roles.iter()) {
            report.add(ProblemCode::EntryRepeated, &root.entry(entry), "this assignment stands in the list already");
        }
        let mut assignments = Vec::with_capacity(document.roles.len());
        for (entry, it) in document.roles.iter().enumerate() {
            let place = root.entry(entry);
            assignments.extend(self.assignment(it, &place, report));
        }
        User {
            name: boxed(document.name.as_ref()),
            email: boxed(document.email.as_ref()),
            active: document.active,
            assignments: assignments.into_boxed_slice(),
        }
    }

    fn assignment(
        &mut self,
        document: &AssignmentDocument,
        place: &Place<'_>,
        report: &mut Report,
    ) -> Option<Assignment> {
        let role = self.roles.ids.get(document.role.as_bytes());
        if role.is_none() {
            report.dangling(&place.member("role"), "role", &document.role);
        }
        let environments = match &document.environments {
            None => Limit::Default,
            Some(Selection::All) => Limit::All,
            Some(Selection::Only(list)) => {
                let place = place.member("environments");
                not_empty(list, "all", &place, report);
                only(references(&self.environments.ids, list, "environment", &place, report))
            }
        };
        let collections = document.collections.as_ref();
        let languages = document.languages.as_ref();
        Some(Assignment {
            environments,
            collections: limit(collections, &mut self.collections, &place.member("collections"), report),
            languages: limit(languages, &mut self.languages, &place.member("languages"), report),
            role: role?,
        })
    }

    pub(super) fn key(
        &mut self,
        document: &KeyDocument,
        catalog: &Catalog,
        place: &Place<'_>,
        report: &mut Report,
    ) -> Option<Key> {
        let scope = match &document.environments {
            Selection::All => ALL,
            Selection::Only(list) => {
                let place = place.member("environments");
                not_empty(list, "all", &place, report);
                let list = references(&self.environments.ids, list, "environment", &place, report);
                self.scopes.intern(&list, |list| BitSet::of(list.iter().copied()))
            }
        };
        if document.replaces.as_deref() == Some("") {
            report.add(ProblemCode::ValueInvalid, &place.member("replaces"), "the id is empty");
        }
        let kind = catalog.kind_ids.get(document.kind.as_bytes());
        let Some((kind, rules)) = kind.and_then(|number| Some((number, catalog.kind(number)?))) else {
            report.dangling(&place.member("kind"), "kind", &document.kind);
            return None;
        };
        match document.expires_at {
            Some(expires_at) if expires_at <= document.created_at => {
                let message = format!("`{expires_at}` is not after `createdAt`, `{}`", document.created_at);
                report.add(ProblemCode::ValueInvalid, &place.member("expiresAt"), message);
            }
            None if rules.max.is_some() => {
                let message =
                    format!("a key of kind `{}` has to expire: its longest lifetime is limited", document.kind);
                report.add(ProblemCode::ValueInvalid, &place.member("expiresAt"), message);
            }
            _ => {}
        }
        let holds = self.holds(document, rules.source, catalog, place, report);
        let millis = |instant: Option<Instant>, absent| instant.map_or(absent, Instant::millis);
        Some(Key {
            name: boxed(document.name.as_ref()),
            replaces: boxed(document.replaces.as_ref()),
            created_at: document.created_at.millis(),
            expires_at: millis(document.expires_at, NEVER),
            not_before: millis(document.not_before, ALWAYS),
            revoked_at: millis(document.revoked_at, NEVER),
            kind,
            scope,
            holds: holds?,
            disabled: document.disabled,
        })
    }

    /// Exactly one of `permissions` and `owner`, as the kind asks.
    fn holds(
        &mut self,
        document: &KeyDocument,
        source: Source,
        catalog: &Catalog,
        place: &Place<'_>,
        report: &mut Report,
    ) -> Option<Holds> {
        let (permissions, owner) = (document.permissions.as_ref(), document.owner.as_ref());
        let kind = &document.kind;
        let own = source == Source::Own;
        for (name, given, wanted) in [("permissions", permissions.is_some(), own), ("owner", owner.is_some(), !own)] {
            let place = place.member(name);
            if given && !wanted {
                let message = format!("a key of kind `{kind}` has no `{name}`");
                report.add(ProblemCode::ValueInvalid, &place, message);
            } else if wanted && !given {
                report.add(ProblemCode::MemberMissing, &place, format!("a key of kind `{kind}` needs `{name}`"));
            }
        }
        if own {
            let ids = &catalog.permissions.ids;
            let list = references(ids, permissions?, "permission", &place.member("permissions"), report);
            return Some(Holds::Own(self.grants.intern(&list, |list| grant(list, catalog))));
        }
        let id = owner?;
        let Some(user) = self.users.ids.get(id.as_bytes()) else {
            report.dangling(&place.member("owner"), "user", id);
            return None;
        };
        Some(if source == Source::Owner { Holds::Owner(user) } else { Holds::Every(user) })
    }
}
