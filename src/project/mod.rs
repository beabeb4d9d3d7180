//! Who holds what, checked against a catalog and ready to be asked.

mod check;
mod pool;
mod print;
mod update;

use crate::bits::BitSet;
use crate::catalog::Catalog;
use crate::documents::List;
use crate::index::Index;
use crate::instant::Instant;
use crate::problem::Report;
use crate::tree::Node;
use pool::Pool;

/// Who holds what: the model behind a [`crate::documents::ProjectDocument`].
///
/// Invariant: every number in it names a listed entry of the project or the catalog.
#[derive(Clone, Debug, Default)]
pub(crate) struct Project {
    id: Box<str>,
    name: Option<Box<str>>,
    pub(crate) environments: Listed<Environment>,
    pub(crate) roles: Listed<Role>,
    pub(crate) users: Listed<User>,
    pub(crate) keys: Listed<Key>,
    pub(crate) collections: Index,
    pub(crate) languages: Index,
    scopes: Pool<BitSet>,
    grants: Pool<Grant>,
}

/// Entries with ids, each at its place for good.
#[derive(Clone, Debug)]
pub(crate) struct Listed<T> {
    pub(crate) ids: Index,
    /// In runs of [`RUN`]: a list that grows moves none of its entries, and takes little more room than they need.
    runs: Vec<Vec<Option<T>>>,
}

const RUN: usize = 256;

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Self { ids: Index::default(), runs: Vec::new() }
    }
}

impl<T> Listed<T> {
    pub(crate) fn get(&self, place: u32) -> Option<&T> {
        let place = usize::try_from(place).ok()?;
        self.runs.get(place.div_euclid(RUN))?.get(place.rem_euclid(RUN))?.as_ref()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, &str, &T)> {
        self.ids.iter().filter_map(|(place, id)| Some((place, id, self.get(place)?)))
    }

    fn slot(&mut self, place: u32) -> Option<&mut Option<T>> {
        let place = usize::try_from(place).ok()?;
        self.runs.get_mut(place.div_euclid(RUN))?.get_mut(place.rem_euclid(RUN))
    }

    fn push(&mut self, entry: Option<T>) {
        match self.runs.last_mut() {
            Some(run) if run.len() < RUN => run.push(entry),
            _ => self.runs.push(vec![entry]),
        }
    }

    /// Forgets the entry that was pushed last.
    fn pop(&mut self) {
        if let Some(run) = self.runs.last_mut() {
            run.pop();
            if run.is_empty() {
                self.runs.pop();
            }
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Environment {
    name: Option<Box<str>>,
    management_api: Option<bool>,
}

impl Environment {
    pub(crate) fn is_active(&self) -> bool {
        self.management_api != Some(false)
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Role {
    name: Option<Box<str>>,
    /// As listed; `None` for every permission.
    permissions: Option<Box<[u32]>>,
    grant: Grant,
}

/// What a list of permissions comes to.
#[derive(Clone, Debug)]
pub(crate) struct Grant {
    /// On a key for all environments.
    everywhere: BitSet,
    /// On a key for some.
    limited: BitSet,
}

impl Grant {
    pub(crate) const fn on_key(&self, all_environments: bool) -> &BitSet {
        if all_environments { &self.everywhere } else { &self.limited }
    }
}

impl Role {
    pub(crate) const fn grant(&self) -> &Grant {
        &self.grant
    }
}

#[derive(Clone, Debug)]
pub(crate) struct User {
    pub(crate) name: Option<Box<str>>,
    pub(crate) email: Option<Box<str>>,
    active: Option<bool>,
    pub(crate) assignments: Box<[Assignment]>,
}

impl User {
    pub(crate) fn is_active(&self) -> bool {
        self.active != Some(false)
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Assignment {
    pub(crate) role: u32,
    pub(crate) environments: Limit,
    pub(crate) collections: Limit,
    pub(crate) languages: Limit,
}

impl Assignment {
    /// Whether it counts in this environment; only one for all does where there is none.
    pub(crate) fn covers(&self, environment: Option<u32>) -> bool {
        match &self.environments {
            Limit::Default | Limit::All => true,
            Limit::Only(_, set) => environment.is_some_and(|environment| set.contains(environment)),
        }
    }
}

/// How far an assignment reaches.
#[derive(Clone, Debug)]
pub(crate) enum Limit {
    /// Everything, because nothing was said.
    Default,
    /// Everything, as was said.
    All,
    Only(Box<[u32]>, BitSet),
}

impl Limit {
    /// The named ones.
    pub(crate) fn names(&self) -> &[u32] {
        if let Self::Only(list, _) = self { list } else { &[] }
    }

    pub(crate) fn name(&self, number: u32) -> bool {
        if let Self::Only(_, set) = self { set.contains(number) } else { false }
    }

    pub(crate) const fn is_any(&self) -> bool {
        !matches!(self, Self::Only(..))
    }
}

/// Stands for an instant that never comes.
pub(crate) const NEVER: i64 = i64::MAX;
/// Stands for an instant before all others.
const ALWAYS: i64 = i64::MIN;
/// Stands for a scope of all environments.
const ALL: u32 = u32::MAX;

/// One key, compact: projects of 100,000 keys are kept in memory.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    name: Option<Box<str>>,
    /// Boxed twice, as few keys have one.
    replaces: Option<Box<Box<str>>>,
    pub(crate) created_at: i64,
    /// [`NEVER`] if it does not expire.
    pub(crate) expires_at: i64,
    /// [`ALWAYS`] if there is no lower bound.
    pub(crate) not_before: i64,
    /// [`NEVER`] if it is not revoked.
    pub(crate) revoked_at: i64,
    pub(crate) kind: u32,
    /// [`ALL`], or a scope of the project.
    scope: u32,
    pub(crate) holds: Holds,
    disabled: Option<bool>,
}

/// Whose permissions a key has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Its own: a grant of the project.
    Own(u32),
    /// Those of its owner.
    Owner(u32),
    /// All, in the name of its owner.
    Every(u32),
}

impl Key {
    pub(crate) fn is_disabled(&self) -> bool {
        self.disabled == Some(true)
    }

    pub(crate) const fn is_for_all(&self) -> bool {
        self.scope == ALL
    }

    pub(crate) const fn owner(&self) -> Option<u32> {
        match self.holds {
            Holds::Own(_) => None,
            Holds::Owner(user) | Holds::Every(user) => Some(user),
        }
    }

    pub(crate) fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    pub(crate) fn replaces(&self) -> Option<&str> {
        self.replaces.as_ref().map(|id| &***id)
    }

    /// The earlier of its expiry and its revocation.
    pub(crate) fn ends_at(&self) -> i64 {
        self.expires_at.min(self.revoked_at)
    }

    /// Whether it is neither expired nor revoked.
    pub(crate) fn lives(&self, at: Instant) -> bool {
        at.millis() < self.ends_at()
    }

    /// The earliest of its instants after `at`.
    pub(crate) fn next_change(&self, at: i64) -> Option<i64> {
        let instants = [self.not_before, self.revoked_at, self.expires_at];
        instants.into_iter().filter(|instant| *instant > at && *instant != NEVER).min()
    }
}

impl Key {
    /// The key that replaces this one, which is `id`, and is created and expires at two instants.
    pub(crate) fn successor(&self, id: &str, [created_at, expires_at]: [i64; 2]) -> Self {
        Self {
            created_at,
            expires_at,
            not_before: ALWAYS,
            revoked_at: NEVER,
            disabled: None,
            replaces: Some(Box::new(id.into())),
            ..self.clone()
        }
    }
}

impl Project {
    /// Whether a key has permissions of its own, and none of them.
    pub(crate) fn holds_nothing(&self, key: &Key) -> bool {
        match key.holds {
            Holds::Own(grant) => self.grants.get(grant).is_none_or(|shared| shared.list.is_empty()),
            Holds::Owner(_) | Holds::Every(_) => false,
        }
    }

    pub(crate) fn key_mut(&mut self, place: u32) -> Option<&mut Key> {
        self.keys.slot(place)?.as_mut()
    }

    /// Adds a key; nothing happens if its id is listed.
    pub(crate) fn list_key(&mut self, id: &str, key: Key) {
        if self.keys.ids.insert(id).is_some() {
            self.keys.push(Some(key));
        }
    }

    /// Checks a document against a catalog. What is reported must not be used.
    pub(crate) fn load(document: Node<'_>, catalog: &Catalog, report: &mut Report) -> Self {
        check::project(document, catalog, report)
    }

    /// Whether a key's scope holds an environment; one that is limited holds nothing where there is none.
    pub(crate) fn in_scope(&self, key: &Key, environment: Option<u32>) -> bool {
        key.is_for_all()
            || environment.is_some_and(|environment| {
                self.scopes.get(key.scope).is_some_and(|scope| scope.derived.contains(environment))
            })
    }

    /// Whether a user holds a permission in any environment of a key's scope.
    pub(crate) fn holds_in_scope(&self, user: u32, permission: u32, key: &Key) -> bool {
        let counts = |assignment: &Assignment| match self.scopes.get(key.scope) {
            None => true,
            Some(scope) => scope.list.iter().any(|environment| assignment.covers(Some(*environment))),
        };
        let holds = |assignment: &Assignment| {
            self.roles.get(assignment.role).is_some_and(|role| role.grant().on_key(true).contains(permission))
        };
        let assignments = self.users.get(user).map(|user| &user.assignments);
        assignments.is_some_and(|assignments| assignments.iter().any(|it| counts(it) && holds(it)))
    }

    /// What a grant of this project holds.
    pub(crate) fn grant(&self, grant: u32) -> Option<&Grant> {
        Some(&self.grants.get(grant)?.derived)
    }

    /// The ids of one list.
    pub(crate) const fn ids(&self, list: List) -> &Index {
        match list {
            List::Roles => &self.roles.ids,
            List::Users => &self.users.ids,
            List::Environments => &self.environments.ids,
            List::Keys => &self.keys.ids,
        }
    }
}
