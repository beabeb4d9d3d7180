//! Lifetimes, notices, status and the life cycle for JavaScript.

use super::{Core, invalid, nullable, refused};
use crate::instant::Instant;
use crate::json::Json;
use crate::lifecycle::LifecycleError;
use crate::notice::{PlannedNotice, Threshold};
use crate::problem::{Problem, ProblemCode, Problems};
use crate::status::KeyStatus;

/// Problems as an error: a single one of a kind that has an error of its own is thrown as that.
fn refused_as(json: &mut Json, problems: &Problems, otherwise: &str) {
    use ProblemCode::{DurationInvalid, InstantInvalid, LifetimeTooLong, LifetimeTooShort};
    let code = match problems.0.as_slice() {
        [Problem { code: code @ (DurationInvalid | InstantInvalid | LifetimeTooLong | LifetimeTooShort), .. }] => {
            code.as_str()
        }
        _ => otherwise,
    };
    refused(json, code, problems);
}

#[inline(never)]
fn lifecycle(json: &mut Json, error: &LifecycleError) {
    if let LifecycleError::Invalid(problems) = error {
        return refused_as(json, problems, "change_invalid");
    }
    let (code, message) = error.of_key();
    invalid(json, code, "", message);
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

fn status(json: &mut Json, key: &str, status: &KeyStatus) {
    json.object("");
    json.text("key", key);
    json.text("state", status.state.as_str());
    json.text("level", status.level.as_str());
    instant(json, "expiresAt", status.expires_at);
    instant(json, "endsAt", status.ends_at);
    match status.remaining {
        None => json.word("remaining", "null"),
        Some(remaining) => {
            json.object("remaining");
            json.integer("value", remaining.value);
            json.text("unit", remaining.unit.as_str());
            json.end_object();
        }
    }
    add_thresholds(json, "notices", &status.notices);
    instant(json, "changesAt", status.changes_at);
    json.end_object();
}

impl Core {
    /// What a page shows of one key.
    pub(super) fn status(&self, id: &str, at: Instant, json: &mut Json) {
        match self.0.status(id, at) {
            Some(found) => status(json, id, &found),
            None => lifecycle(json, &LifecycleError::KeyUnknown),
        }
    }

    /// The notices that are due, those that were sent too; or else those that fall due up to an instant. Recipients
    /// that are those of an earlier notice are that one's place: many keys have the same, and these may be many.
    pub(super) fn notices(&self, at: Instant, to: Option<Instant>, json: &mut Json) {
        let (mut place, mut listed) = (0, Vec::new());
        json.list("");
        let mut add = |planned: &PlannedNotice<'_>| {
            self.add_notice(json, planned, place, &mut listed);
            place = place.wrapping_add(1);
        };
        match to {
            None => self.0.planner().due_at(at, &mut add),
            Some(to) => self.0.planner().due_between(at, to, &mut add),
        }
        json.end_list();
    }

    fn add_notice(
        &self,
        json: &mut Json,
        planned: &PlannedNotice<'_>,
        place: i64,
        listed: &mut Vec<((u32, u32), i64)>,
    ) {
        let project = &self.0.project;
        json.object("");
        json.text("id", &planned.id(planned.threshold));
        json.text("key", project.keys.ids.text(planned.number));
        nullable(json, "name", project.keys.name(planned.number));
        json.text("rule", &planned.threshold.rule);
        json.integer("at", planned.threshold.at.millis());
        json.integer("expiresAt", planned.key.expires_at);
        let holders = planned.holders();
        if let Some((_, earlier)) = listed.iter().find(|(listed, _)| holders == Some(*listed)) {
            json.integer("recipients", *earlier);
        } else {
            listed.extend(holders.map(|holders| (holders, place)));
            json.list("recipients");
            for user in planned.recipients() {
                json.object("");
                json.text("user", project.users.ids.text(user));
                nullable(json, "name", project.users.name(user));
                nullable(json, "email", project.users.email(user));
                json.end_object();
            }
            json.end_list();
        }
        json.list("replaces");
        for threshold in planned.earlier {
            json.text("", &planned.id(threshold));
        }
        json.end_list();
        json.end_object();
    }

    /// Makes a key from JSON text, with its own id or this one, and lists it.
    pub(super) fn create_key(&mut self, input: &str, id: &str, at: Instant, json: &mut Json) {
        let made = self.0.create_key_from_json(input, id, at);
        self.key_or(made.map_err(LifecycleError::Invalid), json);
    }

    /// Makes a key that replaces another one: the new one. [`Core::key`] gives the other.
    pub(super) fn regenerate_key(&mut self, id: &str, input: &str, new_id: &str, at: Instant, json: &mut Json) {
        let made = self.0.regenerate_key_from_json(id, input, new_id, at);
        self.key_or(made, json);
    }

    /// Revokes a key from an instant on.
    pub(super) fn revoke_key(&mut self, id: &str, at: Instant, json: &mut Json) {
        let revoked = self.0.end_key(id, at);
        self.key_or(revoked.map(|()| id.to_owned()), json);
    }

    /// The record of the key of an id, or what went wrong.
    #[inline(never)]
    fn key_or(&self, id: Result<String, LifecycleError>, json: &mut Json) {
        match id {
            Ok(id) => self.key(&id, json),
            Err(error) => lifecycle(json, &error),
        }
    }

    /// The record of one key.
    pub(super) fn key(&self, id: &str, json: &mut Json) {
        let project = &self.0.project;
        let number = project.keys.ids.get(id.as_bytes()).unwrap_or(u32::MAX);
        if let Some(key) = project.keys.get(number) {
            project.print_key(number, key, self.0.catalog(), json);
        }
    }
}

/// When a key of a catalog's kind expires, in milliseconds.
pub(super) fn expiry_of(catalog: Option<&str>, created: Instant, lifetime: Option<&str>, kind: &str, json: &mut Json) {
    match super::catalog(catalog) {
        Err(problems) => refused(json, "document_invalid", &problems),
        Ok(catalog) => match catalog.expiry_of(created, lifetime, kind) {
            Ok(at) => json.integer("", at.millis()),
            Err(problems) => refused_as(json, &problems, "request_invalid"),
        },
    }
}

/// When a catalog's rules announce the expiry of a lifetime.
pub(super) fn notices_of(catalog: Option<&str>, created: Instant, expires: Instant, json: &mut Json) {
    match super::catalog(catalog) {
        Err(problems) => refused(json, "document_invalid", &problems),
        Ok(_) if expires <= created => {
            invalid(json, "lifetime_too_short", "/expiresAt", "it is not after `createdAt`");
        }
        Ok(catalog) => add_thresholds(json, "", &catalog.notices_of(created, expires)),
    }
}
