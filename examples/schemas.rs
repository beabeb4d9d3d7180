//! Writes the JSON Schemas of the documents: `cargo run --features schema --example schemas`.

use std::{fs, io};

use keyward::documents::{CatalogDocument, ProjectDocument};

fn main() -> io::Result<()> {
    for (name, schema) in [("project", ProjectDocument::schema()), ("catalog", CatalogDocument::schema())] {
        fs::write(format!("schema/{name}.json"), format!("{schema:#}\n"))?;
    }
    Ok(())
}
