//! Lists with gaps.

/// How many places a page has.
const PAGE: usize = 64;

/// Values at numbered places. A page without values takes no room: places that are never used again cost a
/// sixty-fourth of an empty `Vec` each.
#[derive(Clone, Debug)]
pub(crate) struct Pages<T>(Vec<Vec<Option<T>>>);

impl<T> Default for Pages<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

fn page_and_slot(place: u32) -> Option<(usize, usize)> {
    let place = usize::try_from(place).ok()?;
    Some((place.div_euclid(PAGE), place.rem_euclid(PAGE)))
}

impl<T> Pages<T> {
    #[inline]
    pub(crate) fn get(&self, place: u32) -> Option<&T> {
        let (page, slot) = page_and_slot(place)?;
        self.0.get(page)?.get(slot)?.as_ref()
    }

    #[inline]
    pub(crate) fn get_mut(&mut self, place: u32) -> Option<&mut T> {
        let (page, slot) = page_and_slot(place)?;
        self.0.get_mut(page)?.get_mut(slot)?.as_mut()
    }

    /// Puts a value at a place; what was there.
    pub(crate) fn put(&mut self, place: u32, value: T) -> Option<T> {
        let (number, slot) = page_and_slot(place)?;
        if self.0.len() <= number {
            self.0.resize_with(number.saturating_add(1), Vec::new);
        }
        let page = self.0.get_mut(number)?;
        if page.len() <= slot {
            page.resize_with(slot.saturating_add(1), || None);
        }
        page.get_mut(slot)?.replace(value)
    }

    /// Takes the value away from a place.
    pub(crate) fn take(&mut self, place: u32) -> Option<T> {
        let (page, slot) = page_and_slot(place)?;
        let page = self.0.get_mut(page)?;
        let value = page.get_mut(slot)?.take();
        if page.iter().all(Option::is_none) {
            *page = Vec::new();
        }
        value
    }

    /// The values with their places, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, &T)> {
        self.0.iter().enumerate().flat_map(|(number, page)| {
            let first = number.saturating_mul(PAGE);
            page.iter().enumerate().filter_map(move |(slot, value)| {
                Some((u32::try_from(first.saturating_add(slot)).ok()?, value.as_ref()?))
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn pages_are_a_map_of_numbers(steps in prop::collection::vec((0..300_u32, any::<Option<u8>>()), 0..600)) {
            let (mut pages, mut map) = (Pages::default(), BTreeMap::new());
            for (place, value) in steps {
                match value {
                    Some(value) => prop_assert_eq!(pages.put(place, value), map.insert(place, value)),
                    None => prop_assert_eq!(pages.take(place), map.remove(&place)),
                }
                prop_assert_eq!(pages.get(place), map.get(&place));
            }
            prop_assert!(pages.iter().eq(map.iter().map(|(place, value)| (*place, value))));
        }
    }

    #[test]
    fn empty_pages_take_no_room() {
        let mut pages = Pages::default();
        for place in 0..100_000 {
            pages.put(place, place);
            if place > 0 {
                pages.take(place - 1);
            }
        }
        assert!(pages.iter().eq([(99_999, &99_999)]));
        assert!(pages.0.iter().map(Vec::capacity).sum::<usize>() <= PAGE);
    }
}
