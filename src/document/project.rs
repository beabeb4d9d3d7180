//! The document of a project: who holds what; and changes to it.

#![allow(missing_docs, reason = "docs/reference describes the members")]

use serde::{Deserialize, Serialize};

#[cfg(feature = "schema")]
use super::schema;
use super::values::{Map, all, any, every, nullable};
use crate::time::Instant;

/// What a document says that it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ProjectFormat {
    /// The first format, the only one so far.
    #[default]
    #[serde(rename = "keyward/project@1")]
    V1,
}

/// Who holds what. The plain form of what a [`crate::Ward`] guards.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProjectDocument {
    pub format: ProjectFormat,
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What the catalog's bound parameters have to be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameters: Option<Map<String>>,
    pub environments: Vec<EnvironmentDocument>,
    pub roles: Vec<RoleDocument>,
    pub users: Vec<UserDocument>,
    pub keys: Vec<KeyDocument>,
}

/// One environment of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EnvironmentDocument {
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub management_api: Option<bool>,
}

/// Everything there is, or what is listed.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Selection {
    /// `"all"`, `"any"` or `"every"`.
    #[default]
    All,
    /// These ids.
    Only(Vec<String>),
}

/// A named set of permissions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RoleDocument {
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(with = "every")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::EveryOr"))]
    pub permissions: Selection,
}

/// A person, and the roles that person is given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UserDocument {
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    pub roles: Vec<AssignmentDocument>,
}

/// One role given to one user.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AssignmentDocument {
    pub role: String,
    #[serde(default, with = "all::optional", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::AllOr>"))]
    pub environments: Option<Selection>,
    #[serde(default, with = "any::optional", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::AnyOr>"))]
    pub collections: Option<Selection>,
    #[serde(default, with = "any::optional", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::AnyOr>"))]
    pub languages: Option<Selection>,
}

/// The record of one key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeyDocument {
    pub id: String,
    pub kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(with = "all")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::AllOr"))]
    pub environments: Selection,
    pub created_at: Instant,
    /// `None`: never.
    #[serde(deserialize_with = "nullable")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::NullableInstant"))]
    pub expires_at: Option<Instant>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_before: Option<Instant>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<Instant>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub permissions: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
}

/// One change to a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    SetRole(RoleDocument),
    SetUser(UserDocument),
    SetEnvironment(EnvironmentDocument),
    SetKey(KeyDocument),
    Remove(List, String),
    /// A new environment with the Management API as in another one.
    CloneEnvironment {
        from: String,
        id: String,
        name: Option<String>,
    },
}

/// One of the lists of a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum List {
    #[serde(rename = "role")]
    Roles,
    #[serde(rename = "user")]
    Users,
    #[serde(rename = "environment")]
    Environments,
    #[serde(rename = "key")]
    Keys,
}

impl List {
    /// All of them, each after those that its entries refer to.
    pub(crate) const ALL: [Self; 4] = [Self::Environments, Self::Roles, Self::Users, Self::Keys];

    /// What a project's document calls it: `roles`, `users`, `environments`, `keys`.
    pub(crate) const fn member(self) -> &'static str {
        match self {
            Self::Roles => "roles",
            Self::Users => "users",
            Self::Environments => "environments",
            Self::Keys => "keys",
        }
    }

    /// The list that a document calls so.
    pub(crate) fn of(member: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.member() == member)
    }

    /// The list of which one entry is called so.
    pub(crate) fn with_entry(entry: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.entry() == entry)
    }

    /// What one entry is called: `role`, `user`, `environment`, `key`.
    #[must_use]
    pub const fn entry(self) -> &'static str {
        match self {
            Self::Roles => "role",
            Self::Users => "user",
            Self::Environments => "environment",
            Self::Keys => "key",
        }
    }
}
