//! keyward for JavaScript: what the npm package's facade calls.
//!
//! Questions that are many cross as numbers in memory: [`lane`]. All other calls are plain: documents and inputs come
//! in as JSON text, results go out as JavaScript values, and what is refused is thrown as the facade's `KeywardError`.
//! The facade checks the type of every value before it crosses.

#![recursion_limit = "1024"] // for the macros of `stack`
#![allow(unreachable_pub, reason = "wasm-bindgen exports what is public")]
#![deny(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::string_slice, clippy::unwrap_used)]

mod allocator;
mod catalogs;
mod errors;
mod keys;
mod lane;
mod stack;
mod ward;

use keyward::{Instant, Reason, lane as core};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use errors::to_js;

/// Has a panic tell its message to the facade, which throws it as an `internal` error.
#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(|panic| errors::panicked(&panic.to_string())));
}

/// What the facade learns when the module starts, so that nothing of it is written down twice.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Constants {
    /// Which build of the sources this is; the facade refuses another one than its own.
    build: &'static str,
    /// By the number of a reason, its name.
    reasons: [Reason; Reason::ALL.len()],
    /// By the number of a reason, its sentence: `$0` stands for the operation, `$1` for what the decision falls short
    /// by, `$2` for where.
    sentences: [&'static str; Reason::ALL.len()],
    /// What `$2` of a sentence is where an environment is known: `$` stands for its id.
    place: &'static str,
    /// The longest path that is read, in bytes.
    longest_path: usize,
    /// Where the facts of a single question stand.
    facts_place: usize,
}

/// See [`Constants`].
#[wasm_bindgen]
pub fn constants() -> Result<JsValue, JsValue> {
    to_js(&Constants {
        build: option_env!("KEYWARD_BUILD").unwrap_or_default(),
        reasons: Reason::ALL,
        sentences: Reason::ALL.map(core::template),
        place: core::PLACE,
        longest_path: core::LONGEST_PATH,
        facts_place: lane::FACTS_PLACE,
    })
}

/// Seeds the hashing of ids, so that nobody outside can choose ids that collide. The facade calls it with random bits
/// before the first ward is loaded.
#[wasm_bindgen]
pub fn seed(low: u32, high: u32) {
    keyward::seed_hashes((u64::from(high) << 32) | u64::from(low));
}

/// A whole number of JavaScript's as the instant that it is.
fn instant_of(millis: f64) -> Option<Instant> {
    #[allow(clippy::cast_possible_truncation, reason = "a number that does not fit differs")]
    let whole = millis as i64;
    #[allow(clippy::cast_precision_loss, reason = "a difference is refused")]
    let exact = whole as f64 == millis;
    Instant::from_millis(whole).filter(|_| exact)
}

/// The same, or an error.
fn instant(millis: f64) -> Result<Instant, JsValue> {
    instant_of(millis).ok_or_else(|| errors::wrong("instant_invalid", "", "not an instant"))
}

/// An instant as JavaScript's number.
#[allow(clippy::cast_precision_loss, reason = "instants are exact")]
fn millis(instant: Instant) -> f64 {
    instant.millis() as f64
}

/// RFC 3339 text as milliseconds, or NaN.
#[wasm_bindgen(js_name = parseInstant)]
pub fn parse_instant(text: &str) -> f64 {
    text.parse().map_or(f64::NAN, millis)
}
