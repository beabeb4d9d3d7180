//! Lists of numbers that many entries share, each kept once.

use crate::index::Index;
use crate::text::unsigned;

/// Shared lists, and what was derived from each.
#[derive(Clone, Debug)]
pub(super) struct Pool<T> {
    /// The lists as text.
    written: Index,
    lists: Vec<Shared<T>>,
}

/// One shared list.
#[derive(Clone, Debug)]
pub(super) struct Shared<T> {
    pub(super) list: Box<[u32]>,
    pub(super) derived: T,
}

impl<T> Default for Pool<T> {
    fn default() -> Self {
        Self { written: Index::default(), lists: Vec::new() }
    }
}

#[inline(never)]
fn written(list: &[u32]) -> String {
    let mut text = String::new();
    for number in list {
        text.push_str(&unsigned((*number).into()));
        text.push(' ');
    }
    text
}

impl<T> Pool<T> {
    pub(super) fn get(&self, place: u32) -> Option<&Shared<T>> {
        self.lists.get(usize::try_from(place).ok()?)
    }

    /// The number of a list, which is added if need be.
    pub(super) fn intern(&mut self, list: &[u32], derive: &dyn Fn(&[u32]) -> T) -> u32 {
        let text = written(list);
        if let Some(place) = self.written.get(text.as_bytes()) {
            return place;
        }
        self.lists.push(Shared { list: list.into(), derived: derive(list) });
        self.written.intern(&text)
    }
}
