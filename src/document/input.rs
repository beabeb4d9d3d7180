//! The inputs of keys that are made or regenerated, and the forms of changes.

#![allow(missing_docs, reason = "docs/reference describes the members")]

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::place::Place;
use super::project::{
    Change, EnvironmentDocument, KeyDocument, List, ProjectDocument, RoleDocument, Selection, UserDocument,
};
use super::strict::read;
use super::tree::Value;
use super::values::{all, left_out_or_null};
use crate::index::Details;
use crate::problem::{ProblemCode, Report};
use crate::time::Instant;

/// What a new key is to be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeyInput {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    pub kind: String,
    #[serde(with = "all")]
    pub environments: Selection,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub permissions: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// A duration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lifetime: Option<String>,
    /// `Some(None)`: never.
    #[serde(default, deserialize_with = "left_out_or_null", skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Option<Instant>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_before: Option<Instant>,
}

/// What a key is to be that replaces another one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RenewalInput {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// A duration, or `same`: as long as the old key was to live.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lifetime: Option<String>,
    /// `Some(None)`: never.
    #[serde(default, deserialize_with = "left_out_or_null", skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Option<Instant>>,
    /// A duration: how long the old key lives on; its kind's if it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overlap: Option<String>,
}

/// An entry of one of a project's lists.
pub(crate) enum EntryDocument {
    Environment(EnvironmentDocument),
    Role(RoleDocument),
    User(UserDocument),
    Key(KeyDocument),
}

impl EntryDocument {
    /// Reads an entry of a list.
    pub(crate) fn read(list: List, value: &Value<'_>, place: Place<'_>, report: &mut Report) -> Option<Self> {
        Some(match list {
            List::Environments => Self::Environment(read(value, place, report)?),
            List::Roles => Self::Role(read(value, place, report)?),
            List::Users => Self::User(read(value, place, report)?),
            List::Keys => Self::Key(read(value, place, report)?),
        })
    }

    pub(crate) const fn list(&self) -> List {
        match self {
            Self::Environment(_) => List::Environments,
            Self::Role(_) => List::Roles,
            Self::User(_) => List::Users,
            Self::Key(_) => List::Keys,
        }
    }

    pub(crate) fn id(&self) -> &str {
        match self {
            Self::Environment(entry) => &entry.id,
            Self::Role(entry) => &entry.id,
            Self::User(entry) => &entry.id,
            Self::Key(entry) => &entry.id,
        }
    }

    pub(crate) fn details(&self) -> Details<'_> {
        let (name, email) = match self {
            Self::Environment(entry) => (&entry.name, None),
            Self::Role(entry) => (&entry.name, None),
            Self::User(entry) => (&entry.name, entry.email.as_deref()),
            Self::Key(entry) => (&entry.name, None),
        };
        [name.as_deref(), email]
    }

    /// The entries of a project, each after what it refers to, with its place in its list.
    pub(crate) fn all(project: &ProjectDocument) -> impl Iterator<Item = (usize, Self)> {
        let environments = project.environments.iter().cloned().map(Self::Environment).enumerate();
        let roles = project.roles.iter().cloned().map(Self::Role).enumerate();
        let users = project.users.iter().cloned().map(Self::User).enumerate();
        environments.chain(roles).chain(users).chain(project.keys.iter().cloned().map(Self::Key).enumerate())
    }
}

/// `{ set, value }`. What the value has to be follows from the list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Set {
    #[serde(rename = "set")]
    _list: List,
    #[serde(rename = "value")]
    _value: IgnoredAny,
}

/// `{ remove, id }`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Remove {
    #[serde(rename = "remove")]
    _list: List,
    id: String,
}

/// `{ clone, from, id, name? }`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CloneOf {
    #[serde(rename = "clone")]
    _list: Cloned,
    from: String,
    id: String,
    name: Option<String>,
}

/// What can be cloned.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Cloned {
    Environment,
}

impl From<EntryDocument> for Change {
    fn from(document: EntryDocument) -> Self {
        match document {
            EntryDocument::Environment(entry) => Self::SetEnvironment(entry),
            EntryDocument::Role(entry) => Self::SetRole(entry),
            EntryDocument::User(entry) => Self::SetUser(entry),
            EntryDocument::Key(entry) => Self::SetKey(entry),
        }
    }
}

impl Change {
    /// Reads one change: its form is told by the member that it has.
    pub(crate) fn read(value: &Value<'_>, place: Place<'_>, report: &mut Report) -> Option<Self> {
        if value.has("set") {
            read::<Set>(value, place, report);
            let list = value.text("set").and_then(List::with_entry)?;
            let (order, entry) = value.find("value", 0, usize::MAX)?;
            let document = EntryDocument::read(list, entry, place.ordered("value", order), report)?;
            // of what is no entry nothing more is said: references are not those of a stand-in
            matches!(entry, Value::Object(_)).then(|| Self::from(document))
        } else if value.has("remove") {
            let Remove { id, .. } = read(value, place, report)?;
            let list = value.text("remove").and_then(List::with_entry)?;
            Some(Self::Remove(list, id))
        } else if value.has("clone") {
            let CloneOf { from, id, name, .. } = read(value, place, report)?;
            Some(Self::CloneEnvironment { from, id, name })
        } else if matches!(value, Value::Object(_)) {
            let message = format_args!("a change has a member `set`, `remove` or `clone`");
            report.form(ProblemCode::MemberMissing, &place, message);
            None
        } else {
            read::<Remove>(value, place, report);
            None
        }
    }
}
