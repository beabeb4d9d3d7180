//! JSON text as a tree that keeps the order of members, and those that stand twice.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::place::Place;
use crate::problem::{ProblemCode, Report};

/// How many levels of lists and objects a document can have.
pub(crate) const LEVELS: usize = 64;

/// The name of the only member of what stands for a value that JSON does not have.
const FOREIGN: &str = "\0";

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value<'t> {
    Null,
    Bool(bool),
    Integer(i64),
    Float(f64),
    Text(Cow<'t, str>),
    List(Vec<Value<'t>>),
    /// Members in the order of the text.
    Object(Vec<Member<'t>>),
    /// A value that JSON does not have, by what it is: the JavaScript side writes it as `{"\u0000": "NaN"}`.
    Foreign(Cow<'t, str>),
    /// A value that was reported when it was read.
    Unreadable,
}

/// A member's name and value.
pub(crate) type Member<'t> = (Cow<'t, str>, Value<'t>);

impl<'t> Value<'t> {
    /// An object, or what stands for a value that JSON does not have.
    pub(crate) fn object(members: Vec<Member<'t>>) -> Self {
        match members.as_slice() {
            [(name, Self::Text(what))] if name == FOREIGN => Self::Foreign(what.clone()),
            _ => Self::Object(members),
        }
    }

    pub(super) fn members(&self) -> &[Member<'t>] {
        if let Self::Object(members) = self { members } else { &[] }
    }

    pub(super) fn entries(&self) -> &[Self] {
        if let Self::List(entries) = self { entries } else { &[] }
    }

    pub(super) fn entry(&self, index: usize) -> Option<&Self> {
        self.entries().get(index)
    }

    /// The value of the member that stands at a place.
    pub(super) fn value_at(&self, order: usize) -> Option<&Self> {
        self.members().get(order).map(|(_, value)| value)
    }

    /// The first member of a name, looked for among `count` members from a place on.
    pub(super) fn find(&self, name: &str, start: usize, count: usize) -> Option<(usize, &Self)> {
        let members = self.members().iter().enumerate().skip(start).take(count);
        members.filter(|(_, (other, _))| other == name).map(|(order, (_, value))| (order, value)).next()
    }

    /// The text of a member.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        match self.find(name, 0, usize::MAX)? {
            (_, Self::Text(text)) => Some(text),
            _ => None,
        }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.find(name, 0, usize::MAX).is_some()
    }

    /// What it is, for a sentence.
    pub(crate) fn kind(&self) -> &str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "true or false",
            Self::Integer(_) | Self::Float(_) => "a number",
            Self::Text(_) => "text",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
            Self::Foreign(what) => what,
            Self::Unreadable => "unreadable",
        }
    }
}

/// Reads one value, with what it contains.
pub(crate) struct Reading<'a> {
    pub(crate) place: Place<'a>,
    /// How many lists and objects contain it.
    pub(crate) depth: usize,
    /// Stands for lone surrogates in the text.
    pub(crate) mark: Option<char>,
    pub(crate) report: &'a mut Report,
}

impl Reading<'_> {
    fn is_marked(&self, text: &str) -> bool {
        self.mark.is_some_and(|mark| text.contains(mark))
    }

    fn text<'t>(self, text: Cow<'t, str>) -> Value<'t> {
        if !self.is_marked(&text) {
            return Value::Text(text);
        }
        let mut reading = self;
        reading.refuse_text();
        Value::Unreadable
    }

    /// Reports a text that has a lone surrogate.
    fn refuse_text(&mut self) {
        let message = format_args!("the text is not well-formed Unicode: it has half of a surrogate pair");
        self.report.form(ProblemCode::ValueInvalid, &self.place, message);
    }

    /// Reads the value of a member of this object, whose name was read.
    pub(crate) fn member<'de, A: MapAccess<'de>>(
        &mut self,
        name: Cow<'de, str>,
        order: usize,
        object: &mut A,
    ) -> Result<Member<'de>, A::Error> {
        let (place, depth) = (self.place.ordered(&name, order), self.depth.saturating_add(1));
        let mut reading = Reading { place, depth, mark: self.mark, report: self.report };
        if reading.is_marked(&name) {
            reading.refuse_text();
            let _: IgnoredAny = object.next_value()?;
            // stands for the name: no other member has it, and it is passed over
            return Ok((Cow::Owned(format!("\0{order}")), Value::Unreadable));
        }
        let value = object.next_value_seed(reading)?;
        Ok((name, value))
    }

    /// Whether a list or object stands too deep; then that is reported.
    fn is_too_deep(&mut self) -> bool {
        let too_deep = self.depth >= LEVELS;
        if too_deep {
            let message = format_args!("lists and objects are nested deeper than {LEVELS} levels");
            self.report.form(ProblemCode::TooDeep, &self.place, message);
        }
        too_deep
    }
}

impl<'de> DeserializeSeed<'de> for Reading<'_> {
    type Value = Value<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reading<'_> {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value<'de>, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value<'de>, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value<'de>, E> {
        Ok(Value::Integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value<'de>, E> {
        #[allow(clippy::cast_precision_loss, reason = "beyond every number of a document")]
        Ok(i64::try_from(value).map_or(Value::Float(value as f64), Value::Integer))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value<'de>, E> {
        Ok(Value::Float(value))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Value<'de>, E> {
        Ok(self.text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value<'de>, E> {
        Ok(self.text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<Value<'de>, A::Error> {
        if self.is_too_deep() {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(Value::Unreadable);
        }
        let (mut entries, depth) = (Vec::new(), self.depth.saturating_add(1));
        loop {
            let place = self.place.entry(entries.len());
            let reading = Reading { place, depth, mark: self.mark, report: self.report };
            let Some(entry) = list.next_element_seed(reading)? else { return Ok(Value::List(entries)) };
            entries.push(entry);
        }
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut object: A) -> Result<Value<'de>, A::Error> {
        if self.is_too_deep() {
            while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(Value::Unreadable);
        }
        let mut members = Vec::new();
        while let Some(name) = object.next_key_seed(Name)? {
            members.push(self.member(name, members.len(), &mut object)?);
        }
        Ok(Value::object(members))
    }
}

/// Reads a member's name, without a copy where it has no escapes.
pub(crate) struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cow<'de, str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Name {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}

/// Calls `read` with a text, and once more with lone surrogates replaced if it is no JSON because of them. `None`: it is
/// no JSON, which is the one problem that is reported then.
///
/// `report` has nothing in it yet, and has nothing in it again for each call; the letter stands for lone surrogates.
pub(crate) fn read_text<T>(
    text: &str,
    report: &mut Report,
    mut read: impl FnMut(&str, Option<char>, &mut Report) -> serde_json::Result<T>,
) -> Option<T> {
    let mut value = None;
    attempt(text, report, &mut |text, mark, report| {
        value = Some(read(text, mark, report)?);
        Ok(())
    });
    value
}

type Read<'r> = dyn FnMut(&str, Option<char>, &mut Report) -> serde_json::Result<()> + 'r;

/// [`read_text`], compiled once for all that is read.
fn attempt(text: &str, report: &mut Report, read: &mut Read<'_>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut outcome = read(text, None, report);
    if outcome.is_err()
        && let Some((mended, mark)) = without_lone_surrogates(text)
    {
        *report = report.fresh();
        outcome = read(&mended, Some(mark), report);
    }
    if let Err(error) = outcome {
        *report = report.fresh();
        report.form(ProblemCode::JsonInvalid, &Place::text(), format_args!("the text is not JSON: {error}"));
    }
}

/// Reads a text as a tree.
pub(super) fn parse<'t>(
    text: &'t str,
    mark: Option<char>,
    report: &mut Report,
) -> Result<Value<'t>, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let place = Place::text();
    let value = Reading { place, depth: 0, mark, report }.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

/// Code points that are never characters: one that a text does not have can stand for lone surrogates.
const MARKS: std::ops::RangeInclusive<char> = '\u{fdd0}'..='\u{fdef}';

/// The text with a mark for each escape of half a surrogate pair, and the mark. `None` if it has no such escape, or all
/// the marks already.
fn without_lone_surrogates(text: &str) -> Option<(String, char)> {
    let unit = |text: &str| text.strip_prefix('u').and_then(|text| u16::from_str_radix(text.get(..4)?, 16).ok());
    let escapes = text.split('\\').skip(1).filter_map(unit);
    let is_free = |mark: &char| !text.contains(*mark) && !escapes.clone().any(|it| u32::from(it) == u32::from(*mark));
    let mark = MARKS.into_iter().find(is_free)?;
    let (mut mended, mut rest, mut found) = (String::with_capacity(text.len()), text, false);
    while let Some((before, after)) = rest.split_once('\\') {
        mended.push_str(before);
        mended.push('\\');
        rest = after;
        let paired = || rest.get(5..).and_then(|text| unit(text.strip_prefix('\\')?));
        let length = match unit(rest) {
            Some(0xD800..0xDC00) if matches!(paired(), Some(0xDC00..0xE000)) => 11,
            Some(0xD800..0xE000) => {
                found = true;
                // as long as what it stands for: places in the text stay
                mended.push_str(&format!("u{:04x}", u32::from(mark)));
                rest = rest.get(5..).unwrap_or_default();
                continue;
            }
            _ => 1,
        };
        // what follows a backslash is an escape, and begins none
        let (escape, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        mended.push_str(escape);
        rest = after;
    }
    mended.push_str(rest);
    found.then_some((mended, mark))
}
