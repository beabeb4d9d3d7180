//! A project's text into the core: JavaScript writes it piece by piece into a window of memory.

use wasm_bindgen::prelude::*;

use super::Core;
use super::state::State;
use super::texts::{next, taken};
use crate::json::{Loading, Progress};

/// What is being loaded, and its window: first what was not read yet of earlier pieces.
struct Window {
    loading: Loading,
    bytes: Vec<u8>,
}

static WINDOW: State<Option<Window>> = State::new(None);

/// The text has to come once more.
const AGAIN: i32 = -1;
const LOADED: i32 = -2;
const GAVE_UP: i32 = -3;

/// Begins to load a project under a catalog, whose text has so many bytes, through a window of so many others; whether
/// nothing is wrong with the catalog.
#[wasm_bindgen]
pub fn begin(catalog: usize, size: usize) -> bool {
    let text = taken(&[catalog]);
    let catalog = super::kept(super::catalog(next(&mut text.as_str(), catalog)));
    WINDOW.set(catalog.map(|catalog| Window { loading: Loading::new(catalog), bytes: vec![0; size] }));
    WINDOW.with(|window| window.is_some())
}

/// Where the window is, and how many bytes it has: more, once an entry did not fit.
pub(super) fn window() -> (usize, usize) {
    WINDOW.with(|window| window.as_ref().map_or((0, 0), |Window { bytes, .. }| (bytes.as_ptr().addr(), bytes.len())))
}

/// Reads the first bytes of the window, the `last` ones of the text. How many of them are left, at its beginning; or less
/// than 0: the text has to come again, is loaded, or cannot be loaded so.
#[wasm_bindgen]
pub fn read(length: usize, last: bool) -> i32 {
    WINDOW.with(|window| {
        let Some(Window { loading, bytes }) = window else { return GAVE_UP };
        let Some(text) = bytes.get(..length).and_then(|text| str::from_utf8(text).ok()) else { return GAVE_UP };
        match loading.read(text, last) {
            Progress::More(read) if read <= length => {
                move_to_start(bytes, read, length);
                if read == 0 {
                    bytes.resize(bytes.len().wrapping_mul(2).max(16), 0);
                }
                i32::try_from(length.wrapping_sub(read)).unwrap_or(GAVE_UP)
            }
            Progress::Again => AGAIN,
            Progress::Loaded => LOADED,
            Progress::More(_) | Progress::GaveUp => GAVE_UP,
        }
    })
}

/// Moves bytes to the beginning. Few, and so one by one; `copy_within` brings the messages of its panics along.
fn move_to_start(bytes: &mut [u8], from: usize, to: usize) {
    for (place, from) in (from..to).enumerate() {
        if let Some(byte) = bytes.get(from).copied()
            && let Some(slot) = bytes.get_mut(place)
        {
            *slot = byte;
        }
    }
}

#[wasm_bindgen]
impl Core {
    /// What was loaded; forgotten if that is not complete.
    pub fn loaded(complete: bool) -> Option<Core> {
        WINDOW.take().filter(|_| complete).map(|window| Core(window.loading.ward()))
    }
}
