//! Explanations: every check in order, who gives what is needed, and who can give what is missing.

mod attempts;
mod oracle;

use std::time::Duration;

use attempts::{assert_in_ten, ensure};
use cpu_time::ThreadTime;
use keyward::{Catalog, Explanation, Facts, Request, Ward, What, Who};
use serde_json::{Value, json};

const AT: i64 = 1_780_000_000_000;

fn rules() -> Ward {
    let rules: Value = serde_json::from_str(include_str!("vectors/rules.json")).unwrap();
    let catalog = Catalog::from_json(&rules["catalog"].to_string()).unwrap();
    Ward::from_json(&rules["project"].to_string(), catalog).unwrap()
}

fn explain(ward: &Ward, who: Who<'_>, method: &str, path: &str, facts: Facts<'_>) -> (String, Explanation) {
    let at = keyward::Instant::from_millis(AT).unwrap();
    let request = Request { who, what: What::Call { method, path }, environment: None, facts, at };
    let (decision, explanation) = ward.explain(&request).unwrap();
    assert_eq!(decision, ward.decide(&request).unwrap());
    (decision.reason.as_str().to_owned(), explanation)
}

/// The outcomes of all checks, a letter each.
fn outcomes(explanation: &Explanation) -> String {
    explanation.checks.iter().map(|check| &check.outcome.as_str()[..1]).collect()
}

#[test]
fn every_check_is_told_in_order() {
    let ward = rules();
    let none = Facts::default();
    for (key, path, reason, wanted) in [
        ("k", "/items", "permitted", "hhhhhshhsshshh"),
        ("k", "/e/A/entries", "permitted", "hhhhhshhshhhhh"),
        ("k", "/subs/S%201/users", "permitted", "hhhhhshhhshshh"),
        ("k", "/subs/x/users", "parameter_out_of_scope", "hhhhhshhfnnnnn"),
        ("k", "/e/X/entries", "environment_unknown", "hhhhhshhsfnnnn"),
        ("ka", "/e/B/entries", "environment_out_of_scope", "hhhhhshhshfnnn"),
        ("pn", "/e/A/ping", "permission_missing", "hhhhhhhhshhhhf"),
        ("none", "/items", "key_unknown", "fnnnnnnnnnnnnn"),
    ] {
        let (found, explanation) = explain(&ward, Who::Key(key), "GET", path, none);
        assert_eq!((&*found, &*outcomes(&explanation)), (reason, wanted), "{key} {path}");
        assert!(explanation.checks.iter().all(|check| !check.detail.is_empty()));
    }
    let (_, explanation) = explain(&ward, Who::Key("k"), "GET", "/items", none);
    let checks: Vec<String> = explanation.checks.iter().map(|check| json!(check.check).to_string()).collect();
    assert_eq!((checks.len(), &*checks[8], &*checks[13]), (14, "\"parameter_out_of_scope\"", "\"permission_missing\""));
}

#[test]
fn grants_name_who_gives_each_permission() {
    let ward = rules();
    let of = |key, path, facts| json!(explain(&ward, Who::Key(key), "GET", path, facts).1.grants);
    let given = |permission: &str, listed: &str, role: Value, assignment: Value| {
        json!([{"alternative": 0, "permissions": [
            {"permission": permission, "listed": listed, "role": role, "assignment": assignment}]}])
    };
    let red = Facts { collection: Some("red"), ..Facts::default() };
    let blue = Facts { collection: Some("blue"), ..Facts::default() };
    assert_eq!(of("k", "/items", red), given("p", "p", Value::Null, Value::Null));
    assert_eq!(of("pe", "/e/A/entries", red), given("p", "every", json!("every"), json!(0)));
    assert_eq!(of("pp", "/e/A/child", red), given("child", "parent", json!("parent"), json!(0)));
    assert_eq!(of("pp", "/e/A/child", Facts::default()), given("child", "parent", json!("parent"), json!(0)));
    assert_eq!(of("pp", "/e/A/child", blue), json!([]));
    assert_eq!(of("k", "/e/A/ping", red), json!([{"alternative": 0, "permissions": []}]));
    assert_eq!(of("pn", "/e/A/ping", red), json!([]));
}

#[test]
fn grants_name_a_way_by_language_beside_a_shorter_one() {
    let catalog = json!({
        "format": "keyward/catalog@1", "id": "c",
        "permissions": [{"id": "p"}, {"id": "worded", "includes": ["p"], "scopedBy": ["language"]}],
        "kinds": {"owner": {"permissions": "owner", "lifetime": {"default": "P6M", "min": "PT1M", "max": null}}},
        "operations": [{"id": "o", "method": "GET", "path": "/", "requires": {"owner": [["p"]]}}],
    });
    let assignment = |language: &str| json!({"role": "r", "collections": ["red"], "languages": [language]});
    let project = json!({
        "format": "keyward/project@1", "id": "p", "environments": [],
        "keys": [{"id": "k", "kind": "owner", "owner": "u", "environments": "all", "createdAt": AT - 1, "expiresAt": null}],
        "roles": [{"id": "r", "permissions": ["p", "worded"]}],
        "users": [{"id": "u", "roles": [assignment("cs"), assignment("de")]}],
    });
    let ward = Ward::from_json(&project.to_string(), Catalog::from_json(&catalog.to_string()).unwrap()).unwrap();
    let (_, explanation) = explain(&ward, Who::Key("k"), "GET", "/", Facts::default());
    let given: Vec<_> = explanation.grants[0].permissions.iter().map(|it| (it.assignment, &*it.listed)).collect();
    assert_eq!(given, [(Some(0), "p"), (Some(0), "worded"), (Some(1), "p"), (Some(1), "worded")]);
}

#[test]
fn remedies_are_on_the_key_or_by_a_role() {
    let ward = rules();
    let of = |key, method, path| json!(explain(&ward, Who::Key(key), method, path, Facts::default()).1.remedies);
    assert_eq!(of("k", "POST", "/e/A/clone"), json!([{"permission": "wide", "on": "key", "roles": []}]));
    assert_eq!(of("pa", "GET", "/e/B/entries"), json!([{"permission": "p", "on": "role", "roles": ["r", "every"]}]));
    assert_eq!(of("pea", "POST", "/e/A/clone"), json!([{"permission": "wide", "on": "role", "roles": []}]));
    assert_eq!(of("pn", "GET", "/e/A/ping"), json!([]));
    assert_eq!(of("ka", "GET", "/e/B/entries"), json!([]));
}

#[test]
fn reach_in_detail_says_what_each_decision_says() {
    let ward = rules();
    let at = keyward::Instant::from_millis(AT).unwrap();
    for key in ["k", "ka", "pa", "pe", "pea", "pn", "pp"] {
        let plain = ward.reach(Who::Key(key), "A", Facts::default(), at).unwrap();
        let detailed = ward.reach_in_detail(Who::Key(key), "A", Facts::default(), at).unwrap();
        assert_eq!(plain.len(), detailed.len());
        for ((operation, reason), reach) in plain.into_iter().zip(detailed) {
            assert_eq!((&operation, reason), (&reach.operation, reach.reason));
            let what = What::Operation(&operation);
            let request = Request { who: Who::Key(key), what, environment: Some("A"), facts: Facts::default(), at };
            let (decision, explanation) = ward.explain(&request).unwrap();
            assert_eq!(
                (reach.allowed, reach.missing, reach.needs, reach.grants),
                (decision.is_allowed(), decision.missing, decision.needs, explanation.grants)
            );
        }
    }
}

/// An owner with so many assignments, each for a collection and a language of its own.
fn with_assignments(count: usize) -> Ward {
    let catalog = json!({
        "format": "keyward/catalog@1", "id": "c",
        "permissions": [
            {"id": "both", "scopedBy": ["collection", "language"]}, {"id": "one", "scopedBy": ["collection"]},
            {"id": "other", "scopedBy": ["language"]},
        ],
        "kinds": {"owner": {"permissions": "owner", "lifetime": {"default": "P6M", "min": "PT1M", "max": null}}},
        "operations": [
            {"id": "o", "method": "GET", "path": "/", "requires": {"owner": [["both", "one"]]}},
            {"id": "all", "method": "GET", "path": "/all", "requires": {"owner": [["both", "one", "other"]]}},
        ],
    });
    let assignment = |number: usize| json!({"role": "r", "collections": [format!("c{number}")], "languages": [format!("l{number}")]});
    let project = json!({
        "format": "keyward/project@1", "id": "p", "environments": [], "keys": [],
        "roles": [{"id": "r", "permissions": ["both", "one", "other"]}],
        "users": [{"id": "u", "roles": (0..count).map(assignment).collect::<Vec<_>>()}],
    });
    Ward::from_json(&project.to_string(), Catalog::from_json(&catalog.to_string()).unwrap()).unwrap()
}

/// The least time that one decision of several took.
fn time(ward: &Ward, path: &str) -> Duration {
    let run = || {
        let start = ThreadTime::now();
        let (reason, _) = {
            let at = keyward::Instant::from_millis(AT).unwrap();
            let what = What::Call { method: "GET", path };
            let request = Request { who: Who::User("u"), what, environment: None, facts: Facts::default(), at };
            let decision = ward.decide(&request).unwrap();
            assert_eq!(decision.needs, ["collection", "language"]);
            (decision.reason.as_str(), decision)
        };
        assert_eq!(reason, "facts_needed");
        start.elapsed()
    };
    (0..7).map(|_| run()).min().unwrap()
}

#[test]
fn many_assignments_cost_what_they_name() {
    let (few, many) = (with_assignments(500), with_assignments(4000));
    for path in ["/", "/all"] {
        // eight times as many assignments: about eight times as long, not sixty-four times
        assert_in_ten(|| {
            let (short, long) = (time(&few, path), time(&many, path));
            ensure(long < short * 24, || format!("{path}: {short:?} for 500 assignments, {long:?} for 4000"))
        });
    }
}
