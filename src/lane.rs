//! Questions whose ids are already resolved to numbers.
//!
//! A caller that asks often resolves each id once and then asks by number: nothing is looked up or allocated for an
//! answer. A number holds for one ward and one list, from the call that gave it until the entry is removed. All that
//! [`Ward::decide`] guarantees holds here as well.

use crate::decide::{self, KnownFacts, Needed, Principal, ScopeFact};
use crate::index::Index;
use crate::instant::Instant;
use crate::reason::Reason;
use crate::request::RequestError;
use crate::sentence;
use crate::ward::Ward;

pub use crate::decide::GivenEnvironment;

/// The bytes after a path that [`Target::Call`] lets a decision read ahead.
pub const READ_AHEAD: usize = crate::path::GROUP;

/// The longest path that a decision reads, in bytes.
pub const LONGEST_PATH: usize = crate::path::MAX_BYTES;

/// Who asks, by number; `None` for an id that is not listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Who {
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
        /// The path, and what stands after it in memory: [`READ_AHEAD`] bytes more are read at once.
        bytes: &'a [u8],
        /// How many of the bytes are the path.
        length: usize,
    },
    /// The number of an operation; `None` for an id that is not listed.
    Operation(Option<u32>),
}

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
pub const NO: u8 = KnownFacts::NO;
/// A named fact that holds.
pub const YES: u8 = KnownFacts::YES;

/// One question.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// Who asks.
    pub who: Who,
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

/// The answer to one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Why.
    pub reason: Reason,
    /// The operation, once it was found.
    pub operation: Option<u32>,
    /// The environment, once it was found in scope.
    pub environment: Option<u32>,
    /// The earliest of the key's instants that is still to come.
    pub until: Option<Instant>,
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

/// The lists of a ward whose entries have numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
#[non_exhaustive]
pub enum List {
    Keys,
    Users,
    Environments,
    /// The collections that some role assignment names.
    Collections,
    /// The languages that some role assignment names.
    Languages,
    Methods,
    Operations,
    Permissions,
    Facts,
}

const fn scope(given: GivenScope) -> ScopeFact {
    match given {
        GivenScope::Nothing => ScopeFact::Unknown,
        GivenScope::Unlisted => ScopeFact::Other,
        GivenScope::Listed(number) => ScopeFact::Named(number),
    }
}

impl<'a> Question<'a> {
    fn resolved(&self) -> decide::Question<'a> {
        decide::Question {
            principal: match self.who {
                Who::Key(number) => Principal::Key(number),
                Who::User(number) => Principal::User(number),
            },
            target: match self.target {
                Target::Call { method, bytes, length } => decide::Target::Call { method, bytes, length },
                Target::Operation(number) => decide::Target::Operation(number),
            },
            environment: self.environment,
            at: self.at,
            facts: KnownFacts { collection: scope(self.collection), language: scope(self.language), named: self.facts },
        }
    }
}

impl Ward {
    /// Decides one question; `shortfall` is told each part of what it falls short by.
    ///
    /// # Errors
    /// As [`Ward::decide`].
    pub fn decide_resolved(
        &self,
        question: &Question<'_>,
        shortfall: &mut dyn FnMut(Shortfall),
    ) -> Result<Verdict, RequestError> {
        let mut verdict = decide::Verdict::PERMITTED;
        let decided = self.judge().decide(&question.resolved(), &mut verdict, &mut |lacking| match lacking {
            decide::Shortfall::Missing(evaluation) => evaluation.missing(&mut |permission| {
                shortfall(permission.map_or(Shortfall::Alternative, Shortfall::Permission));
            }),
            decide::Shortfall::Needs(evaluation) => evaluation.needs(&mut |fact| {
                shortfall(match fact {
                    Needed::Collection => Shortfall::Collection,
                    Needed::Language => Shortfall::Language,
                    Needed::Named(number) => Shortfall::Fact(number),
                });
            }),
        });
        decided.map_err(RequestError)?;
        Ok(Verdict {
            reason: verdict.reason,
            operation: verdict.operation,
            environment: verdict.environment,
            until: verdict.until.and_then(Instant::from_millis),
        })
    }

    /// Decides about every operation of the catalog, in order, whatever the question's target is.
    ///
    /// # Errors
    /// As [`Ward::decide`].
    pub fn reach_resolved(&self, question: &Question<'_>, each: impl FnMut(Reason)) -> Result<(), RequestError> {
        self.judge().reach(&question.resolved(), each).map_err(RequestError)
    }

    fn index(&self, list: List) -> &Index {
        let (project, catalog) = (&self.project, &*self.catalog);
        match list {
            List::Keys => &project.keys.ids,
            List::Users => &project.users.ids,
            List::Environments => &project.environments.ids,
            List::Collections => &project.collections,
            List::Languages => &project.languages,
            List::Methods => &catalog.routes.methods,
            List::Operations => &catalog.operation_ids,
            List::Permissions => &catalog.permissions.ids,
            List::Facts => &catalog.facts,
        }
    }

    /// The number of an entry, by the UTF-8 bytes of its id.
    #[must_use]
    pub fn number_of(&self, list: List, id: &[u8]) -> Option<u32> {
        self.index(list).get(id)
    }

    /// The id of an entry, by its number.
    #[must_use]
    pub fn id_of(&self, list: List, number: u32) -> Option<&str> {
        self.index(list).id(number)
    }

    /// The ids of a list with their numbers.
    pub fn ids(&self, list: List) -> impl Iterator<Item = (u32, &str)> {
        self.index(list).iter()
    }

    /// The owner of a key, a user by number; `None` where the key has none.
    #[must_use]
    pub fn owner_of(&self, key: u32) -> Option<u32> {
        self.project.keys.get(key)?.owner()
    }

    /// The name of a key or user, by number.
    #[must_use]
    pub fn name_of(&self, is_user: bool, number: u32) -> Option<&str> {
        if is_user { self.project.users.name(number) } else { self.project.keys.name(number) }
    }
}

/// What a decision falls short by, as a clause: what is missing, or what has to be known.
#[must_use]
pub fn shortfall(reason: Reason, missing: &[Vec<String>], needs: &[String]) -> String {
    sentence::shortfall(reason, missing, needs)
}

/// The sentence of a reason. `$0` stands for the operation, `$1` for what the decision falls short by, `$2` for where.
#[must_use]
pub const fn template(reason: Reason) -> &'static str {
    sentence::template(reason)
}

/// The phrase that stands for `$2` where an environment is known; `$` stands for its id.
pub const PLACE: &str = sentence::PLACE;
