//! Sets of small integers.

/// A set of the numbers that an [`crate::index::Index`] gives: permissions, environments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct BitSet(Box<[u64]>);

impl BitSet {
    pub(crate) fn of(members: impl IntoIterator<Item = u32>) -> Self {
        let mut words = Vec::new();
        for member in members {
            let word = word_of(member);
            if words.len() <= word {
                words.resize(word.saturating_add(1), 0);
            }
            if let Some(slot) = words.get_mut(word) {
                *slot |= bit_of(member);
            }
        }
        Self(words.into_boxed_slice())
    }

    /// All members, a bit each; words that would be zero may be left out at the end.
    pub(crate) const fn as_words(&self) -> &[u64] {
        &self.0
    }

    /// The members from 64 times `place` on, a bit each.
    pub(crate) fn word(&self, place: usize) -> u64 {
        self.0.get(place).copied().unwrap_or_default()
    }

    /// The words that are not zero, with their places.
    pub(crate) fn words(&self) -> impl Iterator<Item = (usize, u64)> {
        self.0.iter().copied().enumerate().filter(|(_, word)| *word != 0)
    }

    pub(crate) fn contains(&self, member: u32) -> bool {
        self.0.get(word_of(member)).is_some_and(|word| word & bit_of(member) != 0)
    }
}

const fn word_of(member: u32) -> usize {
    (member >> 6) as usize
}

const fn bit_of(member: u32) -> u64 {
    1_u64.wrapping_shl(member)
}
