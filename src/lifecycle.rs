//! Keys that are made, regenerated and revoked.

use std::fmt;

use crate::catalog::{Catalog, Kind};
use crate::documents::{KeyDocument, Selection, Source};
use crate::instant::{Duration, Instant, TimeError};
use crate::problem::{ProblemCode, Problems, Report};
use crate::project::{Key, NEVER, Project, instant};
use crate::tree::Node;
use crate::ward::Ward;

/// What a new key is to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewKey {
    /// What people call it. Not empty.
    pub name: String,
    /// A kind of the catalog.
    pub kind: String,
    /// Its scope.
    pub environments: Selection,
    /// Exactly when the kind's permissions are its own; at least one.
    pub permissions: Option<Vec<String>>,
    /// Exactly when they are not: a user's id.
    pub owner: Option<String>,
    /// How long it lives.
    pub lifetime: Lifetime,
    /// It is not valid before.
    pub not_before: Option<Instant>,
}

/// How long a key lives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Lifetime {
    /// As long as its kind says.
    #[default]
    Default,
    /// A duration's text.
    For(String),
    /// Up to an instant.
    Until(Instant),
    /// For ever, where the kind allows it.
    Forever,
}

/// A regenerated key, and the one that it replaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regenerated {
    /// The new key.
    pub key: KeyDocument,
    /// The old key as it is now.
    pub retired: KeyDocument,
}

/// Why a key was not made, regenerated or revoked. The project is as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LifecycleError {
    /// No such key is listed.
    KeyUnknown,
    /// The key is revoked.
    KeyRevoked,
    /// The key is disabled.
    KeyDisabled,
    /// Everything that is wrong with the new key.
    Invalid(Problems),
}

impl LifecycleError {
    /// What is wrong with the key that is listed; its code, and a sentence.
    pub(crate) const fn of_key(&self) -> (&'static str, &'static str) {
        match self {
            Self::KeyUnknown => ("key_unknown", "the key is not listed"),
            Self::KeyRevoked => ("key_revoked", "the key is revoked"),
            Self::KeyDisabled => ("key_disabled", "the key is disabled"),
            Self::Invalid(_) => ("change_invalid", "the key cannot be made"),
        }
    }
}

impl fmt::Display for LifecycleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(problems) => problems.fmt(f),
            _ => f.write_str(self.of_key().1),
        }
    }
}

impl std::error::Error for LifecycleError {}

/// When a key of a kind expires that is created at an instant, if it can then: both limits of the kind are included, and
/// each is counted from `created`. `None` is after 9999.
#[inline(never)]
fn within(kind: &Kind, created: Instant, expires: Option<Instant>) -> Result<Instant, ProblemCode> {
    let expires = expires.ok_or(ProblemCode::InstantInvalid)?;
    if expires <= created || created.plus(&kind.min).is_none_or(|shortest| expires < shortest) {
        return Err(ProblemCode::LifetimeTooShort);
    }
    if kind.max.as_ref().and_then(|max| created.plus(max)).is_some_and(|longest| expires > longest) {
        return Err(ProblemCode::LifetimeTooLong);
    }
    Ok(expires)
}

/// What is wrong with a lifetime, in a sentence about a kind.
const fn lifetime_message(code: ProblemCode) -> &'static str {
    match code {
        ProblemCode::LifetimeTooShort => "the lifetime is shorter than keys of kind `$` can have",
        ProblemCode::LifetimeTooLong => "the lifetime is longer than keys of kind `$` can have",
        _ => "the key would expire after 9999",
    }
}

impl Catalog {
    /// When a key expires. `None` for the lifetime: the kind's default.
    ///
    /// ```
    /// use keyward::{Catalog, Instant};
    /// let created: Instant = "2026-11-23T12:00:00Z".parse()?;
    /// let expires = Catalog::kontent_management().expiry_of(created, None, "management")?;
    /// assert_eq!(expires.to_string(), "2027-05-23T12:00:00Z");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// A kind that is not listed, a text that is no duration, a lifetime outside of the kind's limits, or after 9999.
    pub fn expiry_of(&self, created: Instant, lifetime: Option<&str>, kind: &str) -> Result<Instant, Problems> {
        let mut report = Report::default();
        let mut problem = |code, at: &str, message, parts: &[&str]| report.add_at(code, at.to_owned(), message, parts);
        let mut expires = Instant::MAX;
        match (self.kind_of(kind), lifetime.map(str::parse)) {
            (None, _) => problem(ProblemCode::ReferenceDangling, "/kind", "`$` is not a listed kind", &[kind]),
            (_, Some(Err(error))) => {
                let error: TimeError = error;
                let parts = [lifetime.unwrap_or_default(), error.as_str()];
                problem(ProblemCode::DurationInvalid, "/lifetime", "`$` is $", &parts);
            }
            (Some((_, rules)), lifetime) => {
                let lifetime = lifetime.and_then(Result::ok).unwrap_or(rules.default);
                match within(rules, created, created.plus(&lifetime)) {
                    Ok(at) => expires = at,
                    Err(code) => problem(code, "/lifetime", lifetime_message(code), &[kind]),
                }
            }
        }
        report.strict(expires)
    }
}

/// When a key ends of which that cannot be told. Beyond all instants.
const UNTOLD: i64 = NEVER.saturating_sub(1);

/// When a key of a kind expires that is created at an instant, as the members `lifetime` and `expiresAt` say.
fn expiry_for(kind_id: &str, kind: &Kind, input: Node<'_>, created: Instant, report: &mut Report) -> i64 {
    let (place, expires) = match (input.get("lifetime"), input.get("expiresAt")) {
        (Some(node), _) => {
            let text = node.as_text().unwrap_or_default();
            match text.parse::<Duration>() {
                Ok(duration) => ("lifetime", created.plus(&duration)),
                Err(error) => {
                    report.add(ProblemCode::DurationInvalid, node, "`$` is $", &[text, error.as_str()]);
                    return UNTOLD;
                }
            }
        }
        (None, None) => ("lifetime", created.plus(&kind.default)),
        (None, Some(_)) => match instant(input, "expiresAt", NEVER) {
            NEVER => return NEVER,
            end => ("expiresAt", Instant::from_millis(end)),
        },
    };
    match within(kind, created, expires) {
        Ok(expires) => expires.millis(),
        Err(code) => {
            report.add_in(code, input, place, lifetime_message(code), &[kind_id]);
            UNTOLD
        }
    }
}

/// Checks what every new key needs.
fn check_new(
    project: &Project,
    input: Node<'_>,
    name: Option<&str>,
    no_permissions: bool,
    id: &str,
    report: &mut Report,
) {
    if name == Some("") {
        report.add_in(ProblemCode::ValueInvalid, input, "name", "the name is empty", &[]);
    }
    if no_permissions {
        let message = "a key needs at least one permission";
        report.add_in(ProblemCode::ValueInvalid, input, "permissions", message, &[]);
    }
    if id.is_empty() {
        report.add_in(ProblemCode::ValueInvalid, input, "id", "the id is empty", &[]);
    } else if project.keys.ids.get(id.as_bytes()).is_some() {
        report.add_in(ProblemCode::EntryRepeated, input, "id", "the id `$` is used by another key", &[id]);
    }
}

impl Ward {
    /// The key that is made as `input` says, unless something is wrong with it.
    pub(crate) fn plan_key(&mut self, input: Node<'_>, id: &str, at: Instant, report: &mut Report) -> Option<Key> {
        let Self { catalog, project } = self;
        project.sweep();
        let kind_id = input.text("kind");
        let kind = catalog.kind_of(kind_id).map(|(_, kind)| kind);
        let expires = kind.map_or(UNTOLD, |kind| expiry_for(kind_id, kind, input, at, report));
        let own = kind.is_some_and(|kind| kind.source == Source::Own);
        let no_permissions =
            own && input.get("permissions").is_some_and(|list| list.is_list() && list.items().next().is_none());
        check_new(project, input, input.optional_text("name"), no_permissions, id, report);
        project.key_of(input, [at.millis(), expires], catalog, report)
    }

    /// Lists a key that replaces another one, and lives as long as `input` says.
    pub(crate) fn renew_key(
        &mut self,
        id: &str,
        input: Node<'_>,
        new_id: &str,
        at: Instant,
    ) -> Result<(), LifecycleError> {
        let Self { catalog, project } = self;
        let number = project.keys.ids.get(id.as_bytes()).ok_or(LifecycleError::KeyUnknown)?;
        let old = project.keys.get(number).ok_or(LifecycleError::KeyUnknown)?;
        if old.revoked_at() <= at.millis() {
            return Err(LifecycleError::KeyRevoked);
        }
        if old.is_disabled() {
            return Err(LifecycleError::KeyDisabled);
        }
        let Some(kind) = catalog.kind(old.kind()) else { return Err(LifecycleError::KeyUnknown) };
        let kind_id = catalog.kind_ids.text(old.kind());
        let mut report = Report::default();
        let expires = expiry_for(kind_id, kind, input, at, &mut report);
        let name = project.keys.name(number).map(str::to_owned);
        check_new(project, input, name.as_deref(), project.holds_nothing(old), new_id, &mut report);
        if expires == NEVER && kind.max.is_some() {
            let message = "a key of kind `$` has to expire: its longest lifetime is limited";
            report.add_in(ProblemCode::ValueInvalid, input, "expiresAt", message, &[kind_id]);
        }
        let key = old.successor(id, [at.millis(), expires]);
        let overlap = at.plus(&kind.overlap).unwrap_or(Instant::MAX).millis();
        report.strict(()).map_err(LifecycleError::Invalid)?;
        if let Some(old) = project.key_mut(number)
            && at.millis() < old.expires_at
        {
            old.revoke(overlap.min(old.expires_at));
        }
        project.list_key(new_id, name.as_deref(), key);
        Ok(())
    }

    /// Revokes a key from an instant on. One that is revoked earlier stays so.
    pub(crate) fn end_key(&mut self, id: &str, at: Instant) -> Result<(), LifecycleError> {
        let number = self.project.keys.ids.get(id.as_bytes()).ok_or(LifecycleError::KeyUnknown)?;
        let key = self.project.key_mut(number).ok_or(LifecycleError::KeyUnknown)?;
        key.revoke(at.millis());
        Ok(())
    }
}
