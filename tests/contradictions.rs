//! A path's environment counts, and a different one given beside it is a wrong call, listed or not.

use keyward::lane::{self, GivenEnvironment, GivenScope, List, Question, Target};
use keyward::{Catalog, Reason, Request, Ward};
use serde_json::json;

const AT: i64 = 1_780_000_000_000;

fn ward() -> Ward {
    let project = json!({
        "format": "keyward/project@1", "id": "p", "environments": [{"id": "e1"}, {"id": "e 2"}], "roles": [], "users": [],
        "keys": [{"id": "k", "kind": "management", "environments": "all", "permissions": ["key:read-content"],
                  "createdAt": AT - 1000, "expiresAt": AT + 1000}],
    });
    Ward::from_json(&project.to_string(), Catalog::kontent_management()).unwrap()
}

/// What both ways of asking say; `None` for a wrong call.
fn ask(ward: &Ward, key: &str, segment: &str, given: &str) -> Option<Reason> {
    let at = keyward::Instant::from_millis(AT).unwrap();
    let path = format!("/v2/projects/{segment}/items");
    let request = Request { environment: Some(given), ..Request::call(key, "GET", &path, at) };
    let by_text = ward.decide(&request).ok().map(|decision| decision.reason);
    let question = Question {
        who: lane::Who::Key(ward.number_of(List::Keys, key.as_bytes())),
        target: Target::Call {
            method: ward.number_of(List::Methods, b"GET"),
            bytes: path.as_bytes(),
            length: path.len(),
        },
        environment: ward
            .number_of(List::Environments, given.as_bytes())
            .map_or(GivenEnvironment::Named(given.as_bytes()), GivenEnvironment::Listed),
        at,
        collection: GivenScope::Nothing,
        language: GivenScope::Nothing,
        facts: &[],
    };
    let by_number = ward.decide_resolved(&question, &mut |_| {}).ok().map(|verdict| verdict.reason);
    assert_eq!(by_number, by_text, "{key} {segment} {given}");
    by_text
}

#[test]
fn a_different_environment_beside_the_path_is_a_wrong_call() {
    let ward = ward();
    // spelling in the path, and what it decodes to
    let segments =
        [("e1", "e1"), ("e%202", "e 2"), ("e9", "e9"), ("no%20pe", "no pe"), ("%C3%A9", "é"), ("%c3%a9", "é")];
    for (segment, in_path) in segments {
        for given in ["e1", "e 2", "e9", "e8", "no pe", "no%20pe", "é", "", "E1"] {
            let listed = if ["e1", "e 2"].contains(&in_path) { Reason::Permitted } else { Reason::EnvironmentUnknown };
            let expected = (given == in_path).then_some(listed);
            assert_eq!(ask(&ward, "k", segment, given), expected, "{segment} {given}");
            // wrong calls are found before the key is looked for
            let unknown = expected.map(|_| Reason::KeyUnknown);
            assert_eq!(ask(&ward, "nobody", segment, given), unknown, "{segment} {given}");
        }
    }
}

#[test]
fn a_path_that_is_refused_contradicts_nothing() {
    let ward = ward();
    // `%65` is `e`: an escaped letter is not canonical, whatever environment it would name
    for given in ["e1", "e9", "%651"] {
        assert_eq!(ask(&ward, "k", "%651", given), Some(Reason::PathNotCanonical));
    }
    assert_eq!(ask(&ward, "k", "e9/none", "e8"), Some(Reason::OperationUnknown));
}
