//! Instants and durations. No clock is read here: the caller passes the time in.
//!
//! chrono does the calendar and RFC 3339. ISO 8601 durations, which chrono does not have, are read in [`duration`].

mod duration;
mod instant;

pub use duration::Duration;
pub use instant::Instant;

/// Why a value is not an [`Instant`] or not a [`Duration`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TimeError {
    /// Not RFC 3339 text with an offset, or outside the range from [`Instant::MIN`] to [`Instant::MAX`].
    #[error(
        "not an instant: an integer of milliseconds, or text such as `2026-11-23T12:00:00Z`, \
         from 1973-03-03T09:46:40Z to the end of 9999"
    )]
    Instant,
    /// Not an ISO 8601 duration of the accepted form.
    #[error("not a duration: text such as `P6M`, `P1W` or `PT1M`")]
    Duration,
}
