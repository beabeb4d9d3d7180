//! Check 14: facts that are not known are tried in every way.

use super::Question;
use super::held::Held;
use crate::requirement::{FactValues, PATTERNS, Requirement};

/// What is known of the collection, or of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GivenScope {
    /// Nothing: it is tried in every way.
    Nothing,
    /// It is one that no role assignment names.
    Unlisted,
    /// It is one of those that role assignments name, by number.
    Listed(u32),
}

/// A named fact that does not hold, in [`Question::facts`].
pub const NO: u8 = 1;
/// A named fact that holds.
pub const YES: u8 = 2;

impl Question<'_> {
    /// What is known of a requirement's facts.
    pub(super) fn known(&self, requirement: &Requirement) -> FactValues {
        let mut known = FactValues::default();
        let mut bit = 1_u16;
        for fact in &requirement.facts {
            match usize::try_from(*fact).ok().and_then(|fact| self.facts.get(fact)) {
                Some(&YES) => {
                    known.mask |= bit;
                    known.value |= bit;
                }
                Some(&NO) => known.mask |= bit,
                _ => {}
            }
            bit <<= 1;
        }
        known
    }
}

/// A part of what a question falls short by. A caller has to handle each, so that another one would be a breaking
/// change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortfall {
    /// Another alternative begins: the permissions that follow are those that it lacks.
    Alternative,
    /// A permission is missing.
    Permission(u32),
    /// The answer depends on the collection.
    Collection,
    /// The answer depends on the language.
    Language,
    /// The answer depends on a named fact.
    Fact(u32),
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
pub(super) struct Evaluation<'a> {
    pub(super) requirement: &'a Requirement,
    pub(super) known: FactValues,
    pub(super) held: &'a Held<'a>,
}

impl Evaluation<'_> {
    pub(super) fn answer(&self) -> Answer {
        answer(self.requirement, self.known, self.held)
    }

    /// Each alternative still possible, and the permissions that it lacks.
    pub(super) fn missing(&self, each: &mut dyn FnMut(Shortfall)) {
        for alternative in &self.requirement.alternatives {
            if alternative.condition.excluded_by(self.known) {
                continue;
            }
            each(Shortfall::Alternative);
            for permission in &alternative.all_of {
                if !self.held.anywhere(*permission) {
                    each(Shortfall::Permission(*permission));
                }
            }
        }
    }

    /// The unknown facts for which two ways that differ in it alone give different answers.
    pub(super) fn needs(&self, each: &mut dyn FnMut(Shortfall)) {
        if self.differs_by_scope(true) {
            each(Shortfall::Collection);
        }
        if self.differs_by_scope(false) {
            each(Shortfall::Language);
        }
        for (place, fact) in (0_u32..).zip(&self.requirement.facts) {
            if self.known.mask & 1 << place == 0 && self.differs_by_fact(place) {
                each(Shortfall::Fact(*fact));
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
