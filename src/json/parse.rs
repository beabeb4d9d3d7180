//! JSON text into a tree.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::problem::{ProblemCode, Report, repeats};
use crate::text::unsigned;
use crate::tree::{Node, Tree, Value};

/// The deepest nesting of a document.
const MAX_DEPTH: usize = 64;

/// The name of the only member of an object that stands for a value JSON does not have.
const FOREIGN: &str = "\0";

/// Stands, after a first reading failed, for half of a surrogate pair.
const BROKEN: &str = "\u{FFFF}\u{FDD0}\u{FFFF}";

/// Reads JSON text. What cannot be read at all is reported at the root.
pub(super) fn parse(text: &str, report: &mut Report) -> Option<Tree> {
    let mut parser = Parser::default();
    let mut read = parser.read(text);
    if read.is_err()
        && let Some(marked) = mark_broken(text)
    {
        parser = Parser { marked: true, ..Parser::default() };
        read = parser.read(&marked);
    }
    let Parser { tree, report: found, .. } = parser;
    *report = found;
    match read {
        Ok(()) => Some(tree),
        // nested so deep that it was not even read to its end
        Err(_) if report.problems().iter().any(|problem| problem.code == ProblemCode::TooDeep) => None,
        Err(error) => {
            report.add_at(ProblemCode::JsonInvalid, String::new(), "not JSON: $", &[&error.to_string()]);
            None
        }
    }
}

/// Replaces each escape that is half of a surrogate pair, so that the rest can be read. `None` if there is none.
fn mark_broken(text: &str) -> Option<String> {
    let unit = |at: usize| {
        let mut unit = 0_u32;
        let [b'\\', b'u', digits @ ..] = text.as_bytes().get(at..at.checked_add(6)?)? else { return None };
        for digit in digits {
            unit = unit.wrapping_shl(4) | char::from(*digit).to_digit(16)?;
        }
        Some(unit)
    };
    let mut marked = String::new();
    let mut start = 0;
    let mut at = 0_usize;
    while let Some(byte) = text.as_bytes().get(at) {
        let low = || unit(at.saturating_add(6)).filter(|low| (0xDC00..0xE000).contains(low));
        let length = match unit(at) {
            _ if *byte != b'\\' => 1,
            Some(0xD800..0xDC00) if low().is_some() => 12,
            Some(0xD800..0xE000) => {
                marked.push_str(text.get(start..at)?);
                marked.push_str(BROKEN);
                start = at.saturating_add(6);
                6
            }
            _ => 2,
        };
        at = at.saturating_add(length);
    }
    marked.push_str(text.get(start..)?);
    Some(marked).filter(|_| start > 0)
}

#[derive(Default)]
struct Parser {
    tree: Tree,
    report: Report,
    depth: usize,
    /// Whether broken text is marked as such.
    marked: bool,
    /// Whether the object at hand stands for a number.
    is_number: bool,
}

impl Parser {
    fn read(&mut self, text: &str) -> serde_json::Result<()> {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        Seed(self).deserialize(&mut deserializer)?;
        deserializer.end()
    }

    #[inline(never)]
    fn add(&mut self, value: Value<'_>) {
        if self.depth > MAX_DEPTH {
            return;
        }
        if let Value::Text(text) = value
            && self.marked
            && text.as_bytes().windows(BROKEN.len()).any(|part| part == BROKEN.as_bytes())
        {
            let message = "the text is not well-formed Unicode: it holds half of a surrogate pair";
            self.report.add_at(ProblemCode::ValueInvalid, self.tree.next_pointer(), message, &[]);
        }
        self.tree.add(value);
    }

    /// Adds a number, for which an object was entered.
    #[inline(never)]
    fn number(&mut self, number: &str) {
        let value = whole(number).map_or(Value::Number(number), Value::Integer);
        if self.depth == MAX_DEPTH.saturating_add(1) {
            // the object was taken for one that is too deep
            self.report.take_back();
            self.tree.take_back();
            self.tree.add(value);
        } else {
            self.is_number = true;
            self.add(value);
        }
    }

    /// Goes one level down. What is too deep is read, and not kept.
    #[inline(never)]
    fn enter(&mut self, object: bool) {
        if self.depth < MAX_DEPTH {
            self.tree.open(object);
        } else if self.depth == MAX_DEPTH {
            let message = "it is nested deeper than 64 levels";
            self.report.add_at(ProblemCode::TooDeep, self.tree.next_pointer(), message, &[]);
            self.tree.add(if object { Value::Object } else { Value::List });
        }
        self.depth = self.depth.saturating_add(1);
    }

    #[inline(never)]
    fn leave(&mut self, object: bool) {
        self.depth = self.depth.saturating_sub(1);
        if self.depth >= MAX_DEPTH {
            return;
        }
        let node = self.tree.close();
        if !object {
            return;
        }
        let names = node.items().names();
        for place in repeats(&names) {
            let name = names.get(place).copied().unwrap_or_default();
            let message = "the member `$` stands in this object already";
            self.report.add_in(ProblemCode::MemberRepeated, node, name, message, &[name]);
        }
        let is_number = std::mem::take(&mut self.is_number);
        if is_number || (names == [FOREIGN] && node.get(FOREIGN).and_then(Node::as_text).is_some()) {
            self.tree.unwrap_last();
        }
    }
}

/// The whole number that a number's text comes to, if it is one that every host can hold.
#[inline(never)]
fn whole(text: &str) -> Option<i64> {
    let (mut value, mut exponent) = (0_i64, 0_i32);
    let mut bytes = text.bytes();
    let mut in_fraction = false;
    for byte in bytes.by_ref() {
        match byte {
            b'0'..=b'9' => {
                let digit = i64::from(byte.wrapping_sub(b'0'));
                exponent = exponent.checked_sub(i32::from(in_fraction))?;
                value = value.checked_mul(10)?.checked_add(digit)?;
            }
            b'.' => in_fraction = true,
            b'e' | b'E' => break,
            _ => {}
        }
    }
    let (mut shift, mut down) = (0_i32, false);
    for byte in bytes {
        match byte {
            b'0'..=b'9' => shift = shift.saturating_mul(10).saturating_add(i32::from(byte.wrapping_sub(b'0'))),
            _ => down = byte == b'-',
        }
    }
    exponent = exponent.saturating_add(if down { shift.saturating_neg() } else { shift });
    while value != 0 && exponent != 0 {
        if exponent < 0 {
            if value.rem_euclid(10) != 0 {
                return None;
            }
            value = value.div_euclid(10);
            exponent = exponent.saturating_add(1);
        } else {
            value = value.checked_mul(10)?;
            exponent = exponent.saturating_sub(1);
        }
    }
    let value = if text.starts_with('-') { value.checked_neg()? } else { value };
    Some(value).filter(|value| value.unsigned_abs() < 1 << 53)
}

/// What comes next: a value, or a member's name.
struct Seed<'p>(&'p mut Parser);

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.0.add(Value::Null);
        Ok(())
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.0.add(Value::Bool(value));
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.0.add(Value::Integer(value));
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        match i64::try_from(value) {
            Ok(value) => self.0.add(Value::Integer(value)),
            Err(_) => self.0.add(Value::Number(&unsigned(value))),
        }
        Ok(())
    }

    /// Numbers come as integers, or as they are written.
    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        self.0.add(Value::Number(""));
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.0.add(Value::Text(text));
        Ok(())
    }

    /// `serde_json` gives a number that is no 64-bit integer as an object of one member, whose value it makes
    /// itself. A text of the document is never given so.
    fn visit_string<E>(self, number: String) -> Result<(), E> {
        self.0.number(&number);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        self.0.enter(false);
        while list.next_element_seed(Seed(self.0))?.is_some() {}
        self.0.leave(false);
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        self.0.enter(true);
        while object.next_key_seed(Seed(self.0))?.is_some() {
            object.next_value_seed(Seed(self.0))?;
        }
        self.0.leave(true);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_recognized_however_they_are_written() {
        for (text, value) in [
            ("1.0", Some(1)),
            ("-0.0", Some(0)),
            ("1.5e1", Some(15)),
            ("1500E-2", Some(15)),
            ("-12.50e+1", Some(-125)),
            ("0e999999999999", Some(0)),
            ("9007199254740991.0", Some(9_007_199_254_740_991)),
            ("9007199254740992.0", None),
            ("1.5", None),
            ("1e-400", None),
            ("1e400", None),
            ("1e999999999999", None),
            ("123456789012345678901234567890", None),
        ] {
            assert_eq!(whole(text), value, "{text}");
        }
    }

    #[test]
    fn a_text_is_never_taken_for_a_number() {
        let mut report = Report::default();
        let tree = parse(r#"[{"$serde_json::private::Number": "1.5"}, 1.5]"#, &mut report).unwrap();
        let kinds: Vec<_> = tree.root().items().map(|item| item.node.value()).collect();
        assert_eq!(kinds, [Value::Object, Value::Number("1.5")]);
    }

    #[test]
    fn numbers_are_read_as_deep_as_other_values() {
        for (depth, problems) in [(64, 0), (65, 1), (66, 1), (127, 1), (10_000, 1)] {
            let mut report = Report::default();
            parse(&format!("{}1.5{}", "[".repeat(depth), "]".repeat(depth)), &mut report);
            assert_eq!(report.len(), problems, "{depth}");
        }
    }
}
