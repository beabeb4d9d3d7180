//! What an owner with many role assignments holds, for each collection and language.
//!
//! The time is about linear in what the assignments name: collections that the same assignments reach share a row,
//! and in a row only the languages that its own assignments name have a set of their own. All others are alike in it
//! but for what is limited by language alone, and so are put into classes by that.

use std::collections::BTreeMap;

use super::GivenScope;
use super::held::Owner;
use crate::bits::BitSet;
use crate::catalog::Reach;
use crate::order::sorted;
use crate::project::{Assignment, Limit};

/// No set: no language is in this class and named elsewhere only.
const NONE: u32 = u32::MAX;

/// Sets of permissions by collection and language.
pub(super) struct Table {
    /// How many words a set has.
    size: usize,
    /// The different sets, one after the other.
    words: Vec<u64>,
    rows: Vec<Row>,
    /// The class of each language that is tried by its name.
    languages: BTreeMap<u32, usize>,
}

/// The sets for some collections that the same assignments reach.
struct Row {
    /// For a language that no assignment names, if such a one is tried.
    other: Option<u32>,
    /// By language that an assignment of this row names.
    named: BTreeMap<u32, u32>,
    /// By class of languages, for those that only others name.
    elsewhere: Vec<u32>,
}

/// Which assignments name something, and which are for "any".
struct Named {
    by_name: BTreeMap<u32, Vec<usize>>,
    any: Vec<usize>,
}

/// What a table is made from.
struct Maker<'a> {
    owner: Owner<'a>,
    assignments: Vec<&'a Assignment>,
    /// The permissions that are asked for, by word.
    wanted: Vec<u64>,
    sets: BTreeMap<Vec<u64>, u32>,
    words: Vec<u64>,
}

impl Maker<'_> {
    fn named(&self, members: impl Iterator<Item = usize>, limit: fn(&Assignment) -> Limit) -> Named {
        let mut named = Named { by_name: BTreeMap::new(), any: Vec::new() };
        for member in members {
            let Some(assignment) = self.assignments.get(member) else { continue };
            if limit(assignment).is_any() {
                named.any.push(member);
            }
            for name in limit(assignment).names(&self.owner.judge.project.limits) {
                named.by_name.entry(name).or_default().push(member);
            }
        }
        named
    }

    /// A set, and what some assignments add to it that reach so far.
    fn with(&self, set: &[u64], members: &[usize], reach: Reach) -> Vec<u64> {
        let mut set = set.to_vec();
        for assignment in members.iter().filter_map(|member| self.assignments.get(*member)) {
            for ((place, word), wanted) in set.iter_mut().enumerate().zip(&self.wanted) {
                *word |= self.owner.granted(assignment, reach, place) & wanted;
            }
        }
        set
    }

    /// The number of a set.
    fn intern(&mut self, set: Vec<u64>) -> u32 {
        if let Some(known) = self.sets.get(&set) {
            return *known;
        }
        let number = u32::try_from(self.sets.len()).unwrap_or(NONE);
        self.words.extend_from_slice(&set);
        self.sets.insert(set, number);
        number
    }
}

fn union(one: &[u64], other: &[u64]) -> Vec<u64> {
    one.iter().zip(other).map(|(one, other)| one | other).collect()
}

impl Table {
    pub(super) fn new(owner: Owner<'_>, collection: GivenScope, language: GivenScope, wanted: Option<&BitSet>) -> Self {
        let size = owner.judge.catalog.permissions.size();
        let wanted = (0..size).map(|place| wanted.map_or(u64::MAX, |wanted| wanted.word(place))).collect();
        let assignments = owner.covering().collect();
        let mut maker = Maker { owner, assignments, wanted, sets: BTreeMap::new(), words: Vec::new() };
        let all = 0..maker.assignments.len();

        // which languages are tried, and what is held by them alone
        let by_language = maker.named(all.clone(), |it| it.languages);
        let nothing = vec![0; size];
        let (names, tries_other) = tried(language, &by_language);
        let mut classes: Vec<(Vec<u64>, usize)> = Vec::new();
        let mut class_of: BTreeMap<Vec<u64>, usize> = BTreeMap::new();
        let mut languages = BTreeMap::new();
        for name in names {
            let members = by_language.by_name.get(&name).map(Vec::as_slice).unwrap_or_default();
            let set = maker.with(&nothing, members, Reach::Language);
            let class = *class_of.entry(set).or_insert_with_key(|set| {
                classes.push((set.clone(), 0));
                classes.len() - 1
            });
            if let Some((_, count)) = classes.get_mut(class) {
                *count += 1;
            }
            languages.insert(name, class);
        }
        let any_language = maker.with(&nothing, &by_language.any, Reach::Language);

        // collections that the same assignments reach are alike
        let Named { mut by_name, any } = maker.named(all.clone(), |it| it.collections);
        let reached: Vec<Vec<usize>> = match collection {
            GivenScope::Nothing => by_name.into_values().chain([any]).collect(),
            GivenScope::Listed(number) => vec![by_name.remove(&number).unwrap_or(any)],
            GivenScope::Unlisted => vec![any],
        };
        let mut reached = sorted(reached, &Ord::cmp);
        reached.dedup();

        let everywhere = maker.with(&nothing, &all.collect::<Vec<_>>(), Reach::Neither);
        let mut rows = Vec::new();
        for members in reached {
            let base = maker.with(&everywhere, &members, Reach::Collection);
            let Named { by_name, any } = maker.named(members.iter().copied(), |it| it.languages);
            let other = maker.with(&union(&base, &any_language), &any, Reach::Both);
            let mut row =
                Row { other: tries_other.then(|| maker.intern(other)), named: BTreeMap::new(), elsewhere: Vec::new() };
            let mut left: Vec<usize> = classes.iter().map(|(_, count)| *count).collect();
            for (name, members) in by_name {
                let Some(class) = languages.get(&name) else { continue };
                let by_language = classes.get(*class).map(|(set, _)| set.as_slice()).unwrap_or_default();
                let set = maker.with(&union(&base, by_language), &members, Reach::Both);
                row.named.insert(name, maker.intern(set));
                if let Some(left) = left.get_mut(*class) {
                    *left -= 1;
                }
            }
            let base = maker.with(&base, &any, Reach::LanguageWithin);
            for ((set, _), left) in classes.iter().zip(left) {
                row.elsewhere.push(if left > 0 { maker.intern(union(&base, set)) } else { NONE });
            }
            rows.push(row);
        }
        Self { size, words: maker.words, rows, languages }
    }

    /// How many different sets there are.
    pub(super) fn count(&self) -> usize {
        self.words.len() / self.size
    }

    pub(super) fn set(&self, place: usize) -> &[u64] {
        self.words.chunks_exact(self.size.max(1)).nth(place).unwrap_or_default()
    }

    /// Whether the values of two sets differ that differ only by the language.
    pub(super) fn differs_by_language(&self, values: &[u64]) -> bool {
        self.rows.iter().any(|row| {
            let sets = row.other.iter().chain(row.named.values()).chain(&row.elsewhere);
            !are_alike(sets.filter_map(|set| value(values, *set)))
        })
    }

    /// Whether the values of two sets differ that differ only by the collection.
    pub(super) fn differs_by_collection(&self, values: &[u64]) -> bool {
        if !are_alike(self.rows.iter().filter_map(|row| value(values, row.other?))) {
            return true;
        }
        // by class, how many rows have each value; by language, the rows that have a set of their own
        let mut elsewhere: Vec<BTreeMap<u64, usize>> = Vec::new();
        let mut named: BTreeMap<u32, Vec<(&Row, u32)>> = BTreeMap::new();
        for row in &self.rows {
            elsewhere.resize_with(row.elsewhere.len(), BTreeMap::new);
            for (counts, set) in elsewhere.iter_mut().zip(&row.elsewhere) {
                if let Some(value) = value(values, *set) {
                    let count = counts.entry(value).or_default();
                    *count += 1;
                }
            }
            for (language, set) in &row.named {
                named.entry(*language).or_default().push((row, *set));
            }
        }
        self.languages.iter().any(|(language, class)| {
            let own = named.get(language).map(Vec::as_slice).unwrap_or_default();
            let mut counts = elsewhere.get(*class).cloned().unwrap_or_default();
            for (row, _) in own {
                let count = row.elsewhere.get(*class).and_then(|set| counts.get_mut(&value(values, *set)?));
                if let Some(count) = count {
                    *count -= 1;
                }
            }
            let others = counts.into_iter().filter(|(_, count)| *count > 0).map(|(value, _)| value);
            !are_alike(others.chain(own.iter().filter_map(|(_, set)| value(values, *set))))
        })
    }
}

/// The languages that are tried by their names, and whether one is tried that no assignment names.
fn tried(language: GivenScope, named: &Named) -> (Vec<u32>, bool) {
    match language {
        GivenScope::Nothing => (named.by_name.keys().copied().collect(), true),
        GivenScope::Listed(number) if named.by_name.contains_key(&number) => (vec![number], false),
        GivenScope::Listed(_) | GivenScope::Unlisted => (Vec::new(), true),
    }
}

fn value(values: &[u64], set: u32) -> Option<u64> {
    values.get(usize::try_from(set).ok()?).copied()
}

fn are_alike(mut values: impl Iterator<Item = u64>) -> bool {
    let Some(first) = values.next() else { return true };
    values.all(|value| value == first)
}
