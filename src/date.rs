//! Days of the Gregorian calendar.

/// A day, in a year from 0 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Date {
    pub(crate) year: i64,
    pub(crate) month: i64,
    pub(crate) day: i64,
}

/// From 0000-03-01, where years are counted from here, to 1970-01-01.
const BEFORE_1970: i64 = 719_468;
const DAYS_OF_400_YEARS: i64 = 146_097;

impl Date {
    /// The day of these numbers, if the calendar has it.
    pub(crate) fn new(year: i64, month: i64, day: i64) -> Option<Self> {
        let is_day = (1..=12).contains(&month) && day >= 1 && day <= length_of(year, month);
        is_day.then_some(Self { year, month, day })
    }

    /// The day so many days after 1970-01-01.
    pub(crate) const fn of(days: i64) -> Self {
        // years begin in March, so that a leap day is the last one
        let days = days.wrapping_add(BEFORE_1970);
        let rest = days.rem_euclid(DAYS_OF_400_YEARS);
        let leaps = rest.div_euclid(36_524).wrapping_sub(rest.div_euclid(1460)).wrapping_sub(rest.div_euclid(146_096));
        let year = rest.wrapping_add(leaps).div_euclid(365);
        let rest = rest.wrapping_sub(before(year));
        let month = rest.wrapping_mul(5).wrapping_add(2).div_euclid(153);
        let early = month > 9;
        Self {
            year: days.div_euclid(DAYS_OF_400_YEARS).wrapping_mul(400).wrapping_add(year).wrapping_add(early as i64),
            month: month.wrapping_add(if early { -9 } else { 3 }),
            day: rest.wrapping_sub(before_month(month)).wrapping_add(1),
        }
    }

    /// Days since 1970-01-01.
    pub(crate) const fn days(self) -> i64 {
        let early = self.month < 3;
        let month = self.month.wrapping_add(if early { 9 } else { -3 });
        before(self.year.wrapping_sub(early as i64))
            .wrapping_add(before_month(month))
            .wrapping_add(self.day)
            .wrapping_sub(BEFORE_1970.wrapping_add(1))
    }

    /// The day so many months later, or the last one of that month. `None` beyond the years 0 to 9999.
    pub(crate) fn later(self, months: i64) -> Option<Self> {
        let months = self.year.wrapping_mul(12).wrapping_add(self.month.wrapping_sub(1)).checked_add(months)?;
        let (year, month) = (months.div_euclid(12), months.rem_euclid(12).wrapping_add(1));
        let day = self.day.min(length_of(year, month));
        (0..=9999).contains(&year).then_some(Self { year, month, day })
    }
}

/// The days before a year that begins in March.
const fn before(year: i64) -> i64 {
    let leaps = year.div_euclid(4).wrapping_sub(year.div_euclid(100)).wrapping_add(year.div_euclid(400));
    year.wrapping_mul(365).wrapping_add(leaps)
}

/// The days of a year before a month, March being 0.
const fn before_month(month: i64) -> i64 {
    month.wrapping_mul(153).wrapping_add(2).div_euclid(5)
}

const fn length_of(year: i64, month: i64) -> i64 {
    match month {
        2 if year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use chrono::{Datelike, Days, Months, NaiveDate};

    #[test]
    fn every_day_is_that_of_chrono() {
        let first = NaiveDate::from_ymd_opt(1, 1, 1).unwrap();
        let before_1970 = -first.signed_duration_since(NaiveDate::default()).num_days();
        for place in 0..9999 * 366 {
            let wanted = first.checked_add_days(Days::new(place)).unwrap();
            if wanted.year() > 9999 {
                break;
            }
            let days = i64::try_from(place).unwrap() - before_1970;
            let date = Date::of(days);
            assert_eq!((date.year, date.month, date.day), numbers(wanted), "{wanted}");
            assert_eq!(date.days(), days, "{wanted}");
            assert_eq!(Date::new(date.year, date.month, date.day), Some(date));
            if wanted.day() >= 28 {
                for month in [-13, -12, -1, 0, 1, 11, 25] {
                    let later = if month < 0 {
                        wanted.checked_sub_months(Months::new(u32::try_from(-month).unwrap()))
                    } else {
                        wanted.checked_add_months(Months::new(u32::try_from(month).unwrap()))
                    };
                    let later = later.filter(|later| (0..=9999).contains(&later.year())).map(numbers);
                    let found = date.later(month).map(|date| (date.year, date.month, date.day));
                    assert_eq!(found, later, "{wanted} and {month} months");
                }
            }
        }
    }

    fn numbers(date: NaiveDate) -> (i64, i64, i64) {
        (date.year().into(), date.month().into(), date.day().into())
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for (year, month, day) in [(2026, 0, 1), (2026, 13, 1), (2026, 1, 0), (2026, 1, 32), (2026, 4, 31)] {
            assert_eq!(Date::new(year, month, day), None);
        }
        for (year, wanted) in [(2024, true), (2026, false), (2100, false), (2000, true)] {
            assert_eq!(Date::new(year, 2, 29).is_some(), wanted, "{year}");
        }
        assert_eq!(Date::of(0).later(i64::MAX), None);
    }
}
