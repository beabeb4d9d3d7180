//! The reader of JSON text beside `serde_json`.

use super::*;
use crate::json::parse::parse;
use crate::problem::{ProblemCode, Report};
use crate::tree::{self, Node};

fn is_same(node: Node<'_>, other: &Value) -> bool {
    match (node.value(), other) {
        (tree::Value::Null, Value::Null) => true,
        (tree::Value::Bool(value), Value::Bool(other)) => value == *other,
        (tree::Value::Text(value), Value::String(other)) => value == other,
        (tree::Value::Integer(value), Value::Number(other)) => {
            let text = other.to_string();
            text.parse() == Ok(value) || (text.parse() == Ok(value as f64) && value.unsigned_abs() < 1 << 53)
        }
        (tree::Value::Number(text), Value::Number(other)) => {
            let value: f64 = text.parse().unwrap();
            // what is small enough for a float to have its fraction has one
            let is_whole = value.fract() == 0.0 && value.abs() > 1e-300 && value.abs() < 2_f64.powi(40);
            other.to_string().parse() == Ok(value) && !is_whole
        }
        (tree::Value::List, Value::Array(entries)) => {
            node.items().count() == entries.len() && node.items().zip(entries).all(|(item, it)| is_same(item.node, it))
        }
        (tree::Value::Object, Value::Object(members)) => {
            node.items().count() == members.len()
                && node.items().all(|item| members.get(item.name()).is_some_and(|it| is_same(item.node, it)))
        }
        // an object with the one member `\0`
        (tree::Value::Foreign(text), Value::Object(members)) => {
            members.get("\0") == Some(&Value::String(text.to_owned()))
        }
        _ => false,
    }
}

/// A text in which each escape that is half of a surrogate pair is that of another character, which `serde_json` reads.
fn mended(text: &str) -> String {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        if digits.starts_with('+') { None } else { u32::from_str_radix(digits, 16).ok() }
    };
    let mut mended = String::new();
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        let length = match (letter, unit(at), unit(at + 6)) {
            ('\\', Some(0xD800..0xDC00), Some(0xDC00..0xE000)) => 12,
            ('\\', Some(0xD800..0xE000), _) => {
                mended.push_str("\\ufffd");
                at += 6;
                continue;
            }
            ('\\', ..) => 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8),
            _ => letter.len_utf8(),
        };
        mended.push_str(&text[at..at + length]);
        at += length;
    }
    mended
}

/// Reads a text twice.
fn check(text: &str) -> Result<(), TestCaseError> {
    let mended = mended(text);
    let mut report = Report::default();
    let tree = parse(text, &mut report);
    let other = serde_json::from_str::<Value>(&mended);
    let codes: Vec<_> = report.problems().iter().map(|problem| problem.code).collect();
    match (&tree, &other) {
        (Some(tree), Ok(other)) => {
            let broken = codes.contains(&ProblemCode::ValueInvalid);
            prop_assert_eq!(broken, mended != text, "{:?}", text);
            let is_told = broken || codes.contains(&ProblemCode::MemberRepeated);
            prop_assert!(is_told || is_same(tree.root(), other), "{:?}", text);
        }
        (None, Err(error)) => {
            let last = report.problems().last().unwrap();
            prop_assert_eq!(last.code, ProblemCode::JsonInvalid);
            let (message, expected) = (&last.message, format!("not JSON: {error}"));
            prop_assert!(*message == expected || mended != text, "{:?}: {} {}", text, message, expected);
        }
        _ => prop_assert!(false, "{text:?}: {codes:?}, {other:?}"),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn texts_are_read_as_serde_json_reads_them(text in json_text(40), cuts in cuts(3)) {
        check(&text)?;
        let text = cut(text, &cuts);
        check(&text)?;
    }
}

#[test]
fn half_of_a_pair_is_told_at_its_place() {
    for (text, places) in [
        (r#"{"a": ["x", "\ud800"]}"#, &["/a/1"][..]),
        (r#"{"a": ["\ud800\ud800", "\udc00\ud83d\ude00", "\ud83dx"]}"#, &["/a/0", "/a/1", "/a/2"]),
        (r#"{"a": {"\ud800": 1}}"#, &["/a"]),
        (r#"["\ud83d\ude00", "\\ud800", "\uFFFD"]"#, &[]),
    ] {
        let mut report = Report::default();
        assert!(parse(text, &mut report).is_some(), "{text}");
        let found: Vec<_> = report.problems().iter().map(|problem| &*problem.at).collect();
        assert_eq!(found, places, "{text}");
    }
}

#[test]
fn what_json_does_not_have_is_an_object_of_one_text() {
    let mut report = Report::default();
    let tree =
        parse(r#"[{"\u0000": "NaN"}, {"\u0000": 1}, {"\u0000": "x", "a": 1}, {"\u0000\u0000": "x"}]"#, &mut report);
    let tree = tree.unwrap();
    let kinds: Vec<_> = tree.root().items().map(|item| item.node.value()).collect();
    let object = tree::Value::Object;
    assert_eq!(kinds, [tree::Value::Foreign("NaN"), object, object, object]);
}
