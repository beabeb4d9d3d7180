//! What a ward answers.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::explain::Grant;
use crate::reason::Reason;
use crate::sentence::sentence;
use crate::time::Instant;

/// Whom the audit log names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Whether it is a user; else the key itself.
    pub is_user: bool,
    /// The id of the key or user.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
}

/// The answer to one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Why.
    pub reason: Reason,
    /// The HTTP status that fits the reason.
    pub status: u16,
    /// The API's own error code, where the catalog names one.
    pub code: Option<i64>,
    /// The operation's id, once one was found.
    pub operation: Option<String>,
    /// The environment's id, once it was found in scope.
    pub environment: Option<String>,
    /// The canonical path that was judged: route on this one.
    pub path: Option<String>,
    /// Whom the audit log names.
    pub actor: Option<Actor>,
    /// With [`Reason::PermissionMissing`]: for each alternative still possible, the permissions that are not held.
    pub missing: Vec<Vec<String>>,
    /// With [`Reason::FactsNeeded`]: the unknown facts on which the answer depends, sorted.
    pub needs: Vec<String>,
    /// When time alone may next change the answer; `None` if it never does.
    pub until: Option<Instant>,
}

/// As JavaScript sees it: `type` is `key` or `user`.
impl Serialize for Actor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut actor = serializer.serialize_struct("Actor", 3)?;
        actor.serialize_field("type", if self.is_user { "user" } else { "key" })?;
        actor.serialize_field("id", &self.id)?;
        actor.serialize_field("name", &self.name)?;
        actor.end()
    }
}

/// As JavaScript sees it, with `allowed` and `message`.
impl Serialize for Decision {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut decision = serializer.serialize_struct("Decision", 12)?;
        decision.serialize_field("allowed", &self.is_allowed())?;
        decision.serialize_field("status", &self.status)?;
        decision.serialize_field("code", &self.code)?;
        decision.serialize_field("reason", &self.reason)?;
        decision.serialize_field("operation", &self.operation)?;
        decision.serialize_field("environment", &self.environment)?;
        decision.serialize_field("path", &self.path)?;
        decision.serialize_field("actor", &self.actor)?;
        decision.serialize_field("missing", &self.missing)?;
        decision.serialize_field("needs", &self.needs)?;
        decision.serialize_field("until", &self.until)?;
        decision.serialize_field("message", &self.message())?;
        decision.end()
    }
}

impl Decision {
    /// Whether the request is allowed.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// let request = Request::call("nobody", "GET", "/v2/projects/e1/items", at);
    /// assert!(!ward.decide(&request)?.is_allowed());
    /// # Ok::<(), RequestError>(())
    /// ```
    #[must_use]
    pub fn is_allowed(&self) -> bool {
        self.reason == Reason::Permitted
    }

    /// One English sentence, for people.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("example.txt")]
    /// let request = Request::call("nobody", "GET", "/v2/projects/e1/items", at);
    /// assert!(!ward.decide(&request)?.message().is_empty());
    /// # Ok::<(), RequestError>(())
    /// ```
    #[must_use]
    pub fn message(&self) -> String {
        sentence(self.reason, self.operation.as_deref(), self.environment.as_deref(), &self.missing, &self.needs)
    }
}

/// What a key or user may do with one operation, and why.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reach {
    /// The operation's id.
    pub operation: String,
    /// Whether it is permitted.
    pub allowed: bool,
    /// Why.
    pub reason: Reason,
    /// As [`Decision::missing`].
    pub missing: Vec<Vec<String>>,
    /// As [`Decision::needs`].
    pub needs: Vec<String>,
    /// As [`Explanation::grants`](crate::Explanation::grants).
    pub grants: Vec<Grant>,
}
