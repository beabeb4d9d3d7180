// Reduces keys to what their calls need, and reports what that takes away.
import { wrong } from "../lib/errors.js";
import type { Access } from "../types/analyze.js";
import type { KeyRecord } from "../types/project.js";
import type { LeastPrivilege, TakenAway } from "../types/usage.js";
import { ACCESS, type EnvironmentOrNone, type Side } from "./cells.js";
import { ANYTIME, heldBy, type Called } from "./held.js";
import { Needs } from "./needs.js";
import type { PermissionNumbers } from "./permissions.js";
import { MOST_TRIED, closure, smallest, type Smallest } from "./smallest.js";
import { StandIns, type StandIn } from "./stand-ins.js";
import type { Subject } from "./subject.js";
import { MOST_SCOPES, type Trial } from "./trial.js";
import { counted, listed, unjudgedText } from "./words.js";

/** A key, and the calls that must stay permitted. */
export interface Asked {
  readonly key: KeyRecord;
  readonly called: readonly Called[];
  /** How many more were let through of which it is not known what they need. */
  readonly unjudged: number;
}

/** The same, with the permissions that the key holds and the fewest environments in which its calls stay permitted. */
interface Case extends Asked {
  readonly held: readonly string[] | null;
  readonly scope: "all" | readonly string[];
  /** Whether no fewer environments will do. */
  readonly isLeast: boolean;
  /** Whom to ask what the key needs, if not the key as it is. */
  readonly full: Full | undefined;
}

/** A stand-in for a key with all its permissions, maybe with fewer environments. */
interface Full {
  readonly standIn: StandIn;
  /** Whether it lists what its permissions include. */
  readonly isListed: boolean;
}

/** To ask about one collection and language costs as much as to try so many sets. */
const SETS_PER_SCOPE = 20;

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
  readonly #effort: number;
  readonly #permissions: PermissionNumbers;
  readonly #needs: Needs;
  /** For each permission, whether it includes others, and counts only on keys for all environments. */
  readonly #includesIfForAll: readonly boolean[];

  constructor(subject: Subject, trial: Trial, leftOut: number, effort = MOST_TRIED) {
    this.#subject = subject;
    this.#trial = trial;
    this.#leftOut = leftOut;
    this.#effort = effort;
    this.#permissions = trial.permissions;
    this.#needs = new Needs(subject, trial);
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
    const tried = asked.map((each) => {
      const { key, called } = each;
      const held = heldBy(this.#subject, key);
      const least = this.#used(key, called);
      const isForAll = key.environments === "all";
      const limited = isForAll && least.length > 0 ? this.#full(each, held, true, standIns) : undefined;
      const full = this.#isListedApart(key, held) ? this.#full(each, held, false, standIns) : undefined;
      return { ...each, held, least, limited, full };
    });
    standIns.load();
    return tried.map(({ least, limited, full, ...each }) => {
      const { environments } = each.key;
      if (limited === undefined) return { ...each, scope: least.length > 0 ? least : environments, isLeast: true, full };
      // a key that is limited to environments lacks only what counts on keys for all of them
      const isAlike = ({ operation }: Called) => !this.#trial.relevance.of(each.key.kind, operation).isForAll;
      const sure = new Set(this.#affordable(each.key, each.called.filter((call) => !isAlike(call))));
      const known = each.called.filter((call) => isAlike(call) || sure.has(call));
      const isLess = limited.standIn.keeps(known, isAlike);
      if (isLess && known.length === each.called.length) return { ...each, scope: least, isLeast: true, full: limited };
      return { ...each, scope: environments, isLeast: !isLess, full };
    });
  }

  /** Whether a permission that the owner's roles list may have to stay, or one that it includes: the key is asked about with all that can be listed. */
  #isListedApart = ({ permissions }: KeyRecord, held: readonly string[] | null): boolean => held !== null && permissions === undefined && this.#permissions.isLimiting;

  /** The environments of the calls; one if there are none, since a list has one entry at least. */
  #used({ environments }: KeyRecord, called: readonly Called[]): readonly string[] {
    const order = this.#subject.project.environments.map(({ id }) => id);
    const used = new Set(called.map(({ environment }) => environment));
    const least = order.filter((id) => used.has(id));
    return least.length > 0 ? least : (environments === "all" ? order : environments).slice(0, 1);
  }

  /** All that a key holds, listed or included. */
  #closed({ environments }: KeyRecord, held: readonly string[] | null): readonly number[] {
    return held === null ? [] : closure(this.#permissions.of(held), this.#permissions.includesOn(environments === "all"));
  }

  /**
   * Adds a stand-in with all permissions of the key, maybe for fewer environments. If permissions that count only on keys for all
   * environments include others, it lists these too, since they no longer come with the former.
   */
  #full({ key, called }: Asked, held: readonly string[] | null, isLimited: boolean, standIns: StandIns): Full {
    const closed = this.#closed(key, held);
    const isListed = this.#isListedApart(key, held) || (isLimited && closed.some((number) => this.#includesIfForAll[number]));
    const isForAll = key.environments === "all" && !isLimited;
    const standIn = standIns.add({ key: key.id, isForAll, members: isListed ? closed : null }, called.map(({ environment }) => environment));
    return { standIn, isListed };
  }

  /** The smallest set of permissions with which the calls stay permitted; undefined where none can be taken away. */
  #smallest({ key, called, held, scope, full }: Case): Smallest | undefined {
    if (held === null) return undefined;
    const asItIs: Side = { ward: this.#trial.full, who: { key: key.id }, at: ANYTIME };
    const side = (environment: EnvironmentOrNone): Side => full?.standIn.side(environment) ?? asItIs;
    const isForAll = scope === "all";
    const { constraints, leftAside } = this.#needs.of({ key, side, isForAll, isListed: full?.isListed ?? false }, called, this.#effort / SETS_PER_SCOPE);
    const closed = this.#closed(key, held);
    const unproven = [...new Set(leftAside.flatMap((call) => this.#needs.relevant(key, call, closed)))];
    return smallest({ count: this.#permissions.ids.length, constraints, unproven, includes: this.#permissions.includesOn(isForAll), limit: this.#effort });
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
      if (!standIn.keeps(this.#affordable(key, called))) throw wrong("internal", "/calls", `what was found for the key \`${key.id}\` does not permit its calls`);
      // in one of the environments of its calls
      candidate.outcome = { standIn, left: standIn.answers(called[0]?.environment ?? null).reduce((sum, answer) => sum + answer, 0) };
    }
  }

  /** As many of the calls as can be asked about without taking too much. */
  #affordable(key: KeyRecord, called: readonly Called[]): Called[] {
    let left = this.#effort / SETS_PER_SCOPE;
    return called.filter((call) => {
      const count = this.#trial.countScopes(key.id, call);
      if (count === 1) return true; // neither collections nor languages make a difference
      if (count > Math.min(left, MOST_SCOPES)) return false;
      left -= count;
      return true;
    });
  }

  /** Where to ask about a reduced key: one environment for each profile, and outside of environments. */
  #places({ key, scope }: Case): EnvironmentOrNone[] {
    const inside = [null, ...this.#trial.grid.environments].filter((environment) => isInside(scope, environment));
    return [...new Map(inside.map((environment) => [this.#trial.profiles.of(key.id, environment).name, environment])).values()];
  }

  #result(found: Smallest | undefined, candidates: readonly Candidate[]): LeastPrivilege {
    const [{ of, members, outcome }] = [...candidates].sort((a, b) => (a.outcome?.left ?? 0) - (b.outcome?.left ?? 0)) as [Required<Candidate>];
    const { key, called, unjudged, held, scope } = of;
    const { takesAway, count } = this.#takenAway(of, outcome.standIn);
    const permissions = this.#permissions.idsOf(members ?? []);
    const isSmallest = found === undefined || found.atLeast === found.size;
    const inWhich = scope === "all" ? "all environments" : listed(scope);
    const needs = held === null ? `needs ${inWhich}` : `needs ${permissions.length === 0 ? "no permission" : listed(permissions, 8)} in ${inWhich}`;
    const takes = count === 0 ? "takes nothing away" : `takes away ${counted(count, "operation")}, counted in each environment`;
    const doubt = `${isSmallest ? "" : doubtOf(found.atLeast)}${of.isLeast ? "" : "; whether fewer environments would do was not found out"}`;
    const leftOut = this.#leftOut === 0 ? "" : `; what ${counted(this.#leftOut, "line")} asked for that cannot be read is not known`;
    const unmatched = unjudged === 0 ? "" : `; ${unjudgedText(unjudged)}`;
    return {
      key: key.id,
      at: `/keys/${this.#subject.keys.get(key.id)?.index}`,
      needed: called.length,
      leftOut: this.#leftOut,
      unmatched: unjudged,
      held,
      permissions: held === null ? null : permissions,
      environments: { held: key.environments, least: scope },
      proven: isSmallest && of.isLeast,
      size: found?.size ?? 0,
      atLeast: found?.atLeast ?? 0,
      takesAway,
      message: `for its calls the key \`${key.id}\` ${needs}; to hold no more ${takes}${doubt}${unmatched}${leftOut}`,
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

/** What is to be said of a set that is not known to be the smallest. */
const doubtOf = (atLeast: number): string => `; the search was given up: a smaller set may exist${atLeast === 0 ? "" : `, of ${counted(atLeast, "permission")} or more`}`;

/** Whether an environment is in a scope. `null`, outside of environments, is in every scope. */
const isInside = (scope: "all" | readonly string[], environment: EnvironmentOrNone): boolean => scope === "all" || environment === null || scope.includes(environment);
