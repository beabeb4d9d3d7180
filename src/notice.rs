//! When the people behind a key are told that it is about to expire.

use std::collections::BTreeMap;

use crate::catalog::{Catalog, Recipients, Tier};
use crate::instant::{Duration, Instant};
use crate::project::{Key, NEVER, Project};

/// One instant at which a key's expiry is announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// The instant.
    pub at: Instant,
    /// The rule that sets it: `one_week_before`.
    pub rule: String,
    /// What tells two thresholds of one rule apart.
    mark: String,
}

/// The message that a key is about to expire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The same for the same key, expiry and rule.
    pub id: String,
    /// The key's id.
    pub key: String,
    /// The key's name.
    pub name: Option<String>,
    /// The rule that sets it.
    pub rule: String,
    /// When it is due.
    pub at: Instant,
    /// When the key expires.
    pub expires_at: Instant,
    /// Active users, each once.
    pub recipients: Vec<Recipient>,
    /// The ids of the notices for earlier thresholds that this one stands for.
    pub replaces: Vec<String>,
}

/// Somebody who is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// The user's id.
    pub user: String,
    /// The user's name.
    pub name: Option<String>,
    /// Where to write to.
    pub email: Option<String>,
}

/// Whether a lifetime from `created` to `expires` is within a bound; one beyond 9999 bounds nothing.
fn bounded(bound: Option<&Duration>, created: Instant, fits: impl Fn(Instant) -> bool) -> bool {
    bound.and_then(|bound| created.plus(bound)).is_none_or(fits)
}

impl Catalog {
    /// When the expiry of a lifetime is announced, the tightest threshold last.
    /// Nothing for a lifetime that no tier fits, or that is none.
    #[must_use]
    pub fn notices_of(&self, created: Instant, expires: Instant) -> Vec<Threshold> {
        if expires > created { thresholds(&self.tiers, created, expires) } else { Vec::new() }
    }
}

/// The thresholds of a lifetime, the tightest last.
pub(crate) fn thresholds(tiers: &[Tier], created: Instant, expires: Instant) -> Vec<Threshold> {
    let fits = |tier: &&Tier| {
        bounded(tier.below.as_ref(), created, |end| expires < end)
            && bounded(tier.up_to.as_ref(), created, |end| expires <= end)
    };
    let Some(tier) = tiers.iter().find(fits) else { return Vec::new() };
    let Some(before) = &tier.before else {
        return vec![Threshold { at: created, rule: tier.immediately.to_string(), mark: String::new() }];
    };
    let shared = before.len() > 1;
    let mut thresholds: Vec<(Option<Instant>, Threshold)> = Vec::with_capacity(before.len());
    for (place, (duration, rule)) in before.iter().enumerate() {
        let named_alike = shared && before.iter().filter(|(_, other)| other == rule).count() > 1;
        let mark = if named_alike { format!("/{place}") } else { String::new() };
        let at = expires.minus(duration);
        let threshold = Threshold { at: at.unwrap_or(created).max(created), rule: rule.to_string(), mark };
        thresholds.push((at, threshold));
    }
    thresholds.sort_by_key(|(at, _)| *at);
    thresholds.into_iter().map(|(_, threshold)| threshold).collect()
}

/// A part of a notice's id, its separators escaped.
fn escaped(part: &str) -> String {
    part.replace('%', "%25").replace('/', "%2F")
}

/// Plans the notices of a project.
pub(crate) struct Planner<'a> {
    catalog: &'a Catalog,
    project: &'a Project,
    /// By the id of a key, those that replace it.
    successors: BTreeMap<&'a str, Vec<&'a Key>>,
}

impl<'a> Planner<'a> {
    pub(crate) fn new(catalog: &'a Catalog, project: &'a Project) -> Self {
        let mut successors: BTreeMap<&str, Vec<&Key>> = BTreeMap::new();
        for (_, id, key) in project.keys.iter() {
            if let Some(replaced) = key.replaces().filter(|replaced| *replaced != id) {
                successors.entry(replaced).or_default().push(key);
            }
        }
        Self { catalog, project, successors }
    }

    /// What is due at an instant: of each key the tightest threshold that has come.
    pub(crate) fn due(&self, at: Instant) -> Vec<Notice> {
        let mut notices = Vec::new();
        for (_, id, key) in self.project.keys.iter().filter(|(_, id, key)| self.is_told(id, key, at)) {
            let thresholds = self.thresholds(key);
            let come = thresholds.iter().take_while(|threshold| threshold.at <= at).count();
            notices.extend(self.notice(id, key, thresholds.get(..come).unwrap_or_default()));
        }
        notices
    }

    /// What falls due from one instant up to another, in order.
    pub(crate) fn forecast(&self, from: Instant, to: Instant) -> Vec<Notice> {
        let mut notices = Vec::new();
        for (_, id, key) in self.project.keys.iter() {
            let thresholds = self.thresholds(key);
            for (place, threshold) in thresholds.iter().enumerate() {
                let next = place.saturating_add(1);
                let tightest = thresholds.get(next).is_none_or(|tighter| tighter.at > threshold.at);
                if tightest && threshold.at >= from && threshold.at < to && self.is_told(id, key, threshold.at) {
                    notices.extend(self.notice(id, key, thresholds.get(..next).unwrap_or_default()));
                }
            }
        }
        notices.sort_by_key(|notice| notice.at);
        notices
    }

    fn thresholds(&self, key: &Key) -> Vec<Threshold> {
        match (Instant::from_millis(key.created_at), Instant::from_millis(key.expires_at)) {
            (Some(created), Some(expires)) if key.expires_at != NEVER => {
                thresholds(&self.catalog.tiers, created, expires)
            }
            _ => Vec::new(),
        }
    }

    /// Nobody is told of a key that is dead, disabled, or replaced by one that lives.
    fn is_told(&self, id: &str, key: &Key, at: Instant) -> bool {
        let replaced = || self.successors.get(id).is_some_and(|keys| keys.iter().any(|key| key.lives(at)));
        key.lives(at) && !key.is_disabled() && !replaced()
    }

    /// The notice for the last of some thresholds, which stands for all of them.
    fn notice(&self, id: &str, key: &Key, thresholds: &[Threshold]) -> Option<Notice> {
        let (threshold, earlier) = thresholds.split_last()?;
        let notice_id = |threshold: &Threshold| {
            let rule = escaped(&threshold.rule);
            format!("{}/{}/{rule}{}", escaped(id), key.expires_at, threshold.mark)
        };
        Some(Notice {
            id: notice_id(threshold),
            key: id.to_owned(),
            name: key.name().map(str::to_owned),
            rule: threshold.rule.clone(),
            at: threshold.at,
            expires_at: Instant::from_millis(key.expires_at)?,
            recipients: self.recipients(key),
            replaces: earlier.iter().map(notice_id).collect(),
        })
    }

    fn recipients(&self, key: &Key) -> Vec<Recipient> {
        let Some(kind) = self.catalog.kind(key.kind) else { return Vec::new() };
        let told = |number: u32| match kind.recipients {
            Recipients::Owner => key.owner() == Some(number),
            Recipients::Holders(permission) => self.project.holds_in_scope(number, permission, key),
        };
        let users = self.project.users.iter().filter(|(number, _, user)| user.is_active() && told(*number));
        users
            .map(|(_, id, user)| Recipient {
                user: id.to_owned(),
                name: user.name.as_deref().map(str::to_owned),
                email: user.email.as_deref().map(str::to_owned),
            })
            .collect()
    }
}
