//! Documents that are refused: every problem, with its code and place.

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
        (&[("/roles/0/id", json!(7))], &["type_wrong /roles/0/id"]),
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
        ("/identifiers/item/1", json!("codename/{a}/{b}"), &["value_invalid /identifiers/item/1"]),
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
