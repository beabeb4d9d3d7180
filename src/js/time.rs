//! Lifetimes, notices, status and the life cycle for JavaScript.
//!
//! Instants come in as floats that the facade has checked; one that is no instant is an error all the same.

use wasm_bindgen::prelude::*;

use super::{Core, milliseconds, object, out, refused, text, texts};
use crate::catalog::Catalog;
use crate::documents::KeyDocument;
use crate::instant::Instant;
use crate::json::js::{Node, key_node, new_key, renewal};
use crate::lifecycle::{LifecycleError, Regenerated};
use crate::notice::{Notice, Recipient, Threshold};
use crate::problem::{Problem, ProblemCode, Problems};
use crate::status::KeyStatus;

fn instant(millis: f64, at: &str) -> Result<Instant, JsValue> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "a difference is refused")]
    let whole = Some(millis as i64).filter(|whole| *whole as f64 == millis).and_then(Instant::from_millis);
    whole.ok_or_else(|| invalid("instant_invalid", at, "not an instant"))
}

fn invalid(code: &str, at: &str, message: &str) -> JsValue {
    let problem = object([("code", text(code)), ("at", text(at)), ("message", text(message))]);
    out(&object([("code", text(code)), ("problems", Node::List(vec![problem]))]))
}

/// One problem of a kind that has an error of its own is thrown as that; else the change is invalid.
fn refused_change(Problems(problems): Problems) -> JsValue {
    let code = match problems.as_slice() {
        [Problem { code, .. }] if has_error_of_its_own(*code) => code.as_str(),
        _ => "change_invalid",
    };
    refused(code, Problems(problems))
}

const fn has_error_of_its_own(code: ProblemCode) -> bool {
    use ProblemCode::{DurationInvalid, InstantInvalid, LifetimeTooLong, LifetimeTooShort};
    matches!(code, DurationInvalid | InstantInvalid | LifetimeTooLong | LifetimeTooShort)
}

fn lifecycle(error: LifecycleError) -> JsValue {
    let code = match &error {
        LifecycleError::Invalid(problems) => return refused_change(problems.clone()),
        LifecycleError::KeyUnknown => "key_unknown",
        LifecycleError::KeyRevoked => "key_revoked",
        LifecycleError::KeyDisabled => "key_disabled",
    };
    invalid(code, "", &error.to_string())
}

fn optional<T>(value: Option<T>, node: impl FnOnce(T) -> Node) -> Node {
    value.map_or(Node::Null, node)
}

fn thresholds(notices: &[Threshold]) -> Node {
    let threshold = |it: &Threshold| object([("at", milliseconds(it.at)), ("rule", text(&it.rule))]);
    Node::List(notices.iter().map(threshold).collect())
}

fn notice(notice: &Notice) -> Node {
    let recipient = |it: &Recipient| {
        object([
            ("user", text(&it.user)),
            ("name", optional(it.name.as_deref(), text)),
            ("email", optional(it.email.as_deref(), text)),
        ])
    };
    object([
        ("id", text(&notice.id)),
        ("key", text(&notice.key)),
        ("name", optional(notice.name.as_deref(), text)),
        ("rule", text(&notice.rule)),
        ("at", milliseconds(notice.at)),
        ("expiresAt", milliseconds(notice.expires_at)),
        ("recipients", Node::List(notice.recipients.iter().map(recipient).collect())),
        ("replaces", texts(notice.replaces.iter().map(String::as_str))),
    ])
}

fn status(key: &str, status: &KeyStatus) -> Node {
    let remaining = status
        .remaining
        .map(|remaining| object([("value", Node::Integer(remaining.value)), ("unit", text(remaining.unit.as_str()))]));
    object([
        ("key", text(key)),
        ("state", text(status.state.as_str())),
        ("level", text(status.level.as_str())),
        ("expiresAt", optional(status.expires_at, milliseconds)),
        ("endsAt", optional(status.ends_at, milliseconds)),
        ("remaining", optional(remaining, |node| node)),
        ("notices", thresholds(&status.notices)),
        ("changesAt", optional(status.changes_at, milliseconds)),
    ])
}

fn key(key: &KeyDocument) -> JsValue {
    out(&key_node(key))
}

#[wasm_bindgen]
impl Core {
    /// What a page shows of one key.
    pub fn status(&self, id: &str, at: f64) -> Result<JsValue, JsValue> {
        let found = self.0.status(id, instant(at, "/at")?);
        found.map(|found| out(&status(id, &found))).ok_or_else(|| lifecycle(LifecycleError::KeyUnknown))
    }

    /// The notices that are due, those that were sent too.
    pub fn notices(&self, at: f64) -> Result<JsValue, JsValue> {
        let due = self.0.notices(instant(at, "/at")?);
        Ok(out(&Node::List(due.iter().map(notice).collect())))
    }

    /// The notices that fall due from one instant up to another.
    pub fn forecast(&self, from: f64, to: f64) -> Result<JsValue, JsValue> {
        let due = self.0.forecast(instant(from, "/from")?, instant(to, "/to")?);
        Ok(out(&Node::List(due.iter().map(notice).collect())))
    }

    /// Makes a key from JSON text, with its own id or this one, and lists it.
    pub fn create_key(&mut self, input: &str, id: &str, at: f64) -> Result<JsValue, JsValue> {
        let at = instant(at, "/at")?;
        let ward = &mut self.0;
        let planned = new_key(input, |input, own_id| ward.plan_key(&input, own_id.as_deref().unwrap_or(id), at));
        let created = self.0.list_key(planned.map_err(refused_change)?, &[]).map_err(lifecycle)?;
        Ok(key(&created))
    }

    /// Makes a key that replaces another one: the two, in this order.
    pub fn regenerate_key(&mut self, id: &str, input: &str, new_id: &str, at: f64) -> Result<Vec<JsValue>, JsValue> {
        let at = instant(at, "/at")?;
        let (lifetime, own_id) = renewal(input).map_err(refused_change)?;
        let new_id = own_id.as_deref().unwrap_or(new_id);
        let Regenerated { key: made, retired } = self.0.regenerate_key(id, &lifetime, new_id, at).map_err(lifecycle)?;
        Ok(vec![key(&made), key(&retired)])
    }

    /// Revokes a key from an instant on.
    pub fn revoke_key(&mut self, id: &str, at: f64) -> Result<JsValue, JsValue> {
        let revoked = self.0.revoke_key(id, instant(at, "/at")?);
        revoked.map(|revoked| key(&revoked)).map_err(lifecycle)
    }
}

/// A catalog that is asked about time alone.
#[wasm_bindgen]
pub struct Calendar(std::sync::Arc<Catalog>);

#[wasm_bindgen]
impl Calendar {
    /// Reads a catalog from JSON text, or takes the built-in one.
    #[wasm_bindgen(constructor)]
    pub fn new(catalog: Option<String>) -> Result<Calendar, JsValue> {
        super::catalog(catalog.as_deref()).map(Self)
    }

    /// When a key expires, in milliseconds.
    #[allow(clippy::cast_precision_loss, reason = "an instant, and so exact")]
    pub fn expiry_of(&self, created: f64, lifetime: Option<String>, kind: &str) -> Result<f64, JsValue> {
        let expires = self.0.expiry_of(instant(created, "/createdAt")?, lifetime.as_deref(), kind);
        expires.map(|at| at.millis() as f64).map_err(|Problems(problems)| {
            let code = problems.first().map(|problem| problem.code).filter(|code| has_error_of_its_own(*code));
            refused(code.map_or("request_invalid", ProblemCode::as_str), Problems(problems))
        })
    }

    /// When the expiry of a lifetime is announced.
    pub fn notices_of(&self, created: f64, expires: f64) -> Result<JsValue, JsValue> {
        let (created, expires) = (instant(created, "/createdAt")?, instant(expires, "/expiresAt")?);
        if expires <= created {
            return Err(invalid("lifetime_too_short", "/expiresAt", "it is not after `createdAt`"));
        }
        Ok(out(&thresholds(&self.0.notices_of(created, expires))))
    }
}
