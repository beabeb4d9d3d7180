//! The numbers of rules that a page repeats where it does without the module: how urgent an end is, and when it is
//! announced. All are in milliseconds.

use crate::catalog::DEFAULT_TIERS;
use crate::instant::{Duration, Instant};

pub use crate::status::{CRITICAL, WARNING};

/// One tier of the notice rules that hold where a catalog has none. The first that fits the lifetime counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DefaultTier {
    /// The lifetime that is too long for the tier.
    pub below: Option<i64>,
    /// The longest lifetime of the tier, included.
    pub up_to: Option<i64>,
    /// How long before the expiry; `None` as soon as there is a key.
    pub before: Option<i64>,
    /// The rule's name.
    pub rule: &'static str,
}

/// The notice rules that hold where a catalog has none. Their durations have no months.
#[must_use]
pub fn default_tiers() -> Vec<DefaultTier> {
    let tier = |tier: &'static crate::catalog::Tier| {
        tier.rules.iter().map(|rule| DefaultTier {
            below: tier.below.and_then(millis),
            up_to: tier.up_to.and_then(millis),
            before: rule.before.and_then(millis),
            rule: &rule.name,
        })
    };
    DEFAULT_TIERS.iter().flat_map(tier).collect()
}

fn millis(duration: Duration) -> Option<i64> {
    Instant::MIN.plus(&duration)?.millis().checked_sub(Instant::MIN.millis())
}
