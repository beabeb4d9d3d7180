//! Lists of numbers that many entries share, each kept once.

use hashbrown::HashTable;

use crate::index::hash_of;

/// Shared lists, and what was derived from each.
#[derive(Clone, Debug)]
pub(super) struct Pool<T> {
    lists: Vec<Shared<T>>,
    places: HashTable<u32>,
}

/// One shared list.
#[derive(Clone, Debug)]
pub(super) struct Shared<T> {
    pub(super) list: Box<[u32]>,
    pub(super) derived: T,
}

impl<T> Default for Pool<T> {
    fn default() -> Self {
        Self { lists: Vec::new(), places: HashTable::new() }
    }
}

impl<T> Pool<T> {
    pub(super) fn get(&self, place: u32) -> Option<&Shared<T>> {
        self.lists.get(usize::try_from(place).ok()?)
    }

    /// The number of a list, which is added if need be.
    pub(super) fn intern(&mut self, list: &[u32], derive: &dyn Fn(&[u32]) -> T) -> u32 {
        let same = |place: &u32| self.get(*place).is_some_and(|shared| *shared.list == *list);
        if let Some(place) = self.places.find(hash_of(list), same) {
            return *place;
        }
        let place = u32::try_from(self.lists.len()).unwrap_or(u32::MAX);
        self.lists.push(Shared { list: list.into(), derived: derive(list) });
        let lists = &self.lists;
        self.places.insert_unique(hash_of(list), place, |place| {
            let shared = usize::try_from(*place).ok().and_then(|place| lists.get(place));
            hash_of(shared.map(|shared| &*shared.list).unwrap_or_default())
        });
        place
    }
}
