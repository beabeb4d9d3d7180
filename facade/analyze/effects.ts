// Finds permissions of keys and roles that change nothing, and operations that nobody can call, by asking about keys that
// exist only for this purpose.
import type { Key, Role, User } from "../types/project.js";
import { DEPENDS, DENIED, Grid, differing, factsOf, type Asker } from "./cells.js";
import { ANYTIME } from "./held.js";
import { FAR, Subject } from "./subject.js";

/** What decides an own key's answers in an environment of its scope. */
const nameOf = (kind: string, permissions: readonly string[], isForAll: boolean): string => JSON.stringify([kind, [...permissions].sort(), isForAll]);

export class Effects {
  /** By what a key or role lists, the permissions without which nothing changes. */
  readonly #idle = new Map<string, readonly string[]>();
  readonly #ownerKinds: readonly string[];
  /** The operations that no key can call. */
  readonly uncallable: ReadonlySet<string>;

  constructor({ project, catalog, catalogText }: Subject) {
    const keys: Key[] = [];
    const roles: Role[] = [{ id: "every", permissions: "every" }];
    const users: User[] = [{ id: "every", roles: [{ role: "every" }] }];
    const all = catalog.permissions.map(({ id }) => id);
    const lifetime = { createdAt: ANYTIME, expiresAt: FAR };
    /** What is compared: asked with everything, and by permission without it. */
    const comparisons: { name: string; full: Asker; less: Map<string, Asker> }[] = [];
    const ownKey = (kind: string, permissions: readonly string[], isForAll: boolean): Asker => {
      const id = `own ${keys.length}`;
      keys.push({ id, kind, environments: isForAll ? "all" : ["e"], ...lifetime, permissions });
      return { key: id };
    };
    const ownerKinds = Object.keys(catalog.kinds).filter((kind) => catalog.kinds[kind]?.permissions === "owner");
    const ownerKey = (kind: string, permissions: readonly string[]): Asker => {
      const id = `owner ${keys.length}`;
      roles.push({ id, permissions });
      users.push({ id, roles: [{ role: id }] });
      keys.push({ id, kind, environments: "all", ...lifetime, owner: id });
      return { key: id };
    };
    const without = (permissions: readonly string[], permission: string) => permissions.filter((each) => each !== permission);
    for (const { kind, permissions, environments } of project.keys) {
      if (permissions === undefined) continue;
      const isForAll = environments === "all";
      const name = nameOf(kind, permissions, isForAll);
      if (comparisons.some((known) => known.name === name)) continue;
      const less = new Map(permissions.map((each) => [each, ownKey(kind, without(permissions, each), isForAll)]));
      comparisons.push({ name, full: ownKey(kind, permissions, isForAll), less });
    }
    for (const { id, permissions } of project.roles) {
      if (permissions === "every") continue;
      for (const kind of ownerKinds) {
        const less = new Map(permissions.map((each) => [each, ownerKey(kind, without(permissions, each))]));
        comparisons.push({ name: roleName(id, kind), full: ownerKey(kind, permissions), less });
      }
    }
    const everything = Object.entries(catalog.kinds).map(([kind, { permissions }]): Asker => {
      if (permissions === "own") return ownKey(kind, all, true);
      keys.push({ id: `every ${keys.length}`, kind, environments: "all", ...lifetime, owner: "every" });
      return { key: `every ${keys.length - 1}` };
    });
    const trial = new Subject({ format: "keyward/project@1", id: "effects", environments: [{ id: "e" }], roles, users, keys }, catalogText);
    try {
      const grid = new Grid(trial);
      const answers = (who: Asker) => grid.environments.map((environment) => grid.answers(trial.ward, who, environment, ANYTIME));
      const reached = everything.map(answers);
      this.uncallable = new Set(grid.operations.filter((_, number) => !reached.some((environments) => environments.some((answers) => answers[number] !== DENIED))));
      for (const { name, full, less } of comparisons) {
        const whole = answers(full);
        const changesNothing = (who: Asker) =>
          answers(who).every((found, index) => {
            if (found.some((answer, number) => answer !== whole[index]?.[number])) return false;
            const uncertain = [...found.keys()].filter((number) => found[number] === DEPENDS);
            if (uncertain.length === 0) return true;
            const pairs = uncertain.map((number) => ({ id: grid.operations[number] as string, before: number, after: number }));
            const side = { grid, ward: trial.ward, at: ANYTIME };
            const facts = factsOf(uncertain.flatMap((number) => catalog.operations[number] ?? []));
            return differing({ ...side, who: full }, { ...side, who }, pairs, facts, grid.environments[index] ?? null, { collections: [], languages: [] }).size === 0;
          });
        this.#idle.set(name, [...less].flatMap(([permission, who]) => (changesNothing(who) ? [permission] : [])));
      }
    } finally {
      trial.close();
    }
    this.#ownerKinds = ownerKinds;
  }

  /** The permissions of an own key without which each by itself it could do the same. */
  ofKey(kind: string, permissions: readonly string[], isForAll: boolean): readonly string[] {
    return this.#idle.get(nameOf(kind, permissions, isForAll)) ?? [];
  }

  /** The permissions of a role without which each by itself who has only this role could do the same. */
  ofRole(id: string): readonly string[] {
    const [first, ...others] = this.#ownerKinds.map((kind) => this.#idle.get(roleName(id, kind)) ?? []);
    return (first ?? []).filter((permission) => others.every((each) => each.includes(permission)));
  }
}

const roleName = (id: string, kind: string): string => JSON.stringify(["role", kind, id]);
