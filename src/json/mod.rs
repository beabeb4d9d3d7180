//! Documents as JSON text. The only part that names `serde`.

mod catalog;
#[cfg(target_arch = "wasm32")]
mod key;
mod node;
mod project;
mod read;
mod write;

use std::sync::{Arc, OnceLock};

use crate::catalog::Catalog;
use crate::documents::{CatalogDocument, Change, ProjectDocument};
use crate::problem::{Problem, ProblemCode, Problems};
use crate::ward::Ward;

/// The built-in catalog as it is embedded.
pub(crate) const KONTENT_MANAGEMENT: &str = include_str!("../../catalogs/kontent-management-v2.json");

/// A document as far as it could be read, and what is wrong with its form.
struct Reading<T> {
    document: T,
    problems: Vec<Problem>,
}

impl<T> Reading<T> {
    fn strict(self) -> Result<T, Problems> {
        if self.problems.is_empty() { Ok(self.document) } else { Err(Problems(self.problems)) }
    }

    /// The problems of the form, and those of the content that do not follow from them.
    fn with<U>(self, check: impl FnOnce(T) -> Result<U, Problems>) -> Result<U, Problems> {
        let Self { document, mut problems } = self;
        if problems.iter().any(|it| it.at.is_empty() && it.code != ProblemCode::MemberUnknown) {
            return Err(Problems(problems));
        }
        match check(document) {
            Ok(value) if problems.is_empty() => Ok(value),
            Ok(_) => Err(Problems(problems)),
            Err(Problems(found)) => {
                let ids_unread = problems.iter().any(|it| names_a_list_or_id(&it.at));
                let follows = |problem: &Problem| {
                    (ids_unread && problem.code == ProblemCode::ReferenceDangling)
                        || problems.iter().any(|form| is_within(&problem.at, &form.at))
                };
                let found: Vec<Problem> = found.into_iter().filter(|problem| !follows(problem)).collect();
                problems.extend(found);
                Err(Problems(problems))
            }
        }
    }
}

/// Whether a pointer is at another one, or below it.
fn is_within(at: &str, other: &str) -> bool {
    at.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether a pointer is at a list of a document, at an entry of one, or at its id:
/// what refers to an id there cannot be judged.
fn names_a_list_or_id(at: &str) -> bool {
    let mut steps = at.split('/').skip(2);
    match (steps.next(), steps.next(), steps.next()) {
        (None, ..) | (Some(_), None, _) => true,
        (Some(_), Some(member), None) => member == "id",
        _ => false,
    }
}

impl Catalog {
    /// Reads a catalog from JSON text.
    ///
    /// # Errors
    /// Every problem of the document.
    pub fn from_json(text: &str) -> Result<Self, Problems> {
        catalog::read(text).with(Self::new)
    }

    /// The built-in catalog `kontent-management-v2`: Kontent.ai's Management API.
    #[must_use]
    pub fn kontent_management() -> Arc<Self> {
        static CATALOG: OnceLock<Arc<Catalog>> = OnceLock::new();
        let read = || Arc::new(Self::from_json(KONTENT_MANAGEMENT).unwrap_or_else(|_| Self::nothing()));
        Arc::clone(CATALOG.get_or_init(read))
    }

    /// A catalog that permits nothing.
    fn nothing() -> Self {
        Self::new(CatalogDocument { id: "nothing".to_owned(), ..CatalogDocument::default() })
            .unwrap_or_else(|_| Self::nothing())
    }
}

impl ProjectDocument {
    /// Reads a project from JSON text. Its references are not checked yet.
    ///
    /// # Errors
    /// Every problem of the document's form.
    pub fn from_json(text: &str) -> Result<Self, Problems> {
        project::read(text).strict()
    }

    /// The document as JSON text: instants as numbers, no defaults filled in.
    #[must_use]
    pub fn to_json(&self) -> String {
        write::project(self).to_text()
    }
}

impl Ward {
    /// Loads a project from JSON text.
    ///
    /// # Errors
    /// Every problem of the document.
    pub fn from_json(project: &str, catalog: impl Into<Arc<Catalog>>) -> Result<Self, Problems> {
        let catalog = catalog.into();
        project::read(project).with(|document| Self::new(&document, catalog))
    }

    /// Applies changes that are a JSON list.
    ///
    /// # Errors
    /// Every problem of the changes; the project is as it was.
    pub fn update_from_json(&mut self, changes: &str) -> Result<(), Problems> {
        let changes: Vec<Change> = project::read_changes(changes).strict()?;
        self.update(&changes)
    }
}

/// What only the wasm layer reads and writes.
#[cfg(target_arch = "wasm32")]
pub(crate) mod js {
    use super::{Problems, key, project, write};
    use crate::documents::{Change, KeyDocument};
    use crate::lifecycle::{Lifetime, NewKey};

    pub(crate) use super::node::Node;

    /// Reads a list of changes.
    pub(crate) fn changes(text: &str) -> Result<Vec<Change>, Problems> {
        project::read_changes(text).strict()
    }

    /// A new key, and the id that it is to have.
    ///
    /// # Errors
    /// What is wrong with its form, and of its content what `check` finds.
    pub(crate) fn new_key<T>(
        text: &str,
        check: impl FnOnce(NewKey, Option<String>) -> Result<T, Problems>,
    ) -> Result<T, Problems> {
        key::new_key(text).with(|(key, id)| check(key, id))
    }

    /// How long a regenerated key lives, and the id that it is to have.
    pub(crate) fn renewal(text: &str) -> Result<(Lifetime, Option<String>), Problems> {
        key::renewal(text).strict()
    }

    /// One key as it is stored.
    pub(crate) fn key_node(key: &KeyDocument) -> Node {
        write::key(key).into()
    }
}
