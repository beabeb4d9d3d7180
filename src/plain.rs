//! Plain documents: to and from trees, and the calls that take or give them.

use std::sync::Arc;

use crate::catalog::Catalog;
use crate::documents::{
    Access, AlternativeDocument, AssignmentDocument, CatalogDocument, Change, EncodedSlash, EnvironmentDocument,
    KeyDocument, KindDocument, LifetimeDocument, List, NoticeDocument, OperationDocument, PermissionDocument,
    ProjectDocument, Response, RoleDocument, ScopeBy, Selection, Source, TrailingSlash, UserDocument,
};
use crate::instant::Instant;
use crate::json::{self, Json};
use crate::lifecycle::{LifecycleError, Lifetime, NewKey, Regenerated};
use crate::problem::{Problems, Report};
use crate::project::Project;
use crate::tree::{Items, Node, Tree, Value};
use crate::ward::Ward;

impl Catalog {
    /// Checks a document and makes it ready.
    ///
    /// # Errors
    /// Every problem of the document.
    pub fn new(document: &CatalogDocument) -> Result<Self, Problems> {
        let mut tree = Tree::default();
        add_catalog(&mut tree, document);
        let mut report = Report::default();
        let catalog = Self::load(tree.root(), &mut report);
        report.strict(catalog)
    }
}

impl Ward {
    /// Loads a project.
    ///
    /// # Errors
    /// Every problem of the document.
    pub fn new(project: &ProjectDocument, catalog: impl Into<Arc<Catalog>>) -> Result<Self, Problems> {
        let catalog = catalog.into();
        let mut tree = Tree::default();
        add_project(&mut tree, project);
        let mut report = Report::default();
        let project = Project::load(tree.root(), &catalog, &mut report);
        report.strict(Self::of(project, catalog))
    }

    /// The project as it is now.
    #[must_use]
    pub fn document(&self) -> ProjectDocument {
        let mut json = Json::default();
        json.object("");
        self.project.print_frame(self.catalog(), &mut json);
        json.list("keys");
        for (number, _, key) in self.project.keys.iter() {
            self.project.print_key(number, key, self.catalog(), &mut json);
        }
        json.end_list();
        json.end_object();
        project(json::tree(&json.0).root())
    }

    /// The record of one key.
    #[must_use]
    pub fn key_document(&self, id: &str) -> Option<KeyDocument> {
        let number = self.project.keys.ids.get(id.as_bytes())?;
        let found = self.project.keys.get(number)?;
        let mut json = Json::default();
        self.project.print_key(number, found, self.catalog(), &mut json);
        Some(key(json::tree(&json.0).root()))
    }

    /// Applies changes in order, all or nothing.
    ///
    /// # Errors
    /// Every problem of the changes; the project is as it was.
    pub fn update(&mut self, changes: &[Change]) -> Result<(), Problems> {
        let mut tree = Tree::default();
        tree.open(false);
        changes.iter().for_each(|change| add_change(&mut tree, change));
        tree.end();
        self.update_tree(tree.root()).map(drop)
    }

    /// Makes a key and lists it.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn create_key(&mut self, input: &NewKey, id: &str, at: Instant) -> Result<KeyDocument, LifecycleError> {
        let mut tree = Tree::default();
        tree.open(true);
        tree.put("name", Value::Text(&input.name));
        tree.put("kind", Value::Text(&input.kind));
        add_selection(&mut tree, "environments", Some(&input.environments), "all");
        add_texts(&mut tree, "permissions", input.permissions.as_deref());
        add_text(&mut tree, "owner", input.owner.as_deref());
        add_lifetime(&mut tree, &input.lifetime);
        tree.put_some("notBefore", input.not_before.map(millis));
        tree.end();
        let mut report = Report::default();
        let planned = self.plan_key(tree.root(), id, at, &mut report);
        let planned = report.strict(planned).map_err(LifecycleError::Invalid)?;
        if let Some(key) = planned {
            self.project.list_key(id, Some(&input.name), key);
        }
        self.key_document(id).ok_or(LifecycleError::KeyUnknown)
    }

    /// Makes a key that replaces another one, which lives on for its kind's overlap.
    /// An expired one stays as it is.
    ///
    /// # Errors
    /// The key is not listed, revoked or disabled, or the lifetime cannot be.
    pub fn regenerate_key(
        &mut self,
        id: &str,
        lifetime: &Lifetime,
        new_id: &str,
        at: Instant,
    ) -> Result<Regenerated, LifecycleError> {
        let mut tree = Tree::default();
        tree.open(true);
        add_lifetime(&mut tree, lifetime);
        tree.end();
        self.renew_key(id, tree.root(), new_id, at)?;
        let key = self.key_document(new_id).ok_or(LifecycleError::KeyUnknown)?;
        let retired = self.key_document(id).ok_or(LifecycleError::KeyUnknown)?;
        Ok(Regenerated { key, retired })
    }

    /// Revokes a key from an instant on. One that is revoked earlier stays so.
    ///
    /// # Errors
    /// The key is not listed.
    pub fn revoke_key(&mut self, id: &str, at: Instant) -> Result<KeyDocument, LifecycleError> {
        self.end_key(id, at)?;
        self.key_document(id).ok_or(LifecycleError::KeyUnknown)
    }
}

const fn millis(instant: Instant) -> Value<'static> {
    Value::Integer(instant.millis())
}

fn add_text(tree: &mut Tree, name: &str, text: Option<&str>) {
    tree.put_some(name, text.map(Value::Text));
}

fn add_texts(tree: &mut Tree, name: &str, texts: Option<&[String]>) {
    if let Some(texts) = texts {
        tree.begin(name, false);
        texts.iter().for_each(|text| tree.add(Value::Text(text)));
        tree.end();
    }
}

fn add_selection(tree: &mut Tree, name: &str, selection: Option<&Selection>, everything: &str) {
    match selection {
        None => {}
        Some(Selection::All) => tree.put(name, Value::Text(everything)),
        Some(Selection::Only(texts)) => add_texts(tree, name, Some(texts)),
    }
}

fn add_lifetime(tree: &mut Tree, lifetime: &Lifetime) {
    match lifetime {
        Lifetime::Default => {}
        Lifetime::For(text) => tree.put("lifetime", Value::Text(text)),
        Lifetime::Until(end) => tree.put("expiresAt", millis(*end)),
        Lifetime::Forever => tree.put("expiresAt", Value::Null),
    }
}

/// Adds a member that is a list.
fn add_list<T>(tree: &mut Tree, name: &str, entries: &[T], add: impl Fn(&mut Tree, &T)) {
    tree.begin(name, false);
    for entry in entries {
        add(tree, entry);
    }
    tree.end();
}

pub(crate) fn add_project(tree: &mut Tree, document: &ProjectDocument) {
    tree.open(true);
    tree.put("format", Value::Text("keyward/project@1"));
    tree.put("id", Value::Text(&document.id));
    add_text(tree, "name", document.name.as_deref());
    if let Some(parameters) = &document.parameters {
        tree.begin("parameters", true);
        parameters.iter().for_each(|(name, value)| tree.put(name, Value::Text(value)));
        tree.end();
    }
    add_list(tree, "environments", &document.environments, add_environment);
    add_list(tree, "roles", &document.roles, add_role);
    add_list(tree, "users", &document.users, add_user);
    add_list(tree, "keys", &document.keys, add_key);
    tree.end();
}

fn add_environment(tree: &mut Tree, document: &EnvironmentDocument) {
    tree.open(true);
    tree.put("id", Value::Text(&document.id));
    add_text(tree, "name", document.name.as_deref());
    tree.put_some("managementApi", document.management_api.map(Value::Bool));
    tree.end();
}

fn add_role(tree: &mut Tree, document: &RoleDocument) {
    tree.open(true);
    tree.put("id", Value::Text(&document.id));
    add_text(tree, "name", document.name.as_deref());
    add_selection(tree, "permissions", Some(&document.permissions), "every");
    tree.end();
}

fn add_user(tree: &mut Tree, document: &UserDocument) {
    tree.open(true);
    tree.put("id", Value::Text(&document.id));
    add_text(tree, "name", document.name.as_deref());
    add_text(tree, "email", document.email.as_deref());
    tree.put_some("active", document.active.map(Value::Bool));
    add_list(tree, "roles", &document.roles, |tree, assignment| {
        tree.open(true);
        tree.put("role", Value::Text(&assignment.role));
        add_selection(tree, "environments", assignment.environments.as_ref(), "all");
        add_selection(tree, "collections", assignment.collections.as_ref(), "any");
        add_selection(tree, "languages", assignment.languages.as_ref(), "any");
        tree.end();
    });
    tree.end();
}

fn add_key(tree: &mut Tree, document: &KeyDocument) {
    tree.open(true);
    tree.put("id", Value::Text(&document.id));
    tree.put("kind", Value::Text(&document.kind));
    add_text(tree, "name", document.name.as_deref());
    add_selection(tree, "environments", Some(&document.environments), "all");
    tree.put("createdAt", millis(document.created_at));
    tree.put("expiresAt", document.expires_at.map_or(Value::Null, millis));
    tree.put_some("notBefore", document.not_before.map(millis));
    tree.put_some("revokedAt", document.revoked_at.map(millis));
    tree.put_some("disabled", document.disabled.map(Value::Bool));
    add_texts(tree, "permissions", document.permissions.as_deref());
    add_text(tree, "owner", document.owner.as_deref());
    add_text(tree, "replaces", document.replaces.as_deref());
    tree.end();
}

fn add_change(tree: &mut Tree, change: &Change) {
    tree.open(true);
    let mut set = |list: List, add: &dyn Fn(&mut Tree)| {
        tree.put("set", Value::Text(list.entry()));
        tree.add(Value::Text("value"));
        add(tree);
    };
    match change {
        Change::SetEnvironment(document) => set(List::Environments, &|tree| add_environment(tree, document)),
        Change::SetRole(document) => set(List::Roles, &|tree| add_role(tree, document)),
        Change::SetUser(document) => set(List::Users, &|tree| add_user(tree, document)),
        Change::SetKey(document) => set(List::Keys, &|tree| add_key(tree, document)),
        Change::Remove(list, id) => {
            tree.put("remove", Value::Text(list.entry()));
            tree.put("id", Value::Text(id));
        }
        Change::CloneEnvironment { from, id, name } => {
            tree.put("clone", Value::Text("environment"));
            tree.put("from", Value::Text(from));
            tree.put("id", Value::Text(id));
            add_text(tree, "name", name.as_deref());
        }
    }
    tree.end();
}

fn add_catalog(tree: &mut Tree, document: &CatalogDocument) {
    tree.open(true);
    tree.put("id", Value::Text(&document.id));
    add_text(tree, "title", document.title.as_deref());
    add_text(tree, "source", document.source.as_deref());
    add_list(tree, "permissions", &document.permissions, |tree, permission| {
        tree.open(true);
        tree.put("id", Value::Text(&permission.id));
        add_text(tree, "title", permission.title.as_deref());
        add_texts(tree, "includes", permission.includes.as_deref());
        tree.put_some("allEnvironments", permission.all_environments.map(Value::Bool));
        if let Some(scopes) = &permission.scoped_by {
            add_list(tree, "scopedBy", scopes, |tree, scope| {
                let collection = *scope == ScopeBy::Collection;
                tree.add(Value::Text(if collection { "collection" } else { "language" }));
            });
        }
        tree.end();
    });
    tree.begin("kinds", true);
    for (name, kind) in &document.kinds {
        add_kind(tree, name, kind);
    }
    tree.end();
    if let Some(identifiers) = &document.identifiers {
        tree.begin("identifiers", true);
        identifiers.iter().for_each(|(name, forms)| add_texts(tree, name, Some(forms)));
        tree.end();
    }
    add_text(tree, "environmentParameter", document.environment_parameter.as_deref());
    add_texts(tree, "boundParameters", document.bound_parameters.as_deref());
    add_text(
        tree,
        "trailingSlash",
        document.trailing_slash.map(|it| match it {
            TrailingSlash::Reject => "reject",
            TrailingSlash::Ignore => "ignore",
        }),
    );
    add_text(
        tree,
        "encodedSlash",
        document.encoded_slash.map(|it| match it {
            EncodedSlash::Reject => "reject",
            EncodedSlash::Keep => "keep",
        }),
    );
    add_list(tree, "operations", &document.operations, add_operation);
    if let Some(notices) = &document.notices {
        add_list(tree, "notices", notices, |tree, notice| {
            tree.open(true);
            add_text(tree, "upTo", notice.up_to.as_deref());
            add_text(tree, "below", notice.below.as_deref());
            match &notice.before {
                None => tree.put("before", Value::Text("immediately")),
                Some(before) => add_texts(tree, "before", Some(before)),
            }
            add_text(tree, "rule", notice.rule.as_deref());
            tree.end();
        });
    }
    if let Some(responses) = &document.responses {
        tree.begin("responses", true);
        for (name, response) in responses {
            tree.begin(name, true);
            tree.put("status", Value::Integer(response.status.into()));
            tree.put_some("code", response.code.map(Value::Integer));
            tree.end();
        }
        tree.end();
    }
    tree.end();
}

fn add_kind(tree: &mut Tree, name: &str, kind: &KindDocument) {
    tree.begin(name, true);
    tree.put(
        "permissions",
        Value::Text(match kind.permissions {
            Source::Own => "own",
            Source::Owner => "owner",
            Source::Every => "every",
        }),
    );
    tree.begin("lifetime", true);
    tree.put("default", Value::Text(&kind.lifetime.default));
    tree.put("min", Value::Text(&kind.lifetime.min));
    tree.put_text("max", kind.lifetime.max.as_deref());
    tree.end();
    add_text(tree, "overlap", kind.overlap.as_deref());
    add_text(tree, "recipients", kind.recipients.as_deref());
    tree.end();
}

fn add_operation(tree: &mut Tree, operation: &OperationDocument) {
    tree.open(true);
    tree.put("id", Value::Text(&operation.id));
    tree.put("method", Value::Text(&operation.method));
    tree.put("path", Value::Text(&operation.path));
    tree.begin("requires", true);
    for (kind, alternatives) in &operation.requires {
        add_list(tree, kind, alternatives, |tree, alternative| match &alternative.when {
            None => {
                tree.open(false);
                alternative.all_of.iter().for_each(|text| tree.add(Value::Text(text)));
                tree.end();
            }
            Some(when) => {
                tree.open(true);
                tree.begin("when", true);
                when.iter().for_each(|(fact, value)| tree.put(fact, Value::Bool(*value)));
                tree.end();
                add_texts(tree, "allOf", Some(&alternative.all_of));
                tree.end();
            }
        });
    }
    tree.end();
    tree.end();
}

fn text(node: Node<'_>, name: &str) -> String {
    node.text(name).to_owned()
}

fn some_text(node: Node<'_>, name: &str) -> Option<String> {
    node.optional_text(name).map(str::to_owned)
}

fn texts(items: Items<'_>) -> Vec<String> {
    items.map(|item| item.node.as_text().unwrap_or_default().to_owned()).collect()
}

fn some_texts(node: Node<'_>, name: &str) -> Option<Vec<String>> {
    node.get(name).map(|list| texts(list.items()))
}

fn selection(node: Node<'_>, name: &str) -> Option<Selection> {
    let node = node.get(name)?;
    Some(if node.is_list() { Selection::Only(texts(node.items())) } else { Selection::All })
}

fn integer(node: Node<'_>, name: &str) -> Option<i64> {
    match node.get(name)?.value() {
        Value::Integer(value) => Some(value),
        _ => None,
    }
}

fn instant(node: Node<'_>, name: &str) -> Option<Instant> {
    match node.get(name)?.value() {
        Value::Integer(value) => Instant::from_millis(value),
        Value::Text(text) => text.parse().ok(),
        _ => None,
    }
}

fn list<T>(node: Node<'_>, name: &str, read: impl Fn(Node<'_>) -> T) -> Vec<T> {
    node.items_of(name).map(|item| read(item.node)).collect()
}

fn map<T>(node: Node<'_>, read: impl Fn(Node<'_>) -> T) -> Vec<(String, T)> {
    node.items().map(|item| (item.name().to_owned(), read(item.node))).collect()
}

pub(crate) fn project(node: Node<'_>) -> ProjectDocument {
    ProjectDocument {
        id: text(node, "id"),
        name: some_text(node, "name"),
        parameters: node.get("parameters").map(|it| map(it, |value| value.own_text().to_owned())),
        environments: list(node, "environments", |node| EnvironmentDocument {
            id: text(node, "id"),
            name: some_text(node, "name"),
            management_api: node.flag("managementApi"),
        }),
        roles: list(node, "roles", |node| RoleDocument {
            id: text(node, "id"),
            name: some_text(node, "name"),
            permissions: selection(node, "permissions").unwrap_or_default(),
        }),
        users: list(node, "users", |node| UserDocument {
            id: text(node, "id"),
            name: some_text(node, "name"),
            email: some_text(node, "email"),
            active: node.flag("active"),
            roles: list(node, "roles", |node| AssignmentDocument {
                role: text(node, "role"),
                environments: selection(node, "environments"),
                collections: selection(node, "collections"),
                languages: selection(node, "languages"),
            }),
        }),
        keys: list(node, "keys", key),
    }
}

fn key(node: Node<'_>) -> KeyDocument {
    KeyDocument {
        id: text(node, "id"),
        kind: text(node, "kind"),
        name: some_text(node, "name"),
        environments: selection(node, "environments").unwrap_or_default(),
        created_at: instant(node, "createdAt").unwrap_or(Instant::MIN),
        expires_at: instant(node, "expiresAt"),
        not_before: instant(node, "notBefore"),
        revoked_at: instant(node, "revokedAt"),
        disabled: node.flag("disabled"),
        permissions: some_texts(node, "permissions"),
        owner: some_text(node, "owner"),
        replaces: some_text(node, "replaces"),
    }
}

pub(crate) fn catalog(node: Node<'_>) -> CatalogDocument {
    CatalogDocument {
        id: text(node, "id"),
        title: some_text(node, "title"),
        source: some_text(node, "source"),
        permissions: list(node, "permissions", |node| PermissionDocument {
            id: text(node, "id"),
            title: some_text(node, "title"),
            includes: some_texts(node, "includes"),
            all_environments: node.flag("allEnvironments"),
            scoped_by: node.get("scopedBy").map(|scopes| {
                let scope = |node: Node<'_>| match node.as_text() {
                    Some("collection") => ScopeBy::Collection,
                    _ => ScopeBy::Language,
                };
                scopes.items().map(|item| scope(item.node)).collect()
            }),
        }),
        kinds: node.get("kinds").map(|kinds| map(kinds, kind)).unwrap_or_default(),
        identifiers: node.get("identifiers").map(|forms| map(forms, |list| texts(list.items()))),
        environment_parameter: some_text(node, "environmentParameter"),
        bound_parameters: some_texts(node, "boundParameters"),
        trailing_slash: node.optional_text("trailingSlash").map(|word| match word {
            "ignore" => TrailingSlash::Ignore,
            _ => TrailingSlash::Reject,
        }),
        encoded_slash: node.optional_text("encodedSlash").map(|word| match word {
            "keep" => EncodedSlash::Keep,
            _ => EncodedSlash::Reject,
        }),
        operations: list(node, "operations", operation),
        notices: node.get("notices").map(|_| {
            list(node, "notices", |node| NoticeDocument {
                up_to: some_text(node, "upTo"),
                below: some_text(node, "below"),
                before: node.get("before").filter(|before| before.is_list()).map(|list| texts(list.items())),
                rule: some_text(node, "rule"),
            })
        }),
        responses: node.get("responses").map(|responses| {
            map(responses, |node| Response {
                status: integer(node, "status").and_then(|status| status.try_into().ok()).unwrap_or(0),
                code: integer(node, "code"),
            })
        }),
    }
}

fn kind(node: Node<'_>) -> KindDocument {
    let lifetime = node.get("lifetime").unwrap_or(node);
    KindDocument {
        permissions: match node.text("permissions") {
            "owner" => Source::Owner,
            "every" => Source::Every,
            _ => Source::Own,
        },
        lifetime: LifetimeDocument {
            default: text(lifetime, "default"),
            min: text(lifetime, "min"),
            max: lifetime.get("max").and_then(Node::as_text).map(str::to_owned),
        },
        overlap: some_text(node, "overlap"),
        recipients: some_text(node, "recipients"),
    }
}

fn operation(node: Node<'_>) -> OperationDocument {
    OperationDocument {
        id: text(node, "id"),
        method: text(node, "method"),
        path: text(node, "path"),
        title: some_text(node, "title"),
        group: some_text(node, "group"),
        access: node.optional_text("access").map(|access| match access {
            "read" => Access::Read,
            _ => Access::Write,
        }),
        deprecated: node.flag("deprecated"),
        requires: node.get("requires").map(|kinds| map(kinds, texts_or_conditions)).unwrap_or_default(),
    }
}

fn texts_or_conditions(list: Node<'_>) -> Vec<AlternativeDocument> {
    let alternative = |node: Node<'_>| AlternativeDocument {
        when: node.get("when").map(|when| map(when, |node| node.value() == Value::Bool(true))),
        all_of: texts(if node.is_list() { node.items() } else { node.items_of("allOf") }),
    };
    list.items().map(|item| alternative(item.node)).collect()
}
