//! From a project's document to its model: every rule that an entry can break.

use super::{ALL, ALWAYS, Assignment, Environment, Grant, Key, Limit, NEVER, Project, Role, User};
use crate::catalog::{Catalog, Kind, id, references};
use crate::documents::{List, Source};
use crate::index::Index;
use crate::instant::Instant;
use crate::problem::{ProblemCode, Report, TWICE};
use crate::tree::{Node, Value};

const COLLECTIONS: &str = "collections";
const LANGUAGES: &str = "languages";

impl Project {
    /// Checks a document against a catalog. What is reported must not be used.
    pub(crate) fn load(document: Node<'_>, catalog: &Catalog, report: &mut Report) -> Self {
        let mut project = Self::default();
        project.load_head(document, report);
        for list in List::ALL {
            for item in document.items_of(list.member()) {
                project.load_entry(list, item.node, catalog, report);
            }
        }
        project
    }

    /// Takes in a document's members but for its lists.
    pub(crate) fn load_head(&mut self, document: Node<'_>, report: &mut Report) {
        self.id = document.text("id").into();
        self.name = document.optional_text("name").map(Into::into);
        if self.id.is_empty() {
            report.add_in(ProblemCode::ValueInvalid, document, "id", "the id is empty", &[]);
        }
    }

    /// Adds an entry to a list. What it refers to has to be listed before.
    #[inline(never)]
    pub(crate) fn load_entry(&mut self, list: List, entry: Node<'_>, catalog: &Catalog, report: &mut Report) {
        let number = id(self.ids_mut(list), entry.text("id"), list.entry(), entry, report);
        let entry = self.entry(list, entry, catalog, report);
        if let Some((number, entry)) = number.zip(entry) {
            self.put(number, entry);
        }
    }
}

pub(super) fn environment(document: Node<'_>) -> Environment {
    Environment { management_api: document.flag("managementApi") }
}

pub(super) fn role(document: Node<'_>, catalog: &Catalog, report: &mut Report) -> Role {
    let list = document.get("permissions").filter(|list| list.is_list());
    let (permissions, grant) = match list {
        Some(list) => {
            let list = references(&catalog.permissions.ids, list, "permission", report);
            let grant = grant(&list, catalog);
            (Some(list.into_boxed_slice()), grant)
        }
        None => {
            let every: Vec<u32> = (0..u32::try_from(catalog.permissions.ids.len()).unwrap_or_default()).collect();
            (None, grant(&every, catalog))
        }
    };
    Role { grant, permissions }
}

#[inline(never)]
fn grant(list: &[u32], catalog: &Catalog) -> Grant {
    Grant { everywhere: catalog.permissions.closure(list, true), limited: catalog.permissions.closure(list, false) }
}

/// The list that a member is, if it is one. One that is empty says nothing where everything could have been said.
#[inline(never)]
fn selected<'t>(document: Node<'t>, member: &str, everything: &str, report: &mut Report) -> Option<Node<'t>> {
    let list = document.get(member).filter(|list| list.is_list())?;
    if list.items().next().is_none() {
        let message = "the list is empty; say `\"$\"` for everything, or name something";
        report.add(ProblemCode::ValueInvalid, list, message, &[everything]);
    }
    Some(list)
}

/// The numbers of names that the project does not list: collections, languages.
#[inline(never)]
fn named(names: Node<'_>, index: &mut Index, report: &mut Report) -> Vec<u32> {
    report.repeated_texts(names, TWICE);
    let mut list = Vec::new();
    for item in names.items() {
        let name = item.node.as_text().unwrap_or_default();
        if name.is_empty() {
            report.add(ProblemCode::ValueInvalid, item.node, "the id is empty", &[]);
        }
        let number = index.intern(name);
        if number == u32::MAX {
            // never met in practice: more than four billion names since the project was loaded
            report.add(ProblemCode::ValueInvalid, item.node, "there were too many ids: load the project anew", &[]);
        }
        list.push(number);
    }
    list
}

impl Project {
    #[inline(never)]
    pub(super) fn user(&mut self, document: Node<'_>, report: &mut Report) -> User {
        let roles = document.member("roles");
        let members = ["role", "environments", "collections", "languages"];
        report.repeated_objects(roles, &members, "this assignment stands in the list already");
        let mut assignments = Vec::new();
        for item in roles.items() {
            assignments.extend(self.assignment(item.node, report));
        }
        User { active: document.flag("active"), assignments: assignments.into_boxed_slice() }
    }

    fn assignment(&mut self, document: Node<'_>, report: &mut Report) -> Option<Assignment> {
        let id = document.text("role");
        let role = self.roles.ids.get(id.as_bytes());
        if role.is_none()
            && let Some(node) = document.get("role")
        {
            report.dangling(node, "role", id);
        }
        let assignment = Assignment {
            environments: self.limit(document, List::Environments.member(), "all", report),
            collections: self.limit(document, COLLECTIONS, "any", report),
            languages: self.limit(document, LANGUAGES, "any", report),
            role: role.unwrap_or_default(),
        };
        role.map(|_| assignment)
    }

    /// How far a member says that an assignment reaches.
    #[inline(never)]
    fn limit(&mut self, document: Node<'_>, member: &str, everything: &str, report: &mut Report) -> Limit {
        let Some(list) = selected(document, member, everything, report) else {
            return if document.get(member).is_some() { Limit::ALL } else { Limit::DEFAULT };
        };
        let list = match member {
            COLLECTIONS => named(list, &mut self.collections, report),
            LANGUAGES => named(list, &mut self.languages, report),
            _ => references(&self.environments.ids, list, "environment", report),
        };
        Limit(self.limits.add(&list))
    }

    /// A key as its record says.
    #[inline(never)]
    pub(super) fn key(&mut self, document: Node<'_>, catalog: &Catalog, report: &mut Report) -> Option<Key> {
        let times = [instant(document, "createdAt", 0), instant(document, "expiresAt", NEVER)];
        let mut key = self.key_of(document, times, catalog, report)?;
        if document.get("revokedAt").is_some() {
            key.rare().revoked_at = instant(document, "revokedAt", NEVER);
        }
        if let Some(disabled) = document.flag("disabled") {
            key.rare().disabled = Some(disabled);
        }
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
        let limit = self.limit(document, List::Environments.member(), "all", report);
        let scope = if limit.is_any() { ALL } else { limit.0 };
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
            no_lifetime(document, [created_at, expires_at], report);
        } else if expires_at == NEVER && rules.max.is_some() {
            endless(document, kind_id, report);
        }
        let holder = self.holder(document, kind_id, rules, catalog, report)?;
        let mut key = Key::new([created_at, expires_at], kind, rules.source, scope, holder)?;
        if document.get("notBefore").is_some() {
            key.rare().not_before = instant(document, "notBefore", ALWAYS);
        }
        if let Some(replaces) = replaces {
            key.rare().replaces = Some(replaces.into());
        }
        Some(key)
    }

    /// The number of its own grant, or of its owner. Exactly one of `permissions` and `owner`, as the kind asks.
    fn holder(
        &mut self,
        document: Node<'_>,
        kind_id: &str,
        kind: &Kind,
        catalog: &Catalog,
        report: &mut Report,
    ) -> Option<u32> {
        let own = kind.source == Source::Own;
        let has = |name| document.get(name).is_some();
        if has("permissions") != own || has("owner") == own {
            misheld(document, kind_id, own, report);
        }
        if own {
            let list = document.get("permissions")?;
            let list = references(&catalog.permissions.ids, list, "permission", report);
            return Some(self.grants.intern(&list, &|list| grant(list, catalog)));
        }
        let owner = document.get("owner")?;
        let id = owner.as_text().unwrap_or_default();
        let user = self.users.ids.get(id.as_bytes());
        if user.is_none() {
            report.dangling(owner, "user", id);
        }
        user
    }
}

/// The instant that a member is; something else if it is not there, or null.
#[inline(never)]
pub(crate) fn instant(document: Node<'_>, member: &str, absent: i64) -> i64 {
    match document.get(member).map(Node::value) {
        None | Some(Value::Null) => absent,
        Some(Value::Integer(millis)) => Instant::from_millis(millis).map_or(0, Instant::millis),
        Some(Value::Text(text)) => text.parse().map_or(0, Instant::millis),
        Some(_) => 0,
    }
}

/// Reports a key that ends before it begins.
#[cold]
#[inline(never)]
fn no_lifetime(document: Node<'_>, [created_at, expires_at]: [i64; 2], report: &mut Report) {
    let text = |millis| Instant::from_millis(millis).map(Instant::text).unwrap_or_default();
    let parts = [&*text(expires_at), &text(created_at)];
    report.add_in(ProblemCode::ValueInvalid, document, "expiresAt", "`$` is not after `createdAt`, `$`", &parts);
}

/// Reports a key that has to expire and does not.
#[cold]
#[inline(never)]
fn endless(document: Node<'_>, kind_id: &str, report: &mut Report) {
    let message = "a key of kind `$` has to expire: its longest lifetime is limited";
    report.add_in(ProblemCode::ValueInvalid, document, "expiresAt", message, &[kind_id]);
}

/// Reports that a key has not exactly the one of `permissions` and `owner` that its kind asks for.
#[cold]
#[inline(never)]
fn misheld(document: Node<'_>, kind_id: &str, own: bool, report: &mut Report) {
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
}
