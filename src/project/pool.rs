//! Lists of numbers that many entries share, each kept once.

use crate::index::Index;
use crate::runs::Runs;
use crate::texts::{push_number, read_number};

/// Shared lists, and what was derived from each.
#[derive(Clone, Debug)]
pub(crate) struct Pool<T> {
    /// Each list as a text of its numbers.
    lists: Index,
    derived: Runs<T>,
}

impl<T> Default for Pool<T> {
    fn default() -> Self {
        Self { lists: Index::default(), derived: Runs::default() }
    }
}

impl<T> Pool<T> {
    /// What was derived from a list.
    pub(crate) fn get(&self, place: u32) -> Option<&T> {
        self.derived.get(place)
    }

    /// The numbers of a list; none if there is no such list.
    pub(crate) fn list(&self, place: u32) -> impl Iterator<Item = u32> {
        let text = self.lists.text(place);
        let mut at = 0;
        std::iter::from_fn(move || {
            let (number, after) = read_number(text, at)?;
            at = after;
            Some(number)
        })
    }

    /// The number of a list, which is added if need be.
    pub(super) fn intern(&mut self, list: &[u32], derive: &dyn Fn(&[u32]) -> T) -> u32 {
        let mut text = String::new();
        for number in list {
            push_number(&mut text, *number);
        }
        let place = self.lists.intern(&text);
        if usize::try_from(place).is_ok_and(|place| place == self.derived.len()) {
            self.derived.push(derive(list));
        }
        place
    }
}
