//! From the model back to its document: instants as numbers, no defaults filled in.

use super::{ALWAYS, Holds, Key, Limit, Limits, NAME, NEVER, Project};
use crate::catalog::Catalog;
use crate::index::Index;
use crate::json::Json;

/// Adds a member that is an id.
#[inline(never)]
fn id(json: &mut Json, name: &str, index: &Index, number: u32) {
    json.text(name, index.text(number));
}

/// Adds a member that is a list of ids.
#[inline(never)]
fn ids(json: &mut Json, name: &str, list: impl Iterator<Item = u32>, index: &Index) {
    json.list(name);
    for number in list {
        id(json, "", index, number);
    }
    json.end_list();
}

#[inline(never)]
fn limit(json: &mut Json, name: &str, limit: Limit, limits: &Limits, index: &Index, everything: &str) {
    match limit {
        Limit::DEFAULT => {}
        Limit::ALL => json.text(name, everything),
        _ => ids(json, name, limit.names(limits), index),
    }
}

/// Begins an entry of a list: its id and its name.
#[inline(never)]
fn entry(json: &mut Json, ids: &Index, number: u32) {
    json.object("");
    id(json, "id", ids, number);
    json.optional("name", ids.beside(number, NAME));
}

#[inline(never)]
fn flag(json: &mut Json, name: &str, value: Option<bool>) {
    if let Some(value) = value {
        json.flag(name, value);
    }
}

/// Adds an instant, if it is one.
#[inline(never)]
fn instant(json: &mut Json, name: &str, millis: i64) {
    if millis != NEVER && millis != ALWAYS {
        json.integer(name, millis);
    }
}

impl Project {
    /// The members of the document but for its keys.
    pub(crate) fn print_frame(&self, catalog: &Catalog, json: &mut Json) {
        json.text("format", "keyward/project@1");
        json.text("id", &self.id);
        json.optional("name", self.name.as_deref());
        if !self.parameters.is_empty() {
            json.object("parameters");
            for (name, value) in &self.parameters {
                json.text(name, value);
            }
            json.end_object();
        }
        json.list("environments");
        for (number, _, environment) in self.environments.iter() {
            entry(json, &self.environments.ids, number);
            flag(json, "managementApi", environment.management_api);
            json.end_object();
        }
        json.end_list();
        json.list("roles");
        for (number, _, role) in self.roles.iter() {
            entry(json, &self.roles.ids, number);
            match &role.permissions {
                Some(list) => ids(json, "permissions", list.iter().copied(), &catalog.permissions.ids),
                None => json.text("permissions", "every"),
            }
            json.end_object();
        }
        json.end_list();
        json.list("users");
        for (number, _, user) in self.users.iter() {
            entry(json, &self.users.ids, number);
            json.optional("email", self.users.email(number));
            flag(json, "active", user.active);
            json.list("roles");
            for it in &user.assignments {
                json.object("");
                id(json, "role", &self.roles.ids, it.role);
                limit(json, "environments", it.environments, &self.limits, &self.environments.ids, "all");
                limit(json, "collections", it.collections, &self.limits, &self.collections, "any");
                limit(json, "languages", it.languages, &self.limits, &self.languages, "any");
                json.end_object();
            }
            json.end_list();
            json.end_object();
        }
        json.end_list();
    }

    /// The record of one key.
    #[inline(never)]
    pub(crate) fn print_key(&self, number: u32, key: &Key, catalog: &Catalog, json: &mut Json) {
        json.object("");
        id(json, "id", &self.keys.ids, number);
        id(json, "kind", &catalog.kind_ids, key.kind());
        json.optional("name", self.keys.name(number));
        if key.is_for_all() {
            json.text("environments", "all");
        } else {
            ids(json, "environments", self.limits.list(key.scope), &self.environments.ids);
        }
        json.integer("createdAt", key.created_at);
        match key.expires_at {
            NEVER => json.word("expiresAt", "null"),
            end => json.integer("expiresAt", end),
        }
        instant(json, "notBefore", key.not_before());
        instant(json, "revokedAt", key.revoked_at());
        flag(json, "disabled", key.disabled());
        if let Holds::Own(grant) = key.holds() {
            ids(json, "permissions", self.grants.list(grant), &catalog.permissions.ids);
        }
        if let Some(owner) = key.owner() {
            id(json, "owner", &self.users.ids, owner);
        }
        json.optional("replaces", key.replaces());
        json.end_object();
    }
}
