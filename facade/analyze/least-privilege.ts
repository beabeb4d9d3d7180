// Finds the smallest set of permissions and environments that a key needs for the calls it made.
import { isList, wrong } from "../lib/errors.js";
import { optionsOf } from "../lib/values.js";
import type { Change } from "../types/change.js";
import type { Explanation } from "../types/decision.js";
import type { Key, KeyRecord, User } from "../types/project.js";
import type { Facts } from "../types/request.js";
import type { LeastPrivilege, LeastPrivilegeOptions, Log, TakenAway } from "../types/usage.js";
import type { Access, WardOrProject } from "../types/analyze.js";
import { ACCESS, factsOf, scopesOf, waysOf, type EnvironmentOrNone, type Scopes } from "./cells.js";
import { ANYTIME, heldBy, listedBy, timelessKey, type Called, type Trial } from "./held.js";
import { NO_LOG, isLog } from "./lines.js";
import { closureOf } from "./permissions.js";
import { closure, smallest, type Alternatives } from "./smallest.js";
import { Subject, readFailure } from "./subject.js";
import { tallied } from "./tally.js";
import { counted, listed } from "./words.js";

/**
 * For each key that was used: the smallest set of permissions, and of environments, that permits the same calls, and what it
 * takes away; nothing is in it that the key does not hold now. Size counts included permissions, so that one that includes many is not smaller than the few that are needed.
 * A call whose answer depends on facts stays permitted in every way of the facts in which it is. Calls that are refused now
 * are left aside.
 * @throws {KeywardError} `request_invalid`, also for a log of which no line can be read, `document_invalid`, `input_unreadable` with what the log threw as its `cause`
 * @example
 * const [least] = await leastPrivilege(ward, log); // least?.permissions, least?.environments.least
 */
export async function leastPrivilege(ward: WardOrProject, calls: Log, options?: LeastPrivilegeOptions): Promise<LeastPrivilege[]> {
  try {
    const { catalog, keys, effort } = optionsOf(options, ["catalog", "keys", "effort"]) as LeastPrivilegeOptions;
    if (!isLog(calls)) throw wrong("request_invalid", "/calls", NO_LOG);
    if (effort !== undefined && !(Number.isSafeInteger(effort) && effort > 0)) throw wrong("request_invalid", "/effort", "it has to be a whole number over 0");
    if (keys !== undefined && !(isList(keys) && keys.every((key) => typeof key === "string"))) throw wrong("request_invalid", "/keys", "it has to be a list of ids");
    const subject = new Subject(ward, catalog);
    try {
      const unknown = keys?.findIndex((key) => !subject.keys.has(key)) ?? -1;
      if (unknown !== -1) throw wrong("request_invalid", `/keys/${unknown}`, `the project has no key \`${keys?.[unknown]}\``);
      return await tallied(subject, calls, (tally) => {
        if (tally.refusal !== null) throw wrong("request_invalid", "/calls", tally.refusal);
        const asked = subject.project.keys.filter(({ id }) => (keys === undefined ? tally.called(id).length > 0 : keys.includes(id)));
        const reduction = new Reduction(subject, tally.trial, tally.leftOut, effort);
        return asked.map((key) => reduction.of(key, tally.called(key.id)));
      });
    } finally {
      subject.close();
    }
  } catch (error) {
    throw readFailure(error);
  }
}

/** A set of permissions that will do. */
interface Tried {
  /** What to list; `null` for a kind that holds every permission. */
  readonly list: readonly number[] | null;
  /** How much it leaves. */
  readonly left: number;
}

/** Finds the least for key after key. */
class Reduction {
  readonly #subject: Subject;
  readonly #trial: Trial;
  readonly #leftOut: number;
  readonly #effort: number | undefined;
  readonly #permissions: readonly string[];
  readonly #numbers: ReadonlyMap<string, number>;
  /** By permission, what it includes, and itself. */
  readonly #includes: readonly (readonly number[])[];
  /** By permission, whether it counts only on keys for all environments, and includes others. */
  readonly #handsOn: readonly boolean[];
  /** Constraints by what decides them. */
  readonly #known = new Map<string, readonly Alternatives[]>();

  constructor(subject: Subject, trial: Trial, leftOut: number, effort: number | undefined) {
    this.#subject = subject;
    this.#trial = trial;
    this.#leftOut = leftOut;
    this.#effort = effort;
    this.#permissions = subject.catalog.permissions.map(({ id }) => id);
    this.#numbers = new Map(this.#permissions.map((id, number) => [id, number]));
    this.#handsOn = subject.catalog.permissions.map(({ allEnvironments = false, includes = [] }) => allEnvironments && includes.length > 0);
    this.#includes = this.#permissions.map((id) => [...closureOf(subject.catalog, [id])].map((each) => this.#numbers.get(each) as number));
  }

  of(key: KeyRecord, called: readonly Called[]): LeastPrivilege {
    const held = heldBy(this.#subject, key);
    const scope = this.#scope(key, held, called);
    const constraints = held === null ? [] : this.#constraints(key, held, scope, called);
    const found = held === null ? undefined : smallest(this.#permissions.length, constraints, this.#includes, this.#effort);
    const sets = found === undefined ? [[]] : [found.members, ...found.ties];
    const [best] = sets.map((members) => this.#tried(key, scope, held === null ? null : members, called)).sort((a, b) => a.left - b.left);
    const { list } = best as Tried;
    const { takesAway, count } = this.#trial.during(this.#reduced(key, scope, list), () => this.#takenAway(key.id, scope));
    const permissions = this.#names(list ?? []);
    const proven = found === undefined || found.atLeast === found.size;
    const inWhich = scope === "all" ? "all environments" : listed(scope);
    const needs = held === null ? `needs ${inWhich}` : `needs ${permissions.length === 0 ? "no permission" : listed(permissions, 8)} in ${inWhich}`;
    const takes = count === 0 ? "takes nothing away" : `takes away ${counted(count, "operation")}, counted in each environment`;
    const doubt = proven ? "" : `; the search was given up: a set of ${found?.atLeast} may exist`;
    const leftOut = this.#leftOut === 0 ? "" : `; what ${counted(this.#leftOut, "line")} asked for that cannot be read is not known`;
    return {
      key: key.id,
      at: `/keys/${this.#subject.keys.get(key.id)?.index}`,
      needed: called.length,
      leftOut: this.#leftOut,
      held,
      permissions: held === null ? null : permissions,
      environments: { held: key.environments, least: scope },
      proven,
      size: found?.size ?? 0,
      atLeast: found?.atLeast ?? 0,
      takesAway,
      message: `for its calls the key \`${key.id}\` ${needs}; to hold no more ${takes}${doubt}${leftOut}`,
    };
  }

  /** The fewest environments: those of the calls, if the calls stay permitted on a key that is limited to them. */
  #scope(key: KeyRecord, held: readonly string[] | null, called: readonly Called[]): "all" | readonly string[] {
    const order = this.#subject.project.environments.map(({ id }) => id);
    const used = order.filter((id) => called.some(({ environment }) => environment === id));
    // a list has one entry at least
    const least = used.length > 0 ? used : key.environments === "all" ? order.slice(0, 1) : key.environments.slice(0, 1);
    if (least.length === 0) return key.environments;
    if (key.environments !== "all") return least;
    return this.#trial.during(this.#limited(key, held, least), () => this.#trial.keeps(key.id, called)) ? least : "all";
  }

  /**
   * The key with all that it holds, in this scope. Where it no longer is for all environments, permissions that count only on
   * such keys do not hand on what they include: that is listed by itself.
   */
  #limited(key: KeyRecord, held: readonly string[] | null, scope: "all" | readonly string[]): Change[] {
    const whole = held === null || scope === "all" || key.environments !== "all" ? [] : closure(held.map((id) => this.#numbers.get(id) as number), this.#includes);
    if (!whole.some((number) => this.#handsOn[number])) return [{ set: "key", value: { ...timelessKey(key), environments: scope } }];
    return this.#reduced(key, scope, whole);
  }

  /** What has to be held: of each constraint one alternative, for each call in each way of the facts. */
  #constraints(key: KeyRecord, held: readonly string[], scope: "all" | readonly string[], called: readonly Called[]): Alternatives[] {
    const owner = this.#subject.users.get(key.owner ?? "")?.record;
    return this.#trial.during(this.#limited(key, held, scope), () =>
      called.flatMap(({ operation, environment }) => {
        const circumstances = `${scope === "all"} ${operation} ${this.#trial.circumstances(key.id, environment)}`;
        let known = this.#known.get(circumstances);
        if (known === undefined) this.#known.set(circumstances, (known = this.#ofCall(key.id, operation, environment, scopesOf([owner]))));
        return known;
      }),
    );
  }

  #ofCall(key: string, operation: number, environment: EnvironmentOrNone, scopes: Scopes): Alternatives[] {
    const { id } = this.#subject.catalog.operations[operation] as { id: string };
    const grants = (facts?: Facts) => {
      const { grants }: Explanation = this.#trial.less.explain({ key, operation: id, at: ANYTIME, ...(environment !== null && { environment }), ...(facts && { facts }) });
      return grants.map(({ permissions }) => [...new Set(permissions.map(({ permission }) => this.#numbers.get(permission) as number))]);
    };
    const { allowed }: { allowed: boolean } = this.#trial.less.decide({ key, operation: id, at: ANYTIME, ...(environment !== null && { environment }) });
    const met = grants();
    // a single alternative is the one that is met in every way
    if (allowed && met.length === 1) return [met];
    const facts = factsOf([this.#subject.catalog.operations[operation] as never]);
    const ways = waysOf(["collection", "language", ...facts], scopes).map((way) => grants(way));
    return ways.filter((alternatives) => alternatives.length > 0);
  }

  /** How much a set leaves, and whether it has to be listed in full. */
  #tried(key: KeyRecord, scope: "all" | readonly string[], members: readonly number[] | null, called: readonly Called[]): Tried {
    // one that counts only on keys for all environments does not hand on what it includes: then that is listed, too
    const lists = members === null ? [null] : [members, closure(members, this.#includes)];
    for (const list of lists) {
      const left = this.#trial.during(this.#reduced(key, scope, list), () => (this.#trial.keeps(key.id, called) ? this.#left(key.id, called) : undefined));
      if (left !== undefined) return { list, left };
    }
    throw wrong("internal", "/calls", `what was found for the key \`${key.id}\` does not permit its calls`);
  }

  /** How many operations are left, in one of the environments of its calls. */
  #left(key: string, called: readonly Called[]): number {
    return this.#trial.answersOfLess(key, called[0]?.environment ?? null).reduce((sum, answer) => sum + answer, 0);
  }

  /** What the key can no longer do with less. */
  #takenAway(key: string, scope: "all" | readonly string[]): Pick<LeastPrivilege, "takesAway"> & { count: number } {
    const trial = this.#trial;
    const takesAway: { environment: string | null; operations: readonly TakenAway[] }[] = [];
    // environments that are alike share their list
    const known = new Map<Uint8Array, readonly TakenAway[]>();
    let count = 0;
    for (const environment of trial.grid.environments) {
      const [full, less] = [trial.answers(key, environment), trial.answersInScope(key, environment, scope)];
      let operations = known.get(less);
      if (operations === undefined) known.set(less, (operations = this.#lost(full, less)));
      count += operations.length;
      if (operations.length > 0) takesAway.push({ environment, operations });
    }
    return { takesAway, count };
  }

  #lost(full: Uint8Array, less: Uint8Array): readonly TakenAway[] {
    const found: TakenAway[] = [];
    for (let number = 0; number < full.length; number += 1) {
      const [before, after] = [full[number] as number, less[number] as number];
      if (after < before) found.push({ operation: this.#trial.grid.operations[number] as string, before: ACCESS[before] as Access, after: ACCESS[after] as Access });
    }
    return found;
  }

  #names(numbers: readonly number[]): string[] {
    return numbers.map((number) => this.#permissions[number] as string);
  }

  /** The key with less: its own permissions, or those of its owner's roles, each role without what is not in the set. */
  #reduced(key: KeyRecord, scope: "all" | readonly string[], members: readonly number[] | null): Change[] {
    const value: Key = { ...timelessKey(key), environments: scope };
    if (members === null) return [{ set: "key", value }];
    if (key.permissions !== undefined) return [{ set: "key", value: { ...value, permissions: this.#names(members) } }];
    const kept = new Set(members.flatMap((member) => this.#includes[member] ?? []));
    const owner = this.#subject.users.get(key.owner ?? "")?.record as User;
    const roles = [...new Set(owner.roles.map(({ role }) => role))].map((id): Change => {
      const has = listedBy(this.#subject, this.#subject.roles.get(id)?.record).flatMap((permission) => this.#includes[this.#numbers.get(permission) as number] ?? []);
      return { set: "role", value: { id, permissions: this.#names([...new Set(has)].filter((number) => kept.has(number))) } };
    });
    return [...roles, { set: "key", value }];
  }
}
