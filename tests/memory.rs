//! What a ward keeps in memory. One test: they would see each other's memory.

use std::fmt::Write;

use keyward::{Catalog, Ward};
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

const KEYS: usize = 100_000;

/// At most so many bytes are kept for each key, and what else was read with it.
const KEPT_BY_KEY: usize = 300;

fn project(keys: usize) -> String {
    let mut text = String::from(
        r#"{"format":"keyward/project@1","id":"p","environments":[{"id":"e0"},{"id":"e1"},{"id":"e2"}],
        "roles":[{"id":"r","permissions":["role:manage-content-types"]}],
        "users":[{"id":"u","roles":[{"role":"r"}]}],"keys":["#,
    );
    for number in 0..keys {
        let comma = if number > 0 { "," } else { "" };
        let holder = if number % 2 == 0 {
            r#""kind":"personal","owner":"u""#
        } else {
            r#""kind":"management","permissions":["key:read-content"]"#
        };
        let environment = number % 3;
        write!(
            text,
            r#"{comma}{{"id":"key-{number:08}","name":"A key, number {number}",{holder},"environments":["e{environment}"],
            "createdAt":"2026-01-01T00:00:00Z","expiresAt":"2026-06-01T00:00:00Z"}}"#
        )
        .unwrap();
    }
    text + "]}"
}

fn load(text: &str) -> Ward {
    Ward::from_json(text, Catalog::kontent_management()).unwrap()
}

/// How many bytes more are in use after some rounds of updates than before them.
fn grown(ward: &mut Ward, rounds: std::ops::Range<usize>, changes: fn(usize) -> String) -> usize {
    let before = ALLOCATOR.current_usage();
    for round in rounds {
        // a refused update must leave nothing behind, either
        let _ = ward.update_from_json(&changes(round));
    }
    ALLOCATOR.current_usage().saturating_sub(before)
}

/// The user is given names that were never used before.
fn new_names(round: usize) -> String {
    format!(
        r#"[{{"set":"user","value":{{"id":"u","roles":[{{"role":"r","collections":["c{round}"],"languages":["l{round}"]}}]}}}}]"#
    )
}

/// As [`new_names`], with a role that is not listed.
fn refused(round: usize) -> String {
    format!(
        r#"[{{"set":"user","value":{{"id":"u","roles":[{{"role":"nobody","collections":["c{round}"],"languages":["l{round}"]}}]}}}}]"#
    )
}

/// A key comes and goes, with the environment that it is limited to.
fn come_and_go(round: usize) -> String {
    format!(
        r#"[{{"set":"environment","value":{{"id":"e{round}x"}}}},
        {{"set":"key","value":{{"id":"k{round}","kind":"management","environments":["e0","e{round}x"],"permissions":["key:read-content"],
            "createdAt":"2026-01-01T00:00:00Z","expiresAt":"2026-06-01T00:00:00Z"}}}},
        {{"remove":"key","id":"k{round}"}},{{"remove":"environment","id":"e{round}x"}}]"#
    )
}

/// A key that stays.
fn stay(round: usize) -> String {
    format!(
        r#"[{{"set":"key","value":{{"id":"k{round}","kind":"management","environments":["e0"],"permissions":["key:read-content"],
            "createdAt":"2026-01-01T00:00:00Z","expiresAt":"2026-06-01T00:00:00Z"}}}}]"#
    )
}

#[test]
fn memory_follows_what_is_listed() {
    const ROUNDS: usize = 8000;
    // the built-in catalog is made once
    drop(load(&project(1)));

    let text = project(KEYS);
    let before = ALLOCATOR.current_usage();
    let ward = load(&text);
    let kept = ALLOCATOR.current_usage().saturating_sub(before);
    assert!(kept <= KEYS * KEPT_BY_KEY, "{} bytes are kept for each key", kept / KEYS);
    // the measure sees what is there
    assert!(kept >= KEYS * 60, "{} bytes are kept for each key", kept / KEYS);
    drop(text);
    drop(ward);

    let mut ward = load(&project(100));
    for changes in [new_names, refused, come_and_go] {
        // two sweeps at least have been by then
        grown(&mut ward, 0..ROUNDS / 2, changes);
        let late = grown(&mut ward, ROUNDS / 2..ROUNDS, changes);
        assert!(late < 200_000, "{late} bytes more are in use after {ROUNDS} updates such as {}", changes(0));
    }
    let late = grown(&mut ward, 0..ROUNDS / 2, stay);
    assert!(late > 200_000, "keys that stay take {late} bytes only");
}
