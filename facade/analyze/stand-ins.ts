// Stand-ins: keys that have what other keys would have if they were given less.
import { wrong } from "../lib/errors.js";
import type { Keyward } from "../lib/keyward.js";
import type { Key, Role, User } from "../types/project.js";
import type { EnvironmentOrNone, Side } from "./cells.js";
import { ANYTIME, listedBy, timelessKey, type Called } from "./held.js";
import type { PermissionNumbers } from "./permissions.js";
import { closure } from "./smallest.js";
import type { Applying, Profile } from "./profiles.js";
import { FAR, type Subject } from "./subject.js";
import { Comparison, type Trial } from "./trial.js";

/** The environments of a ward of stand-ins: one in the scope of every key, and one in the scope of keys for all environments only. */
const INSIDE = "inside";
const OUTSIDE = "outside";

/** What a key would be given. */
export interface Reduced {
  readonly key: string;
  /** Whether it would be for all environments. */
  readonly isForAll: boolean;
  /** The permissions to list, or to keep in its owner's roles; `null` for all that it has. */
  readonly members: readonly number[] | null;
}

/**
 * A ward of stand-ins. A stand-in has only what decides an answer: a kind, whether it is for all environments, and permissions of
 * its own, or the role assignments of its owner that apply in an environment. So one stand-in serves all keys and environments for
 * which these are the same. Add all of them, then load the ward, then ask.
 */
export class StandIns {
  readonly #subject: Subject;
  readonly #trial: Trial;
  readonly #permissions: PermissionNumbers;
  /** The ids of stand-ins by what they have, and of roles by their permissions. */
  readonly #ids = new Map<string, string>();
  readonly #roleIds = new Map<string, string>();
  /** For each role of the project, the permissions that it lists, and these with all that can be listed instead: for keys for all environments, and for others. */
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

  /** Adds the stand-ins for a key in these environments, all of which are in its scope. */
  add(reduced: Reduced, environments: Iterable<EnvironmentOrNone>): StandIn {
    const ids = new Map<string, string>();
    const isForAllNow = this.#subject.keys.get(reduced.key)?.record.environments === "all";
    for (const environment of environments) {
      const profile = this.#trial.profiles.of(reduced.key, environment);
      if (!ids.has(profile.name)) ids.set(profile.name, this.#idOf(profile, reduced, isForAllNow));
    }
    return new StandIn(this, this.#trial, reduced.key, ids);
  }

  /** The id of the stand-in that has this; made if there is none yet. */
  #idOf({ kind, permissions, applying }: Profile, { isForAll, members }: Reduced, isForAllNow: boolean): string {
    const listed = permissions && (members ?? this.#permissions.of(permissions));
    const kept = members === null ? undefined : new Set(closure(members, this.#permissions.includesOn(isForAll)));
    const roles = applying.map((assignment) => ({ assignment, list: this.#leftOf(assignment, kept, isForAllNow) }));
    const name = `${isForAll} ${JSON.stringify(kind)} ${listed?.join()} ${roles.map(({ assignment, list }) => `${list.join()} ${assignment.limitsName}`).join(" ")}`;
    let id = this.#ids.get(name);
    if (id === undefined) this.#ids.set(name, (id = this.#make(kind, isForAll, listed, roles)));
    return id;
  }

  /** The permissions of an assigned role: those that it lists, or, of all that can be listed instead, those that are kept. */
  #leftOf({ role }: Applying, kept: ReadonlySet<number> | undefined, isForAllNow: boolean): readonly number[] {
    let known = this.#held.get(role);
    if (known === undefined) {
      const listed = this.#permissions.of(listedBy(this.#subject, this.#subject.roles.get(role)?.record));
      this.#held.set(role, (known = { listed, whole: this.#inStead(listed, true), wholeLimited: this.#inStead(listed, false) }));
    }
    return kept === undefined ? known.listed : known[isForAllNow ? "whole" : "wholeLimited"].filter((number) => kept.has(number));
  }

  /** The permissions that a role can list instead of these so that nobody gains anything. */
  #inStead(listed: readonly number[], isForAll: boolean): number[] {
    const includes = this.#permissions.inSteadOn(isForAll).map((list) => [...list]);
    return closure(listed, includes);
  }

  #make(kind: string, isForAll: boolean, listed: readonly number[] | undefined, roles: readonly { assignment: Applying; list: readonly number[] }[]): string {
    const id = `${this.#keys.length}`;
    if (listed === undefined) {
      const assigned = roles.map(({ assignment: { limits }, list }) => ({ role: this.#roleOf(list), ...limits }));
      // two assignments can be the same within one environment, and a document may not list one twice
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

  /** Loads a ward of all stand-ins that were added. */
  load(): void {
    const environments = [{ id: INSIDE }, { id: OUTSIDE }];
    this.#ward = this.#subject.load({ ...this.#subject.project, environments, roles: this.#roles, users: this.#users, keys: this.#keys });
  }

  get ward(): Keyward {
    if (this.#ward === undefined) throw wrong("internal", "/calls", "the ward of stand-ins was not loaded");
    return this.#ward;
  }

  /** The answers of a stand-in. `INSIDE` stands for each environment in its scope. */
  answers(id: string, where: EnvironmentOrNone): Uint8Array {
    const name = `${id} ${where}`;
    let found = this.#answers.get(name);
    if (found === undefined) this.#answers.set(name, (found = this.#trial.grid.answers(this.ward, { key: id }, where, ANYTIME)));
    return found;
  }

  comparison(key: string, environment: EnvironmentOrNone, profile: string, id: string): Comparison {
    const name = `${id} ${profile}`;
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

/** The stand-ins for one key. */
export class StandIn {
  readonly #group: StandIns;
  readonly #trial: Trial;
  readonly #key: string;
  /** The ids of the stand-ins by profile. */
  readonly #ids: ReadonlyMap<string, string>;

  constructor(group: StandIns, trial: Trial, key: string, ids: ReadonlyMap<string, string>) {
    this.#group = group;
    this.#trial = trial;
    this.#key = key;
    this.#ids = ids;
  }

  /** The stand-in for an environment. */
  side(environment: EnvironmentOrNone): Side {
    const { name } = this.#trial.profiles.of(this.#key, environment);
    return sideOf(this.#group.ward, this.#ids.get(name) as string, environment);
  }

  /** Whether the key would keep all these calls, in every way of the facts in which they are permitted. `isAlike`: what is held for a call is the same, if anything counts. */
  keeps(called: readonly Called[], isAlike: (call: Called) => boolean = () => false): boolean {
    return called.every((call) => this.#comparison(call.environment).keeps(call.operation, isAlike(call)));
  }

  /** The answers that the key would get in an environment. */
  answers(environment: EnvironmentOrNone): Uint8Array {
    return this.#comparison(environment).reduced;
  }

  /** The answers that the key would get in an environment outside of its scope. */
  answersOutside(): Uint8Array {
    const [id] = this.#ids.values();
    return this.#group.answers(id as string, OUTSIDE);
  }

  #comparison(environment: EnvironmentOrNone): Comparison {
    const { name } = this.#trial.profiles.of(this.#key, environment);
    return this.#group.comparison(this.#key, environment, name, this.#ids.get(name) as string);
  }
}
