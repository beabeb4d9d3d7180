// Who holds which permissions, as bit masks that are made once per owner and environment.

export const OTHER = -1;

/** The permissions that a requirement can name, as bits. Hand-written for a catalog with at most 31. */
export function permissionBits(permissions) {
  if (permissions.length > 31) throw new Error("more permissions than there are bits");
  const bits = new Map(permissions.map((id, place) => [id, 1 << place]));
  return (ids) => ids.reduce((mask, id) => mask | (bits.get(id) ?? 0), 0);
}

/** Permissions with all that they include, where the key may use them. */
export function closure(catalog, ids, forAll) {
  const byId = new Map(catalog.permissions.map((permission) => [permission.id, permission]));
  const held = new Set();
  const visit = (id) => {
    const { allEnvironments = false, includes = [] } = byId.get(id);
    if (held.has(id) || (allEnvironments && !forAll)) return;
    held.add(id);
    includes.forEach(visit);
  };
  ids.forEach(visit);
  return [...held];
}

/** What an owner's assignments give in one environment. */
class Profile {
  #assignments;
  #scoped;
  #cells = new Map();
  #needs = new Map();

  /** `assignments`: mask, and the numbers of collections and languages or `null` for any. */
  constructor(assignments, scoped) {
    this.#assignments = assignments;
    this.#scoped = scoped;
    this.mask = assignments.reduce((mask, assignment) => mask | assignment.mask, 0);
    this.isEmpty = assignments.length === 0;
    this.limited = assignments.some(({ collections, languages }) => collections !== null || languages !== null);
    this.collections = [...new Set(assignments.flatMap(({ collections }) => collections ?? [])), OTHER];
    this.languages = [...new Set(assignments.flatMap(({ languages }) => languages ?? [])), OTHER];
  }

  /** What decisions on a requirement were found to depend on. */
  needsOf(requirement) {
    let needs = this.#needs.get(requirement);
    if (needs === undefined) this.#needs.set(requirement, (needs = new Map()));
    return needs;
  }

  /** What is held for one collection and language. */
  cell(collection, language) {
    const name = (collection + 1) * 4096 + language + 1;
    let mask = this.#cells.get(name);
    if (mask === undefined) this.#cells.set(name, (mask = this.#held(collection, language)));
    return mask;
  }

  #held(collection, language) {
    let mask = 0;
    for (const { bits, byCollection, byLanguage } of this.#scoped) {
      const collected = byCollection ? reaching(this.#assignments, "collections", collection) : this.#assignments;
      const counted = byLanguage ? reaching(collected, "languages", language) : collected;
      for (const assignment of counted) mask |= assignment.mask & bits;
    }
    return mask;
  }
}

/** The assignments that name it, or those for any if none does. */
function reaching(assignments, list, number) {
  const naming = assignments.filter((assignment) => assignment[list]?.includes(number));
  return naming.length > 0 ? naming : assignments.filter((assignment) => assignment[list] === null);
}

/** Makes profiles, the same one for the same assignments. */
export class Profiles {
  #scoped;
  #made = new Map();

  /** `scoped`: the classes of permissions by what limits them. */
  constructor(scoped) {
    this.#scoped = scoped;
  }

  of(assignments) {
    const name = assignments.map(({ mask, collections, languages }) => `${mask}/${collections}/${languages}`).join();
    let profile = this.#made.get(name);
    if (profile === undefined) this.#made.set(name, (profile = new Profile(assignments, this.#scoped)));
    return profile;
  }
}
