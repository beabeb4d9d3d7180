//! Which problems are told beside each other: one entry's hide nothing of others, and nothing is told of what could not
//! be read.

use keyward::{Catalog, Ward};
use serde_json::{Value, json};

use super::{catalog_spoilt_at, catalog_with, found, project, read_project, spoilt};

#[test]
fn of_a_change_without_an_entry_nothing_more_is_said() {
    let mut ward = Ward::from_json(&project().to_string(), Catalog::kontent_management()).unwrap();
    for list in ["role", "user", "environment", "key"] {
        let mut refused = |value: &str| found(ward.update_from_json(&format!(r#"[{{"set": "{list}"{value}}}]"#)));
        assert_eq!(refused(""), ["member_missing /0/value"], "{list}");
        assert_eq!(refused(r#", "value": "x""#), ["type_wrong /0/value"], "{list}");
        assert_eq!(refused(r#", "value": {"\u0000": "NaN"}"#), ["type_wrong /0/value"], "{list}");
    }
}

#[test]
fn nothing_is_told_of_what_a_missing_or_unreadable_value_would_hold() {
    for (place, value, expected) in [
        ("/kinds/own/lifetime", json!("REMOVED"), &["member_missing /kinds/own/lifetime"][..]),
        ("/kinds/own", json!({}), &["member_missing /kinds/own/permissions", "member_missing /kinds/own/lifetime"]),
        ("/operations/0/path", json!("REMOVED"), &["member_missing /operations/0/path"]),
        ("/operations/0/path", json!(5), &["type_wrong /operations/0/path"]),
        ("/operations/0/path", json!("/{env/{sub"), &["value_invalid /operations/0/path"]),
    ] {
        assert_eq!(catalog_spoilt_at(place, &value), expected, "{place} {value}");
    }
}

#[test]
fn what_stands_in_an_entry_that_is_refused_is_checked_too() {
    for (place, value, expected) in [
        (
            "/operations/0/requires",
            json!({"robot": [["z"]]}),
            &["reference_dangling /operations/0/requires/robot", "reference_dangling /operations/0/requires/robot/0/0"]
                [..],
        ),
        (
            "/operations/0/requires/own",
            json!([["z"], ["z"]]),
            &[
                "reference_dangling /operations/0/requires/own/0/0",
                "entry_repeated /operations/0/requires/own/1",
                "reference_dangling /operations/0/requires/own/1/0",
            ],
        ),
        (
            "/kinds/",
            json!({"permissions": "own", "lifetime": {"default": "x", "min": "PT1M", "max": null}}),
            &["value_invalid /kinds/", "duration_invalid /kinds//lifetime/default"],
        ),
    ] {
        assert_eq!(catalog_spoilt_at(place, &value), expected, "{place} {value}");
    }
    let assignment = json!({"role": "r9"});
    let problems = spoilt(project(), &[("/users/0/roles", json!([assignment, assignment]))], read_project);
    let role = |index| format!("reference_dangling /users/0/roles/{index}/role");
    assert_eq!(problems, [role(0), "entry_repeated /users/0/roles/1".to_owned(), role(1)]);
}

#[test]
fn what_is_wrong_with_one_entry_hides_nothing_of_others() {
    let changes: &[(&str, Value)] = &[
        ("/environments/-", json!({"id": "e2"})),
        ("/users/-", json!({"id": "", "roles": []})),
        ("/keys/1/environments/0", json!("e9")),
        ("/keys/1/owner", json!("u9")),
    ];
    assert_eq!(
        spoilt(project(), changes, read_project),
        [
            "entry_repeated /environments/2/id",
            "reference_dangling /keys/1/environments/0",
            "reference_dangling /keys/1/owner",
            "value_invalid /users/1/id",
        ]
    );
    assert_eq!(
        catalog_with(&[("/kinds/own", json!(5)), ("/operations/0/requires", json!({"zz": [[]]}))]),
        ["type_wrong /kinds/own", "reference_dangling /operations/0/requires/zz"]
    );
    let operation = |id: &str| json!({"id": id, "method": "GET", "path": "/a", "requires": {"zz": [[]]}});
    let catalog = json!({
        "boundParameters": ["sub"], "format": "keyward/catalog@1", "id": "c", "kinds": {"": {"permissions": "own",
            "lifetime": {"default": "P1M", "min": "PT1M", "max": null}}},
        "operations": [operation(""), operation("o"), operation("o")], "permissions": [],
    });
    assert_eq!(
        found(Catalog::from_json(&catalog.to_string())),
        [
            "reference_dangling /boundParameters/0",
            "value_invalid /kinds/",
            "value_invalid /operations/0/id",
            "reference_dangling /operations/0/requires/zz",
            "operation_duplicate /operations/1",
            "reference_dangling /operations/1/requires/zz",
            "operation_duplicate /operations/2",
            "entry_repeated /operations/2/id",
            "reference_dangling /operations/2/requires/zz",
        ]
    );
}

#[test]
fn an_entry_that_could_not_be_read_hides_no_dangling_reference() {
    for unreadable in [json!(5), json!({"roles": []}), json!({"id": 5, "roles": []})] {
        let changes = [("/users/-", unreadable), ("/keys/1/owner", json!("u9"))];
        let problems = spoilt(project(), &changes, read_project);
        assert!(problems.contains(&"reference_dangling /keys/1/owner".to_owned()), "{problems:?}");
        assert_eq!(problems.len(), 2, "{problems:?}");
    }
    // of a list that is none, nothing is told
    let changes = [("/users", json!({})), ("/keys/1/owner", json!("u9"))];
    assert_eq!(spoilt(project(), &changes, read_project), ["type_wrong /users"]);
    let problems = catalog_spoilt_at("/permissions", &json!([5]));
    assert_eq!(problems, ["reference_dangling /operations/0/requires/own/0/0", "type_wrong /permissions/0"]);
}

#[test]
fn a_kind_that_is_not_listed_hides_nothing_of_its_key() {
    let key = json!({
        "createdAt": 1_795_435_200_000_i64, "environments": ["e9"], "expiresAt": 1_795_435_200_000_i64, "id": "k9",
        "kind": "robot", "owner": "u9", "permissions": ["nope", "key:read-content"],
    });
    assert_eq!(
        spoilt(project(), &[("/keys/0", key)], read_project),
        [
            "reference_dangling /keys/0/environments/0",
            "value_invalid /keys/0/expiresAt",
            "reference_dangling /keys/0/kind",
            "reference_dangling /keys/0/owner",
            "reference_dangling /keys/0/permissions/0",
        ]
    );
}

#[test]
fn what_could_not_be_read_is_no_repeated_entry() {
    let read_notices = |notices: Value| catalog_spoilt_at("/notices", &notices);
    assert_eq!(
        read_notices(json!([{"before": []}, {"before": "now"}, {}, 5])),
        [
            "value_invalid /notices/0/before",
            "value_invalid /notices/1/before",
            "member_missing /notices/2/before",
            "type_wrong /notices/3",
        ]
    );
    assert_eq!(
        catalog_spoilt_at(
            "/operations/0/requires/own",
            &json!([[5], [""], {"when": {"f": 1}, "allOf": ["a"]}, {"when": {"f": false}, "allOf": ["a"]}])
        ),
        [
            "type_wrong /operations/0/requires/own/0/0",
            "reference_dangling /operations/0/requires/own/1/0",
            "type_wrong /operations/0/requires/own/2/when/f",
        ]
    );
    let alike = |code: Value| {
        json!({"parameter_out_of_scope": {"status": 404}, "environment_unknown": {"status": code},
               "environment_out_of_scope": {"status": 404}})
    };
    assert_eq!(
        catalog_spoilt_at("/responses", &alike(json!("404"))),
        ["type_wrong /responses/environment_unknown/status"]
    );
    let assignment = |role: Value| json!({"role": role});
    let changes =
        [("/users/0/roles", json!([assignment(json!(1)), assignment(json!(2)), assignment(json!("")), {}, {}]))];
    assert_eq!(
        spoilt(project(), &changes, read_project),
        [
            "type_wrong /users/0/roles/0/role",
            "type_wrong /users/0/roles/1/role",
            "reference_dangling /users/0/roles/2/role",
            "member_missing /users/0/roles/3/role",
            "member_missing /users/0/roles/4/role",
        ]
    );
    let collections = [("/users/0/roles/0/collections", json!([5, "", 6]))];
    assert_eq!(
        spoilt(project(), &collections, read_project),
        [
            "type_wrong /users/0/roles/0/collections/0",
            "value_invalid /users/0/roles/0/collections/1",
            "type_wrong /users/0/roles/0/collections/2",
        ]
    );
    // more than are compared in pairs, and real repeats among them
    let many: Vec<Value> =
        (0..40).map(|index| if index % 2 == 0 { json!(index) } else { json!(format!("c{}", index / 4)) }).collect();
    let problems = spoilt(project(), &[("/users/0/roles/0/collections", json!(many))], read_project);
    let of = |code: &str| problems.iter().filter(|problem| problem.starts_with(code)).count();
    assert_eq!((of("type_wrong"), of("entry_repeated"), problems.len()), (20, 10, 30), "{problems:?}");
}

#[test]
fn everything_that_is_wrong_with_a_clone_is_told() {
    let mut ward = Ward::from_json(&project().to_string(), Catalog::kontent_management()).unwrap();
    let mut refused = |from: &str, id: &str| {
        let change = json!([{"clone": "environment", "from": from, "id": id}]);
        found(ward.update_from_json(&change.to_string()))
    };
    assert_eq!(refused("e9", "e1"), ["reference_dangling /0/from", "entry_repeated /0/id"]);
    assert_eq!(refused("e9", ""), ["reference_dangling /0/from", "value_invalid /0/id"]);
    assert_eq!(refused("e1", ""), ["value_invalid /0/id"]);
    assert_eq!(refused("e1", "e1"), ["entry_repeated /0/id"]);
}
