//! What a page shows of one key: its state, how urgent its end is, and when any of that changes.

use serde::Serialize;

use crate::catalog::Catalog;
use crate::named::named;
use crate::notice::{Threshold, thresholds_of};
use crate::project::{Key, NEVER, Project, User};
use crate::time::Instant;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 3_600_000;
const DAY: i64 = 86_400_000;

/// An end that is this near, in milliseconds, is critical.
pub const CRITICAL: i64 = HOUR;
/// An end that is this near, in milliseconds, is a warning.
pub const WARNING: i64 = DAY;

named! {
    /// Whether a key is good, and if not, why. The first that applies, in the order of the checks of a decision.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[non_exhaustive]
    pub enum State {
        /// Good.
        Active = "active",
        /// Good, and due to be revoked, not after its expiry.
        Retiring = "retiring",
        /// Its owner is not active.
        OwnerInactive = "owner_inactive",
        /// Disabled.
        Disabled = "disabled",
        /// Not valid yet.
        NotYetValid = "not_yet_valid",
        /// Expired.
        Expired = "expired",
        /// Revoked.
        Revoked = "revoked",
    }
}

named! {
    /// How urgent the end of a key is. It depends on time alone, whatever the key's [`State`].
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    #[non_exhaustive]
    pub enum Level {
        /// No notice has fallen due, and more than 24 hours are left.
        None = "none",
        /// The first notice has fallen due.
        Notice = "notice",
        /// At most 24 hours are left.
        Warning = "warning",
        /// At most one hour is left, or the key has ended.
        Critical = "critical",
    }
}

/// The time left of a key, in whole units for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Remaining {
    /// The number of units: rounded down, but at least 1.
    pub value: i64,
    /// The unit.
    pub unit: Unit,
}

named! {
    /// The unit of [`Remaining`].
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[non_exhaustive]
    pub enum Unit {
        /// 24 hours, used if at least one day is left.
        Day = "day",
        /// Used if at least one hour is left, but less than a day.
        Hour = "hour",
        /// Used if less than one hour is left.
        Minute = "minute",
    }
}

impl Unit {
    const fn millis(self) -> i64 {
        match self {
            Self::Day => DAY,
            Self::Hour => HOUR,
            Self::Minute => MINUTE,
        }
    }
}

/// What a page shows of one key at one instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct KeyStatus {
    /// The key's id.
    pub key: String,
    /// Whether the key is good, and if not, why.
    pub state: State,
    /// How urgent its end is.
    pub level: Level,
    /// When it expires; `None` if never.
    pub expires_at: Option<Instant>,
    /// When it ends: the earlier of its expiry and its revocation; `None` if never.
    pub ends_at: Option<Instant>,
    /// The time left until it ends; `None` if it has ended or never ends.
    pub remaining: Option<Remaining>,
    /// When the notices of its expiry fall due, in order.
    pub notices: Vec<Threshold>,
    /// When any of the other fields next changes by time alone; `None` if never.
    pub changes_at: Option<Instant>,
}

/// The parts of a status that change with time.
#[derive(PartialEq, Eq)]
struct Moment {
    state: State,
    level: Level,
    remaining: Option<Remaining>,
}

/// What determines the status of one key at every instant.
struct Timeline<'a> {
    key: &'a Key,
    owner_is_active: bool,
    /// In milliseconds; [`NEVER`] if there is none.
    first_notice: i64,
}

impl Timeline<'_> {
    /// The milliseconds left until the key ends; [`NEVER`] if it does not end.
    fn left_at(&self, at: i64) -> i64 {
        let ends_at = self.key.ends_at();
        if ends_at == NEVER { NEVER } else { ends_at.saturating_sub(at) }
    }

    fn moment(&self, at: i64) -> Moment {
        let left = self.left_at(at);
        Moment { state: self.state(at), level: self.level(at, left), remaining: remaining(left) }
    }

    fn state(&self, at: i64) -> State {
        let key = self.key;
        if at >= key.revoked_at() {
            State::Revoked
        } else if at >= key.expires_at {
            State::Expired
        } else if at < key.not_before() {
            State::NotYetValid
        } else if key.is_disabled() {
            State::Disabled
        } else if !self.owner_is_active {
            State::OwnerInactive
        } else if key.revoked_at() != NEVER && key.revoked_at() <= key.expires_at {
            State::Retiring
        } else {
            State::Active
        }
    }

    const fn level(&self, at: i64, left: i64) -> Level {
        if left <= CRITICAL {
            Level::Critical
        } else if left <= WARNING {
            Level::Warning
        } else if at >= self.first_notice {
            Level::Notice
        } else {
            Level::None
        }
    }

    /// When the moment after `at` differs; [`NEVER`] if it stays.
    fn changes_at(&self, at: i64) -> i64 {
        let (now, key) = (self.moment(at), self.key);
        let ends_at = key.ends_at();
        let candidates = [
            key.not_before(),
            key.revoked_at(),
            key.expires_at,
            self.first_notice,
            ends_at.saturating_sub(WARNING),
            ends_at.saturating_sub(CRITICAL),
            now.remaining.map_or(NEVER, |remaining| remaining.passes_at(ends_at)),
        ];
        let changes = |candidate: &i64| *candidate > at && self.moment(*candidate) != now;
        candidates.into_iter().filter(changes).min().unwrap_or(NEVER)
    }
}

/// The time left, from milliseconds.
fn remaining(left: i64) -> Option<Remaining> {
    let unit = match left {
        ..=0 | NEVER => return None,
        DAY.. => Unit::Day,
        HOUR.. => Unit::Hour,
        _ => Unit::Minute,
    };
    Some(Remaining { value: left.div_euclid(unit.millis()).max(1), unit })
}

impl Remaining {
    /// When less than this is left of a key that ends at `ends_at`.
    const fn passes_at(self, ends_at: i64) -> i64 {
        ends_at.saturating_sub(self.value.saturating_mul(self.unit.millis())).saturating_add(1)
    }
}

/// The status of the key with this number; `None` if there is none.
pub(crate) fn status(catalog: &Catalog, project: &Project, number: u32, at: Instant) -> Option<KeyStatus> {
    let key = project.keys.get(number)?;
    let notices = thresholds_of(catalog, key);
    let timeline = Timeline {
        key,
        owner_is_active: key.owner().is_none_or(|owner| project.users.get(owner).is_some_and(User::is_active)),
        first_notice: notices.first().map_or(NEVER, |notice| notice.at.millis()),
    };
    let Moment { state, level, remaining } = timeline.moment(at.millis());
    Some(KeyStatus {
        key: project.keys.ids.text(number).to_owned(),
        state,
        level,
        expires_at: Instant::from_millis(key.expires_at),
        ends_at: Instant::from_millis(key.ends_at()),
        remaining,
        notices,
        changes_at: Instant::from_millis(timeline.changes_at(at.millis())),
    })
}
