//! Texts that come in and go out: JavaScript writes them one after the other where it then reads the answer.

use wasm_bindgen::prelude::*;

use super::state::State;
use crate::json::Json;

/// What JavaScript has written, or is to read.
static TEXTS: State<Vec<u8>> = State::new(Vec::new());

/// The length of a text that is not there.
const NONE: usize = usize::MAX;

/// Makes room for texts of so many bytes; where they are.
#[wasm_bindgen]
pub fn room(size: usize) -> usize {
    TEXTS.with(|texts| {
        texts.resize(size.max(texts.len()), 0);
        texts.as_ptr().addr()
    })
}

/// The texts that were written, which have these lengths, all as one.
#[inline(never)]
pub(super) fn taken(lengths: &[usize]) -> String {
    let mut texts = TEXTS.take();
    let there = lengths.iter().filter(|length| **length != NONE);
    texts.truncate(there.fold(0, |sum, length| length.wrapping_add(sum)));
    String::from_utf8(texts).unwrap_or_default()
}

/// The next of some texts, by its length; `None` if it is not there.
#[inline(never)]
pub(super) fn next<'t>(texts: &mut &'t str, length: usize) -> Option<&'t str> {
    let (text, rest) = texts.split_at_checked(length)?;
    *texts = rest;
    Some(text)
}

/// Leaves a text to be read; its length.
#[inline(never)]
pub(super) fn answer(Json(text): Json) -> usize {
    let length = text.len();
    TEXTS.set(text.into_bytes());
    length
}
