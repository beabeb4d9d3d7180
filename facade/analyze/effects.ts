// Finds permissions of keys that change nothing, and operations that nobody can call, by asking about keys that
// exist only for this purpose.
import type { Key, Project } from "../types/project.js";
import { DEPENDS, DENIED, Grid, differing, factsOf, type Asker, type EnvironmentOrNone } from "./cells.js";
import { ANYTIME } from "./held.js";
import { scopesOf } from "./scopes.js";
import { FAR, Subject } from "./subject.js";

const LIFETIME = { createdAt: ANYTIME, expiresAt: FAR };

/** A project of keys that exist only to be asked about. */
class TrialProject {
  readonly #keys: Key[] = [];

  /** A key with permissions of its own. */
  ownKey(kind: string, permissions: readonly string[], isForAll: boolean): Asker {
    return this.#add({ kind, environments: isForAll ? "all" : ["e"], permissions });
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
    const roles = [{ id: "every", permissions: "every" }] as const;
    const users = [{ id: "every", roles: [{ role: "every" }] }];
    return { format: "keyward/project@1", id: "effects", environments: [{ id: "e" }], roles, users, keys: this.#keys };
  }
}

/** A way of holding permissions among the own keys. */
interface Holder {
  readonly name: string;
  readonly kind: string;
  readonly permissions: readonly string[];
  readonly isForAll: boolean;
}

/** A holder with permissions that may be left out. */
interface Candidate {
  readonly holder: Holder;
  readonly leftOut: readonly string[];
}

const nameOf = (kind: string, permissions: readonly string[], isForAll: boolean): string => JSON.stringify([kind, permissions, isForAll]);

function holdersIn({ project }: Subject): Holder[] {
  const holders = project.keys.flatMap(({ kind, permissions, environments }): Holder[] => {
    const isForAll = environments === "all";
    return permissions === undefined ? [] : [{ name: nameOf(kind, permissions, isForAll), kind, permissions, isForAll }];
  });
  return [...new Map(holders.map((holder) => [holder.name, holder])).values()];
}

/** The answers of keys that exist only to be asked about. */
class TrialAnswers {
  readonly #subject: Subject;
  readonly #grid: Grid;

  constructor(subject: Subject) {
    this.#subject = subject;
    this.#grid = new Grid(subject);
  }

  #of(who: Asker, environment: EnvironmentOrNone): Uint8Array {
    return this.#grid.answers(this.#subject.ward, who, environment, ANYTIME);
  }

  /** The operations that none of these can call. */
  uncallable(everyone: readonly Asker[]): Set<string> {
    const answers = everyone.flatMap((who) => this.#grid.environments.map((environment) => this.#of(who, environment)));
    return new Set(this.#grid.operations.filter((_, number) => answers.every((found) => found[number] === DENIED)));
  }

  /** Whether two keys get the same answers everywhere, those that depend on facts in every way of these. */
  areSame(one: Asker, other: Asker): boolean {
    return this.#grid.environments.every((environment) => this.#areSameIn(one, other, environment));
  }

  #areSameIn(one: Asker, other: Asker, environment: EnvironmentOrNone): boolean {
    const [before, after] = [this.#of(one, environment), this.#of(other, environment)];
    if (after.some((answer, number) => answer !== before[number])) return false;
    const uncertain = [...after.keys()].filter((number) => after[number] === DEPENDS);
    if (uncertain.length === 0) return true;
    const pairs = uncertain.map((number) => ({ id: this.#grid.operations[number] as string, before: number, after: number }));
    const side = { grid: this.#grid, ward: this.#subject.ward, at: ANYTIME };
    const facts = factsOf(uncertain.flatMap((number) => this.#subject.catalog.operations[number] ?? []));
    return differing({ ...side, who: one }, { ...side, who: other }, pairs, facts, environment, scopesOf([])).size === 0;
  }
}

export class Effects {
  readonly #catalogText: string | undefined;
  /** By the name of a holder, the permissions that can be left out together. */
  readonly #idle = new Map<string, readonly string[]>();
  /** The operations that no key can call. */
  readonly uncallable: ReadonlySet<string>;

  constructor(subject: Subject) {
    const { catalog, catalogText } = subject;
    this.#catalogText = catalogText;
    const kinds = Object.entries(catalog.kinds);
    const all = catalog.permissions.map(({ id }) => id);
    this.uncallable = this.#try((trial) => {
      const everyone = kinds.map(([kind, { permissions }]) => (permissions === "own" ? trial.ownKey(kind, all, true) : trial.everyKey(kind)));
      return (answers) => answers.uncallable(everyone);
    });
    this.#findIdle(holdersIn(subject));
  }

  /** The permissions of an own key that change nothing, even if all of them are left out. */
  ofKey(kind: string, permissions: readonly string[], isForAll: boolean): readonly string[] {
    return this.#idle.get(nameOf(kind, permissions, isForAll)) ?? [];
  }

  /** Adds keys to a project, loads it, and asks about them. */
  #try<T>(add: (trial: TrialProject) => (answers: TrialAnswers) => T): T {
    const trial = new TrialProject();
    const ask = add(trial);
    const subject = new Subject(trial.document, this.#catalogText);
    try {
      return ask(new TrialAnswers(subject));
    } finally {
      subject.close();
    }
  }

  /** For each candidate, whether nothing changes. */
  #areIdle(candidates: readonly Candidate[]): boolean[] {
    return this.#try((trial) => {
      const pairs = candidates.map(({ holder: { kind, permissions, isForAll }, leftOut }) => {
        const others = permissions.filter((each) => !leftOut.includes(each));
        return [trial.ownKey(kind, permissions, isForAll), trial.ownKey(kind, others, isForAll)] as const;
      });
      return (answers) => pairs.map(([full, less]) => answers.areSame(full, less));
    });
  }

  /** Finds what can be left out: each by itself first, which leaves few; then all of these together; and where that changes something, one after the other. */
  #findIdle(holders: readonly Holder[]): void {
    const single = holders.flatMap((holder) => holder.permissions.map((permission): Candidate => ({ holder, leftOut: [permission] })));
    const isIdle = this.#areIdle(single);
    const idle = new Map<Holder, string[]>();
    single.forEach(({ holder, leftOut }, place) => {
      if (isIdle[place]) idle.set(holder, [...(idle.get(holder) ?? []), ...leftOut]);
    });
    const together = [...idle].map(([holder, leftOut]): Candidate => ({ holder, leftOut }));
    const areIdle = this.#areIdle(together);
    for (const { holder, leftOut } of together.filter((_, place) => areIdle[place])) this.#idle.set(holder.name, leftOut);
    this.#leaveOutOneByOne(together.filter((_, place) => !areIdle[place]));
  }

  #leaveOutOneByOne(left: readonly Candidate[]): void {
    for (let place = 0; left.some(({ leftOut }) => place < leftOut.length); place += 1) {
      const tried = left.filter(({ leftOut }) => place < leftOut.length).map(({ holder, leftOut }): Candidate => ({ holder, leftOut: [...(this.#idle.get(holder.name) ?? []), leftOut[place] as string] }));
      const areIdle = this.#areIdle(tried);
      for (const { holder, leftOut } of tried.filter((_, number) => areIdle[number])) this.#idle.set(holder.name, leftOut);
    }
  }
}
