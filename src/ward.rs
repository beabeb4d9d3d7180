//! A catalog and a project, loaded and ready to decide.

use std::sync::Arc;

use crate::catalog::Catalog;
use crate::decide::Judge;
use crate::document::{Change, KeyDocument, ProjectDocument};
use crate::notice::{Notice, Planner};
use crate::problem::Problems;
use crate::project::Project;
use crate::status::{KeyStatus, status};
use crate::time::Instant;

/// A catalog and a project, loaded and ready to decide.
///
/// ```
/// use keyward::{Catalog, Request, Ward};
/// let project = r#"{
///   "format": "keyward/project@1", "id": "p",
///   "environments": [{ "id": "e1" }],
///   "roles": [{ "id": "taxonomist", "permissions": ["role:manage-taxonomy"] }],
///   "users": [{ "id": "ada", "roles": [{ "role": "taxonomist" }] }],
///   "keys": [{ "id": "k1", "kind": "personal", "owner": "ada", "environments": "all",
///              "createdAt": "2026-11-23T12:00:00Z", "expiresAt": "2027-05-23T12:00:00Z" }]
/// }"#;
/// let ward = Ward::from_json(project, Catalog::kontent_management())?;
/// let at = "2026-12-01T00:00:00Z".parse()?;
/// let decision = ward.decide(&Request::call("k1", "GET", "/v2/projects/e1/types", at))?;
/// assert_eq!(decision.reason.as_str(), "permission_missing");
/// assert_eq!(decision.missing, [["role:manage-content-types"]]);
/// assert!(ward.decide(&Request::call("k1", "GET", "/v2/projects/e1/taxonomies", at))?.is_allowed());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Ward {
    pub(crate) catalog: Arc<Catalog>,
    pub(crate) project: Project,
}

impl Ward {
    /// Loads a project.
    ///
    /// # Errors
    /// Every problem of the document.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// let again = Ward::new(&ward.to_document(), Catalog::kontent_management())?;
    /// # Ok::<(), Problems>(())
    /// ```
    pub fn new(project: &ProjectDocument, catalog: impl Into<Arc<Catalog>>) -> Result<Self, Problems> {
        let catalog = catalog.into();
        Ok(Self { project: Project::from_document(project, &catalog)?, catalog })
    }

    /// Loads a project from JSON text.
    ///
    /// # Errors
    /// Every problem of the document.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// let ward = Ward::from_json(project, Catalog::kontent_management())?;
    /// # Ok::<(), Problems>(())
    /// ```
    pub fn from_json(project: &str, catalog: impl Into<Arc<Catalog>>) -> Result<Self, Problems> {
        let catalog = catalog.into();
        Ok(Self { project: Project::from_json(project, &catalog)?, catalog })
    }

    /// The catalog that this ward decides by.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// assert_eq!(ward.catalog().status(Reason::KeyUnknown), 401);
    /// ```
    #[must_use]
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// What a page shows of one key; `None` if it is not listed.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// let status = ward.status("k1", at).unwrap();
    /// assert_eq!((status.state.as_str(), status.level.as_str()), ("active", "notice"));
    /// ```
    #[must_use]
    pub fn status(&self, key: &str, at: Instant) -> Option<KeyStatus> {
        status(&self.catalog, &self.project, self.project.keys.ids.get(key.as_bytes())?, at)
    }

    /// The notices that are due: of each key that lives the tightest threshold that has come.
    /// Leave out those that were sent.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// let [notice] = &ward.notices(at)[..] else { panic!() };
    /// assert_eq!(notice.recipients[0].email.as_deref(), Some("ada@example.com"));
    /// ```
    #[must_use]
    pub fn notices(&self, at: Instant) -> Vec<Notice> {
        Planner::new(&self.catalog, &self.project).due_at(at)
    }

    /// The notices that fall due from one instant up to another, in order.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// let until = "2027-01-01T00:00:00Z".parse().unwrap();
    /// assert!(ward.forecast(at, until).is_empty()); // it was due on 2026-11-28
    /// ```
    #[must_use]
    pub fn forecast(&self, from: Instant, to: Instant) -> Vec<Notice> {
        Planner::new(&self.catalog, &self.project).due_between(from, to)
    }

    /// The project as it is now: instants as numbers, no defaults filled in.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// assert_eq!(ward.to_document().keys.len(), 1);
    /// ```
    #[must_use]
    pub fn to_document(&self) -> ProjectDocument {
        self.project.to_document(&self.catalog)
    }

    /// The record of one key; `None` if it is not listed.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// assert_eq!(ward.key_document("k1").unwrap().owner.as_deref(), Some("ada"));
    /// ```
    #[must_use]
    pub fn key_document(&self, id: &str) -> Option<KeyDocument> {
        let number = self.project.keys.ids.get(id.as_bytes())?;
        Some(self.project.key_document(number, self.project.keys.get(number)?, &self.catalog))
    }

    /// The project as it is now, as JSON text.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// assert!(ward.to_json().starts_with(r#"{"format":"keyward/project@1""#));
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        self.to_document().to_json()
    }

    /// The record of one key as JSON text; `None` if it is not listed.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// assert!(ward.key_json("k1").is_some() && ward.key_json("k2").is_none());
    /// ```
    #[must_use]
    pub fn key_json(&self, id: &str) -> Option<String> {
        serde_json::to_string(&self.key_document(id)?).ok()
    }

    /// Applies changes in order, all or nothing.
    ///
    /// # Errors
    /// Every problem of the changes; the project is as it was.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// use keyward::documents::{Change, List};
    /// ward.update(&[Change::Remove(List::Keys, "k1".to_owned())])?;
    /// assert!(ward.status("k1", at).is_none());
    /// # Ok::<(), Problems>(())
    /// ```
    pub fn update(&mut self, changes: &[Change]) -> Result<(), Problems> {
        self.project.update(changes, &self.catalog)
    }

    /// Applies changes that are a JSON list.
    ///
    /// # Errors
    /// Every problem of the changes; the project is as it was.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// ward.update_from_json(r#"[{ "set": "environment", "value": { "id": "e2" } }]"#)?;
    /// # Ok::<(), Problems>(())
    /// ```
    pub fn update_from_json(&mut self, changes: &str) -> Result<(), Problems> {
        self.project.update_from_json(changes, &self.catalog)
    }

    pub(crate) fn judge(&self) -> Judge<'_> {
        Judge { catalog: &self.catalog, project: &self.project }
    }
}
