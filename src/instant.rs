//! Instants and durations. No clock is read here.

use core::fmt;

use crate::prelude::*;
use crate::text::digits;

const MILLIS_PER_DAY: i64 = 86_400_000;

/// 1970-01-01.
const DAY_OF_1970: u32 = first_of(1970 * 12);

/// The day with which a month begins. Months are counted from January of the year 0, days from a March 400 years
/// before: years that begin with March end with their leap day.
const fn first_of(month: u32) -> u32 {
    let month = month.wrapping_add(400 * 12 - 2);
    let year = month.div_euclid(12);
    let leap_days = year.div_euclid(4).wrapping_sub(year.div_euclid(100)).wrapping_add(year.div_euclid(400));
    // months have 31 and 30 days by turns, with two of 31 after every fifth
    let of_year = month.rem_euclid(12).wrapping_mul(153).wrapping_add(2).div_euclid(5);
    year.wrapping_mul(365).wrapping_add(leap_days).wrapping_add(of_year)
}

/// How many days a month has.
const fn length_of(month: u32) -> u32 {
    first_of(month.wrapping_add(1)).wrapping_sub(first_of(month))
}

/// A point in time, in whole milliseconds since 1970-01-01T00:00:00Z.
///
/// Always within the years 1970 to 9999.
///
/// ```
/// use keyward::{Duration, Instant};
/// let created: Instant = "2026-11-23T12:00:00Z".parse()?;
/// let expires = created.plus(&"P6M".parse::<Duration>()?).unwrap();
/// assert_eq!(expires.to_string(), "2027-05-23T12:00:00Z");
/// # Ok::<(), keyward::TimeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

/// A text that is no [`Instant`] or no [`Duration`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeError {
    /// Not RFC 3339 text with an offset, or outside of the years 1970 to 9999.
    Instant,
    /// Not an ISO 8601 duration of the accepted form.
    Duration,
}

impl TimeError {
    /// What is wrong, in a sentence.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Instant => {
                "not an instant: an integer of milliseconds, or text such as `2026-11-23T12:00:00Z`, from 1970 to 9999"
            }
            Self::Duration => "not a duration: text such as `P6M`, `P1W` or `PT1M`",
        }
    }
}

impl fmt::Display for TimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl core::error::Error for TimeError {}

impl Instant {
    /// The last instant: 9999-12-31T23:59:59.999Z.
    pub const MAX: Self = Self(253_402_300_799_999);
    /// The first instant: 1970-01-01T00:00:00Z.
    pub const MIN: Self = Self(0);

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

    /// This instant and a duration more: calendar months in UTC first, the day
    /// clamped to the month's end, then the rest. `None` after 9999.
    #[must_use]
    #[inline(never)]
    pub fn plus(self, duration: &Duration) -> Option<Self> {
        let (month, day) = self.date();
        self.moved(month.checked_add(duration.months)?, day, duration.millis)
    }

    /// This instant less a duration, as [`Instant::plus`]. `None` before 1970.
    #[must_use]
    #[inline(never)]
    pub fn minus(self, duration: &Duration) -> Option<Self> {
        let (month, day) = self.date();
        self.moved(month.checked_sub(duration.months)?, day, duration.millis.checked_neg()?)
    }

    /// The same time of another day, which is clamped to its month's end, and some milliseconds more.
    fn moved(self, month: u32, day: u32, millis: i64) -> Option<Self> {
        Self::of(
            first_of(month).wrapping_add(day.min(length_of(month)).wrapping_sub(1)),
            self.of_day().checked_add(millis)?,
        )
    }

    /// The month and the day of it in UTC.
    fn date(self) -> (u32, u32) {
        let days = u32::try_from(self.0.div_euclid(MILLIS_PER_DAY)).unwrap_or_default().wrapping_add(DAY_OF_1970);
        // 48 months have 1461 days, or one less: it is this month or a later one
        let mut month = days.wrapping_sub(first_of(0)).wrapping_mul(48).div_euclid(1461);
        while first_of(month.wrapping_add(1)) <= days {
            month = month.wrapping_add(1);
        }
        (month, days.wrapping_sub(first_of(month)).wrapping_add(1))
    }

    /// Milliseconds since midnight in UTC.
    const fn of_day(self) -> i64 {
        self.0.rem_euclid(MILLIS_PER_DAY)
    }

    /// The instant so many milliseconds after the midnight at which a day begins.
    fn of(day: u32, millis: i64) -> Option<Self> {
        let days = i64::from(day).wrapping_sub(i64::from(DAY_OF_1970));
        Self::from_millis(days.wrapping_mul(MILLIS_PER_DAY).checked_add(millis)?)
    }
}
impl Instant {
    /// RFC 3339 in UTC, with milliseconds where there are any.
    pub(crate) fn text(self) -> String {
        let (month, day) = self.date();
        let (seconds, millis) = (self.of_day().div_euclid(1000), self.of_day().rem_euclid(1000));
        let parts = [
            ('-', 2, month.rem_euclid(12).wrapping_add(1).into()),
            ('-', 2, day.into()),
            ('T', 2, seconds.div_euclid(3600)),
            (':', 2, seconds.div_euclid(60).rem_euclid(60)),
            (':', 2, seconds.rem_euclid(60)),
            ('.', 3, millis),
        ];
        let mut text = digits(month.div_euclid(12).into());
        for (separator, width, value) in parts {
            if separator != '.' || value > 0 {
                let value = digits(value);
                text.push(separator);
                for _ in value.len()..width {
                    text.push('0');
                }
                text.push_str(&value);
            }
        }
        text.push('Z');
        text
    }
}

impl fmt::Display for Instant {
    /// RFC 3339 in UTC, with milliseconds where there are any.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl core::str::FromStr for Instant {
    type Err = TimeError;

    /// Reads RFC 3339 text: upper case `T` and `Z`, seconds present, an offset
    /// other than `-00:00`, at most three decimals, no leap second.
    fn from_str(text: &str) -> Result<Self, TimeError> {
        read_rfc3339(text.as_bytes()).ok_or(TimeError::Instant)
    }
}

fn read_rfc3339(text: &[u8]) -> Option<Instant> {
    let mut text = Cursor(text);
    let mut parts = [0; 6];
    for (place, part) in parts.iter_mut().enumerate() {
        *part = text.digits(if place == 0 { 4 } else { 2 })?;
        if let Some(separator) = b"--T::".get(place) {
            text.byte(*separator)?;
        }
    }
    let [year, month, day, hour, minute, second] = parts;
    let millis = match text.byte(b'.') {
        Some(()) => text.fraction()?,
        None => 0,
    };
    let offset = text.offset()?;
    let month = month.checked_sub(1).filter(|month| *month < 12)?.wrapping_add(year.wrapping_mul(12));
    let day = day.checked_sub(1).filter(|day| *day < length_of(month))?;
    if hour > 23 || minute > 59 || second > 59 || !text.0.is_empty() {
        return None;
    }
    let minutes = i64::from(hour.wrapping_mul(60).wrapping_add(minute)).wrapping_sub(offset);
    let seconds = minutes.wrapping_mul(60).wrapping_add(second.into());
    Instant::of(first_of(month).wrapping_add(day), seconds.wrapping_mul(1000).wrapping_add(millis.into()))
}

/// What is left to read of a text.
struct Cursor<'a>(&'a [u8]);

impl Cursor<'_> {
    fn byte(&mut self, wanted: u8) -> Option<()> {
        let (first, rest) = self.0.split_first()?;
        (*first == wanted).then(|| self.0 = rest)
    }

    fn digit(&mut self) -> Option<u32> {
        let (first, rest) = self.0.split_first()?;
        first.is_ascii_digit().then(|| {
            self.0 = rest;
            u32::from(first.wrapping_sub(b'0'))
        })
    }

    /// Exactly `count` digits.
    fn digits(&mut self, count: usize) -> Option<u32> {
        let mut value = 0_u32;
        for _ in 0..count {
            value = value.wrapping_mul(10).wrapping_add(self.digit()?);
        }
        Some(value)
    }

    /// One to three digits, as thousandths.
    fn fraction(&mut self) -> Option<u32> {
        let mut value = self.digit()?;
        for _ in 0..2 {
            value = value.wrapping_mul(10).wrapping_add(self.digit().unwrap_or_default());
        }
        Some(value)
    }

    /// `Z` or `±hh:mm` other than `-00:00`, as minutes east of UTC.
    fn offset(&mut self) -> Option<i64> {
        if self.byte(b'Z').is_some() {
            return Some(0);
        }
        let west = self.byte(b'+').is_none();
        if west {
            self.byte(b'-')?;
        }
        let hours = self.digits(2)?;
        self.byte(b':')?;
        let minutes = self.digits(2)?;
        if hours > 23 || minutes > 59 || (west && hours == 0 && minutes == 0) {
            return None;
        }
        let total = i64::from(hours.wrapping_mul(60).wrapping_add(minutes));
        Some(if west { total.wrapping_neg() } else { total })
    }

    /// One to six digits and the letter after them.
    fn part(&mut self) -> Option<(i64, u8)> {
        let mut value = i64::from(self.digit()?);
        for _ in 0..5 {
            match self.digit() {
                Some(digit) => value = value.wrapping_mul(10).wrapping_add(i64::from(digit)),
                None => break,
            }
        }
        let (letter, rest) = self.0.split_first()?;
        self.0 = rest;
        Some((value, *letter))
    }
}

/// A length of time: calendar months, and milliseconds beside them.
///
/// Read from ISO 8601 text such as `P6M`, `P1Y2M3W4DT5H6M7S`: at least one
/// part, whole numbers of at most six digits; a week is 7 days, a day 24 hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Duration {
    months: u32,
    millis: i64,
}

impl Duration {
    /// A duration of exactly this many hours.
    #[must_use]
    pub const fn hours(hours: u16) -> Self {
        Self { months: 0, millis: (hours as i64).saturating_mul(3_600_000) }
    }

    /// A duration of exactly this many minutes.
    pub(crate) const fn minutes(minutes: u16) -> Self {
        Self { months: 0, millis: (minutes as i64).saturating_mul(60_000) }
    }

    /// A duration of exactly this many calendar months.
    #[must_use]
    pub const fn months(months: u16) -> Self {
        Self { months: months as u32, millis: 0 }
    }
}

impl core::str::FromStr for Duration {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        read_duration(text.as_bytes()).ok_or(TimeError::Duration)
    }
}

/// Each letter with its months and milliseconds. The last three come after a `T`.
const UNITS: [(u8, i64, i64); 7] = [
    (b'Y', 12, 0),
    (b'M', 1, 0),
    (b'W', 0, 7 * MILLIS_PER_DAY),
    (b'D', 0, MILLIS_PER_DAY),
    (b'H', 0, 3_600_000),
    (b'M', 0, 60_000),
    (b'S', 0, 1000),
];

fn read_duration(text: &[u8]) -> Option<Duration> {
    let mut text = Cursor(text);
    text.byte(b'P')?;
    let (mut months, mut millis) = (0_i64, 0_i64);
    // which units may come next
    let (mut first, mut end) = (0, 4);
    loop {
        if end == 4 && text.byte(b'T').is_some() {
            (first, end) = (4, 7);
        }
        let (value, letter) = text.part()?;
        let (_, unit_months, unit_millis) = loop {
            let unit = UNITS.get(first).filter(|_| first < end)?;
            first = first.wrapping_add(1);
            if unit.0 == letter {
                break unit;
            }
        };
        months = months.wrapping_add(value.wrapping_mul(*unit_months));
        millis = millis.wrapping_add(value.wrapping_mul(*unit_millis));
        if text.0.is_empty() {
            return Some(Duration { months: u32::try_from(months).ok()?, millis });
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, NaiveDate};

    use super::*;

    #[test]
    fn instants_are_read_to_the_letter() {
        for (text, millis) in [
            ("1970-01-01T00:00:00Z", 0),
            ("2026-11-23T12:00:00Z", 1_795_435_200_000),
            ("2026-11-23T13:00:00+01:00", 1_795_435_200_000),
            ("2026-11-23T12:00:00.5Z", 1_795_435_200_500),
            ("2026-11-23T12:00:00.057-00:30", 1_795_437_000_057),
            ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
        ] {
            assert_eq!(text.parse::<Instant>().map(Instant::millis), Ok(millis), "{text}");
        }
        for text in [
            "",
            "2026-11-23",
            "2026-11-23T12:00Z",
            "2026-11-23T12:00:00",
            "2026-11-23t12:00:00Z",
            "2026-11-23T12:00:00z",
            "2026-11-23 12:00:00Z",
            "2026-11-23T12:00:60Z",
            "2026-11-23T24:00:00Z",
            "2026-02-29T12:00:00Z",
            "2026-11-23T12:00:00-00:00",
            "2026-11-23T12:00:00+24:00",
            "2026-11-23T12:00:00+01:60",
            "2026-11-23T12:00:00+0100",
            "2026-11-23T12:00:00.Z",
            "2026-11-23T12:00:00.1234Z",
            "2026-11-23T12:00:00Z ",
            " 2026-11-23T12:00:00Z",
            "+2026-11-23T12:00:00Z",
            "1969-12-31T23:59:59Z",
            "1970-01-01T00:00:00+00:01",
            "9999-12-31T23:59:59-00:01",
            "2026-11-23T12:00:00\u{2212}01:00",
            "10000-01-01T00:00:00Z",
            "２026-11-23T12:00:00Z",
        ] {
            assert_eq!(text.parse::<Instant>(), Err(TimeError::Instant), "{text}");
        }
    }

    #[test]
    fn instants_are_printed_as_they_are_read() {
        for text in ["1970-01-01T00:00:00Z", "2024-02-29T23:59:59.001Z", "9999-12-31T23:59:59.999Z"] {
            assert_eq!(text.parse::<Instant>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn durations_are_read_to_the_letter() {
        let day = MILLIS_PER_DAY;
        for (text, months, millis) in [
            ("P6M", 6, 0),
            ("P2Y", 24, 0),
            ("PT1M", 0, 60_000),
            ("P1W", 0, 7 * day),
            ("P1Y2M3DT4H5M6S", 14, 3 * day + 4 * 3_600_000 + 5 * 60_000 + 6000),
            ("P1Y1W1D", 12, 8 * day),
            ("P999999Y", 11_999_988, 0),
            ("P0D", 0, 0),
        ] {
            assert_eq!(text.parse(), Ok(Duration { months, millis }), "{text}");
        }
        for text in [
            "",
            "P",
            "PT",
            "6M",
            "P6",
            "p6m",
            "P1.5D",
            "P-1D",
            "P1000000D",
            "P1D1Y",
            "P1D1D",
            "PT1S1M",
            "P1YT",
            "PT1D",
            "P1H",
            "P6M ",
            "P 6M",
            "P1DT1HT1M",
            "PT1H1H",
        ] {
            assert_eq!(text.parse::<Duration>(), Err(TimeError::Duration), "{text}");
        }
    }

    #[test]
    fn months_begin_as_in_another_calendar() {
        for month in 1970 * 12..10_000 * 12 {
            let date = NaiveDate::from_ymd_opt(i32::try_from(month / 12).unwrap(), month % 12 + 1, 1).unwrap();
            let day = u32::try_from(date.num_days_from_ce() - 719_163).unwrap();
            assert_eq!(first_of(month) - DAY_OF_1970, day);
            let last = first_of(month + 1) - 1;
            assert_eq!(Instant::of(first_of(month), 0).unwrap().date(), (month, 1));
            assert_eq!(Instant::of(last, MILLIS_PER_DAY - 1).unwrap().date(), (month, length_of(month)));
        }
    }

    #[test]
    fn months_clamp_to_the_end_of_the_month() {
        for (from, duration, to) in [
            ("2024-02-29T12:00:00Z", "P2Y", Some("2026-02-28T12:00:00Z")),
            ("2026-08-31T00:00:00Z", "P6M", Some("2027-02-28T00:00:00Z")),
            ("2026-01-31T00:00:00Z", "P1M1D", Some("2026-03-01T00:00:00Z")),
            ("9999-12-31T23:59:59.999Z", "PT1S", None),
            ("2026-01-01T00:00:00Z", "P999999Y", None),
        ] {
            let from: Instant = from.parse().unwrap();
            let sum = from.plus(&duration.parse().unwrap()).map(|at| at.to_string());
            assert_eq!(sum.as_deref(), to);
        }
        let march: Instant = "2024-03-31T00:00:00Z".parse().unwrap();
        assert_eq!(march.minus(&Duration::months(1)).unwrap().to_string(), "2024-02-29T00:00:00Z");
        assert_eq!(Instant::MIN.minus(&Duration::hours(1)), None);
    }
}
