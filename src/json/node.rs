//! JSON text as a tree that forgets nothing: the order of members, and those that stand twice.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

use serde::de::{self, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::problem::{Place, Problem, ProblemCode, Report};

/// The deepest nesting of a document.
const MAX_DEPTH: usize = 64;

/// The name of the only member of an object that stands for a value JSON does not have.
const FOREIGN: &str = "\0";

/// Stands, after a first reading failed, for half of a surrogate pair.
const BROKEN: &str = "\u{FFFF}\u{FDD0}\u{FFFF}";

/// One JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    Null,
    Bool(bool),
    Integer(i64),
    /// A number that is no whole one, or too large.
    Number(f64),
    Text(String),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
    /// A value that JSON does not have (`NaN`, a function), by its description.
    Foreign(String),
}

impl Node {
    /// Reads JSON text. What cannot be read at all is reported at the root.
    pub(super) fn read(text: &str, report: &mut Report) -> Option<Self> {
        let (node, problems) = match Self::parse(text) {
            (Err(error), _) if error.to_string().contains("surrogate") || error.to_string().contains("hex escape") => {
                Self::parse(&mark_broken(text))
            }
            parsed => parsed,
        };
        for Problem { code, at, message } in problems {
            report.add_at(code, at, message);
        }
        match node {
            Ok(node) => Some(node),
            Err(error) if error.to_string().starts_with("recursion limit") => {
                let message = format!("it is nested deeper than {MAX_DEPTH} levels");
                report.add(ProblemCode::TooDeep, &Place::Root, message);
                None
            }
            Err(error) => {
                report.add(ProblemCode::JsonInvalid, &Place::Root, format!("not JSON: {error}"));
                None
            }
        }
    }

    fn parse(text: &str) -> (serde_json::Result<Self>, Vec<Problem>) {
        let report = RefCell::new(Report::default());
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let seed = Seed { place: &Place::Root, depth: 0, report: &report };
        let node = de::DeserializeSeed::deserialize(seed, &mut deserializer);
        let node = node.and_then(|node| deserializer.end().map(|()| node));
        (node, report.into_inner().into_problems())
    }

    /// What it is, for a sentence.
    pub(super) fn kind(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Bool(_) => "a boolean".to_owned(),
            Self::Integer(_) | Self::Number(_) => "a number".to_owned(),
            Self::Text(_) => "text".to_owned(),
            Self::List(_) => "a list".to_owned(),
            Self::Object(_) => "an object".to_owned(),
            Self::Foreign(description) => description.clone(),
        }
    }

    /// As JSON text.
    pub(crate) fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Replaces each escape that is half of a surrogate pair, so that the rest can be read.
fn mark_broken(text: &str) -> String {
    let unit = |at: &str| {
        let digits = at.strip_prefix("\\u")?.get(..4)?;
        u32::from_str_radix(digits, 16).ok().filter(|_| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
    };
    let mut marked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find('\\') {
        let (before, escape) = rest.split_at(place);
        marked.push_str(before);
        let pair = || unit(escape.get(6..)?).filter(|low| (0xDC00..0xE000).contains(low));
        let length = match unit(escape) {
            Some(0xD800..0xDC00) if pair().is_some() => 12,
            Some(0xD800..0xE000) => {
                marked.push_str(BROKEN);
                rest = escape.get(6..).unwrap_or_default();
                continue;
            }
            Some(_) => 6,
            None => escape.chars().take(2).map(char::len_utf8).sum(),
        };
        let (escape, after) = escape.split_at_checked(length).unwrap_or((escape, ""));
        marked.push_str(escape);
        rest = after;
    }
    marked.push_str(rest);
    marked
}

#[derive(Clone, Copy)]
struct Seed<'a> {
    place: &'a Place<'a>,
    depth: usize,
    report: &'a RefCell<Report>,
}

impl Seed<'_> {
    /// Reports nesting that goes too deep.
    fn too_deep(&self) -> bool {
        let too_deep = self.depth >= MAX_DEPTH;
        if too_deep {
            let message = format!("it is nested deeper than {MAX_DEPTH} levels");
            self.report.borrow_mut().add(ProblemCode::TooDeep, self.place, message);
        }
        too_deep
    }
}

impl<'de> de::DeserializeSeed<'de> for Seed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(i64::try_from(value).map_or(Node::Number(f64::MAX), Node::Integer))
    }

    #[allow(clippy::cast_possible_truncation, reason = "whole, and far within the range")]
    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        let whole = value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0;
        Ok(if whole { Node::Integer(value as i64) } else { Node::Number(value) })
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        if value.contains(BROKEN) {
            let message = "the text is not well-formed Unicode: it holds half of a surrogate pair";
            self.report.borrow_mut().add(ProblemCode::ValueInvalid, self.place, message);
        }
        Ok(Node::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        let mut nodes = Vec::new();
        if self.too_deep() {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(Node::List(nodes));
        }
        let depth = self.depth.saturating_add(1);
        loop {
            let place = self.place.entry(nodes.len());
            match list.next_element_seed(Seed { place: &place, depth, ..self })? {
                Some(node) => nodes.push(node),
                None => return Ok(Node::List(nodes)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Node, A::Error> {
        let mut members: Vec<(String, Node)> = Vec::new();
        if self.too_deep() {
            while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(Node::Object(members));
        }
        let depth = self.depth.saturating_add(1);
        while let Some(name) = object.next_key::<String>()? {
            let place = self.place.member(&name);
            let value = object.next_value_seed(Seed { place: &place, depth, ..self })?;
            members.push((name, value));
        }
        if let [(name, Node::Text(description))] = members.as_slice()
            && name == FOREIGN
        {
            return Ok(Node::Foreign(description.clone()));
        }
        let mut seen = BTreeSet::new();
        for (name, _) in members.iter().filter(|_| members.len() > 1) {
            if !seen.insert(name) {
                let place = self.place.member(name);
                let message = format!("the member `{name}` stands in this object already");
                self.report.borrow_mut().add(ProblemCode::MemberRepeated, &place, message);
            }
        }
        Ok(Node::Object(members))
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null | Self::Foreign(_) => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Integer(value) => serializer.serialize_i64(*value),
            Self::Number(value) => serializer.serialize_f64(*value),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(nodes) => {
                let mut list = serializer.serialize_seq(Some(nodes.len()))?;
                nodes.iter().try_for_each(|node| list.serialize_element(node))?;
                list.end()
            }
            Self::Object(members) => {
                let mut object = serializer.serialize_map(Some(members.len()))?;
                members.iter().try_for_each(|(name, node)| object.serialize_entry(name, node))?;
                object.end()
            }
        }
    }
}
