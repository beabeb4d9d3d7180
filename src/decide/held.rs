//! The permissions that somebody holds, for each way that the collection and the language can be.

use super::{Judge, KnownFacts, ScopeFact};
use crate::bits::BitSet;
use crate::project::{Assignment, Limit, Limits};

/// Whose permissions count.
#[derive(Clone, Copy)]
pub(super) enum Holder<'a> {
    Nobody,
    Every,
    Own(&'a BitSet),
    Owner { assignments: &'a [Assignment], all_environments: bool },
}

impl Holder<'_> {
    /// Whether anything counts at all: of an owner's roles, only those in this environment do, and where there is
    /// none, not even what asks for nothing is permitted.
    #[inline]
    pub(super) fn stands(self, judge: Judge<'_>, environment: Option<u32>) -> bool {
        match self {
            Self::Nobody => false,
            Self::Every | Self::Own(_) => true,
            Self::Owner { assignments, .. } => {
                assignments.iter().any(|it| it.covers(environment, &judge.project.limits))
            }
        }
    }
}

/// One set of permissions, as words; `None` for every permission.
type Set<'a> = Option<&'a [u64]>;

/// One set of permissions for each collection and, within it, each language that makes a difference.
pub(super) enum Held<'a> {
    /// The same whatever the collection and the language, and one word.
    Word(u64),
    /// The same whatever the collection and the language.
    Once(Set<'a>),
    /// Sets of `size` words, `languages` of them for each collection.
    Each { words: Words, size: usize, languages: usize },
}

impl<'a> Held<'a> {
    /// What is held in an environment. A collection or language that is not known is tried in every way,
    /// if it is `varied`: one that no assignment names stands for all others.
    #[inline]
    pub(super) fn new(
        judge: Judge<'_>,
        holder: Holder<'a>,
        environment: Option<u32>,
        facts: KnownFacts<'_>,
        varied: (bool, bool),
    ) -> Self {
        match holder {
            Holder::Nobody => Self::Word(0),
            Holder::Every => Self::Once(None),
            Holder::Own(set) => match set.as_words() {
                [word] => Self::Word(*word),
                words => Self::Once(Some(words)),
            },
            Holder::Owner { assignments, all_environments } => {
                Owner { judge, assignments, all_environments, environment }.held(facts, varied)
            }
        }
    }

    pub(super) fn count(&self) -> usize {
        match self {
            Self::Word(_) | Self::Once(_) => 1,
            Self::Each { words, size, .. } => words.len().checked_div(*size).unwrap_or_default(),
        }
    }

    #[inline(always)]
    pub(super) fn set(&self, place: usize) -> Set<'_> {
        match self {
            Self::Word(word) => Some(std::slice::from_ref(word)),
            Self::Once(set) => *set,
            Self::Each { words, size, .. } => {
                let start = place.saturating_mul(*size);
                Some(words.as_slice().get(start..start.saturating_add(*size)).unwrap_or_default())
            }
        }
    }

    fn sets(&self) -> impl Iterator<Item = Set<'_>> {
        (0..self.count()).map(|place| self.set(place))
    }

    /// Whether something differs between two sets that differ only by the collection, or only by the language.
    pub(super) fn differs_by(&self, collection: bool, of: impl Fn(Set<'_>) -> u64) -> bool {
        let Self::Each { languages, .. } = self else { return false };
        (0..self.count()).any(|place| {
            let language = place.checked_rem(*languages).unwrap_or_default();
            let first = if collection { language } else { place.saturating_sub(language) };
            of(self.set(place)) != of(self.set(first))
        })
    }

    /// Whether a permission is in any of the sets.
    pub(super) fn anywhere(&self, permission: u32) -> bool {
        let Ok(place) = usize::try_from(permission >> 6) else { return false };
        let bit = 1_u64.wrapping_shl(permission);
        self.sets().any(|set| set.is_none_or(|set| set.get(place).is_some_and(|word| word & bit != 0)))
    }
}

/// A user whose role assignments are looked at.
struct Owner<'a> {
    judge: Judge<'a>,
    assignments: &'a [Assignment],
    all_environments: bool,
    environment: Option<u32>,
}

impl<'a> Owner<'a> {
    fn held<'h>(&self, facts: KnownFacts<'_>, varied: (bool, bool)) -> Held<'h> {
        let size = self.judge.catalog.permissions.size();
        if size == 1
            && let Some(word) = self.word(varied)
        {
            return Held::Word(word);
        }
        let mut words = Words::default();
        if varied == (false, false) {
            (0..size).for_each(|place| words.push(self.granted(place, |_, word| word)));
            return Held::Each { words, size, languages: 1 };
        }
        let collection = if varied.0 { facts.collection } else { ScopeFact::Other };
        let language = if varied.1 { facts.language } else { ScopeFact::Other };
        let (limits, permissions) = (self.limits(), &self.judge.catalog.permissions);
        let parts = |place| (permissions.by_collection.word(place), permissions.by_language.word(place));
        let mut languages = Vec::new();
        self.each(language, |it| it.languages, &mut |language| languages.push(language));
        // For each language, what no collection limits; then for each collection, what it limits.
        let mut anywhere = Words::default();
        for language in &languages {
            let reach = Reach::of(*language, limits, self.covering().map(|it| it.languages));
            for place in 0..size {
                let (by_collection, by_language) = parts(place);
                anywhere.push(self.granted(place, |it, word| {
                    word & !by_collection & (!by_language | reach.counted(it.languages, limits))
                }));
            }
        }
        let mut inside: Vec<&Assignment> = Vec::new();
        self.each(collection, |it| it.collections, &mut |collection| {
            // A specific assignment replaces those for "any", whatever its role holds.
            let reach = Reach::of(collection, limits, self.covering().map(|it| it.collections));
            inside.clear();
            inside.extend(self.covering().filter(|it| reach.counted(it.collections, limits) != 0));
            let mut others = anywhere.as_slice().iter();
            for language in &languages {
                let reach = Reach::of(*language, limits, inside.iter().map(|it| it.languages));
                for place in 0..size {
                    let (by_collection, by_language) = parts(place);
                    let mut held = others.next().copied().unwrap_or_default();
                    for it in &inside {
                        let counts = by_collection & (!by_language | reach.counted(it.languages, limits));
                        held |= self.word_of(it, place) & counts;
                    }
                    words.push(held);
                }
            }
        });
        Held::Each { words, size, languages: languages.len() }
    }

    const fn limits(&self) -> &'a Limits {
        &self.judge.project.limits
    }

    /// All that is held, where it is one word, and no limit that is looked at makes a difference.
    #[inline]
    fn word(&self, varied: (bool, bool)) -> Option<u64> {
        let (mut held, mut limited) = (0, false);
        for assignment in self.covering() {
            limited |= varied.0 && !assignment.collections.is_any();
            limited |= varied.1 && !assignment.languages.is_any();
            if let Some(role) = self.judge.project.roles.get(assignment.role) {
                held |= role.grant().on_key(self.all_environments).word(0);
            }
        }
        if limited { None } else { Some(held) }
    }

    /// The assignments that count in this environment.
    #[inline(always)]
    fn covering(&self) -> Covering<'a> {
        Covering { rest: self.assignments.iter(), environment: self.environment, limits: self.limits() }
    }

    /// A known fact as it is; else each that an assignment names, once, and one that none does.
    #[inline]
    fn each(&self, fact: ScopeFact, limit: fn(&Assignment) -> Limit, visit: &mut dyn FnMut(ScopeFact)) {
        if fact != ScopeFact::Unknown {
            return visit(fact);
        }
        for (place, assignment) in self.covering().enumerate() {
            for number in limit(assignment).names(self.limits()) {
                if !self.covering().take(place).any(|earlier| limit(earlier).name(number, self.limits())) {
                    visit(ScopeFact::Named(number));
                }
            }
        }
        visit(ScopeFact::Other);
    }

    /// One word of what the roles give, as far as each assignment counts.
    #[inline]
    fn granted(&self, place: usize, counts: impl Fn(&Assignment, u64) -> u64) -> u64 {
        self.covering().fold(0, |held, it| held | counts(it, self.word_of(it, place)))
    }

    /// One word of what an assignment's role gives.
    #[inline]
    fn word_of(&self, assignment: &Assignment, place: usize) -> u64 {
        let role = self.judge.project.roles.get(assignment.role);
        role.map_or(0, |role| role.grant().on_key(self.all_environments).word(place))
    }
}

/// The assignments that count in an environment.
#[derive(Clone)]
struct Covering<'a> {
    rest: std::slice::Iter<'a, Assignment>,
    environment: Option<u32>,
    limits: &'a Limits,
}

impl<'a> Iterator for Covering<'a> {
    type Item = &'a Assignment;

    #[inline(always)]
    fn next(&mut self) -> Option<&'a Assignment> {
        loop {
            let assignment = self.rest.next()?;
            if assignment.covers(self.environment, self.limits) {
                return Some(assignment);
            }
        }
    }
}

/// Which assignments count for one collection or language, where they limit a permission.
#[derive(Clone, Copy)]
enum Reach {
    /// Those that name it.
    Naming(u32),
    /// Those for "any".
    Any,
}

impl Reach {
    fn of(fact: ScopeFact, lists: &Limits, mut limits: impl Iterator<Item = Limit>) -> Self {
        match fact {
            ScopeFact::Named(number) if limits.any(|limit| limit.name(number, lists)) => Self::Naming(number),
            _ => Self::Any,
        }
    }

    /// All permissions, if an assignment with this limit counts; else none.
    fn counted(self, limit: Limit, lists: &Limits) -> u64 {
        let counts = match self {
            Self::Naming(number) => limit.name(number, lists),
            Self::Any => limit.is_any(),
        };
        if counts { u64::MAX } else { 0 }
    }
}

/// A list of words that does without the heap while it is short.
#[derive(Default)]
pub(super) struct Words {
    few: [u64; 4],
    count: usize,
    /// All of them, once they are many.
    many: Vec<u64>,
}

impl Words {
    fn push(&mut self, word: u64) {
        match self.few.get_mut(self.count) {
            Some(slot) => *slot = word,
            None => {
                if self.many.is_empty() {
                    self.many.extend(self.few);
                }
                self.many.push(word);
            }
        }
        self.count = self.count.saturating_add(1);
    }

    const fn len(&self) -> usize {
        self.count
    }

    fn as_slice(&self) -> &[u64] {
        if self.many.is_empty() { self.few.get(..self.count).unwrap_or_default() } else { &self.many }
    }
}
