//! What the documents' values are where JSON has several forms for one: instants, whole numbers, a word or a list.
//!
//! [`super::strict`] calls `visit_none`, which JSON text never does, where a value is wrong or missing: each type gives
//! its stand-in. Some types ask for a newtype, by whose name it knows more; for other deserializers the name means
//! nothing.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use serde::de::value::SeqAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};

use super::project::Selection;
use crate::order::repeats;
use crate::problem::quoted;
use crate::time::{Instant, TimeError};

pub(super) const NULLABLE: &str = "Nullable";
pub(super) const INSTANT: &str = "Instant";
pub(super) const LEFT_OUT_OR_NULL: &str = "LeftOutOrNull";

/// Members under names of the document's own, in its order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Map<T>(pub Vec<(String, T)>);

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Deref for Map<T> {
    type Target = [(String, T)];

    fn deref(&self) -> &[(String, T)] {
        &self.0
    }
}

impl<'m, T> IntoIterator for &'m Map<T> {
    type Item = &'m (String, T);
    type IntoIter = std::slice::Iter<'m, (String, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T> FromIterator<(String, T)> for Map<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(members: I) -> Self {
        Self(members.into_iter().collect())
    }
}

impl<T: Serialize> Serialize for Map<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Map<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MapVisitor(PhantomData))
    }
}

struct MapVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for MapVisitor<T> {
    type Value = Map<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Map<T>, A::Error> {
        let mut members = Vec::new();
        while let Some(name) = object.next_key()? {
            members.push((name, object.next_value()?));
        }
        match repeats(&members, |(name, _)| name).first() {
            None => Ok(Map(members)),
            Some(_) => Err(A::Error::custom("a member stands in its object already")),
        }
    }
}

/// Reads a value that may be null, under the name by which [`super::strict`] knows whether it may be left out:
/// `None` if it is.
struct Nullable<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Nullable<T> {
    type Value = Option<Option<T>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Some(None))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        Option::deserialize(deserializer).map(Some)
    }
}

/// A value that has to be there, and may be null.
pub(super) fn nullable<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    deserializer.deserialize_newtype_struct(NULLABLE, Nullable(PhantomData)).map(Option::flatten)
}

/// A value that can be left out or be null, which is not the same.
#[allow(clippy::option_option, reason = "left out, null, or a value")]
pub(super) fn left_out_or_null<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    deserializer.deserialize_newtype_struct(LEFT_OUT_OR_NULL, Nullable(PhantomData))
}

/// From a count of milliseconds, or text.
impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(INSTANT, InstantVisitor)
    }
}

struct InstantVisitor;

impl<'de> Visitor<'de> for InstantVisitor {
    type Value = Instant;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a count of milliseconds, or text such as `2026-11-23T12:00:00Z`")
    }

    fn visit_i64<E: Error>(self, millis: i64) -> Result<Instant, E> {
        let refused = || E::custom(format_args!("`{millis}` is {}", TimeError::Instant));
        Instant::from_millis(millis).ok_or_else(refused)
    }

    fn visit_u64<E: Error>(self, millis: u64) -> Result<Instant, E> {
        self.visit_i64(i64::try_from(millis).unwrap_or(i64::MAX))
    }

    fn visit_f64<E: Error>(self, millis: f64) -> Result<Instant, E> {
        match whole(millis) {
            Some(millis) => self.visit_i64(millis),
            None => Err(E::custom(format_args!("the number is {}", TimeError::Instant))),
        }
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Instant, E> {
        text.parse().map_err(|error: TimeError| E::custom(format_args!("{} is {error}", quoted(text))))
    }

    fn visit_none<E>(self) -> Result<Instant, E> {
        Ok(Instant::MAX)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Instant, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// The whole number that a float is, if it is one of which floats leave none out.
#[allow(clippy::cast_possible_truncation, reason = "whole, and in range")]
fn whole(value: f64) -> Option<i64> {
    (value.fract() == 0.0 && value.abs() <= 9_007_199_254_740_991.0).then_some(value as i64)
}

/// A whole number, `1.0` too.
struct Whole(i64);

impl<'de> Deserialize<'de> for Whole {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WholeVisitor)
    }
}

struct WholeVisitor;

impl<'de> Visitor<'de> for WholeVisitor {
    type Value = Whole;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number")
    }

    fn visit_i64<E>(self, value: i64) -> Result<Whole, E> {
        Ok(Whole(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Whole, E> {
        let refused = |_| E::custom(format_args!("`{value}` is over {}", i64::MAX));
        i64::try_from(value).map(Whole).map_err(refused)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Whole, E> {
        let refused = || E::invalid_type(serde::de::Unexpected::Float(value), &self);
        whole(value).map(Whole).ok_or_else(refused)
    }

    fn visit_none<E>(self) -> Result<Whole, E> {
        Ok(Whole(0))
    }
}

/// The status of a denial. One that is refused has the message of those outside of 400 to 599.
pub(super) fn status<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u16, D::Error> {
    let Whole(status) = Whole::deserialize(deserializer)?;
    u16::try_from(status).map_err(|_| D::Error::custom(refused_status(status)))
}

/// What is said of a status that no denial can have.
pub(crate) fn refused_status(status: i64) -> String {
    format!("the status of a denial is from 400 to 599, and not {status}")
}

pub(super) fn optional_whole<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    Ok(Option::<Whole>::deserialize(deserializer)?.map(|value| value.0))
}

/// One word that stands for everything, or a list of texts.
struct WordOrList(&'static str);

impl<'de> Visitor<'de> for WordOrList {
    type Value = Selection;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`\"{}\"` or a list", self.0)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Selection, E> {
        if text == self.0 {
            return Ok(Selection::All);
        }
        Err(E::custom(format_args!("{} is neither `\"{}\"` nor a list", quoted(text), self.0)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Selection, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(list)).map(Selection::Only)
    }

    fn visit_none<E>(self) -> Result<Selection, E> {
        Ok(Selection::Only(Vec::new()))
    }
}

fn put_selection<S: Serializer>(selection: &Selection, word: &str, serializer: S) -> Result<S::Ok, S::Error> {
    match selection {
        Selection::All => serializer.serialize_str(word),
        Selection::Only(list) => list.serialize(serializer),
    }
}

/// A selection whose word for everything is given.
macro_rules! selection {
    ($name:ident, $word:literal) => {
        #[allow(dead_code, unreachable_pub, reason = "not every word stands where it can be left out")]
        pub(super) mod $name {
            use super::{Deserialize, Deserializer, Selection, Serializer, WordOrList, put_selection};

            struct Word(Selection);

            impl<'de> Deserialize<'de> for Word {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    deserializer.deserialize_any(WordOrList($word)).map(Self)
                }
            }

            pub fn serialize<S: Serializer>(value: &Selection, serializer: S) -> Result<S::Ok, S::Error> {
                put_selection(value, $word, serializer)
            }

            pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Selection, D::Error> {
                Word::deserialize(deserializer).map(|word| word.0)
            }

            /// A selection that can be left out.
            pub mod optional {
                use super::{Deserialize, Deserializer, Selection, Serializer, Word, put_selection};

                pub fn serialize<S: Serializer>(value: &Option<Selection>, serializer: S) -> Result<S::Ok, S::Error> {
                    match value {
                        Some(value) => put_selection(value, $word, serializer),
                        None => serializer.serialize_none(),
                    }
                }

                pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Selection>, D::Error> {
                    Ok(Option::<Word>::deserialize(deserializer)?.map(|word| word.0))
                }
            }
        }
    };
}

selection!(all, "all");
selection!(any, "any");
selection!(every, "every");

/// When a notice is due: `None` is immediately, and a list has durations.
pub(super) mod before {
    use super::{Deserializer, Selection, Serialize, Serializer, WordOrList};

    const IMMEDIATELY: &str = "immediately";

    pub(in super::super) fn serialize<S: Serializer>(
        value: &Option<Vec<String>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match value {
            Some(list) => list.serialize(serializer),
            None => serializer.serialize_str(IMMEDIATELY),
        }
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Vec<String>>, D::Error> {
        let value = deserializer.deserialize_any(WordOrList(IMMEDIATELY))?;
        Ok(if let Selection::Only(list) = value { Some(list) } else { None })
    }
}
