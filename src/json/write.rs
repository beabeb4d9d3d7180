//! Documents to JSON: instants as numbers, no defaults filled in.

use super::node::Node;
use crate::documents::{
    AssignmentDocument, EnvironmentDocument, KeyDocument, ProjectDocument, RoleDocument, Selection, UserDocument,
};
use crate::instant::Instant;

/// The members of an object that are there.
#[derive(Default)]
pub(super) struct Members(Vec<(String, Node)>);

impl Members {
    fn with(mut self, name: &str, value: impl Into<Node>) -> Self {
        self.0.push((name.to_owned(), value.into()));
        self
    }

    fn with_some(self, name: &str, value: Option<impl Into<Node>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }
}

impl From<Members> for Node {
    fn from(members: Members) -> Self {
        Self::Object(members.0)
    }
}

impl From<&String> for Node {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<bool> for Node {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<Instant> for Node {
    fn from(instant: Instant) -> Self {
        Self::Integer(instant.millis())
    }
}

impl From<&Vec<String>> for Node {
    fn from(texts: &Vec<String>) -> Self {
        Self::List(texts.iter().map(Self::from).collect())
    }
}

fn selection(selection: &Selection, everything: &str) -> Node {
    match selection {
        Selection::All => Node::Text(everything.to_owned()),
        Selection::Only(ids) => ids.into(),
    }
}

fn list<T>(entries: &[T], write: impl Fn(&T) -> Members) -> Node {
    Node::List(entries.iter().map(|entry| write(entry).into()).collect())
}

pub(super) fn project(project: &ProjectDocument) -> Node {
    Members::default()
        .with("format", &"keyward/project@1".to_owned())
        .with("id", &project.id)
        .with_some("name", project.name.as_ref())
        .with("environments", list(&project.environments, environment))
        .with("roles", list(&project.roles, role))
        .with("users", list(&project.users, user))
        .with("keys", list(&project.keys, key))
        .into()
}

fn environment(environment: &EnvironmentDocument) -> Members {
    Members::default()
        .with("id", &environment.id)
        .with_some("name", environment.name.as_ref())
        .with_some("managementApi", environment.management_api)
}

fn role(role: &RoleDocument) -> Members {
    Members::default()
        .with("id", &role.id)
        .with_some("name", role.name.as_ref())
        .with("permissions", selection(&role.permissions, "every"))
}

fn user(user: &UserDocument) -> Members {
    Members::default()
        .with("id", &user.id)
        .with_some("name", user.name.as_ref())
        .with_some("email", user.email.as_ref())
        .with_some("active", user.active)
        .with("roles", list(&user.roles, assignment))
}

fn assignment(assignment: &AssignmentDocument) -> Members {
    let some = |limit: &Option<Selection>, everything| limit.as_ref().map(|limit| selection(limit, everything));
    Members::default()
        .with("role", &assignment.role)
        .with_some("environments", some(&assignment.environments, "all"))
        .with_some("collections", some(&assignment.collections, "any"))
        .with_some("languages", some(&assignment.languages, "any"))
}

pub(super) fn key(key: &KeyDocument) -> Members {
    Members::default()
        .with("id", &key.id)
        .with("kind", &key.kind)
        .with_some("name", key.name.as_ref())
        .with("environments", selection(&key.environments, "all"))
        .with("createdAt", key.created_at)
        .with("expiresAt", key.expires_at.map_or(Node::Null, Node::from))
        .with_some("notBefore", key.not_before)
        .with_some("revokedAt", key.revoked_at)
        .with_some("disabled", key.disabled)
        .with_some("permissions", key.permissions.as_ref())
        .with_some("owner", key.owner.as_ref())
        .with_some("replaces", key.replaces.as_ref())
}
