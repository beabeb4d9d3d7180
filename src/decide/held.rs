//! The permissions that somebody holds, for each way that the collection and the language can be.

use super::table::Table;
use super::{GivenScope, Judge, Question};
use crate::bits::BitSet;
use crate::catalog::Reach;
use crate::order::distinct;
use crate::project::{Assignment, Limit};
use crate::requirement::Requirement;

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
    pub(super) fn has_any(self, judge: Judge<'_>, environment: Option<u32>) -> bool {
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
pub(super) type Set<'a> = Option<&'a [u64]>;

/// One set of permissions for each collection and, within it, each language that makes a difference.
pub(super) enum Held<'a> {
    /// The same whatever the collection and the language, and one word.
    Word(u64),
    /// The same whatever the collection and the language.
    Once(Set<'a>),
    /// Sets of `size` words, `languages` of them for each collection.
    Each { words: Words, size: usize, languages: usize },
    /// The sets of an owner with many assignments.
    Many(Box<Table>),
}

/// More assignments, each tried for each collection and language, make a [`Table`] the cheaper way.
const MAX_TRIED: usize = 64;

impl<'a> Held<'a> {
    /// What is held in an environment, as far as a requirement asks for it; `None` asks for everything. A collection
    /// or language that is not known is tried in every way, if it makes a difference: one that no assignment names
    /// stands for all others.
    pub(super) fn new(
        judge: Judge<'_>,
        holder: Holder<'a>,
        environment: Option<u32>,
        question: &Question<'_>,
        requirement: Option<&Requirement>,
    ) -> Self {
        match holder {
            Holder::Nobody => Self::Word(0),
            Holder::Every => Self::Once(None),
            Holder::Own(set) => match set.as_words() {
                [word] => Self::Word(*word),
                words => Self::Once(Some(words)),
            },
            Holder::Owner { assignments, all_environments } => {
                let varied = requirement.map_or((true, true), |it| (it.by_collection, it.by_language));
                let owner = Owner { judge, assignments, all_environments, environment };
                match owner.word(varied) {
                    Some(word) => Self::Word(word),
                    None => owner.held(question, varied, requirement.map(|it| &it.permissions)),
                }
            }
        }
    }

    pub(super) fn count(&self) -> usize {
        match self {
            Self::Word(_) | Self::Once(_) => 1,
            Self::Each { words, size, .. } => words.len() / size,
            Self::Many(table) => table.count(),
        }
    }

    pub(super) fn set(&self, place: usize) -> Set<'_> {
        match self {
            Self::Word(word) => Some(std::slice::from_ref(word)),
            Self::Once(set) => *set,
            Self::Each { words, size, .. } => {
                let start = place * size;
                Some(words.as_slice().get(start..start + size).unwrap_or_default())
            }
            Self::Many(table) => Some(table.set(place)),
        }
    }

    fn sets(&self) -> impl Iterator<Item = Set<'_>> {
        (0..self.count()).map(|place| self.set(place))
    }

    /// Whether something differs between two sets that differ only by the collection, or only by the language.
    pub(super) fn differs_by(&self, collection: bool, of: impl Fn(Set<'_>) -> u64) -> bool {
        let languages = match self {
            Self::Word(_) | Self::Once(_) => return false,
            Self::Each { languages, .. } => *languages,
            Self::Many(table) => {
                let values: Vec<u64> = self.sets().map(of).collect();
                return if collection {
                    table.differs_by_collection(&values)
                } else {
                    table.differs_by_language(&values)
                };
            }
        };
        (0..self.count()).any(|place| {
            let language = place % languages;
            let first = if collection { language } else { place - language };
            of(self.set(place)) != of(self.set(first))
        })
    }

    /// Whether a permission is in any of the sets.
    pub(super) fn anywhere(&self, permission: u32) -> bool {
        let Ok(place) = usize::try_from(permission >> 6) else { return false };
        let bit = 1_u64 << (permission & 63);
        self.sets().any(|set| set.is_none_or(|set| set.get(place).is_some_and(|word| word & bit != 0)))
    }
}

/// A user whose role assignments are looked at.
#[derive(Clone, Copy)]
pub(super) struct Owner<'a> {
    pub(super) judge: Judge<'a>,
    pub(super) assignments: &'a [Assignment],
    pub(super) all_environments: bool,
    pub(super) environment: Option<u32>,
}

impl<'a> Owner<'a> {
    fn held<'h>(self, question: &Question<'_>, varied: (bool, bool), wanted: Option<&BitSet>) -> Held<'h> {
        // what makes no difference stands still
        let collection = if varied.0 { question.collection } else { GivenScope::Unlisted };
        let language = if varied.1 { question.language } else { GivenScope::Unlisted };
        let collections = self.tried(collection, |it| it.collections);
        let languages = self.tried(language, |it| it.languages);
        let tries = collections.len() * languages.len() * self.covering().count();
        if tries > MAX_TRIED {
            return Held::Many(Box::new(Table::new(self, collection, language, wanted)));
        }
        let size = self.judge.catalog.permissions.size();
        let mut words = Words::default();
        for collection in &collections {
            for language in &languages {
                let reach = self.reach(*collection, *language);
                for place in 0..size {
                    words.push(self.covering().fold(0, |held, it| held | self.granted(it, reach(it), place)));
                }
            }
        }
        Held::Each { words, size, languages: languages.len() }
    }

    /// How far each assignment that counts in this environment reaches a collection and a language: a specific one
    /// replaces those for "any", whatever its role holds.
    pub(super) fn reach(self, collection: GivenScope, language: GivenScope) -> impl Fn(&Assignment) -> Reach {
        let limits = &self.judge.project.limits;
        let names = |limit: Limit, fact| matches!(fact, GivenScope::Listed(number) if limit.name(number, limits));
        let counts = move |limit: Limit, fact, specific| if specific { names(limit, fact) } else { limit.is_any() };
        let by_collection = self.covering().any(|it| names(it.collections, collection));
        let by_language = self.covering().any(|it| names(it.languages, language));
        let inside = move |it: &Assignment| counts(it.collections, collection, by_collection);
        let within = self.covering().any(|it| inside(it) && names(it.languages, language));
        move |it| {
            let inside = inside(it);
            let by_language = counts(it.languages, language, by_language);
            Reach::of(inside, by_language, inside && counts(it.languages, language, within))
        }
    }

    /// All that is held, where it is one word, and no limit that is looked at makes a difference.
    fn word(self, varied: (bool, bool)) -> Option<u64> {
        let (mut held, mut limited) = (0, self.judge.catalog.permissions.size() > 1);
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
    pub(super) fn covering(self) -> impl Iterator<Item = &'a Assignment> + Clone {
        let (environment, limits) = (self.environment, &self.judge.project.limits);
        self.assignments.iter().filter(move |it| it.covers(environment, limits))
    }

    /// A known fact as it is; else each that an assignment names, and one that none does.
    pub(super) fn tried(self, fact: GivenScope, limit: fn(&Assignment) -> Limit) -> Vec<GivenScope> {
        if fact != GivenScope::Nothing {
            return vec![fact];
        }
        let limits = &self.judge.project.limits;
        let names = distinct(self.covering().flat_map(|it| limit(it).names(limits)).collect());
        names.into_iter().map(GivenScope::Listed).chain([GivenScope::Unlisted]).collect()
    }

    /// One word of what an assignment's role gives, as far as it reaches.
    pub(super) fn granted(self, assignment: &Assignment, reach: Reach, place: usize) -> u64 {
        let role = self.judge.project.roles.get(assignment.role);
        let permissions = &self.judge.catalog.permissions;
        role.map_or(0, |role| permissions.granted(role.grant(), self.all_environments, reach, place))
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
        self.count += 1;
    }

    const fn len(&self) -> usize {
        self.count
    }

    fn as_slice(&self) -> &[u64] {
        if self.many.is_empty() { self.few.get(..self.count).unwrap_or_default() } else { &self.many }
    }
}
