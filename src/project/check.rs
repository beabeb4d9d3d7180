//! From a project's document to its model: every rule that an entry can break.

use super::{ALL, ALWAYS, Assignment, Environment, Grant, Holds, Key, Limit, NEVER, Project, Role, User};
use crate::bits::BitSet;
use crate::catalog::{Catalog, Kind, id, references};
use crate::documents::Source;
use crate::index::Index;
use crate::instant::Instant;
use crate::problem::{ProblemCode, Report, TWICE};
use crate::tree::{Items, Node, Value};

pub(super) fn project(document: Node<'_>, catalog: &Catalog, report: &mut Report) -> Project {
    let mut project =
        Project { id: document.text("id").into(), name: boxed(document.optional_text("name")), ..Project::default() };
    if project.id.is_empty() {
        report.add_in(ProblemCode::ValueInvalid, document, "id", "the id is empty", &[]);
    }
    for item in document.items_of("environments") {
        id(&mut project.environments.ids, item.node.text("id"), "environment", item.node, report);
        project.environments.push(Some(environment(item.node)));
    }
    for item in document.items_of("roles") {
        id(&mut project.roles.ids, item.node.text("id"), "role", item.node, report);
        project.roles.push(Some(role(item.node, catalog, report)));
    }
    for item in document.items_of("users") {
        id(&mut project.users.ids, item.node.text("id"), "user", item.node, report);
        let user = project.user(item.node, report);
        project.users.push(Some(user));
    }
    project.load_keys(document.items_of("keys"), catalog, report);
    project
}

fn boxed(text: Option<&str>) -> Option<Box<str>> {
    text.map(Into::into)
}

pub(super) fn environment(document: Node<'_>) -> Environment {
    Environment { name: boxed(document.optional_text("name")), management_api: document.flag("managementApi") }
}

pub(super) fn role(document: Node<'_>, catalog: &Catalog, report: &mut Report) -> Role {
    let list = document.get("permissions").filter(|list| list.is_list());
    let (permissions, grant) = match list {
        Some(list) => {
            let list = references(&catalog.permissions.ids, list.items(), "permission", report);
            let grant = grant(&list, catalog);
            (Some(list.into_boxed_slice()), grant)
        }
        None => {
            let every: Vec<u32> = (0..u32::try_from(catalog.permissions.ids.len()).unwrap_or_default()).collect();
            (None, grant(&every, catalog))
        }
    };
    Role { name: boxed(document.optional_text("name")), grant, permissions }
}

#[inline(never)]
fn grant(list: &[u32], catalog: &Catalog) -> Grant {
    Grant { everywhere: catalog.permissions.closure(list, true), limited: catalog.permissions.closure(list, false) }
}

/// The list that a member is, if it is one. One that is empty says nothing where everything could have been said.
#[inline(never)]
fn selected<'t>(document: Node<'t>, member: &str, everything: &str, report: &mut Report) -> Option<Items<'t>> {
    let list = document.get(member).filter(|list| list.is_list())?;
    if list.items().next().is_none() {
        let message = "the list is empty; say `\"$\"` for everything, or name something";
        report.add(ProblemCode::ValueInvalid, list, message, &[everything]);
    }
    Some(list.items())
}

/// How far an assignment reaches, `numbers` being those of a list.
fn limit(document: Node<'_>, member: &str, numbers: Option<Vec<u32>>) -> Limit {
    match numbers {
        Some(list) => {
            let set = BitSet::of(&list);
            Limit::Only(list.into_boxed_slice(), set)
        }
        None if document.get(member).is_some() => Limit::All,
        None => Limit::Default,
    }
}

/// Names that the project does not list: collections, languages.
#[inline(never)]
fn named(document: Node<'_>, member: &str, index: &mut Index, report: &mut Report) -> Limit {
    let names = selected(document, member, "any", report).map(|names| {
        report.repeated_texts(names.clone(), TWICE);
        let mut list = Vec::new();
        for item in names {
            let name = item.node.as_text().unwrap_or_default();
            if name.is_empty() {
                report.add(ProblemCode::ValueInvalid, item.node, "the id is empty", &[]);
            }
            list.push(index.intern(name));
        }
        list
    });
    limit(document, member, names)
}

impl Project {
    #[inline(never)]
    pub(super) fn user(&mut self, document: Node<'_>, report: &mut Report) -> User {
        let roles = document.items_of("roles");
        let members = ["role", "environments", "collections", "languages"];
        report.repeated_objects(roles.clone(), &members, "this assignment stands in the list already");
        let mut assignments = Vec::new();
        for item in roles {
            assignments.extend(self.assignment(item.node, report));
        }
        User {
            name: boxed(document.optional_text("name")),
            email: boxed(document.optional_text("email")),
            active: document.flag("active"),
            assignments: assignments.into_boxed_slice(),
        }
    }

    fn assignment(&mut self, document: Node<'_>, report: &mut Report) -> Option<Assignment> {
        let id = document.text("role");
        let role = self.roles.ids.get(id.as_bytes());
        if role.is_none()
            && let Some(node) = document.get("role")
        {
            report.dangling(node, "role", id);
        }
        let environments = selected(document, "environments", "all", report)
            .map(|list| references(&self.environments.ids, list, "environment", report));
        let assignment = Assignment {
            environments: limit(document, "environments", environments),
            collections: named(document, "collections", &mut self.collections, report),
            languages: named(document, "languages", &mut self.languages, report),
            role: role.unwrap_or_default(),
        };
        role.map(|_| assignment)
    }

    /// Adds the keys of a document.
    #[inline(never)]
    pub(crate) fn load_keys(&mut self, list: Items<'_>, catalog: &Catalog, report: &mut Report) {
        for item in list {
            id(&mut self.keys.ids, item.node.text("id"), "key", item.node, report);
            let key = self.key(item.node, catalog, report);
            self.keys.push(key);
        }
    }

    /// A key as its record says.
    #[inline(never)]
    pub(super) fn key(&mut self, document: Node<'_>, catalog: &Catalog, report: &mut Report) -> Option<Key> {
        let times = [instant(document, "createdAt", 0), instant(document, "expiresAt", NEVER)];
        let mut key = self.key_of(document, times, catalog, report)?;
        key.revoked_at = instant(document, "revokedAt", NEVER);
        key.disabled = document.flag("disabled");
        Some(key)
    }

    /// A key that is created and expires at two instants, and otherwise as its record says, or what it is to be.
    #[inline(never)]
    pub(crate) fn key_of(
        &mut self,
        document: Node<'_>,
        [created_at, expires_at]: [i64; 2],
        catalog: &Catalog,
        report: &mut Report,
    ) -> Option<Key> {
        let scope = match selected(document, "environments", "all", report) {
            None => ALL,
            Some(list) => {
                let list = references(&self.environments.ids, list, "environment", report);
                self.scopes.intern(&list, &|list| BitSet::of(list))
            }
        };
        let replaces = document.optional_text("replaces");
        if replaces == Some("") {
            report.add_in(ProblemCode::ValueInvalid, document, "replaces", "the id is empty", &[]);
        }
        let kind_id = document.text("kind");
        let Some((kind, rules)) = catalog.kind_of(kind_id) else {
            if let Some(node) = document.get("kind") {
                report.dangling(node, "kind", kind_id);
            }
            return None;
        };
        if expires_at <= created_at {
            let text = |millis| Instant::from_millis(millis).map(Instant::text).unwrap_or_default();
            let parts = [&*text(expires_at), &text(created_at)];
            report.add_in(
                ProblemCode::ValueInvalid,
                document,
                "expiresAt",
                "`$` is not after `createdAt`, `$`",
                &parts,
            );
        } else if expires_at == NEVER && rules.max.is_some() {
            let message = "a key of kind `$` has to expire: its longest lifetime is limited";
            report.add_in(ProblemCode::ValueInvalid, document, "expiresAt", message, &[kind_id]);
        }
        let holds = self.holds(document, kind_id, rules, catalog, report);
        Some(Key {
            name: boxed(document.optional_text("name")),
            replaces: boxed(replaces).map(Box::new),
            created_at,
            expires_at,
            not_before: instant(document, "notBefore", ALWAYS),
            revoked_at: NEVER,
            kind,
            scope,
            holds: holds?,
            disabled: None,
        })
    }

    /// Exactly one of `permissions` and `owner`, as the kind asks.
    fn holds(
        &mut self,
        document: Node<'_>,
        kind_id: &str,
        kind: &Kind,
        catalog: &Catalog,
        report: &mut Report,
    ) -> Option<Holds> {
        let own = kind.source == Source::Own;
        for (name, wanted) in [("permissions", own), ("owner", !own)] {
            match (document.get(name), wanted) {
                (Some(node), false) => {
                    report.add(ProblemCode::ValueInvalid, node, "a key of kind `$` has no `$`", &[kind_id, name]);
                }
                (None, true) => {
                    let message = "a key of kind `$` needs `$`";
                    report.add_in(ProblemCode::MemberMissing, document, name, message, &[kind_id, name]);
                }
                _ => {}
            }
        }
        if own {
            let list = document.get("permissions")?.items();
            let list = references(&catalog.permissions.ids, list, "permission", report);
            return Some(Holds::Own(self.grants.intern(&list, &|list| grant(list, catalog))));
        }
        let owner = document.get("owner")?;
        let id = owner.as_text().unwrap_or_default();
        let Some(user) = self.users.ids.get(id.as_bytes()) else {
            report.dangling(owner, "user", id);
            return None;
        };
        Some(if kind.source == Source::Owner { Holds::Owner(user) } else { Holds::Every(user) })
    }
}

/// The instant that a member is; something else if it is not there, or null.
#[inline(never)]
fn instant(document: Node<'_>, member: &str, absent: i64) -> i64 {
    match document.get(member).map(Node::value) {
        None | Some(Value::Null) => absent,
        Some(Value::Integer(millis)) => Instant::from_millis(millis).map_or(0, Instant::millis),
        Some(Value::Text(text)) => text.parse().map_or(0, Instant::millis),
        Some(_) => 0,
    }
}
