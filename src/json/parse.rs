//! JSON text into a tree.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::problem::{ProblemCode, Report, repeats};
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
}

impl Parser {
    fn read(&mut self, text: &str) -> serde_json::Result<()> {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        Seed(self).deserialize(&mut deserializer)?;
        deserializer.end()
    }

    #[inline(never)]
    fn text(&mut self, text: &str) {
        if self.marked && text.as_bytes().windows(BROKEN.len()).any(|part| part == BROKEN.as_bytes()) {
            let message = "the text is not well-formed Unicode: it holds half of a surrogate pair";
            self.report.add_at(ProblemCode::ValueInvalid, self.tree.next_pointer(), message, &[]);
        }
        self.tree.add(Value::Text(text));
    }

    #[allow(clippy::cast_possible_truncation, reason = "whole, and far within the range")]
    #[inline(never)]
    fn number(&mut self, value: f64) {
        if value.trunc() == value && value.abs() < 9_007_199_254_740_992.0 {
            self.tree.add(Value::Integer(value as i64));
        } else {
            self.tree.add(Value::Number(value));
        }
    }

    /// Goes one level down, unless that is too deep.
    #[inline(never)]
    fn enter(&mut self, object: bool) -> bool {
        let fits = self.depth < MAX_DEPTH;
        if fits {
            self.depth = self.depth.saturating_add(1);
            self.tree.open(object);
        } else {
            let message = "it is nested deeper than 64 levels";
            self.report.add_at(ProblemCode::TooDeep, self.tree.next_pointer(), message, &[]);
            self.tree.add(if object { Value::Object } else { Value::List });
        }
        fits
    }

    #[inline(never)]
    fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        let node = self.tree.close();
        if node.value() == Value::List {
            return;
        }
        let names: Vec<&str> = node.items().map(|item| item.name).collect();
        for place in repeats(&names) {
            let name = names.get(place).copied().unwrap_or_default();
            let message = "the member `$` stands in this object already";
            self.report.add_in(ProblemCode::MemberRepeated, node, name, message, &[name]);
        }
        if names == [FOREIGN] && node.get(FOREIGN).and_then(Node::as_text).is_some() {
            self.tree.describe_last();
        }
    }
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
        self.0.tree.add(Value::Null);
        Ok(())
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.0.tree.add(Value::Bool(value));
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.0.tree.add(Value::Integer(value));
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.0.tree.add(i64::try_from(value).map_or(Value::Number(f64::MAX), Value::Integer));
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.0.number(value);
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.0.text(text);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        if !self.0.enter(false) {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(());
        }
        while list.next_element_seed(Seed(self.0))?.is_some() {}
        self.0.leave();
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        if !self.0.enter(true) {
            while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(());
        }
        while object.next_key_seed(Seed(self.0))?.is_some() {
            object.next_value_seed(Seed(self.0))?;
        }
        self.0.leave();
        Ok(())
    }
}
