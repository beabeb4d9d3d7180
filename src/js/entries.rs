//! What is told of a project's keys and users beside decisions: their numbers, ids, names and owners.
//!
//! An id comes in, and an id with its name goes out, in bytes that JavaScript writes and reads.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

use super::Core;
use crate::documents::List;

/// What there is not.
const NONE: u32 = u32::MAX;

thread_local! {
    static ROOM: RefCell<Vec<u8>> = RefCell::default();
}

/// Makes room for so many bytes; where they are.
#[wasm_bindgen]
pub fn room(length: usize) -> usize {
    ROOM.with_borrow_mut(|room| {
        room.resize(length.max(room.len()), 0);
        room.as_ptr().addr()
    })
}

const fn list(is_user: bool) -> List {
    if is_user { List::Users } else { List::Keys }
}

#[wasm_bindgen]
impl Core {
    /// The number of the key or user whose id is so many bytes of the room; the highest number if it is not listed.
    pub fn find(&self, is_user: bool, length: usize) -> u32 {
        let ids = self.0.project.ids(list(is_user));
        ROOM.with_borrow(|room| ids.get(room.get(..length).unwrap_or_default())).unwrap_or(NONE)
    }

    /// How many bytes the id of a key or user has at most.
    pub fn longest(&self, is_user: bool) -> usize {
        self.0.project.ids(list(is_user)).longest()
    }

    /// The number of a key's owner; the highest number if it has none.
    pub fn owner(&self, key: u32) -> u32 {
        self.0.project.keys.get(key).and_then(|key| key.owner()).unwrap_or(NONE)
    }

    /// Writes the id of a key or user, or else its name, into the room, which may move as it does not fit; how many bytes
    /// it has, less than 0 if there is none.
    pub fn tell(&self, is_user: bool, number: u32, id: bool) -> i32 {
        let text = self.0.project.ids(list(is_user)).beside(number, usize::from(!id));
        let Some(text) = text else { return -1 };
        ROOM.with_borrow_mut(|room| {
            room.resize(room.len().max(text.len()), 0);
            room.iter_mut().zip(text.as_bytes()).for_each(|(slot, byte)| *slot = *byte);
            i32::try_from(text.len()).unwrap_or(-1)
        })
    }
}
