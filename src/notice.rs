//! Notices: the messages that a key is about to expire, when they fall due, and who gets them.

use serde::Serialize;

use crate::catalog::{Catalog, Recipients, Rule, Tier};
use crate::order::sorted;
use crate::pages::Pages;
use crate::project::{Key, Project, User};
use crate::time::{Duration, Instant};

/// One instant at which the notice of a key's expiry falls due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Threshold {
    /// When the notice falls due.
    pub at: Instant,
    /// The name of the rule that sets it: `one_week_before`.
    pub rule: String,
    /// How long before the expiry the rule asks for; `None` for `immediately`.
    #[serde(skip)]
    before: Option<Duration>,
}

/// The message that a key is about to expire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Notice {
    /// The same for the same key, expiry, rule and duration, and different after any change of these.
    pub id: String,
    /// The key's id.
    pub key: String,
    /// The key's name.
    pub name: Option<String>,
    /// The name of the rule that sets it: `one_week_before`.
    pub rule: String,
    /// When it falls due.
    pub at: Instant,
    /// When the key expires.
    pub expires_at: Instant,
    /// The active users to send it to, each once.
    pub recipients: Vec<Recipient>,
    /// The ids of the notices for the key's earlier thresholds. This notice is sent in their place.
    pub replaces: Vec<String>,
}

/// A user to whom a notice is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Recipient {
    /// The user's id.
    pub user: String,
    /// The user's name.
    pub name: Option<String>,
    /// The user's email address.
    pub email: Option<String>,
}

impl Catalog {
    /// When the notices of a lifetime fall due, in order.
    /// Empty for a lifetime that no tier of the catalog fits, or that ends before it begins.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// let expires = "2027-06-01T00:00:00Z".parse().unwrap();
    /// let [notice] = &ward.catalog().notices_of(at, expires)[..] else { panic!() };
    /// assert_eq!(notice.at.to_string(), "2027-05-25T00:00:00Z");
    /// ```
    #[must_use]
    pub fn notices_of(&self, created: Instant, expires: Instant) -> Vec<Threshold> {
        if expires > created { thresholds(&self.tiers, created, expires) } else { Vec::new() }
    }
}

impl Tier {
    /// Whether a lifetime is short enough for this tier. Both bounds count from `created`, and may end after 9999.
    fn fits(&self, created: Instant, expires: Instant) -> bool {
        let (expires, end_of) = (expires.millis(), |bound| created.millis_plus(bound));
        self.below.as_ref().is_none_or(|bound| expires < end_of(bound))
            && self.up_to.as_ref().is_none_or(|bound| expires <= end_of(bound))
    }
}

/// The thresholds of a lifetime, in order: those of the first tier that fits.
///
/// A threshold before `created` is left out. If all of them are, the latest falls at `created` instead. Of several at
/// one instant the first of the tier stands.
pub(crate) fn thresholds(tiers: &[Tier], created: Instant, expires: Instant) -> Vec<Threshold> {
    let Some(tier) = tiers.iter().find(|tier| tier.fits(created, expires)) else { return Vec::new() };
    let mut by_instant: Vec<(i64, &Rule)> = Vec::new();
    for rule in tier.rules.iter() {
        let at = rule.before.as_ref().map_or(created.millis(), |before| expires.millis_minus(before));
        let place = by_instant.partition_point(|(earlier, _)| *earlier < at);
        if by_instant.get(place).is_none_or(|(other, _)| *other != at) {
            by_instant.insert(place, (at, rule));
        }
    }
    let threshold = |(at, rule): (i64, &Rule)| Threshold {
        at: Instant::from_millis(at).unwrap_or(created).max(created),
        rule: rule.name.as_ref().to_owned(),
        before: rule.before,
    };
    let in_lifetime = by_instant.split_off(by_instant.partition_point(|(at, _)| *at < created.millis()));
    match by_instant.pop() {
        Some(latest) if in_lifetime.is_empty() => vec![threshold(latest)],
        _ => in_lifetime.into_iter().map(threshold).collect(),
    }
}

/// The thresholds of a key, in order; none if it does not expire.
pub(crate) fn thresholds_of(catalog: &Catalog, key: &Key) -> Vec<Threshold> {
    match (Instant::from_millis(key.created_at), Instant::from_millis(key.expires_at)) {
        (Some(created), Some(expires)) => thresholds(&catalog.tiers, created, expires),
        _ => Vec::new(),
    }
}

/// The active users who are told about a key, each once.
pub(crate) fn recipients(catalog: &Catalog, project: &Project, key: &Key) -> Vec<Recipient> {
    let users = &project.users;
    let is_active = |user: &u32| users.get(*user).is_some_and(User::is_active);
    let recipient = |user: u32| Recipient {
        user: users.ids.text(user).to_owned(),
        name: users.name(user).map(str::to_owned),
        email: users.email(user).map(str::to_owned),
    };
    match catalog.kind(key.kind()).map(|kind| kind.recipients) {
        Some(Recipients::Owner) => key.owner().filter(is_active).map(recipient).into_iter().collect(),
        Some(Recipients::Holders(permission)) => {
            let holds = |user: &u32| is_active(user) && project.holds_in_scope(*user, permission, key);
            users.iter().map(|(number, ..)| number).filter(holds).map(recipient).collect()
        }
        None => Vec::new(),
    }
}

/// Finds the notices of a project that fall due.
pub(crate) struct Planner<'a> {
    catalog: &'a Catalog,
    project: &'a Project,
    /// By the number of a key, when the last living key that replaces it ends, in milliseconds.
    replaced_until: Pages<i64>,
}

impl<'a> Planner<'a> {
    pub(crate) fn new(catalog: &'a Catalog, project: &'a Project) -> Self {
        let ids = &project.keys.ids;
        let mut replaced_until = Pages::default();
        // a disabled key does not live, so it replaces nothing
        for (number, _, key) in project.keys.iter().filter(|(_, _, key)| !key.is_disabled()) {
            let replaced = key.replaces().and_then(|id| ids.get(id.as_bytes())).filter(|replaced| *replaced != number);
            if let Some(replaced) = replaced {
                let until = replaced_until.get(replaced).copied().unwrap_or(i64::MIN);
                replaced_until.put(replaced, key.ends_at().max(until));
            }
        }
        Self { catalog, project, replaced_until }
    }

    /// The notices that are due at an instant: for each key the latest threshold that has come.
    pub(crate) fn due_at(&self, at: Instant) -> Vec<Notice> {
        let mut notices = Vec::new();
        for (number, _, key) in self.project.keys.iter().filter(|(number, _, key)| self.gets_notices(*number, key, at))
        {
            let mut thresholds = thresholds_of(self.catalog, key);
            thresholds.retain(|threshold| threshold.at <= at);
            if let Some((threshold, earlier)) = thresholds.split_last() {
                notices.push(self.notice(number, key, threshold, earlier));
            }
        }
        notices
    }

    /// The notices that fall due from one instant until before another, in order.
    pub(crate) fn due_between(&self, from: Instant, to: Instant) -> Vec<Notice> {
        let mut notices = Vec::new();
        for (number, _, key) in self.project.keys.iter() {
            let thresholds = thresholds_of(self.catalog, key);
            for (place, threshold) in thresholds.iter().enumerate() {
                let at = threshold.at;
                if at >= from && at < to && self.gets_notices(number, key, at) {
                    let earlier = thresholds.get(..place).unwrap_or_default();
                    notices.push(self.notice(number, key, threshold, earlier));
                }
            }
        }
        sorted(notices, &|one, other| one.at.cmp(&other.at))
    }

    /// Whether a key lives at an instant, and no living key replaces it then.
    fn gets_notices(&self, number: u32, key: &Key, at: Instant) -> bool {
        let replaced_until = self.replaced_until.get(number);
        key.lives(at) && !key.is_disabled() && replaced_until.is_none_or(|until| at.millis() >= *until)
    }

    /// The notice for one threshold of a key, which replaces those for earlier ones.
    fn notice(&self, number: u32, key: &Key, threshold: &Threshold, earlier: &[Threshold]) -> Notice {
        let keys = &self.project.keys;
        let id = keys.ids.text(number);
        Notice {
            id: notice_id(id, key, threshold),
            key: id.to_owned(),
            name: keys.name(number).map(str::to_owned),
            rule: threshold.rule.clone(),
            at: threshold.at,
            expires_at: Instant::from_millis(key.expires_at).unwrap_or(Instant::MAX),
            recipients: recipients(self.catalog, self.project, key),
            replaces: earlier.iter().map(|threshold| notice_id(id, key, threshold)).collect(),
        }
    }
}

/// The id of the notice for one threshold of a key.
fn notice_id(id: &str, key: &Key, threshold: &Threshold) -> String {
    let escaped = |part: &str| part.replace('%', "%25").replace('/', "%2F");
    let before = threshold.before.map_or_else(|| "immediately".to_owned(), Duration::canonical_text);
    format!("{}/{}/{}/{before}", escaped(id), key.expires_at, escaped(&threshold.rule))
}
