//! Writes the JSON Schemas of the documents: `cargo run --features schema --example schemas`.

#[cfg(feature = "schema")]
use keyward::documents::{CatalogDocument, ProjectDocument};

#[cfg(feature = "schema")]
fn main() -> std::io::Result<()> {
    for (name, schema) in [("project", ProjectDocument::schema()), ("catalog", CatalogDocument::schema())] {
        std::fs::write(format!("schema/{name}.json"), format!("{schema:#}\n"))?;
    }
    Ok(())
}

#[cfg(not(feature = "schema"))]
fn main() {
    eprintln!("run it with `--features schema`");
}
