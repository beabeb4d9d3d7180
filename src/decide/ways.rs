//! Check 13: facts that are not known are tried in every way.

use super::Judge;
use crate::bits::BitSet;
use crate::project::{Assignment, Limit};
use crate::requirement::{Alternative, Cube, Requirement};

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
}

/// A fact on which an answer depends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Needed {
    Collection,
    Language,
    /// By its number in the catalog.
    Named(u32),
}

pub(super) enum Answer {
    Always,
    Sometimes,
    Never,
}

/// Whose permissions count.
#[derive(Clone, Copy)]
pub(super) enum Holder<'a> {
    Nobody,
    Every,
    Own(&'a BitSet),
    Owner { assignments: &'a [Assignment], all_environments: bool },
}

/// One requirement, one holder, and what is known.
pub(super) struct Ways<'a> {
    judge: Judge<'a>,
    requirement: &'a Requirement,
    holder: Holder<'a>,
    environment: Option<u32>,
    collection: ScopeFact,
    language: ScopeFact,
    known: Cube,
}

/// The truth of each of the six lowest facts over the 64 ways that they can be.
const PATTERNS: [u64; 6] = [
    0xAAAA_AAAA_AAAA_AAAA,
    0xCCCC_CCCC_CCCC_CCCC,
    0xF0F0_F0F0_F0F0_F0F0,
    0xFF00_FF00_FF00_FF00,
    0xFFFF_0000_FFFF_0000,
    0xFFFF_FFFF_0000_0000,
];

/// The 64 ways of one block in which a condition holds. A block is one choice of the facts above the sixth.
fn ways_in(block: u16, cube: Cube) -> u64 {
    let high = block.wrapping_shl(6);
    if !(Cube { mask: cube.mask & !0x3F, value: cube.value }).holds(high) {
        return 0;
    }
    let mut ways = u64::MAX;
    for (fact, pattern) in PATTERNS.iter().enumerate() {
        let bit = 1_u16.wrapping_shl(u32::try_from(fact).unwrap_or_default());
        if cube.mask & bit != 0 {
            ways &= if cube.value & bit != 0 { *pattern } else { !*pattern };
        }
    }
    ways
}

impl<'a> Ways<'a> {
    pub(super) fn new(
        judge: Judge<'a>,
        requirement: &'a Requirement,
        holder: Holder<'a>,
        environment: Option<u32>,
        facts: KnownFacts<'_>,
    ) -> Self {
        let mut known = Cube::default();
        let mut bit = 1_u16;
        for fact in &requirement.facts {
            match usize::try_from(*fact).ok().and_then(|fact| facts.named.get(fact)) {
                Some(&KnownFacts::YES) => {
                    known.mask |= bit;
                    known.value |= bit;
                }
                Some(&KnownFacts::NO) => known.mask |= bit,
                _ => {}
            }
            bit = bit.wrapping_shl(1);
        }
        Self { judge, requirement, holder, environment, collection: facts.collection, language: facts.language, known }
    }

    pub(super) fn answer(&self) -> Answer {
        let (mut some, mut all) = (false, true);
        for block in 0..self.blocks() {
            let valid = self.valid(block);
            self.each_collection(&mut |collection| {
                self.each_language(&mut |language| {
                    let permitted = self.permitted(block, collection, language) & valid;
                    some |= permitted != 0;
                    all &= permitted == valid;
                });
            });
        }
        match (some, all) {
            (true, true) => Answer::Always,
            (true, false) => Answer::Sometimes,
            (false, _) => Answer::Never,
        }
    }

    pub(super) fn missing(&self, each: &mut impl FnMut(Option<u32>)) {
        for alternative in &self.requirement.alternatives {
            if alternative.condition.excluded_by(self.known) {
                continue;
            }
            each(None);
            for permission in &alternative.all_of {
                let mut held = false;
                self.each_collection(&mut |collection| {
                    self.each_language(&mut |language| held |= self.holds(*permission, collection, language));
                });
                if !held {
                    each(Some(*permission));
                }
            }
        }
    }

    /// The unknown facts for which two ways that differ in it alone give different answers.
    pub(super) fn needs(&self, each: &mut impl FnMut(Needed)) {
        if self.differs_by_scope(true) {
            each(Needed::Collection);
        }
        if self.differs_by_scope(false) {
            each(Needed::Language);
        }
        for (place, fact) in (0_u32..).zip(&self.requirement.facts) {
            if self.known.mask & 1_u16.wrapping_shl(place) == 0 && self.differs_by_fact(place) {
                each(Needed::Named(*fact));
            }
        }
    }

    fn differs_by_scope(&self, by_collection: bool) -> bool {
        let mut differs = false;
        for block in 0..self.blocks() {
            let valid = self.valid(block);
            let outer = |visit: &mut dyn FnMut(ScopeFact)| {
                if by_collection { self.each_language(visit) } else { self.each_collection(visit) }
            };
            outer(&mut |fixed| {
                let mut first = None;
                let mut compare = |varied| {
                    let (collection, language) = if by_collection { (varied, fixed) } else { (fixed, varied) };
                    let permitted = self.permitted(block, collection, language) & valid;
                    differs |= *first.get_or_insert(permitted) != permitted;
                };
                if by_collection { self.each_collection(&mut compare) } else { self.each_language(&mut compare) }
            });
        }
        differs
    }

    fn differs_by_fact(&self, place: u32) -> bool {
        let mut differs = false;
        let pattern = usize::try_from(place).ok().and_then(|place| PATTERNS.get(place));
        for block in 0..self.blocks() {
            let valid = self.valid(block);
            self.each_collection(&mut |collection| {
                self.each_language(&mut |language| {
                    let permitted = self.permitted(block, collection, language);
                    differs |= match pattern {
                        // within a block: the ways with the fact, moved onto those without it
                        Some(with) => {
                            let without = permitted & valid & !with;
                            (permitted & valid & with).wrapping_shr(1_u32.wrapping_shl(place)) != without
                        }
                        // between two blocks
                        None => {
                            let other = block ^ 1_u16.wrapping_shl(place.wrapping_sub(6));
                            (permitted ^ self.permitted(other, collection, language)) & valid != 0
                        }
                    };
                });
            });
        }
        differs
    }

    fn blocks(&self) -> u16 {
        let facts = u32::try_from(self.requirement.facts.len()).unwrap_or_default();
        1_u16.wrapping_shl(facts.saturating_sub(6))
    }

    /// The ways of a block that the known facts leave, each fact beyond the last standing still.
    fn valid(&self, block: u16) -> u64 {
        let ways = ways_in(block, self.known);
        match self.requirement.facts.len() {
            0 => ways & 1,
            facts @ 1..6 => {
                let count = 1_u32.wrapping_shl(u32::try_from(facts).unwrap_or_default());
                ways & 1_u64.wrapping_shl(count).wrapping_sub(1)
            }
            _ => ways,
        }
    }

    /// The ways of a block in which the requirement is met.
    fn permitted(&self, block: u16, collection: ScopeFact, language: ScopeFact) -> u64 {
        let mut ways = 0;
        for Alternative { condition, all_of } in &self.requirement.alternatives {
            if all_of.iter().all(|permission| self.holds(*permission, collection, language)) {
                ways |= ways_in(block, *condition);
            }
        }
        ways
    }

    fn holds(&self, permission: u32, collection: ScopeFact, language: ScopeFact) -> bool {
        match self.holder {
            Holder::Nobody => false,
            Holder::Every => true,
            Holder::Own(held) => held.contains(permission),
            Holder::Owner { all_environments, .. } => {
                let permissions = &self.judge.catalog.permissions;
                let by_collection = permissions.by_collection.contains(permission);
                let by_language = permissions.by_language.contains(permission);
                // A specific assignment replaces those for "any", whatever its role holds.
                let in_collection = self.reach(collection, by_collection, self.covering(), |it| &it.collections);
                let collected = || self.covering().filter(|it| in_collection.holds(&it.collections));
                let in_language = self.reach(language, by_language, collected(), |it| &it.languages);
                collected().filter(|it| in_language.holds(&it.languages)).any(|it| {
                    let role = self.judge.project.roles.get(it.role);
                    role.is_some_and(|role| role.grant().on_key(all_environments).contains(permission))
                })
            }
        }
    }

    fn reach<'b>(
        &self,
        fact: ScopeFact,
        limited: bool,
        mut assignments: impl Iterator<Item = &'b Assignment>,
        limit: impl Fn(&Assignment) -> &Limit,
    ) -> Reach {
        match (limited, fact) {
            (false, _) => Reach::Every,
            (true, ScopeFact::Named(number)) if assignments.any(|it| limit(it).name(number)) => Reach::Naming(number),
            (true, _) => Reach::Any,
        }
    }

    /// The owner's assignments that count in this environment.
    fn covering(&self) -> impl Iterator<Item = &'a Assignment> + Clone {
        let assignments = match self.holder {
            Holder::Owner { assignments, .. } => assignments,
            _ => &[],
        };
        let environment = self.environment;
        assignments.iter().filter(move |it| it.covers(environment))
    }

    fn each_collection(&self, visit: &mut dyn FnMut(ScopeFact)) {
        self.each(self.collection, self.requirement.by_collection, |it| &it.collections, visit);
    }

    fn each_language(&self, visit: &mut dyn FnMut(ScopeFact)) {
        self.each(self.language, self.requirement.by_language, |it| &it.languages, visit);
    }

    /// A known fact as it is; else each that an assignment names, once, and one that none does.
    fn each(
        &self,
        fact: ScopeFact,
        limited: bool,
        limit: impl Fn(&Assignment) -> &Limit,
        visit: &mut dyn FnMut(ScopeFact),
    ) {
        if !limited || fact != ScopeFact::Unknown {
            visit(fact);
            return;
        }
        for (place, assignment) in self.covering().enumerate() {
            for number in limit(assignment).names() {
                if !self.covering().take(place).any(|earlier| limit(earlier).name(*number)) {
                    visit(ScopeFact::Named(*number));
                }
            }
        }
        visit(ScopeFact::Other);
    }
}

/// Which assignments count for one collection or language.
#[derive(Clone, Copy)]
enum Reach {
    /// All: the permission is not limited.
    Every,
    /// Those that name it.
    Naming(u32),
    /// Those for "any".
    Any,
}

impl Reach {
    fn holds(self, limit: &Limit) -> bool {
        match self {
            Self::Every => true,
            Self::Naming(number) => limit.name(number),
            Self::Any => limit.is_any(),
        }
    }
}
