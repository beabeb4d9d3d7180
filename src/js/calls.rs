//! What is asked with text and answered with text: one function for each question would cost more than its answer.
//! `facade/lib/calls.js` has the same numbers.

use wasm_bindgen::prelude::*;

use super::time::{expiry_of, notices_of};
use super::{Core, kontent_management, message, refusal, wrong};
use crate::prelude::*;

/// A number of JavaScript's that is a whole one from 0 on; 0 for others.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the facade sends no others")]
const fn whole(number: f64) -> u32 {
    number as u32
}

#[wasm_bindgen]
impl Core {
    /// Asks a ward something, by number.
    pub fn call(&mut self, what: u32, text: &str, id: &str, new_id: &str, at: f64, to: f64) -> String {
        match what {
            0 => self.catalog(),
            1 => self.scopes(),
            2 => self.frame(),
            3 => self.keys(whole(at)),
            4 => self.update(text),
            5 => self.status(id, at),
            6 => self.notices(at),
            7 => self.forecast(at, to),
            8 => self.create_key(text, id, at),
            9 => self.regenerate_key(id, text, new_id, at),
            10 => self.revoke_key(id, at),
            _ => self.key(id),
        }
    }
}

/// Asks what needs no ward, by number.
#[wasm_bindgen]
pub fn tell(what: u32, catalog: Option<String>, lifetime: Option<String>, text: &str, at: f64, to: f64) -> String {
    match what {
        0 => kontent_management(),
        1 => refusal(),
        2 => wrong(whole(at)),
        3 => message(whole(at), text),
        4 => expiry_of(catalog, at, lifetime, text),
        _ => notices_of(catalog, at, to),
    }
}
