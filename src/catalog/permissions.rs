//! The permissions of a catalog, and what follows from holding them.

use super::place;
use crate::bits::BitSet;
use crate::index::Index;

/// The permissions of a catalog, and what follows from holding them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Permissions {
    pub(crate) ids: Index,
    /// By permission, what it includes directly.
    pub(super) includes: Vec<Vec<u32>>,
    /// Those that count only on a key for all environments.
    pub(super) all_environments: BitSet,
    /// Those that a role assignment's collections limit.
    pub(crate) by_collection: BitSet,
    /// Those that a role assignment's languages limit.
    pub(crate) by_language: BitSet,
    /// Those that may be held by way of one that is limited, and those that are limited themselves.
    pub(super) swayed_by_collection: BitSet,
    pub(super) swayed_by_language: BitSet,
    /// Whether a permission may count where one that includes it does not.
    has_limited_ways: bool,
}

/// How far a role assignment reaches one collection and language. Every other combination is impossible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Neither of them.
    Neither,
    /// The collection, but not the language.
    Collection,
    /// The language, but not the collection.
    Language,
    /// The collection, and the language only among the assignments that reach this collection.
    LanguageWithin,
    /// Both of them.
    Both,
}

impl Reach {
    pub(crate) const ALL: [Self; 5] =
        [Self::Neither, Self::Collection, Self::Language, Self::LanguageWithin, Self::Both];

    pub(crate) const fn of(collection: bool, language: bool, language_within: bool) -> Self {
        match (collection, language_within, language) {
            (false, _, false) => Self::Neither,
            (false, _, true) => Self::Language,
            (true, false, _) => Self::Collection,
            (true, true, false) => Self::LanguageWithin,
            (true, true, true) => Self::Both,
        }
    }

    /// Whether a permission counts that collections limit, languages, or both.
    const fn counts(self, by_collection: bool, by_language: bool) -> bool {
        match (by_collection, by_language) {
            (false, false) => true,
            (true, false) => matches!(self, Self::Collection | Self::LanguageWithin | Self::Both),
            (false, true) => matches!(self, Self::Language | Self::Both),
            (true, true) => matches!(self, Self::LanguageWithin | Self::Both),
        }
    }
}

/// What a list of permissions comes to.
#[derive(Clone, Debug)]
pub(crate) struct Grant {
    /// On a key for all environments.
    everywhere: BitSet,
    /// On a key for some.
    limited: BitSet,
    /// The same for each [`Reach`] of an assignment, where the limits of a permission do not tell by themselves
    /// whether it counts.
    ways: Option<Box<[[BitSet; 5]; 2]>>,
}

impl Grant {
    pub(crate) const fn on_key(&self, all_environments: bool) -> &BitSet {
        if all_environments { &self.everywhere } else { &self.limited }
    }
}

impl Permissions {
    /// How many words a set of them has.
    pub(crate) fn size(&self) -> usize {
        self.ids.len().div_ceil(64).max(1)
    }

    /// The permissions of a list and all that they include. Only those that count are held, and lead on.
    pub(crate) fn closure(&self, list: &[u32], counts: impl Fn(u32) -> bool) -> BitSet {
        let mut seen = vec![false; self.includes.len()];
        let mut held = Vec::new();
        let mut more = list;
        let mut looked_at = 0_usize;
        loop {
            for permission in more {
                if counts(*permission)
                    && let Some(seen @ false) = seen.get_mut(place(*permission))
                {
                    *seen = true;
                    held.push(*permission);
                }
            }
            let Some(permission) = held.get(looked_at) else { return BitSet::of(&held) };
            more = self.includes.get(place(*permission)).map(Vec::as_slice).unwrap_or_default();
            looked_at = looked_at.saturating_add(1);
        }
    }

    /// Whether a permission counts on a key for all environments, or for some.
    fn counts(&self, permission: u32, all_environments: bool) -> bool {
        all_environments || !self.all_environments.contains(permission)
    }

    /// Whether a permission counts of a role assignment that reaches so far.
    fn counts_in(&self, permission: u32, all_environments: bool, reach: Reach) -> bool {
        let (collection, language) = (self.by_collection.contains(permission), self.by_language.contains(permission));
        self.counts(permission, all_environments) && reach.counts(collection, language)
    }

    /// What a list of permissions comes to.
    pub(crate) fn grant(&self, list: &[u32]) -> Grant {
        let of = |all, reach| self.closure(list, |permission| self.counts_in(permission, all, reach));
        Grant {
            everywhere: self.closure(list, |permission| self.counts(permission, true)),
            limited: self.closure(list, |permission| self.counts(permission, false)),
            ways: self
                .has_limited_ways
                .then(|| Box::new([false, true].map(|all| Reach::ALL.map(|reach| of(all, reach))))),
        }
    }

    /// One word of a grant, as far as an assignment reaches.
    #[inline]
    pub(crate) fn granted(&self, grant: &Grant, all_environments: bool, reach: Reach, place: usize) -> u64 {
        if let Some(ways) = &grant.ways {
            let by_reach = ways.get(usize::from(all_environments));
            return by_reach.and_then(|sets| sets.get(reach as usize)).map_or(0, |set| set.word(place));
        }
        let word = grant.on_key(all_environments).word(place);
        let (collection, language) = (self.by_collection.word(place), self.by_language.word(place));
        let mut counts = !(collection | language);
        for (limited, set) in [
            ((true, false), collection & !language),
            ((false, true), language & !collection),
            ((true, true), collection & language),
        ] {
            if reach.counts(limited.0, limited.1) {
                counts |= set;
            }
        }
        word & counts
    }

    /// Whether a listed permission, alone, gives another one to a key; or an assignment that reaches so far.
    pub(crate) fn gives(&self, listed: u32, asked: u32, all_environments: bool, reach: Reach) -> bool {
        self.given(listed, all_environments, reach).contains(asked)
    }

    /// All that a listed permission, alone, gives to a key; or to an assignment that reaches so far.
    pub(crate) fn given(&self, listed: u32, all_environments: bool, reach: Reach) -> BitSet {
        self.closure(&[listed], |permission| self.counts_in(permission, all_environments, reach))
    }

    /// Finds out on what each permission depends. Call it once all are in.
    pub(super) fn finish(&mut self) {
        let all: Vec<u32> = (0..u32::try_from(self.includes.len()).unwrap_or_default()).collect();
        let of = |set: &BitSet| all.iter().copied().filter(|it| set.contains(*it)).collect::<Vec<_>>();
        self.swayed_by_collection = self.closure(&of(&self.by_collection), |_| true);
        self.swayed_by_language = self.closure(&of(&self.by_language), |_| true);
        let limits = |permission| (self.by_collection.contains(permission), self.by_language.contains(permission));
        let follows = |(one, other): (u32, u32)| {
            let (outer, inner) = (limits(one), limits(other));
            Reach::ALL.iter().all(|reach| !reach.counts(inner.0, inner.1) || reach.counts(outer.0, outer.1))
        };
        let pairs = all.iter().zip(&self.includes).flat_map(|(one, list)| list.iter().map(|other| (*one, *other)));
        self.has_limited_ways = !pairs.into_iter().all(follows);
    }
}
