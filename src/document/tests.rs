//! What is read is what plain `serde_json` reads.

use proptest::prelude::*;
use proptest::sample::Index as Choice;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{CatalogDocument, KeyInput, ProjectDocument, RenewalInput, read_input};
use crate::problem::{DocumentKind, Problems, Report};
use crate::{Catalog, Ward};

fn project() -> Value {
    json!({
        "format": "keyward/project@1", "id": "p", "name": "P", "parameters": {"subscription_id": "s"},
        "environments": [{"id": "e1", "name": "one", "managementApi": false}, {"id": "e2"}],
        "roles": [{"id": "r1", "permissions": ["role:view-content"]}, {"id": "r2", "name": "R", "permissions": "every"}],
        "users": [{"id": "u1", "name": "U", "email": "u@example.com", "active": true, "roles": [
            {"role": "r1", "environments": "all", "collections": ["c"], "languages": "any"}, {"role": "r2"}]}],
        "keys": [
            {"id": "k1", "kind": "management", "environments": "all", "createdAt": 1_700_000_000_000_i64,
             "expiresAt": "2026-11-23T12:00:00.5+01:00", "permissions": ["key:read-content"], "disabled": false},
            {"id": "k2", "kind": "personal", "name": "K", "environments": ["e1"], "createdAt": "2024-01-01T00:00:00Z",
             "expiresAt": null, "notBefore": 1_700_000_000_000_i64, "revokedAt": 1_800_000_000_000_i64, "owner": "u1",
             "replaces": "k0"},
        ],
    })
}

fn catalog() -> Value {
    json!({
        "format": "keyward/catalog@1", "id": "c", "title": "C", "source": "S",
        "permissions": [{"id": "a"}, {"id": "b", "title": "B", "includes": ["a"], "allEnvironments": true,
            "scopedBy": ["collection", "language"]}],
        "kinds": {
            "own": {"permissions": "own", "lifetime": {"default": "P1M", "min": "PT1M", "max": null}},
            "staff": {"permissions": "owner", "lifetime": {"default": "P1M", "min": "PT1M", "max": "P1Y"},
                "overlap": "PT1H", "recipients": "owner"},
        },
        "identifiers": {"item": ["{id}", "codename/{codename}"]}, "environmentParameter": "env",
        "boundParameters": ["sub"], "trailingSlash": "ignore", "encodedSlash": "keep",
        "operations": [{"id": "o", "method": "GET", "path": "/{sub}/{env}/{item}", "title": "O", "group": "G",
            "access": "read", "deprecated": false,
            "requires": {"own": [["a"], {"when": {"exists": true}, "allOf": ["a", "b"]}], "staff": [[]]}}],
        "notices": [{"upTo": "P1D", "before": "immediately"}, {"below": "P9D", "before": ["P1D", "PT1H"], "rule": "r"}],
        "responses": {"key_revoked": {"status": 401}, "permission_missing": {"status": 403.0, "code": 16}},
    })
}

/// One step of spoiling a document.
#[derive(Clone, Debug)]
enum Spoil {
    Replace(Value),
    Remove,
    Add(String, Value),
    Swap(Choice),
}

fn leaf() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        prop_oneof![Just(1.5), Just(1e3), Just(-0.0), Just(1.7e12), Just(1e300)].prop_map(Value::from),
        prop_oneof![
            Just("all"),
            Just("any"),
            Just("every"),
            Just("owner"),
            Just("read"),
            Just("immediately"),
            Just(""),
            Just("2026-11-23T12:00:00Z"),
            Just("P1D"),
            Just("\u{0}é"),
            Just("keyward/project@1")
        ]
        .prop_map(Value::from),
        Just(json!([])),
        Just(json!({})),
        Just(json!(["a"])),
        Just(json!({"when": {}, "allOf": []})),
        Just(json!([[]])),
        Just(json!({"own": null})),
        Just(json!({"all": null})),
    ]
}

fn spoil() -> impl Strategy<Value = (Choice, Spoil)> {
    let name = prop_oneof![Just("name"), Just("nmae"), Just("when"), Just("code"), Just("owner"), Just("")];
    let how = prop_oneof![
        3 => leaf().prop_map(Spoil::Replace),
        1 => Just(Spoil::Remove),
        1 => (name, leaf()).prop_map(|(name, value)| Spoil::Add(name.to_owned(), value)),
        1 => any::<Choice>().prop_map(Spoil::Swap),
    ];
    (any::<Choice>(), how)
}

/// The pointers of all values.
fn pointers(value: &Value, at: String, all: &mut Vec<String>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(name, value)| {
            pointers(value, format!("{at}/{}", name.replace('~', "~0").replace('/', "~1")), all);
        }),
        Value::Array(entries) => {
            entries.iter().enumerate().for_each(|(place, value)| pointers(value, format!("{at}/{place}"), all));
        }
        _ => {}
    }
    all.push(at);
}

fn spoilt(mut document: Value, spoils: &[(Choice, Spoil)]) -> Value {
    for (choice, spoil) in spoils {
        let mut all = Vec::new();
        pointers(&document, String::new(), &mut all);
        let at = choice.get(&all).clone();
        match spoil {
            Spoil::Replace(value) => *document.pointer_mut(&at).unwrap() = value.clone(),
            Spoil::Swap(other) => {
                let other = document.pointer(other.get::<String>(&all)).unwrap().clone();
                *document.pointer_mut(&at).unwrap() = other;
            }
            Spoil::Add(name, value) => match document.pointer_mut(&at).unwrap() {
                Value::Object(members) => drop(members.insert(name.clone(), value.clone())),
                Value::Array(entries) => entries.push(value.clone()),
                other => *other = value.clone(),
            },
            Spoil::Remove => {
                let Some((above, name)) = at.rsplit_once('/') else { continue };
                match document.pointer_mut(above).unwrap() {
                    Value::Object(members) => drop(members.remove(&name.replace("~1", "/").replace("~0", "~"))),
                    Value::Array(entries) => drop(entries.remove(name.parse().unwrap())),
                    _ => {}
                }
            }
        }
    }
    document
}

/// What is taken is what plain `serde_json` takes; what that refuses has a problem; and no problem stands nowhere.
fn compare<T>(document: &Value, read: impl Fn(&str) -> Result<T, Problems>) -> Result<(), TestCaseError>
where
    T: DeserializeOwned + Serialize + PartialEq + std::fmt::Debug,
{
    let text = document.to_string();
    match (read(&text), serde_json::from_str::<T>(&text)) {
        (Ok(ours), Ok(theirs)) => {
            prop_assert_eq!(&ours, &theirs);
            let printed = serde_json::to_string(&ours).unwrap();
            prop_assert_eq!(&read(&printed).unwrap(), &ours, "{}", printed);
        }
        (Ok(ours), Err(error)) => prop_assert!(false, "{error} in {text}, read as {ours:?}"),
        (Err(Problems(problems)), theirs) => {
            prop_assert!(!problems.is_empty());
            for problem in &problems {
                let there = document.pointer(&problem.at);
                prop_assert_eq!(there.is_none(), problem.code.as_str() == "member_missing", "{} in {}", problem, text);
            }
            // plain `serde_json` takes null for a member that is left out, and lists for structs
            let lenient = |problem: &crate::Problem| {
                problem.code.as_str() == "type_wrong"
                    || problem.code.as_str() == "instant_invalid"
                    || problem.at.ends_with('/')
            };
            prop_assert!(theirs.is_err() || problems.iter().all(lenient), "{problems:?} in {text}");
        }
    }
    Ok(())
}

fn input<T: DeserializeOwned>(text: &str) -> Result<T, Problems> {
    let mut report = Report::new(DocumentKind::Input);
    let read = read_input(text, &mut report, |input: T, _, _| input);
    report.made(read)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1500) })]

    #[test]
    fn a_spoilt_document_is_read_as_serde_json_reads_it(spoils in prop::collection::vec(spoil(), 0..4)) {
        compare(&spoilt(project(), &spoils), ProjectDocument::from_json)?;
        compare(&spoilt(catalog(), &spoils), CatalogDocument::from_json)?;
        let new = json!({"id": "k", "name": "K", "kind": "own", "environments": ["e1"], "permissions": ["a"],
            "owner": "u1", "lifetime": "P1D", "expiresAt": null, "notBefore": 1_700_000_000_000_i64});
        compare(&spoilt(new, &spoils), input::<KeyInput>)?;
        let renewal = json!({"id": "k", "lifetime": "same", "expiresAt": "2026-11-23T12:00:00Z", "overlap": "PT1H"});
        compare(&spoilt(renewal, &spoils), input::<RenewalInput>)?;
    }

    #[test]
    fn a_project_is_refused_whole_as_it_is_refused_entry_by_entry(spoils in prop::collection::vec(spoil(), 1..4)) {
        let text = spoilt(project(), &spoils).to_string();
        let form = ProjectDocument::from_json(&text).err().map_or(Vec::new(), |problems| problems.0);
        let all = Ward::from_json(&text, Catalog::kontent_management()).err().map_or(Vec::new(), |problems| problems.0);
        let of_form: Vec<_> = all.iter().filter(|problem| form.contains(problem)).collect();
        prop_assert_eq!(of_form, form.iter().collect::<Vec<_>>(), "{}", text);
    }
}
