// What stands before a permission library, which knows neither routes nor keys nor time: find-my-way as the router, Maps,
// and the holders of permissions found once. A library is asked whether a holder has a permission.
import findMyWay from "find-my-way";
import { covering, isActive, isCanonical, namesEnvironment, permissionsOfRole, placesOf, reaching, refusal, refusedIn, scopesOf, tryAll, withIncluded } from "./rules.mjs";
import { environmentPlace, formsOfTemplate } from "./templates.mjs";

/**
 * `library(roles, everyHolder)` gives `holds(holder, permission)`. A role is a name with permissions; a holder has a name
 * and roles, and is made when it is first asked about, or all at once for a library that has to know them beforehand.
 */
export const behindFront = (library) => async (projectText, catalogText) => {
  const [project, catalog] = [JSON.parse(projectText), JSON.parse(catalogText)];
  const holders = new Holders(project, catalog);
  return new Front(project, catalog, holders, await library(holders.roles, () => holders.all(project)));
};

/** Something made for each argument when it is first asked for. */
export function once(make) {
  const made = new Map();
  return (of) => {
    let found = made.get(of);
    if (found === undefined) made.set(of, (found = make(of)));
    return found;
  };
}

/** Sets of permissions as roles, and the sets of roles that somebody holds somewhere. */
class Holders {
  #catalog;
  #scopes;
  #rolesBySet = new Map();
  #holders = new Map();

  constructor(project, catalog) {
    this.#catalog = catalog;
    this.#scopes = new Map(catalog.permissions.map(({ id }) => [id, scopesOf(catalog, id)]));
    this.roles = [];
    this.rolesOf = new Map(project.roles.map((role) => [role.id, ["all", "some"].map((scope) => this.role(permissionsOfRole(catalog, role), scope))]));
    for (const { permissions, environments } of project.keys) if (permissions) this.ofKey(permissions, environments);
  }

  all(project) {
    for (const user of project.users) {
      for (const environment of [null, ...project.environments]) {
        const assignments = covering(user, environment);
        for (const place of placesOf(assignments, {})) this.ofOwner(assignments, place, "all"), this.ofOwner(assignments, place, "some");
      }
    }
    return [...this.#holders.values()];
  }

  role(permissions, scope) {
    const held = withIncluded(this.#catalog, permissions, scope).sort();
    const name = held.join();
    if (!this.#rolesBySet.has(name)) {
      this.#rolesBySet.set(name, { name: `role${this.roles.length}`, permissions: held });
      this.roles.push(this.#rolesBySet.get(name));
    }
    return this.#rolesBySet.get(name);
  }

  ofKey = (permissions, scope) => this.#holder([this.role(permissions, scope)]);

  /** The holders for permissions that are limited by both, one or none of collection and language. */
  ofOwner(assignments, { collection, language }, scope) {
    const roles = (counted) => this.#holder([...new Set(counted.map(({ role }) => this.rolesOf.get(role)[scope === "all" ? 0 : 1]))]);
    const collected = reaching(assignments, "collections", collection);
    const holders = { "": roles(assignments), collections: roles(collected), languages: roles(reaching(assignments, "languages", language)) };
    holders["collections,languages"] = roles(reaching(collected, "languages", language));
    return holders;
  }

  scopeOf = (permission) => this.#scopes.get(permission).join();

  isScoped = (permission) => this.#scopes.get(permission).length > 0;

  #holder(roles) {
    const name = `holder-${roles.map(({ name }) => name).sort().join("-")}`;
    if (!this.#holders.has(name)) this.#holders.set(name, { name, roles });
    return this.#holders.get(name);
  }
}

class Front {
  #catalog;
  #holders;
  #holds;
  #router = findMyWay({ ignoreTrailingSlash: true, maxParamLength: 8192 });
  #foldingRouter = findMyWay({ ignoreTrailingSlash: true, maxParamLength: 8192, caseSensitive: false });
  #operations;
  #environments;
  #users;
  #keys;
  #ownerKind;
  #found = new Map();

  constructor(project, catalog, holders, holds) {
    this.#catalog = catalog;
    this.#holders = holders;
    this.#holds = holds;
    this.#operations = catalog.operations.map((operation) => {
      const alternatives = Object.values(operation.requires).flat();
      return { ...operation, namesEnvironment: namesEnvironment(operation, catalog), scoped: alternatives.some((alternative) => (alternative.allOf ?? alternative).some(holders.isScoped)) };
    });
    for (const operation of this.#operations) this.#addRoutes(operation);
    this.#environments = new Map(project.environments.map((environment) => [environment.id, environment]));
    this.#users = new Map(project.users.map((user) => [user.id, user]));
    this.#keys = new Map(project.keys.map((key) => [key.id, key]));
    this.#ownerKind = Object.keys(catalog.kinds).find((kind) => catalog.kinds[kind].permissions === "owner");
  }

  #addRoutes(operation) {
    for (const segments of formsOfTemplate(operation.path, this.#catalog.identifiers)) {
      const environment = environmentPlace(segments, this.#catalog);
      const path = segments.map((segment, place) => (segment.startsWith("{") ? `/:${place === environment ? "environment" : `p${place}`}` : `/${segment}`)).join("");
      const form = { operation };
      for (const method of operation.method === "GET" ? ["GET", "HEAD"] : [operation.method]) {
        this.#router.on(method, path, () => {}, form);
        this.#foldingRouter.on(method, path, () => {}, form);
      }
    }
  }

  decide(request) {
    return { allowed: this.#judge(request) === "permitted" };
  }

  allows(key, method, path, at) {
    return this.#judge({ key, method, path, at }) === "permitted";
  }

  reach({ key, environment, at }) {
    const asker = this.#asker({ key });
    const refused = typeof asker === "string" ? asker : refusal(asker.key, at);
    return this.#operations.map((operation) => ({ operation: operation.id, allowed: !refused && this.#judgeOperation(asker, operation, operation.namesEnvironment ? environment : null, {}) === "permitted" }));
  }

  #judge({ key, user, method, path, at, facts = {} }) {
    const asker = this.#asker({ key, user });
    if (typeof asker === "string") return asker;
    const refused = asker.key && refusal(asker.key, at);
    if (refused) return refused;
    if (!isCanonical(path, this.#catalog)) return "path_not_canonical";
    const route = this.#router.find(method, path);
    // an escape never stands for a character of a literal here, so that case alone can make another router read another route
    if (HAS_UPPER_CASE.test(path) && this.#foldingRouter.find(method, path)?.store !== route?.store) return "path_not_canonical";
    return route ? this.#judgeOperation(asker, route.store.operation, route.params.environment ?? null, facts) : "operation_unknown";
  }

  #asker({ key: id, user: userId }) {
    const key = this.#keys.get(id);
    if (userId === undefined && !key) return "key_unknown";
    const owner = this.#users.get(userId ?? key.owner);
    if (userId !== undefined && !owner) return "user_unknown";
    return owner && !isActive(owner) ? "owner_inactive" : { key, owner };
  }

  #judgeOperation({ key, owner }, operation, environmentId, facts) {
    const environment = environmentId === null ? null : this.#environments.get(environmentId);
    const scope = key?.environments ?? "all";
    const refused = refusedIn(environment, scope);
    if (refused) return refused;
    const requirement = operation.requires[key?.kind ?? this.#ownerKind];
    if (!requirement) return "kind_not_accepted";
    const places = owner ? this.#ownersPlaces(owner, environment, scope, operation.scoped ? facts : undefined) : this.#keysPlaces(key);
    if (places.length === 0) return "permission_missing";
    // most requirements are one permission
    const [first] = requirement;
    if (places.length === 1 && requirement.length === 1 && Array.isArray(first)) {
      for (const permission of first) if (!this.#isHeld(places[0], permission)) return "permission_missing";
      return "permitted";
    }
    return tryAll(requirement, facts, places, (permission, place) => this.#isHeld(place, permission));
  }

  #isHeld = (place, permission) => this.#holds(place[this.#holders.scopeOf(permission)], permission);

  #keysPlaces = once(({ permissions, environments }) => {
    const holder = this.#holders.ofKey(permissions, environments);
    return [{ "": holder, collections: holder, languages: holder, "collections,languages": holder }];
  });

  /** The places that a question may be about; any will do where the requirement is not limited. None where no assignment covers the environment. */
  #ownersPlaces(owner, environment, scope, facts) {
    const name = `${owner.id} ${environment?.id} ${scope === "all"} ${facts?.collection} ${facts?.language} ${facts === undefined}`;
    let found = this.#found.get(name);
    if (found === undefined) {
      const assignments = covering(owner, environment);
      const places = assignments.length === 0 ? [] : placesOf(assignments, facts ?? { collection: null, language: null });
      this.#found.set(name, (found = places.map((place) => this.#holders.ofOwner(assignments, place, scope))));
    }
    return found;
  }
}

/** A capital letter outside of an escape. */
const HAS_UPPER_CASE = /(?<!%|%[0-9A-Fa-f])[A-Z]/;

/** A permission's name as an action and a thing: `role:edit-content` is to edit content. */
export function verbAndThing(permission) {
  const [, verb, thing] = /^\w+:(\w+)-(.+)$/.exec(permission);
  return [verb, thing];
}
