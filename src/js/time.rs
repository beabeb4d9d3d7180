//! Lifetimes, notices, status and the life cycle for JavaScript.

use super::{Core, invalid, nullable, refused};
use crate::instant::Instant;
use crate::json::Json;
use crate::lifecycle::LifecycleError;
use crate::notice::{Due, Threshold};
use crate::prelude::*;
use crate::problem::{Problem, ProblemCode, Problems};
use crate::status::KeyStatus;
use crate::text::digits;

/// Problems as an error: a single one of a kind that has an error of its own is thrown as that.
fn refused_as(problems: &Problems, otherwise: &str) -> String {
    use ProblemCode::{DurationInvalid, InstantInvalid, LifetimeTooLong, LifetimeTooShort};
    let code = match problems.0.as_slice() {
        [Problem { code: code @ (DurationInvalid | InstantInvalid | LifetimeTooLong | LifetimeTooShort), .. }] => {
            code.as_str()
        }
        _ => otherwise,
    };
    refused(code, problems)
}

fn lifecycle(error: &LifecycleError) -> String {
    if let LifecycleError::Invalid(problems) = error {
        return refused_as(problems, "change_invalid");
    }
    let (code, message) = error.of_key();
    invalid(code, "", message)
}

fn add_thresholds(json: &mut Json, name: &str, thresholds: &[Threshold]) {
    json.list(name);
    for threshold in thresholds {
        json.object("");
        json.integer("at", threshold.at.millis());
        json.text("rule", &threshold.rule);
        json.end_object();
    }
    json.end_list();
}

fn instant(json: &mut Json, name: &str, instant: Option<Instant>) {
    match instant {
        Some(instant) => json.integer(name, instant.millis()),
        None => json.word(name, "null"),
    }
}

fn status(key: &str, status: &KeyStatus) -> String {
    let mut json = Json::default();
    json.object("");
    json.text("key", key);
    json.text("state", status.state.as_str());
    json.text("level", status.level.as_str());
    instant(&mut json, "expiresAt", status.expires_at);
    instant(&mut json, "endsAt", status.ends_at);
    match status.remaining {
        None => json.word("remaining", "null"),
        Some(remaining) => {
            json.object("remaining");
            json.integer("value", remaining.value);
            json.text("unit", remaining.unit.as_str());
            json.end_object();
        }
    }
    add_thresholds(&mut json, "notices", &status.notices);
    instant(&mut json, "changesAt", status.changes_at);
    json.end_object();
    json.0
}

impl Core {
    /// What a page shows of one key.
    pub(super) fn status(&self, id: &str, at: Instant) -> String {
        match self.0.status(id, at) {
            Some(found) => status(id, &found),
            None => lifecycle(&LifecycleError::KeyUnknown),
        }
    }

    /// The notices that are due, those that were sent too; or else those that fall due up to an instant.
    pub(super) fn notices(&self, at: Instant, to: Option<Instant>) -> String {
        let mut json = Json::default();
        json.list("");
        let planner = self.0.planner();
        let mut add = |due: &Due<'_>| self.add_notice(&mut json, due);
        match to {
            None => planner.due(at, &mut add),
            Some(to) => planner.forecast(at, to, &mut add),
        }
        json.end_list();
        json.0
    }

    fn add_notice(&self, json: &mut Json, due: &Due<'_>) {
        let project = &self.0.project;
        json.object("");
        json.text("id", &due.id(due.threshold));
        json.text("key", project.keys.ids.text(due.number));
        nullable(json, "name", project.keys.name(due.number));
        json.text("rule", &due.threshold.rule);
        json.integer("at", due.threshold.at.millis());
        json.integer("expiresAt", due.key.expires_at);
        json.list("recipients");
        due.each_recipient(|number, id| {
            json.object("");
            json.text("user", id);
            nullable(json, "name", project.users.name(number));
            nullable(json, "email", project.users.email(number));
            json.end_object();
        });
        json.end_list();
        json.list("replaces");
        for threshold in due.earlier {
            json.text("", &due.id(threshold));
        }
        json.end_list();
        json.end_object();
    }

    /// Makes a key from JSON text, with its own id or this one, and lists it.
    pub(super) fn create_key(&mut self, input: &str, id: &str, at: Instant) -> String {
        let made = self.0.create_key_from_json(input, id, at);
        self.key_or(made.map_err(LifecycleError::Invalid))
    }

    /// Makes a key that replaces another one: the new one. [`Core::key`] gives the other.
    pub(super) fn regenerate_key(&mut self, id: &str, input: &str, new_id: &str, at: Instant) -> String {
        let made = self.0.regenerate_key_from_json(id, input, new_id, at);
        self.key_or(made)
    }

    /// Revokes a key from an instant on.
    pub(super) fn revoke_key(&mut self, id: &str, at: Instant) -> String {
        let revoked = self.0.end_key(id, at);
        self.key_or(revoked.map(|()| id.to_owned()))
    }

    /// The record of the key of an id, or what went wrong.
    #[inline(never)]
    fn key_or(&self, id: Result<String, LifecycleError>) -> String {
        match id {
            Ok(id) => self.key(&id),
            Err(error) => lifecycle(&error),
        }
    }

    /// The record of one key.
    pub(super) fn key(&self, id: &str) -> String {
        let project = &self.0.project;
        let mut json = Json::default();
        let number = project.keys.ids.get(id.as_bytes()).unwrap_or(u32::MAX);
        if let Some(key) = project.keys.get(number) {
            project.print_key(number, key, self.0.catalog(), &mut json);
        }
        json.0
    }
}

/// When a key of a catalog's kind expires, in milliseconds.
pub(super) fn expiry_of(
    catalog: Option<&str>,
    created: Instant,
    lifetime: Option<&str>,
    kind: &str,
) -> Result<String, String> {
    let expires = super::catalog(catalog)?.expiry_of(created, lifetime, kind);
    expires.map(|at| digits(at.millis())).map_err(|problems| refused_as(&problems, "request_invalid"))
}

/// When a catalog's rules announce the expiry of a lifetime.
pub(super) fn notices_of(catalog: Option<&str>, created: Instant, expires: Instant) -> Result<String, String> {
    let catalog = super::catalog(catalog)?;
    if expires <= created {
        return Err(invalid("lifetime_too_short", "/expiresAt", "it is not after `createdAt`"));
    }
    let mut json = Json::default();
    add_thresholds(&mut json, "", &catalog.notices_of(created, expires));
    Ok(json.0)
}
