//! What is asked with text and answered with text: one function for each question would cost more than its answer.
//! `facade/lib/calls.js` has the same numbers.

use wasm_bindgen::prelude::*;

use super::time::{expiry_of, notices_of};
use super::{Core, invalid, kontent_management, refusal, sentence_of, wrong};
use crate::instant::Instant;
use crate::prelude::*;

/// A whole number of JavaScript's, as the millisecond that it may be. The facade sends no other numbers.
fn instant(millis: f64) -> Option<Instant> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "a difference is refused")]
    Some(millis as i64).filter(|whole| *whole as f64 == millis).and_then(Instant::from_millis)
}

/// Both numbers of a question, or an error.
fn instants(at: f64, to: f64) -> Result<(Instant, Instant), String> {
    instant(at).zip(instant(to)).ok_or_else(|| invalid("instant_invalid", "", "not an instant"))
}

/// A number that is no instant.
fn number(instant: Instant) -> u32 {
    u32::try_from(instant.millis()).unwrap_or(u32::MAX)
}

#[wasm_bindgen]
impl Core {
    /// Asks a ward something, by number.
    pub fn call(&mut self, what: u32, text: &str, id: &str, new_id: &str, at: f64, to: f64) -> String {
        let (at, to) = match instants(at, to) {
            Ok(both) => both,
            Err(error) => return error,
        };
        match what {
            0 => self.catalog(),
            1 => self.scopes(),
            2 => self.frame(),
            3 => self.keys(number(at)),
            4 => self.update(text),
            5 => self.status(id, at),
            6 => self.notices(at, None),
            7 => self.notices(at, Some(to)),
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
    let told = instants(at, to).and_then(|(at, to)| match what {
        0 => Ok(kontent_management()),
        1 => Ok(refusal()),
        2 => Ok(wrong(number(at))),
        3 => Ok(sentence_of(number(at))),
        4 => expiry_of(catalog, at, lifetime, text),
        _ => notices_of(catalog, at, to),
    });
    told.unwrap_or_else(|error| error)
}
