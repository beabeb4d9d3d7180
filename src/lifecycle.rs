//! Keys that are made, regenerated and revoked.

use std::fmt;

use crate::catalog::{Catalog, Kind};
use crate::documents::{Change, KeyDocument, Selection, Source};
use crate::instant::{Duration, Instant, TimeError};
use crate::problem::{Place, Problem, ProblemCode, Problems, Report};
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

impl fmt::Display for LifecycleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::KeyUnknown => f.write_str("the key is not listed"),
            Self::KeyRevoked => f.write_str("the key is revoked"),
            Self::KeyDisabled => f.write_str("the key is disabled"),
            Self::Invalid(problems) => problems.fmt(f),
        }
    }
}

impl std::error::Error for LifecycleError {}

/// When a key of a kind expires that is created at an instant.
///
/// Both limits of the kind are included; each is counted from `created`.
pub(crate) fn expiry(kind: &Kind, created: Instant, lifetime: &Duration) -> Result<Instant, ProblemCode> {
    let expires = created.plus(lifetime).ok_or(ProblemCode::InstantInvalid)?;
    within(kind, created, expires).map(|()| expires)
}

fn within(kind: &Kind, created: Instant, expires: Instant) -> Result<(), ProblemCode> {
    if expires <= created || created.plus(&kind.min).is_none_or(|shortest| expires < shortest) {
        return Err(ProblemCode::LifetimeTooShort);
    }
    if kind.max.as_ref().and_then(|max| created.plus(max)).is_some_and(|longest| expires > longest) {
        return Err(ProblemCode::LifetimeTooLong);
    }
    Ok(())
}

/// What is wrong with a lifetime, in a sentence.
fn lifetime_message(code: ProblemCode, kind: &str) -> String {
    match code {
        ProblemCode::LifetimeTooShort => format!("the lifetime is shorter than keys of kind `{kind}` can have"),
        ProblemCode::LifetimeTooLong => format!("the lifetime is longer than keys of kind `{kind}` can have"),
        _ => "the key would expire after 9999".to_owned(),
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
        let problem = |code, at: &str, message| Problems(vec![Problem { code, at: at.to_owned(), message }]);
        let Some(rules) = self.kind_ids.get(kind.as_bytes()).and_then(|number| self.kind(number)) else {
            return Err(problem(ProblemCode::ReferenceDangling, "/kind", format!("`{kind}` is not a listed kind")));
        };
        let lifetime = match lifetime {
            None => rules.default,
            Some(text) => text.parse().map_err(|error: TimeError| {
                problem(ProblemCode::DurationInvalid, "/lifetime", format!("`{text}` is {error}"))
            })?,
        };
        expiry(rules, created, &lifetime).map_err(|code| problem(code, "/lifetime", lifetime_message(code, kind)))
    }
}

impl Ward {
    /// Makes a key and lists it.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn create_key(&mut self, input: &NewKey, id: &str, at: Instant) -> Result<KeyDocument, LifecycleError> {
        let key = self.plan_key(input, id, at).map_err(LifecycleError::Invalid)?;
        self.list_key(key, &[])
    }

    /// The key that [`Ward::create_key`] would make.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn plan_key(&mut self, input: &NewKey, id: &str, at: Instant) -> Result<KeyDocument, Problems> {
        let key = KeyDocument {
            id: id.to_owned(),
            kind: input.kind.clone(),
            name: Some(input.name.clone()),
            environments: input.environments.clone(),
            created_at: at,
            expires_at: None,
            not_before: input.not_before,
            revoked_at: None,
            disabled: None,
            permissions: input.permissions.clone(),
            owner: input.owner.clone(),
            replaces: None,
        };
        self.check_new(key, &input.lifetime)
    }

    /// Makes a key that replaces another one, which lives on for its kind's overlap.
    /// An expired one stays as it is.
    ///
    /// # Errors
    /// The key is not listed, revoked or disabled, or the lifetime cannot be.
    pub fn regenerate_key(
        &mut self,
        id: &str,
        lifetime: &Lifetime,
        new_id: &str,
        at: Instant,
    ) -> Result<Regenerated, LifecycleError> {
        let mut old = self.key_document(id).ok_or(LifecycleError::KeyUnknown)?;
        if old.revoked_at.is_some_and(|revoked| revoked <= at) {
            return Err(LifecycleError::KeyRevoked);
        }
        if old.disabled == Some(true) {
            return Err(LifecycleError::KeyDisabled);
        }
        let key = KeyDocument {
            id: new_id.to_owned(),
            created_at: at,
            not_before: None,
            revoked_at: None,
            disabled: None,
            replaces: Some(id.to_owned()),
            ..old.clone()
        };
        let mut retiring = Vec::new();
        if old.expires_at.is_none_or(|expires| at < expires) {
            let overlap = self.kind_of(&old).and_then(|kind| at.plus(&kind.overlap)).unwrap_or(Instant::MAX);
            old.revoked_at = [Some(overlap), old.expires_at, old.revoked_at].into_iter().flatten().min();
            retiring.push(Change::SetKey(old.clone()));
        }
        let key = self.check_new(key, lifetime).map_err(LifecycleError::Invalid)?;
        let key = self.list_key(key, &retiring)?;
        Ok(Regenerated { key, retired: old })
    }

    /// Revokes a key from an instant on. One that is revoked earlier stays so.
    ///
    /// # Errors
    /// The key is not listed.
    pub fn revoke_key(&mut self, id: &str, at: Instant) -> Result<KeyDocument, LifecycleError> {
        let mut key = self.key_document(id).ok_or(LifecycleError::KeyUnknown)?;
        key.revoked_at = Some(key.revoked_at.map_or(at, |revoked| revoked.min(at)));
        self.update(&[Change::SetKey(key.clone())]).map_err(LifecycleError::Invalid)?;
        Ok(key)
    }

    fn kind_of(&self, key: &KeyDocument) -> Option<&Kind> {
        let catalog = self.catalog();
        catalog.kind(catalog.kind_ids.get(key.kind.as_bytes())?)
    }

    /// Lists a key together with other changes.
    pub(crate) fn list_key(&mut self, key: KeyDocument, others: &[Change]) -> Result<KeyDocument, LifecycleError> {
        let changes: Vec<Change> = others.iter().cloned().chain([Change::SetKey(key.clone())]).collect();
        self.update(&changes).map_err(LifecycleError::Invalid)?;
        Ok(key)
    }

    /// Sets a new key's expiry, and checks it whole.
    fn check_new(&mut self, mut key: KeyDocument, lifetime: &Lifetime) -> Result<KeyDocument, Problems> {
        let mut report = Report::default();
        let root = Place::Root;
        key.expires_at = self.expiry_for(&key, lifetime, &mut report);
        if key.name.as_deref() == Some("") {
            report.add(ProblemCode::ValueInvalid, &root.member("name"), "the name is empty");
        }
        let own = self.kind_of(&key).is_some_and(|kind| kind.source == Source::Own);
        if own && key.permissions.as_ref().is_some_and(Vec::is_empty) {
            report.add(ProblemCode::ValueInvalid, &root.member("permissions"), "a key needs at least one permission");
        }
        if key.id.is_empty() {
            report.add(ProblemCode::ValueInvalid, &root.member("id"), "the id is empty");
        } else if self.key_document(&key.id).is_some() {
            let message = format!("the id `{}` is used by another key", key.id);
            report.add(ProblemCode::EntryRepeated, &root.member("id"), message);
        }
        let mut problems = report.into_problems();
        let lifetime_unread = !problems.is_empty() && key.expires_at.is_none();
        let catalog = self.shared_catalog();
        for found in self.project.problems_of(&key, &catalog) {
            if !(lifetime_unread && found.at == "/expiresAt") {
                problems.push(found);
            }
        }
        if problems.is_empty() { Ok(key) } else { Err(Problems(problems)) }
    }

    fn expiry_for(&self, key: &KeyDocument, lifetime: &Lifetime, report: &mut Report) -> Option<Instant> {
        let kind = self.kind_of(key)?;
        let (place, expires) = match lifetime {
            Lifetime::Forever => return None,
            Lifetime::Default => ("lifetime", expiry(kind, key.created_at, &kind.default)),
            Lifetime::Until(end) => ("expiresAt", within(kind, key.created_at, *end).map(|()| *end)),
            Lifetime::For(text) => match text.parse() {
                Ok(duration) => ("lifetime", expiry(kind, key.created_at, &duration)),
                Err(error) => {
                    let error: TimeError = error;
                    let message = format!("`{text}` is {error}");
                    report.add(ProblemCode::DurationInvalid, &Place::Root.member("lifetime"), message);
                    return None;
                }
            },
        };
        if let Err(code) = expires {
            report.add(code, &Place::Root.member(place), lifetime_message(code, &key.kind));
        }
        expires.ok()
    }
}
