// Wards of keys that stand in for others, each with what another one would have if it were given less.
import { wrong } from "../lib/errors.js";
import type { Keyward } from "../lib/keyward.js";
import type { Key, Role, User } from "../types/project.js";
import type { EnvironmentOrNone, Side } from "./cells.js";
import { ANYTIME, listedBy, timelessKey, type Called } from "./held.js";
import type { PermissionNumbers } from "./permissions.js";
import { closure } from "./smallest.js";
import type { Applying, Standing } from "./standing.js";
import { FAR, type Subject } from "./subject.js";
import { Comparison, type Trial } from "./trial.js";

/** The environments of such a ward: one that every key is for, and one that only keys for all environments are for. */
const INSIDE = "inside";
const OUTSIDE = "outside";

/** What a key would have. */
export interface Less {
  readonly key: string;
  /** Whether it would be for all environments. */
  readonly isForAll: boolean;
  /** The permissions to list, or to leave in its owner's roles; `null` for all that it holds. */
  readonly members: readonly number[] | null;
}

/**
 * A ward of keys that stand in for others. What decides an answer is all that such a key has: its kind, whether it is for all
 * environments, and its permissions, or those role assignments of its owner that apply in an environment. Where these are the
 * same, one key stands in for many, in many environments. Add all of them, load the ward, and ask.
 */
export class StandIns {
  readonly #subject: Subject;
  readonly #trial: Trial;
  readonly #permissions: PermissionNumbers;
  /** The id of each key, by what it has; that of each role, by its permissions. */
  readonly #ids = new Map<string, string>();
  readonly #roleIds = new Map<string, string>();
  /** By role of the project, what it lists, and that with all that can stand in it, for a key that is for all environments and for one that is not. */
  readonly #held = new Map<string, { readonly listed: readonly number[]; readonly whole: readonly number[]; readonly wholeLimited: readonly number[] }>();
  readonly #roles: Role[] = [];
  readonly #users: User[] = [];
  readonly #keys: Key[] = [];
  #ward: Keyward | undefined;
  readonly #answers = new Map<string, Uint8Array>();
  readonly #comparisons = new Map<string, Comparison>();

  constructor(subject: Subject, trial: Trial, permissions: PermissionNumbers) {
    this.#subject = subject;
    this.#trial = trial;
    this.#permissions = permissions;
  }

  /** Adds who stands in for a key in these environments, all of which it is for. */
  add(less: Less, environments: Iterable<EnvironmentOrNone>): StandIn {
    const ids = new Map<string, string>();
    const isForAllNow = this.#subject.keys.get(less.key)?.record.environments === "all";
    for (const environment of environments) {
      const standing = this.#trial.standings.of(less.key, environment);
      if (!ids.has(standing.name)) ids.set(standing.name, this.#idOf(standing, less, isForAllNow));
    }
    return new StandIn(this, this.#trial, less.key, ids);
  }

  /** The key that has this, made unless there is one. */
  #idOf({ kind, permissions, applying }: Standing, { isForAll, members }: Less, isForAllNow: boolean): string {
    const listed = permissions && (members ?? this.#permissions.of(permissions));
    const kept = members === null ? undefined : new Set(closure(members, this.#permissions.includesOn(isForAll)));
    const roles = applying.map((assignment) => ({ assignment, list: this.#leftOf(assignment, kept, isForAllNow) }));
    const name = `${isForAll} ${JSON.stringify(kind)} ${listed?.join()} ${roles.map(({ assignment, list }) => `${list.join()} ${assignment.limitsName}`).join(" ")}`;
    let id = this.#ids.get(name);
    if (id === undefined) this.#ids.set(name, (id = this.#make(kind, isForAll, listed, roles)));
    return id;
  }

  /** What is left of an assigned role: all that it lists, or of what can stand there instead what is kept. */
  #leftOf({ role }: Applying, kept: ReadonlySet<number> | undefined, isForAllNow: boolean): readonly number[] {
    let known = this.#held.get(role);
    if (known === undefined) {
      const listed = this.#permissions.of(listedBy(this.#subject, this.#subject.roles.get(role)?.record));
      this.#held.set(role, (known = { listed, whole: this.#inStead(listed, true), wholeLimited: this.#inStead(listed, false) }));
    }
    return kept === undefined ? known.listed : known[isForAllNow ? "whole" : "wholeLimited"].filter((number) => kept.has(number));
  }

  /** What a role can list in the stead of what it lists, so that nobody gains anything. */
  #inStead(listed: readonly number[], isForAll: boolean): number[] {
    const includes = this.#permissions.includesOn(isForAll).map((list, number) => list.filter((each) => this.#permissions.inStead[number]?.has(each)));
    return closure(listed, includes);
  }

  #make(kind: string, isForAll: boolean, listed: readonly number[] | undefined, roles: readonly { assignment: Applying; list: readonly number[] }[]): string {
    const id = `${this.#keys.length}`;
    if (listed === undefined) {
      const assigned = roles.map(({ assignment: { limits }, list }) => ({ role: this.#roleOf(list), ...limits }));
      // in the environment, two assignments can be the same, which a document may not list twice
      this.#users.push({ id, roles: [...new Map(assigned.map((each) => [JSON.stringify(each), each])).values()] });
    }
    const given = listed === undefined ? { owner: id } : { permissions: this.#permissions.idsOf(listed) };
    this.#keys.push(timelessKey({ id, kind, environments: isForAll ? "all" : [INSIDE], createdAt: ANYTIME, expiresAt: FAR, ...given }));
    return id;
  }

  #roleOf(list: readonly number[]): string {
    const name = list.join();
    let id = this.#roleIds.get(name);
    if (id === undefined) {
      this.#roleIds.set(name, (id = `${this.#roles.length}`));
      this.#roles.push({ id, permissions: this.#permissions.idsOf(list) });
    }
    return id;
  }

  /** Makes the ward of all that were added. */
  load(): void {
    const environments = [{ id: INSIDE }, { id: OUTSIDE }];
    this.#ward = this.#subject.load({ ...this.#subject.project, environments, roles: this.#roles, users: this.#users, keys: this.#keys });
  }

  get ward(): Keyward {
    if (this.#ward === undefined) throw wrong("internal", "/calls", "the ward of keys that stand in for others was not loaded");
    return this.#ward;
  }

  /** What a key that stands in is answered; `INSIDE` stands for each environment that it is for. */
  answers(id: string, where: EnvironmentOrNone): Uint8Array {
    const name = `${id} ${where}`;
    let found = this.#answers.get(name);
    if (found === undefined) this.#answers.set(name, (found = this.#trial.grid.answers(this.ward, { key: id }, where, ANYTIME)));
    return found;
  }

  comparison(key: string, environment: EnvironmentOrNone, standing: string, id: string): Comparison {
    const name = `${id} ${standing}`;
    let found = this.#comparisons.get(name);
    if (found === undefined) {
      const side = sideOf(this.ward, id, environment);
      this.#comparisons.set(name, (found = new Comparison(this.#trial, key, environment, side, this.answers(id, side.environment))));
    }
    return found;
  }

  free(): void {
    this.#ward?.free();
  }
}

const sideOf = (ward: Keyward, id: string, environment: EnvironmentOrNone) => ({ ward, who: { key: id }, at: ANYTIME, environment: environment === null ? null : INSIDE });

/** Who stands in for one key. */
export class StandIn {
  readonly #group: StandIns;
  readonly #trial: Trial;
  readonly #key: string;
  /** By standing. */
  readonly #ids: ReadonlyMap<string, string>;

  constructor(group: StandIns, trial: Trial, key: string, ids: ReadonlyMap<string, string>) {
    this.#group = group;
    this.#trial = trial;
    this.#key = key;
    this.#ids = ids;
  }

  /** Whom to ask for an environment. */
  side(environment: EnvironmentOrNone): Side {
    const { name } = this.#trial.standings.of(this.#key, environment);
    return sideOf(this.#group.ward, this.#ids.get(name) as string, environment);
  }

  /** Whether the key would keep all of this, in every way of the facts in which it may do it with all that it holds. */
  keeps(called: readonly Called[]): boolean {
    return called.every(({ operation, environment }) => this.#comparison(environment).keeps(operation));
  }

  /** What the key would be answered in an environment. */
  answers(environment: EnvironmentOrNone): Uint8Array {
    return this.#comparison(environment).less;
  }

  /** What it would be answered in an environment that it would not be for. */
  answersOutside(): Uint8Array {
    const [id] = this.#ids.values();
    return this.#group.answers(id as string, OUTSIDE);
  }

  #comparison(environment: EnvironmentOrNone): Comparison {
    const { name } = this.#trial.standings.of(this.#key, environment);
    return this.#group.comparison(this.#key, environment, name, this.#ids.get(name) as string);
  }
}
