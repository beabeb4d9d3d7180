//! What an API offers, checked and ready to be asked.

mod check;
mod operations;
mod permissions;
mod template;

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

pub(crate) use check::{DEFAULT_TIERS, duration, id, references};
pub(crate) use permissions::{Grant, Permissions, Reach};

use crate::document::place::Place;
use crate::document::{CatalogDocument, KONTENT_MANAGEMENT, Source, read_input};
use crate::index::Index;
use crate::path::PathRules;
use crate::problem::{DocumentKind, Problems, Report};
use crate::reason::Reason;
use crate::requirement::Requirement;
use crate::routes::Routes;
use crate::time::Duration;

/// What an API offers: operations, the permissions they require, the kinds of
/// key and their lifetimes, the notice rules.
///
/// Made from a [`crate::documents::CatalogDocument`], or from JSON by [`Catalog::from_json`].
#[derive(Clone, Debug)]
pub struct Catalog {
    pub(crate) permissions: Permissions,
    pub(crate) kind_ids: Index,
    pub(crate) kinds: Vec<Kind>,
    pub(crate) operation_ids: Index,
    pub(crate) operations: Vec<Operation>,
    /// Each once, as most operations ask for what some other asks for.
    pub(crate) requirements: Vec<Requirement>,
    pub(crate) facts: Index,
    /// Whether an operation may name the environment in its path.
    pub(crate) has_environments: bool,
    /// The path parameters to which a project gives a value.
    pub(crate) bound_parameters: Vec<Box<str>>,
    pub(crate) routes: Routes,
    pub(crate) path_rules: PathRules,
    pub(crate) tiers: Cow<'static, [Tier]>,
    /// The status and the code of each reason that has its own.
    responses: Vec<(Reason, u16, Option<i64>)>,
}

/// One kind of key.
#[derive(Clone, Debug)]
pub(crate) struct Kind {
    pub(crate) source: Source,
    pub(crate) default: Duration,
    pub(crate) min: Duration,
    pub(crate) max: Option<Duration>,
    pub(crate) overlap: Duration,
    pub(crate) recipients: Recipients,
    /// By operation, the number of what is required; [`NOT_ACCEPTED`] if the kind is not accepted.
    required: Vec<u32>,
}

/// Who is told that a key expires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Recipients {
    Owner,
    Holders(u32),
}

/// No requirement has this number.
const NOT_ACCEPTED: u32 = u32::MAX;

/// One operation.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    /// Whether its template names the environment.
    pub(crate) names_environment: bool,
}

/// One tier of the notice rules.
#[derive(Clone, Debug)]
pub(crate) struct Tier {
    pub(crate) up_to: Option<Duration>,
    pub(crate) below: Option<Duration>,
    pub(crate) rules: Cow<'static, [Rule]>,
}

/// One threshold of a tier.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    /// How long before the expiry; `None` as soon as there is a key.
    pub(crate) before: Option<Duration>,
    pub(crate) name: Cow<'static, str>,
}

impl Catalog {
    /// Checks a document and makes it ready.
    ///
    /// # Errors
    /// Every problem of the document.
    ///
    /// # Example
    /// ```
    /// use keyward::{Catalog, documents::CatalogDocument};
    /// let mut document = CatalogDocument::kontent_management();
    /// document.operations.retain(|operation| operation.method == "GET");
    /// let catalog = Catalog::new(&document)?;
    /// # Ok::<(), keyward::Problems>(())
    /// ```
    pub fn new(document: &CatalogDocument) -> Result<Self, Problems> {
        let mut report = Report::new(DocumentKind::Catalog);
        let catalog = Self::load(document, &Place::typed(), &mut report);
        report.strict(catalog)
    }

    /// Reads a catalog from JSON text.
    ///
    /// # Errors
    /// Every problem of the document.
    ///
    /// # Example
    /// ```
    /// let catalog = keyward::Catalog::from_json(keyward::KONTENT_MANAGEMENT)?;
    /// # Ok::<(), keyward::Problems>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self, Problems> {
        let mut report = Report::new(DocumentKind::Catalog);
        let catalog = read_input(text, &mut report, |document, place, report| Self::load(&document, place, report));
        report.made(catalog)
    }

    /// The built-in catalog `kontent-management-v2`: Kontent.ai's Management API.
    ///
    /// # Example
    /// ```
    /// let catalog = keyward::Catalog::kontent_management();
    /// assert_eq!(catalog.status(keyward::Reason::PermissionMissing), 403);
    /// ```
    #[must_use]
    pub fn kontent_management() -> Arc<Self> {
        static CATALOG: LazyLock<Arc<Catalog>> = LazyLock::new(Catalog::built_in);
        Arc::clone(&CATALOG)
    }

    /// The built-in catalog, read anew. A test checks that it has no problem.
    pub(crate) fn built_in() -> Arc<Self> {
        let empty =
            |_| Self::load(&CatalogDocument::default(), &Place::typed(), &mut Report::new(DocumentKind::Catalog));
        Arc::new(Self::from_json(KONTENT_MANAGEMENT).unwrap_or_else(empty))
    }

    /// The HTTP status of a reason.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("../example.txt")]
    /// assert_eq!(Catalog::kontent_management().status(Reason::PathNotCanonical), 400);
    /// ```
    #[must_use]
    pub fn status(&self, reason: Reason) -> u16 {
        self.response(reason).0
    }

    /// The API's own error code for a reason, where it has one.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("../example.txt")]
    /// assert_eq!(Catalog::kontent_management().code(Reason::PermissionMissing), Some(16));
    /// ```
    #[must_use]
    pub fn code(&self, reason: Reason) -> Option<i64> {
        self.response(reason).1
    }

    fn response(&self, reason: Reason) -> (u16, Option<i64>) {
        // of two for the same reason the last
        let own = self.responses.iter().rev().find(|(other, ..)| *other == reason);
        own.map_or((reason.status(), None), |(_, status, code)| (*status, *code))
    }

    /// What a kind is required by each operation: numbers of [`Catalog::requirements`], or of none.
    pub(crate) fn required_of(&self, kind: u32) -> &[u32] {
        self.kind(kind).map(|kind| kind.required.as_slice()).unwrap_or_default()
    }

    pub(crate) fn kind(&self, kind: u32) -> Option<&Kind> {
        self.kinds.get(place(kind))
    }

    /// The number and the rules of a kind.
    #[inline(never)]
    pub(crate) fn kind_of(&self, id: &str) -> Option<(u32, &Kind)> {
        let number = self.kind_ids.get(id.as_bytes())?;
        Some((number, self.kind(number)?))
    }

    pub(crate) fn operation(&self, operation: u32) -> Option<&Operation> {
        self.operations.get(place(operation))
    }

    /// The one kind whose permissions are its owner's; `None` if there is none, or several.
    pub(crate) fn owner_kind(&self) -> Option<u32> {
        let mut kinds = (0_u32..).zip(&self.kinds).filter(|(_, kind)| kind.source == Source::Owner);
        let first = kinds.next().map(|(kind, _)| kind);
        if kinds.next().is_none() { first } else { None }
    }
}

/// The place that has a number.
fn place(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
