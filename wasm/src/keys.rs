//! A ward's keys over time: status, notices and the life cycle.

use keyward::{Duration, Instant, LifecycleError, Notice, Recipient, TimeError};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::errors::{refused_key, to_js, wrong};
use crate::instant;
use crate::ward::Core;

/// A [`Notice`] whose recipients are converted already.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NoticeView<'a> {
    id: &'a str,
    key: &'a str,
    name: Option<&'a str>,
    rule: &'a str,
    at: Instant,
    expires_at: Instant,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    recipients: JsValue,
    replaces: &'a [String],
}

/// How many lists of recipients are kept to be shared.
const SHARED: usize = 64;

/// Notices as a list. Recipients that notices share are converted once: many keys have the same, and these may be many.
fn list(notices: &[Notice]) -> Result<JsValue, JsValue> {
    let list = js_sys::Array::new();
    let mut converted: Vec<(&[Recipient], JsValue)> = Vec::new();
    for Notice { id, key, name, rule, at, expires_at, recipients, replaces, .. } in notices {
        let known = converted.iter().find(|(known, _)| *known == recipients.as_slice());
        let shared = match known {
            Some((_, shared)) => shared.clone(),
            None => to_js(recipients)?,
        };
        if known.is_none() {
            converted.truncate(SHARED - 1);
            converted.insert(0, (recipients.as_slice(), shared.clone()));
        }
        list.push(&to_js(&NoticeView {
            id,
            key,
            name: name.as_deref(),
            rule,
            at: *at,
            expires_at: *expires_at,
            recipients: shared,
            replaces,
        })?);
    }
    Ok(list.into())
}

#[wasm_bindgen]
impl Core {
    /// What a page shows of one key.
    pub fn status(&self, key: &str, at: f64) -> Result<JsValue, JsValue> {
        to_js(&self.ward.status(key, instant(at)?).ok_or_else(|| refused_key(&LifecycleError::KeyUnknown))?)
    }

    /// The notices that are due, those that were sent too.
    pub fn notices(&self, at: f64) -> Result<JsValue, JsValue> {
        list(&self.ward.notices(instant(at)?))
    }

    /// The notices that fall due from one instant up to another.
    pub fn forecast(&self, from: f64, to: f64) -> Result<JsValue, JsValue> {
        list(&self.ward.forecast(instant(from)?, instant(to)?))
    }

    /// The keys that end within a duration.
    #[wasm_bindgen(js_name = keysEnding)]
    pub fn keys_ending(&self, at: f64, within: &str) -> Result<JsValue, JsValue> {
        let within: Duration =
            within.parse().map_err(|error: TimeError| wrong("duration_invalid", "/within", &error.to_string()))?;
        let ending = self.ward.keys_ending(instant(at)?, &within);
        to_js(&ending.map_err(|_| wrong("instant_invalid", "/within", "it ends after 9999"))?)
    }

    /// The users who are told about a key.
    #[wasm_bindgen(js_name = recipientsOf)]
    pub fn recipients_of(&self, key: &str) -> Result<JsValue, JsValue> {
        to_js(&self.ward.recipients_of(key).ok_or_else(|| refused_key(&LifecycleError::KeyUnknown))?)
    }

    /// Makes a key as JSON text says, with its own id or this one, and lists it: its record.
    #[wasm_bindgen(js_name = createKey)]
    pub fn create_key(&mut self, input: &str, id: &str, at: f64) -> Result<JsValue, JsValue> {
        let made = self.ward.create_key_from_json(input, id, instant(at)?).map_err(LifecycleError::Invalid);
        self.record(&made.map_err(|error| refused_key(&error))?)
    }

    /// Makes a key that replaces another one: its record. [`Core::key`] gives the other one.
    #[wasm_bindgen(js_name = regenerateKey)]
    pub fn regenerate_key(&mut self, id: &str, input: &str, new_id: &str, at: f64) -> Result<JsValue, JsValue> {
        let made = self.ward.regenerate_key_from_json(id, input, new_id, instant(at)?);
        self.record(&made.map_err(|error| refused_key(&error))?)
    }

    /// Revokes a key from an instant on: its record.
    #[wasm_bindgen(js_name = revokeKey)]
    pub fn revoke_key(&mut self, id: &str, at: f64) -> Result<JsValue, JsValue> {
        self.ward.revoke_key(id, instant(at)?).map_err(|error| refused_key(&error))?;
        self.record(id)
    }

    /// The record of a key.
    #[wasm_bindgen(js_name = key)]
    pub fn record(&self, id: &str) -> Result<JsValue, JsValue> {
        to_js(&self.ward.key_document(id).ok_or_else(|| refused_key(&LifecycleError::KeyUnknown))?)
    }
}
