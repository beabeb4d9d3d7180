//! Work on documents that are refused is bounded, and grows with the text.

mod attempts;

use std::time::Duration;

use keyward::{Catalog, Problems, Ward};

use attempts::{assert_in_ten, ensure};
use cpu_time::ThreadTime;

/// The problems of a project, and how long it took to find them.
fn refused(text: &str) -> (Problems, Duration) {
    let catalog = Catalog::kontent_management();
    let start = ThreadTime::now();
    let problems = Ward::from_json(text, catalog).unwrap_err();
    let took = start.elapsed();
    assert!(problems.0.len() <= 1000);
    for problem in &problems.0 {
        assert!(problem.at.chars().count() <= 200 && problem.message.chars().count() <= 500, "{problem}");
    }
    (problems, took)
}

/// A project text with a member of so many members of long names that nobody knows.
fn unknown_members(count: usize) -> String {
    let name = "x".repeat(50);
    let members: Vec<String> = (0..count).map(|number| format!("\"{name}{number}\":[[]]")).collect();
    format!("{{{}}}", members.join(","))
}

#[test]
fn work_on_what_is_refused_is_bounded() {
    let long = "é".repeat(57_000);
    let one = format!("{{\"{long}\": {}}}", unknown_members(1000));
    let problems = refused(&one).0;
    assert_eq!(problems.0.iter().filter(|it| it.code.as_str() == "member_unknown").count(), 1);

    let many = |text: &str, count: usize| format!("[{}]", vec![text; count].join(","));
    let nested = "[".repeat(300_000) + &"]".repeat(300_000);
    for text in [
        unknown_members(5000),
        format!("{{\"a\":1,\"{long}\":{}}}", "[".repeat(63) + "1" + &"]".repeat(63)),
        nested.clone(),
        format!("{{\"keys\": {nested}}}"),
        format!("{{\"keys\": [{{\"id\": {nested}}}]}}"),
        many("80", 1_000_000),
        format!("{{\"keys\": {}}}", many("{}", 500_000)),
        format!("{{\"keys\": {}}}", many(&format!("{{{}}}", vec!["\"id\":1"; 100].join(",")), 2000)),
        format!("{{\"users\": {}}}", many(&format!("{{\"roles\": {}}}", many("{\"role\": \"r\"}", 100)), 1000)),
    ] {
        let (_, took) = refused(&text);
        assert!(took < Duration::from_secs(20), "{took:?} for {} bytes", text.len());
    }
}

/// How many times longer the work takes for a text of eight times the size.
fn growth(text: &dyn Fn(usize) -> String, work: &dyn Fn(&str), count: usize) -> f64 {
    let time = |count| {
        let text = text(count);
        let once = || {
            let start = ThreadTime::now();
            work(&text);
            start.elapsed()
        };
        (0..3).map(|_| once()).min().unwrap().as_secs_f64()
    };
    time(count * 8) / time(count)
}

#[test]
fn the_time_to_refuse_grows_with_the_text() {
    let entry = r#"{"id": "k", "kind": "manegement", "environments": ["e9"], "nmae": 1, "createdAt": 1}"#;
    let entries = |count: usize| format!("{{\"keys\": [{}]}}", vec![entry; count].join(","));
    let wide = |count: usize| {
        let kinds: Vec<String> = (0..count).map(|number| format!("\"k{number}\": 1")).collect();
        format!("{{\"parameters\": {{{}}}}}", kinds.join(","))
    };
    for (name, text) in
        [("entries", &entries as &dyn Fn(usize) -> String), ("wide", &wide), ("unknown", &unknown_members)]
    {
        assert_in_ten(|| {
            let grown = growth(text, &|text| drop(refused(text)), 4000);
            ensure(grown < 24.0, || format!("{name}: {grown} times the time for 8 times the text"))
        });
    }
}

#[test]
fn work_that_grows_with_the_square_of_the_text_is_seen() {
    let text = |count: usize| -> String { (0..count).map(|it| if it % 2 == 0 { ' ' } else { '\n' }).collect() };
    let slow = |text: &str| {
        let found = (0..text.len()).map(|end| text.as_bytes()[..end].iter().filter(|it| **it == b' ').count());
        assert!(found.max() > Some(0));
    };
    assert_in_ten(|| {
        let grown = growth(&text, &slow, 2000);
        ensure(grown > 24.0, || format!("{grown} times the time for 8 times the text"))
    });
}
