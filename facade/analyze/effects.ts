// Finds permissions of keys and roles that change nothing, and operations that nobody can call, by asking about keys that
// exist only for this purpose.
import type { Key, Project, Role, User } from "../types/project.js";
import { DEPENDS, DENIED, Grid, differing, factsOf, type Asker, type EnvironmentOrNone } from "./cells.js";
import { ANYTIME } from "./held.js";
import { scopesOf } from "./scopes.js";
import { FAR, Subject } from "./subject.js";

/** What decides an own key's answers in an environment of its scope. */
const nameOf = (kind: string, permissions: readonly string[], isForAll: boolean): string => JSON.stringify([kind, [...permissions].sort(), isForAll]);

/** What is compared: asked with everything, and by permission without it. */
interface Comparison {
  readonly name: string;
  readonly full: Asker;
  readonly less: ReadonlyMap<string, Asker>;
}

const LIFETIME = { createdAt: ANYTIME, expiresAt: FAR };

/** A project of keys that exist only to be asked about. */
class TrialProject {
  readonly #keys: Key[] = [];
  readonly #roles: Role[] = [{ id: "every", permissions: "every" }];
  readonly #users: User[] = [{ id: "every", roles: [{ role: "every" }] }];

  /** A key with permissions of its own. */
  ownKey(kind: string, permissions: readonly string[], isForAll: boolean): Asker {
    return this.#add({ kind, environments: isForAll ? "all" : ["e"], permissions });
  }

  /** A key whose owner has one role with these permissions. */
  ownerKey(kind: string, permissions: readonly string[]): Asker {
    const owner = `owner ${this.#users.length}`;
    this.#roles.push({ id: owner, permissions });
    this.#users.push({ id: owner, roles: [{ role: owner }] });
    return this.#add({ kind, environments: "all", owner });
  }

  /** A key of an owner who holds every permission. */
  everyKey(kind: string): Asker {
    return this.#add({ kind, environments: "all", owner: "every" });
  }

  #add(key: Pick<Key, "kind" | "environments" | "permissions" | "owner">): Asker {
    const id = `key ${this.#keys.length}`;
    this.#keys.push({ id, ...LIFETIME, ...key });
    return { key: id };
  }

  get document(): Project {
    return { format: "keyward/project@1", id: "effects", environments: [{ id: "e" }], roles: this.#roles, users: this.#users, keys: this.#keys };
  }
}

/** By each permission of a list, what `ask` makes of the others. */
const lessEach = (permissions: readonly string[], ask: (others: readonly string[]) => Asker): Map<string, Asker> =>
  new Map(permissions.map((permission) => [permission, ask(permissions.filter((other) => other !== permission))]));

/** A comparison for each way of holding permissions among the own keys. */
function ownComparisons({ project }: Subject, trial: TrialProject): Comparison[] {
  const found = new Map<string, Comparison>();
  for (const { kind, permissions, environments } of project.keys) {
    if (permissions === undefined) continue;
    const isForAll = environments === "all";
    const name = nameOf(kind, permissions, isForAll);
    const ask = (listed: readonly string[]): Asker => trial.ownKey(kind, listed, isForAll);
    if (!found.has(name)) found.set(name, { name, full: ask(permissions), less: lessEach(permissions, ask) });
  }
  return [...found.values()];
}

/** A comparison for each role, and each kind of key that has its owner's permissions. */
function roleComparisons({ project }: Subject, kinds: readonly string[], trial: TrialProject): Comparison[] {
  return project.roles.flatMap(({ id, permissions }) => {
    if (permissions === "every") return [];
    return kinds.map((kind) => {
      const ask = (listed: readonly string[]): Asker => trial.ownerKey(kind, listed);
      return { name: roleName(id, kind), full: ask(permissions), less: lessEach(permissions, ask) };
    });
  });
}

/** The answers of keys that exist only to be asked about. */
class TrialAnswers {
  readonly #subject: Subject;
  readonly #grid: Grid;

  constructor(subject: Subject) {
    this.#subject = subject;
    this.#grid = new Grid(subject);
  }

  /** By environment and operation. */
  #of(who: Asker): Uint8Array[] {
    return this.#grid.environments.map((environment) => this.#grid.answers(this.#subject.ward, who, environment, ANYTIME));
  }

  /** The operations that none of these can call. */
  uncallable(everyone: readonly Asker[]): Set<string> {
    const answers = everyone.flatMap((who) => this.#of(who));
    return new Set(this.#grid.operations.filter((_, number) => answers.every((found) => found[number] === DENIED)));
  }

  /** The permissions without which each by itself the answers are the same. */
  idle({ full, less }: Comparison): string[] {
    const whole = this.#of(full);
    const isSame = (who: Asker) => this.#of(who).every((found, index) => this.#isSame(full, who, whole[index] as Uint8Array, found, this.#grid.environments[index] ?? null));
    return [...less].flatMap(([permission, who]) => (isSame(who) ? [permission] : []));
  }

  /** Whether all answers in an environment are the same, those that depend on facts in every way of these. */
  #isSame(full: Asker, less: Asker, before: Uint8Array, after: Uint8Array, environment: EnvironmentOrNone): boolean {
    if (after.some((answer, number) => answer !== before[number])) return false;
    const uncertain = [...after.keys()].filter((number) => after[number] === DEPENDS);
    if (uncertain.length === 0) return true;
    const pairs = uncertain.map((number) => ({ id: this.#grid.operations[number] as string, before: number, after: number }));
    const side = { grid: this.#grid, ward: this.#subject.ward, at: ANYTIME };
    const facts = factsOf(uncertain.flatMap((number) => this.#subject.catalog.operations[number] ?? []));
    return differing({ ...side, who: full }, { ...side, who: less }, pairs, facts, environment, scopesOf([])).size === 0;
  }
}

export class Effects {
  /** By what a key or role lists, the permissions without which nothing changes. */
  readonly #idle: ReadonlyMap<string, readonly string[]>;
  readonly #ownerKinds: readonly string[];
  /** The operations that no key can call. */
  readonly uncallable: ReadonlySet<string>;

  constructor(subject: Subject) {
    const { catalog, catalogText } = subject;
    const kinds = Object.entries(catalog.kinds);
    this.#ownerKinds = kinds.filter(([, { permissions }]) => permissions === "owner").map(([kind]) => kind);
    const project = new TrialProject();
    const comparisons = [...ownComparisons(subject, project), ...roleComparisons(subject, this.#ownerKinds, project)];
    const all = catalog.permissions.map(({ id }) => id);
    const everyone = kinds.map(([kind, { permissions }]) => (permissions === "own" ? project.ownKey(kind, all, true) : project.everyKey(kind)));
    const trial = new Subject(project.document, catalogText);
    try {
      const answers = new TrialAnswers(trial);
      this.uncallable = answers.uncallable(everyone);
      this.#idle = new Map(comparisons.map((comparison) => [comparison.name, answers.idle(comparison)]));
    } finally {
      trial.close();
    }
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
