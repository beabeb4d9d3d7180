//! When the people behind a key are told that it is about to expire.

use serde::Serialize;

use crate::catalog::{Catalog, Recipients, Tier};
use crate::instant::{Duration, Instant};
use crate::project::{Key, Project};
use crate::text::{count, digits, fill};

/// One instant at which a key's expiry is announced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Threshold {
    /// The instant.
    pub at: Instant,
    /// The rule that sets it: `one_week_before`.
    pub rule: String,
    /// What tells two thresholds of one rule apart.
    #[serde(skip)]
    mark: String,
}

/// The message that a key is about to expire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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

/// The thresholds of a key; none if it does not expire.
#[inline(never)]
pub(crate) fn thresholds_of(catalog: &Catalog, key: &Key) -> Vec<Threshold> {
    match (Instant::from_millis(key.created_at), Instant::from_millis(key.expires_at)) {
        (Some(created), Some(expires)) => thresholds(&catalog.tiers, created, expires),
        _ => Vec::new(),
    }
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
    /// By the number of a key, when the last of those that replace it ends; [`Instant::MIN`] if there is none.
    replaced_until: Vec<i64>,
}

impl<'a> Planner<'a> {
    pub(crate) fn new(catalog: &'a Catalog, project: &'a Project) -> Self {
        let ids = &project.keys.ids;
        let mut replaced_until = vec![Instant::MIN.millis(); ids.len()];
        for (number, _, key) in project.keys.iter() {
            let replaced = key.replaces().and_then(|id| ids.get(id.as_bytes())).filter(|replaced| *replaced != number);
            if let Some(until) = replaced.and_then(|replaced| replaced_until.get_mut(usize::try_from(replaced).ok()?)) {
                *until = key.ends_at().max(*until);
            }
        }
        Self { catalog, project, replaced_until }
    }

    /// Tells what is due at an instant: of each key the tightest threshold that has come. Or else what falls due from
    /// that instant up to another one, key by key.
    pub(crate) fn each(&self, from: Instant, to: Option<Instant>, tell: &mut dyn FnMut(&Due<'_>)) {
        for (number, _, key) in self.project.keys.iter() {
            if to.is_none() && !self.is_told(number, key, from) {
                continue;
            }
            let thresholds = thresholds_of(self.catalog, key);
            for (place, threshold) in thresholds.iter().enumerate() {
                let is_last_at = |at| thresholds.get(place.wrapping_add(1)).is_none_or(|tighter| tighter.at > at);
                let is_due = match to {
                    None => threshold.at <= from && is_last_at(from),
                    Some(to) => {
                        let at = threshold.at;
                        at >= from && at < to && is_last_at(at) && self.is_told(number, key, at)
                    }
                };
                if is_due {
                    let earlier = thresholds.get(..place).unwrap_or_default();
                    tell(&Due { planner: self, number, key, threshold, earlier });
                }
            }
        }
    }

    /// Nobody is told of a key that is dead, disabled, or replaced by one that lives.
    #[inline(never)]
    fn is_told(&self, number: u32, key: &Key, at: Instant) -> bool {
        let replaced_until = usize::try_from(number).ok().and_then(|number| self.replaced_until.get(number));
        key.lives(at) && !key.is_disabled() && replaced_until.is_none_or(|until| at.millis() >= *until)
    }
}

/// A notice that is due.
pub(crate) struct Due<'a> {
    planner: &'a Planner<'a>,
    pub(crate) number: u32,
    pub(crate) key: &'a Key,
    pub(crate) threshold: &'a Threshold,
    /// The thresholds before it, for which it stands, too.
    pub(crate) earlier: &'a [Threshold],
}

impl Due<'_> {
    /// The id of the notice for one of its thresholds.
    #[inline(never)]
    pub(crate) fn id(&self, threshold: &Threshold) -> String {
        let mut id = escaped(self.planner.project.keys.ids.text(self.number));
        id.push_str(&fill("/$/$$", &[&digits(self.key.expires_at), &escaped(&threshold.rule), &threshold.mark]));
        id
    }

    /// Tells the numbers and ids of those who are to know: active users.
    pub(crate) fn each_recipient(&self, mut tell: impl FnMut(u32, &str)) {
        let users = &self.planner.project.users;
        match self.recipients() {
            Some(Recipients::Owner) => {
                let owner = self.key.owner().and_then(|owner| Some((owner, users.get(owner)?)));
                if let Some((number, _)) = owner.filter(|(_, user)| user.is_active()) {
                    tell(number, users.ids.text(number));
                }
            }
            Some(Recipients::Holders(permission)) => {
                for (number, id, user) in users.iter() {
                    if user.is_active() && self.planner.project.holds_in_scope(number, permission, self.key) {
                        tell(number, id);
                    }
                }
            }
            None => {}
        }
    }

    fn recipients(&self) -> Option<Recipients> {
        Some(self.planner.catalog.kind(self.key.kind())?.recipients)
    }

    /// The notice by itself.
    pub(crate) fn notice(&self) -> Notice {
        let Project { keys, users, .. } = self.planner.project;
        let mut recipients = Vec::new();
        self.each_recipient(|number, id| {
            recipients.push(Recipient {
                user: id.to_owned(),
                name: users.name(number).map(str::to_owned),
                email: users.email(number).map(str::to_owned),
            });
        });
        Notice {
            id: self.id(self.threshold),
            key: keys.ids.text(self.number).to_owned(),
            name: keys.name(self.number).map(str::to_owned),
            rule: self.threshold.rule.clone(),
            at: self.threshold.at,
            expires_at: Instant::from_millis(self.key.expires_at).unwrap_or(Instant::MAX),
            recipients,
            replaces: self.earlier.iter().map(|threshold| self.id(threshold)).collect(),
        }
    }
}
