//! Questions whose ids are already resolved to numbers.
//!
//! A caller that asks often resolves each id once and then asks by number: nothing is looked up or allocated for an
//! answer. A number holds for one ward and one list, from the call that gave it until the entry is removed. All that
//! [`Ward::decide`] guarantees holds here as well.

use crate::decide;
use crate::index::Index;
use crate::questions::Lacking;
use crate::reason::Reason;
use crate::request::RequestError;
use crate::time::Instant;
use crate::ward::Ward;

pub use crate::decide::{GivenEnvironment, GivenScope, NO, Principal as Who, Question, Shortfall, Target, YES};
pub use crate::sentence::{PLACE, template};

/// The bytes after a path that [`Target::Call`] lets a decision read ahead.
pub const READ_AHEAD: usize = crate::path::GROUP;

/// The longest path that a decision reads, in bytes.
pub const LONGEST_PATH: usize = crate::path::MAX_BYTES;

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
        self.judge().decide(question, &mut verdict, shortfall).map_err(RequestError)?;
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
        self.judge().reach(question, each).map_err(RequestError)
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

    /// What an answer falls short by, as a clause: what is missing, or what has to be known.
    #[must_use]
    pub fn shortfall(&self, reason: Reason, parts: &mut dyn Iterator<Item = Shortfall>) -> String {
        let mut lacking = Lacking::default();
        parts.for_each(|part| lacking.add(part, &self.catalog));
        lacking.clause(reason)
    }

    /// The name of a key or user, by number.
    #[must_use]
    pub fn name_of(&self, is_user: bool, number: u32) -> Option<&str> {
        if is_user { self.project.users.name(number) } else { self.project.keys.name(number) }
    }
}
