//! Sets of small integers.

/// A set of the numbers that an [`crate::index::Index`] gives: permissions, environments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct BitSet {
    /// The only word, where no other is needed: most sets are small, and then nothing is looked up elsewhere.
    first: u64,
    /// All words, where there are several.
    many: Vec<u64>,
}

impl BitSet {
    pub(crate) fn of(members: &[u32]) -> Self {
        let mut first = 0;
        let mut many = Vec::new();
        for &member in members {
            let word = word_of(member);
            if word > 0 && many.len() <= word {
                many.resize(word + 1, 0);
            }
            match many.get_mut(word) {
                Some(slot) => *slot |= bit_of(member),
                None => first |= bit_of(member),
            }
        }
        if let Some(slot) = many.first_mut() {
            *slot |= first;
        }
        Self { first, many }
    }

    /// All members, a bit each; words that would be zero may be left out at the end.
    pub(crate) const fn as_words(&self) -> &[u64] {
        if self.many.is_empty() { std::slice::from_ref(&self.first) } else { self.many.as_slice() }
    }

    /// The members from 64 times `place` on, a bit each.
    pub(crate) fn word(&self, place: usize) -> u64 {
        self.as_words().get(place).copied().unwrap_or_default()
    }

    pub(crate) fn contains(&self, member: u32) -> bool {
        self.word(word_of(member)) & bit_of(member) != 0
    }
}

const fn word_of(member: u32) -> usize {
    (member >> 6) as usize
}

const fn bit_of(member: u32) -> u64 {
    1 << (member & 63)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_its_members_and_no_others() {
        for members in [&[][..], &[0, 63], &[64], &[63, 64, 5, 200], &[200, 1, 2]] {
            let set = BitSet::of(members);
            for number in 0..300 {
                assert_eq!(set.contains(number), members.contains(&number), "{number} in {members:?}");
            }
            assert_eq!(set.as_words().iter().map(|word| word.count_ones()).sum::<u32>(), members.len() as u32);
        }
    }
}
