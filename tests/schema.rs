//! The shipped JSON Schemas are those of the types.

#![cfg(feature = "schema")]

use keyward::documents::{CatalogDocument, ProjectDocument};
use serde_json::{Value, json};

#[test]
fn the_shipped_schemas_are_those_of_the_types() {
    for (shipped, schema) in [
        (include_str!("../schema/project.json"), ProjectDocument::schema()),
        (include_str!("../schema/catalog.json"), CatalogDocument::schema()),
    ] {
        let shipped: Value = serde_json::from_str(shipped).unwrap();
        assert_eq!(shipped, schema, "write them anew: cargo run --features schema --example schemas");
    }
}

#[test]
fn members_are_required_and_closed_as_the_reader_has_them() {
    let schema = ProjectDocument::schema();
    assert_eq!(schema["required"], json!(["format", "id", "environments", "roles", "users", "keys"]));
    assert_eq!(schema["additionalProperties"], json!(false));
    let key = &schema["$defs"]["KeyDocument"];
    assert_eq!(key["required"], json!(["id", "kind", "environments", "createdAt", "expiresAt"]));
    assert_eq!(key["properties"]["name"]["type"], json!(["string"]));
    let forms = key["properties"]["expiresAt"]["anyOf"].as_array().unwrap();
    assert!(forms.contains(&json!({"type": "null"})));
    let lifetime = &CatalogDocument::schema()["$defs"]["LifetimeDocument"];
    assert_eq!(lifetime["required"], json!(["default", "min", "max"]));
    assert_eq!(lifetime["properties"]["max"]["type"], json!(["string", "null"]));
}
