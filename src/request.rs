//! What a ward is asked.

use crate::decide::WrongCall;
use crate::time::Instant;

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Who<'a> {
    /// A key, by its id.
    Key(&'a str),
    /// A user directly, judged as the owner of a key for all environments.
    User(&'a str),
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum What<'a> {
    /// A request as the router sees it.
    Call {
        /// The method; case counts.
        method: &'a str,
        /// The path, as it was sent.
        path: &'a str,
    },
    /// An operation, by its id.
    Operation(&'a str),
}

/// What the request itself does not say. The decision considers every possible value of an unknown fact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts<'a> {
    /// The collection's id.
    pub collection: Option<&'a str>,
    /// The language's id.
    pub language: Option<&'a str>,
    /// The catalog's yes/no facts. Names that the catalog does not know are ignored.
    pub named: &'a [(&'a str, bool)],
}

/// One question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request<'a> {
    /// Who asks.
    pub who: Who<'a>,
    /// What is asked for.
    pub what: What<'a>,
    /// The environment's id, where the path names none.
    pub environment: Option<&'a str>,
    /// The facts that are known.
    pub facts: Facts<'a>,
    /// The instant of the question.
    pub at: Instant,
}

impl<'a> Request<'a> {
    /// A key's request as the router sees it.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// let request = Request::call("k1", "GET", "/v2/projects/e1/items", at);
    /// assert_eq!(request.who, Who::Key("k1"));
    /// ```
    #[must_use]
    pub fn call(key: &'a str, method: &'a str, path: &'a str, at: Instant) -> Self {
        let what = What::Call { method, path };
        Self { who: Who::Key(key), what, environment: None, facts: Facts::default(), at }
    }
}

/// A question that cannot be asked. Not a denial, and never a permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct RequestError(pub(crate) WrongCall);

impl RequestError {
    /// The member of a request that is wrong: `user` or `environment`.
    #[must_use]
    pub const fn member(self) -> &'static str {
        match self.0 {
            WrongCall::NoOwnerKind => "user",
            WrongCall::EnvironmentsDiffer => "environment",
        }
    }
}
