//! What a page shows of one key.

use serde::Serialize;

use crate::catalog::Catalog;
use crate::instant::Instant;
use crate::notice::{Threshold, thresholds_of};
use crate::project::{Key, NEVER};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 3_600_000;
const DAY: i64 = 86_400_000;

/// Whether a key is good, and if not, why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Good.
    Active,
    /// Good, and to be revoked.
    Retiring,
    /// Disabled.
    Disabled,
    /// Not valid yet.
    NotYetValid,
    /// Expired.
    Expired,
    /// Revoked.
    Revoked,
}

impl State {
    /// The state as it is written: `not_yet_valid`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Retiring => "retiring",
            Self::Disabled => "disabled",
            Self::NotYetValid => "not_yet_valid",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
        }
    }
}

/// How urgent the end of a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Nothing to say.
    None,
    /// The first notice has come.
    Notice,
    /// At most 24 hours are left.
    Warning,
    /// At most one hour is left, or none.
    Critical,
}

impl Level {
    /// The level as it is written: `warning`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Notice => "notice",
            Self::Warning => "warning",
            Self::Critical => "critical",
        }
    }
}

/// What is left of a key, in a unit for people: rounded up, never 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Remaining {
    /// How many.
    pub value: i64,
    /// Of what.
    pub unit: Unit,
}

/// Days from 24 hours on, hours from one hour on, else minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Unit {
    Day,
    Hour,
    Minute,
}

impl Unit {
    /// The unit as `Intl.RelativeTimeFormat` takes it: `day`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Hour => "hour",
            Self::Minute => "minute",
        }
    }

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
    /// Whether the key is good, and if not, why.
    pub state: State,
    /// How urgent its end is.
    pub level: Level,
    /// When it expires; `None` if never.
    pub expires_at: Option<Instant>,
    /// When it ends: the earlier of its expiry and its revocation.
    pub ends_at: Option<Instant>,
    /// What is left until then; `None` when it is over, or never.
    pub remaining: Option<Remaining>,
    /// When its expiry is announced.
    pub notices: Vec<Threshold>,
    /// When any of the above next changes.
    pub changes_at: Option<Instant>,
}

/// What changes with time.
#[derive(PartialEq, Eq)]
struct Moment {
    state: State,
    level: Level,
    remaining: Option<Remaining>,
}

/// What is left of a key. Instants and their differences are far from the ends of their type, where they would wrap around.
fn left_at(key: &Key, at: i64) -> i64 {
    let ends_at = key.ends_at();
    if ends_at == NEVER { NEVER } else { ends_at.wrapping_sub(at) }
}

#[inline(never)]
fn moment(key: &Key, first_notice: i64, at: i64) -> Moment {
    let left = left_at(key, at);
    let state = if at >= key.revoked_at() {
        State::Revoked
    } else if at >= key.expires_at {
        State::Expired
    } else if at < key.not_before() {
        State::NotYetValid
    } else if key.is_disabled() {
        State::Disabled
    } else if key.revoked_at() != NEVER && key.revoked_at() <= key.expires_at {
        State::Retiring
    } else {
        State::Active
    };
    let level = if left <= HOUR {
        Level::Critical
    } else if left <= DAY {
        Level::Warning
    } else if at >= first_notice {
        Level::Notice
    } else {
        Level::None
    };
    Moment { state, level, remaining: remaining(left) }
}

fn remaining(left: i64) -> Option<Remaining> {
    let unit = match left {
        ..=0 | NEVER => return None,
        DAY.. => Unit::Day,
        HOUR.. => Unit::Hour,
        _ => Unit::Minute,
    };
    let value = left.wrapping_sub(1).checked_div(unit.millis()).unwrap_or_default().wrapping_add(1);
    Some(Remaining { value, unit })
}

impl Remaining {
    /// After how long so much reads otherwise: one unit less, or the next smaller unit.
    const fn passes(self, left: i64) -> i64 {
        let fewer = self.value.wrapping_sub(1).wrapping_mul(self.unit.millis());
        if self.value > 1 { left.wrapping_sub(fewer) } else { 1 }
    }
}

pub(crate) fn status(catalog: &Catalog, key: &Key, at: Instant) -> KeyStatus {
    let notices = thresholds_of(catalog, key);
    let first = notices.first().map_or(NEVER, |notice| notice.at.millis());
    let (at, ends_at) = (at.millis(), key.ends_at());
    let now = moment(key, first, at);
    let passes = now.remaining.map_or(NEVER, |left| left.passes(left_at(key, at)));
    let candidates = [
        key.not_before(),
        key.revoked_at(),
        key.expires_at,
        first,
        ends_at.wrapping_sub(DAY),
        ends_at.wrapping_sub(HOUR),
        at.wrapping_add(passes),
    ];
    let mut changes_at = NEVER;
    for candidate in candidates {
        if candidate > at && candidate < changes_at && moment(key, first, candidate) != now {
            changes_at = candidate;
        }
    }
    KeyStatus {
        state: now.state,
        level: now.level,
        expires_at: Instant::from_millis(key.expires_at),
        ends_at: Instant::from_millis(ends_at),
        remaining: now.remaining,
        changes_at: Instant::from_millis(changes_at),
        notices,
    }
}
