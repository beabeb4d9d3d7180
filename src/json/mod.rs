//! Documents as JSON text.

mod parse;
mod shape;
mod shapes;
mod stream;
#[cfg(test)]
mod tests;
mod token;
mod write;

use std::sync::Arc;

use spin::Mutex;

use crate::catalog::Catalog;
use crate::documents::{CatalogDocument, ProjectDocument};
use crate::index::Index;
use crate::instant::Instant;
use crate::lifecycle::LifecycleError;
use crate::plain;
use crate::problem::{ProblemCode, Problems, Report};
use crate::project::{Project, Touched};
use crate::tree::{Node, Tree};
use crate::ward::Ward;
use shape::Shape;
pub(crate) use stream::Loading;
pub(crate) use write::Json;
use write::text;

/// The built-in catalog `kontent-management-v2` as JSON text.
pub const KONTENT_MANAGEMENT: &str = include_str!("../../catalogs/kontent-management-v2.json");

/// Reads a text of a form. Every problem of its form is reported, and what cannot be read at all is `None`.
fn read<'s>(text: &'s str, shape: &Shape, report: &mut Report) -> Option<Tree<'s>> {
    let tree = parse::parse(text, report)?;
    shape::check(tree.root(), shape, report);
    Some(tree)
}

/// Reads a text of any form; nothing of one that is no JSON.
pub(crate) fn tree(text: &str) -> Tree<'_> {
    parse::parse(text, &mut Report::default()).unwrap_or_default()
}

/// Reads a text of a form that has to be right.
fn strict<'s>(text: &'s str, shape: &Shape) -> Result<Tree<'s>, Problems> {
    let mut report = Report::default();
    let tree = read(text, shape, &mut report).unwrap_or_default();
    report.strict(tree)
}

/// Reads a text of a form, and checks its content as far as it can be read.
fn checked(text: &str, shape: &Shape, check: &mut dyn FnMut(Node<'_>, &mut Report)) -> Result<(), Problems> {
    let mut form = Report::default();
    let Some(tree) = read(text, shape, &mut form) else { return form.strict(()) };
    if form.problems().iter().any(|it| it.at.is_empty() && it.code != ProblemCode::MemberUnknown) {
        return form.strict(());
    }
    let mut content = Report::default();
    check(tree.root(), &mut content);
    if form.len() == 0 {
        return content.strict(());
    }
    let ids_unread = form.problems().iter().any(|it| names_a_list_or_id(&it.at));
    let mut told = Index::default();
    for problem in form.problems() {
        told.insert(&problem.at);
    }
    for problem in content.into_problems() {
        let follows = ids_unread && problem.code == ProblemCode::ReferenceDangling;
        if !follows && !is_within_any(&problem.at, &told) {
            told.insert(&problem.at);
            form.push(problem);
        }
    }
    form.strict(())
}

/// Whether a pointer is at one of others, or below it.
fn is_within_any(mut at: &str, others: &Index) -> bool {
    loop {
        if others.get(at.as_bytes()).is_some() {
            return true;
        }
        let Some(above) = at.rfind('/').and_then(|end| at.get(..end)) else { return false };
        at = above;
    }
}

/// Whether a pointer is at a list of a document, at an entry of one, or at its id:
/// what refers to an id there cannot be judged.
fn names_a_list_or_id(at: &str) -> bool {
    match at.bytes().filter(|byte| *byte == b'/').count() {
        0..=2 => true,
        3 => at.ends_with("/id"),
        _ => false,
    }
}

impl Catalog {
    /// Reads a catalog from JSON text.
    ///
    /// # Errors
    /// Every problem of the document.
    pub fn from_json(text: &str) -> Result<Self, Problems> {
        let mut catalog = None;
        checked(text, &shapes::CATALOG, &mut |node, report| catalog = Some(Self::load(node, report)))?;
        catalog.ok_or_else(nothing_read)
    }

    /// The built-in catalog `kontent-management-v2`: Kontent.ai's Management API.
    #[must_use]
    pub fn kontent_management() -> Arc<Self> {
        static CATALOG: Mutex<Option<Arc<Catalog>>> = Mutex::new(None);
        Arc::clone(CATALOG.lock().get_or_insert_with(Self::built_in))
    }

    /// The built-in catalog, read anew. Its form is not checked: a test does that.
    pub(crate) fn built_in() -> Arc<Self> {
        Arc::new(Self::load(tree(KONTENT_MANAGEMENT).root(), &mut Report::default()))
    }
}

/// A text that was neither read nor refused: there is none.
fn nothing_read() -> Problems {
    Problems(Vec::new())
}

impl Ward {
    /// Loads a project from JSON text.
    ///
    /// # Errors
    /// Every problem of the document.
    pub fn from_json(project: &str, catalog: impl Into<Arc<Catalog>>) -> Result<Self, Problems> {
        let catalog = catalog.into();
        match Loading::new(Arc::clone(&catalog)).read_all(project) {
            Some(ward) => Ok(ward),
            None => Self::from_whole_json(project, catalog),
        }
    }

    /// As [`Ward::from_json`], with the whole document at hand at once, so that all problems can be told.
    pub(crate) fn from_whole_json(project: &str, catalog: Arc<Catalog>) -> Result<Self, Problems> {
        let mut read = None;
        checked(project, &shapes::PROJECT, &mut |node, report| read = Some(Project::load(node, &catalog, report)))?;
        Ok(Self::of(read.ok_or_else(nothing_read)?, catalog))
    }

    /// Applies changes that are a JSON list.
    ///
    /// # Errors
    /// Every problem of the changes; the project is as it was.
    pub fn update_from_json(&mut self, changes: &str) -> Result<(), Problems> {
        self.update_ids(changes).map(drop)
    }

    /// Makes a key as a JSON object says, and lists it with its own id or this one; the id.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn create_key_from_json(&mut self, input: &str, id: &str, at: Instant) -> Result<String, Problems> {
        let mut planned = None;
        checked(input, &shapes::NEW_KEY, &mut |input, report| {
            let id = input.optional_text("id").unwrap_or(id);
            let name = input.optional_text("name").map(str::to_owned);
            planned = self.plan_key(input, id, at, report).map(|key| (id.to_owned(), name, key));
        })?;
        let (id, name, key) = planned.ok_or_else(nothing_read)?;
        self.project.list_key(&id, name.as_deref(), key);
        Ok(id)
    }

    /// [`Ward::regenerate_key`] as a JSON object says, with its own new id or this one; the new id.
    ///
    /// # Errors
    /// As [`Ward::regenerate_key`], and what is wrong with the object.
    pub fn regenerate_key_from_json(
        &mut self,
        id: &str,
        input: &str,
        new_id: &str,
        at: Instant,
    ) -> Result<String, LifecycleError> {
        let input = strict(input, &shapes::RENEWAL).map_err(LifecycleError::Invalid)?;
        let new_id = input.root().optional_text("id").unwrap_or(new_id);
        self.renew_key(id, input.root(), new_id, at)?;
        Ok(new_id.to_owned())
    }

    /// [`Ward::update_from_json`], and which ids it touched.
    pub(crate) fn update_ids(&mut self, changes: &str) -> Result<Touched, Problems> {
        self.update_tree(strict(changes, &shapes::CHANGES)?.root())
    }
}

impl Ward {
    /// The project as it is now, as JSON text: instants as numbers, no defaults filled in.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut json = Json::default();
        json.object("");
        self.project.print_frame(&self.catalog, &mut json);
        json.list("keys");
        for (number, _, key) in self.project.keys.iter() {
            self.project.print_key(number, key, &self.catalog, &mut json);
        }
        json.end_list();
        json.end_object();
        json.0
    }

    /// The record of one key as JSON text; `None` if it is not listed.
    #[must_use]
    pub fn key_json(&self, id: &str) -> Option<String> {
        let number = self.project.keys.ids.get(id.as_bytes())?;
        let mut json = Json::default();
        self.project.print_key(number, self.project.keys.get(number)?, &self.catalog, &mut json);
        Some(json.0)
    }
}

impl CatalogDocument {
    /// Reads a catalog from JSON text. Its references are not checked yet.
    ///
    /// # Errors
    /// Every problem of the document's form.
    pub fn from_json(text: &str) -> Result<Self, Problems> {
        Ok(plain::catalog(strict(text, &shapes::CATALOG)?.root()))
    }

    /// The document of the built-in catalog.
    #[must_use]
    pub fn kontent_management() -> Self {
        Self::from_json(KONTENT_MANAGEMENT).unwrap_or_default()
    }
}

impl ProjectDocument {
    /// Reads a project from JSON text. Its references are not checked yet.
    ///
    /// # Errors
    /// Every problem of the document's form.
    pub fn from_json(text: &str) -> Result<Self, Problems> {
        Ok(plain::project(strict(text, &shapes::PROJECT)?.root()))
    }

    /// The document as JSON text: instants as numbers, no defaults filled in.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut tree = Tree::default();
        plain::add_project(&mut tree, self);
        text(tree.root())
    }
}
