// Reduces keys to what their calls need, and reports what that takes away.
import { wrong } from "../lib/errors.js";
import type { Access } from "../types/analyze.js";
import type { KeyRecord } from "../types/project.js";
import type { LeastPrivilege, TakenAway } from "../types/usage.js";
import { ACCESS, type EnvironmentOrNone, type Side } from "./cells.js";
import { ANYTIME, heldBy, type Called } from "./held.js";
import { Needs } from "./needs.js";
import { PermissionNumbers } from "./permissions.js";
import { closure, smallest, type Smallest } from "./smallest.js";
import { StandIns, type StandIn } from "./stand-ins.js";
import type { Subject } from "./subject.js";
import type { Trial } from "./trial.js";
import { counted, listed } from "./words.js";

/** A key, and the calls that must stay permitted. */
export interface Asked {
  readonly key: KeyRecord;
  readonly called: readonly Called[];
}

/** The same, with the permissions that the key holds and the fewest environments in which its calls stay permitted. */
interface Case extends Asked {
  readonly held: readonly string[] | null;
  readonly scope: "all" | readonly string[];
  /** The stand-in for these environments, if the key is for all environments now. */
  readonly limited: Limited | undefined;
}

/** A stand-in for a key with all its permissions and fewer environments. */
interface Limited {
  readonly standIn: StandIn;
  /** Whether it lists what its permissions include. */
  readonly isListed: boolean;
}

/** A set of permissions with which the calls of a key may stay permitted. */
interface Candidate {
  readonly of: Case;
  /** `null` for a kind that holds every permission. */
  readonly members: readonly number[] | null;
  /** How much the list still permits, and its stand-in. Missing until it has been tried. */
  outcome?: { readonly left: number; readonly standIn: StandIn };
}

/** Reduces many keys at once, so that few wards are loaded. */
export class Reduction {
  readonly #subject: Subject;
  readonly #trial: Trial;
  readonly #leftOut: number;
  readonly #effort: number | undefined;
  readonly #permissions: PermissionNumbers;
  readonly #needs: Needs;
  /** For each permission, whether it includes others, and counts only on keys for all environments. */
  readonly #includesIfForAll: readonly boolean[];

  constructor(subject: Subject, trial: Trial, leftOut: number, effort: number | undefined) {
    this.#subject = subject;
    this.#trial = trial;
    this.#leftOut = leftOut;
    this.#effort = effort;
    this.#permissions = new PermissionNumbers(subject.catalog);
    this.#needs = new Needs(subject, trial, this.#permissions);
    this.#includesIfForAll = subject.catalog.permissions.map(({ allEnvironments = false, includes = [] }) => allEnvironments && includes.length > 0);
  }

  of(asked: readonly Asked[]): LeastPrivilege[] {
    const opened: StandIns[] = [];
    const open = () => {
      const standIns = new StandIns(this.#subject, this.#trial, this.#permissions);
      opened.push(standIns);
      return standIns;
    };
    try {
      const found = this.#cases(asked, open()).map((each) => {
        const smallest = this.#smallest(each);
        const sets = smallest === undefined ? [each.held === null ? null : []] : [smallest.members, ...smallest.ties];
        return { smallest, candidates: sets.map((members): Candidate => ({ of: each, members })) };
      });
      this.#try(found.flatMap(({ candidates }) => candidates), open);
      return found.map(({ smallest, candidates }) => this.#result(smallest, candidates));
    } finally {
      for (const standIns of opened) standIns.free();
    }
  }

  /** Finds the fewest environments of each key: those of its calls, if the calls stay permitted on a key that is limited to them. */
  #cases(asked: readonly Asked[], standIns: StandIns): Case[] {
    const tried = asked.map(({ key, called }) => {
      const held = heldBy(this.#subject, key);
      const least = this.#used(key, called);
      const limited = key.environments === "all" && least.length > 0 ? this.#limited(key, held, called, standIns) : undefined;
      return { key, called, held, least, limited };
    });
    standIns.load();
    return tried.map(({ least, limited, ...each }) => {
      const isLess = least.length > 0 && (limited === undefined || limited.standIn.keeps(each.called));
      return { ...each, scope: isLess ? least : each.key.environments, limited: isLess ? limited : undefined };
    });
  }

  /** The environments of the calls; one if there are none, since a list has one entry at least. */
  #used({ environments }: KeyRecord, called: readonly Called[]): readonly string[] {
    const order = this.#subject.project.environments.map(({ id }) => id);
    const used = new Set(called.map(({ environment }) => environment));
    const least = order.filter((id) => used.has(id));
    return least.length > 0 ? least : (environments === "all" ? order : environments).slice(0, 1);
  }

  /**
   * Adds a stand-in with all permissions of the key, for fewer environments. If permissions that count only on keys for all
   * environments include others, it lists these too, since they no longer come with the former.
   */
  #limited({ id }: KeyRecord, held: readonly string[] | null, called: readonly Called[], standIns: StandIns): Limited {
    const closed = held === null ? [] : closure(this.#permissions.of(held), this.#permissions.includes);
    const isListed = closed.some((number) => this.#includesIfForAll[number]);
    const standIn = standIns.add({ key: id, isForAll: false, members: isListed ? closed : null }, called.map(({ environment }) => environment));
    return { standIn, isListed };
  }

  /** The smallest set of permissions with which the calls stay permitted; undefined where none can be taken away. */
  #smallest({ key, called, held, limited }: Case): Smallest | undefined {
    if (held === null) return undefined;
    const unlimited: Side = { ward: this.#trial.full, who: { key: key.id }, at: ANYTIME };
    const side = (environment: EnvironmentOrNone): Side => limited?.standIn.side(environment) ?? unlimited;
    const holder = { key, side, isForAll: limited === undefined && key.environments === "all", isListed: limited?.isListed ?? false };
    const constraints = this.#needs.of(holder, called);
    return smallest(this.#permissions.ids.length, constraints, this.#permissions.includesOn(holder.isForAll), this.#effort);
  }

  /** Asks how much each candidate still permits. */
  #try(candidates: readonly Candidate[], open: () => StandIns): void {
    if (candidates.length === 0) return;
    const places = new Map<Case, readonly EnvironmentOrNone[]>();
    for (const { of } of candidates) if (!places.has(of)) places.set(of, this.#places(of));
    const standIns = open();
    const tried = candidates.map((candidate) => {
      const { of, members } = candidate;
      return { candidate, standIn: standIns.add({ key: of.key.id, isForAll: of.scope === "all", members }, places.get(of) ?? []) };
    });
    standIns.load();
    for (const { candidate, standIn } of tried) {
      const { key, called } = candidate.of;
      if (!standIn.keeps(called)) throw wrong("internal", "/calls", `what was found for the key \`${key.id}\` does not permit its calls`);
      // in one of the environments of its calls
      candidate.outcome = { standIn, left: standIn.answers(called[0]?.environment ?? null).reduce((sum, answer) => sum + answer, 0) };
    }
  }

  /** Where to ask about a reduced key: one environment for each profile, and outside of environments. */
  #places({ key, scope }: Case): EnvironmentOrNone[] {
    const inside = [null, ...this.#trial.grid.environments].filter((environment) => isInside(scope, environment));
    return [...new Map(inside.map((environment) => [this.#trial.profiles.of(key.id, environment).name, environment])).values()];
  }

  #result(found: Smallest | undefined, candidates: readonly Candidate[]): LeastPrivilege {
    const [{ of, members, outcome }] = [...candidates].sort((a, b) => (a.outcome?.left ?? 0) - (b.outcome?.left ?? 0)) as [Required<Candidate>];
    const { key, called, held, scope } = of;
    const { takesAway, count } = this.#takenAway(of, outcome.standIn);
    const permissions = this.#permissions.idsOf(members ?? []);
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

  /** The operations that the reduced key can no longer do. */
  #takenAway({ key, scope }: Case, standIn: StandIn): Pick<LeastPrivilege, "takesAway"> & { count: number } {
    const trial = this.#trial;
    const takesAway: { environment: string | null; operations: readonly TakenAway[] }[] = [];
    // environments with the same profile share a list
    const known = new Map<string, readonly TakenAway[]>();
    let count = 0;
    for (const environment of trial.grid.environments) {
      const isKept = isInside(scope, environment);
      const name = `${isKept} ${trial.profiles.of(key.id, environment).name}`;
      let operations = known.get(name);
      if (operations === undefined) {
        const reduced = isKept ? standIn.answers(environment) : standIn.answersOutside();
        known.set(name, (operations = this.#lost(trial.answers(key.id, environment), reduced)));
      }
      count += operations.length;
      if (operations.length > 0) takesAway.push({ environment, operations });
    }
    return { takesAway, count };
  }

  #lost(full: Uint8Array, reduced: Uint8Array): readonly TakenAway[] {
    const found: TakenAway[] = [];
    for (let number = 0; number < full.length; number += 1) {
      const [before, after] = [full[number] as number, reduced[number] as number];
      if (after < before) found.push({ operation: this.#trial.grid.operations[number] as string, before: ACCESS[before] as Access, after: ACCESS[after] as Access });
    }
    return found;
  }
}

/** Whether an environment is in a scope. `null`, outside of environments, is in every scope. */
const isInside = (scope: "all" | readonly string[], environment: EnvironmentOrNone): boolean => scope === "all" || environment === null || scope.includes(environment);
