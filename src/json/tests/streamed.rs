//! Projects read entry by entry beside projects read as a whole.

use std::sync::Arc;

use super::*;
use crate::catalog::Catalog;
use crate::json::stream::{Loading, Progress};
use crate::ward::Ward;
use serde_json::json;

/// Reads a text in pieces, each added to what was left of those before.
fn in_pieces(text: &str, sizes: &[usize], catalog: &Arc<Catalog>) -> Option<Ward> {
    let mut loading = Loading::new(Arc::clone(catalog));
    let mut sizes = sizes.iter().copied().cycle();
    for _ in 0..3 {
        let (mut window, mut rest) = (String::new(), text);
        loop {
            let mut size = sizes.next().unwrap().min(rest.len());
            while !rest.is_char_boundary(size) {
                size += 1;
            }
            window.push_str(&rest[..size]);
            rest = &rest[size..];
            match loading.read(&window, rest.is_empty()) {
                Progress::More(read) => drop(window.drain(..read)),
                Progress::Again => break,
                Progress::Loaded => return Some(loading.ward()),
                Progress::GaveUp => return None,
            }
        }
    }
    panic!("a fourth time");
}

const PERMISSIONS: [&str; 4] = ["role:view-content", "key:read-content", "role:manage-taxonomy", "key:write-content"];

/// A number below a limit, of which a few are one too many.
fn below(limit: usize) -> impl Strategy<Value = usize> {
    prop_oneof![40 => 0..limit, 1 => Just(limit)]
}

fn ids(name: &'static str, limit: usize) -> impl Strategy<Value = Value> {
    prop::collection::btree_set(0..limit, 1..=limit)
        .prop_map(move |set| set.iter().map(|it| format!("{name}{it}")).collect())
}

fn entry(list: &'static str) -> impl Strategy<Value = Value> {
    let environments = prop_oneof![Just(json!("all")), ids("e", 3)];
    let assignment =
        (below(3), prop_oneof![Just(json!("any")), ids("c", 3)], any::<bool>()).prop_map(|(role, ids, told)| {
            if told {
                json!({"role": format!("r{role}"), "collections": ids})
            } else {
                json!({"role": format!("r{role}")})
            }
        });
    let assignments = prop::collection::vec(assignment, 0..3);
    let permissions = prop::sample::subsequence(&PERMISSIONS, 1..4);
    let times = (0..1000_i64, prop_oneof![30 => 1000..2000_i64, 1 => 0..1000_i64], prop::option::of(0..5000_i64));
    (environments, assignments, permissions, times, below(3), any::<[bool; 3]>()).prop_map(
        move |(environments, assignments, permissions, (created, expires, revoked), owner, [a, b, c])| {
            let mut value = match list {
                "environments" => json!({"name": "Ž \"1\"", "managementApi": a}),
                "roles" => json!({"permissions": permissions}),
                "users" => json!({"roles": assignments, "name": "U\n1", "active": b}),
                _ if a => json!({"kind": "personal", "owner": format!("u{owner}"), "environments": environments}),
                _ => json!({"kind": "management", "permissions": permissions, "environments": environments}),
            };
            if list == "keys" {
                value["createdAt"] = created.into();
                value["expiresAt"] = expires.into();
                if let Some(at) = revoked {
                    value["revokedAt"] = at.into();
                }
                if c {
                    value["disabled"] = b.into();
                    value["name"] = "K".into();
                }
            }
            value
        },
    )
}

/// Entries of a list, with ids that are seldom used twice.
fn entries(list: &'static str, count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Value>> {
    prop::collection::vec((entry(list), 0..100_usize), count).prop_map(move |entries| {
        let entries = entries.into_iter().enumerate();
        let with_id = |(place, (mut value, odd)): (usize, (Value, usize))| {
            let number = if odd == 0 { place / 2 } else { place };
            value["id"] = format!("{}{number}", &list[..1]).into();
            value
        };
        entries.map(with_id).collect()
    })
}

/// A project's text, its members in any order, some given twice or left out.
fn project() -> impl Strategy<Value = String> {
    let lists = (entries("environments", 3..5), entries("roles", 3..4), entries("users", 3..6), entries("keys", 0..8));
    let order = Just(["format", "id", "environments", "roles", "users", "keys"].to_vec()).prop_shuffle();
    let order = prop_oneof![2 => Just(["format", "id", "environments", "roles", "users", "keys"].to_vec()), 2 => order];
    let faults = prop_oneof![6 => Just(None), 1 => (0..6_usize, 0..6_usize).prop_map(Some)];
    (lists, order, faults, any::<bool>()).prop_map(|((environments, roles, users, keys), mut order, fault, spaced)| {
        match fault {
            Some((place, other)) if place == other => drop(order.remove(place)),
            Some((place, other)) => order.push(if order[place] == "id" { "name" } else { order[other] }),
            None => {}
        }
        let document = json!({
            "format": "keyward/project@1", "id": "p", "name": "P",
            "environments": environments, "roles": roles, "users": users, "keys": keys,
        });
        let text = |value: &Value| {
            if spaced { serde_json::to_string_pretty(value).unwrap() } else { value.to_string() }
        };
        let members = order.iter().map(|name| format!("\"{name}\":{}", text(&document[*name])));
        format!("{{{}}}", members.collect::<Vec<_>>().join(","))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn a_project_is_read_in_pieces_as_it_is_as_a_whole(
        text in project(),
        cuts in prop_oneof![3 => Just(Vec::new()), 1 => cuts(2)],
        sizes in prop::collection::vec(prop_oneof![1..4_usize, 1..2000_usize], 1..6),
    ) {
        let catalog = Catalog::kontent_management();
        let text = cut(text, &cuts);
        let whole = Ward::from_whole_json(&text, Arc::clone(&catalog));
        let document = whole.as_ref().ok().map(Ward::document);
        prop_assert_eq!(in_pieces(&text, &sizes, &catalog).map(|ward| ward.document()), document, "{}", text);
        let read = Ward::from_json(&text, catalog);
        prop_assert_eq!(read.map(|ward| ward.document()), whole.map(|ward| ward.document()));
    }
}

#[test]
fn what_comes_after_a_document_is_none_of_it() {
    let text = r#"{"format":"keyward/project@1","id":"p","environments":[],"roles":[],"users":[],"keys":[]}"#;
    let catalog = Catalog::kontent_management();
    assert!(in_pieces(&format!(" {text}\n\t "), &[1], &catalog).is_some());
    for (before, after) in
        [("{}", ""), ("", "x"), ("", " {}"), ("", "}"), ("[]", ""), ("", ","), ("{", ""), ("\u{FEFF}", "")]
    {
        let text = format!("{before}{text}{after}");
        assert!(in_pieces(&text, &[1], &catalog).is_none(), "{text}");
        assert!(Ward::from_json(&text, Arc::clone(&catalog)).is_err(), "{text}");
    }
    // what is one text after the other, a member given twice, or a list begun and not ended
    let rest = &text[1..];
    for text in [
        format!("{{}}{rest}"),
        format!("{{\"roles\":[],{rest}"),
        text.replacen("[]", "[", 1),
        text.replacen("[]", "[,]", 1),
    ] {
        assert!(in_pieces(&text, &[7], &catalog).is_none(), "{text}");
    }
}
