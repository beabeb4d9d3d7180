//! The decision vectors: the same data runs through the package in every host.

use keyward::{Catalog, Decision, Facts, Instant, Reason, Request, RequestError, Ward, What, Who};
use serde_json::{Value, json};

fn text<'a>(object: &'a Value, member: &str) -> Option<&'a str> {
    object.get(member).map(|value| value.as_str().unwrap())
}

fn decide(ward: &Ward, request: &Value) -> Result<Decision, RequestError> {
    let none = json!({});
    let facts = request.get("facts").unwrap_or(&none).as_object().unwrap();
    let named: Vec<(&str, bool)> =
        facts.iter().filter_map(|(name, value)| Some((name.as_str(), value.as_bool()?))).collect();
    let scope = |name: &str| facts.get(name).map(|value| value.as_str().unwrap());
    let what = match text(request, "operation") {
        Some(operation) => What::Operation(operation),
        None => What::Call { method: text(request, "method").unwrap(), path: text(request, "path").unwrap() },
    };
    let request = Request {
        who: text(request, "key").map_or_else(|| Who::User(text(request, "user").unwrap()), Who::Key),
        what,
        environment: text(request, "environment"),
        facts: Facts { collection: scope("collection"), language: scope("language"), named: &named },
        at: Instant::from_millis(request["at"].as_i64().unwrap()).unwrap(),
    };
    ward.decide(&request)
}

/// A decision in the vectors' form, where null and empty lists are left out.
fn printed(decision: &Decision) -> Value {
    let actor = decision
        .actor
        .as_ref()
        .map(|actor| json!({"type": if actor.is_user { "user" } else { "key" }, "id": actor.id}));
    let mut value = json!({
        "allowed": decision.is_allowed(), "status": decision.status, "reason": decision.reason.as_str(),
        "operation": decision.operation, "environment": decision.environment, "path": decision.path,
        "actor": actor, "missing": decision.missing, "needs": decision.needs,
        "until": decision.until.map(Instant::millis),
    });
    value.as_object_mut().unwrap().retain(|_, member| !member.is_null() && *member != json!([]));
    value
}

#[test]
fn every_decision_is_the_expected_one() {
    let groups: Value = serde_json::from_str(include_str!("vectors/decisions.json")).unwrap();
    let mut count = 0;
    for group in groups.as_array().unwrap() {
        let ward = Ward::from_json(&group["project"].to_string(), Catalog::kontent_management()).unwrap();
        let again = Ward::from_json(&ward.to_document().to_json(), Catalog::kontent_management()).unwrap();
        for case in group["cases"].as_array().unwrap() {
            let mut expected = case["expect"].clone();
            expected.as_object_mut().unwrap().retain(|_, member| !member.is_null() && *member != json!([]));
            let decision = decide(&ward, &case["request"]).unwrap();
            assert_eq!(printed(&decision), expected, "{}", case["request"]);
            assert_eq!(
                decide(&again, &case["request"]).unwrap(),
                decision,
                "after printing and reading: {}",
                case["request"]
            );
            count += 1;
        }
    }
    assert_eq!(count, 2400);
}

/// The members of a decision that an expectation names are as it says.
fn expects(decision: &Decision, expected: &Value, request: &Value) {
    let printed = printed(decision);
    let none = json!([]);
    for (member, wanted) in expected.as_object().unwrap() {
        let found = printed.get(member).unwrap_or(if wanted.is_array() { &none } else { &Value::Null });
        assert_eq!(found, wanted, "{member} of {request}");
    }
    for member in ["missing", "needs"] {
        assert!(expected.get(member).is_some() || printed.get(member).is_none(), "{member} of {request}");
    }
    assert_eq!(decision.is_allowed(), expected["reason"] == "permitted", "{request}");
}

#[test]
fn the_rules_that_are_easily_got_wrong_are_kept() {
    let rules: Value = serde_json::from_str(include_str!("vectors/rules.json")).unwrap();
    let catalog = Catalog::from_json(&rules["catalog"].to_string()).unwrap();
    let ward = Ward::from_json(&rules["project"].to_string(), catalog).unwrap();
    let mut count = 0;
    for case in rules["cases"].as_array().unwrap() {
        let request = &case["request"];
        match case.get("throws") {
            Some(code) if code == "instant_invalid" => {
                assert_eq!(Instant::from_millis(request["at"].as_i64().unwrap()), None, "{request}");
            }
            Some(code) => {
                assert_eq!(code, "request_invalid");
                decide(&ward, request).expect_err("a wrong call");
            }
            None => expects(&decide(&ward, request).unwrap(), &case["expect"], request),
        }
        count += 1;
    }
    assert_eq!(count, rules["cases"].as_array().unwrap().len());
    assert!(count > 60);
}

#[test]
fn the_most_exact_template_wins() {
    let groups: Value = serde_json::from_str(include_str!("vectors/templates.json")).unwrap();
    let mut count = 0;
    for group in groups.as_array().unwrap() {
        let operations: Vec<Value> = group["templates"]
            .as_array()
            .unwrap()
            .iter()
            .map(|path| json!({"id": path, "method": "GET", "path": path, "requires": {"own": [[]]}}))
            .collect();
        let catalog = json!({
            "format": "keyward/catalog@1", "id": "c", "permissions": [],
            "kinds": {"own": {"permissions": "own", "lifetime": {"default": "P6M", "min": "PT1M", "max": null}}},
            "operations": operations,
        });
        let project = json!({
            "format": "keyward/project@1", "id": "p", "environments": [], "roles": [], "users": [],
            "keys": [{"id": "k", "kind": "own", "environments": "all", "permissions": [],
                      "createdAt": "2026-01-01T00:00:00Z", "expiresAt": null}],
        });
        let catalog = Catalog::from_json(&catalog.to_string()).unwrap_or_else(|it| panic!("{it} in {group}"));
        let ward = Ward::from_json(&project.to_string(), catalog).unwrap();
        for case in group["paths"].as_array().unwrap() {
            let request = json!({"key": "k", "method": "GET", "path": case["path"], "at": 1_780_000_000_000_i64});
            let decision = decide(&ward, &request).unwrap();
            assert_eq!(json!(decision.operation), case["template"], "{request} of {}", group["templates"]);
            count += 1;
        }
    }
    assert_eq!(count, 600);
}

#[test]
fn twelve_facts_a_collection_and_a_language_can_all_be_needed() {
    let facts: Vec<String> = ('a'..='l').map(String::from).collect();
    let when: Value =
        facts.iter().map(|fact| (fact.clone(), Value::Bool(true))).collect::<serde_json::Map<_, _>>().into();
    let catalog = json!({
        "format": "keyward/catalog@1", "id": "c",
        "permissions": [{"id": "p", "scopedBy": ["collection", "language"]}],
        "kinds": {"personal": {"permissions": "owner", "lifetime": {"default": "P6M", "min": "PT1M", "max": null}}},
        "operations": [{"id": "o", "method": "GET", "path": "/o", "requires": {"personal": [{"when": when, "allOf": ["p"]}]}}],
    });
    let project = json!({
        "format": "keyward/project@1", "id": "p", "environments": [], "keys": [],
        "roles": [{"id": "r", "permissions": ["p"]}],
        "users": [{"id": "u", "roles": [{"role": "r", "collections": ["red"], "languages": ["cs"]}]}],
    });
    let ward = Ward::from_json(&project.to_string(), Catalog::from_json(&catalog.to_string()).unwrap()).unwrap();
    let mut request = Request::call("", "GET", "/o", "2026-01-01T00:00:00Z".parse().unwrap());
    request.who = Who::User("u");
    let decision = ward.decide(&request).unwrap();
    let mut expected = facts;
    expected.extend(["collection".to_owned(), "language".to_owned()]);
    expected.sort();
    assert_eq!((decision.reason, decision.needs), (Reason::FactsNeeded, expected));
}
