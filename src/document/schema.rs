//! The JSON Schemas of the documents, for editors. They state the form; what refers to what only reading checks.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use super::catalog::AlternativeDocument;
use super::values::Map;
use super::{CatalogDocument, ProjectDocument};
use crate::time::Instant;

/// Gives a type a schema that the derives cannot tell.
macro_rules! schema {
    ($type:ident, $schema:tt) => {
        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    };
}

/// A type that stands for a form of a member.
macro_rules! form {
    ($name:ident, $schema:tt) => {
        pub(super) struct $name;

        schema!($name, $schema);
    };
}

form!(AllOr, { "anyOf": [{ "const": "all" }, { "type": "array", "items": { "type": "string" }, "minItems": 1 }] });
form!(AnyOr, { "anyOf": [{ "const": "any" }, { "type": "array", "items": { "type": "string" }, "minItems": 1 }] });
form!(EveryOr, { "anyOf": [{ "const": "every" }, { "type": "array", "items": { "type": "string" } }] });
form!(Before, {
    "anyOf": [{ "const": "immediately" }, { "type": "array", "items": { "type": "string" }, "minItems": 1 }]
});
form!(NullableInstant, {
    "anyOf": [
        { "type": "integer", "minimum": (Instant::MIN.millis()), "maximum": (Instant::MAX.millis()) },
        { "type": "string", "format": "date-time" },
        { "type": "null" }
    ]
});
form!(NullableText, { "type": ["string", "null"] });
form!(Status, { "type": "integer", "minimum": 400, "maximum": 599 });

schema!(Instant, {
    "anyOf": [
        { "type": "integer", "minimum": (Instant::MIN.millis()), "maximum": (Instant::MAX.millis()) },
        { "type": "string", "format": "date-time" }
    ]
});

impl<T: JsonSchema> JsonSchema for Map<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("MapOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "additionalProperties": generator.subschema_for::<T>() })
    }
}

impl JsonSchema for AlternativeDocument {
    fn schema_name() -> Cow<'static, str> {
        "AlternativeDocument".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [
                { "type": "array", "items": { "type": "string" } },
                {
                    "type": "object",
                    "properties": {
                        "when": { "type": "object", "additionalProperties": { "type": "boolean" } },
                        "allOf": { "type": "array", "items": { "type": "string" } }
                    },
                    "required": ["when", "allOf"],
                    "additionalProperties": false
                }
            ]
        })
    }
}

/// The schema of a type, in which a member that can be left out cannot be null instead.
fn schema_of<T: JsonSchema>() -> Value {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = generator.into_root_schema_for::<T>().to_value();
    refuse_null(&mut schema);
    schema
}

/// Takes null out of what members that are not required can be.
fn refuse_null(schema: &mut Value) {
    let Value::Object(members) = schema else {
        if let Value::Array(entries) = schema {
            entries.iter_mut().for_each(refuse_null);
        }
        return;
    };
    let required: Vec<Value> = members.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
    if let Some(Value::Object(properties)) = members.get_mut("properties") {
        for (_, property) in properties.iter_mut().filter(|(name, _)| !required.iter().any(|it| it == name.as_str())) {
            if let Some(Value::Array(types)) = property.get_mut("type") {
                types.retain(|it| it != "null");
            }
            if let Some(Value::Array(forms)) = property.get_mut("anyOf") {
                forms.retain(|it| it.get("type").is_none_or(|it| it != "null"));
            }
        }
    }
    members.values_mut().for_each(refuse_null);
}

impl ProjectDocument {
    /// The JSON Schema of a project.
    ///
    /// # Example
    /// ```
    /// use keyward::documents::ProjectDocument;
    /// assert_eq!(ProjectDocument::schema()["type"], "object");
    /// ```
    #[must_use]
    pub fn schema() -> Value {
        schema_of::<Self>()
    }
}

impl CatalogDocument {
    /// The JSON Schema of a catalog.
    ///
    /// # Example
    /// ```
    /// use keyward::documents::CatalogDocument;
    /// assert_eq!(CatalogDocument::schema()["type"], "object");
    /// ```
    #[must_use]
    pub fn schema() -> Value {
        schema_of::<Self>()
    }
}
