//! Sorting for lists that are sorted rarely. Comparisons are trait objects, so that it is compiled once.

use std::cmp::Ordering;

/// Up to this many entries, [`repeats`] compares every pair rather than sort them.
pub(crate) const PAIRWISE_LIMIT: usize = 16;

/// Sorts numbers.
#[inline(never)]
fn sort(numbers: &mut [u32], compare: &dyn Fn(u32, u32) -> Ordering) {
    numbers.sort_unstable_by(|one, other| compare(*one, *other));
}

/// The indexes of a list in sorted order; equal entries keep their order.
fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let index = |place| usize::try_from(place).unwrap_or(usize::MAX);
    let mut places: Vec<u32> = (0..).take(count).collect();
    sort(&mut places, &|one, other| compare(index(one), index(other)).then(one.cmp(&other)));
    places.into_iter().map(index).collect()
}

/// The indexes of entries whose key is that of an earlier entry, ascending.
pub(crate) fn repeats<'l, T, K: Ord + ?Sized + 'l>(list: &'l [T], key: impl Fn(&'l T) -> &'l K) -> Vec<usize> {
    let key_at = |place| list.get(place).map(&key);
    repeated_places(list.len(), &|one, other| key_at(one).cmp(&key_at(other)))
}

/// [`repeats`]; `compare` compares the entries at two indexes.
pub(crate) fn repeated_places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    if count <= PAIRWISE_LIMIT {
        let repeats = |place: &usize| (0..*place).any(|earlier| compare(earlier, *place).is_eq());
        return (0..count).filter(repeats).collect();
    }
    let places = order(count, compare);
    let mut is_repeat = vec![false; count];
    for (one, other) in places.iter().zip(places.iter().skip(1)) {
        if let Some(it) = is_repeat.get_mut(*other) {
            *it = compare(*one, *other).is_eq();
        }
    }
    (0..count).filter(|place| is_repeat.get(*place) == Some(&true)).collect()
}

/// A sorted list; equal entries keep their order.
pub(crate) fn sorted<T>(list: Vec<T>, compare: &dyn Fn(&T, &T) -> Ordering) -> Vec<T> {
    if list.is_sorted_by(|one, other| compare(one, other).is_le()) {
        return list;
    }
    let at = |place: usize| list.get(place);
    let places = order(list.len(), &|one, other| match (at(one), at(other)) {
        (Some(one), Some(other)) => compare(one, other),
        _ => Ordering::Equal,
    });
    let mut list: Vec<Option<T>> = list.into_iter().map(Some).collect();
    places.into_iter().filter_map(|place| list.get_mut(place)?.take()).collect()
}

/// Sorts numbers in ascending order.
pub(crate) fn sort_ascending(numbers: &mut [u32]) {
    sort(numbers, &|one, other| one.cmp(&other));
}

/// Some numbers in ascending order, each once.
#[inline(never)]
pub(crate) fn distinct(mut numbers: Vec<u32>) -> Vec<u32> {
    sort_ascending(&mut numbers);
    numbers.dedup();
    numbers
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sorting_is_stable_and_repeats_are_found(list in prop::collection::vec(0_u8..20, 0..60)) {
            let pairs: Vec<(u8, usize)> = list.iter().copied().zip(0..).collect();
            let mut expected = pairs.clone();
            expected.sort_by_key(|(value, _)| *value);
            prop_assert_eq!(sorted(pairs, &|one, other| one.0.cmp(&other.0)), expected);
            let expected: Vec<usize> = (0..list.len()).filter(|place| list[..*place].contains(&list[*place])).collect();
            prop_assert_eq!(repeats(&list, |value| value), expected);
        }
    }
}
