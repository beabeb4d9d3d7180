//! Ids and their small integers.

use hashbrown::HashTable;

use crate::path::{head, same};

/// A table of ids. Each has the number of its place, for good: a removed id
/// leaves its place empty, and comes back at a new one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    ids: Vec<Option<Box<str>>>,
    places: HashTable<u32>,
}

const ODD: u64 = 0x9E37_79B9_7F4A_7C15;

const fn mix(hash: u64, word: u64) -> u64 {
    (hash ^ word).wrapping_mul(ODD).rotate_left(29)
}

const fn finish(hash: u64) -> u64 {
    let mixed = hash.wrapping_mul(ODD);
    mixed ^ (mixed >> 32)
}

/// Eight bytes at a time; the last eight may have been taken in already.
fn hash(id: &[u8]) -> u64 {
    let mut hash = u64::try_from(id.len()).unwrap_or(u64::MAX);
    let mut rest = id;
    while let Some((chunk, after)) = rest.split_first_chunk::<8>() {
        hash = mix(hash, u64::from_le_bytes(*chunk));
        rest = after;
    }
    let last = id.last_chunk::<8>().map_or_else(|| head(id), |last| u64::from_le_bytes(*last));
    finish(mix(hash, last))
}

/// The hash of a list of numbers.
pub(crate) fn hash_of(numbers: &[u32]) -> u64 {
    finish(numbers.iter().fold(0, |hash, number| mix(hash, u64::from(*number))))
}

impl Index {
    /// The number of `id`.
    pub(crate) fn get(&self, id: &[u8]) -> Option<u32> {
        self.places.find(hash(id), |place| self.id(*place).is_some_and(|listed| same(listed.as_bytes(), id))).copied()
    }

    /// The id at a place, if it is still listed.
    pub(crate) fn id(&self, place: u32) -> Option<&str> {
        self.ids.get(usize::try_from(place).ok()?)?.as_deref()
    }

    /// The id at a place, or nothing for a place that is empty.
    pub(crate) fn text(&self, place: u32) -> &str {
        self.id(place).unwrap_or_default()
    }

    /// Adds an id; `None` if it is listed already.
    pub(crate) fn insert(&mut self, id: &str) -> Option<u32> {
        if self.get(id.as_bytes()).is_some() {
            return None;
        }
        let place = u32::try_from(self.ids.len()).ok()?;
        self.ids.push(Some(id.into()));
        self.enter(id, place);
        Some(place)
    }

    /// The number of `id`, which is added if need be.
    pub(crate) fn intern(&mut self, id: &str) -> u32 {
        self.get(id.as_bytes()).or_else(|| self.insert(id)).unwrap_or(u32::MAX)
    }

    /// Takes an id out.
    pub(crate) fn remove(&mut self, place: u32) {
        let Some(slot) = usize::try_from(place).ok().and_then(|place| self.ids.get_mut(place)) else { return };
        if let Some(id) = slot.take()
            && let Ok(entry) = self.places.find_entry(hash(id.as_bytes()), |listed| *listed == place)
        {
            entry.remove();
        }
    }

    /// Puts a removed id back at its place.
    pub(crate) fn restore(&mut self, place: u32, id: &str) {
        if let Some(slot) = usize::try_from(place).ok().and_then(|place| self.ids.get_mut(place)) {
            *slot = Some(id.into());
            self.enter(id, place);
        }
    }

    /// Forgets the last place, which must be the one that was added last.
    pub(crate) fn pop(&mut self) {
        if let Some(last) = self.ids.len().checked_sub(1).and_then(|last| u32::try_from(last).ok()) {
            self.remove(last);
            self.ids.pop();
        }
    }

    /// How many places there are, empty ones too.
    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }

    /// The listed ids with their places, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, &str)> {
        (0_u32..).zip(&self.ids).filter_map(|(place, id)| Some((place, id.as_deref()?)))
    }

    fn enter(&mut self, id: &str, place: u32) {
        let ids = &self.ids;
        let rehash = |place: &u32| {
            let id = usize::try_from(*place).ok().and_then(|place| ids.get(place)?.as_deref());
            hash(id.unwrap_or_default().as_bytes())
        };
        self.places.insert_unique(hash(id.as_bytes()), place, rehash);
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
        index.remove(0);
        assert_eq!((index.get(b"a"), index.get(b"b")), (None, Some(1)));
        assert_eq!(index.insert("a"), Some(2));
        index.pop();
        index.restore(0, "a");
        assert_eq!((index.get(b"a"), index.len()), (Some(0), 2));
        assert_eq!(index.iter().collect::<Vec<_>>(), [(0, "a"), (1, "b")]);
    }
}
