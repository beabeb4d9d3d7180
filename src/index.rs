//! Ids and their small integers.

use crate::path::head;
use crate::runs::Runs;
use crate::table::Table;
use crate::texts::Texts;

/// A table of ids. Each has the number of its place, for good: a removed id
/// leaves its place empty, and comes back at a new one.
#[derive(Clone, Debug)]
pub(crate) struct Index {
    texts: Texts,
    /// By place, the record of the id and what goes with it, or [`NONE`].
    records: Runs<u32>,
    places: Table,
    /// How many records nobody refers to any more.
    left: usize,
}

const NONE: u32 = u32::MAX;

/// A place, unless it is [`NONE`]: functions of the module give back one number more cheaply than two.
#[inline(always)]
const fn some(place: u32) -> Option<u32> {
    if place == NONE { None } else { Some(place) }
}

/// So many records are left behind before those in use are moved away from them, if they are no more.
const MANY_LEFT: usize = 1000;

const ODD: u64 = 0x9E37_79B9_7F4A_7C15;

const OTHER: u64 = 0xD6E8_FEB8_6659_FD93;

const fn mix(hash: u64, word: u64) -> u64 {
    (hash ^ word).wrapping_mul(ODD).rotate_left(29)
}

const fn finish(hash: u64) -> u64 {
    let mixed = hash.wrapping_mul(ODD);
    mixed ^ (mixed >> 32)
}

/// Eight bytes at a time; the last eight may have been taken in already.
#[inline(always)]
fn hash(id: &[u8]) -> u64 {
    let mut hash = u64::try_from(id.len()).unwrap_or(u64::MAX);
    let mut rest = id;
    while let Some((chunk, after)) = rest.split_first_chunk::<16>() {
        let both = u128::from_le_bytes(*chunk);
        #[allow(clippy::cast_possible_truncation, reason = "the lower half")]
        let (low, high) = (both as u64, both.wrapping_shr(64) as u64);
        // what needs no earlier result goes on beside it
        hash = mix(hash, low ^ high.wrapping_mul(OTHER).rotate_left(32));
        rest = after;
    }
    if let Some(chunk) = rest.first_chunk::<8>() {
        hash = mix(hash, u64::from_le_bytes(*chunk));
    }
    let last = id.last_chunk::<8>().map_or_else(|| head(id), |last| u64::from_le_bytes(*last));
    finish(mix(hash, last))
}

/// As [`hash`], where it need not be quick.
#[inline(never)]
fn slow_hash(id: &str) -> u64 {
    hash(id.as_bytes())
}

impl Default for Index {
    #[inline(never)]
    fn default() -> Self {
        Self { texts: Texts::default(), records: Runs::default(), places: Table::default(), left: 0 }
    }
}

impl Index {
    /// The number of `id`.
    #[inline(always)]
    pub(crate) fn get(&self, id: &[u8]) -> Option<u32> {
        some(self.place_of(id))
    }

    #[inline(never)]
    fn place_of(&self, id: &[u8]) -> u32 {
        self.find(hash(id), id)
    }

    #[inline(never)]
    fn find(&self, hash: u64, id: &[u8]) -> u32 {
        let found = |place| self.records.get(place).is_some_and(|record| self.texts.begins(*record, id));
        self.places.find(hash, found).unwrap_or(NONE)
    }

    /// The id at a place, if it is still listed.
    #[inline(never)]
    pub(crate) fn id(&self, place: u32) -> Option<&str> {
        self.beside(place, 0)
    }

    /// The id at a place, or nothing for a place that is empty.
    pub(crate) fn text(&self, place: u32) -> &str {
        self.id(place).unwrap_or_default()
    }

    /// A text that was put beside the id at a place: the first is 1.
    #[inline(never)]
    pub(crate) fn beside(&self, place: u32, text: usize) -> Option<&str> {
        let record = *self.records.get(place)?;
        if record == NONE { None } else { self.texts.get(record, text) }
    }

    /// Adds an id; `None` if it is listed already.
    #[inline(always)]
    pub(crate) fn insert(&mut self, id: &str) -> Option<u32> {
        some(self.new_place_of(id))
    }

    #[inline(never)]
    fn new_place_of(&mut self, id: &str) -> u32 {
        self.new_place(&[Some(id)])
    }

    /// Adds an id, which is the first of some texts that are kept together; `None` if it is listed already.
    #[inline(always)]
    pub(crate) fn insert_with(&mut self, texts: &[Option<&str>]) -> Option<u32> {
        some(self.new_place(texts))
    }

    #[inline(never)]
    fn new_place(&mut self, texts: &[Option<&str>]) -> u32 {
        let id = texts.first().copied().flatten().unwrap_or_default();
        let hash = slow_hash(id);
        if self.find(hash, id.as_bytes()) != NONE {
            return NONE;
        }
        let place = u32::try_from(self.records.len()).unwrap_or(NONE);
        let Some(record) = self.texts.push(texts) else { return NONE };
        self.records.push(record);
        self.enter(hash, place);
        place
    }

    /// The number of `id`, which is added if need be.
    pub(crate) fn intern(&mut self, id: &str) -> u32 {
        self.get(id.as_bytes()).or_else(|| self.insert(id)).unwrap_or(u32::MAX)
    }

    /// Puts other texts beside an id; the record that stood at its place.
    pub(crate) fn replace(&mut self, place: u32, texts: &[Option<&str>]) -> Option<u32> {
        let record = self.texts.push(texts)?;
        self.left = self.left.wrapping_add(1);
        Some(std::mem::replace(self.records.get_mut(place)?, record))
    }

    /// Takes an id out; the record that stood at its place.
    pub(crate) fn remove(&mut self, place: u32) -> Option<u32> {
        self.places.remove(slow_hash(self.id(place)?), place);
        self.left = self.left.wrapping_add(1);
        Some(std::mem::replace(self.records.get_mut(place)?, NONE))
    }

    /// Puts back the record that was taken from a place, unless [`Index::tidy`] was called since.
    pub(crate) fn restore(&mut self, place: u32, record: u32) {
        if let Some(slot) = self.records.get_mut(place) {
            let removed = std::mem::replace(slot, record) == NONE;
            if let Some(id) = self.id(place).filter(|_| removed) {
                self.enter(slow_hash(id), place);
            }
        }
    }

    /// Forgets the last place, which must be the one that was added last.
    pub(crate) fn pop(&mut self) {
        if let Some(last) = self.records.len().checked_sub(1).and_then(|last| u32::try_from(last).ok()) {
            self.remove(last);
            self.records.pop();
        }
    }

    /// Gives room free that many changes have left behind. Records have `count` texts.
    pub(crate) fn tidy(&mut self, count: usize) {
        if self.left < MANY_LEFT.max(self.records.len()) {
            return;
        }
        let old = std::mem::take(&mut self.texts);
        for place in self.all() {
            if let Some(record) = self.records.get_mut(place).filter(|record| **record != NONE) {
                let mut texts = Vec::new();
                for text in 0..count {
                    texts.push(old.get(*record, text));
                }
                *record = self.texts.push(&texts).unwrap_or(NONE);
            }
        }
        self.left = 0;
    }

    /// How many places there are, empty ones too.
    pub(crate) fn len(&self) -> usize {
        self.records.len()
    }

    /// All places, empty ones too.
    fn all(&self) -> std::ops::Range<u32> {
        0..u32::try_from(self.records.len()).unwrap_or_default()
    }

    /// The listed ids with their places, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, &str)> {
        self.all().filter_map(|place| Some((place, self.id(place)?)))
    }

    /// Has a place found by the hash of its id.
    fn enter(&mut self, hash_of_id: u64, place: u32) {
        if !self.places.is_full() {
            return self.places.insert(hash_of_id, place);
        }
        self.places.grow(self.records.len());
        for place in self.all() {
            if let Some(id) = self.id(place) {
                self.places.insert(slow_hash(id), place);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_never_given_twice() {
        let mut index = Index::default();
        assert_eq!(index.insert("a"), Some(0));
        assert_eq!(index.insert("b"), Some(1));
        assert_eq!(index.insert("a"), None);
        let record = index.remove(0).unwrap();
        assert_eq!((index.get(b"a"), index.get(b"b")), (None, Some(1)));
        assert_eq!(index.insert("a"), Some(2));
        index.pop();
        index.restore(0, record);
        assert_eq!((index.get(b"a"), index.len()), (Some(0), 2));
        assert_eq!(index.iter().collect::<Vec<_>>(), [(0, "a"), (1, "b")]);
    }

    #[test]
    fn what_is_left_behind_is_given_free() {
        let mut index = Index::default();
        for id in ["a", "b", "c"] {
            index.insert_with(&[Some(id), Some("name"), None]);
        }
        index.remove(1);
        for number in 0..100_000 {
            let name = format!("name {number}");
            index.replace(2, &[Some("c"), None, Some(&name)]);
            index.tidy(3);
            assert_eq!((index.beside(2, 1), index.beside(2, 2)), (None, Some(&*name)));
        }
        assert!(index.left < MANY_LEFT);
        assert_eq!((index.get(b"a"), index.get(b"b"), index.get(b"c")), (Some(0), None, Some(2)));
        assert_eq!((index.id(0), index.beside(0, 1), index.beside(0, 2)), (Some("a"), Some("name"), None));
        assert_eq!(index.iter().collect::<Vec<_>>(), [(0, "a"), (2, "c")]);
    }
}
