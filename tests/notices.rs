//! Notices: where random rules put them, which are due, their ids and recipients.

use std::collections::BTreeSet;

use chrono::{DateTime, Months, TimeDelta, Utc};
use keyward::{Catalog, Instant, Notice, Ward};
use proptest::prelude::*;
use serde_json::{Value, json};

const START: i64 = 1_795_435_200_000;
const HOUR: i64 = 3_600_000;
const DAY: i64 = 86_400_000;

fn at(millis: i64) -> Instant {
    Instant::from_millis(millis).unwrap()
}

fn catalog(notices: &Value) -> Catalog {
    let lifetime = json!({"default": "P6M", "min": "PT1M", "max": null});
    let catalog = json!({
        "format": "keyward/catalog@1", "id": "c", "operations": [], "notices": notices,
        "permissions": [{"id": "p"}, {"id": "manage"}],
        "kinds": {
            "own": {"permissions": "own", "lifetime": lifetime, "recipients": "manage"},
            "owner": {"permissions": "owner", "lifetime": lifetime},
        },
    });
    Catalog::from_json(&catalog.to_string()).unwrap()
}

/// Calendar months and hours: a duration in a form that chrono adds directly.
type Length = (u32, i64);

fn text((months, hours): &Length) -> String {
    format!("P{months}MT{hours}H")
}

/// `created` plus a length, or `expires` minus it. chrono covers 262,000 years, which is more than these lengths have.
fn moved(from: i64, (months, hours): &Length, back: bool) -> i64 {
    let from = DateTime::<Utc>::from_timestamp_millis(from).unwrap();
    let (months, hours) = (Months::new(*months), TimeDelta::hours(*hours));
    let date = if back {
        from.checked_sub_months(months).unwrap().checked_sub_signed(hours)
    } else {
        from.checked_add_months(months).unwrap().checked_add_signed(hours)
    };
    date.unwrap().timestamp_millis()
}

#[derive(Clone, Debug)]
struct RandomTier {
    up_to: Option<Length>,
    below: Option<Length>,
    /// `None` for `immediately`.
    before: Option<Vec<Length>>,
    rule: Option<&'static str>,
}

impl RandomTier {
    fn document(&self) -> Value {
        let before = self.before.as_ref().map(|before| before.iter().map(text).collect::<Vec<_>>());
        let mut tier = json!({"before": before.map_or_else(|| json!("immediately"), |before| json!(before))});
        for (name, value) in [
            ("upTo", self.up_to.as_ref().map(text)),
            ("below", self.below.as_ref().map(text)),
            ("rule", self.rule.map(str::to_owned)),
        ] {
            if let Some(value) = value {
                tier[name] = value.into();
            }
        }
        tier
    }

    fn expected(&self, created: i64, expires: i64) -> Vec<(i64, String)> {
        let name = |otherwise: String| self.rule.map_or(otherwise, str::to_owned);
        let Some(before) = &self.before else { return vec![(created, name("immediately".to_owned()))] };
        let all: Vec<_> = before.iter().map(|before| (moved(expires, before, true), name(text(before)))).collect();
        let mut found: Vec<(i64, String)> = Vec::new();
        for (due, rule) in &all {
            if *due >= created && !found.iter().any(|(other, _)| other == due) {
                found.push((*due, rule.clone()));
            }
        }
        found.sort_by_key(|(due, _)| *due);
        if found.is_empty() {
            let tightest = all.iter().map(|(due, _)| *due).max().unwrap();
            let (_, rule) = all.iter().find(|(due, _)| *due == tightest).unwrap();
            found.push((created, rule.clone()));
        }
        found
    }
}

fn length() -> impl Strategy<Value = Length> {
    let months = prop_oneof![4 => Just(0), 2 => 0..30_u32, 1 => Just(999_999)];
    let hours = prop_oneof![(0..10_i64).prop_map(|days| days * 24), 0..2000_i64, Just(999_999)];
    (months, hours)
}

fn tier() -> impl Strategy<Value = RandomTier> {
    // a list has no entry twice
    let distinct =
        prop::collection::btree_set(length(), 1..5).prop_map(|before| before.into_iter().collect::<Vec<_>>());
    let before = prop::option::weighted(0.9, distinct.prop_shuffle());
    let bounds = (prop::option::of(length()), prop::option::of(length()));
    let rule = prop::option::weighted(0.3, prop::sample::select(vec!["soon", "later"]));
    (bounds, before, rule).prop_map(|((up_to, below), before, rule)| RandomTier { up_to, below, before, rule })
}

/// A list has no entry twice.
fn tiers() -> impl Strategy<Value = Vec<RandomTier>> {
    prop::collection::vec(tier(), 1..4).prop_map(|mut tiers| {
        let mut seen = Vec::new();
        tiers.retain(|tier| {
            let document = tier.document();
            let is_new = !seen.contains(&document);
            seen.push(document);
            is_new
        });
        tiers
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_rules_put_notices_where_they_should(
        tiers in tiers(),
        (created, life) in (
            prop_oneof![Just(START), Just(Instant::MIN.millis()), Just(253_402_000_000_000)],
            prop_oneof![length().prop_map(|(months, hours)| i64::from(months % 40) * 30 * DAY + hours * HOUR), 1..DAY],
        ),
        near in -1..=1_i64,
    ) {
        let expires = (created + life + near).clamp(created + 1, Instant::MAX.millis());
        let catalog = catalog(&tiers.iter().map(RandomTier::document).collect());
        let fits = |tier: &&RandomTier| {
            tier.up_to.is_none_or(|bound| expires <= moved(created, &bound, false))
                && tier.below.is_none_or(|bound| expires < moved(created, &bound, false))
        };
        let expected = tiers.iter().find(fits).map_or_else(Vec::new, |tier| tier.expected(created, expires));
        let found = catalog.notices_of(at(created), at(expires)).into_iter();
        prop_assert_eq!(found.map(|it| (it.at.millis(), it.rule)).collect::<Vec<_>>(), expected);
    }
}

/// A key for ten days, with some members changed.
fn key(id: &str, members: Value) -> Value {
    let mut key = json!({
        "id": id, "kind": "own", "environments": "all", "permissions": ["p"],
        "createdAt": START, "expiresAt": START + 10 * DAY,
    });
    for (name, value) in members.as_object().unwrap() {
        key[name] = value.clone();
    }
    key
}

fn ward(notices: &Value, keys: &[Value]) -> Ward {
    let project = json!({
        "format": "keyward/project@1", "id": "p", "environments": [{"id": "e1"}, {"id": "e2"}], "keys": keys,
        "roles": [{"id": "manager", "permissions": ["manage"]}, {"id": "all", "permissions": "every"}, {"id": "other", "permissions": ["p"]}],
        "users": [
            {"id": "ada", "name": "Ada", "email": "ada@example.com", "roles": [{"role": "manager"}, {"role": "all"}]},
            {"id": "bo", "roles": [{"role": "manager", "environments": ["e1"]}]},
            {"id": "cy", "roles": [{"role": "other"}]},
            {"id": "eve", "active": false, "roles": [{"role": "all"}]},
        ],
    });
    Ward::from_json(&project.to_string(), catalog(notices)).unwrap()
}

fn three_reminders() -> Value {
    json!([{"before": ["P7D", "P3D", "P1D"], "rule": "soon"}])
}

fn keys_of(notices: &[Notice]) -> Vec<&str> {
    notices.iter().map(|notice| notice.key.as_str()).collect()
}

#[test]
fn the_latest_threshold_that_has_come_is_due_and_replaces_the_others() {
    let ward = ward(&three_reminders(), &[key("k", json!({"name": "CI"}))]);
    let due = |days: i64| ward.notices(at(START + days * DAY));
    assert_eq!(ward.notices(at(START + 3 * DAY - 1)), []);
    let ids: Vec<String> = [3, 7, 9].iter().map(|days| due(*days).remove(0).id).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 3, "{ids:?}");
    assert_eq!(due(3)[0].replaces, [""; 0]);
    assert_eq!(due(8)[0].replaces, ids[..1]);
    let late = ward.notices(at(START + 10 * DAY - 1));
    assert_eq!(
        (late.len(), &late[0].id, &late[0].replaces[..], late[0].at),
        (1, &ids[2], &ids[..2], at(START + 9 * DAY))
    );
    assert_eq!(due(10), []);
    let forecast = ward.forecast(Instant::MIN, Instant::MAX);
    assert_eq!(forecast, [3, 7, 9].iter().flat_map(|days| due(*days)).collect::<Vec<_>>());
    assert_eq!(ward.forecast(at(START + 3 * DAY), at(START + 9 * DAY)), forecast[..2], "the end is not included");
}

#[test]
fn an_id_names_key_expiry_rule_and_duration() {
    let id = |notices: Value, id: &str, members: Value| {
        ward(&notices, &[key(id, members)]).forecast(Instant::MIN, Instant::MAX).remove(0).id
    };
    let week = || json!([{"before": ["P7D"], "rule": "soon"}]);
    let same = id(week(), "k", json!({}));
    for other in [
        id(week(), "k", json!({"name": "renamed", "createdAt": START + 1, "permissions": ["manage"]})),
        id(json!([{"before": ["P1W"], "rule": "soon"}]), "k", json!({})),
        id(
            json!([{"before": ["P8D", "P7D"], "upTo": "P1D"}, {"before": ["P7D", "P1D"], "rule": "soon"}]),
            "k",
            json!({}),
        ),
    ] {
        assert_eq!(other, same);
    }
    let mut ids = BTreeSet::from([same]);
    for other in [
        id(week(), "k2", json!({})),
        id(week(), "k/", json!({})),
        id(week(), "k%2F", json!({})),
        id(week(), "k", json!({"expiresAt": START + 10 * DAY + 1})),
        id(json!([{"before": ["P7D"], "rule": "late"}]), "k", json!({})),
        id(json!([{"before": ["P7D"]}]), "k", json!({})),
        id(json!([{"before": ["P6D"], "rule": "soon"}]), "k", json!({})),
        id(json!([{"before": ["P20D"], "rule": "soon"}]), "k", json!({})),
        id(json!([{"before": "immediately", "rule": "soon"}]), "k", json!({})),
        // a separator in one part is not the one between two
        id(week(), "k/1", json!({})),
        id(json!([{"before": ["P7D"], "rule": "soon/P0M"}]), "k", json!({})),
    ] {
        assert!(ids.insert(other.clone()), "{other} is used twice");
    }
}

#[test]
fn dead_disabled_and_replaced_keys_get_no_notices() {
    let now = at(START + 9 * DAY);
    let due = |successor: Value| {
        let mut members = json!({"replaces": "old", "expiresAt": START + 100 * DAY});
        for (name, value) in successor.as_object().unwrap() {
            members[name] = value.clone();
        }
        let ward = ward(&three_reminders(), &[key("old", json!({})), key("new", members)]);
        !ward.notices(now).is_empty()
    };
    assert!(!due(json!({})), "a living key replaces it");
    assert!(due(json!({"replaces": "another"})));
    assert!(due(json!({"revokedAt": START + 9 * DAY})), "the successor is revoked");
    assert!(!due(json!({"revokedAt": START + 9 * DAY + 1})));
    assert!(due(json!({"expiresAt": START + 8 * DAY})), "the successor has expired");
    assert!(due(json!({"disabled": true})), "the successor is disabled");
    for (members, expected) in [
        (json!({}), true),
        (json!({"disabled": true}), false),
        (json!({"disabled": false, "notBefore": START + 10 * DAY}), true),
        (json!({"revokedAt": START + 9 * DAY}), false),
        (json!({"revokedAt": START + 9 * DAY + 1}), true),
        (json!({"expiresAt": START + 9 * DAY}), false),
        (json!({"expiresAt": null}), false),
        (json!({"replaces": "k"}), true),
    ] {
        let ward = ward(&three_reminders(), &[key("k", members.clone())]);
        assert_eq!(keys_of(&ward.notices(now)), ["k"; 1][..usize::from(expected)], "{members}");
    }
}

#[test]
fn recipients_are_the_owner_or_the_active_users_with_the_permission() {
    let owned = |owner: &str| json!({"id": "k", "kind": "owner", "owner": owner, "environments": "all", "createdAt": START, "expiresAt": START + DAY});
    for (key, expected) in [
        (key("k", json!({})), vec!["ada", "bo"]),
        (key("k", json!({"environments": ["e1"]})), vec!["ada", "bo"]),
        (key("k", json!({"environments": ["e2"]})), vec!["ada"]),
        (key("k", json!({"environments": ["e2", "e1"]})), vec!["ada", "bo"]),
        (owned("cy"), vec!["cy"]),
        (owned("eve"), vec![]),
    ] {
        let notices = ward(&json!([{"before": "immediately"}]), std::slice::from_ref(&key)).notices(at(START));
        let users: Vec<&str> = notices[0].recipients.iter().map(|recipient| recipient.user.as_str()).collect();
        assert_eq!(users, expected, "{key}");
    }
}

#[test]
fn a_notice_is_written_as_documented() {
    let key = json!({"id": "k", "kind": "owner", "owner": "ada", "environments": "all", "createdAt": START, "expiresAt": START + 2 * DAY});
    let ward = ward(&json!([{"before": ["P1D", "PT1H"]}]), &[key]);
    let notice = serde_json::to_value(ward.notices(at(START + 2 * DAY - HOUR)).remove(0)).unwrap();
    let id = |rule: &str, seconds: i64| format!("k/{}/{rule}/P0MT{seconds}S", START + 2 * DAY);
    let expected = json!({
        "id": id("PT1H", 3600), "key": "k", "name": null, "rule": "PT1H", "at": START + 2 * DAY - HOUR,
        "expiresAt": START + 2 * DAY, "replaces": [id("P1D", 86_400)],
        "recipients": [{"user": "ada", "name": "Ada", "email": "ada@example.com"}],
    });
    assert_eq!(notice, expected);
}
