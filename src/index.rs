//! Ids and their numbers.

use hashbrown::HashTable;

use crate::pages::Pages;
use crate::path::same;
use crate::seed::{Hash, enter};

/// A table of ids. Each has the number of its place, and no place is given twice: callers outside may still have the
/// number of an id that was removed, and must not find another id by it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    records: Pages<Record>,
    /// The places of the listed ids, by their hashes.
    places: HashTable<u32>,
    hash: Hash,
    /// The place that comes next.
    next: u32,
}

/// The texts beside an id: a name, and an address for mail.
pub(crate) type Details<'a> = [Option<&'a str>; 2];

/// An id and the texts beside it.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    id: Box<str>,
    details: [Option<Box<str>>; 2],
}

impl Record {
    fn new(id: &str, details: Details<'_>) -> Self {
        Self { id: id.into(), details: details.map(|text| text.map(Box::from)) }
    }
}

impl Index {
    /// The number of `id`.
    #[inline]
    pub(crate) fn get(&self, id: &[u8]) -> Option<u32> {
        self.find(self.hash.bytes(id), id)
    }

    #[inline]
    fn find(&self, hash: u64, id: &[u8]) -> Option<u32> {
        let is_it = |place: &u32| self.records.get(*place).is_some_and(|record| same(record.id.as_bytes(), id));
        self.places.find(hash, is_it).copied()
    }

    /// The id at a place, if it is still listed.
    pub(crate) fn id(&self, place: u32) -> Option<&str> {
        self.records.get(place).map(|record| &*record.id)
    }

    /// The id at a place, or nothing for a place that is empty.
    pub(crate) fn text(&self, place: u32) -> &str {
        self.id(place).unwrap_or_default()
    }

    /// The name and the address for mail beside the id at a place.
    pub(crate) fn details(&self, place: u32) -> Details<'_> {
        self.records.get(place).map_or([None; 2], |record| record.details.each_ref().map(Option::as_deref))
    }

    /// Adds an id; `None` if it is listed already.
    pub(crate) fn insert(&mut self, id: &str) -> Option<u32> {
        self.insert_with(id, [None; 2])
    }

    /// Adds an id with the texts beside it; `None` if it is listed already.
    pub(crate) fn insert_with(&mut self, id: &str, details: Details<'_>) -> Option<u32> {
        let hash = self.hash.bytes(id.as_bytes());
        if self.find(hash, id.as_bytes()).is_some() {
            return None;
        }
        let place = self.next;
        self.next = place.checked_add(1)?;
        self.records.put(place, Record::new(id, details));
        self.list(hash, place);
        Some(place)
    }

    /// The number of `id`, which is added if need be; `u32::MAX`, which is no place, once all places are given.
    pub(crate) fn intern(&mut self, id: &str) -> u32 {
        self.get(id.as_bytes()).or_else(|| self.insert(id)).unwrap_or(u32::MAX)
    }

    /// Puts other texts beside an id; the record that stood at its place.
    pub(crate) fn replace(&mut self, place: u32, details: Details<'_>) -> Option<Record> {
        let record = self.records.get_mut(place)?;
        let new = Record::new(&record.id, details);
        Some(std::mem::replace(record, new))
    }

    /// Takes an id out; the record that stood at its place.
    pub(crate) fn remove(&mut self, place: u32) -> Option<Record> {
        let record = self.records.take(place)?;
        let hash = self.hash.bytes(record.id.as_bytes());
        if let Ok(entry) = self.places.find_entry(hash, |other| *other == place) {
            entry.remove();
        }
        Some(record)
    }

    /// Puts back the record that was taken from a place by [`Index::remove`] or [`Index::replace`].
    pub(crate) fn restore(&mut self, place: u32, record: Record) {
        let hash = self.hash.bytes(record.id.as_bytes());
        if self.records.put(place, record).is_none() {
            self.list(hash, place);
        }
    }

    /// Takes back the place that was given last: an update that is refused was never seen by anybody.
    pub(crate) fn pop(&mut self) {
        if let Some(last) = self.next.checked_sub(1) {
            self.remove(last);
            self.next = last;
        }
    }

    /// Takes out all ids but those at some places.
    pub(crate) fn retain(&mut self, is_kept: impl Fn(u32) -> bool) {
        let dead: Vec<u32> = self.iter().map(|(place, _)| place).filter(|place| !is_kept(*place)).collect();
        for place in dead {
            self.remove(place);
        }
    }

    /// How many places were given, those that are empty now included.
    pub(crate) fn len(&self) -> usize {
        usize::try_from(self.next).unwrap_or(usize::MAX)
    }

    /// How many ids are listed.
    pub(crate) fn listed(&self) -> usize {
        self.places.len()
    }

    /// The listed ids with their places, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, &str)> {
        self.records.iter().map(|(place, record)| (place, &*record.id))
    }

    fn list(&mut self, hash: u64, place: u32) {
        let Self { records, places, hash: hasher, .. } = self;
        let hash_at = |place| records.get(place).map_or(0, |record| hasher.bytes(record.id.as_bytes()));
        enter(places, hash, place, &hash_at);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

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
        assert_eq!((index.get(b"a"), index.len(), index.listed()), (Some(0), 2, 2));
        assert_eq!(index.iter().collect::<Vec<_>>(), [(0, "a"), (1, "b")]);
    }

    #[test]
    fn texts_stand_beside_an_id_until_they_are_replaced() {
        let mut index = Index::default();
        index.insert_with("a", [Some("name"), None]);
        let record = index.replace(0, [None, Some("mail")]).unwrap();
        assert_eq!((index.id(0), index.details(0)), (Some("a"), [None, Some("mail")]));
        index.restore(0, record);
        assert_eq!((index.details(0), index.details(1)), ([Some("name"), None], [None; 2]));
        assert_eq!(index.get(b"a"), Some(0));
    }

    #[test]
    fn an_index_that_has_given_every_place_refuses_more() {
        let mut index = Index { next: u32::MAX - 1, ..Index::default() };
        assert_eq!((index.insert("a"), index.insert("b")), (Some(u32::MAX - 1), None));
        assert_eq!(index.intern("b"), u32::MAX);
    }

    proptest! {
        #[test]
        fn an_index_is_a_map_of_ids(steps in prop::collection::vec(("[a-h]{0,3}", any::<bool>()), 0..500)) {
            let (mut index, mut map, mut given) = (Index::default(), BTreeMap::new(), 0);
            for (id, add) in steps {
                match map.get(&id).copied() {
                    Some(place) if add => prop_assert_eq!((index.insert(&id), index.intern(&id)), (None, place)),
                    Some(place) => {
                        prop_assert_eq!(&*index.remove(place).unwrap().id, &id);
                        map.remove(&id);
                    }
                    None if add => {
                        prop_assert_eq!(index.insert(&id), Some(given));
                        map.insert(id.clone(), given);
                        given += 1;
                    }
                    None => prop_assert_eq!(index.get(id.as_bytes()), None),
                }
                prop_assert_eq!(index.get(id.as_bytes()), map.get(&id).copied());
            }
            let listed: BTreeMap<_, _> = index.iter().map(|(place, id)| (id.to_owned(), place)).collect();
            prop_assert_eq!(listed, map);
        }
    }
}
