//! Instants: which texts and numbers are read, and what calendar months come to.

use chrono::{DateTime, Utc};
use keyward::{Instant, TimeError};

#[test]
fn instants_are_read_to_the_letter() {
    for (text, millis) in [
        ("1973-03-03T09:46:40Z", 100_000_000_000),
        ("2026-11-23T12:00:00Z", 1_795_435_200_000),
        ("2026-11-23T13:00:00+01:00", 1_795_435_200_000),
        ("2026-11-23T12:00:00+00:00", 1_795_435_200_000),
        ("2026-11-24T11:59:00+23:59", 1_795_435_200_000),
        ("2026-11-23T12:00:00.5Z", 1_795_435_200_500),
        ("2026-11-23T12:00:00.50Z", 1_795_435_200_500),
        ("2026-11-23T12:00:00.057-00:30", 1_795_437_000_057),
        ("2024-02-29T00:00:00Z", 1_709_164_800_000),
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
        "2016-12-31T23:59:60Z",
        "2026-11-23T24:00:00Z",
        "2026-11-23T12:60:00Z",
        "2026-02-29T12:00:00Z",
        "2026-00-23T12:00:00Z",
        "2026-13-23T12:00:00Z",
        "2026-11-00T12:00:00Z",
        "2026-11-31T12:00:00Z",
        "2026-11-23T12:00:00-00:00",
        "2026-11-23T12:00:00+24:00",
        "2026-11-23T12:00:00+01:60",
        "2026-11-23T12:00:00+0100",
        "2026-11-23T12:00:00+01",
        "2026-11-23T12:00:00Z+01:00",
        "2026-11-23T12:00:00UTC",
        "2026-11-23T12:00:00.Z",
        "2026-11-23T12:00:00.",
        "2026-11-23T12:00:00,5Z",
        "2026-11-23T12:00:00.1234Z",
        "2026-11-23T12:00:00.123456789Z",
        "2026-11-23T12:00:00Z ",
        " 2026-11-23T12:00:00Z",
        "+2026-11-23T12:00:00Z",
        "1973-03-03T09:46:39.999Z",
        "1973-03-03T09:46:40+00:01",
        "1970-01-01T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59-00:01",
        "2026-11-23T12:00:00\u{2212}01:00",
        "10000-01-01T00:00:00Z",
        "２026-11-23T12:00:00Z",
        "2026-11-23T12:00:00.٣Z",
    ] {
        assert_eq!(text.parse::<Instant>(), Err(TimeError::Instant), "{text}");
    }
}

#[test]
fn instants_are_printed_as_they_are_read() {
    for text in ["1973-03-03T09:46:40Z", "2024-02-29T23:59:59.001Z", "9999-12-31T23:59:59.999Z"] {
        let instant: Instant = text.parse().unwrap();
        assert_eq!(instant.to_string(), text);
        assert_eq!(serde_json::to_string(&instant).unwrap(), instant.millis().to_string());
    }
}

#[test]
fn numbers_out_of_range_are_refused() {
    for millis in [i64::MIN, -1, 0, 1_795_435_200, 99_999_999_999, 253_402_300_800_000, i64::MAX] {
        assert_eq!(Instant::from_millis(millis), None);
    }
}

#[test]
fn chrono_dates_convert_when_they_are_in_range() {
    for instant in [Instant::MIN, Instant::from_millis(1_795_435_200_057).unwrap(), Instant::MAX] {
        assert_eq!(Instant::try_from(DateTime::<Utc>::from(instant)), Ok(instant));
    }
    let leap_second = DateTime::parse_from_rfc3339("2016-12-31T23:59:60Z").unwrap().to_utc();
    for date in [DateTime::UNIX_EPOCH, DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC, leap_second] {
        assert_eq!(Instant::try_from(date), Err(TimeError::Instant), "{date}");
    }
}

#[test]
fn months_clamp_to_the_end_of_the_month() {
    for (from, duration, to) in [
        ("2024-02-29T12:00:00Z", "P2Y", Some("2026-02-28T12:00:00Z")),
        ("2024-02-29T12:00:00Z", "P400Y", Some("2424-02-29T12:00:00Z")),
        ("2026-08-31T00:00:00Z", "P6M", Some("2027-02-28T00:00:00Z")),
        ("2026-01-31T00:00:00Z", "P1M1D", Some("2026-03-01T00:00:00Z")),
        ("9999-12-31T23:59:59.999Z", "PT1S", None),
        ("2026-01-01T00:00:00Z", "P999999Y", None),
    ] {
        let from: Instant = from.parse().unwrap();
        let sum = from.plus(&duration.parse().unwrap()).map(|at| at.to_string());
        assert_eq!(sum.as_deref(), to);
    }
    for (from, duration, to) in [
        ("2024-03-31T00:00:00Z", "P1M", Some("2024-02-29T00:00:00Z")),
        ("2024-02-29T00:00:00Z", "P1Y", Some("2023-02-28T00:00:00Z")),
        ("2424-03-31T00:00:00Z", "P400Y1M", Some("2024-02-29T00:00:00Z")),
        ("1973-03-03T09:46:40Z", "PT1S", None),
        ("2026-01-01T00:00:00Z", "P999999Y", None),
    ] {
        let from: Instant = from.parse().unwrap();
        let difference = from.minus(&duration.parse().unwrap()).map(|at| at.to_string());
        assert_eq!(difference.as_deref(), to);
    }
}
