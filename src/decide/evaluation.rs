//! Check 14: facts that are not known are tried in every way.

use super::held::Held;
use crate::requirement::{FactValues, PATTERNS, Requirement};

/// What is known of the collection, or of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ScopeFact {
    Unknown,
    /// One that some assignment of the project names.
    Named(u32),
    /// One that no assignment names.
    Other,
}

/// The facts of a question.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KnownFacts<'a> {
    pub(crate) collection: ScopeFact,
    pub(crate) language: ScopeFact,
    /// By the catalog's number of a fact: [`KnownFacts::YES`], [`KnownFacts::NO`], or anything else for not known.
    pub(crate) named: &'a [u8],
}

impl KnownFacts<'_> {
    pub(crate) const NO: u8 = 1;
    pub(crate) const YES: u8 = 2;

    /// What is known of a requirement's facts.
    pub(super) fn of(self, requirement: &Requirement) -> FactValues {
        let mut known = FactValues::default();
        let mut bit = 1_u16;
        for fact in &requirement.facts {
            match usize::try_from(*fact).ok().and_then(|fact| self.named.get(fact)) {
                Some(&Self::YES) => {
                    known.mask |= bit;
                    known.value |= bit;
                }
                Some(&Self::NO) => known.mask |= bit,
                _ => {}
            }
            bit <<= 1;
        }
        known
    }
}

/// A fact on which an answer depends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Needed {
    Collection,
    Language,
    /// By its number in the catalog.
    Named(u32),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    Always,
    Sometimes,
    Never,
}

/// Whether a requirement is met: in every way, in some, or in none.
pub(super) fn answer(requirement: &Requirement, known: FactValues, held: &Held<'_>) -> Answer {
    if let (Some([one, other]), Held::Word(held)) = (requirement.simple, held) {
        return if one & !held == 0 || other & !held == 0 { Answer::Always } else { Answer::Never };
    }
    // sets differ only in what a collection or a language limits
    let count = if requirement.by_collection || requirement.by_language { held.count() } else { 1 };
    let (mut some, mut all) = (false, true);
    for block in 0..requirement.blocks() {
        let possible = requirement.possible(block, known);
        for place in 0..count {
            let met = requirement.met(block, held.set(place)) & possible;
            some |= met != 0;
            all &= met == possible;
            if some && !all {
                return Answer::Sometimes;
            }
        }
    }
    if some { Answer::Always } else { Answer::Never }
}

/// One requirement, what is known, and what is held.
pub(crate) struct Evaluation<'a> {
    pub(super) requirement: &'a Requirement,
    pub(super) known: FactValues,
    pub(super) held: &'a Held<'a>,
}

impl Evaluation<'_> {
    pub(super) fn answer(&self) -> Answer {
        answer(self.requirement, self.known, self.held)
    }

    /// For each alternative still possible: `None`, then the permissions that are lacking.
    pub(crate) fn missing(&self, each: &mut dyn FnMut(Option<u32>)) {
        for alternative in &self.requirement.alternatives {
            if alternative.condition.excluded_by(self.known) {
                continue;
            }
            each(None);
            for permission in &alternative.all_of {
                if !self.held.anywhere(*permission) {
                    each(Some(*permission));
                }
            }
        }
    }

    /// The unknown facts for which two ways that differ in it alone give different answers.
    pub(crate) fn needs(&self, each: &mut dyn FnMut(Needed)) {
        if self.differs_by_scope(true) {
            each(Needed::Collection);
        }
        if self.differs_by_scope(false) {
            each(Needed::Language);
        }
        for (place, fact) in (0_u32..).zip(&self.requirement.facts) {
            if self.known.mask & 1 << place == 0 && self.differs_by_fact(place) {
                each(Needed::Named(*fact));
            }
        }
    }

    fn differs_by_scope(&self, collection: bool) -> bool {
        (0..self.requirement.blocks()).any(|block| {
            let possible = self.requirement.possible(block, self.known);
            self.held.differs_by(collection, |set| self.requirement.met(block, set) & possible)
        })
    }

    fn differs_by_fact(&self, place: u32) -> bool {
        let pattern = usize::try_from(place).ok().and_then(|place| PATTERNS.get(place));
        (0..self.requirement.blocks()).any(|block| {
            let possible = self.requirement.possible(block, self.known);
            (0..self.held.count()).any(|place_of_set| {
                let set = self.held.set(place_of_set);
                let met = self.requirement.met(block, set);
                match pattern {
                    // within a block: the ways with the fact, moved onto those without it
                    Some(with) => {
                        let without = met & possible & !with;
                        (met & possible & with) >> (1 << place) != without
                    }
                    // between two blocks
                    None => {
                        let other = block ^ 1 << (place - 6);
                        (met ^ self.requirement.met(other, set)) & possible != 0
                    }
                }
            })
        })
    }
}
