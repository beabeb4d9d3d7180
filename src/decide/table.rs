//! What an owner with many role assignments holds, for each collection and language.
//!
//! The time is about linear in what the assignments name: collections that the same assignments reach share a row,
//! and in a row only the languages that its own assignments name have a set of their own. All others are alike in it
//! but for what is limited by language alone, and so are put into classes by that.

use hashbrown::HashTable;

use super::held::Owner;
use super::{GivenScope, size as index};
use crate::bits::BitSet;
use crate::catalog::Reach;
use crate::order::{distinct, sorted};
use crate::project::{Assignment, Limit};
use crate::seed::{Hash, enter};

/// No set: no language is in this class and named elsewhere only.
const NONE: u32 = u32::MAX;

/// Sets of permissions by collection and language.
pub(super) struct Table {
    sets: Sets,
    rows: Vec<Row>,
    /// The class of each language that is tried by its name, in the order of the names.
    languages: Vec<(u32, u32)>,
}

/// Different sets, each with a number.
struct Sets {
    /// How many words a set has.
    size: usize,
    /// The sets, one after the other.
    words: Vec<u64>,
    /// The numbers of the sets, by their hashes.
    numbers: HashTable<u32>,
    hash: Hash,
    /// The number that was given last: sets that follow each other are often the same.
    last: u32,
}

/// The sets for some collections that the same assignments reach.
struct Row {
    /// For a language that no assignment names, if such a one is tried.
    other: Option<u32>,
    /// For each language that an assignment of this row names, by its place in [`Table::languages`].
    named: Vec<(usize, u32)>,
    /// By class of languages, for those that only others name.
    elsewhere: Vec<u32>,
}

/// Which assignments name something, and which are for "any".
struct Named {
    /// In the order of the names.
    by_name: Vec<(u32, Vec<usize>)>,
    any: Vec<usize>,
}

/// What a table is made from.
struct Maker<'a> {
    owner: Owner<'a>,
    assignments: Vec<&'a Assignment>,
    /// The permissions that are asked for, by word.
    wanted: Vec<u64>,
}

impl Sets {
    fn new(size: usize) -> Self {
        Self { size, words: Vec::new(), numbers: HashTable::new(), hash: Hash::default(), last: 0 }
    }

    fn count(&self) -> usize {
        self.numbers.len()
    }

    fn set(&self, place: usize) -> &[u64] {
        set_at(&self.words, self.size, place)
    }

    /// The number of a set, which is added if need be.
    fn intern(&mut self, set: &[u64]) -> u32 {
        if self.set(index(self.last)) != set {
            self.last = self.find_or_add(set);
        }
        self.last
    }

    fn find_or_add(&mut self, set: &[u64]) -> u32 {
        let hash = self.hash.of(set);
        if let Some(known) = self.numbers.find(hash, |number| self.set(index(*number)) == set) {
            return *known;
        }
        let number = u32::try_from(self.count()).unwrap_or(NONE);
        self.words.extend_from_slice(set);
        let Self { size, words, numbers, hash: hasher, .. } = self;
        enter(numbers, hash, number, &|number| hasher.of(set_at(words, *size, index(number))));
        number
    }
}

fn set_at(words: &[u64], size: usize, place: usize) -> &[u64] {
    words.get(place * size..).and_then(|rest| rest.get(..size)).unwrap_or_default()
}

impl Maker<'_> {
    fn named(&self, members: impl Iterator<Item = usize> + Clone, limit: fn(&Assignment) -> Limit) -> Named {
        let limits = &self.owner.judge.project.limits;
        let limits_of = || members.clone().filter_map(|member| Some((member, limit(self.assignments.get(member)?))));
        let names = distinct(limits_of().flat_map(|(_, limit)| limit.names(limits)).collect());
        let mut by_name: Vec<(u32, Vec<usize>)> = names.into_iter().map(|name| (name, Vec::new())).collect();
        for (member, limit) in limits_of() {
            for name in limit.names(limits) {
                let list = place_of(&by_name, name).and_then(|place| by_name.get_mut(place));
                list.into_iter().for_each(|(_, members)| members.push(member));
            }
        }
        let any = limits_of().filter(|(_, limit)| limit.is_any()).map(|(member, _)| member).collect();
        Named { by_name, any }
    }

    /// A set, and what some assignments add to it that reach so far.
    fn with(&self, mut set: Vec<u64>, members: &[usize], reach: Reach) -> Vec<u64> {
        for assignment in members.iter().filter_map(|member| self.assignments.get(*member)) {
            for ((place, word), wanted) in set.iter_mut().enumerate().zip(&self.wanted) {
                *word |= self.owner.granted(assignment, reach, place) & wanted;
            }
        }
        set
    }
}

fn union(one: &[u64], other: &[u64]) -> Vec<u64> {
    one.iter().zip(other).map(|(one, other)| one | other).collect()
}

/// The place of a name in a list in the order of names.
fn place_of<T>(list: &[(u32, T)], name: u32) -> Option<usize> {
    list.binary_search_by_key(&name, |(name, _)| *name).ok()
}

impl Table {
    /// Out of line, as few owners have so many assignments.
    #[inline(never)]
    pub(super) fn new(owner: Owner<'_>, collection: GivenScope, language: GivenScope, wanted: Option<&BitSet>) -> Self {
        let size = owner.judge.catalog.permissions.size();
        let wanted = (0..size).map(|place| wanted.map_or(u64::MAX, |wanted| wanted.word(place))).collect();
        let maker = Maker { owner, assignments: owner.covering().collect(), wanted };
        let all = 0..maker.assignments.len();

        // which languages are tried, and what is held by them alone
        let by_language = maker.named(all.clone(), |it| it.languages);
        let nothing = vec![0; size];
        let (mut classes, mut counts, mut languages) = (Sets::new(size), Vec::new(), Vec::new());
        for (name, members) in by_language.by_name {
            if language == GivenScope::Nothing || language == GivenScope::Listed(name) {
                let class = classes.intern(&maker.with(nothing.clone(), &members, Reach::Language));
                counts.resize(classes.count(), 0_usize);
                counts.get_mut(index(class)).into_iter().for_each(|count| *count += 1);
                languages.push((name, class));
            }
        }
        let tries_other = language == GivenScope::Nothing || languages.is_empty();
        let any_language = maker.with(nothing.clone(), &by_language.any, Reach::Language);

        // collections that the same assignments reach are alike
        let Named { by_name, any } = maker.named(all.clone(), |it| it.collections);
        let mut reached: Vec<Vec<usize>> = match collection {
            GivenScope::Nothing => [any].into_iter().chain(by_name.into_iter().map(|(_, members)| members)).collect(),
            GivenScope::Listed(number) => {
                let known = by_name.into_iter().find(|(name, _)| *name == number);
                vec![known.map_or(any, |(_, members)| members)]
            }
            GivenScope::Unlisted => vec![any],
        };
        reached = sorted(reached, &Ord::cmp);
        reached.dedup();

        let everywhere = maker.with(nothing, &all.collect::<Vec<_>>(), Reach::Neither);
        let (mut sets, mut rows) = (Sets::new(size), Vec::new());
        for members in reached {
            let base = maker.with(everywhere.clone(), &members, Reach::Collection);
            let Named { by_name, any } = maker.named(members.iter().copied(), |it| it.languages);
            let other = tries_other.then(|| sets.intern(&maker.with(union(&base, &any_language), &any, Reach::Both)));
            let (mut named, mut left) = (Vec::new(), counts.clone());
            for (name, members) in by_name {
                let Some(place) = place_of(&languages, name) else { continue };
                let class = languages.get(place).map_or(0, |(_, class)| index(*class));
                let set = maker.with(union(&base, classes.set(class)), &members, Reach::Both);
                named.push((place, sets.intern(&set)));
                left.get_mut(class).into_iter().for_each(|left| *left -= 1);
            }
            let base = maker.with(base, &any, Reach::LanguageWithin);
            let elsewhere = left
                .into_iter()
                .enumerate()
                .map(|(class, left)| if left > 0 { sets.intern(&union(&base, classes.set(class))) } else { NONE });
            rows.push(Row { other, named, elsewhere: elsewhere.collect() });
        }
        Self { sets, rows, languages }
    }

    /// How many different sets there are.
    pub(super) fn count(&self) -> usize {
        self.sets.count()
    }

    pub(super) fn set(&self, place: usize) -> &[u64] {
        self.sets.set(place)
    }

    /// Whether the values of two sets differ that differ only by the language.
    pub(super) fn differs_by_language(&self, values: &[u64]) -> bool {
        self.rows.iter().any(|row| {
            let sets = row.other.iter().chain(row.named.iter().map(|(_, set)| set)).chain(&row.elsewhere);
            !are_alike(sets.filter_map(|set| value(values, *set)))
        })
    }

    /// Whether the values of two sets differ that differ only by the collection.
    pub(super) fn differs_by_collection(&self, values: &[u64]) -> bool {
        if !are_alike(self.rows.iter().filter_map(|row| value(values, row.other?))) {
            return true;
        }
        let elsewhere = |row: &Row, class: usize| value(values, *row.elsewhere.get(class)?);
        let class_values =
            |class| sorted(self.rows.iter().filter_map(|row| elsewhere(row, class)).collect(), &Ord::cmp);
        // by class, the values that languages have in the rows that do not name them, in order
        let classes = self.rows.first().map_or(0, |row| row.elsewhere.len());
        let by_class: Vec<Vec<u64>> = (0..classes).map(class_values).collect();
        // by language, the rows that name it
        let mut named = vec![Vec::new(); self.languages.len()];
        for row in &self.rows {
            for (place, set) in &row.named {
                named.get_mut(*place).into_iter().for_each(|rows| rows.push((row, *set)));
            }
        }
        self.languages.iter().zip(&named).any(|((_, class), own)| {
            let class = index(*class);
            let others = by_class.get(class).map(Vec::as_slice).unwrap_or_default();
            let first = own.first().and_then(|(_, set)| value(values, *set)).or(others.first().copied());
            let differs = |other: Option<u64>| other.is_some() && other != first;
            // the rows that name the language count with their own sets alone
            let differing = others.partition_point(|other| Some(*other) < first) + others.len()
                - others.partition_point(|other| Some(*other) <= first);
            differing > own.iter().filter(|(row, _)| differs(elsewhere(row, class))).count()
                || own.iter().any(|(_, set)| differs(value(values, *set)))
        })
    }
}

fn value(values: &[u64], set: u32) -> Option<u64> {
    values.get(index(set)).copied()
}

fn are_alike(mut values: impl Iterator<Item = u64>) -> bool {
    let Some(first) = values.next() else { return true };
    values.all(|value| value == first)
}
