//! Instants and durations, and the calendar behind them. No clock is read here.

use std::fmt;

use serde::Serialize;

const MILLIS_PER_DAY: i64 = 86_400_000;

/// The day on which a month begins: both are counted from those at the beginning of 1970.
#[inline(never)]
const fn first_day(month: i32) -> i32 {
    // from March of the year 0 on, a leap day is the last of its year, and five months have 153 days
    let months = month.wrapping_add(23_638);
    let (years, months) = (months / 12, months % 12);
    let of_years = years.wrapping_mul(365).wrapping_add(years / 4).wrapping_sub(years / 100).wrapping_add(years / 400);
    let of_months = months.wrapping_mul(153).wrapping_add(2) / 5;
    of_years.wrapping_add(of_months).wrapping_sub(719_468)
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
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

impl std::error::Error for TimeError {}

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
    pub fn plus(self, duration: &Duration) -> Option<Self> {
        self.moved(duration.months, duration.millis)
    }

    /// This instant less a duration, as [`Instant::plus`]. `None` before 1970.
    #[must_use]
    pub fn minus(self, duration: &Duration) -> Option<Self> {
        self.moved(duration.months.wrapping_neg(), duration.millis.wrapping_neg())
    }

    #[inline(never)]
    fn moved(self, months: i32, millis: i64) -> Option<Self> {
        let (month, day) = self.month_and_day();
        let month = month.wrapping_add(months);
        let first = first_day(month);
        let last = first_day(month.wrapping_add(1)).wrapping_sub(1);
        Self::of(first.wrapping_add(day).min(last), self.of_day().wrapping_add(millis))
    }

    /// The month in UTC, as [`first_day`] counts it, and how many days of it are over.
    #[inline(never)]
    fn month_and_day(self) -> (i32, i32) {
        let days = i32::try_from(self.0 / MILLIS_PER_DAY).unwrap_or_default();
        // months have 30.44 days, and up to 9999 a few of them fewer
        let mut month = days.wrapping_mul(100) / 3044;
        while first_day(month.wrapping_add(1)) <= days {
            month = month.wrapping_add(1);
        }
        (month, days.wrapping_sub(first_day(month)))
    }

    /// Milliseconds since midnight in UTC.
    const fn of_day(self) -> i64 {
        self.0 % MILLIS_PER_DAY
    }

    /// The instant so many milliseconds after the midnight at which a day begins.
    fn of(day: i32, millis: i64) -> Option<Self> {
        Self::from_millis(i64::from(day).wrapping_mul(MILLIS_PER_DAY).wrapping_add(millis))
    }
}

/// What stands before each part of an instant's text, and the unit of its first digit.
static FORM: [(&str, i32); 7] = [("", 1000), ("-", 10), ("-", 10), ("T", 10), (":", 10), (":", 10), (".", 100)];

impl Instant {
    /// RFC 3339 in UTC, with milliseconds where there are any.
    pub(crate) fn text(self) -> String {
        let (month, day) = self.month_and_day();
        let millis = i32::try_from(self.of_day()).unwrap_or_default();
        let seconds = millis / 1000;
        let values = [
            (month / 12).wrapping_add(1970),
            (month % 12).wrapping_add(1),
            day.wrapping_add(1),
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60,
            millis % 1000,
        ];
        let mut text = String::new();
        for (value, (before, unit)) in values.into_iter().zip(&FORM) {
            if *before != "." || value > 0 {
                text.push_str(before);
                let mut unit = *unit;
                while let Some(digits) = value.checked_div(unit) {
                    text.push(char::from(b'0' | (digits % 10) as u8));
                    unit /= 10;
                }
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

impl std::str::FromStr for Instant {
    type Err = TimeError;

    /// Reads RFC 3339 text: upper case `T` and `Z`, seconds present, an offset
    /// other than `-00:00`, at most three decimals, no leap second.
    fn from_str(text: &str) -> Result<Self, TimeError> {
        read_rfc3339(text.as_bytes()).ok_or(TimeError::Instant)
    }
}

/// What stands before the month, day, hour, minute and second, and what each is from and up to.
static LIMITS: [(u8, i32, i32); 5] = [(b'-', 1, 12), (b'-', 1, 31), (b'T', 0, 23), (b':', 0, 59), (b':', 0, 59)];

fn read_rfc3339(text: &[u8]) -> Option<Instant> {
    let mut text = Cursor(text);
    let year = text.digits(4, 4);
    let mut parts = [0; 5];
    for (part, (before, least, most)) in parts.iter_mut().zip(&LIMITS) {
        text.byte(*before)?;
        *part = text.digits(2, 2);
        if *part < *least || *part > *most {
            return None;
        }
    }
    let [month, day, hour, minute, second] = parts;
    let millis = if text.byte(b'.').is_some() { text.thousandths() } else { 0 };
    let offset = text.offset()?;
    // counted from January 1970
    let month = year.wrapping_sub(1970).wrapping_mul(12).wrapping_add(month).wrapping_sub(1);
    let day = first_day(month).wrapping_add(day).wrapping_sub(1);
    if day >= first_day(month.wrapping_add(1)) || year < 0 || millis < 0 || !text.0.is_empty() {
        return None;
    }
    let minutes = hour.wrapping_mul(60).wrapping_add(minute).wrapping_sub(offset);
    let seconds = minutes.wrapping_mul(60).wrapping_add(second);
    Instant::of(day, i64::from(seconds.wrapping_mul(1000).wrapping_add(millis)))
}

/// What is left to read of a text.
struct Cursor<'a>(&'a [u8]);

impl Cursor<'_> {
    fn next(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// This byte, or nothing is read.
    fn byte(&mut self, wanted: u8) -> Option<()> {
        self.0 = self.0.strip_prefix(&[wanted])?;
        Some(())
    }

    /// As many digits as there are up to `most`, which is at most 6; less than 0 if they are fewer than `least`.
    #[inline(never)]
    fn digits(&mut self, least: usize, most: usize) -> i32 {
        let (mut value, mut count) = (0_i32, 0_usize);
        while let Some((digit @ b'0'..=b'9', rest)) = self.0.split_first()
            && count < most
        {
            value = value.wrapping_mul(10).wrapping_add(i32::from(digit & 15));
            self.0 = rest;
            count = count.wrapping_add(1);
        }
        if count < least { -1 } else { value }
    }

    /// One to three decimals; less than 0 if there is none.
    fn thousandths(&mut self) -> i32 {
        let before = self.0.len();
        let value = self.digits(1, 3);
        match before.wrapping_sub(self.0.len()) {
            1 => value.wrapping_mul(100),
            2 => value.wrapping_mul(10),
            _ => value,
        }
    }

    /// `Z` or `±hh:mm` other than `-00:00`, as minutes east of UTC.
    fn offset(&mut self) -> Option<i32> {
        let sign = match self.next()? {
            b'Z' => return Some(0),
            b'+' => 1,
            b'-' => -1,
            _ => return None,
        };
        let hours = self.digits(2, 2);
        self.byte(b':')?;
        let minutes = self.digits(2, 2);
        let offset = hours.wrapping_mul(60).wrapping_add(minutes);
        let fits = (0..=23).contains(&hours) && (0..=59).contains(&minutes) && (sign > 0 || offset > 0);
        fits.then_some(offset.wrapping_mul(sign))
    }
}

/// A length of time: calendar months, and milliseconds beside them.
///
/// Read from ISO 8601 text such as `P6M`, `P1Y2M3W4DT5H6M7S`: at least one
/// part, whole numbers of at most six digits; a week is 7 days, a day 24 hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Duration {
    months: i32,
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
        Self { months: months as i32, millis: 0 }
    }
}

impl std::str::FromStr for Duration {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        read_duration(text.as_bytes()).ok_or(TimeError::Duration)
    }
}

/// A letter, with the months and milliseconds of its unit.
type Unit = (u8, i32, i64);

const DATE: [Unit; 4] = [(b'Y', 12, 0), (b'M', 1, 0), (b'W', 0, 604_800_000), (b'D', 0, MILLIS_PER_DAY)];
const TIME: [Unit; 3] = [(b'H', 0, 3_600_000), (b'M', 0, 60_000), (b'S', 0, 1000)];

fn read_duration(text: &[u8]) -> Option<Duration> {
    let mut text = Cursor(text);
    text.byte(b'P')?;
    let (mut months, mut millis) = (0_i32, 0_i64);
    let (mut units, mut of_time) = (DATE.iter(), Some(TIME.iter()));
    loop {
        if text.byte(b'T').is_some() {
            units = of_time.take()?;
        }
        let value = text.digits(1, 6);
        if value < 0 {
            return None;
        }
        let letter = text.next()?;
        // each unit once, in their order
        let (_, in_months, in_millis) = units.find(|(unit, ..)| *unit == letter)?;
        months = months.wrapping_add(value.wrapping_mul(*in_months));
        millis = millis.wrapping_add(i64::from(value).wrapping_mul(*in_millis));
        if text.0.is_empty() {
            return Some(Duration { months, millis });
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::{Months, NaiveDate};

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
            "2026-00-23T12:00:00Z",
            "2026-13-23T12:00:00Z",
            "2026-11-00T12:00:00Z",
            "2026-11-31T12:00:00Z",
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
    fn every_day_is_the_one_that_chrono_says() {
        let first = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap();
        let (last, mut date) = (NaiveDate::from_ymd_opt(9999, 12, 31).unwrap(), first);
        while date <= last {
            let at = Instant::from_millis((date - first).num_days() * MILLIS_PER_DAY).unwrap();
            let text = format!("{date}T00:00:00Z");
            assert_eq!((at.text(), text.parse()), (text, Ok(at)));
            let months = u16::try_from(at.0 / MILLIS_PER_DAY % 1000).unwrap();
            let moved = |date: Option<NaiveDate>| {
                let millis = (date? - first).num_days() * MILLIS_PER_DAY;
                Instant::from_millis(millis)
            };
            let by = Duration::months(months);
            assert_eq!(at.minus(&by), moved(date.checked_sub_months(Months::new(months.into()))));
            assert_eq!(at.plus(&by), moved(date.checked_add_months(Months::new(months.into()))));
            date = date.succ_opt().unwrap();
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
