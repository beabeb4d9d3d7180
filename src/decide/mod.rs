//! The checks of a decision, in numbers: no text, no allocation.

mod evaluation;
mod grants;
mod held;
mod reach;
mod table;

use crate::catalog::Catalog;
use crate::index::Index;
use crate::path::{Segments, decoded};
use crate::project::{Holds, Key, Project};
use crate::reason::Reason;
use crate::routes::{Bound, Found, Leaf};
use crate::time::Instant;
use evaluation::{Answer, Evaluation};
pub use evaluation::{GivenScope, NO, Shortfall, YES};
use held::{Held, Holder};

/// Who asks, by number; `None` for an id that is not listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Principal {
    /// A key.
    Key(Option<u32>),
    /// A user, judged as the owner of a key for all environments.
    User(Option<u32>),
}

/// What is asked for.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Target<'a> {
    /// A method and a path.
    Call {
        /// The number of the method; `None` for one that no operation has.
        method: Option<u32>,
        /// The path, and what stands after it in memory: [`READ_AHEAD`](crate::lane::READ_AHEAD) bytes more are read at
        /// once.
        bytes: &'a [u8],
        /// How many of the bytes are the path.
        length: usize,
    },
    /// The number of an operation; `None` for an id that is not listed.
    Operation(Option<u32>),
}

/// The environment that a request gives beside its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GivenEnvironment<'a> {
    /// None is given.
    Nothing,
    /// One that is listed, by number.
    Listed(u32),
    /// By the UTF-8 bytes of its id, listed or not: a path may name the same one, spelt with escapes.
    Named(&'a [u8]),
}

/// One question.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// Who asks.
    pub who: Principal,
    /// What is asked for.
    pub target: Target<'a>,
    /// The environment that is given beside the path.
    pub environment: GivenEnvironment<'a>,
    /// The instant of the question.
    pub at: Instant,
    /// The collection.
    pub collection: GivenScope,
    /// The language.
    pub language: GivenScope,
    /// By the number of a named fact: [`YES`], [`NO`], or anything else for one that is not known.
    pub facts: &'a [u8],
}

/// A question that cannot be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum WrongCall {
    #[error(
        "a user can be asked about only with a catalog that has exactly one kind of key with its owner's permissions"
    )]
    NoOwnerKind,
    #[error("the path names another environment than `environment` does")]
    EnvironmentsDiffer,
}

/// The answer, in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) reason: Reason,
    /// Found by check 8.
    pub(crate) operation: Option<u32>,
    /// Whether the path has a bound parameter to which the project gives a value, which check 9 then looks at.
    pub(crate) is_bound: bool,
    /// Whether the question is judged in an environment, which checks 10 and 12 then look at.
    pub(crate) names_environment: bool,
    /// Found in scope by check 11.
    pub(crate) environment: Option<u32>,
    /// The earliest of the key's instants that is still to come.
    pub(crate) until: Option<i64>,
}

impl Verdict {
    pub(crate) const PERMITTED: Self = Self {
        reason: Reason::Permitted,
        operation: None,
        is_bound: false,
        names_environment: false,
        environment: None,
        until: None,
    };
}

/// Who asks, found: what the later checks need.
struct Caller<'a> {
    key: Option<&'a Key>,
    kind: u32,
    owner: Option<u32>,
}

/// What a question asks for, found.
struct Resolved {
    number: u32,
    /// The environment that the operation is judged in, if any: `Err` for one that is not listed, or not given.
    environment: Option<Result<u32, ()>>,
    /// Whether the request gives another environment than the path.
    environments_differ: bool,
    /// Whether the bound parameters in the path are the project's, if there are any.
    bound: Option<bool>,
}

/// The catalog and the project that questions are judged by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Judge<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) project: &'a Project,
}

impl<'a> Judge<'a> {
    /// Decides one question, and tells each part of what it falls short by. `verdict` is [`Verdict::PERMITTED`] before.
    pub(crate) fn decide(
        self,
        question: &Question<'_>,
        verdict: &mut Verdict,
        shortfall: &mut dyn FnMut(Shortfall),
    ) -> Result<(), WrongCall> {
        // A path and an environment that contradict each other are a wrong call, whoever asks.
        if question.environment != GivenEnvironment::Nothing
            && matches!(question.target, Target::Call { .. })
            && let Ok(Resolved { environments_differ: true, .. }) = self.resolve(question)
        {
            return Err(WrongCall::EnvironmentsDiffer);
        }
        verdict.reason = match self.caller(question)? {
            Ok(caller) => self.run(question, &caller, verdict, shortfall).err().unwrap_or(Reason::Permitted),
            Err(reason) => reason,
        };
        Ok(())
    }

    fn holder(self, caller: &Caller<'a>) -> Holder<'a> {
        let holder = match (caller.key.map(|key| key.holds()), caller.owner) {
            (Some(Holds::Own(grant)), _) => {
                let all = caller.key.is_some_and(Key::is_for_all);
                self.project.grant(grant).map(|grant| Holder::Own(grant.on_key(all)))
            }
            (Some(Holds::Every(_)), _) => Some(Holder::Every),
            (Some(Holds::Owner(_)) | None, owner) => {
                owner.and_then(|owner| self.project.users.get(owner)).map(|user| Holder::Owner {
                    assignments: &user.assignments,
                    all_environments: caller.key.is_none_or(Key::is_for_all),
                })
            }
        };
        holder.unwrap_or(Holder::Nobody)
    }

    /// Check 1, and who stands behind the question.
    fn caller(self, question: &Question<'_>) -> Result<Result<Caller<'a>, Reason>, WrongCall> {
        Ok(match question.who {
            Principal::Key(number) => number
                .and_then(|number| self.project.keys.get(number))
                .map(|key| Caller { key: Some(key), kind: key.kind(), owner: key.owner() })
                .ok_or(Reason::KeyUnknown),
            Principal::User(number) => {
                let kind = self.catalog.owner_kind().ok_or(WrongCall::NoOwnerKind)?;
                number
                    .filter(|number| self.project.users.get(*number).is_some())
                    .map(|number| Caller { key: None, kind, owner: Some(number) })
                    .ok_or(Reason::UserUnknown)
            }
        })
    }

    /// Checks 2 to 14.
    fn run(
        self,
        question: &Question<'_>,
        caller: &Caller<'a>,
        verdict: &mut Verdict,
        shortfall: &mut dyn FnMut(Shortfall),
    ) -> Result<(), Reason> {
        self.check_caller(question, caller, verdict)?;
        let Resolved { number, environment, bound, .. } = self.resolve(question)?;
        verdict.operation = Some(number);
        verdict.is_bound = bound.is_some();
        check(bound != Some(false), Reason::ParameterOutOfScope)?;
        let environment = self.check_environment(caller, environment, verdict)?;
        let required = self.catalog.required_of(caller.kind).get(size(number));
        let requirement = required.and_then(|number| self.catalog.requirements.get(size(*number)));
        let requirement = requirement.ok_or(Reason::KindNotAccepted)?;
        let holder = self.holder(caller);
        let held = Held::new(self, holder, environment, question, Some(requirement));
        let evaluation = Evaluation { requirement, known: question.known(requirement), held: &held };
        let answer = if holder.has_any(self, environment) { evaluation.answer() } else { Answer::Never };
        match answer {
            Answer::Always => {}
            Answer::Never => evaluation.missing(shortfall),
            Answer::Sometimes => evaluation.needs(shortfall),
        }
        met(answer)
    }

    /// Checks 2 to 6: whether the key is good, and its owner active.
    fn check_caller(self, question: &Question<'_>, caller: &Caller<'a>, verdict: &mut Verdict) -> Result<(), Reason> {
        if let Some(key) = caller.key {
            let at = question.at.millis();
            verdict.until = key.next_change(at);
            check(at < key.revoked_at(), Reason::KeyRevoked)?;
            check(at < key.expires_at, Reason::KeyExpired)?;
            check(at >= key.not_before(), Reason::KeyNotYetValid)?;
            check(!key.is_disabled(), Reason::KeyDisabled)?;
        }
        if let Some(owner) = caller.owner {
            let active = self.project.users.get(owner).is_some_and(|user| user.is_active());
            check(active, Reason::OwnerInactive)?;
        }
        Ok(())
    }

    /// Checks 10 to 12: the environment that is named, if any; `Err` for one that is not listed.
    fn check_environment(
        self,
        caller: &Caller<'a>,
        environment: Option<Result<u32, ()>>,
        verdict: &mut Verdict,
    ) -> Result<Option<u32>, Reason> {
        verdict.names_environment = environment.is_some();
        let environment = environment.transpose().map_err(|()| Reason::EnvironmentUnknown)?;
        let in_scope = caller.key.is_none_or(|key| self.project.in_scope(key, environment));
        check(in_scope, Reason::EnvironmentOutOfScope)?;
        verdict.environment = environment;
        if let Some(environment) = environment {
            let active = self.project.environments.get(environment).is_some_and(|it| it.is_active());
            check(active, Reason::ApiDeactivated)?;
        }
        Ok(environment)
    }

    /// Checks 7 and 8: what the question asks for.
    fn resolve(self, question: &Question<'_>) -> Result<Resolved, Reason> {
        let (number, in_path) = match question.target {
            Target::Operation(number) => (number.ok_or(Reason::OperationUnknown)?, None),
            Target::Call { method, bytes, length } => {
                let mut path = Segments::of(bytes);
                path.read(length, self.catalog.path_rules).ok_or(Reason::PathNotCanonical)?;
                match self.catalog.routes.find(method, &path) {
                    Found::ReadOtherwise => return Err(Reason::PathNotCanonical),
                    Found::Nothing => return Err(Reason::OperationUnknown),
                    Found::Operation(leaf) => (leaf.operation, Some((path, leaf))),
                }
            }
        };
        let operation = self.catalog.operation(number).ok_or(Reason::OperationUnknown)?;
        let (mut environments_differ, mut bound) = (false, None);
        let environment = match in_path {
            Some((path, leaf)) => {
                bound = self.are_bound(&path, &leaf);
                leaf.environment.and_then(|taken| path.taken(taken)).map(|segment| {
                    let ids = &self.project.environments.ids;
                    let listed = listed(ids, segment, path.escaped);
                    environments_differ = self.differs(question.environment, segment, listed);
                    listed.ok_or(())
                })
            }
            None => None,
        };
        let environment = match (environment, operation.names_environment || !self.catalog.has_environments) {
            (Some(in_path), _) => Some(in_path),
            (None, true) => match question.environment {
                GivenEnvironment::Nothing => operation.names_environment.then_some(Err(())),
                given => Some(self.given(given)),
            },
            // what names no environment is judged without one, whatever the request gives
            (None, false) => None,
        };
        Ok(Resolved { number, environment, environments_differ, bound })
    }

    /// Whether the environment that a request gives is another one than its path names.
    fn differs(self, given: GivenEnvironment<'_>, segment: &[u8], listed: Option<u32>) -> bool {
        match given {
            GivenEnvironment::Nothing => false,
            GivenEnvironment::Listed(number) => listed != Some(number),
            GivenEnvironment::Named(id) => !decoded(segment).eq(id.iter().copied()),
        }
    }

    /// The environment that a request gives; `Err` for one that is not listed, or not given.
    fn given(self, given: GivenEnvironment<'_>) -> Result<u32, ()> {
        match given {
            GivenEnvironment::Nothing => Err(()),
            GivenEnvironment::Listed(number) => self.project.environments.get(number).map(|_| number).ok_or(()),
            GivenEnvironment::Named(id) => self.project.environments.ids.get(id).ok_or(()),
        }
    }

    /// Whether the bound parameters in a path are the project's, if it gives any of them a value.
    fn are_bound(self, path: &Segments<'_>, leaf: &Leaf) -> Option<bool> {
        let mut all = None;
        for Bound { parameter, taken } in self.catalog.routes.bound(leaf) {
            let Some(wanted) = self.project.parameter(self.catalog, *parameter) else { continue };
            let is_wanted = path.taken(*taken).is_some_and(|segment| decoded(segment).eq(wanted.bytes()));
            all = Some(all.unwrap_or(true) && is_wanted);
        }
        all
    }
}

fn check(holds: bool, reason: Reason) -> Result<(), Reason> {
    if holds { Ok(()) } else { Err(reason) }
}

const fn met(answer: Answer) -> Result<(), Reason> {
    match answer {
        Answer::Always => Ok(()),
        Answer::Never => Err(Reason::PermissionMissing),
        Answer::Sometimes => Err(Reason::FactsNeeded),
    }
}

fn size(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// The environment whose id a segment decodes to.
fn listed(ids: &Index, segment: &[u8], escaped: bool) -> Option<u32> {
    if escaped && segment.contains(&b'%') { ids.get(&decoded(segment).collect::<Vec<u8>>()) } else { ids.get(segment) }
}
