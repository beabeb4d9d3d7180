// The permissions that keys hold, and a trial of their calls with fewer permissions.
import type { Keyward } from "../lib/keyward.js";
import type { Change } from "../types/change.js";
import type { Key, KeyRecord, Role } from "../types/project.js";
import type { Facts } from "../types/request.js";
import { DEPENDS, Grid, applyingAt, differingWays, factsOf, gridWays, scopesOf, type EnvironmentOrNone, type Scopes, type Side } from "./cells.js";
import { FAR, type Subject } from "./subject.js";

/** The instant at which wards are asked in which time does not matter. */
export const ANYTIME = 1_000_000_000_000;

/** One operation in one environment. */
export interface Called {
  readonly operation: number;
  readonly environment: EnvironmentOrNone;
}

/** The key as one that is good at any time. */
export const timelessKey = ({ id, kind, environments, permissions, owner }: Key): Key => ({
  id, kind, environments, createdAt: ANYTIME, expiresAt: FAR, ...(permissions !== undefined && { permissions }), ...(owner !== undefined && { owner }),
});

/** A ward in which every key is good, every owner active and every Management API on: only missing permissions and scope can refuse a request there. */
export function timelessWard(subject: Subject): Keyward {
  const { project } = subject;
  return subject.load({
    ...project,
    environments: project.environments.map(({ id }) => ({ id })),
    users: project.users.map(({ id, roles }) => ({ id, roles })),
    keys: project.keys.map(timelessKey),
  });
}

/** The permissions that a key, or its owner's roles, list; `null` for a key of a kind that holds every permission. */
export function heldBy(subject: Subject, key: KeyRecord): string[] | null {
  if (key.permissions !== undefined) return [...key.permissions];
  if (subject.catalog.kinds[key.kind]?.permissions === "every") return null;
  const roles = (subject.users.get(key.owner ?? "")?.record.roles ?? []).map(({ role }) => subject.roles.get(role)?.record);
  return [...new Set(roles.flatMap((role) => listedBy(subject, role)))];
}

/** What a role lists; for `"every"` all permissions of the catalog. */
export function listedBy({ catalog }: Subject, role: Role | undefined): readonly string[] {
  if (role === undefined) return [];
  return role.permissions === "every" ? catalog.permissions.map(({ id }) => id) : role.permissions;
}

/** Wards in which keys can be given less, and asked what that does to their calls. */
export class Trial {
  readonly full: Keyward;
  readonly grid: Grid;
  readonly #subject: Subject;
  /** The ward that changes while something is tried. */
  readonly less: Keyward;
  /** What the full ward answers, and answers in each way of the facts, by circumstances. */
  readonly #answers = new Map<string, Uint8Array>();
  readonly #ways = new Map<string, { readonly ways: readonly Facts[]; readonly full: readonly Uint8Array[] } | undefined>();
  /** What is known of what is tried now, by circumstances. */
  readonly #kept = new Map<string, Uint8Array>();
  readonly #less = new Map<string, Uint8Array>();
  /** What decides the answers of a key in an environment, beside what its roles hold. */
  readonly #circumstances = new Map<string, { readonly holds: number; readonly byEnvironment: Map<EnvironmentOrNone, string> }>();
  readonly #numbers = new Map<string, number>();

  constructor(subject: Subject) {
    this.#subject = subject;
    this.grid = new Grid(subject);
    this.full = timelessWard(subject);
    this.less = timelessWard(subject);
  }

  /** Runs `ask` while the entries are as these changes say. */
  during<T>(changes: readonly Change[], ask: () => T): T {
    const { keys, roles } = this.#subject;
    this.less.update(changes);
    this.#forget();
    try {
      return ask();
    } finally {
      const undo = changes.flatMap((change): Change[] => {
        if (!("set" in change)) return [];
        if (change.set === "role") return [{ set: "role", value: roles.get(change.value.id)?.record as Role }];
        return [{ set: "key", value: timelessKey(keys.get(change.value.id)?.record as KeyRecord) }];
      });
      this.less.update(undo);
      this.#forget();
    }
  }

  #forget(): void {
    this.#kept.clear();
    this.#less.clear();
  }

  /** Every role and key without a permission. */
  without(permission: string): Change[] {
    const { project } = this.#subject;
    const left = (permissions: readonly string[]) => permissions.filter((each) => each !== permission);
    const roles = project.roles.flatMap((role): Change[] => {
      const permissions = listedBy(this.#subject, role);
      return permissions.includes(permission) ? [{ set: "role", value: { id: role.id, permissions: left(permissions) } }] : [];
    });
    const keys = project.keys.flatMap((key): Change[] => (key.permissions?.includes(permission) ? [{ set: "key", value: { ...timelessKey(key), permissions: left(key.permissions) } }] : []));
    return [...roles, ...keys];
  }

  /**
   * What decides the answers of a key in an environment: who holds the same, in an environment to which the same assignments apply, and that
   * is in the scope of both or of none, is answered the same.
   */
  circumstances(id: string, environment: EnvironmentOrNone): string {
    let known = this.#circumstances.get(id);
    if (known === undefined) this.#circumstances.set(id, (known = { holds: this.#holds(id), byEnvironment: new Map() }));
    let found = known.byEnvironment.get(environment);
    if (found === undefined) {
      const { environments, owner } = this.#subject.keys.get(id)?.record as KeyRecord;
      const isInScope = environments === "all" || (environment !== null && environments.includes(environment));
      found = `${known.holds} ${isInScope} ${environment === null} ${applyingAt(this.#subject.users.get(owner ?? "")?.record, environment)}`;
      known.byEnvironment.set(environment, found);
    }
    return found;
  }

  /** The number of what a key holds: the same for keys that hold the same. */
  #holds(id: string): number {
    const { kind, permissions, environments, owner } = this.#subject.keys.get(id)?.record as KeyRecord;
    const held = JSON.stringify([kind, permissions, environments === "all", this.#subject.users.get(owner ?? "")?.record.roles]);
    const number = this.#numbers.get(held) ?? this.#numbers.size;
    this.#numbers.set(held, number);
    return number;
  }

  /** What a key is answered with all that it holds. */
  answers(key: string, environment: EnvironmentOrNone): Uint8Array {
    const name = this.circumstances(key, environment);
    let found = this.#answers.get(name);
    if (found === undefined) this.#answers.set(name, (found = this.grid.answers(this.full, { key }, environment, ANYTIME)));
    return found;
  }

  /** What it is answered with less, where it has this scope. */
  answersInScope(key: string, environment: EnvironmentOrNone, scope: "all" | readonly string[]): Uint8Array {
    const isInScope = scope === "all" || (environment !== null && scope.includes(environment));
    const name = `${isInScope} ${this.circumstances(key, environment)}`;
    let found = this.#less.get(name);
    if (found === undefined) this.#less.set(name, (found = this.answersOfLess(key, environment)));
    return found;
  }

  /** What it is answered with less. */
  answersOfLess(key: string, environment: EnvironmentOrNone): Uint8Array {
    return this.grid.answers(this.less, { key }, environment, ANYTIME);
  }

  /**
   * Whether a key may still do all of this, in every way of the facts in which it may with all that it holds. What is tried
   * either treats keys alike that hold the same, or changes one key alone, of which alone this is asked; and it leaves the
   * environments of the calls in its scope, or none.
   */
  keeps(key: string, called: readonly Called[]): boolean {
    return called.every(({ operation, environment }) => {
      const name = this.circumstances(key, environment);
      let kept = this.#kept.get(name);
      if (kept === undefined) this.#kept.set(name, (kept = this.#keptIn(key, environment)));
      return kept[operation] === 1;
    });
  }

  /** By operation, 1 if less is as good. */
  #keptIn(key: string, environment: EnvironmentOrNone): Uint8Array {
    const [full, less] = [this.answers(key, environment), this.answersOfLess(key, environment)];
    const kept = new Uint8Array(full.length);
    const uncertain: number[] = [];
    for (let operation = 0; operation < full.length; operation += 1) {
      const [was, is] = [full[operation] as number, less[operation] as number];
      kept[operation] = is >= was ? 1 : 0;
      if (was === DEPENDS && is === DEPENDS) uncertain.push(operation);
    }
    if (uncertain.length > 0) this.#compareWays(key, environment, uncertain, kept);
    return kept;
  }

  #compareWays(key: string, environment: EnvironmentOrNone, operations: readonly number[], kept: Uint8Array): void {
    const name = this.circumstances(key, environment);
    if (!this.#ways.has(name)) this.#ways.set(name, this.#waysOf(key, environment));
    const known = this.#ways.get(name);
    if (known === undefined) {
      const [one, other] = [this.full, this.less].map((ward) => ({ ward, who: { key }, at: ANYTIME })) as [Side, Side];
      for (const operation of operations) {
        if (differingWays(one, other, this.grid.operations[operation] as string, environment, this.#scopes(key)).lost.length > 0) kept[operation] = 0;
      }
      return;
    }
    known.ways.forEach((way, number) => {
      const less = this.grid.answers(this.less, { key }, environment, ANYTIME, way);
      for (const operation of operations) if ((less[operation] as number) < (known.full[number]?.[operation] as number)) kept[operation] = 0;
    });
  }

  /** What the full ward answers in each way of the facts; undefined if there are too many. */
  #waysOf(key: string, environment: EnvironmentOrNone) {
    const ways = gridWays(factsOf(this.#subject.catalog.operations), this.#scopes(key));
    return ways && { ways, full: ways.map((way) => this.grid.answers(this.full, { key }, environment, ANYTIME, way)) };
  }

  #scopes(key: string): Scopes {
    const { users, keys } = this.#subject;
    return scopesOf([users.get(keys.get(key)?.record.owner ?? "")?.record]);
  }

  free(): void {
    this.full.free();
    this.less.free();
  }
}
