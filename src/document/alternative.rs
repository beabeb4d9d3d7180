//! An alternative of a requirement: a list of permissions, or an object with a condition.

use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};

use super::catalog::AlternativeDocument;
use super::values::Map;

/// The name by which an alternative asks for its value.
pub(super) const CONDITIONAL: &str = "Conditional";

/// An alternative that has a condition.
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Conditional {
    when: Map<bool>,
    all_of: Vec<String>,
}

/// The members of [`Conditional`].
pub(super) const CONDITIONAL_MEMBERS: &[&str] = &["when", "allOf"];

impl<'de> Deserialize<'de> for AlternativeDocument {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(CONDITIONAL, AlternativeVisitor)
    }
}

struct AlternativeVisitor;

impl<'de> Visitor<'de> for AlternativeVisitor {
    type Value = AlternativeDocument;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of permissions, or an object of `when` and `allOf`")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<AlternativeDocument, A::Error> {
        let all_of = Vec::deserialize(SeqAccessDeserializer::new(list))?;
        Ok(AlternativeDocument { when: None, all_of })
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<AlternativeDocument, A::Error> {
        let Conditional { when, all_of } = Conditional::deserialize(MapAccessDeserializer::new(object))?;
        Ok(AlternativeDocument { when: Some(when), all_of })
    }

    fn visit_none<E>(self) -> Result<AlternativeDocument, E> {
        Ok(AlternativeDocument::default())
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<AlternativeDocument, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Serialize for AlternativeDocument {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.when {
            None => self.all_of.serialize(serializer),
            Some(when) => Conditional { when: when.clone(), all_of: self.all_of.clone() }.serialize(serializer),
        }
    }
}
