//! The entries of lists and the members of objects, as the derived structs ask for them.

use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::likely::hint;
use super::place::Place;
use super::strict::{Found, Refusal, Strict, recover};
use super::tree::{Member, Value};
use crate::problem::{ProblemCode, Report, quoted};

/// The entries of a list.
pub(super) struct Entries<'a> {
    pub(super) entries: &'a [Value<'a>],
    pub(super) next: usize,
    pub(super) place: Place<'a>,
    pub(super) report: &'a mut Report,
}

impl Entries<'_> {
    /// The next entry, to be read. Out of line, so that it is compiled once for all types of entries.
    #[inline(never)]
    fn next(&mut self) -> Option<Strict<'_>> {
        let value = self.entries.get(self.next)?;
        let place = self.place.entry(self.next);
        if self.report.is_full() && self.report.stops_at(&place) {
            return None;
        }
        self.next = self.next.saturating_add(1);
        Some(Strict { found: Found::Value(value), place, report: self.report })
    }
}

impl<'de> SeqAccess<'de> for Entries<'_> {
    type Error = Refusal;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Refusal> {
        self.next().map(|value| seed.deserialize(value)).transpose()
    }

    // a seed is used up when it fails; a type can be asked once more
    fn next_element<T: Deserialize<'de>>(&mut self) -> Result<Option<T>, Refusal> {
        self.next().map(recover).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        self.entries.len().checked_sub(self.next)
    }
}

/// The members of an object: known ones, each once, and stand-ins for those that are not there.
pub(super) struct Members<'a> {
    pub(super) members: &'a [Member<'a>],
    pub(super) next: usize,
    /// The names that are known; `None`: all are.
    pub(super) fields: Option<&'static [&'static str]>,
    /// A bit for each known name that was seen.
    pub(super) seen: u64,
    /// The members that stand in the object already, where all names are known, in order.
    pub(super) repeats: Vec<usize>,
    /// Whether a member that is not there is reported.
    pub(super) missing: bool,
    pub(super) at: At<'a>,
    pub(super) place: Place<'a>,
    pub(super) report: &'a mut Report,
}

/// The member whose name was given last: its order and itself, or the name that is not there.
#[derive(Clone, Copy)]
pub(super) enum At<'a> {
    Member(usize, &'a Member<'a>),
    Absent(&'static str),
}

/// A member's name as a struct or a map asks for it: by its place among the known names, or as text.
struct Name<'a>(u64, &'a str);

impl<'de> Deserializer<'de> for Name<'_> {
    type Error = Refusal;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_str(self.1)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_u64(self.0)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum ignored_any
    }
}

impl<'a> Members<'a> {
    /// The name of the next member to be read.
    fn next_name(&mut self) -> Option<Name<'a>> {
        let fields = self.fields.unwrap_or_default();
        while let Some(member @ (name, value)) = self.members.get(self.next) {
            let order = self.next;
            if self.report.is_full() && self.report.stops_at(&self.place.ordered(name, order)) {
                self.next = self.members.len();
                break;
            }
            self.next = order.saturating_add(1);
            if *value == Value::Unreadable && name.starts_with('\0') {
                continue;
            }
            let field = (0_u64..).zip(fields).find(|(_, field)| *field == name).map(|(field, _)| field);
            let is_new = match (self.fields, field) {
                (None, _) => self.repeats.binary_search(&order).is_err(),
                (Some(_), Some(field)) => self.see(field),
                (Some(_), None) => {
                    self.unknown(name, order, fields);
                    continue;
                }
            };
            if is_new {
                self.at = At::Member(order, member);
                return Some(Name(field.unwrap_or(u64::MAX), name));
            }
            let message = format_args!("the member {} stands in its object already", quoted(name));
            self.report.form(ProblemCode::MemberRepeated, &self.place.ordered(name, order), message);
        }
        let (field, name) = (0_u64..).zip(fields).find(|(field, _)| self.see(*field))?;
        self.at = At::Absent(name);
        Some(Name(field, name))
    }

    /// Notes that a known name was seen; whether it is for the first time.
    fn see(&mut self, field: u64) -> bool {
        let bit = u32::try_from(field).ok().and_then(|field| 1_u64.checked_shl(field)).unwrap_or(0);
        let is_new = self.seen & bit == 0 && bit != 0;
        self.seen |= bit;
        is_new
    }

    #[cold]
    fn unknown(&mut self, name: &str, order: usize, fields: &[&str]) {
        let hint = hint(name, &mut fields.iter().copied());
        let message = format_args!("the member {} is not known{hint}", quoted(name));
        self.report.form(ProblemCode::MemberUnknown, &self.place.ordered(name, order), message);
    }

    /// The member whose name was given last, to be read. Out of line, so that it is compiled once for all types.
    #[inline(never)]
    fn value(&mut self) -> Strict<'_> {
        let (found, place) = match self.at {
            At::Member(order, (name, value)) => (Found::Value(value), self.place.ordered(name, order)),
            At::Absent(name) if self.missing => (Found::Missing(name), self.place.missing(name)),
            At::Absent(name) => (Found::Nothing, self.place.missing(name)),
        };
        Strict { found, place, report: self.report }
    }
}

impl<'de> MapAccess<'de> for Members<'_> {
    type Error = Refusal;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Refusal> {
        match self.next_name() {
            Some(name) => seed.deserialize(name).map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Refusal> {
        seed.deserialize(self.value())
    }

    fn next_value<V: Deserialize<'de>>(&mut self) -> Result<V, Refusal> {
        recover(self.value())
    }
}
