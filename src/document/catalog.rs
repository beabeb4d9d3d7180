//! The document of a catalog: what an API offers.

#![allow(missing_docs, reason = "docs/reference describes the members")]

use serde::{Deserialize, Serialize};

#[cfg(feature = "schema")]
use super::schema;
use super::values::{Map, before, nullable, optional_whole, status};

/// What a document says that it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum CatalogFormat {
    /// The first format, the only one so far.
    #[default]
    #[serde(rename = "keyward/catalog@1")]
    V1,
}

/// What an API offers. The plain form of [`crate::Catalog`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CatalogDocument {
    pub format: CatalogFormat,
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    pub permissions: Vec<PermissionDocument>,
    /// In the order of the document.
    pub kinds: Map<KindDocument>,
    /// The forms of each path parameter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifiers: Option<Map<Vec<String>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub environment_parameter: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trailing_slash: Option<TrailingSlash>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoded_slash: Option<EncodedSlash>,
    pub operations: Vec<OperationDocument>,
    /// Path parameters to which a project gives a value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bound_parameters: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notices: Option<Vec<NoticeDocument>>,
    /// By the reason of a denial.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub responses: Option<Map<Response>>,
}

/// One permission of a catalog.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PermissionDocument {
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub includes: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub all_environments: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scoped_by: Option<Vec<ScopeBy>>,
}

/// What a role assignment can limit a permission by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum ScopeBy {
    Collection,
    Language,
}

/// Where the permissions of a kind of key come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KindDocument {
    pub permissions: Source,
    pub lifetime: LifetimeDocument,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overlap: Option<String>,
    /// `owner`, or a permission.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipients: Option<String>,
}

/// The limits of a kind's lifetime, as duration texts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LifetimeDocument {
    pub default: String,
    pub min: String,
    /// `None`: a key may live for ever.
    #[serde(deserialize_with = "nullable")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::NullableText"))]
    pub max: Option<String>,
}

/// What to do with one trailing slash.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum TrailingSlash {
    #[default]
    Reject,
    Ignore,
}

/// What to do with `%2F` within a segment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum EncodedSlash {
    #[default]
    Reject,
    Keep,
}

/// One method and path template.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OperationDocument {
    pub id: String,
    pub method: String,
    pub path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<bool>,
    /// By kind: alternatives.
    pub requires: Map<Vec<AlternativeDocument>>,
}

/// Whether an operation reads or writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Access {
    Read,
    Write,
}

/// Permissions that are all needed, perhaps under a condition on facts.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AlternativeDocument {
    pub when: Option<Map<bool>>,
    pub all_of: Vec<String>,
}

impl AlternativeDocument {
    /// The same, with its facts in the order of their names: objects are alike in whatever order their members stand.
    pub(crate) fn sorted(&self) -> Self {
        let mut sorted = self.clone();
        sorted.when = sorted.when.map(|Map(facts)| Map(crate::order::sorted(facts, &Ord::cmp)));
        sorted
    }
}

/// One tier of the notice rules.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NoticeDocument {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub up_to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub below: Option<String>,
    /// `None`: immediately.
    #[serde(with = "before")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Before"))]
    pub before: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

/// Status and code of a denial.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Response {
    #[serde(deserialize_with = "status")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Status"))]
    pub status: u16,
    #[serde(default, deserialize_with = "optional_whole", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<i64>"))]
    pub code: Option<i64>,
}
