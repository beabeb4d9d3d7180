//! Lifetimes, notices, status and the life cycle for JavaScript.
//!
//! Instants come in as floats that the facade has checked; one that is no instant is an error all the same.

use super::{Core, either, invalid, out, refused, texts};
use crate::instant::Instant;
use crate::lifecycle::LifecycleError;
use crate::notice::{Notice, Threshold};
use crate::prelude::*;
use crate::problem::{Problem, ProblemCode, Problems};
use crate::status::KeyStatus;
use crate::text::digits;
use crate::tree::{Tree, Value};

fn instant(millis: f64, at: &str) -> Result<Instant, String> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "a difference is refused")]
    let whole = Some(millis as i64).filter(|whole| *whole as f64 == millis).and_then(Instant::from_millis);
    whole.ok_or_else(|| invalid("instant_invalid", at, "not an instant"))
}

/// One problem of a kind that has an error of its own is thrown as that; else the change is invalid.
fn refused_change(problems: &Problems) -> String {
    let code = match problems.0.as_slice() {
        [Problem { code, .. }] if has_error_of_its_own(*code) => code.as_str(),
        _ => "change_invalid",
    };
    refused(code, problems)
}

const fn has_error_of_its_own(code: ProblemCode) -> bool {
    use ProblemCode::{DurationInvalid, InstantInvalid, LifetimeTooLong, LifetimeTooShort};
    matches!(code, DurationInvalid | InstantInvalid | LifetimeTooLong | LifetimeTooShort)
}

fn lifecycle(error: &LifecycleError) -> String {
    if let LifecycleError::Invalid(problems) = error {
        return refused_change(problems);
    }
    let (code, message) = error.of_key();
    invalid(code, "", message)
}

const fn millis(instant: Instant) -> Value<'static> {
    Value::Integer(instant.millis())
}

fn add_thresholds(tree: &mut Tree, thresholds: &[Threshold]) {
    tree.open(false);
    for threshold in thresholds {
        tree.open(true);
        tree.put("at", millis(threshold.at));
        tree.put("rule", Value::Text(&threshold.rule));
        tree.end();
    }
    tree.end();
}

fn notices(notices: &[Notice]) -> String {
    let mut tree = Tree::default();
    tree.open(false);
    for notice in notices {
        tree.open(true);
        tree.put("id", Value::Text(&notice.id));
        tree.put("key", Value::Text(&notice.key));
        tree.put_text("name", notice.name.as_deref());
        tree.put("rule", Value::Text(&notice.rule));
        tree.put("at", millis(notice.at));
        tree.put("expiresAt", millis(notice.expires_at));
        tree.begin("recipients", false);
        for recipient in &notice.recipients {
            tree.open(true);
            tree.put("user", Value::Text(&recipient.user));
            tree.put_text("name", recipient.name.as_deref());
            tree.put_text("email", recipient.email.as_deref());
            tree.end();
        }
        tree.end();
        tree.add(Value::Text("replaces"));
        texts(&mut tree, notice.replaces.iter().map(String::as_str));
        tree.end();
    }
    tree.end();
    out(&tree)
}

fn status(key: &str, status: &KeyStatus) -> String {
    let instant = |instant: Option<Instant>| instant.map_or(Value::Null, millis);
    let mut tree = Tree::default();
    tree.open(true);
    tree.put("key", Value::Text(key));
    tree.put("state", Value::Text(status.state.as_str()));
    tree.put("level", Value::Text(status.level.as_str()));
    tree.put("expiresAt", instant(status.expires_at));
    tree.put("endsAt", instant(status.ends_at));
    match status.remaining {
        None => tree.put("remaining", Value::Null),
        Some(remaining) => {
            tree.begin("remaining", true);
            tree.put("value", Value::Integer(remaining.value));
            tree.put("unit", Value::Text(remaining.unit.as_str()));
            tree.end();
        }
    }
    tree.add(Value::Text("notices"));
    add_thresholds(&mut tree, &status.notices);
    tree.put("changesAt", instant(status.changes_at));
    tree.end();
    out(&tree)
}

impl Core {
    /// What a page shows of one key.
    pub(super) fn status(&self, id: &str, at: f64) -> String {
        either(instant(at, "/at").map(|at| match self.0.status(id, at) {
            Some(found) => status(id, &found),
            None => lifecycle(&LifecycleError::KeyUnknown),
        }))
    }

    /// The notices that are due, those that were sent too.
    pub(super) fn notices(&self, at: f64) -> String {
        either(instant(at, "/at").map(|at| notices(&self.0.notices(at))))
    }

    /// The notices that fall due from one instant up to another.
    pub(super) fn forecast(&self, from: f64, to: f64) -> String {
        let both = instant(from, "/from").and_then(|from| Ok((from, instant(to, "/to")?)));
        either(both.map(|(from, to)| notices(&self.0.forecast(from, to))))
    }

    /// Makes a key from JSON text, with its own id or this one, and lists it.
    pub(super) fn create_key(&mut self, input: &str, id: &str, at: f64) -> String {
        either(instant(at, "/at").map(|at| match self.0.create_key_from_json(input, id, at) {
            Ok(id) => self.key(&id),
            Err(problems) => refused_change(&problems),
        }))
    }

    /// Makes a key that replaces another one: the new one. [`Core::key`] gives the other.
    pub(super) fn regenerate_key(&mut self, id: &str, input: &str, new_id: &str, at: f64) -> String {
        either(instant(at, "/at").map(|at| match self.0.regenerate_key_from_json(id, input, new_id, at) {
            Ok(id) => self.key(&id),
            Err(error) => lifecycle(&error),
        }))
    }

    /// Revokes a key from an instant on.
    pub(super) fn revoke_key(&mut self, id: &str, at: f64) -> String {
        either(instant(at, "/at").map(|at| match self.0.end_key(id, at) {
            Ok(()) => self.key(id),
            Err(error) => lifecycle(&error),
        }))
    }

    /// The record of one key.
    pub(super) fn key(&self, id: &str) -> String {
        let project = &self.0.project;
        let mut tree = Tree::default();
        let number = project.keys.ids.get(id.as_bytes()).unwrap_or(u32::MAX);
        if let Some(key) = project.keys.get(number) {
            project.print_key(number, key, self.0.catalog(), &mut tree);
        }
        out(&tree)
    }
}

/// When a key of a catalog's kind expires, in milliseconds.
pub(super) fn expiry_of(catalog: Option<String>, created: f64, lifetime: Option<String>, kind: &str) -> String {
    let expiry = || {
        let (catalog, created) = (super::catalog(catalog.as_deref())?, instant(created, "/createdAt")?);
        let expires = catalog.expiry_of(created, lifetime.as_deref(), kind);
        expires.map(|at| digits(at.millis())).map_err(|Problems(problems)| {
            let code = problems.first().map(|problem| problem.code).filter(|code| has_error_of_its_own(*code));
            refused(code.map_or("request_invalid", ProblemCode::as_str), &Problems(problems))
        })
    };
    either(expiry())
}

/// When a catalog's rules announce the expiry of a lifetime.
pub(super) fn notices_of(catalog: Option<String>, created: f64, expires: f64) -> String {
    let thresholds = || {
        let catalog = super::catalog(catalog.as_deref())?;
        let (created, expires) = (instant(created, "/createdAt")?, instant(expires, "/expiresAt")?);
        if expires <= created {
            return Err(invalid("lifetime_too_short", "/expiresAt", "it is not after `createdAt`"));
        }
        let mut tree = Tree::default();
        add_thresholds(&mut tree, &catalog.notices_of(created, expires));
        Ok(out(&tree))
    };
    either(thresholds())
}
