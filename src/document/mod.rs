//! The documents: a catalog, a project, changes to it, and the inputs of keys.
//!
//! The structs here, with their derives of serde, are the description of the formats. [`tree`] reads JSON text,
//! and [`strict`] makes structs of the tree and reports what is wrong.

mod access;
mod alternative;
mod catalog;
mod input;
pub(crate) mod likely;
mod load;
pub(crate) mod place;
mod project;
#[cfg(feature = "schema")]
mod schema;
pub(crate) mod strict;
#[cfg(test)]
mod tests;
pub(crate) mod tree;
mod values;

pub use catalog::{
    Access, AlternativeDocument, CatalogDocument, CatalogFormat, EncodedSlash, KindDocument, LifetimeDocument,
    NoticeDocument, OperationDocument, PermissionDocument, Response, ScopeBy, Source, TrailingSlash,
};
pub(crate) use input::EntryDocument;
pub use input::{KeyInput, RenewalInput};
pub use load::KONTENT_MANAGEMENT;
pub(crate) use load::{read_input, with_tree};
pub use project::{
    AssignmentDocument, Change, EnvironmentDocument, KeyDocument, List, ProjectDocument, ProjectFormat, RoleDocument,
    Selection, UserDocument,
};
pub use values::Map;
pub(crate) use values::refused_status;
