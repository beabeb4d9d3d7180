//! From the model back to its document: instants as they are, no defaults filled in.

use super::{Environment, Holds, Key, Limit, NEVER, Project, Role, User};
use crate::catalog::Catalog;
use crate::documents::{
    AssignmentDocument, EnvironmentDocument, KeyDocument, ProjectDocument, RoleDocument, Selection, UserDocument,
};
use crate::index::Index;
use crate::instant::Instant;

fn owned(text: Option<&str>) -> Option<String> {
    text.map(str::to_owned)
}

fn ids(list: &[u32], index: &Index) -> Vec<String> {
    list.iter().map(|number| index.text(*number).to_owned()).collect()
}

fn selection(limit: &Limit, index: &Index) -> Option<Selection> {
    match limit {
        Limit::Default => None,
        Limit::All => Some(Selection::All),
        Limit::Only(list, _) => Some(Selection::Only(ids(list, index))),
    }
}

impl Project {
    pub(crate) fn document(&self, catalog: &Catalog) -> ProjectDocument {
        ProjectDocument {
            id: self.id.clone(),
            name: self.name.clone(),
            environments: self.environments.iter().map(|(_, id, it)| environment(id, it)).collect(),
            roles: self.roles.iter().map(|(_, id, it)| role(id, it, catalog)).collect(),
            users: self.users.iter().map(|(_, id, it)| self.user_document(id, it)).collect(),
            keys: self.keys.iter().map(|(_, id, it)| self.key_document(id, it, catalog)).collect(),
        }
    }

    fn user_document(&self, id: &str, user: &User) -> UserDocument {
        let assignments = user.assignments.iter().map(|it| AssignmentDocument {
            role: self.roles.ids.text(it.role).to_owned(),
            environments: selection(&it.environments, &self.environments.ids),
            collections: selection(&it.collections, &self.collections),
            languages: selection(&it.languages, &self.languages),
        });
        UserDocument {
            id: id.to_owned(),
            name: owned(user.name.as_deref()),
            email: owned(user.email.as_deref()),
            active: user.active,
            roles: assignments.collect(),
        }
    }

    pub(crate) fn key_document(&self, id: &str, key: &Key, catalog: &Catalog) -> KeyDocument {
        let permissions = match key.holds {
            Holds::Own(grant) => self.grants.get(grant).map(|shared| ids(&shared.list, &catalog.permissions.ids)),
            Holds::Owner(_) | Holds::Every(_) => None,
        };
        let environments = match self.scopes.get(key.scope) {
            Some(shared) => Selection::Only(ids(&shared.list, &self.environments.ids)),
            None => Selection::All,
        };
        let instant = |millis: i64| if millis == NEVER { None } else { Instant::from_millis(millis) };
        KeyDocument {
            id: id.to_owned(),
            kind: catalog.kind_ids.text(key.kind).to_owned(),
            name: owned(key.name()),
            environments,
            created_at: instant(key.created_at).unwrap_or(Instant::MIN),
            expires_at: instant(key.expires_at),
            not_before: instant(key.not_before),
            revoked_at: instant(key.revoked_at),
            disabled: key.disabled,
            permissions,
            owner: key.owner().map(|user| self.users.ids.text(user).to_owned()),
            replaces: owned(key.replaces.as_deref()),
        }
    }
}

fn environment(id: &str, environment: &Environment) -> EnvironmentDocument {
    EnvironmentDocument {
        id: id.to_owned(),
        name: owned(environment.name.as_deref()),
        management_api: environment.management_api,
    }
}

fn role(id: &str, role: &Role, catalog: &Catalog) -> RoleDocument {
    let permissions = match &role.permissions {
        None => Selection::All,
        Some(list) => Selection::Only(ids(list, &catalog.permissions.ids)),
    };
    RoleDocument { id: id.to_owned(), name: owned(role.name.as_deref()), permissions }
}
