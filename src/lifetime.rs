//! How long keys live, and what their kinds allow.

use crate::catalog::{Catalog, Kind, duration};
use crate::document::RenewalInput;
use crate::document::place::Place;
use crate::problem::{DocumentKind, ProblemCode, Problems, Report};
use crate::project::NEVER;
use crate::time::Instant;

/// How long a key lives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
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

impl Lifetime {
    /// The members `lifetime` and `expiresAt` that say the same.
    #[allow(clippy::option_option, reason = "left out, null, or an instant")]
    pub(crate) fn members(&self) -> (Option<String>, Option<Option<Instant>>) {
        match self {
            Self::Default => (None, None),
            Self::For(duration) => (Some(duration.clone()), None),
            Self::Until(end) => (None, Some(Some(*end))),
            Self::Forever => (None, Some(None)),
        }
    }
}

/// Checks an expiry against the shortest and longest lifetime of a kind. Both are allowed, and are counted from `created`.
/// `None` stands for an instant after 9999, and for a kind that is not listed, which sets no limits.
fn check_limits(kind: Option<&Kind>, created: Instant, expires: Option<Instant>) -> Result<Instant, ProblemCode> {
    let expires = expires.ok_or(ProblemCode::InstantInvalid)?;
    let shortest = kind.map(|kind| created.plus(&kind.min));
    if expires <= created || shortest.is_some_and(|shortest| shortest.is_none_or(|shortest| expires < shortest)) {
        return Err(ProblemCode::LifetimeTooShort);
    }
    let longest = kind.and_then(|kind| created.plus(kind.max.as_ref()?));
    if longest.is_some_and(|longest| expires > longest) {
        return Err(ProblemCode::LifetimeTooLong);
    }
    Ok(expires)
}

/// What is wrong with a lifetime, in a sentence about a kind.
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
    /// An unlisted kind, an invalid duration, a lifetime outside the kind's limits, or an expiry after 9999.
    pub fn expiry_of(&self, created: Instant, lifetime: Option<&str>, kind: &str) -> Result<Instant, Problems> {
        let mut report = Report::new(DocumentKind::Request);
        let root = Place::typed();
        let place = root.member("lifetime");
        let Some((_, rules)) = self.kind_of(kind) else {
            report.dangling(&root.member("kind"), "kind", kind, &self.kind_ids);
            return report.strict(Instant::MAX);
        };
        let duration = match lifetime {
            Some(text) => duration(text, &place, &mut report),
            None => Some(rules.default),
        };
        let expires = duration
            .and_then(|duration| {
                checked_expiry(kind, Some(rules), created, created.plus(&duration), &place, &mut report)
            })
            .unwrap_or(Instant::MAX);
        report.strict(expires)
    }
}

/// [`check_limits`], with what is wrong reported at `place`.
fn checked_expiry(
    kind_id: &str,
    kind: Option<&Kind>,
    created: Instant,
    expires: Option<Instant>,
    place: &Place<'_>,
    report: &mut Report,
) -> Option<Instant> {
    let refused = |code| report.add(code, place, format_args!("{}", lifetime_message(code, kind_id)));
    check_limits(kind, created, expires).map_err(refused).ok()
}

/// How long a key is to live: the members `lifetime` and `expiresAt` of an input.
pub(crate) struct RequestedLifetime<'d> {
    pub(crate) lifetime: Option<&'d str>,
    pub(crate) expires_at: Option<Option<Instant>>,
    /// The lifetime of the key that is replaced: what `same` means. `Some(None)`: for ever.
    pub(crate) same: Option<Option<i64>>,
}

impl RequestedLifetime<'_> {
    /// The expiry of a key created at an instant, in milliseconds or [`NEVER`]; `None` if the input is wrong, which is
    /// reported, or says nothing and its kind is not listed.
    pub(crate) fn expiry(
        &self,
        kind_id: &str,
        kind: Option<&Kind>,
        created: Instant,
        place: &Place<'_>,
        report: &mut Report,
    ) -> Option<i64> {
        let (lifetime, expires_at) = (place.member("lifetime"), place.member("expiresAt"));
        if self.lifetime.is_some() && self.expires_at.is_some() {
            let message = format_args!("give either `lifetime` or `expiresAt`");
            report.add(ProblemCode::ValueInvalid, &expires_at, message);
        }
        let (expires, place) = match (self.lifetime, self.expires_at, self.same) {
            (Some("same"), _, Some(None)) if kind.is_some_and(|kind| kind.max.is_some()) => {
                let message = lifetime_message(ProblemCode::LifetimeTooLong, kind_id);
                report.add(ProblemCode::LifetimeTooLong, &lifetime, format_args!("{message}"));
                return None;
            }
            (Some("same"), _, Some(None)) | (None, Some(None), _) => return Some(NEVER),
            (Some("same"), _, Some(Some(millis))) => {
                (created.millis().checked_add(millis).and_then(Instant::from_millis), lifetime)
            }
            (Some(text), ..) => (created.plus(&duration(text, &lifetime, report)?), lifetime),
            (None, Some(Some(end)), _) => (Some(end), expires_at),
            (None, None, _) => (created.plus(&kind?.default), lifetime),
        };
        checked_expiry(kind_id, kind, created, expires, &place, report).map(Instant::millis)
    }
}

/// When a key ends that is replaced; `None` if the overlap cannot be, which is reported.
pub(crate) fn overlap_end(
    input: &RenewalInput,
    kind: &Kind,
    at: Instant,
    place: &Place<'_>,
    report: &mut Report,
) -> Option<Instant> {
    let overlap = match &input.overlap {
        Some(text) => duration(text, place, report)?,
        None => kind.overlap,
    };
    let end = at.plus(&overlap);
    if end.is_none() {
        report.add(ProblemCode::InstantInvalid, place, format_args!("the old key would live on past 9999"));
    }
    end
}
