//! From the model back to its document: instants as numbers, no defaults filled in.

use super::{ALWAYS, Holds, Key, Limit, Limits, NEVER, Project};
use crate::catalog::Catalog;
use crate::index::Index;
use crate::tree::{Tree, Value};

/// Adds a text member, if there is one.
fn text(tree: &mut Tree, name: &str, text: Option<&str>) {
    tree.put_some(name, text.map(Value::Text));
}

/// Adds a member that is a list of ids.
#[inline(never)]
fn ids(tree: &mut Tree, name: &str, list: impl Iterator<Item = u32>, index: &Index) {
    tree.begin(name, false);
    for number in list {
        tree.add(Value::Text(index.text(number)));
    }
    tree.end();
}

fn limit(tree: &mut Tree, name: &str, limit: Limit, limits: &Limits, index: &Index, everything: &str) {
    match limit {
        Limit::DEFAULT => {}
        Limit::ALL => tree.put(name, Value::Text(everything)),
        _ => ids(tree, name, limit.names(limits), index),
    }
}

impl Project {
    /// The document but for its keys, whose list is empty.
    pub(crate) fn print_frame(&self, catalog: &Catalog, tree: &mut Tree) {
        tree.put("format", Value::Text("keyward/project@1"));
        tree.put("id", Value::Text(&self.id));
        text(tree, "name", self.name.as_deref());
        tree.begin("environments", false);
        for (number, id, environment) in self.environments.iter() {
            tree.open(true);
            tree.put("id", Value::Text(id));
            text(tree, "name", self.environments.name(number));
            tree.put_some("managementApi", environment.management_api.map(Value::Bool));
            tree.end();
        }
        tree.end();
        tree.begin("roles", false);
        for (number, id, role) in self.roles.iter() {
            tree.open(true);
            tree.put("id", Value::Text(id));
            text(tree, "name", self.roles.name(number));
            match &role.permissions {
                Some(list) => ids(tree, "permissions", list.iter().copied(), &catalog.permissions.ids),
                None => tree.put("permissions", Value::Text("every")),
            }
            tree.end();
        }
        tree.end();
        tree.begin("users", false);
        for (number, id, user) in self.users.iter() {
            tree.open(true);
            tree.put("id", Value::Text(id));
            text(tree, "name", self.users.name(number));
            text(tree, "email", self.users.email(number));
            tree.put_some("active", user.active.map(Value::Bool));
            tree.begin("roles", false);
            for it in &user.assignments {
                tree.open(true);
                tree.put("role", Value::Text(self.roles.ids.text(it.role)));
                limit(tree, "environments", it.environments, &self.limits, &self.environments.ids, "all");
                limit(tree, "collections", it.collections, &self.limits, &self.collections, "any");
                limit(tree, "languages", it.languages, &self.limits, &self.languages, "any");
                tree.end();
            }
            tree.end();
            tree.end();
        }
        tree.end();
    }

    /// The record of one key.
    #[inline(never)]
    pub(crate) fn print_key(&self, number: u32, key: &Key, catalog: &Catalog, tree: &mut Tree) {
        let instant = |millis| if millis == NEVER || millis == ALWAYS { None } else { Some(Value::Integer(millis)) };
        tree.open(true);
        tree.put("id", Value::Text(self.keys.ids.text(number)));
        tree.put("kind", Value::Text(catalog.kind_ids.text(key.kind())));
        text(tree, "name", self.keys.name(number));
        if key.is_for_all() {
            tree.put("environments", Value::Text("all"));
        } else {
            ids(tree, "environments", self.limits.list(key.scope), &self.environments.ids);
        }
        tree.put("createdAt", Value::Integer(key.created_at));
        tree.put("expiresAt", instant(key.expires_at).unwrap_or(Value::Null));
        tree.put_some("notBefore", instant(key.not_before()));
        tree.put_some("revokedAt", instant(key.revoked_at()));
        tree.put_some("disabled", key.disabled().map(Value::Bool));
        if let Holds::Own(grant) = key.holds() {
            ids(tree, "permissions", self.grants.list(grant), &catalog.permissions.ids);
        }
        text(tree, "owner", key.owner().map(|user| self.users.ids.text(user)));
        text(tree, "replaces", key.replaces());
        tree.end();
    }
}
