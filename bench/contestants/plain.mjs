// Plain JavaScript: the documents as they are, searched each time.
import { covering, expressionsOf, folded, isActive, isCanonical, namesEnvironment, permissionsOfRole, placesOf, reaching, refusal, refusedIn, scopesOf, tryAll, withIncluded, withoutTrailingSlash } from "./rules.mjs";

class Ward {
  #project;
  #catalog;
  #expressions;
  #ownerKind;

  constructor(project, catalog) {
    this.#project = project;
    this.#catalog = catalog;
    this.#expressions = expressionsOf(catalog);
    this.#ownerKind = Object.keys(catalog.kinds).find((kind) => catalog.kinds[kind].permissions === "owner");
  }

  decide(request) {
    const reason = this.#judge(request);
    return { allowed: reason === "permitted", reason };
  }

  decideMany(requests) {
    return requests.map((request) => this.decide(request));
  }

  allows(key, method, path, at) {
    return this.decide({ key, method, path, at }).allowed;
  }

  reach({ key, environment, at }) {
    return this.#catalog.operations.map((operation) => {
      const reason = this.#judgeAsker({ key, at }) ?? this.#judgeOperation({ key }, operation, namesEnvironment(operation, this.#catalog) ? environment : null);
      return { operation: operation.id, allowed: reason === "permitted", reason };
    });
  }

  #judge(request) {
    const refused = this.#judgeAsker(request);
    if (refused) return refused;
    if (!isCanonical(request.path, this.#catalog)) return "path_not_canonical";
    const path = withoutTrailingSlash(request.path, this.#catalog);
    const method = request.method === "HEAD" ? "GET" : request.method;
    const route = this.#expressions.find((route) => route.method === method && route.expression.test(path));
    if (this.#expressions.find((route) => route.method === method && route.foldedExpression.test(folded(path))) !== route) return "path_not_canonical";
    if (!route) return "operation_unknown";
    return this.#judgeOperation(request, route.operation, route.namesEnvironment ? route.expression.exec(path)[1] : null);
  }

  #judgeAsker({ key: id, user: userId, at }) {
    const { keys, users } = this.#project;
    if (userId !== undefined) {
      const user = users.find((user) => user.id === userId);
      return !user ? "user_unknown" : isActive(user) ? null : "owner_inactive";
    }
    const key = keys.find((key) => key.id === id);
    if (!key) return "key_unknown";
    const refused = refusal(key, at);
    if (refused) return refused;
    return key.owner === undefined || isActive(users.find((user) => user.id === key.owner)) ? null : "owner_inactive";
  }

  #judgeOperation({ key: id, user: userId, facts = {} }, operation, environmentId) {
    const { keys, users, environments } = this.#project;
    const key = keys.find((key) => key.id === id);
    const { kind, environments: scope, permissions } = key ?? { kind: this.#ownerKind, environments: "all" };
    const environment = environmentId === null ? null : environments.find((environment) => environment.id === environmentId);
    const refused = refusedIn(environment, scope);
    if (refused) return refused;
    const requirement = operation.requires[kind];
    if (!requirement) return "kind_not_accepted";
    if (permissions) {
      const held = withIncluded(this.#catalog, permissions, scope);
      return tryAll(requirement, facts, [{}], (permission) => held.includes(permission));
    }
    if (this.#catalog.kinds[kind].permissions === "every") return "permitted";
    const assignments = covering(users.find((user) => user.id === (userId ?? key.owner)), environment);
    if (assignments.length === 0) return "permission_missing";
    return tryAll(requirement, facts, placesOf(assignments, facts), (permission, place) => this.#holds(assignments, scope, permission, place));
  }

  #holds(assignments, scope, permission, { collection, language }) {
    const scopes = scopesOf(this.#catalog, permission);
    let counted = assignments;
    if (scopes.includes("collections")) counted = reaching(counted, "collections", collection);
    if (scopes.includes("languages")) counted = reaching(counted, "languages", language);
    return counted.some(({ role: id }) => {
      const role = this.#project.roles.find((role) => role.id === id);
      return withIncluded(this.#catalog, permissionsOfRole(this.#catalog, role), scope).includes(permission);
    });
  }
}

export const load = (projectText, catalogText) => new Ward(JSON.parse(projectText), JSON.parse(catalogText));
