//! What an operation asks of one kind of key.
//!
//! The ways that its facts can be are numbered: bit `n` of a way is the fact at place `n`. They are judged
//! 64 at a time; a block is one choice of the facts from the seventh on.

use crate::bits::BitSet;

/// Alternatives, one of which has to be met.
#[derive(Clone, Debug)]
pub(crate) struct Requirement {
    pub(crate) alternatives: Vec<Alternative>,
    /// The facts its conditions name, by their numbers in the catalog. At most [`MAX_FACTS`].
    pub(crate) facts: Vec<u32>,
    /// All permissions that its alternatives name.
    pub(crate) permissions: BitSet,
    /// Whether any of its permissions depends on a role assignment's collections.
    pub(crate) by_collection: bool,
    /// Whether any of its permissions depends on a role assignment's languages.
    pub(crate) by_language: bool,
    /// What each alternative needs, where there is one or two, no condition, and one word.
    pub(crate) simple: Option<[u64; 2]>,
}

/// The most different facts that the conditions of one operation can name.
pub(crate) const MAX_FACTS: usize = 12;

/// Permissions that are all needed, under a condition.
#[derive(Clone, Debug)]
pub(crate) struct Alternative {
    pub(crate) condition: FactValues,
    pub(crate) all_of: Vec<u32>,
    /// The same as a set.
    needed: BitSet,
    /// Its ways of the first block.
    first_block: u64,
}

impl Alternative {
    pub(crate) fn new(condition: FactValues, all_of: Vec<u32>) -> Self {
        Self { condition, needed: BitSet::of(&all_of), all_of, first_block: condition.ways(0) }
    }

    /// Whether a set of permissions, as words, meets it; `None` holds all.
    pub(crate) fn is_met(&self, held: Option<&[u64]>) -> bool {
        let Some(held) = held else { return true };
        let mut held = held.iter();
        self.needed.as_words().iter().all(|needed| needed & !held.next().copied().unwrap_or_default() == 0)
    }
}

impl Requirement {
    /// `by_collection` and `by_language` are the permissions that depend on those.
    pub(crate) fn new(
        alternatives: Vec<Alternative>,
        facts: Vec<u32>,
        by_collection: &BitSet,
        by_language: &BitSet,
    ) -> Self {
        let first = |alternative: &Alternative| match alternative.needed.as_words() {
            [word] => Some(*word),
            _ => None,
        };
        let simple = match alternatives.as_slice() {
            [one @ other] | [one, other] if facts.is_empty() => {
                first(one).zip(first(other)).map(|(one, other)| [one, other])
            }
            _ => None,
        };
        let any = |set: &BitSet| alternatives.iter().any(|it| it.all_of.iter().any(|member| set.contains(*member)));
        let (by_collection, by_language) = (any(by_collection), any(by_language));
        let all: Vec<u32> = alternatives.iter().flat_map(|it| it.all_of.iter().copied()).collect();
        Self { alternatives, facts, permissions: BitSet::of(&all), by_collection, by_language, simple }
    }

    pub(crate) fn blocks(&self) -> u16 {
        let facts = u32::try_from(self.facts.len()).unwrap_or_default();
        1 << facts.saturating_sub(6)
    }

    /// The ways of a block that the known facts leave, each fact beyond the last standing still.
    pub(crate) fn possible(&self, block: u16, known: FactValues) -> u64 {
        let ways = if known.mask == 0 { u64::MAX } else { known.ways(block) };
        match self.facts.len() {
            0 => ways & 1,
            facts @ 1..6 => {
                let count = 1 << facts;
                ways & ((1 << count) - 1)
            }
            _ => ways,
        }
    }

    /// The ways of a block in which a set of permissions, as words, meets it; `None` holds all.
    pub(crate) fn met(&self, block: u16, held: Option<&[u64]>) -> u64 {
        if let (Some([one, other]), Some([held, ..])) = (self.simple, held) {
            return if one & !held == 0 || other & !held == 0 { u64::MAX } else { 0 };
        }
        let mut ways = 0;
        for alternative in &self.alternatives {
            if alternative.is_met(held) {
                ways |= if block == 0 { alternative.first_block } else { alternative.condition.ways(block) };
            }
        }
        ways
    }
}

/// A condition on facts: each bit of `mask` is a place in [`Requirement::facts`]
/// whose fact has to be as the same bit of `value` says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct FactValues {
    pub(crate) mask: u16,
    pub(crate) value: u16,
}

/// The truth of each of the six lowest facts over the 64 ways that they can be.
pub(crate) const PATTERNS: [u64; 6] = [
    0xAAAA_AAAA_AAAA_AAAA,
    0xCCCC_CCCC_CCCC_CCCC,
    0xF0F0_F0F0_F0F0_F0F0,
    0xFF00_FF00_FF00_FF00,
    0xFFFF_0000_FFFF_0000,
    0xFFFF_FFFF_0000_0000,
];

impl FactValues {
    /// Whether the facts at hand exclude this condition.
    pub(crate) const fn excluded_by(self, known: Self) -> bool {
        (self.value ^ known.value) & self.mask & known.mask != 0
    }

    /// The ways of a block in which it holds.
    fn ways(self, block: u16) -> u64 {
        if (block << 6 ^ self.value) & self.mask & !0x3F != 0 {
            return 0;
        }
        let mut ways = u64::MAX;
        for (pattern, place) in PATTERNS.iter().zip(0_u32..) {
            let bit = 1 << place;
            if self.mask & bit != 0 {
                ways &= if self.value & bit != 0 { *pattern } else { !*pattern };
            }
        }
        ways
    }
}
