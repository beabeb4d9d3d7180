//! The two documents as plain data: what an API offers, and who holds what.
//!
//! Nothing here is checked: [`crate::Catalog::new`] and [`crate::Ward::new`]
//! take these and refuse what cannot be.

use crate::instant::Instant;

/// What an API offers. The plain form of [`crate::Catalog`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "named and described by the document format")]
pub struct CatalogDocument {
    pub id: String,
    pub title: Option<String>,
    pub source: Option<String>,
    pub permissions: Vec<PermissionDocument>,
    /// In the order of the document.
    pub kinds: Vec<(String, KindDocument)>,
    /// The forms of each path parameter.
    pub identifiers: Option<Vec<(String, Vec<String>)>>,
    pub environment_parameter: Option<String>,
    /// The path parameters to which a project gives a value.
    pub bound_parameters: Option<Vec<String>>,
    pub trailing_slash: Option<TrailingSlash>,
    pub encoded_slash: Option<EncodedSlash>,
    pub operations: Vec<OperationDocument>,
    pub notices: Option<Vec<NoticeDocument>>,
    /// By the reason of a denial.
    pub responses: Option<Vec<(String, Response)>>,
}

/// One permission of a catalog.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "named and described by the document format")]
pub struct PermissionDocument {
    pub id: String,
    pub title: Option<String>,
    pub includes: Option<Vec<String>>,
    pub all_environments: Option<bool>,
    pub scoped_by: Option<Vec<ScopeBy>>,
}

/// What a role assignment can limit a permission by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub enum ScopeBy {
    Collection,
    Language,
}

/// Where the permissions of a kind of key come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Source {
    /// The key's own, static ones.
    #[default]
    Own,
    /// Its owner's, at the moment of the request.
    Owner,
    /// Every permission there is.
    Every,
}

/// One kind of key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "named and described by the document format")]
pub struct KindDocument {
    pub permissions: Source,
    pub lifetime: LifetimeDocument,
    pub overlap: Option<String>,
    /// `owner`, or a permission.
    pub recipients: Option<String>,
}

/// The limits of a kind's lifetime, as duration texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "named and described by the document format")]
pub struct LifetimeDocument {
    pub default: String,
    pub min: String,
    /// `None`: a key may live for ever.
    pub max: Option<String>,
}

/// What to do with one trailing slash.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum TrailingSlash {
    #[default]
    Reject,
    Ignore,
}

/// What to do with `%2F` within a segment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum EncodedSlash {
    #[default]
    Reject,
    Keep,
}

/// One method and path template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "named and described by the document format")]
pub struct OperationDocument {
    pub id: String,
    pub method: String,
    pub path: String,
    pub title: Option<String>,
    pub group: Option<String>,
    pub access: Option<Access>,
    pub deprecated: Option<bool>,
    /// By kind: alternatives.
    pub requires: Vec<(String, Vec<AlternativeDocument>)>,
}

/// Whether an operation reads or writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Access {
    Read,
    Write,
}

/// Permissions that are all needed, perhaps under a condition on facts.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "named and described by the document format")]
pub struct AlternativeDocument {
    pub when: Option<Vec<(String, bool)>>,
    pub all_of: Vec<String>,
}

/// One tier of the notice rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "named and described by the document format")]
pub struct NoticeDocument {
    pub up_to: Option<String>,
    pub below: Option<String>,
    /// `None`: immediately.
    pub before: Option<Vec<String>>,
    pub rule: Option<String>,
}

/// Status and code of a denial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named and described by the document format")]
pub struct Response {
    pub status: u16,
    pub code: Option<i64>,
}

/// Who holds what. The plain form of what a [`crate::Ward`] guards.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "named and described by the document format")]
pub struct ProjectDocument {
    pub id: String,
    pub name: Option<String>,
    /// What bound parameters have to be.
    pub parameters: Option<Vec<(String, String)>>,
    pub environments: Vec<EnvironmentDocument>,
    pub roles: Vec<RoleDocument>,
    pub users: Vec<UserDocument>,
    pub keys: Vec<KeyDocument>,
}

/// One environment of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "named and described by the document format")]
pub struct EnvironmentDocument {
    pub id: String,
    pub name: Option<String>,
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "named and described by the document format")]
pub struct RoleDocument {
    pub id: String,
    pub name: Option<String>,
    pub permissions: Selection,
}

/// A person, and the roles that person is given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "named and described by the document format")]
pub struct UserDocument {
    pub id: String,
    pub name: Option<String>,
    pub email: Option<String>,
    pub active: Option<bool>,
    pub roles: Vec<AssignmentDocument>,
}

/// One role given to one user.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "named and described by the document format")]
pub struct AssignmentDocument {
    pub role: String,
    pub environments: Option<Selection>,
    pub collections: Option<Selection>,
    pub languages: Option<Selection>,
}

/// The record of one key.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named and described by the document format")]
pub struct KeyDocument {
    pub id: String,
    pub kind: String,
    pub name: Option<String>,
    pub environments: Selection,
    pub created_at: Instant,
    /// `None`: never.
    pub expires_at: Option<Instant>,
    pub not_before: Option<Instant>,
    pub revoked_at: Option<Instant>,
    pub disabled: Option<bool>,
    pub permissions: Option<Vec<String>>,
    pub owner: Option<String>,
    pub replaces: Option<String>,
}

/// One change to a project.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum List {
    Roles,
    Users,
    Environments,
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
