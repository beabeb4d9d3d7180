//! From JSON text to documents and inputs, and back.

use serde::de::Deserialize;

use super::place::Place;
use super::strict::read;
use super::tree::{Value, parse, read_text};
use super::{CatalogDocument, ProjectDocument};
use crate::problem::{DocumentKind, Problems, Report};

/// The built-in catalog `kontent-management-v2` as JSON text.
pub const KONTENT_MANAGEMENT: &str = include_str!("../../catalogs/kontent-management-v2.json");

/// Calls `make` with the tree of a text. `None`: it is no JSON, which is reported.
pub(crate) fn with_tree<T>(
    text: &str,
    report: &mut Report,
    mut make: impl FnMut(&Value<'_>, &mut Report) -> T,
) -> Option<T> {
    read_text(text, report, |text, mark, report| Ok(make(&parse(text, mark, report)?, report)))
}

/// Reads a document of a type. Only its form is checked.
fn read_document<T: for<'de> Deserialize<'de>>(text: &str, document: DocumentKind) -> Result<T, Problems> {
    let mut report = Report::new(document);
    let read = with_tree(text, &mut report, |tree, report| read(tree, Place::tree(tree), report));
    report.made(read.flatten())
}

/// Calls `make` with an input of a type, however wrong its form is, and its place.
pub(crate) fn read_input<T: for<'de> Deserialize<'de>, R>(
    text: &str,
    report: &mut Report,
    mut make: impl FnMut(T, &Place<'_>, &mut Report) -> R,
) -> Option<R> {
    with_tree(text, report, |tree, report| {
        let place = Place::tree(tree);
        read(tree, place, report).map(|input| make(input, &place, report))
    })
    .flatten()
}

impl CatalogDocument {
    /// Reads a catalog from JSON text. Its references are not checked yet.
    ///
    /// # Errors
    /// Every problem of the document's form.
    ///
    /// # Example
    /// ```
    /// use keyward::documents::CatalogDocument;
    /// let problems = CatalogDocument::from_json("{}").unwrap_err();
    /// assert!(problems.to_string().contains("missing"));
    /// ```
    pub fn from_json(text: &str) -> Result<Self, Problems> {
        read_document(text, DocumentKind::Catalog)
    }

    /// The document of the built-in catalog.
    ///
    /// # Example
    /// ```
    /// use keyward::documents::CatalogDocument;
    /// assert_eq!(CatalogDocument::kontent_management().operations.len(), 106);
    /// ```
    #[must_use]
    pub fn kontent_management() -> Self {
        Self::from_json(KONTENT_MANAGEMENT).unwrap_or_default()
    }

    /// The document as JSON text.
    ///
    /// # Example
    /// ```
    /// use keyward::documents::CatalogDocument;
    /// let catalog = CatalogDocument::kontent_management();
    /// assert_eq!(CatalogDocument::from_json(&catalog.to_json())?, catalog);
    /// # Ok::<(), keyward::Problems>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl ProjectDocument {
    /// Reads a project from JSON text. Its references are not checked yet.
    ///
    /// # Errors
    /// Every problem of the document's form.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("../example.txt")]
    /// use keyward::documents::ProjectDocument;
    /// assert_eq!(ProjectDocument::from_json(project)?.keys.len(), 1);
    /// # Ok::<(), Problems>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self, Problems> {
        read_document(text, DocumentKind::Project)
    }

    /// The document as JSON text: instants as numbers, no defaults filled in.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("../example.txt")]
    /// assert!(ward.to_document().to_json().contains(r#""id":"k1""#));
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}
