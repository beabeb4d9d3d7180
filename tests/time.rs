//! The lifetime and notice vectors, and rules that other catalogs give.

use keyward::{Catalog, Instant, ProblemCode};
use serde_json::{Value, json};

fn vectors(text: &str) -> Vec<Value> {
    serde_json::from_str(text).unwrap()
}

fn instant(value: &Value) -> Instant {
    Instant::from_millis(value.as_i64().unwrap()).unwrap()
}

#[test]
fn every_lifetime_ends_where_it_should() {
    let catalog = Catalog::kontent_management();
    let cases = vectors(include_str!("vectors/lifetimes.json"));
    assert_eq!(cases.len(), 1587);
    for case in &cases {
        let outcome = catalog.expiry_of(instant(&case["createdAt"]), case["lifetime"].as_str(), "management");
        match (case["error"].as_str(), outcome) {
            (None, outcome) => assert_eq!(outcome, Ok(instant(&case["expiresAt"])), "{case}"),
            (Some(error), Err(problems)) => assert_eq!(problems.0[0].code.as_str(), error, "{case}"),
            (Some(_), Ok(expires)) => panic!("{case} was accepted: {expires}"),
        }
    }
}

#[test]
fn every_notice_falls_where_it_should() {
    let catalog = Catalog::kontent_management();
    let cases = vectors(include_str!("vectors/notices.json"));
    assert_eq!(cases.len(), 1029);
    for case in &cases {
        let notices = catalog.notices_of(instant(&case["createdAt"]), instant(&case["expiresAt"]));
        let found: Vec<_> = notices.iter().map(|notice| (notice.at.millis(), notice.rule.as_str())).collect();
        assert_eq!(found, [(case["at"].as_i64().unwrap(), case["rule"].as_str().unwrap())], "{case}");
    }
}

/// A catalog without operations: its kinds and notices.
fn catalog(max: &str, default: &str, notices: &str) -> Catalog {
    let text = format!(
        r#"{{"format": "keyward/catalog@1", "id": "c", "permissions": [], "operations": [], "notices": {notices},
            "kinds": {{"key": {{"permissions": "own", "lifetime": {{"default": "{default}", "min": "PT1M", "max": {max}}}}}}}}}"#
    );
    Catalog::from_json(&text).unwrap()
}

#[test]
fn every_reminder_falls_where_it_should() {
    let cases = vectors(include_str!("vectors/reminders.json"));
    assert_eq!(cases.len(), 11);
    for case in &cases {
        let catalog = catalog("null", "P1Y", &case["notices"].to_string());
        let notices = catalog.notices_of(instant(&case["createdAt"]), instant(&case["expiresAt"]));
        let found: Vec<_> = notices.iter().map(|notice| json!({"at": notice.at, "rule": notice.rule})).collect();
        assert_eq!(json!(found), case["expect"], "{case}");
    }
}

#[test]
fn rules_are_data() {
    let created: Instant = "2024-02-29T12:00:00Z".parse().unwrap();
    let five_years = catalog(r#""P5Y""#, "P1Y", r#"[{"before": ["P7D", "P60D", "P30D"]}]"#);
    let expires = |lifetime| five_years.expiry_of(created, lifetime, "key").map(|at| at.to_string());
    assert_eq!(expires(None).as_deref(), Ok("2025-02-28T12:00:00Z"));
    assert_eq!(expires(Some("P5Y")).as_deref(), Ok("2029-02-28T12:00:00Z"));
    assert_eq!(expires(Some("P5YT1S")).unwrap_err().0[0].code, ProblemCode::LifetimeTooLong);

    let notices = |days: i64| {
        let expires = Instant::from_millis(created.millis() + days * 86_400_000).unwrap();
        let notices = five_years.notices_of(created, expires).into_iter();
        notices.map(|it| ((it.at.millis() - created.millis()) / 86_400_000, it.rule)).collect::<Vec<_>>()
    };
    let named = |found: &[(i64, &str)]| found.iter().map(|(at, rule)| (*at, (*rule).to_owned())).collect::<Vec<_>>();
    assert_eq!(notices(100), named(&[(40, "P60D"), (70, "P30D"), (93, "P7D")]));
    assert_eq!(notices(40), named(&[(10, "P30D"), (33, "P7D")]));
    assert_eq!(notices(5), named(&[(0, "P7D")]));

    let none = catalog("null", "P1Y", r#"[{"below": "P1D", "before": "immediately", "rule": "now"}]"#);
    let hour = Instant::from_millis(created.millis() + 3_600_000).unwrap();
    assert_eq!(none.notices_of(created, hour)[0].rule, "now");
    assert_eq!(none.notices_of(created, "2024-03-01T12:00:00Z".parse().unwrap()), []);
    assert_eq!(none.notices_of(created, created), []);
}

#[test]
fn the_first_threshold_at_an_instant_stands() {
    let (created, expires) = ("2026-06-01T00:00:00Z".parse().unwrap(), "2026-12-01T00:00:00Z".parse().unwrap());
    for (before, expected) in
        [(r#"["P30D", "P1M", "P7D", "P1W"]"#, ["P30D", "P7D"]), (r#"["P1W", "P1M", "P30D", "P7D"]"#, ["P1M", "P1W"])]
    {
        let catalog = catalog("null", "P1Y", &format!(r#"[{{"before": {before}}}]"#));
        let rules: Vec<String> = catalog.notices_of(created, expires).into_iter().map(|it| it.rule).collect();
        assert_eq!(rules, expected);
    }
}

#[test]
fn bounds_and_thresholds_out_of_range_are_compared() {
    let rules = |notices: &str, created: &str, expires: &str| {
        let notices = catalog("null", "P1Y", notices).notices_of(created.parse().unwrap(), expires.parse().unwrap());
        notices.into_iter().map(|it| (it.at.to_string(), it.rule)).collect::<Vec<_>>()
    };
    let (created, expires) = ("9999-12-01T00:00:00Z", "9999-12-31T23:59:59.999Z");
    let found = rules(r#"[{"below": "P999999Y", "upTo": "P1M", "before": ["P1D"]}]"#, created, expires);
    assert_eq!(found, [("9999-12-30T23:59:59.999Z".to_owned(), "P1D".to_owned())]);
    // of two thresholds that lie before all instants the latest is the tightest
    let (created, expires) = ("1973-03-04T00:00:00Z", "1973-03-05T00:00:00Z");
    for before in [r#"["P999999Y", "P999998Y"]"#, r#"["P999998Y", "P999999Y"]"#] {
        let found = rules(&format!(r#"[{{"before": {before}}}]"#), created, expires);
        assert_eq!(found, [(created.to_owned(), "P999998Y".to_owned())]);
    }
}

#[test]
fn a_sum_after_9999_is_an_error() {
    let created: Instant = "9999-06-01T00:00:00Z".parse().unwrap();
    let code = |lifetime| {
        let outcome = Catalog::kontent_management().expiry_of(created, lifetime, "management");
        outcome.map_err(|problems| problems.0[0].code)
    };
    assert_eq!(code(Some("P1Y")), Err(ProblemCode::InstantInvalid));
    assert!(code(Some("P6M")).is_ok());
    assert_eq!(code(Some("P1.5Y")), Err(ProblemCode::DurationInvalid));
}
