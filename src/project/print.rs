//! From the model back to its document: instants as numbers, no defaults filled in.

use super::{ALWAYS, Holds, Key, Limit, Limits, NEVER, Project};
use crate::catalog::Catalog;
use crate::document::{
    AssignmentDocument, EnvironmentDocument, KeyDocument, Map, ProjectDocument, ProjectFormat, RoleDocument, Selection,
    UserDocument,
};
use crate::index::Index;
use crate::time::Instant;

fn ids(list: impl Iterator<Item = u32>, index: &Index) -> Vec<String> {
    list.map(|number| index.text(number).to_owned()).collect()
}

fn selection(limit: Limit, limits: &Limits, index: &Index) -> Option<Selection> {
    match limit {
        Limit::DEFAULT => None,
        Limit::ALL => Some(Selection::All),
        _ => Some(Selection::Only(ids(limit.names(limits), index))),
    }
}

/// An instant, unless the number stands for none.
fn instant(millis: i64) -> Option<Instant> {
    if millis == NEVER || millis == ALWAYS { None } else { Instant::from_millis(millis) }
}

impl Project {
    /// The whole document.
    pub(crate) fn to_document(&self, catalog: &Catalog) -> ProjectDocument {
        let text = |text: &str| text.to_owned();
        let environments = self.environments.iter().map(|(number, id, environment)| EnvironmentDocument {
            id: id.to_owned(),
            name: self.environments.name(number).map(text),
            management_api: environment.management_api,
        });
        let roles = self.roles.iter().map(|(number, id, role)| RoleDocument {
            id: id.to_owned(),
            name: self.roles.name(number).map(text),
            permissions: match &role.permissions {
                Some(list) => Selection::Only(ids(list.iter().copied(), &catalog.permissions.ids)),
                None => Selection::All,
            },
        });
        let users = self.users.iter().map(|(number, id, user)| UserDocument {
            id: id.to_owned(),
            name: self.users.name(number).map(text),
            email: self.users.email(number).map(text),
            active: user.active,
            roles: user
                .assignments
                .iter()
                .map(|it| AssignmentDocument {
                    role: self.roles.ids.text(it.role).to_owned(),
                    environments: selection(it.environments, &self.limits, &self.environments.ids),
                    collections: selection(it.collections, &self.limits, &self.collections),
                    languages: selection(it.languages, &self.limits, &self.languages),
                })
                .collect(),
        });
        let parameters = || -> Map<String> {
            self.parameters.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect()
        };
        ProjectDocument {
            format: ProjectFormat::V1,
            id: self.id.to_string(),
            name: self.name.as_deref().map(text),
            parameters: (!self.parameters.is_empty()).then(parameters),
            environments: environments.collect(),
            roles: roles.collect(),
            users: users.collect(),
            keys: self.keys.iter().map(|(number, _, key)| self.key_document(number, key, catalog)).collect(),
        }
    }

    /// The record of one key.
    pub(crate) fn key_document(&self, number: u32, key: &Key, catalog: &Catalog) -> KeyDocument {
        KeyDocument {
            id: self.keys.ids.text(number).to_owned(),
            kind: catalog.kind_ids.text(key.kind()).to_owned(),
            name: self.keys.name(number).map(str::to_owned),
            environments: if key.is_for_all() {
                Selection::All
            } else {
                Selection::Only(ids(self.limits.list(key.scope), &self.environments.ids))
            },
            created_at: Instant::from_millis(key.created_at).unwrap_or(Instant::MIN),
            expires_at: instant(key.expires_at),
            not_before: instant(key.not_before()),
            revoked_at: instant(key.revoked_at()),
            disabled: key.disabled(),
            permissions: match key.holds() {
                Holds::Own(grant) => Some(ids(self.grants.list(grant), &catalog.permissions.ids)),
                Holds::Owner(_) | Holds::Every(_) => None,
            },
            owner: key.owner().map(|owner| self.users.ids.text(owner).to_owned()),
            replaces: key.replaces().map(str::to_owned),
        }
    }
}
