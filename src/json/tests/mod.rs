//! Properties of reading, each beside something else that reads the same.

mod reader;
mod streamed;

use proptest::prelude::*;
use serde_json::Value;

/// JSON text of about that many values, with odd spaces, numbers and letters.
fn json_text(values: u32) -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("false".to_owned()),
        text(),
        "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,18})?([eE][+-]?[0-9]{1,3})?",
    ];
    leaf.prop_recursive(6, values, 6, |inner| {
        let member = (space(), text(), space(), inner.clone());
        let members = prop::collection::vec(member, 0..6).prop_map(|members| {
            let member =
                |(before, name, after, value): &(_, String, _, String)| format!("{before}{name}{after}:{value}");
            format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(","))
        });
        let entries = prop::collection::vec(inner, 0..6).prop_map(|entries| format!("[{}]", entries.join(",")));
        (space(), prop_oneof![members, entries], space()).prop_map(|(before, value, after)| before + &value + &after)
    })
}

fn space() -> impl Strategy<Value = String> {
    prop_oneof![4 => Just(String::new()), 1 => "[ \t\r\n]{1,3}"]
}

fn text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        3 => "[a-c]{0,2}",
        2 => "[ -!#-\\[\\]-~žß☃😀\u{7f}\u{80}\u{ffff}]{0,20}",
        1 => r#"\\(["\\/bfnrt]|u00[0-9a-fA-F]{2}|u0[0-7][0-9a-f]{2}|ud83d\\ude00)"#,
    ];
    prop::collection::vec(part, 0..4).prop_map(|parts| format!("\"{}\"", parts.concat()))
}

/// What is done to a text, at places that are thousandths of it.
type Cuts = Vec<(usize, usize, &'static str)>;

fn cuts(most: usize) -> impl Strategy<Value = Cuts> {
    let pieces = [
        "", "", ",", ":", "[", "]", "{", "}", "\"", "\\", "\\u", "\\ud800", "\\udc00x", "0", "-", ".", "e", "t", " ",
        "\n", "\u{1}", "ž", "\"id\"", "null",
    ];
    prop::collection::vec((0..1000_usize, 0..3_usize, prop::sample::select(pieces.to_vec())), 0..=most)
}

/// Replaces a few characters of a text.
fn cut(mut text: String, cuts: &Cuts) -> String {
    for (place, length, piece) in cuts {
        let at = |text: &str, mut at: usize| {
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = at(&text, text.len() * place / 1000);
        let end = at(&text, text.len().min(start + length)).max(start);
        text.replace_range(start..end, piece);
    }
    text
}
