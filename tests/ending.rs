//! Which keys end within a time, against a naive reading of the documents.

use keyward::{Catalog, Duration, Instant, State, Ward};
use proptest::prelude::*;
use serde_json::{Value, json};

const START: i64 = 1_795_435_200_000;
const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

fn at(millis: i64) -> Instant {
    Instant::from_millis(millis).unwrap()
}

fn ward(keys: &[Value]) -> Ward {
    let catalog = json!({
        "format": "keyward/catalog@1", "id": "c", "permissions": [{"id": "p"}, {"id": "told"}], "operations": [],
        "kinds": {
            "own": {"permissions": "own", "recipients": "told", "lifetime": {"default": "P6M", "min": "PT1M", "max": null}},
            "owner": {"permissions": "owner", "recipients": "owner", "lifetime": {"default": "P6M", "min": "PT1M", "max": null}},
        },
    });
    let project = json!({
        "format": "keyward/project@1", "id": "p", "environments": [{"id": "e1"}, {"id": "e2"}], "keys": keys,
        "roles": [{"id": "r", "permissions": ["told"]}],
        "users": [
            {"id": "ada", "name": "Ada", "email": "ada@example.com", "roles": [{"role": "r"}]},
            {"id": "bob", "roles": [{"role": "r", "environments": ["e2"]}]},
            {"id": "eve", "roles": [{"role": "r"}], "active": false},
        ],
    });
    Ward::from_json(&project.to_string(), Catalog::from_json(&catalog.to_string()).unwrap()).unwrap()
}

fn key(id: &str, expires: Option<i64>, members: Value) -> Value {
    let mut key = json!({"id": id, "kind": "own", "environments": "all", "permissions": ["p"], "createdAt": START, "expiresAt": expires});
    for (name, value) in members.as_object().unwrap() {
        key[name] = value.clone();
    }
    key
}

#[test]
fn what_ends_first_comes_first_with_who_is_told() {
    let ward = ward(
        &[
            key("late", Some(START + 9 * DAY), json!({})),
            key("edge", Some(START + 8 * DAY), json!({"environments": ["e1"], "name": "Edge"})),
            key("beyond", Some(START + 9 * DAY + 1), json!({})),
            key("revoked-soon", None, json!({"revokedAt": START + 2 * DAY})),
            key("never", None, json!({})),
            key("disabled", Some(START + 3 * DAY), json!({"disabled": true})),
            key("over", Some(START + DAY), json!({})),
            key("owned", Some(START + 5 * DAY), json!({"kind": "owner", "owner": "eve", "permissions": null})),
            key("new", Some(START + 90 * DAY), json!({"replaces": "late"})),
        ]
        .map(|mut key| {
            if key["permissions"].is_null() {
                key.as_object_mut().unwrap().remove("permissions");
            }
            key
        }),
    );
    let ending = ward.keys_ending(at(START + DAY), &"P8D".parse().unwrap()).unwrap();
    let told = |key: &keyward::EndingKey| key.recipients.iter().map(|it| it.user.clone()).collect::<Vec<_>>();
    let rows: Vec<_> = ending
        .iter()
        .map(|it| (it.key.as_str(), it.ends_at.millis() - START, it.state, told(it), it.replaced_by.clone()))
        .collect();
    let all = vec!["ada".to_owned(), "bob".to_owned()];
    assert_eq!(
        rows,
        [
            ("revoked-soon", 2 * DAY, State::Retiring, all.clone(), vec![]),
            ("owned", 5 * DAY, State::OwnerInactive, vec![], vec![]),
            ("edge", 8 * DAY, State::Active, vec!["ada".to_owned()], vec![]),
            ("late", 9 * DAY, State::Active, all, vec!["new".to_owned()]),
        ]
    );
    let text = serde_json::to_value(&ending[2]).unwrap();
    assert_eq!(
        text,
        json!({
            "key": "edge", "name": "Edge", "kind": "own", "endsAt": START + 8 * DAY, "expiresAt": START + 8 * DAY, "state": "active",
            "remaining": {"value": 7, "unit": "day"}, "replacedBy": [],
            "recipients": [{"user": "ada", "name": "Ada", "email": "ada@example.com"}],
        })
    );
    assert_eq!(ward.recipients_of("edge").unwrap(), ending[2].recipients);
    assert_eq!(ward.recipients_of("nobody"), None);
    assert!(ward.keys_ending(at(START), &"P9000Y".parse().unwrap()).is_err());
}

#[test]
fn a_notice_goes_to_those_who_are_told() {
    let ward = ward(&[key("k", Some(START + 30 * DAY), json!({}))]);
    let notices = ward.notices(at(START + 25 * DAY));
    assert_eq!(notices.len(), 1);
    assert_eq!(Some(&notices[0].recipients), ward.recipients_of("k").as_ref());
}

proptest! {
    #[test]
    fn they_are_those_that_live_and_end_in_time(
        keys in prop::collection::vec((prop::option::of(1..40_i64), prop::option::of(0..40_i64), any::<bool>()), 0..12),
        now in 0..40_i64,
        within in 0..40_u16,
    ) {
        let documents: Vec<_> = keys.iter().enumerate().map(|(number, (expires, revoked, disabled))| {
            let mut members = json!({"disabled": disabled});
            if let Some(revoked) = revoked {
                members["revokedAt"] = (START + revoked * HOUR).into();
            }
            key(&number.to_string(), expires.map(|expires| START + expires * HOUR), members)
        }).collect();
        let mut expected: Vec<(i64, usize)> = keys.iter().enumerate().filter_map(|(number, (expires, revoked, disabled))| {
            let end = [*expires, *revoked].into_iter().flatten().min()?;
            (!disabled && end > now && end <= now + i64::from(within)).then_some((end, number))
        }).collect();
        expected.sort_unstable();
        let found = ward(&documents).keys_ending(at(START + now * HOUR), &Duration::hours(within)).unwrap();
        let found: Vec<_> = found.iter().map(|it| ((it.ends_at.millis() - START) / HOUR, it.key.parse().unwrap())).collect();
        prop_assert_eq!(found, expected);
    }
}
