//! Lists of numbers that many entries share, each kept once.

use hashbrown::HashTable;
use slab::Slab;

use crate::order::sort_ascending;
use crate::seed::{Hash, enter};

/// The last number of a list. The two above it stand for everything: a list must never get one of those.
const LAST: u32 = u32::MAX - 2;

/// Shared lists, and what was derived from each. Numbers of lists that [`Pool::retain`] has dropped are given again.
#[derive(Clone, Debug)]
pub(crate) struct Pool<T> {
    lists: Slab<Shared<T>>,
    /// The numbers of the lists, by their hashes.
    numbers: HashTable<u32>,
    hash: Hash,
}

#[derive(Clone, Debug)]
struct Shared<T> {
    list: Box<[u32]>,
    derived: T,
}

impl<T> Default for Pool<T> {
    fn default() -> Self {
        Self { lists: Slab::new(), numbers: HashTable::new(), hash: Hash::default() }
    }
}

impl<T> Pool<T> {
    fn shared(&self, number: u32) -> Option<&Shared<T>> {
        self.lists.get(usize::try_from(number).ok()?)
    }

    /// What was derived from a list.
    pub(crate) fn get(&self, number: u32) -> Option<&T> {
        self.shared(number).map(|shared| &shared.derived)
    }

    /// The numbers of a list; none if there is no such list.
    pub(crate) fn list(&self, number: u32) -> impl Iterator<Item = u32> {
        self.shared(number).map_or(&[][..], |shared| &shared.list).iter().copied()
    }

    /// The number of a list, which is added if need be.
    pub(super) fn intern(&mut self, list: &[u32], derive: &dyn Fn(&[u32]) -> T) -> u32 {
        let hash = self.hash.of(list);
        let is_it = |number: &u32| self.shared(*number).is_some_and(|shared| &*shared.list == list);
        if let Some(number) = self.numbers.find(hash, is_it) {
            return *number;
        }
        let added = self.lists.insert(Shared { list: list.into(), derived: derive(list) });
        let number = u32::try_from(added).unwrap_or(LAST).min(LAST);
        let Self { lists, numbers, hash: hasher } = self;
        let list_of = |number| usize::try_from(number).ok().and_then(|number| lists.get(number));
        enter(numbers, hash, number, &|number| list_of(number).map_or(0, |it| hasher.of(&*it.list)));
        number
    }

    /// How many lists there are.
    pub(crate) fn len(&self) -> usize {
        self.lists.len()
    }

    /// Drops all lists but some.
    pub(super) fn retain(&mut self, is_kept: impl Fn(u32) -> bool) {
        let Self { lists, numbers, .. } = self;
        numbers.retain(|number| {
            let kept = is_kept(*number);
            if !kept && let Ok(number) = usize::try_from(*number) {
                lists.try_remove(number);
            }
            kept
        });
    }
}

impl Pool<Box<[u32]>> {
    /// The number of a list, which is added if need be.
    pub(crate) fn add(&mut self, list: &[u32]) -> u32 {
        self.intern(list, &|list| {
            let mut sorted: Box<[u32]> = list.into();
            sort_ascending(&mut sorted);
            sorted
        })
    }

    /// Whether a list holds a number.
    #[inline]
    pub(super) fn holds(&self, list: u32, number: u32) -> bool {
        self.get(list).is_some_and(|sorted| sorted.binary_search(&number).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_kept_once_until_it_is_dropped() {
        let mut pool = Pool::default();
        let mut intern = |list: &[u32]| (pool.intern(list, &|list| list.len()), pool.len());
        assert_eq!([&[][..], &[1], &[1, 2], &[2, 1], &[1]].map(&mut intern), [(0, 1), (1, 2), (2, 3), (3, 4), (1, 4)]);
        pool.retain(|number| number % 2 == 0);
        assert_eq!((pool.len(), pool.get(1), pool.get(2)), (2, None, Some(&2)));
        assert_eq!((pool.list(1).next(), pool.list(2).collect::<Vec<_>>()), (None, vec![1, 2]));
        let number = pool.intern(&[2, 1], &|list| list.len());
        assert!(number == 1 || number == 3);
        assert_eq!((pool.list(number).collect::<Vec<_>>(), pool.len()), (vec![2, 1], 3));
        assert_eq!(pool.intern(&[1, 2], &|_| 0), 2);
    }
}
