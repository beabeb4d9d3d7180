//! The decision vectors: the same data runs through the package in every host.

use keyward::{Catalog, Decision, Facts, Instant, Request, Ward, What, Who};
use serde_json::{Value, json};

fn text<'a>(object: &'a Value, member: &str) -> Option<&'a str> {
    object.get(member).map(|value| value.as_str().unwrap())
}

fn decide(ward: &Ward, request: &Value) -> Decision {
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
    ward.decide(&request).unwrap()
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
            let decision = decide(&ward, &case["request"]);
            assert_eq!(printed(&decision), expected, "{}", case["request"]);
            assert_eq!(decide(&again, &case["request"]), decision, "after printing and reading: {}", case["request"]);
            count += 1;
        }
    }
    assert_eq!(count, 2400);
}
