//! What an update costs after many others, and what a project keeps of entries that are gone.

mod attempts;

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use attempts::{assert_in_ten, ensure};
use cpu_time::ThreadTime;
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

/// Tests that measure run one by one.
static ALONE: Mutex<()> = Mutex::new(());

/// The shortest times that a block of updates takes: on a new ward, and on one that has seen many. Both are measured in
/// turns, so that what else the machine does slows both.
fn new_and_old(changes: fn(u32) -> String, is_accepted: bool) -> [Duration; 2] {
    const BLOCK: u32 = 100;
    const BEFORE: u32 = 6000;
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let run = |ward: &mut Ward, first: u32, count: u32| {
        let rounds: Vec<String> = (first..first + count).map(changes).collect();
        let start = ThreadTime::now();
        for round in &rounds {
            assert_eq!(ward.update_from_json(round).is_ok(), is_accepted, "{round}");
        }
        start.elapsed()
    };
    let mut old = ward();
    run(&mut old, 0, BEFORE);
    let mut shortest = [Duration::MAX; 2];
    for turn in 0..20 {
        let first = BEFORE + turn * BLOCK;
        let times = [run(&mut ward(), first, BLOCK), run(&mut old, first, BLOCK)];
        shortest = [0, 1].map(|it| times[it].min(shortest[it]));
    }
    shortest
}

fn assert_flat(changes: fn(u32) -> String, is_accepted: bool) {
    assert_in_ten(|| {
        let [new, old] = new_and_old(changes, is_accepted);
        ensure(old < new * 2, || format!("100 updates take {new:?} at first and {old:?} after 6,000"))
    });
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
    assert_in_ten(|| {
        let [new, old] = new_and_old(grows, true);
        ensure(old > new * 2, || format!("100 updates take {new:?} at first and {old:?} after 6,000"))
    });
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
    let before = ward.to_document().to_json();
    for round in 0..5000 {
        ward.update_from_json(&new_names(round)).unwrap();
    }
    ward.update_from_json(r#"[{"set":"user","value":{"id":"u","roles":[{"role":"r"}]}}]"#).unwrap();
    assert_eq!(ward.to_document().to_json(), before);
}
