//! The facade's copy of the core's numbers is what the core has: `facade/lib/numbers.ts`.

use std::fmt::Write as _;
use std::{env, fs};

use keyward::Instant;
use keyward::numbers::{CRITICAL, WARNING, default_tiers};

/// The file, relative to the crate.
const FILE: &str = "facade/lib/numbers.ts";

/// A number as JavaScript has it.
fn grouped(number: i64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().map(|group| str::from_utf8(group).unwrap()).collect();
    groups.join("_")
}

fn expected() -> String {
    let mut text = "// Numbers of the core, for scripts that do without the module. Written by tests/numbers.rs: \
        UPDATE_GOLDEN=1 cargo test --test numbers.\n"
        .to_owned();
    let constants = [
        (
            "The first instant, in milliseconds. A smaller number is one of seconds.",
            "FIRST_INSTANT",
            Instant::MIN.millis(),
        ),
        ("The last instant, in milliseconds.", "LAST_INSTANT", Instant::MAX.millis()),
        ("An end that is this near, in milliseconds, is critical.", "CRITICAL", CRITICAL),
        ("An end that is this near, in milliseconds, is a warning.", "WARNING", WARNING),
    ];
    for (comment, name, number) in constants {
        write!(text, "\n/** {comment} */\nexport const {name} = {};\n", grouped(number)).unwrap();
    }
    text.push_str(
        "\n/**\n * The notice rules that hold where a catalog has none, in milliseconds. The first one counts that the lifetime is\n \
         * below and not over; `before` is subtracted from the expiry, and `null` is at once.\n */\nexport const TIERS = [\n",
    );
    for tier in default_tiers() {
        let limit = |limit: Option<i64>| limit.map_or_else(|| "Infinity".to_owned(), grouped);
        let before = tier.before.map_or_else(|| "null".to_owned(), grouped);
        let (below, up_to, rule) = (limit(tier.below), limit(tier.up_to), tier.rule);
        writeln!(text, "  {{ below: {below}, upTo: {up_to}, before: {before}, rule: \"{rule}\" }},").unwrap();
    }
    text + "] as const;\n"
}

#[test]
fn the_facade_has_the_cores_numbers() {
    let path = format!("{}/{FILE}", env!("CARGO_MANIFEST_DIR"));
    let expected = expected();
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, expected, "if this is on purpose: UPDATE_GOLDEN=1 cargo test --test numbers");
}
