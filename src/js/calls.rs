//! What is asked with text and answered with text: one function for each question would cost more than its answer.
//! `facade/lib/calls.js` has the same numbers.

use wasm_bindgen::prelude::*;

use super::texts::{answer, next, taken};
use super::time::{expiry_of, notices_of};
use super::{Core, invalid, refusal, sentence_of, wrong};
use crate::instant::Instant;
use crate::json::{Json, KONTENT_MANAGEMENT};

/// A whole number of JavaScript's, as the millisecond that it may be. The facade sends no other numbers.
fn instant(millis: f64) -> Option<Instant> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "a difference is refused")]
    Some(millis as i64).filter(|whole| *whole as f64 == millis).and_then(Instant::from_millis)
}

/// A number of the facade's that is no instant: a place in a list, or a code.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "what does not fit is the nearest that does"
)]
const fn number(value: f64) -> u32 {
    value as u32
}

#[wasm_bindgen]
impl Core {
    /// Asks a ward something, by number, with three texts of these lengths; the length of the answer.
    pub fn call(&mut self, what: u32, text: usize, id: usize, new_id: usize, at: f64, to: f64) -> usize {
        let texts = taken(&[text, id, new_id]);
        let mut rest = texts.as_str();
        let [text, id, new_id] = [text, id, new_id].map(|length| next(&mut rest, length).unwrap_or_default());
        let mut json = Json::default();
        match (what, instant(at), instant(to)) {
            (0, ..) => self.catalog(&mut json),
            (1, ..) => self.scopes(&mut json),
            (2, ..) => self.frame(&mut json),
            (3, ..) => self.keys(number(at), &mut json),
            (4, ..) => self.update(text, &mut json),
            (5, Some(at), _) => self.status(id, at, &mut json),
            (6, Some(at), _) => self.notices(at, None, &mut json),
            (7, Some(from), Some(to)) => self.notices(from, Some(to), &mut json),
            (8, Some(at), _) => self.create_key(text, id, at, &mut json),
            (9, Some(at), _) => self.regenerate_key(id, text, new_id, at, &mut json),
            (10, Some(at), _) => self.revoke_key(id, at, &mut json),
            (11, ..) => self.key(id, &mut json),
            _ => no_instant(&mut json),
        }
        answer(json)
    }
}

/// Asks what needs no ward, by number, with three texts; the length of the answer.
#[wasm_bindgen]
pub fn tell(what: u32, catalog: usize, lifetime: usize, text: usize, at: f64, to: f64) -> usize {
    let texts = taken(&[catalog, lifetime, text]);
    let mut rest = texts.as_str();
    let [catalog, lifetime, text] = [catalog, lifetime, text].map(|length| next(&mut rest, length));
    let mut json = Json::default();
    match (what, instant(at), instant(to)) {
        (0, ..) => json.add(KONTENT_MANAGEMENT),
        (1, ..) => json.0 = refusal(),
        (2, ..) => wrong(number(at), &mut json),
        (3, ..) => json.add(sentence_of(number(at))),
        (4, Some(created), _) => expiry_of(catalog, created, lifetime, text.unwrap_or_default(), &mut json),
        (5, Some(created), Some(expires)) => notices_of(catalog, created, expires, &mut json),
        _ => no_instant(&mut json),
    }
    answer(json)
}

/// The facade sends nothing that is no instant where there has to be one.
fn no_instant(json: &mut Json) {
    invalid(json, "instant_invalid", "", "not an instant");
}

/// RFC 3339 text of so many bytes as milliseconds, or NaN.
#[wasm_bindgen(js_name = instant)]
#[allow(clippy::cast_precision_loss, reason = "in range, and so exact")]
pub fn instant_of(length: usize) -> f64 {
    taken(&[length]).parse::<Instant>().map_or(f64::NAN, |instant| instant.millis() as f64)
}
