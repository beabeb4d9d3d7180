//! ISO 8601 durations.

use std::str::FromStr;

use super::TimeError;

/// A length of time: calendar months, and seconds beside them.
///
/// Read from ISO 8601 text such as `P6M`, `P1W` or `P1Y2M3DT4H5M6S`: at least
/// one part, whole numbers of at most six digits, units in this order. A week
/// is 7 days and a day is 24 hours. Two texts of the same length, such as
/// `P1W` and `P7D`, are equal.
///
/// ```
/// use keyward::Duration;
/// assert_eq!("P1W".parse::<Duration>()?, Duration::hours(7 * 24));
/// assert_eq!("P1Y".parse::<Duration>()?, Duration::months(12));
/// # Ok::<(), keyward::TimeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Duration {
    /// From 0 to 12,999,987: six digits of years and of months.
    pub(super) months: i32,
    /// From 0 to less than 10^12: six digits of each unit from weeks to seconds.
    pub(super) seconds: i64,
}

impl Duration {
    /// No time at all.
    const ZERO: Self = Self { months: 0, seconds: 0 };

    /// A duration of exactly this many hours.
    #[must_use]
    pub const fn hours(hours: u16) -> Self {
        Self { months: 0, seconds: (hours as i64).saturating_mul(HOUR) }
    }

    /// A duration of exactly this many minutes.
    #[must_use]
    pub const fn minutes(minutes: u16) -> Self {
        Self { months: 0, seconds: (minutes as i64).saturating_mul(MINUTE) }
    }

    /// A duration of exactly this many calendar months.
    #[must_use]
    pub const fn months(months: u16) -> Self {
        Self { months: months as i32, seconds: 0 }
    }

    /// The one text that durations of this length share: `P0MT604800S` for `P1W` and for `P7D`.
    pub(crate) fn canonical_text(self) -> String {
        format!("P{}MT{}S", self.months, self.seconds)
    }

    /// Adds parts such as `1Y2M`. Each unit may stand once, in the order of `units`.
    fn add_parts(&mut self, mut parts: &str, units: &[Unit]) -> Option<()> {
        let mut units = units.iter();
        while !parts.is_empty() {
            let (digits, rest) = parts.split_at_checked(parts.find(|c: char| !c.is_ascii_digit())?)?;
            if !(1..=MOST_DIGITS).contains(&digits.len()) {
                return None;
            }
            let count: i32 = digits.parse().ok()?;
            let mut letters = rest.chars();
            let letter = letters.next()?;
            // `find` moves on behind the unit, so no earlier one is found again
            let unit = units.find(|unit| unit.letter == letter)?;
            self.months = self.months.checked_add(count.checked_mul(unit.months)?)?;
            self.seconds = self.seconds.checked_add(i64::from(count).checked_mul(unit.seconds)?)?;
            parts = letters.as_str();
        }
        Some(())
    }
}

impl FromStr for Duration {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        parse(text).ok_or(TimeError::Duration)
    }
}

fn parse(text: &str) -> Option<Duration> {
    let parts = text.strip_prefix('P').filter(|parts| !parts.is_empty())?;
    let mut duration = Duration::ZERO;
    match parts.split_once('T') {
        None => duration.add_parts(parts, &DATE_UNITS)?,
        Some((_, "")) => return None,
        Some((date, time)) => {
            duration.add_parts(date, &DATE_UNITS)?;
            duration.add_parts(time, &TIME_UNITS)?;
        }
    }
    Some(duration)
}

const MOST_DIGITS: usize = 6;

/// A unit of time: its length is in months or in seconds.
struct Unit {
    letter: char,
    months: i32,
    seconds: i64,
}

const fn unit(letter: char, months: i32, seconds: i64) -> Unit {
    Unit { letter, months, seconds }
}

const MINUTE: i64 = 60;
const HOUR: i64 = 3600;
const DAY: i64 = 86_400;
const WEEK: i64 = 604_800;

/// What may stand before the `T`.
const DATE_UNITS: [Unit; 4] = [unit('Y', 12, 0), unit('M', 1, 0), unit('W', 0, WEEK), unit('D', 0, DAY)];
/// What may stand behind the `T`.
const TIME_UNITS: [Unit; 3] = [unit('H', 0, HOUR), unit('M', 0, MINUTE), unit('S', 0, 1)];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_to_the_letter() {
        for (text, months, seconds) in [
            ("P6M", 6, 0),
            ("P2Y", 24, 0),
            ("PT1M", 0, 60),
            ("P1W", 0, 7 * DAY),
            ("P1Y2M3DT4H5M6S", 14, 3 * DAY + 4 * HOUR + 5 * MINUTE + 6),
            ("P1Y1W1D", 12, 8 * DAY),
            ("P1Y2M3W4DT5H6M7S", 14, 25 * DAY + 5 * HOUR + 6 * MINUTE + 7),
            ("P999999Y999999M", 12_999_987, 0),
            ("P999999W999999DT999999H999999M999999S", 0, 999_999 * (WEEK + DAY + HOUR + MINUTE + 1)),
            ("P000001D", 0, DAY),
            ("P0D", 0, 0),
            ("P0Y0DT0S", 0, 0),
        ] {
            assert_eq!(text.parse(), Ok(Duration { months, seconds }), "{text}");
        }
        for text in [
            "",
            "P",
            "PT",
            "T1H",
            "6M",
            "P6",
            "PM",
            "p6m",
            "P6m",
            "P1.5D",
            "P1,5D",
            "P-1D",
            "-P1D",
            "P+1D",
            "P1000000D",
            "P0000001D",
            "P1D1Y",
            "P1D1W",
            "P1D1D",
            "PT1S1M",
            "P1YT",
            "PT1D",
            "P1H",
            "P6M ",
            " P6M",
            "P 6M",
            "P1DT1HT1M",
            "PT1H1H",
            "PTT1H",
            "P٣M",
            "P6M\0",
            "P1Y\u{e9}",
        ] {
            assert_eq!(text.parse::<Duration>(), Err(TimeError::Duration), "{text}");
        }
    }

    #[test]
    fn durations_of_one_length_have_one_text() {
        let canonical = |text: &str| text.parse::<Duration>().unwrap().canonical_text();
        assert_eq!(canonical("P1W"), canonical("P7D"));
        assert_eq!(canonical("P1Y"), canonical("P12M"));
        assert_ne!(canonical("P1M"), canonical("P30D"));
        assert_ne!(canonical("PT1M"), canonical("P1M"));
    }
}
