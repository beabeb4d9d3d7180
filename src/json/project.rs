//! Projects and changes from JSON.

use super::Reading;
use super::node::Node;
use super::read::{Fields, Value, boolean, instant, text, texts};
use crate::documents::{
    AssignmentDocument, Change, EnvironmentDocument, KeyDocument, List, ProjectDocument, RoleDocument, Selection,
    UserDocument,
};
use crate::instant::Instant;
use crate::problem::{Place, ProblemCode, Report};

pub(super) fn read(text: &str) -> Reading<ProjectDocument> {
    reading(text, |value| value.object(&MEMBERS, project))
}

pub(super) fn read_changes(text: &str) -> Reading<Vec<Change>> {
    reading(text, |value| value.list(change).into_iter().flatten().collect())
}

pub(super) fn reading<T: Default>(text: &str, read: impl FnOnce(Value<'_, '_, '_>) -> T) -> Reading<T> {
    let mut report = Report::default();
    let node = Node::read(text, &mut report);
    let document = match &node {
        Some(node) => read(Value { node, place: &Place::Root, report: &mut report }),
        None => T::default(),
    };
    Reading { document, problems: report.into_problems() }
}

const MEMBERS: [&str; 7] = ["format", "id", "name", "environments", "roles", "users", "keys"];

fn project(fields: &mut Fields<'_, '_, '_>) -> ProjectDocument {
    fields.format("keyward/project@1");
    ProjectDocument {
        id: fields.required("id", text),
        name: fields.optional("name", text),
        environments: fields.required("environments", |list| list.list(environment)),
        roles: fields.required("roles", |list| list.list(role)),
        users: fields.required("users", |list| list.list(user)),
        keys: fields.required("keys", |list| list.list(key)),
    }
}

fn environment(value: Value<'_, '_, '_>) -> EnvironmentDocument {
    value.object(&["id", "name", "managementApi"], |fields| EnvironmentDocument {
        id: fields.required("id", text),
        name: fields.optional("name", text),
        management_api: fields.optional("managementApi", boolean),
    })
}

fn role(value: Value<'_, '_, '_>) -> RoleDocument {
    value.object(&["id", "name", "permissions"], |fields| RoleDocument {
        id: fields.required("id", text),
        name: fields.optional("name", text),
        permissions: fields.required("permissions", |value| value.selection("every")),
    })
}

fn user(value: Value<'_, '_, '_>) -> UserDocument {
    value.object(&["id", "name", "email", "active", "roles"], |fields| UserDocument {
        id: fields.required("id", text),
        name: fields.optional("name", text),
        email: fields.optional("email", text),
        active: fields.optional("active", boolean),
        roles: fields.required("roles", |list| list.list(assignment)),
    })
}

fn assignment(value: Value<'_, '_, '_>) -> AssignmentDocument {
    value.object(&["role", "environments", "collections", "languages"], |fields| AssignmentDocument {
        role: fields.required("role", text),
        environments: fields.optional("environments", |value| value.selection("all")),
        collections: fields.optional("collections", |value| value.selection("any")),
        languages: fields.optional("languages", |value| value.selection("any")),
    })
}

fn key(value: Value<'_, '_, '_>) -> KeyDocument {
    let members = [
        "id",
        "kind",
        "name",
        "environments",
        "createdAt",
        "expiresAt",
        "notBefore",
        "revokedAt",
        "disabled",
        "permissions",
        "owner",
        "replaces",
    ];
    let read = |fields: &mut Fields<'_, '_, '_>| KeyDocument {
        id: fields.required("id", text),
        kind: fields.required("kind", text),
        name: fields.optional("name", text),
        environments: fields.required("environments", |value| value.selection("all")),
        created_at: fields.try_required("createdAt", instant).unwrap_or(Instant::MIN),
        expires_at: fields.required("expiresAt", |value| value.nullable(instant)),
        not_before: fields.optional("notBefore", instant),
        revoked_at: fields.optional("revokedAt", instant),
        disabled: fields.optional("disabled", boolean),
        permissions: fields.optional("permissions", texts),
        owner: fields.optional("owner", text),
        replaces: fields.optional("replaces", text),
    };
    value.try_object(&members, read).unwrap_or_else(unread_key)
}

/// Stands for a key that could not be read, in a document that is refused.
const fn unread_key() -> KeyDocument {
    KeyDocument {
        id: String::new(),
        kind: String::new(),
        name: None,
        environments: Selection::All,
        created_at: Instant::MIN,
        expires_at: None,
        not_before: None,
        revoked_at: None,
        disabled: None,
        permissions: None,
        owner: None,
        replaces: None,
    }
}

fn change(mut value: Value<'_, '_, '_>) -> Option<Change> {
    const LISTS: [(&str, Option<List>); 4] = [
        ("role", Some(List::Roles)),
        ("user", Some(List::Users)),
        ("environment", Some(List::Environments)),
        ("key", Some(List::Keys)),
    ];
    let has =
        |name: &str| matches!(value.node, Node::Object(members) if members.iter().any(|(member, _)| member == name));
    if has("set") {
        value.object(&["set", "value"], |fields| {
            let list = fields.required("set", |value| value.choice(&LISTS));
            fields.try_required("value", |value| match list? {
                List::Roles => Some(Change::SetRole(role(value))),
                List::Users => Some(Change::SetUser(user(value))),
                List::Environments => Some(Change::SetEnvironment(environment(value))),
                List::Keys => Some(Change::SetKey(key(value))),
            })?
        })
    } else if has("remove") {
        value.object(&["remove", "id"], |fields| {
            let list = fields.required("remove", |value| value.choice(&LISTS));
            Some(Change::Remove(list?, fields.required("id", text)))
        })
    } else if has("clone") {
        value.object(&["clone", "from", "id", "name"], |fields| {
            fields.required("clone", |value| value.choice(&[("environment", ())]));
            Some(Change::CloneEnvironment {
                from: fields.required("from", text),
                id: fields.required("id", text),
                name: fields.optional("name", text),
            })
        })
    } else {
        match value.node {
            Node::Object(_) => {
                value.problem(ProblemCode::MemberMissing, "a change has a member `set`, `remove` or `clone`")
            }
            _ => value.object(&[], |_| ()),
        }
        None
    }
}
