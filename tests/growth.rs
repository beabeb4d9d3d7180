//! What an update costs after many others, and what a project keeps of entries that are gone.

use std::time::{Duration, Instant};

use keyward::{Catalog, Ward};

const PROJECT: &str = r#"{"format":"keyward/project@1","id":"p","environments":[{"id":"e"}],
    "roles":[{"id":"r","permissions":["role:manage-content-types"]}],
    "users":[{"id":"u","roles":[{"role":"r"}]}],"keys":[]}"#;

fn ward() -> Ward {
    Ward::from_json(PROJECT, Catalog::kontent_management()).unwrap()
}

/// The user is given a collection and a language that were never named before.
fn new_names(round: u32) -> String {
    format!(
        r#"[{{"set":"user","value":{{"id":"u","roles":[
            {{"role":"r","collections":["c{round}","c{round}x"],"languages":["l{round}"]}}]}}}}]"#
    )
}

/// A key, a role, a user and an environment come and go.
fn come_and_go(round: u32) -> String {
    format!(
        r#"[{{"set":"environment","value":{{"id":"e{round}"}}}},{{"set":"role","value":{{"id":"r{round}","permissions":"every"}}}},
        {{"set":"user","value":{{"id":"u{round}","roles":[{{"role":"r{round}","environments":["e{round}"]}}]}}}},
        {{"set":"key","value":{{"id":"k{round}","kind":"personal","owner":"u{round}","environments":["e","e{round}"],
            "createdAt":"2026-01-01T00:00:00Z","expiresAt":"2026-06-01T00:00:00Z"}}}},
        {{"remove":"key","id":"k{round}"}},{{"remove":"user","id":"u{round}"}},
        {{"remove":"role","id":"r{round}"}},{{"remove":"environment","id":"e{round}"}}]"#
    )
}

/// A change that is refused after its names were read.
fn refused(round: u32) -> String {
    format!(
        r#"[{{"set":"user","value":{{"id":"u","roles":[{{"role":"r","collections":["c{round}"]}},{{"role":"nobody"}}]}}}}]"#
    )
}

/// The shortest time that a block of updates takes: near the start, and after many others.
fn early_and_late(changes: fn(u32) -> String, is_accepted: bool) -> [Duration; 2] {
    const BLOCK: u32 = 200;
    const BLOCKS: u32 = 60;
    let mut ward = ward();
    let mut times = Vec::new();
    for block in 0..BLOCKS {
        let rounds: Vec<String> = (block * BLOCK..(block + 1) * BLOCK).map(changes).collect();
        let start = Instant::now();
        for round in &rounds {
            assert_eq!(ward.update_from_json(round).is_ok(), is_accepted, "{round}");
        }
        times.push(start.elapsed());
    }
    let shortest = |times: &[Duration]| times.iter().min().copied().unwrap();
    [shortest(&times[..20]), shortest(&times[40..])]
}

fn assert_flat(changes: fn(u32) -> String, is_accepted: bool) {
    let [early, late] = early_and_late(changes, is_accepted);
    assert!(late < early * 2, "200 updates took {early:?} at first and {late:?} after 12,000");
}

#[test]
fn new_names_cost_the_same_after_many_others() {
    assert_flat(new_names, true);
}

#[test]
fn entries_that_came_and_went_cost_nothing_later() {
    assert_flat(come_and_go, true);
}

#[test]
fn refused_updates_leave_nothing_behind() {
    assert_flat(refused, false);
}

#[test]
fn a_slope_is_seen_where_there_is_one() {
    // users that stay: whether a role is referred to is looked up in all of them
    let grows = |round: u32| {
        format!(
            r#"[{{"set":"user","value":{{"id":"u{round}","roles":[{{"role":"r"}}]}}}},
            {{"set":"role","value":{{"id":"s","permissions":[]}}}},{{"remove":"role","id":"s"}}]"#
        )
    };
    let [early, late] = early_and_late(grows, true);
    assert!(late > early * 2, "200 updates took {early:?} at first and {late:?} after 12,000");
}

#[test]
fn what_is_in_use_outlives_what_is_dropped() {
    let mut ward = ward();
    ward.update_from_json(
        r#"[{"set":"user","value":{"id":"v","roles":[{"role":"r","environments":["e"],"collections":["kept","c7"],"languages":["l"]}]}},
        {"set":"key","value":{"id":"k","kind":"management","environments":["e"],"permissions":["key:read-content"],
            "createdAt":1767225600000,"expiresAt":1780272000000}}]"#,
    )
    .unwrap_or_else(|problems| panic!("{problems}"));
    let before = ward.document().to_json();
    for round in 0..5000 {
        ward.update_from_json(&new_names(round)).unwrap();
    }
    ward.update_from_json(r#"[{"set":"user","value":{"id":"u","roles":[{"role":"r"}]}}]"#).unwrap();
    assert_eq!(ward.document().to_json(), before);
}
