//! When the people behind a key are told that it is about to expire.

use alloc::collections::BinaryHeap;

use crate::catalog::{Catalog, Recipients, Tier};
use crate::index::Index;
use crate::instant::{Duration, Instant};
use crate::prelude::*;
use crate::project::{Key, NEVER, Project};
use crate::text::{count, digits, fill};

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

/// Where a bound of a lifetime ends, beyond all instants if there is none; one beyond 9999 bounds nothing.
#[inline(never)]
fn end_of(bound: Option<&Duration>, created: Instant) -> i64 {
    bound.and_then(|bound| created.plus(bound)).map_or(i64::MAX, Instant::millis)
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
#[inline(never)]
pub(crate) fn thresholds(tiers: &[Tier], created: Instant, expires: Instant) -> Vec<Threshold> {
    let fits = |tier: &&Tier| {
        expires.millis() < end_of(tier.below.as_ref(), created)
            && expires.millis() <= end_of(tier.up_to.as_ref(), created)
    };
    let Some(tier) = tiers.iter().find(fits) else { return Vec::new() };
    // each with its place; before all instants one that is none
    let mut order: Vec<(i64, usize)> = Vec::new();
    for (place, rule) in tier.rules.iter().enumerate() {
        let at = rule.before.and_then(|before| expires.minus(&before)).map_or(i64::MIN, Instant::millis);
        let after = order.iter().position(|(other, _)| *other > at).unwrap_or(order.len());
        order.insert(after, (at, place));
    }
    let mut thresholds = Vec::new();
    for (at, place) in order {
        let Some(rule) = tier.rules.get(place) else { continue };
        let named_alike = tier.rules.iter().filter(|other| other.name == rule.name).count() > 1;
        let mark = if named_alike { fill("/$", &[&count(place)]) } else { String::new() };
        let at = Instant::from_millis(at).unwrap_or(created).max(created);
        thresholds.push(Threshold { at, rule: rule.name.as_ref().to_owned(), mark });
    }
    thresholds
}

/// A part of a notice's id, its separators escaped.
fn escaped(part: &str) -> String {
    let mut text = String::new();
    for letter in part.chars() {
        match letter {
            '%' => text.push_str("%25"),
            '/' => text.push_str("%2F"),
            letter => text.push(letter),
        }
    }
    text
}

/// Plans the notices of a project.
pub(crate) struct Planner<'a> {
    catalog: &'a Catalog,
    project: &'a Project,
    /// The ids of keys that are replaced, and by place the keys that replace each.
    replaced: Index,
    successors: Vec<Vec<&'a Key>>,
}

impl<'a> Planner<'a> {
    pub(crate) fn new(catalog: &'a Catalog, project: &'a Project) -> Self {
        let mut planner = Self { catalog, project, replaced: Index::default(), successors: Vec::new() };
        for (_, id, key) in project.keys.iter() {
            if let Some(replaced) = key.replaces().filter(|replaced| *replaced != id) {
                if planner.replaced.insert(replaced).is_some() {
                    planner.successors.push(Vec::new());
                }
                let place = planner.replaced.get(replaced.as_bytes()).and_then(|place| usize::try_from(place).ok());
                if let Some(successors) = place.and_then(|place| planner.successors.get_mut(place)) {
                    successors.push(key);
                }
            }
        }
        planner
    }

    /// What is due at an instant: of each key the tightest threshold that has come.
    pub(crate) fn due(&self, at: Instant) -> Vec<Notice> {
        let mut notices = Vec::new();
        for (number, id, key) in self.project.keys.iter() {
            if self.is_told(id, key, at) {
                let thresholds = self.thresholds(key);
                let come = thresholds.iter().take_while(|threshold| threshold.at <= at).count();
                notices.extend(self.notice(number, key, thresholds.get(..come).unwrap_or_default()));
            }
        }
        notices
    }

    /// What falls due from one instant up to another, in order.
    pub(crate) fn forecast(&self, from: Instant, to: Instant) -> Vec<Notice> {
        let mut due = BinaryHeap::new();
        for (number, id, key) in self.project.keys.iter() {
            let thresholds = self.thresholds(key);
            for (place, threshold) in thresholds.iter().enumerate() {
                let next = place.saturating_add(1);
                let tightest = thresholds.get(next).is_none_or(|tighter| tighter.at > threshold.at);
                if tightest && threshold.at >= from && threshold.at < to && self.is_told(id, key, threshold.at) {
                    due.push((threshold.at, number, next));
                }
            }
        }
        let mut notices = Vec::new();
        for (_, number, next) in due.into_sorted_vec() {
            if let Some(key) = self.project.keys.get(number) {
                let thresholds = self.thresholds(key);
                notices.extend(self.notice(number, key, thresholds.get(..next).unwrap_or_default()));
            }
        }
        notices
    }

    #[inline(never)]
    fn thresholds(&self, key: &Key) -> Vec<Threshold> {
        match (Instant::from_millis(key.created_at), Instant::from_millis(key.expires_at)) {
            (Some(created), Some(expires)) if key.expires_at != NEVER => {
                thresholds(&self.catalog.tiers, created, expires)
            }
            _ => Vec::new(),
        }
    }

    /// Nobody is told of a key that is dead, disabled, or replaced by one that lives.
    #[inline(never)]
    fn is_told(&self, id: &str, key: &Key, at: Instant) -> bool {
        let successors = || self.successors.get(usize::try_from(self.replaced.get(id.as_bytes())?).ok()?);
        let replaced = || successors().is_some_and(|keys| keys.iter().any(|key| key.lives(at)));
        key.lives(at) && !key.is_disabled() && !replaced()
    }

    /// The notice for the last of some thresholds, which stands for all of them.
    #[inline(never)]
    fn notice(&self, number: u32, key: &Key, thresholds: &[Threshold]) -> Option<Notice> {
        let id = self.project.keys.ids.text(number);
        let (threshold, earlier) = thresholds.split_last()?;
        let notice_id = |threshold: &Threshold| {
            let (id, rule) = (escaped(id), escaped(&threshold.rule));
            fill("$/$/$$", &[&id, &digits(key.expires_at), &rule, &threshold.mark])
        };
        Some(Notice {
            id: notice_id(threshold),
            key: id.to_owned(),
            name: self.project.keys.name(number).map(str::to_owned),
            rule: threshold.rule.clone(),
            at: threshold.at,
            expires_at: Instant::from_millis(key.expires_at)?,
            recipients: self.recipients(key),
            replaces: earlier.iter().map(notice_id).collect(),
        })
    }

    fn recipients(&self, key: &Key) -> Vec<Recipient> {
        let Some(kind) = self.catalog.kind(key.kind()) else { return Vec::new() };
        let told = |number: u32| match kind.recipients {
            Recipients::Owner => key.owner() == Some(number),
            Recipients::Holders(permission) => self.project.holds_in_scope(number, permission, key),
        };
        let mut recipients = Vec::new();
        for (number, id, user) in self.project.users.iter() {
            if user.is_active() && told(number) {
                recipients.push(Recipient {
                    user: id.to_owned(),
                    name: self.project.users.name(number).map(str::to_owned),
                    email: self.project.users.email(number).map(str::to_owned),
                });
            }
        }
        recipients
    }
}
