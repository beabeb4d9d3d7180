//! From a tree to the derived structs: every problem is recorded with its place, and reading goes on.
//!
//! What a struct asks for and does not get is replaced by a stand-in: an empty text or list, the first word of a choice.
//! A value with stand-ins in it is never used: its report is not empty.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, Expected, IntoDeserializer, Unexpected, Visitor};

use super::access::{At, Entries, Members};
use super::alternative::{CONDITIONAL, CONDITIONAL_MEMBERS};
use super::place::Place;
use super::tree::{Member, Value};
use super::values::{INSTANT, LEFT_OUT_OR_NULL, NULLABLE};
use crate::order::repeats;
use crate::problem::{ProblemCode, Report, quoted};

/// Reads a value of a type. What is wrong with it is reported.
pub(crate) fn read<T: for<'de> Deserialize<'de>>(
    value: &Value<'_>,
    place: Place<'_>,
    report: &mut Report,
) -> Option<T> {
    recover(Strict { found: Found::Value(value), place, report }).ok()
}

/// Reads a value, or else reports it and makes a stand-in.
#[inline(never)]
pub(super) fn recover<'de, T: Deserialize<'de>>(value: Strict<'_>) -> Result<T, Refusal> {
    let Strict { mut found, place, report } = value;
    loop {
        match T::deserialize(Strict { found, place, report: &mut *report }) {
            Err(refusal) if !matches!(found, Found::Nothing) => refusal.report(&place, report),
            result => return result,
        }
        found = Found::Nothing;
    }
}

/// Why a value was not taken. In a box, as it is part of each result and rarely there.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.1)]
pub(super) struct Refusal(Box<(ProblemCode, String)>);

impl Refusal {
    #[cold]
    #[inline(never)]
    fn new(code: ProblemCode, message: String) -> Self {
        Self(Box::new((code, message)))
    }

    fn other() -> Self {
        Self::new(ProblemCode::ValueInvalid, "the value cannot be read".to_owned())
    }

    #[cold]
    #[inline(never)]
    fn report(self, place: &Place<'_>, report: &mut Report) {
        report.form(self.0.0, place, format_args!("{self}"));
    }
}

impl de::Error for Refusal {
    #[cold]
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(ProblemCode::ValueInvalid, message.to_string())
    }

    #[cold]
    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let found = match found {
            Unexpected::Unit | Unexpected::Option => "null",
            Unexpected::Bool(_) => "true or false",
            Unexpected::Str(_) => "text",
            Unexpected::Seq => "a list",
            Unexpected::Map => "an object",
            _ => "a number",
        };
        Self::new(ProblemCode::TypeWrong, wrong_type(found, expected))
    }

    // What follows never happens: `Members` hands over each known member once, and a choice is one of its words. Texts
    // of their own would make the module 7 kB larger (Brotli).

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self::other()
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self::other()
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self::other()
    }

    fn missing_field(_: &'static str) -> Self {
        Self::other()
    }

    fn duplicate_field(_: &'static str) -> Self {
        Self::other()
    }
}

fn wrong_type(found: &str, wanted: &dyn Expected) -> String {
    format!("it is {found}, and has to be {wanted}")
}

/// What there is to be read.
#[derive(Clone, Copy)]
pub(super) enum Found<'a> {
    Value(&'a Value<'a>),
    /// A member that is not there.
    Missing(&'static str),
    /// Something that was reported: a stand-in is made.
    Nothing,
}

/// Reads one value.
pub(super) struct Strict<'a> {
    pub(super) found: Found<'a>,
    pub(super) place: Place<'a>,
    pub(super) report: &'a mut Report,
}

impl<'a> Strict<'a> {
    /// The value, if there is one that was not reported.
    fn value(&mut self) -> Option<&'a Value<'a>> {
        match self.found {
            Found::Value(Value::Unreadable) | Found::Nothing => None,
            Found::Value(value) => Some(value),
            Found::Missing(name) => {
                let message = format_args!("the member `{name}` is missing");
                self.report.form(ProblemCode::MemberMissing, &self.place, message);
                None
            }
        }
    }

    /// Reports a value of another type.
    #[cold]
    #[inline(never)]
    fn other_type(&mut self, value: &Value<'_>, wanted: &str) {
        let message = wrong_type(value.kind(), &wanted);
        self.report.form(ProblemCode::TypeWrong, &self.place, format_args!("{message}"));
    }

    fn boolean(&mut self) -> bool {
        match self.value() {
            Some(Value::Bool(value)) => return *value,
            Some(value) => self.other_type(value, "true or false"),
            None => {}
        }
        false
    }

    fn text(&mut self) -> &'a str {
        match self.value() {
            Some(Value::Text(text)) => return text,
            Some(value) => self.other_type(value, "text"),
            None => {}
        }
        ""
    }

    /// The number of a word among the words of a choice.
    fn word(&mut self, words: &[&str]) -> usize {
        match self.value() {
            Some(Value::Text(text)) => match words.iter().position(|word| word == text) {
                Some(word) => return word,
                None => {
                    let message = format_args!("{} is not {}", quoted(text), choice(words));
                    self.report.form(ProblemCode::ValueInvalid, &self.place, message);
                }
            },
            Some(value) => self.other_type(value, &choice(words)),
            None => {}
        }
        0
    }

    fn list(mut self) -> Entries<'a> {
        let entries: &[Value<'_>] = match self.value() {
            Some(Value::List(entries)) => entries,
            value => {
                value.into_iter().for_each(|value| self.other_type(value, "a list"));
                &[]
            }
        };
        self.entries(entries)
    }

    /// The members of an object; `None` for the known names: all are.
    fn object(mut self, fields: Option<&'static [&'static str]>) -> Members<'a> {
        let (members, is_there): (&[Member<'_>], _) = match self.value() {
            Some(Value::Object(members)) => (members, true),
            value => {
                value.into_iter().for_each(|value| self.other_type(value, "an object"));
                (&[], false)
            }
        };
        self.members(members, fields, is_there)
    }

    fn members(self, members: &'a [Member<'a>], fields: Option<&'static [&'static str]>, missing: bool) -> Members<'a> {
        let Self { place, report, .. } = self;
        let repeats = if fields.is_none() { repeats(members, |(name, _)| name) } else { Vec::new() };
        Members { members, next: 0, fields, seen: 0, repeats, missing, at: At::Absent(""), place, report }
    }

    fn entries(self, entries: &'a [Value<'a>]) -> Entries<'a> {
        Entries { entries, next: 0, place: self.place, report: self.report }
    }
}

/// The words of a choice, for a sentence.
fn choice(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`\"{word}\"`")).collect();
    match words.split_last() {
        Some((last, others @ [_, ..])) => format!("{} or {last}", others.join(", ")),
        Some((last, [])) => last.clone(),
        None => String::new(),
    }
}

impl<'de> Deserializer<'de> for Strict<'_> {
    type Error = Refusal;

    fn deserialize_any<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Refusal> {
        match self.value() {
            None | Some(Value::Unreadable) => visitor.visit_none(),
            Some(Value::Null) => visitor.visit_unit(),
            Some(Value::Bool(value)) => visitor.visit_bool(*value),
            Some(Value::Integer(value)) => visitor.visit_i64(*value),
            Some(Value::Float(value)) => visitor.visit_f64(*value),
            Some(Value::Text(text)) => visitor.visit_str(text),
            Some(Value::List(entries)) => visitor.visit_seq(self.entries(entries)),
            Some(Value::Object(members)) => visitor.visit_map(self.members(members, None, false)),
            Some(Value::Foreign(what)) => Err(Refusal::new(ProblemCode::TypeWrong, wrong_type(what, &visitor))),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_bool(self.boolean())
    }

    fn deserialize_string<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_str(self.text())
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        self.deserialize_string(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_seq(self.list())
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_map(self.object(None))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        visitor.visit_map(self.object(Some(fields)))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        mut self,
        _: &'static str,
        words: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        let word = u32::try_from(self.word(words)).unwrap_or_default();
        visitor.visit_enum(word.into_deserializer())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match self.found {
            // a member that can be left out and is null is of the wrong type: what it is read as says so
            Found::Value(_) => visitor.visit_some(self),
            Found::Missing(_) | Found::Nothing => visitor.visit_none(),
        }
    }

    /// The types of [`super::values`] ask by their names.
    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Refusal> {
        match (name, self.found) {
            (LEFT_OUT_OR_NULL, Found::Missing(_) | Found::Nothing) => visitor.visit_none(),
            (LEFT_OUT_OR_NULL | NULLABLE, Found::Value(Value::Null)) => visitor.visit_unit(),
            (LEFT_OUT_OR_NULL | NULLABLE, Found::Value(_)) => visitor.visit_newtype_struct(self),
            (CONDITIONAL, Found::Value(Value::Object(members))) => {
                visitor.visit_map(self.members(members, Some(CONDITIONAL_MEMBERS), true))
            }
            (INSTANT, _) => {
                let refused = |refusal: Refusal| Refusal::new(ProblemCode::InstantInvalid, refusal.0.1);
                self.deserialize_any(visitor).map_err(refused)
            }
            _ => self.deserialize_any(visitor),
        }
    }

    /// The value is read elsewhere: here it only has to be there.
    fn deserialize_ignored_any<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Refusal> {
        self.value();
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct
        identifier
    }
}
