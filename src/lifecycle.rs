//! Keys that are made, regenerated and revoked.

use crate::document::place::Place;
use crate::document::{KeyDocument, KeyInput, RenewalInput, Selection, Source, read_input};
use crate::lifetime::{Lifetime, RequestedLifetime, overlap_end};
use crate::problem::{DocumentKind, ProblemCode, Problems, Report, quoted};
use crate::project::{Key, NEVER, Project};
use crate::time::Instant;
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

/// A regenerated key, and the one that it replaces.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Regenerated {
    /// The new key.
    pub key: KeyDocument,
    /// The old key as it is now.
    pub retired: KeyDocument,
}

/// Why a key was not made, regenerated or revoked. The project is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LifecycleError {
    /// No such key is listed.
    #[error("the key is not listed")]
    KeyUnknown,
    /// The key is revoked.
    #[error("the key is revoked")]
    KeyRevoked,
    /// The key is disabled.
    #[error("the key is disabled")]
    KeyDisabled,
    /// Everything that is wrong with the new key.
    #[error(transparent)]
    Invalid(Problems),
}

impl LifecycleError {
    /// Its code, as the JavaScript package has it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::KeyUnknown => "key_unknown",
            Self::KeyRevoked => "key_revoked",
            Self::KeyDisabled => "key_disabled",
            Self::Invalid(_) => "change_invalid",
        }
    }
}

/// Checks what every new key needs.
fn check_new(project: &Project, name: Option<&str>, id: &str, place: &Place<'_>, report: &mut Report) {
    if let Some(name) = name {
        report.refuse_empty(name, "the name", &place.member("name"));
    }
    let place = place.member("id");
    if !report.refuse_empty(id, "the id", &place) && project.keys.ids.get(id.as_bytes()).is_some() {
        let message = format_args!("the id {} is used by another key", quoted(id));
        report.add(ProblemCode::EntryRepeated, &place, message);
    }
}

/// When a new key is created and expires. An expiry that cannot be told is a problem already: what stands for it is not
/// another one.
fn instants(at: Instant, expires: Option<i64>) -> (Instant, Option<Instant>) {
    match expires {
        Some(expires) => (at, Instant::from_millis(expires)),
        None => (Instant::MIN, Some(Instant::MAX)),
    }
}

/// A key that replaces another one.
struct Renewal {
    key: Key,
    name: Option<String>,
    /// The key that it replaces, and when that one ends.
    old: u32,
    ends_at: i64,
}

impl From<&NewKey> for KeyInput {
    fn from(new: &NewKey) -> Self {
        let (lifetime, expires_at) = new.lifetime.members();
        Self {
            id: None,
            name: Some(new.name.clone()),
            kind: new.kind.clone(),
            environments: new.environments.clone(),
            permissions: new.permissions.clone(),
            owner: new.owner.clone(),
            lifetime,
            expires_at,
            not_before: new.not_before,
        }
    }
}

impl Ward {
    /// Makes a key and lists it.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// use keyward::documents::Selection;
    /// let input = NewKey {
    ///     name: "CI".to_owned(),
    ///     kind: "management".to_owned(),
    ///     environments: Selection::All,
    ///     permissions: Some(vec!["key:read-content".to_owned()]),
    ///     owner: None,
    ///     lifetime: Lifetime::For("P30D".to_owned()),
    ///     not_before: None,
    /// };
    /// let key = ward.create_key(&input, "k2", at)?;
    /// assert_eq!(key.id, "k2");
    /// # Ok::<(), LifecycleError>(())
    /// ```
    pub fn create_key(&mut self, input: &NewKey, id: &str, at: Instant) -> Result<KeyDocument, LifecycleError> {
        let input = KeyInput::from(input);
        let mut report = Report::new(DocumentKind::Input);
        let planned = self.plan_key(&input, id, at, &Place::typed(), &mut report);
        let key = report.made(planned).map_err(LifecycleError::Invalid)?;
        self.project.list_key(id, input.name.as_deref(), key);
        self.key_document(id).ok_or(LifecycleError::KeyUnknown)
    }

    /// Makes a key as a JSON object says, and lists it with its own id or this one; the id.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// let input = r#"{ "kind": "management", "environments": "all", "permissions": ["key:read-content"], "lifetime": "P30D" }"#;
    /// assert_eq!(ward.create_key_from_json(input, "k2", at)?, "k2");
    /// # Ok::<(), Problems>(())
    /// ```
    pub fn create_key_from_json(&mut self, input: &str, id: &str, at: Instant) -> Result<String, Problems> {
        let mut report = Report::new(DocumentKind::Input);
        let planned = read_input(input, &mut report, |input: KeyInput, place, report| {
            let id = input.id.as_deref().unwrap_or(id).to_owned();
            let key = self.plan_key(&input, &id, at, place, report)?;
            Some((id, input.name, key))
        });
        let (id, name, key) = report.made(planned.flatten())?;
        self.project.list_key(&id, name.as_deref(), key);
        Ok(id)
    }

    /// The key that is made as an input says, unless something is wrong with it.
    fn plan_key(
        &mut self,
        input: &KeyInput,
        id: &str,
        at: Instant,
        place: &Place<'_>,
        report: &mut Report,
    ) -> Option<Key> {
        let Self { catalog, project } = self;
        project.sweep();
        check_new(project, input.name.as_deref(), id, place, report);
        let kind = catalog.kind_of(&input.kind).map(|(_, kind)| kind);
        let wanted =
            RequestedLifetime { lifetime: input.lifetime.as_deref(), expires_at: input.expires_at, same: None };
        let expires = wanted.expiry(&input.kind, kind, at, place, report);
        let own = kind.is_some_and(|kind| kind.source == Source::Own);
        if own && input.permissions.as_ref().is_some_and(Vec::is_empty) {
            let message = format_args!("a key needs at least one permission");
            report.add(ProblemCode::ValueInvalid, &place.member("permissions"), message);
        }
        if let Some((not_before, expires)) = input.not_before.zip(expires)
            && not_before.millis() >= expires
        {
            let message = format_args!("the key would never be valid: it ends at or before `{not_before}`");
            report.add(ProblemCode::ValueInvalid, &place.member("notBefore"), message);
        }
        let (created_at, expires_at) = instants(at, expires);
        let document = KeyDocument {
            id: id.to_owned(),
            kind: input.kind.clone(),
            name: None,
            environments: input.environments.clone(),
            created_at,
            expires_at,
            not_before: input.not_before,
            revoked_at: None,
            disabled: None,
            permissions: input.permissions.clone(),
            owner: input.owner.clone(),
            replaces: None,
        };
        let key = project.key(&document, place, catalog, report);
        expires.and(key)
    }

    /// Makes a key that replaces another one, which lives on for its kind's overlap.
    /// An expired one stays as it is.
    ///
    /// # Errors
    /// The key is not listed, revoked or disabled, or the lifetime cannot be.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// let made = ward.regenerate_key("k1", &Lifetime::Default, "k2", at)?;
    /// assert_eq!(made.key.replaces.as_deref(), Some("k1"));
    /// # Ok::<(), LifecycleError>(())
    /// ```
    pub fn regenerate_key(
        &mut self,
        id: &str,
        lifetime: &Lifetime,
        new_id: &str,
        at: Instant,
    ) -> Result<Regenerated, LifecycleError> {
        let (lifetime, expires_at) = lifetime.members();
        self.renew_key(id, &RenewalInput { id: None, lifetime, expires_at, overlap: None }, new_id, at)
    }

    /// As [`Ward::regenerate_key`], with all that can be said of the new key.
    ///
    /// # Errors
    /// As [`Ward::regenerate_key`], and an overlap that cannot be.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// use keyward::documents::RenewalInput;
    /// let input = RenewalInput { id: None, lifetime: None, expires_at: None, overlap: Some("P1D".parse().unwrap()) };
    /// let made = ward.renew_key("k1", &input, "k2", at)?;
    /// assert!(made.retired.revoked_at.is_some());
    /// # Ok::<(), LifecycleError>(())
    /// ```
    pub fn renew_key(
        &mut self,
        id: &str,
        input: &RenewalInput,
        new_id: &str,
        at: Instant,
    ) -> Result<Regenerated, LifecycleError> {
        let new_id = input.id.as_deref().unwrap_or(new_id);
        let mut report = Report::new(DocumentKind::Input);
        let planned = self.plan_renewal(id, input, new_id, at, &Place::typed(), &mut report)?;
        let renewal = report.made(planned).map_err(LifecycleError::Invalid)?;
        self.renew(renewal, new_id);
        let key = self.key_document(new_id).ok_or(LifecycleError::KeyUnknown)?;
        let retired = self.key_document(id).ok_or(LifecycleError::KeyUnknown)?;
        Ok(Regenerated { key, retired })
    }

    /// [`Ward::regenerate_key`] as a JSON object says, with its own new id or this one; the new id.
    ///
    /// # Errors
    /// As [`Ward::regenerate_key`], and what is wrong with the object.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// assert_eq!(ward.regenerate_key_from_json("k1", r#"{ "lifetime": "P30D" }"#, "k2", at)?, "k2");
    /// # Ok::<(), LifecycleError>(())
    /// ```
    pub fn regenerate_key_from_json(
        &mut self,
        id: &str,
        input: &str,
        new_id: &str,
        at: Instant,
    ) -> Result<String, LifecycleError> {
        let mut report = Report::new(DocumentKind::Input);
        let planned = read_input(input, &mut report, |input: RenewalInput, place, report| {
            let new_id = input.id.as_deref().unwrap_or(new_id).to_owned();
            let planned = self.plan_renewal(id, &input, &new_id, at, place, report);
            planned.map(|renewal| renewal.map(|renewal| (renewal, new_id)))
        });
        let planned = planned.transpose()?.flatten();
        let (renewal, new_id) = report.made(planned).map_err(LifecycleError::Invalid)?;
        self.renew(renewal, &new_id);
        Ok(new_id)
    }

    /// The key that replaces another one, unless something is wrong with the input.
    fn plan_renewal(
        &mut self,
        id: &str,
        input: &RenewalInput,
        new_id: &str,
        at: Instant,
        place: &Place<'_>,
        report: &mut Report,
    ) -> Result<Option<Renewal>, LifecycleError> {
        let Self { catalog, project } = self;
        let number = project.keys.ids.get(id.as_bytes()).ok_or(LifecycleError::KeyUnknown)?;
        let old = project.keys.get(number).ok_or(LifecycleError::KeyUnknown)?;
        let kind = catalog.kind(old.kind()).ok_or(LifecycleError::KeyUnknown)?;
        if old.revoked_at() <= at.millis() {
            return Err(LifecycleError::KeyRevoked);
        }
        if old.is_disabled() {
            return Err(LifecycleError::KeyDisabled);
        }
        let record = project.key_document(number, old, catalog);
        check_new(project, record.name.as_deref().filter(|name| !name.is_empty()), new_id, place, report);
        let lived = old.expires_at.saturating_sub(old.created_at);
        let same = if old.expires_at == NEVER { None } else { Some(lived) };
        let wanted =
            RequestedLifetime { lifetime: input.lifetime.as_deref(), expires_at: input.expires_at, same: Some(same) };
        let expires = wanted.expiry(&record.kind, Some(kind), at, place, report);
        // an expired key stays as it is
        let is_over = at.millis() >= old.expires_at;
        let ends_at = overlap_end(input, kind, at, &place.member("overlap"), report);
        let ends_at = ends_at.map(|end| if is_over { NEVER } else { end.millis().min(old.expires_at) });
        let (created_at, expires_at) = instants(at, expires);
        let document = KeyDocument {
            created_at,
            expires_at,
            not_before: None,
            revoked_at: None,
            disabled: None,
            replaces: Some(id.to_owned()),
            ..record
        };
        let key = project.key(&document, place, catalog, report);
        let renewal = |(key, ends_at)| Renewal { key, name: document.name, old: number, ends_at };
        Ok(expires.and(key).zip(ends_at).map(renewal))
    }

    /// Lists a key that replaces another one, which ends.
    fn renew(&mut self, renewal: Renewal, new_id: &str) {
        if renewal.ends_at != NEVER
            && let Some(old) = self.project.key_mut(renewal.old)
        {
            old.revoke(renewal.ends_at);
        }
        self.project.list_key(new_id, renewal.name.as_deref(), renewal.key);
    }

    /// Revokes a key from an instant on. One that is revoked earlier stays so.
    ///
    /// # Errors
    /// The key is not listed.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// ward.revoke_key("k1", at)?;
    /// assert_eq!(ward.status("k1", at).unwrap().state, State::Revoked);
    /// # Ok::<(), LifecycleError>(())
    /// ```
    pub fn revoke_key(&mut self, id: &str, at: Instant) -> Result<KeyDocument, LifecycleError> {
        let number = self.project.keys.ids.get(id.as_bytes()).ok_or(LifecycleError::KeyUnknown)?;
        let key = self.project.key_mut(number).ok_or(LifecycleError::KeyUnknown)?;
        key.revoke(at.millis());
        self.key_document(id).ok_or(LifecycleError::KeyUnknown)
    }
}
