//! Numbers that the facade needs where the module is not loaded: when an end is urgent, and the default notice rules.
//! All are in milliseconds. `tests/numbers.rs` writes them to `facade/lib/numbers.ts`.

use crate::catalog::DEFAULT_TIERS;
use crate::time::{Duration, Instant};

pub use crate::status::{CRITICAL, WARNING};

/// One tier of the default notice rules. The first that fits the lifetime applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DefaultTier {
    /// The tier applies to lifetimes shorter than this.
    pub below: Option<i64>,
    /// The tier applies to lifetimes up to this, included.
    pub up_to: Option<i64>,
    /// How long before the expiry the notice is due; `None`: at once.
    pub before: Option<i64>,
    /// The rule's name.
    pub rule: &'static str,
}

/// The notice rules of catalogs that define none. Their durations have no months, so that each is a fixed number.
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
