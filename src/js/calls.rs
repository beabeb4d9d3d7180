//! What is asked with text and answered with text: one function for each question would cost more than its answer.
//! `facade/lib/calls.js` has the same numbers.

use wasm_bindgen::prelude::*;

use super::texts::{answer, next, taken};
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
    /// Asks a ward something, by number, with three texts of these lengths; the length of the answer.
    pub fn call(&mut self, what: u32, text: usize, id: usize, new_id: usize, at: f64, to: f64) -> usize {
        let texts = taken(&[text, id, new_id]);
        let mut rest = texts.as_str();
        let [text, id, new_id] = [text, id, new_id].map(|length| next(&mut rest, length).unwrap_or_default());
        answer(match instants(at, to) {
            Err(error) => error,
            Ok((at, to)) => match what {
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
            },
        })
    }
}

/// Asks what needs no ward, by number, with three texts; the length of the answer.
#[wasm_bindgen]
pub fn tell(what: u32, catalog: usize, lifetime: usize, text: usize, at: f64, to: f64) -> usize {
    let texts = taken(&[catalog, lifetime, text]);
    let mut rest = texts.as_str();
    let [catalog, lifetime, text] = [catalog, lifetime, text].map(|length| next(&mut rest, length));
    let told = instants(at, to).and_then(|(at, to)| match what {
        0 => Ok(kontent_management()),
        1 => Ok(refusal()),
        2 => Ok(wrong(number(at))),
        3 => Ok(sentence_of(number(at))),
        4 => expiry_of(catalog, at, lifetime, text.unwrap_or_default()),
        _ => notices_of(catalog, at, to),
    });
    answer(told.unwrap_or_else(|error| error))
}

/// RFC 3339 text of so many bytes as milliseconds, or NaN.
#[wasm_bindgen(js_name = instant)]
#[allow(clippy::cast_precision_loss, reason = "in range, and so exact")]
pub fn instant_of(length: usize) -> f64 {
    taken(&[length]).parse::<Instant>().map_or(f64::NAN, |instant| instant.millis() as f64)
}
