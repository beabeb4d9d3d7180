//! A hash table of small integers.

/// The numbers of entries that stand elsewhere, found by the hashes of those.
///
/// Slots are looked through one after the other. Beside each stands a mark: [`FREE`], [`LEFT`], or a part of the hash.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    marks: Vec<u8>,
    numbers: Vec<u32>,
    /// How many slots are not free.
    used: usize,
}

const FREE: u8 = 0;
/// Something stood there.
const LEFT: u8 = 1;

/// The highest bits of a hash, none of which makes a mark that means something else.
const fn mark_of(hash: u64) -> u8 {
    (hash >> 56) as u8 | 2
}

impl Table {
    /// The slots that a hash leads to, one after the other.
    #[inline(always)]
    fn slots(&self, hash: u64) -> impl Iterator<Item = usize> {
        let mask = self.marks.len().wrapping_sub(1);
        #[allow(clippy::cast_possible_truncation, reason = "the lower bits")]
        let start = hash as usize;
        (0..self.marks.len()).map(move |step| start.wrapping_add(step) & mask)
    }

    #[inline(always)]
    fn slot_of(&self, hash: u64, is: impl Fn(u32) -> bool) -> Option<usize> {
        for slot in self.slots(hash) {
            match self.marks.get(slot) {
                None | Some(&FREE) => return None,
                Some(mark) => {
                    if *mark == mark_of(hash) && self.numbers.get(slot).is_some_and(|number| is(*number)) {
                        return Some(slot);
                    }
                }
            }
        }
        None
    }

    /// The number of a hash that is the right one.
    #[inline(always)]
    pub(crate) fn find(&self, hash: u64, is: impl Fn(u32) -> bool) -> Option<u32> {
        self.numbers.get(self.slot_of(hash, is)?).copied()
    }

    /// Whether a number more needs more slots, and [`Table::grow`] has to come first.
    pub(crate) fn is_full(&self) -> bool {
        self.used >= self.marks.len().wrapping_sub(self.marks.len() >> 3)
    }

    /// Forgets everything, and makes room for so many numbers and some more.
    pub(crate) fn grow(&mut self, count: usize) {
        // what stood there is given free first
        *self = Self::default();
        let size = count.wrapping_add(count >> 2).wrapping_add(5).next_power_of_two();
        self.marks = vec![FREE; size];
        self.numbers = vec![0; size];
    }

    /// Adds a number, which must not be in it; nothing happens if there is no room.
    pub(crate) fn insert(&mut self, hash: u64, number: u32) {
        let slot = self.slots(hash).find(|slot| self.marks.get(*slot).is_none_or(|mark| *mark <= LEFT));
        let slot = slot.unwrap_or(usize::MAX);
        if let (Some(mark), Some(place)) = (self.marks.get_mut(slot), self.numbers.get_mut(slot)) {
            self.used = self.used.wrapping_add(usize::from(*mark == FREE));
            *mark = mark_of(hash);
            *place = number;
        }
    }

    pub(crate) fn remove(&mut self, hash: u64, number: u32) {
        let slot = self.slot_of(hash, |other| other == number);
        if let Some(mark) = slot.and_then(|slot| self.marks.get_mut(slot)) {
            *mark = LEFT;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_was_added_is_found_until_it_is_removed(
            steps in prop::collection::vec((0..200_u32, any::<bool>()), 0..600),
            collide in prop::sample::select(vec![1_u64, 0x0100_0000_0000_0001, 0x9E37_79B9_7F4A_7C15, 1 << 60]),
        ) {
            let hash = |number: u32| u64::from(number).wrapping_mul(collide);
            let (mut table, mut listed) = (Table::default(), BTreeSet::new());
            for (number, add) in steps {
                if !add {
                    table.remove(hash(number), number);
                    listed.remove(&number);
                } else if listed.insert(number) {
                    if table.is_full() {
                        table.grow(listed.len());
                        listed.iter().for_each(|number| table.insert(hash(*number), *number));
                    } else {
                        table.insert(hash(number), number);
                    }
                }
                for number in 0..200 {
                    let found = table.find(hash(number), |other| other == number);
                    prop_assert_eq!(found, Some(number).filter(|number| listed.contains(number)));
                }
            }
        }
    }
}
