//! Who gives the permissions by which a requirement is met.

use super::held::{Holder, Owner};
use super::{GivenScope, Judge, Question, Verdict, size};
use crate::bits::BitSet;
use crate::catalog::Reach;
use crate::order::distinct;
use crate::project::{Assignment, Holds, Key, Limits};
use crate::requirement::{Alternative, Requirement};

/// One way in which a permission is held.
pub(crate) struct Source {
    /// The place of the alternative in the requirement.
    pub(crate) alternative: usize,
    /// `None` says that the alternative is met, before what is held for it.
    pub(crate) held: Option<Giver>,
}

/// Who gives a permission.
pub(crate) struct Giver {
    pub(crate) permission: u32,
    /// What is written down; `None` for "every".
    pub(crate) listed: Option<u32>,
    /// The role, and the place of the assignment in the user's list; `None` where the key holds it.
    pub(crate) assignment: Option<(u32, usize)>,
}

impl<'a> Judge<'a> {
    /// Tells each alternative that is met in some way, and who gives each of its permissions in these ways.
    /// The question was permitted, or would be if more facts were known.
    pub(crate) fn grants(self, question: &Question<'_>, verdict: &Verdict, each: &mut dyn FnMut(Source)) {
        let (Ok(Ok(caller)), Some(operation)) = (self.caller(question), verdict.operation) else { return };
        let required = self.catalog.required_of(caller.kind).get(size(operation));
        let requirement = required.and_then(|number| self.catalog.requirements.get(size(*number)));
        let Some(requirement) = requirement else { return };
        let known = question.known(requirement);
        let possible = requirement.alternatives.iter().enumerate().filter(|(_, it)| !it.condition.excluded_by(known));
        match self.holder(&caller) {
            Holder::Nobody => {}
            Holder::Every => {
                for (place, alternative) in possible {
                    each(Source { alternative: place, held: None });
                    for permission in &alternative.all_of {
                        let held = Giver { permission: *permission, listed: None, assignment: None };
                        each(Source { alternative: place, held: Some(held) });
                    }
                }
            }
            Holder::Own(set) => {
                for (place, alternative) in possible.filter(|(_, it)| it.is_met(Some(set.as_words()))) {
                    each(Source { alternative: place, held: None });
                    if let Some(key) = caller.key {
                        self.own(key, alternative, &mut |held| each(Source { alternative: place, held: Some(held) }));
                    }
                }
            }
            Holder::Owner { assignments, all_environments } => {
                let owner = Owner { judge: self, assignments, all_environments, environment: verdict.environment };
                let ways = owner.ways(question, requirement);
                for (place, alternative) in possible {
                    let mut reached = vec![[false; 5]; assignments.len()];
                    if !owner.mark(&ways, alternative, requirement, &mut reached) {
                        continue;
                    }
                    each(Source { alternative: place, held: None });
                    for permission in &alternative.all_of {
                        owner.givers(*permission, &reached, &mut |held| {
                            each(Source { alternative: place, held: Some(held) });
                        });
                    }
                }
            }
        }
    }

    /// Tells which of a key's own permissions give those of an alternative.
    fn own(self, key: &Key, alternative: &Alternative, each: &mut dyn FnMut(Giver)) {
        let Holds::Own(grant) = key.holds() else { return };
        for permission in &alternative.all_of {
            for listed in self.project.listed(grant) {
                // what limits role assignments does not limit a key
                if self.catalog.permissions.gives(listed, *permission, key.is_for_all(), Reach::Both) {
                    each(Giver { permission: *permission, listed: Some(listed), assignment: None });
                }
            }
        }
    }
}

impl<'a> Owner<'a> {
    /// The collections and languages that make a difference to who gives what.
    fn ways(self, question: &Question<'_>, requirement: &Requirement) -> Vec<(GivenScope, GivenScope)> {
        let collection = if requirement.by_collection { question.collection } else { GivenScope::Unlisted };
        let language = if requirement.by_language { question.language } else { GivenScope::Unlisted };
        let languages = self.tried(language, |it| it.languages);
        let limits = &self.judge.project.limits;
        // where nothing is limited by language alone, languages that only others name are alike in a collection
        let alone = self.is_limited_by_language_alone(requirement);
        let (mut ways, mut seen) = (Vec::new(), Limits::default());
        for collection in self.tried(collection, |it| it.collections) {
            let names = match collection {
                GivenScope::Listed(number) => self.covering().any(|it| it.collections.name(number, limits)),
                _ => false,
            };
            let reached = |it: &&Assignment| match collection {
                GivenScope::Listed(number) if names => it.collections.name(number, limits),
                _ => it.collections.is_any(),
            };
            let members = (0..).zip(self.covering()).filter(|(_, it)| reached(it)).map(|(place, _)| place);
            let known = seen.len();
            seen.add(&members.collect::<Vec<u32>>());
            if seen.len() == known {
                continue;
            }
            let within: Vec<u32> =
                distinct(self.covering().filter(reached).flat_map(|it| it.languages.names(limits)).collect());
            let mut elsewhere = false;
            for language in &languages {
                let is_within =
                    !matches!(language, GivenScope::Listed(number) if within.binary_search(number).is_err());
                if alone || is_within || !std::mem::replace(&mut elsewhere, true) {
                    ways.push((collection, *language));
                }
            }
        }
        ways
    }

    /// Whether any permission, as it is listed, gives something that is asked for to an assignment that reaches the
    /// language and not the collection, and not to one that reaches neither.
    fn is_limited_by_language_alone(self, requirement: &Requirement) -> bool {
        let permissions = &self.judge.catalog.permissions;
        let differs = |given: &dyn Fn(Reach, usize) -> u64| {
            (0..permissions.size()).any(|place| {
                let asked = |reach| given(reach, place) & requirement.permissions.word(place);
                asked(Reach::Language) != asked(Reach::Neither)
            })
        };
        let roles = distinct(self.covering().map(|it| it.role).collect());
        roles.into_iter().filter_map(|role| self.judge.project.roles.get(role)).any(|role| match role.listed() {
            None => differs(&|reach, place| permissions.granted(role.grant(), self.all_environments, reach, place)),
            Some(list) => list.iter().any(|listed| {
                differs(&|reach, place| permissions.given(*listed, self.all_environments, reach).word(place))
            }),
        })
    }

    /// Marks by assignment how far it reaches in the ways in which an alternative is met; whether there are any.
    fn mark(
        self,
        ways: &[(GivenScope, GivenScope)],
        alternative: &Alternative,
        requirement: &Requirement,
        reached: &mut [[bool; 5]],
    ) -> bool {
        let limits = &self.judge.project.limits;
        let covering: Vec<(usize, &Assignment)> =
            self.assignments.iter().enumerate().filter(|(_, it)| it.covers(self.environment, limits)).collect();
        let size = self.judge.catalog.permissions.size();
        let mut any = false;
        for (collection, language) in ways {
            let reach = self.reach(*collection, *language);
            let mut held = vec![0; size];
            for (_, it) in &covering {
                for (place, word) in held.iter_mut().enumerate() {
                    *word |= self.granted(it, reach(it), place) & requirement.permissions.word(place);
                }
            }
            if covering.is_empty() || !alternative.is_met(Some(&held)) {
                continue;
            }
            any = true;
            for (place, it) in &covering {
                if let Some(slot) = reached.get_mut(*place).and_then(|by_reach| by_reach.get_mut(reach(it) as usize)) {
                    *slot = true;
                }
            }
        }
        any
    }

    /// Tells which assignments give a permission, each as far as it was found to reach.
    fn givers(self, permission: u32, reached: &[[bool; 5]], each: &mut dyn FnMut(Giver)) {
        let permissions = &self.judge.catalog.permissions;
        for ((place, it), reached) in self.assignments.iter().enumerate().zip(reached) {
            let reaches =
                || Reach::ALL.into_iter().zip(reached).filter(|(_, reached)| **reached).map(|(reach, _)| reach);
            let Some(role) = self.judge.project.roles.get(it.role) else { continue };
            let assignment = Some((it.role, place));
            match role.listed() {
                Some(list) => {
                    for listed in list {
                        if reaches().any(|reach| permissions.gives(*listed, permission, self.all_environments, reach)) {
                            each(Giver { permission, listed: Some(*listed), assignment });
                        }
                    }
                }
                None => {
                    let one = BitSet::of(&[permission]);
                    let holds = |reach| {
                        (0..permissions.size()).any(|place| self.granted(it, reach, place) & one.word(place) != 0)
                    };
                    if reaches().any(holds) {
                        each(Giver { permission, listed: None, assignment });
                    }
                }
            }
        }
    }
}
