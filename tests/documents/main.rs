//! Documents that are refused: every problem, with its code and place.

mod beside;

use keyward::{Catalog, Problems, Ward};
use serde_json::{Value, json};

fn project() -> Value {
    json!({
        "format": "keyward/project@1", "id": "p",
        "environments": [{"id": "e1"}, {"id": "e2"}],
        "roles": [{"id": "r1", "permissions": ["role:view-content"]}],
        "users": [{"id": "u1", "roles": [{"role": "r1"}]}],
        "keys": [
            {"id": "k1", "kind": "management", "environments": "all", "createdAt": 1_795_435_200_000_i64, "expiresAt": 1_795_521_600_000_i64, "permissions": ["key:read-content"]},
            {"id": "k2", "kind": "personal", "environments": ["e1"], "createdAt": 1_795_435_200_000_i64, "expiresAt": 1_795_521_600_000_i64, "owner": "u1"},
        ],
    })
}

fn found(outcome: Result<impl Sized, Problems>) -> Vec<String> {
    let Err(Problems(problems)) = outcome else { return Vec::new() };
    for problem in &problems {
        let first = problem.message.chars().next().unwrap();
        assert!(!first.is_uppercase() || problem.message.starts_with("JSON"), "{}", problem.message);
        assert!(!problem.message.ends_with('.'), "{}", problem.message);
        assert!(!problem.message.contains("::"), "{}", problem.message);
    }
    problems.iter().map(|problem| format!("{} {}", problem.code.as_str(), problem.at)).collect()
}

/// The problems of a document in which some places were given other values.
fn spoilt(mut document: Value, places: &[(&str, Value)], read: impl Fn(&str) -> Vec<String>) -> Vec<String> {
    for (place, value) in places {
        let (parent, member) = place.rsplit_once('/').unwrap();
        match document.pointer_mut(parent).unwrap() {
            Value::Object(members) if *value == json!("REMOVED") => drop(members.remove(member)),
            Value::Object(members) => drop(members.insert(member.to_owned(), value.clone())),
            Value::Array(entries) => match member.parse::<usize>() {
                Ok(entry) => entries[entry] = value.clone(),
                Err(_) => entries.push(value.clone()),
            },
            _ => panic!("{place} is nowhere"),
        }
    }
    read(&document.to_string())
}

fn read_project(text: &str) -> Vec<String> {
    found(Ward::from_json(text, Catalog::kontent_management()))
}

#[test]
fn projects_are_read_strictly() {
    let removed = || json!("REMOVED");
    type Case<'a> = (&'a [(&'a str, Value)], &'a [&'a str]);
    let cases: &[Case<'_>] = &[
        (&[], &[]),
        (&[("/format", json!("keyward/project@2"))], &["value_invalid /format"]),
        (&[("/id", removed())], &["member_missing /id"]),
        (&[("/nmae", json!("x"))], &["member_unknown /nmae"]),
        (&[("/keys", json!({}))], &["type_wrong /keys"]),
        (&[("/environments/0/managementApi", json!("yes"))], &["type_wrong /environments/0/managementApi"]),
        (&[("/environments/1/id", json!("e1"))], &["entry_repeated /environments/1/id"]),
        (&[("/environments/1/id", json!(""))], &["value_invalid /environments/1/id"]),
        // an entry without a readable id lists none
        (&[("/roles/0/id", json!(7))], &["type_wrong /roles/0/id", "reference_dangling /users/0/roles/0/role"]),
        (&[("/roles/0/permissions", json!("all"))], &["value_invalid /roles/0/permissions"]),
        (&[("/roles/0/permissions/0", json!("nope"))], &["reference_dangling /roles/0/permissions/0"]),
        (&[("/roles/0/permissions/-", json!("role:view-content"))], &["entry_repeated /roles/0/permissions/1"]),
        (&[("/users/0/roles/0/role", json!("r9"))], &["reference_dangling /users/0/roles/0/role"]),
        (&[("/users/0/roles/-", json!({"role": "r1"}))], &["entry_repeated /users/0/roles/1"]),
        (&[("/users/0/roles/0/environments", json!([]))], &["value_invalid /users/0/roles/0/environments"]),
        (&[("/users/0/roles/0/languages", json!([]))], &["value_invalid /users/0/roles/0/languages"]),
        (&[("/users/0/roles/0/collections", json!(["a", "a"]))], &["entry_repeated /users/0/roles/0/collections/1"]),
        (&[("/keys/0/createdAt", json!(1.5))], &["instant_invalid /keys/0/createdAt"]),
        (&[("/keys/0/createdAt", Value::Null)], &["instant_invalid /keys/0/createdAt"]),
        (&[("/keys/0/expiresAt", json!("2026-11-24"))], &["instant_invalid /keys/0/expiresAt"]),
        (&[("/keys/0/expiresAt", json!(1_795_435_200_000_i64))], &["value_invalid /keys/0/expiresAt"]),
        (&[("/keys/0/expiresAt", Value::Null)], &["value_invalid /keys/0/expiresAt"]),
        (&[("/keys/0/kind", json!("robot"))], &["reference_dangling /keys/0/kind"]),
        (&[("/keys/0/permissions", removed())], &["member_missing /keys/0/permissions"]),
        (&[("/keys/0/owner", json!("u1"))], &["value_invalid /keys/0/owner"]),
        (&[("/keys/1/owner", json!("u9"))], &["reference_dangling /keys/1/owner"]),
        (
            &[("/keys/1/environments", json!(["e1", "e9", "e1"]))],
            &["reference_dangling /keys/1/environments/1", "entry_repeated /keys/1/environments/2"],
        ),
        (
            &[("/users/0/email", json!(1)), ("/keys/0/disabled", json!(0)), ("/keys/1/owner", json!("u9"))],
            // the members of these texts are in alphabetical order
            &["type_wrong /keys/0/disabled", "reference_dangling /keys/1/owner", "type_wrong /users/0/email"],
        ),
    ];
    for (places, expected) in cases {
        assert_eq!(spoilt(project(), places, read_project), *expected, "{places:?}");
    }
}

#[test]
fn text_that_is_no_document_is_refused() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let with =
        |member: &str, value: &str| project().to_string().replacen('{', &format!("{{\"{member}\": {value}, "), 1);
    for (text, expected) in [
        (String::new(), "json_invalid "),
        ("{".to_owned(), "json_invalid "),
        (project().to_string() + " x", "json_invalid "),
        (with("id", "\"q\""), "member_repeated /id"),
        (with("id", "\"\\ud800\""), "value_invalid /id"),
        (nested(10_000), "too_deep "),
        (with("name", &nested(64)), "too_deep /name/0/0"),
    ] {
        let problems = read_project(&text);
        assert!(problems.iter().any(|problem| problem.starts_with(expected)), "{expected}: {problems:?}");
    }
    assert!(!read_project(&with("name", &nested(63))).iter().any(|problem| problem.starts_with("too_deep")));
}

#[test]
fn catalogs_are_read_strictly() {
    let catalog = || {
        json!({
            "format": "keyward/catalog@1", "id": "c",
            "permissions": [{"id": "a"}, {"id": "b", "includes": ["a"]}],
            "kinds": {"own": {"permissions": "own", "lifetime": {"default": "P1M", "min": "PT1M", "max": null}}},
            "identifiers": {"item": ["{id}", "codename/{codename}"]},
            "operations": [{"id": "o", "method": "GET", "path": "/items/{item}", "requires": {"own": [["a"]]}}],
        })
    };
    let operation = |path: &str| json!({"id": "o2", "method": "GET", "path": path, "requires": {}});
    let thirteen: serde_json::Map<String, Value> = (0..13).map(|fact| (format!("f{fact}"), json!(true))).collect();
    let cases: &[(&str, Value, &[&str])] = &[
        ("/kinds/own/lifetime/min", json!("1M"), &["duration_invalid /kinds/own/lifetime/min"]),
        ("/kinds/own/recipients", json!("z"), &["reference_dangling /kinds/own/recipients"]),
        ("/permissions/1/includes/0", json!("z"), &["reference_dangling /permissions/1/includes/0"]),
        ("/permissions/1/scopedBy", json!(["language", "language"]), &["entry_repeated /permissions/1/scopedBy/1"]),
        ("/identifiers/item/1", json!("codename/{a+}"), &["value_invalid /identifiers/item/1"]),
        ("/identifiers/item/1", json!("{year}/{month}"), &[]),
        ("/identifiers/item/1", json!("mine"), &[]),
        ("/operations/0/method", json!("get"), &["value_invalid /operations/0/method"]),
        ("/operations/0/method", json!("HEAD"), &["value_invalid /operations/0/method"]),
        ("/operations/0/path", json!("/a/../b"), &["value_invalid /operations/0/path"]),
        ("/operations/-", operation("/items/{other}"), &["operation_duplicate /operations/1"]),
        ("/operations/-", operation("/items/codename/{other}"), &["operation_duplicate /operations/1"]),
        ("/operations/-", operation("/items/{other}/x"), &[]),
        ("/operations/0/requires/robot", json!([[]]), &["reference_dangling /operations/0/requires/robot"]),
        ("/operations/0/requires/own/0/-", json!("a"), &["entry_repeated /operations/0/requires/own/0/1"]),
        (
            "/operations/0/requires/own/0",
            json!({"when": thirteen, "allOf": []}),
            &["value_invalid /operations/0/requires/own"],
        ),
        (
            "/operations/0/requires/own/0",
            json!({"when": {"collection": true}, "allOf": []}),
            &["value_invalid /operations/0/requires/own/0/when/collection"],
        ),
        (
            "/responses",
            json!({"permitted": {"status": 204}}),
            &["member_unknown /responses/permitted", "value_invalid /responses/permitted/status"],
        ),
        ("/responses", json!({"key_revoked": {"status": 401}}), &[]),
        ("/notices", json!([{"before": ["P1X"]}]), &["duration_invalid /notices/0/before/0"]),
        ("/notices", json!([{"before": "immediately"}, {"before": "immediately"}]), &["entry_repeated /notices/1"]),
        (
            "/notices",
            json!([{"before": ["P1D"], "rule": "r"}, {"rule": "r", "before": ["P1D"]}]),
            &["entry_repeated /notices/1"],
        ),
        ("/notices", json!([{"before": ["P1D"], "upTo": "P9D"}, {"before": ["P1D"]}]), &[]),
        ("/trailingSlash", json!("keep"), &["value_invalid /trailingSlash"]),
    ];
    for (place, value, expected) in cases {
        let problems = spoilt(catalog(), &[(*place, value.clone())], |text| found(Catalog::from_json(text)));
        assert_eq!(problems, *expected, "{place} {value}");
    }
}

#[test]
fn changes_are_all_or_nothing() {
    let mut ward = Ward::from_json(&project().to_string(), Catalog::kontent_management()).unwrap();
    let before = ward.to_document();
    for (changes, expected) in [
        (
            json!([{"set": "role", "value": {"id": "r2", "permissions": "every"}}, {"remove": "role", "id": "r1"}]),
            "reference_dangling /1/id",
        ),
        (
            json!([{"clone": "environment", "from": "e1", "id": "e3"}, {"clone": "environment", "from": "e9", "id": "e4"}]),
            "reference_dangling /1/from",
        ),
        (json!([{"clone": "environment", "from": "e1", "id": "e2"}]), "entry_repeated /0/id"),
        (json!([{"remove": "key", "id": "k1"}, {"remove": "user", "id": "u1"}]), "reference_dangling /1/id"),
        (
            json!([{"set": "user", "value": {"id": "u1", "roles": [{"role": "r9"}]}}]),
            "reference_dangling /0/value/roles/0/role",
        ),
        (json!([{"set": "collection", "value": {}}]), "value_invalid /0/set"),
        (json!([{}]), "member_missing /0"),
    ] {
        assert_eq!(found(ward.update_from_json(&changes.to_string())), [expected], "{changes}");
        assert_eq!(ward.to_document(), before, "{changes}");
    }
    ward.update_from_json(r#"[{"remove": "key", "id": "k2"}, {"clone": "environment", "from": "e1", "id": "e3"}]"#)
        .unwrap();
    assert_eq!((ward.to_document().keys.len(), ward.to_document().environments.len()), (1, 3));
}

/// A catalog in which some members have other values.
fn catalog_with(members: &[(&str, Value)]) -> Vec<String> {
    let mut catalog = json!({
        "format": "keyward/catalog@1", "id": "c", "permissions": [{"id": "a"}], "operations": [
            {"id": "o", "method": "GET", "path": "/a", "requires": {"own": [["a"]]}}],
        "kinds": {"own": {"permissions": "own", "lifetime": {"default": "P1M", "min": "PT1M", "max": "P1Y"}}},
    });
    for (pointer, value) in members {
        *catalog.pointer_mut(pointer).unwrap() = value.clone();
    }
    found(Catalog::from_json(&catalog.to_string()))
}

#[test]
fn the_limits_of_a_catalog_have_to_fit_each_other() {
    let lifetime = "/kinds/own/lifetime";
    for (limits, expected) in [
        (json!({"default": "P30D", "min": "P30D", "max": "P1M"}), &[][..]),
        (json!({"default": "P31D", "min": "PT1M", "max": "P1M"}), &[]),
        (json!({"default": "P32D", "min": "PT1M", "max": "P1M"}), &["value_invalid /kinds/own/lifetime/default"]),
        (json!({"default": "PT1M", "min": "PT2M", "max": null}), &["value_invalid /kinds/own/lifetime/default"]),
        (
            json!({"default": "P2Y", "min": "P3Y", "max": "P1Y"}),
            &["value_invalid /kinds/own/lifetime/default", "value_invalid /kinds/own/lifetime/min"],
        ),
    ] {
        assert_eq!(catalog_with(&[(lifetime, limits.clone())]), expected, "{limits}");
    }
    assert_eq!(
        catalog_with(&[("/operations/0/requires/own", json!([]))]),
        ["value_invalid /operations/0/requires/own"]
    );
    let responses = |responses: Value| {
        let mut catalog: Value =
            serde_json::from_str(include_str!("../../catalogs/kontent-management-v2.json")).unwrap();
        catalog["responses"] = responses;
        catalog["notices"] = json!([{"before": "immediately"}]);
        found(Catalog::from_json(&catalog.to_string()))
    };
    let same = json!({"status": 404, "code": 4});
    assert_eq!(responses(json!({"environment_unknown": same})), ["value_invalid /responses/environment_unknown"]);
    let all = ["parameter_out_of_scope", "environment_unknown", "environment_out_of_scope"];
    let mut alike: Value =
        all.iter().map(|name| (name.to_string(), same.clone())).collect::<serde_json::Map<_, _>>().into();
    assert_eq!(responses(alike.clone()), [""; 0]);
    alike["environment_unknown"]["code"] = json!(5);
    assert_eq!(responses(alike).len(), 1);
    assert_eq!(responses(json!({"key_revoked": {"status": 600}})), ["value_invalid /responses/key_revoked/status"]);
    assert_eq!(responses(json!({"key_revoked": {"status": 401.5}})), ["type_wrong /responses/key_revoked/status"]);
}

#[test]
fn problems_come_in_the_order_of_the_text_and_name_what_was_meant() {
    let text = "\u{feff}{\"format\": \"keyward/project@1\", \"id\": \"p\",
        \"keys\": [{\"id\": \"k1\", \"kind\": \"personel\", \"environments\": [\"prod\"], \"createdAt\": 1, \"expiresAt\": null, \"owner\": \"adda\"}],
        \"users\": [{\"id\": \"ada\", \"activ\": true, \"roles\": [{\"role\": \"editor\"}, {\"role\": \"auhtor\"}]}],
        \"roles\": [{\"id\": \"author\", \"permissions\": [\"role:veiw-content\"]}, {\"id\": \"editor\", \"permissions\": []}],
        \"environments\": [{\"id\": \"prd\"}], \"id\": \"q\"}";
    let problems = Ward::from_json(text, Catalog::kontent_management()).unwrap_err().0;
    let told: Vec<(&str, &str, &str)> =
        problems.iter().map(|it| (it.code.as_str(), it.at.as_str(), it.message.as_str())).collect();
    let expected = [
        ("reference_dangling", "/keys/0/kind", "`personel` is not a listed kind; did you mean `personal`?"),
        ("reference_dangling", "/keys/0/environments/0", "`prod` is not a listed environment; did you mean `prd`?"),
        ("instant_invalid", "/keys/0/createdAt", ""),
        ("reference_dangling", "/keys/0/owner", "`adda` is not a listed user; did you mean `ada`?"),
        ("member_unknown", "/users/0/activ", "the member `activ` is not known; did you mean `active`?"),
        ("reference_dangling", "/users/0/roles/1/role", "`auhtor` is not a listed role; did you mean `author`?"),
        (
            "reference_dangling",
            "/roles/0/permissions/0",
            "`role:veiw-content` is not a listed permission; did you mean `role:view-content`?",
        ),
        ("member_repeated", "/id", ""),
    ];
    assert_eq!(told.len(), expected.len(), "{told:?}");
    for (told, expected) in told.iter().zip(expected) {
        assert_eq!((told.0, told.1), (expected.0, expected.1));
        assert!(expected.2.is_empty() || told.2 == expected.2, "{told:?}");
    }
    let printed = serde_json::to_value(&problems[0]).unwrap();
    assert_eq!(
        (&printed["code"], &printed["document"], &printed["at"]),
        (&json!("reference_dangling"), &json!("project"), &json!("/keys/0/kind"))
    );
}

#[test]
fn everything_that_still_refers_to_an_entry_is_told() {
    let mut project = project();
    project["users"].as_array_mut().unwrap().push(json!({"id": "u2", "roles": [{"role": "r1"}]}));
    let mut ward = Ward::from_json(&project.to_string(), Catalog::kontent_management()).unwrap();
    let problems = ward.update_from_json(r#"[{"remove": "role", "id": "r1"}]"#).unwrap_err().0;
    let told: Vec<&str> = problems.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(told, ["the user `u1` still refers to `r1`", "the user `u2` still refers to `r1`"]);
    assert!(problems.iter().all(|it| it.at == "/0/id" && it.document.as_str() == "changes"));
    for (text, expected) in [
        ("{}", "type_wrong "),
        ("[1]", "type_wrong /0"),
        (r#"[{"remove": "rule", "id": "r1"}]"#, "value_invalid /0/remove"),
        (r#"[{"set": "role", "value": {"id": "r3", "permissions": "all"}}]"#, "value_invalid /0/value/permissions"),
        (r#"[{"set": "role", "value": {"id": "r3", "permissions": "every"}, "id": "r3"}]"#, "member_unknown /0/id"),
    ] {
        assert_eq!(found(ward.update_from_json(text)), [expected], "{text}");
    }
}

#[test]
fn values_that_json_does_not_have_are_told_by_what_they_are() {
    let foreign = |what: &str| json!({ "\0": what });
    let mut document = project();
    document["keys"] = json!([foreign("undefined")]);
    document["environments"] = json!([{"id": foreign("a BigInt")}]);
    document["roles"] = foreign("NaN");
    document["users"] = json!([]);
    let problems = read_problems(&document.to_string());
    let wanted = [
        ("/keys/0", "it is undefined, and has to be an object"),
        ("/environments/0/id", "it is a BigInt, and has to be text"),
        ("/roles", "it is NaN, and has to be a list"),
    ];
    for (at, message) in wanted {
        assert!(problems.contains(&(at.to_owned(), message.to_owned())), "{at}: {problems:?}");
    }
    assert_eq!(problems.len(), wanted.len(), "{problems:?}");
    let whole = read_problems(&foreign("an object without members of its own").to_string());
    let message = "it is an object without members of its own, and has to be an object";
    assert_eq!(whole, [(String::new(), message.to_owned())]);
}

/// Where and what.
fn read_problems(text: &str) -> Vec<(String, String)> {
    let problems = Ward::from_json(text, Catalog::kontent_management()).err().map(|Problems(problems)| problems);
    problems.into_iter().flatten().map(|problem| (problem.at.to_string(), problem.message.to_string())).collect()
}

/// A catalog with an environment, of which one place has another value.
fn catalog_spoilt_at(place: &str, value: &Value) -> Vec<String> {
    let catalog = json!({
        "format": "keyward/catalog@1", "id": "c", "permissions": [{"id": "a"}], "environmentParameter": "env",
        "boundParameters": ["sub"],
        "kinds": {"own": {"permissions": "own", "lifetime": {"default": "P1M", "min": "PT1M", "max": null}}},
        "operations": [{"id": "o", "method": "GET", "path": "/{env}/{sub}", "requires": {"own": [["a"]]}}],
    });
    spoilt(catalog, &[(place, value.clone())], |text| found(Catalog::from_json(text)))
}

#[test]
fn an_alternative_is_repeated_in_whatever_order_its_facts_stand() {
    let when = |facts: &str| format!(r#"{{"when": {{{facts}}}, "allOf": ["a"]}}"#);
    let (one, other) = (when(r#""f": true, "g": false"#), when(r#""g": false, "f": true"#));
    let text = format!(
        r#"{{"format": "keyward/catalog@1", "id": "c", "permissions": [{{"id": "a"}}],
        "kinds": {{"own": {{"permissions": "own", "lifetime": {{"default": "P1M", "min": "PT1M", "max": null}}}}}},
        "operations": [{{"id": "o", "method": "GET", "path": "/", "requires": {{"own": [{one}, {other}]}}}}]}}"#
    );
    assert_eq!(found(Catalog::from_json(&text)), ["entry_repeated /operations/0/requires/own/1"]);
}

#[test]
fn a_template_is_not_longer_than_a_path() {
    let path = |length: usize| json!(format!("/{{env}}/{{sub}}/{}", "a".repeat(length)));
    // the shortest path has one character for each parameter
    assert_eq!(catalog_spoilt_at("/operations/0/path", &path(8192 - 5)), [""; 0]);
    assert_eq!(catalog_spoilt_at("/operations/0/path", &path(8192 - 4)), ["value_invalid /operations/0/path"]);
}

#[test]
fn a_status_that_is_refused_is_told_as_it_is() {
    for status in [-1_i64, 399, 600, 70_000, i64::MAX] {
        let mut catalog: Value =
            serde_json::from_str(include_str!("../../catalogs/kontent-management-v2.json")).unwrap();
        catalog["responses"] = json!({"key_revoked": {"status": status}});
        let problems = Catalog::from_json(&catalog.to_string()).unwrap_err().0;
        assert!(problems[0].message.ends_with(&format!("and not {status}")), "{problems:?}");
    }
}

#[test]
fn half_a_surrogate_pair_is_told_at_its_place_whatever_else_the_text_holds() {
    let mut document = project();
    document["name"] = json!("\u{fdd0}");
    let text = document.to_string().replace("\"u1\"", "\"\\ud800\"");
    let expected = ["value_invalid /keys/1/owner", "value_invalid /users/0/id"];
    assert_eq!(read_project(&text), expected);
    assert_eq!(read_project(&text.replace('\u{fdd0}', "\\uFDD0")), expected);
}
