//! Points in time.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Months, SecondsFormat, Utc};
use serde::Serialize;

use super::{Duration, TimeError};

/// A point in time, in whole milliseconds since 1970-01-01T00:00:00Z.
///
/// Always from 1973-03-03T09:46:40Z to the end of 9999. A smaller number is
/// most likely one of seconds, which would make an expired key look good.
///
/// ```
/// use keyward::{Duration, Instant};
/// let created: Instant = "2026-11-23T12:00:00Z".parse()?;
/// let expires = created.plus(&"P6M".parse::<Duration>()?).unwrap();
/// assert_eq!(expires.to_string(), "2027-05-23T12:00:00Z");
/// # Ok::<(), keyward::TimeError>(())
/// ```
///
/// It converts from and to chrono's type:
///
/// ```
/// use chrono::{DateTime, Utc};
/// use keyward::Instant;
/// let at = Instant::try_from(DateTime::<Utc>::from_timestamp_nanos(1_795_435_200_000_999_999))?;
/// assert_eq!(DateTime::<Utc>::from(at).to_rfc3339(), "2026-11-23T12:00:00+00:00");
/// # Ok::<(), keyward::TimeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Instant(i64);

/// After this many months the Gregorian calendar repeats, day by day.
const MONTHS_OF_CYCLE: i32 = 400 * 12;
const MILLIS_OF_CYCLE: i64 = 146_097 * 86_400_000;

impl Instant {
    /// The last instant: 9999-12-31T23:59:59.999Z.
    pub const MAX: Self = Self(253_402_300_799_999);
    /// The first instant: 1973-03-03T09:46:40Z.
    pub const MIN: Self = Self(100_000_000_000);

    /// The instant `millis` milliseconds after 1970-01-01T00:00:00Z, if it is in range.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Option<Self> {
        if millis >= Self::MIN.0 && millis <= Self::MAX.0 { Some(Self(millis)) } else { None }
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// This instant plus a duration: calendar months in UTC first, the day
    /// clamped to the month's end, then the rest. `None` if the sum is out of range.
    ///
    /// # Example
    /// ```
    /// let start: keyward::Instant = "2026-08-31T12:00:00Z".parse()?;
    /// assert_eq!(start.plus(&"P6M".parse()?).map(|end| end.to_string()).as_deref(), Some("2027-02-28T12:00:00Z"));
    /// # Ok::<(), keyward::TimeError>(())
    /// ```
    #[must_use]
    pub fn plus(self, duration: &Duration) -> Option<Self> {
        Self::from_millis(self.millis_plus(duration))
    }

    /// This instant minus a duration, by the rules of [`Instant::plus`].
    ///
    /// # Example
    /// ```
    /// let end: keyward::Instant = "2026-12-01T00:00:00Z".parse()?;
    /// assert_eq!(end.minus(&"P1W".parse()?).map(|start| start.to_string()).as_deref(), Some("2026-11-24T00:00:00Z"));
    /// # Ok::<(), keyward::TimeError>(())
    /// ```
    #[must_use]
    pub fn minus(self, duration: &Duration) -> Option<Self> {
        Self::from_millis(self.millis_minus(duration))
    }

    /// [`Instant::plus`] in milliseconds. Use it to compare: the sum may be out of range, and is exact.
    pub(crate) fn millis_plus(self, duration: &Duration) -> i64 {
        self.shifted(duration.months, duration.seconds)
    }

    /// [`Instant::minus`] in milliseconds. Use it to compare: the difference may be out of range, and is exact.
    pub(crate) fn millis_minus(self, duration: &Duration) -> i64 {
        self.shifted(duration.months.saturating_neg(), duration.seconds.saturating_neg())
    }

    fn shifted(self, months: i32, seconds: i64) -> i64 {
        // A duration can leave chrono's range. Whole cycles are added as milliseconds, so chrono sees less than 400
        // years, which lead to 10399 at most: there is always a date.
        let cycles = i64::from(months.div_euclid(MONTHS_OF_CYCLE));
        let months = Months::new(months.rem_euclid(MONTHS_OF_CYCLE).unsigned_abs());
        let date = DateTime::from(self).checked_add_months(months).unwrap_or(DateTime::<Utc>::MAX_UTC);
        // the result is below 10^18, so none of this saturates
        date.timestamp_millis()
            .saturating_add(cycles.saturating_mul(MILLIS_OF_CYCLE))
            .saturating_add(seconds.saturating_mul(1000))
    }
}

impl From<Instant> for DateTime<Utc> {
    fn from(instant: Instant) -> Self {
        // every instant is within chrono's range, so the default is never taken
        Self::from_timestamp_millis(instant.0).unwrap_or_default()
    }
}

impl TryFrom<DateTime<Utc>> for Instant {
    type Error = TimeError;

    /// Rounds down to the millisecond. Fails for leap seconds and out of range.
    fn try_from(date: DateTime<Utc>) -> Result<Self, TimeError> {
        // chrono counts on in the nanoseconds of a leap second
        let leap_second = date.timestamp_subsec_nanos() >= 1_000_000_000;
        Self::from_millis(date.timestamp_millis()).filter(|_| !leap_second).ok_or(TimeError::Instant)
    }
}

impl fmt::Display for Instant {
    /// RFC 3339 in UTC, with milliseconds where there are any.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&DateTime::from(*self).to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

impl FromStr for Instant {
    type Err = TimeError;

    /// Reads RFC 3339 text: upper case `T` and `Z`, seconds present, an offset
    /// other than `-00:00`, at most three decimals, no leap second.
    fn from_str(text: &str) -> Result<Self, TimeError> {
        let date = if is_strict(text.as_bytes()) { DateTime::parse_from_rfc3339(text).ok() } else { None };
        date.and_then(|date| Self::from_millis(date.timestamp_millis())).ok_or(TimeError::Instant)
    }
}

/// Whether RFC 3339 text is in the one form that is accepted. chrono's parser also takes a space for the `T`, lower
/// case, U+2212 for the minus, `:60`, `-00:00` and more decimals; it checks the calendar.
fn is_strict(text: &[u8]) -> bool {
    let Some((local, rest)) = text.split_at_checked("2026-11-23T12:00:00".len()) else { return false };
    let decimals = rest.strip_prefix(b".").map(|rest| rest.iter().take_while(|byte| byte.is_ascii_digit()).count());
    let offset = match decimals {
        None => rest,
        Some(count @ 1..=3) => rest.get(count.saturating_add(1)..).unwrap_or_default(),
        Some(_) => return false,
    };
    let offset_is_known = has_form(offset, b"+00:00") || has_form(offset, b"-00:00") && offset != b"-00:00";
    has_form(local, b"0000-00-00T00:00:00") && !local.ends_with(b":60") && (offset == b"Z" || offset_is_known)
}

/// Whether a text is like `form`, in which `0` stands for any digit.
fn has_form(text: &[u8], form: &[u8]) -> bool {
    let fits = |(byte, sign): (&u8, &u8)| if *sign == b'0' { byte.is_ascii_digit() } else { byte == sign };
    text.len() == form.len() && text.iter().zip(form).all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_out_of_range_are_exact() {
        let at: Instant = "2026-11-23T12:00:00Z".parse().unwrap();
        let duration = |text: &str| text.parse::<Duration>().unwrap();
        let day = 86_400_000;
        let far = [duration("P999999Y"), duration("P999999Y1D")].map(|far| at.millis_plus(&far));
        assert_eq!(far[1] - far[0], day);
        let before = [duration("P999999Y"), duration("P999999Y1D")].map(|far| at.millis_minus(&far));
        assert_eq!(before[0] - before[1], day);
        // within chrono's range, as chrono says it
        let date = DateTime::from(at).checked_add_months(Months::new(200_000 * 12)).unwrap();
        assert_eq!(at.millis_plus(&duration("P200000Y")), date.timestamp_millis());
        let date = DateTime::from(at).checked_sub_months(Months::new(200_000 * 12 + 7)).unwrap();
        assert_eq!(at.millis_minus(&duration("P200000Y7M")), date.timestamp_millis());
        let longest = duration("P999999Y999999M999999W999999DT999999H999999M999999S");
        assert!(at.millis_plus(&longest) < 1_000_000_000_000_000_000);
    }
}
