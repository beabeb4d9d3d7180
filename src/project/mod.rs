//! Who holds what, checked against a catalog and ready to be asked.

mod check;
mod load;
mod pool;
mod print;
mod sweep;
mod update;

use std::num::NonZeroU32;

use crate::catalog::{Catalog, Grant};
use crate::document::{List, Source};
use crate::index::Index;
use crate::pages::Pages;
use crate::time::Instant;
use pool::Pool;

/// Who holds what: the model behind a [`crate::document::ProjectDocument`].
///
/// Invariant: every number in it names a listed entry of the project or the catalog.
#[derive(Clone, Debug, Default)]
pub(crate) struct Project {
    id: Box<str>,
    name: Option<Box<str>>,
    /// What bound parameters have to be, in the order of the document.
    pub(crate) parameters: Vec<(Box<str>, Box<str>)>,
    /// While a document is read: the lists of which not all ids could be read.
    hidden: Vec<List>,
    pub(crate) environments: Listed<Environment>,
    pub(crate) roles: Listed<Role>,
    pub(crate) users: Listed<User>,
    pub(crate) keys: Listed<Key>,
    pub(crate) collections: Index,
    pub(crate) languages: Index,
    /// Lists of environments, collections or languages.
    pub(crate) limits: Limits,
    grants: Pool<Grant>,
    /// How many shared lists and names were in use when [`Project::sweep`] last looked.
    in_use: usize,
}

/// Each list as it was given, and sorted. Numbers grow for ever, so a bit for each would take ever more room.
pub(crate) type Limits = Pool<Box<[u32]>>;

/// Entries with ids, each at its place for good.
#[derive(Clone, Debug)]
pub(crate) struct Listed<T> {
    pub(crate) ids: Index,
    entries: Pages<T>,
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Self { ids: Index::default(), entries: Pages::default() }
    }
}

impl<T> Listed<T> {
    #[inline(always)]
    pub(crate) fn get(&self, place: u32) -> Option<&T> {
        self.entries.get(place)
    }

    pub(crate) fn name(&self, place: u32) -> Option<&str> {
        let [name, _] = self.ids.details(place);
        name
    }

    pub(crate) fn email(&self, place: u32) -> Option<&str> {
        let [_, email] = self.ids.details(place);
        email
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, &str, &T)> {
        self.ids.iter().filter_map(|(place, id)| Some((place, id, self.get(place)?)))
    }
}

/// An entry of one of the lists.
enum Entry {
    Environment(Environment),
    Role(Role),
    User(User),
    Key(Key),
}

#[derive(Clone, Debug)]
pub(crate) struct Environment {
    management_api: Option<bool>,
}

impl Environment {
    pub(crate) fn is_active(&self) -> bool {
        self.management_api != Some(false)
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Role {
    /// As listed; `None` for every permission.
    permissions: Option<Box<[u32]>>,
    grant: Grant,
}

impl Role {
    pub(crate) const fn grant(&self) -> &Grant {
        &self.grant
    }

    /// Its permissions as listed; `None` for every permission.
    pub(crate) fn listed(&self) -> Option<&[u32]> {
        self.permissions.as_deref()
    }
}

#[derive(Clone, Debug)]
pub(crate) struct User {
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
    #[inline(always)]
    pub(crate) fn covers(&self, environment: Option<u32>, limits: &Limits) -> bool {
        self.environments.is_any() || environment.is_some_and(|environment| self.environments.name(environment, limits))
    }
}

/// How far an assignment reaches: a list of the project's, or everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Limit(u32);

impl Limit {
    /// Everything, because nothing was said.
    const DEFAULT: Self = Self(u32::MAX);
    /// Everything, as was said.
    const ALL: Self = Self(u32::MAX - 1);

    /// Its list, unless it is everything.
    fn list(self) -> Option<u32> {
        (!self.is_any()).then_some(self.0)
    }

    /// The named ones.
    pub(crate) fn names(self, limits: &Limits) -> impl Iterator<Item = u32> {
        limits.list(self.0)
    }

    #[inline]
    pub(crate) fn name(self, number: u32, limits: &Limits) -> bool {
        limits.holds(self.0, number)
    }

    #[inline]
    pub(crate) const fn is_any(self) -> bool {
        self.0 >= Self::ALL.0
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
    pub(crate) created_at: i64,
    /// [`NEVER`] if it does not expire.
    pub(crate) expires_at: i64,
    /// What few keys have.
    rare: Option<Box<Rare>>,
    /// [`ALL`], or a list of the project.
    pub(crate) scope: u32,
    /// The number of its own grant, or of its owner.
    holder: u32,
    /// One more than the number of its kind, and whose permissions it has by the two highest bits.
    kind: NonZeroU32,
}

/// What few keys have.
#[derive(Clone, Debug)]
struct Rare {
    /// [`ALWAYS`] if there is no lower bound.
    not_before: i64,
    /// [`NEVER`] if it is not revoked.
    revoked_at: i64,
    disabled: Option<bool>,
    replaces: Option<Box<str>>,
}

const OWNER: u32 = 1 << 30;
const EVERY: u32 = 1 << 31;

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
    /// A key of a kind, whose source of permissions is known, by a grant or an owner; nothing rare about it.
    fn new([created_at, expires_at]: [i64; 2], kind: u32, source: Source, scope: u32, holder: u32) -> Option<Self> {
        let source = match source {
            Source::Own => 0,
            Source::Owner => OWNER,
            Source::Every => EVERY,
        };
        let kind = NonZeroU32::new(kind.checked_add(1)?).filter(|kind| kind.get() < OWNER)?;
        Some(Self { created_at, expires_at, rare: None, scope, holder, kind: kind | source })
    }

    /// The number of its kind.
    pub(crate) const fn kind(&self) -> u32 {
        (self.kind.get() & !(OWNER | EVERY)).saturating_sub(1)
    }

    pub(crate) const fn holds(&self) -> Holds {
        match self.kind.get() & (OWNER | EVERY) {
            0 => Holds::Own(self.holder),
            OWNER => Holds::Owner(self.holder),
            _ => Holds::Every(self.holder),
        }
    }

    /// [`ALWAYS`] if there is no lower bound.
    #[inline]
    pub(crate) fn not_before(&self) -> i64 {
        self.rare.as_ref().map_or(ALWAYS, |rare| rare.not_before)
    }

    /// [`NEVER`] if it is not revoked.
    #[inline]
    pub(crate) fn revoked_at(&self) -> i64 {
        self.rare.as_ref().map_or(NEVER, |rare| rare.revoked_at)
    }

    fn disabled(&self) -> Option<bool> {
        self.rare.as_ref()?.disabled
    }

    #[inline]
    pub(crate) fn is_disabled(&self) -> bool {
        self.disabled() == Some(true)
    }

    fn rare(&mut self) -> &mut Rare {
        let nothing = || Box::new(Rare { not_before: ALWAYS, revoked_at: NEVER, disabled: None, replaces: None });
        self.rare.get_or_insert_with(nothing)
    }

    /// Has it end at an instant, unless it does earlier.
    pub(crate) fn revoke(&mut self, at: i64) {
        let at = at.min(self.revoked_at());
        self.rare().revoked_at = at;
    }

    pub(crate) const fn is_for_all(&self) -> bool {
        self.scope == ALL
    }

    pub(crate) const fn owner(&self) -> Option<u32> {
        match self.holds() {
            Holds::Own(_) => None,
            Holds::Owner(user) | Holds::Every(user) => Some(user),
        }
    }

    pub(crate) fn replaces(&self) -> Option<&str> {
        self.rare.as_ref()?.replaces.as_deref()
    }

    /// The earlier of its expiry and its revocation.
    pub(crate) fn ends_at(&self) -> i64 {
        self.expires_at.min(self.revoked_at())
    }

    /// Whether it is neither expired nor revoked.
    pub(crate) fn lives(&self, at: Instant) -> bool {
        at.millis() < self.ends_at()
    }

    /// The earliest of its instants after `at`.
    #[inline(always)]
    pub(crate) fn next_change(&self, at: i64) -> Option<i64> {
        let later = |instant| if instant > at { instant } else { NEVER };
        let next = later(self.not_before()).min(later(self.revoked_at())).min(later(self.expires_at));
        if next == NEVER { None } else { Some(next) }
    }
}

impl Project {
    pub(crate) fn key_mut(&mut self, place: u32) -> Option<&mut Key> {
        self.keys.entries.get_mut(place)
    }

    /// Adds a key; nothing happens if its id is listed.
    pub(crate) fn list_key(&mut self, id: &str, name: Option<&str>, key: Key) {
        if let Some(place) = self.keys.ids.insert_with(id, [name, None]) {
            self.keys.entries.put(place, key);
        }
    }

    /// Whether a key's scope holds an environment; one that is limited holds nothing where there is none.
    pub(crate) fn in_scope(&self, key: &Key, environment: Option<u32>) -> bool {
        key.is_for_all() || environment.is_some_and(|environment| self.limits.holds(key.scope, environment))
    }

    /// Whether a user holds a permission in any environment of a key's scope.
    pub(crate) fn holds_in_scope(&self, user: u32, permission: u32, key: &Key) -> bool {
        let counts = |assignment: &Assignment| {
            key.is_for_all()
                || self.limits.list(key.scope).any(|environment| assignment.covers(Some(environment), &self.limits))
        };
        let holds = |assignment: &Assignment| {
            self.roles.get(assignment.role).is_some_and(|role| role.grant().on_key(true).contains(permission))
        };
        let assignments = self.users.get(user).map(|user| &user.assignments);
        assignments.is_some_and(|assignments| assignments.iter().any(|it| counts(it) && holds(it)))
    }

    /// What a bound parameter of the catalog has to be, if the project says so.
    pub(crate) fn parameter(&self, catalog: &Catalog, number: u32) -> Option<&str> {
        let name = catalog.bound_parameters.get(usize::try_from(number).ok()?)?;
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| &**value)
    }

    /// The permissions of a grant as they are listed.
    pub(crate) fn listed(&self, grant: u32) -> impl Iterator<Item = u32> {
        self.grants.list(grant)
    }

    /// What a grant of this project holds.
    pub(crate) fn grant(&self, grant: u32) -> Option<&Grant> {
        self.grants.get(grant)
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
