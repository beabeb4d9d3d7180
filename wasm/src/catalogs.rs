//! Catalogs, and what is asked of one without a project.

use std::cell::RefCell;
use std::sync::Arc;

use keyward::Catalog;
use wasm_bindgen::prelude::*;

use crate::errors::{refused, refused_input, to_js, wrong};
use crate::{instant, millis};

thread_local! {
    /// The catalog that was read last, with its text: wards that are made one after the other share it.
    static LAST: RefCell<Option<(String, Arc<Catalog>)>> = const { RefCell::new(None) };
}

/// A catalog from JSON text, or the built-in one.
pub(crate) fn catalog(text: Option<String>) -> Result<Arc<Catalog>, JsValue> {
    let Some(text) = text else { return Ok(Catalog::kontent_management()) };
    LAST.with_borrow_mut(|last| {
        if let Some((read, catalog)) = last
            && *read == text
        {
            return Ok(Arc::clone(catalog));
        }
        let catalog = Catalog::from_json(&text).map_err(|problems| refused("document_invalid", &problems))?;
        let catalog = Arc::new(catalog);
        *last = Some((text, Arc::clone(&catalog)));
        Ok(catalog)
    })
}

/// The built-in catalog as JSON text.
#[wasm_bindgen(js_name = kontentManagement)]
pub fn kontent_management() -> String {
    keyward::KONTENT_MANAGEMENT.to_owned()
}

/// When a key of a catalog's kind expires.
#[wasm_bindgen(js_name = expiryOf)]
pub fn expiry_of(text: Option<String>, created: f64, lifetime: Option<String>, kind: &str) -> Result<f64, JsValue> {
    let expires = catalog(text)?.expiry_of(instant(created)?, lifetime.as_deref(), kind);
    expires.map(millis).map_err(|problems| refused_input("request_invalid", &problems))
}

/// When a catalog's rules announce the expiry of a lifetime.
#[wasm_bindgen(js_name = noticesOf)]
pub fn notices_of(text: Option<String>, created: f64, expires: f64) -> Result<JsValue, JsValue> {
    let (catalog, created, expires) = (catalog(text)?, instant(created)?, instant(expires)?);
    if expires <= created {
        return Err(wrong("lifetime_too_short", "/expiresAt", "it is not after `createdAt`"));
    }
    to_js(&catalog.notices_of(created, expires))
}
