//! Status, notices and the life cycle of keys over time.

use std::collections::BTreeSet;

use keyward::{Catalog, Instant, LifecycleError, Lifetime, NewKey, State, Ward};

const START: i64 = 1_795_435_200_000;
const HOUR: i64 = 3_600_000;

fn at(millis: i64) -> Instant {
    Instant::from_millis(millis).unwrap()
}

fn ward() -> Ward {
    let project = r#"{"format": "keyward/project@1", "id": "p", "environments": [{"id": "e1"}, {"id": "e2"}],
        "roles": [{"id": "pm", "permissions": "every"}, {"id": "r", "permissions": []}],
        "users": [{"id": "ada", "email": "ada@example.com", "roles": [{"role": "pm", "environments": ["e1"]}]},
                  {"id": "bo", "roles": [{"role": "r"}]}, {"id": "eve", "active": false, "roles": [{"role": "pm"}]}],
        "keys": []}"#;
    Ward::from_json(project, Catalog::kontent_management()).unwrap()
}

fn management(lifetime: Lifetime) -> NewKey {
    NewKey {
        name: "CI".to_owned(),
        kind: "management".to_owned(),
        permissions: Some(vec!["key:read-content".to_owned()]),
        lifetime,
        ..NewKey::default()
    }
}

#[test]
fn a_status_changes_exactly_when_it_says() {
    for (lifetime, revoked_after, not_before_after) in [
        ("PT1M", None, None),
        ("PT90M", None, None),
        ("P1D", Some(20), None),
        ("P8D", None, Some(3)),
        ("P9D", Some(200), Some(30)),
    ] {
        let mut ward = ward();
        let mut input = management(Lifetime::For(lifetime.to_owned()));
        input.not_before = not_before_after.map(|hours| at(START + hours * HOUR));
        ward.create_key(&input, "k", at(START)).unwrap();
        if let Some(hours) = revoked_after {
            ward.revoke_key("k", at(START + hours * HOUR)).unwrap();
        }
        let (mut now, mut steps) = (START, 0);
        while let Some(changes_at) = ward.status("k", at(now)).unwrap().changes_at {
            let shown = |millis: i64| {
                let status = ward.status("k", at(millis)).unwrap();
                (status.state, status.level, status.remaining)
            };
            let next = changes_at.millis();
            assert!(next > now);
            for between in [now + 1, now + (next - now) / 3, next - 1].into_iter().filter(|it| (now..next).contains(it))
            {
                assert_eq!(shown(between), shown(now), "{lifetime} at {between}");
            }
            assert_ne!(shown(next), shown(now), "{lifetime} at {next}");
            let living = matches!(shown(now).0, State::Active | State::Retiring | State::NotYetValid);
            assert_eq!(shown(now).2.is_some_and(|remaining| remaining.value > 0), living, "{lifetime} at {now}");
            (now, steps) = (next, steps + 1);
        }
        assert!((1..400).contains(&steps), "{lifetime} took {steps}");
    }
}

#[test]
fn the_default_key_is_announced_a_week_before_its_end() {
    let mut ward = ward();
    let key = ward.create_key(&management(Lifetime::Default), "k", at(START)).unwrap();
    assert_eq!(key.expires_at.unwrap().to_string(), "2027-05-23T12:00:00Z");
    let due: Instant = "2027-05-16T12:00:00Z".parse().unwrap();
    assert_eq!(ward.notices(at(due.millis() - 1)), []);
    let notices = ward.notices(due);
    assert_eq!((notices.len(), notices[0].at, notices[0].rule.as_str()), (1, due, "one_week_before"));
    let told: Vec<&str> = notices[0].recipients.iter().map(|it| it.user.as_str()).collect();
    assert_eq!(told, ["ada"], "active users who manage keys in some environment of the scope");
    assert_eq!(ward.forecast(at(START), Instant::MAX), notices);
    assert_eq!(ward.forecast(at(START), due), []);
    assert_eq!(ward.notices(key.expires_at.unwrap()), [], "nobody is told of a dead key");

    ward.regenerate_key("k", &Lifetime::Default, "k2", at(due.millis() - 60_000)).unwrap();
    assert_eq!(ward.notices(due), [], "nobody is told of a key that is replaced");
}

#[test]
fn regenerating_gives_an_overlap() {
    let mut ward = ward();
    let key = ward.create_key(&management(Lifetime::For("PT10M".to_owned())), "k", at(START)).unwrap();
    let regenerated = ward.regenerate_key("k", &Lifetime::Default, "k2", at(START + 1000)).unwrap();
    assert_eq!(regenerated.retired.revoked_at, Some(at(START + 1000 + 300_000)));
    assert_eq!(regenerated.key.replaces.as_deref(), Some("k"));
    assert_eq!((&regenerated.key.permissions, &regenerated.key.name), (&key.permissions, &key.name));
    let again = ward.regenerate_key("k", &Lifetime::Default, "k3", at(START + 200_000)).unwrap();
    assert_eq!(again.retired.revoked_at, regenerated.retired.revoked_at, "never later than it was");
    let revoked = ward.regenerate_key("k", &Lifetime::Default, "k4", at(START + 400_000));
    assert_eq!(revoked.unwrap_err(), LifecycleError::KeyRevoked);
    assert_eq!(ward.regenerate_key("no", &Lifetime::Default, "k4", at(START)).unwrap_err(), LifecycleError::KeyUnknown);

    let late = ward.create_key(&management(Lifetime::For("PT2M".to_owned())), "late", at(START)).unwrap();
    let retired = ward.regenerate_key("late", &Lifetime::Default, "late2", at(START + 60_000)).unwrap().retired;
    assert_eq!(retired.revoked_at, late.expires_at, "never past its own expiry");
    let dead = ward.create_key(&management(Lifetime::For("PT2M".to_owned())), "dead", at(START)).unwrap();
    let retired = ward.regenerate_key("dead", &Lifetime::Default, "dead2", at(START + HOUR)).unwrap().retired;
    assert_eq!(retired, dead, "an expired one stays as it is");
}

#[test]
fn all_that_is_wrong_with_a_new_key_is_told_at_once() {
    let mut ward = ward();
    let before = ward.to_document();
    let mut input = management(Lifetime::For("P3Y".to_owned()));
    input.name.clear();
    input.permissions = Some(Vec::new());
    input.environments = keyward::documents::Selection::Only(vec!["e9".to_owned()]);
    let Err(LifecycleError::Invalid(problems)) = ward.create_key(&input, "k", at(START)) else { panic!("it was made") };
    let found: BTreeSet<String> = problems.0.iter().map(|it| format!("{} {}", it.code.as_str(), it.at)).collect();
    let expected = [
        "lifetime_too_long /lifetime",
        "reference_dangling /environments/0",
        "value_invalid /name",
        "value_invalid /permissions",
    ];
    assert_eq!(found, expected.map(str::to_owned).into());
    assert_eq!(ward.to_document(), before);
}

/// A ward with the keys `forever`, which may live for ever, and `short`, which lives for 10 minutes.
fn renewable() -> Ward {
    let catalog = r#"{"format": "keyward/catalog@1", "id": "c", "permissions": [{"id": "p"}], "operations": [],
        "kinds": {"own": {"permissions": "own", "lifetime": {"default": "P6M", "min": "PT1M", "max": null}},
                  "brief": {"permissions": "own", "lifetime": {"default": "PT10M", "min": "PT1M", "max": "PT1H"}}}}"#;
    let project = format!(
        r#"{{"format": "keyward/project@1", "id": "p", "environments": [], "roles": [], "users": [], "keys": [
            {{"id": "forever", "kind": "own", "environments": "all", "createdAt": {START}, "expiresAt": null, "permissions": ["p"]}},
            {{"id": "short", "kind": "brief", "environments": "all", "createdAt": {START}, "expiresAt": {}, "permissions": ["p"]}},
            {{"id": "old", "kind": "brief", "environments": "all", "createdAt": {START}, "expiresAt": {}, "permissions": ["p"]}},
            {{"id": "off", "kind": "brief", "environments": "all", "createdAt": {START}, "expiresAt": {}, "permissions": ["p"], "disabled": true}}]}}"#,
        START + 600_000,
        START + 48 * HOUR,
        START + HOUR
    );
    Ward::from_json(&project, Catalog::from_json(catalog).unwrap()).unwrap()
}

#[test]
fn a_regenerated_key_lives_as_its_input_says() {
    let now = START + 60_000;
    for (id, input, expires, revoked) in [
        ("short", "{}", Some(now + 600_000), Some(now + 300_000)),
        ("short", r#"{"lifetime": "same", "overlap": "PT0S"}"#, Some(now + 600_000), Some(now)),
        ("short", r#"{"lifetime": "PT20M", "overlap": "P1D"}"#, Some(now + 1_200_000), Some(START + 600_000)),
        ("forever", r#"{"lifetime": "same"}"#, None, Some(now + 300_000)),
        ("forever", r#"{"expiresAt": null, "overlap": "P1D"}"#, None, Some(now + 24 * HOUR)),
    ] {
        let mut ward = renewable();
        assert_eq!(ward.regenerate_key_from_json(id, input, "new", at(now)).unwrap(), "new", "{input}");
        let (key, retired) = (ward.key_document("new").unwrap(), ward.key_document(id).unwrap());
        assert_eq!(key.expires_at, expires.map(at), "{input}");
        assert_eq!(retired.revoked_at, revoked.map(at), "{input}");
        assert_eq!((key.replaces.as_deref(), key.created_at), (Some(id), at(now)));
    }
}

#[test]
fn a_key_without_permissions_is_regenerated_as_it_is() {
    let mut document = renewable().to_document();
    document.keys[1].permissions = Some(Vec::new());
    let mut ward = Ward::new(&document, renewable().catalog().clone()).unwrap();
    let key = ward.regenerate_key("short", &Lifetime::Default, "new", at(START + 1000)).unwrap().key;
    assert_eq!(key.permissions, Some(Vec::new()));
}

#[test]
fn what_is_wrong_with_a_renewal_is_told_at_once() {
    let mut ward = renewable();
    let before = ward.to_document();
    for (id, input, expected) in [
        ("old", r#"{"lifetime": "same"}"#, &["lifetime_too_long /lifetime"][..]),
        ("short", r#"{"expiresAt": null}"#, &["value_invalid /expiresAt"]),
        (
            "short",
            r#"{"id": "old", "lifetime": "1M", "overlap": "soon", "expiresAt": 5}"#,
            &[
                "entry_repeated /id",
                "duration_invalid /lifetime",
                "duration_invalid /overlap",
                "instant_invalid /expiresAt",
            ],
        ),
        ("short", r#"{"overlap": "P9000Y"}"#, &["instant_invalid /overlap"]),
        ("short", r#"{"liftime": "PT1M", "id": ""}"#, &["member_unknown /liftime", "value_invalid /id"]),
        ("short", r#"{"lifetime": "PT30S"}"#, &["lifetime_too_short /lifetime"]),
        ("short", r#"{"lifetime": "PT10M", "expiresAt": 1795435800000}"#, &["value_invalid /expiresAt"]),
        ("short", "[]", &["type_wrong "]),
    ] {
        let outcome = ward.regenerate_key_from_json(id, input, "new", at(START + 1000));
        let Err(LifecycleError::Invalid(problems)) = outcome else { panic!("{input}: {outcome:?}") };
        let found: Vec<String> = problems.0.iter().map(|it| format!("{} {}", it.code.as_str(), it.at)).collect();
        assert_eq!(found, expected, "{input}");
        assert!(problems.0.iter().all(|it| it.document.as_str() == "input"));
        assert_eq!(ward.to_document(), before, "{input}");
    }
    let disabled = ward.regenerate_key_from_json("off", "{}", "new", at(START + 1000));
    assert_eq!(disabled.unwrap_err(), LifecycleError::KeyDisabled);
}

#[test]
fn what_is_wrong_with_an_input_is_told_with_its_place() {
    let mut ward = renewable();
    let before = ward.to_document();
    for (input, expected) in [
        ("{}", &["member_missing /kind", "member_missing /environments"][..]),
        (
            r#"{"name": "", "kind": "bref", "environments": ["e1"], "permissions": []}"#,
            &["value_invalid /name", "reference_dangling /kind", "reference_dangling /environments/0"],
        ),
        (
            r#"{"kind": "bref", "environments": "all", "permissions": ["q"], "owner": "u", "lifetime": "P9000Y"}"#,
            &[
                "reference_dangling /kind",
                "reference_dangling /permissions/0",
                "reference_dangling /owner",
                "instant_invalid /lifetime",
            ],
        ),
        (
            r#"{"kind": "bref", "environments": "all", "permissions": ["p"], "lifetime": "1D"}"#,
            &["reference_dangling /kind", "duration_invalid /lifetime"],
        ),
        (
            r#"{"kind": "bref", "environments": "all", "expiresAt": "2026-11-23T12:00:00Z"}"#,
            &["reference_dangling /kind", "lifetime_too_short /expiresAt"],
        ),
        (
            r#"{"kind": "own", "environments": "all", "permissions": [], "lifetime": "P1D", "expiresAt": null, "owner": "u"}"#,
            &["value_invalid /permissions", "value_invalid /expiresAt", "value_invalid /owner"],
        ),
        (
            r#"{"kind": "brief", "environments": "all", "expiresAt": null}"#,
            &["value_invalid /expiresAt", "member_missing /permissions"],
        ),
        (
            r#"{"kind": "brief", "environments": "all", "permissions": ["p"], "notBefore": "2026-11-24T12:00:00Z"}"#,
            &["value_invalid /notBefore"],
        ),
        (r#"{"id": "short", "kind": "own", "environments": "all", "permissions": ["p"]}"#, &["entry_repeated /id"]),
    ] {
        let problems = ward.create_key_from_json(input, "new", at(START)).unwrap_err();
        let found: Vec<String> = problems.0.iter().map(|it| format!("{} {}", it.code.as_str(), it.at)).collect();
        assert_eq!(found, expected, "{input}");
        assert_eq!(ward.to_document(), before, "{input}");
    }
    let input = r#"{"id": "mine", "kind": "own", "environments": "all", "permissions": ["p"], "expiresAt": null}"#;
    assert_eq!(ward.create_key_from_json(input, "new", at(START)).unwrap(), "mine");
    assert_eq!(ward.key_document("mine").unwrap().expires_at, None);
}
