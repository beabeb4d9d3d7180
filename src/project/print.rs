//! From the model back to its document: instants as numbers, no defaults filled in.

use super::{ALWAYS, Holds, Key, Limit, NEVER, Project};
use crate::catalog::Catalog;
use crate::index::Index;
use crate::tree::{Tree, Value};

/// Adds a text member, if there is one.
fn text(tree: &mut Tree, name: &str, text: Option<&str>) {
    tree.put_some(name, text.map(Value::Text));
}

/// Adds a member that is a list of ids, or says everything.
#[inline(never)]
fn ids(tree: &mut Tree, name: &str, list: Option<&[u32]>, index: &Index, everything: &str) {
    let Some(list) = list else { return tree.put(name, Value::Text(everything)) };
    tree.begin(name, false);
    for number in list {
        tree.add(Value::Text(index.text(*number)));
    }
    tree.end();
}

fn limit(tree: &mut Tree, name: &str, limit: &Limit, index: &Index, everything: &str) {
    match limit {
        Limit::Default => {}
        Limit::All => tree.put(name, Value::Text(everything)),
        Limit::Only(list, _) => ids(tree, name, Some(list), index, everything),
    }
}

impl Project {
    /// The document but for its keys, whose list is empty.
    pub(crate) fn print_frame(&self, catalog: &Catalog, tree: &mut Tree) {
        tree.put("format", Value::Text("keyward/project@1"));
        tree.put("id", Value::Text(&self.id));
        text(tree, "name", self.name.as_deref());
        tree.begin("environments", false);
        for (_, id, environment) in self.environments.iter() {
            tree.open(true);
            tree.put("id", Value::Text(id));
            text(tree, "name", environment.name.as_deref());
            tree.put_some("managementApi", environment.management_api.map(Value::Bool));
            tree.end();
        }
        tree.end();
        tree.begin("roles", false);
        for (_, id, role) in self.roles.iter() {
            tree.open(true);
            tree.put("id", Value::Text(id));
            text(tree, "name", role.name.as_deref());
            ids(tree, "permissions", role.permissions.as_deref(), &catalog.permissions.ids, "every");
            tree.end();
        }
        tree.end();
        tree.begin("users", false);
        for (_, id, user) in self.users.iter() {
            tree.open(true);
            tree.put("id", Value::Text(id));
            text(tree, "name", user.name.as_deref());
            text(tree, "email", user.email.as_deref());
            tree.put_some("active", user.active.map(Value::Bool));
            tree.begin("roles", false);
            for it in &user.assignments {
                tree.open(true);
                tree.put("role", Value::Text(self.roles.ids.text(it.role)));
                limit(tree, "environments", &it.environments, &self.environments.ids, "all");
                limit(tree, "collections", &it.collections, &self.collections, "any");
                limit(tree, "languages", &it.languages, &self.languages, "any");
                tree.end();
            }
            tree.end();
            tree.end();
        }
        tree.end();
    }

    /// The record of one key.
    #[inline(never)]
    pub(crate) fn print_key(&self, id: &str, key: &Key, catalog: &Catalog, tree: &mut Tree) {
        let instant = |millis| if millis == NEVER || millis == ALWAYS { None } else { Some(Value::Integer(millis)) };
        tree.open(true);
        tree.put("id", Value::Text(id));
        tree.put("kind", Value::Text(catalog.kind_ids.text(key.kind)));
        text(tree, "name", key.name());
        let scope = self.scopes.get(key.scope).map(|shared| &*shared.list);
        ids(tree, "environments", scope, &self.environments.ids, "all");
        tree.put("createdAt", Value::Integer(key.created_at));
        tree.put("expiresAt", instant(key.expires_at).unwrap_or(Value::Null));
        tree.put_some("notBefore", instant(key.not_before));
        tree.put_some("revokedAt", instant(key.revoked_at));
        tree.put_some("disabled", key.disabled.map(Value::Bool));
        if let Holds::Own(grant) = key.holds {
            let list = self.grants.get(grant).map(|shared| &*shared.list);
            ids(tree, "permissions", Some(list.unwrap_or_default()), &catalog.permissions.ids, "");
        }
        text(tree, "owner", key.owner().map(|user| self.users.ids.text(user)));
        text(tree, "replaces", key.replaces());
        tree.end();
    }
}
