//! What is told of a project's keys and users beside decisions: their numbers, ids, names and owners.
//!
//! An id comes in in bytes that JavaScript writes.

use wasm_bindgen::prelude::*;

use super::Core;
use super::state::State;
use super::texts::answer;
use crate::documents::List;
use crate::json::Json;

/// What there is not.
const NONE: u32 = u32::MAX;

static ROOM: State<Vec<u8>> = State::new(Vec::new());

const fn list(is_user: bool) -> List {
    if is_user { List::Users } else { List::Keys }
}

#[wasm_bindgen]
impl Core {
    /// Makes room for the id of a key or user; where it is, or 0 if no id is so long.
    pub fn room(&self, is_user: bool, length: usize) -> usize {
        if length > self.0.project.ids(list(is_user)).longest() {
            return 0;
        }
        ROOM.with(|room| {
            room.resize(length.wrapping_mul(3).max(room.len()).max(1), 0);
            room.as_ptr().addr()
        })
    }

    /// The number of the key or user whose id is so many bytes of the room; the highest number if it is not listed.
    pub fn find(&self, is_user: bool, length: usize) -> u32 {
        let ids = self.0.project.ids(list(is_user));
        ROOM.with(|room| ids.get(room.get(..length).unwrap_or_default())).unwrap_or(NONE)
    }

    /// Leaves a text of a key or user to be read: 1 its name, 2 its owner's id, 3 its owner's name.
    /// How many bytes it has, less than 0 if there is none.
    pub fn tell(&self, is_user: bool, number: u32, text: usize) -> i32 {
        let project = &self.0.project;
        let owner = || project.keys.get(number).filter(|_| !is_user)?.owner();
        let text = match text.checked_sub(2) {
            None => project.ids(list(is_user)).beside(number, text),
            Some(text) => owner().and_then(|owner| project.users.ids.beside(owner, text)),
        };
        let Some(text) = text else { return -1 };
        let mut json = Json::default();
        json.add(text);
        i32::try_from(answer(json)).unwrap_or(-1)
    }
}
