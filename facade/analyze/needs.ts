// Computes which permissions a key needs for its calls, as constraints.
import type { Grant } from "../types/decision.js";
import type { CatalogOperation } from "../types/catalog.js";
import type { KeyRecord } from "../types/project.js";
import type { Facts } from "../types/request.js";
import { requestOf, type EnvironmentOrNone, type Side } from "./cells.js";
import { listedBy, type Called } from "./held.js";
import { constraintsOf, type Choices } from "./choices.js";
import type { PermissionNumbers } from "./permissions.js";
import type { Alternatives } from "./smallest.js";
import type { Profile } from "./profiles.js";
import type { Relevant } from "./relevance.js";
import { waysOf } from "./scopes.js";
import type { Subject } from "./subject.js";
import type { Trial } from "./trial.js";

/** A key, and where to ask about it: its own ward, or one with a stand-in. */
export interface Holder {
  readonly key: KeyRecord;
  readonly side: (environment: EnvironmentOrNone) => Side;
  /** Whether the key that is asked about is for all environments. */
  readonly isForAll: boolean;
  /** Whether that key, or its owner's roles, list all that can be listed in stead of what they list now. */
  readonly isListed: boolean;
}

/** Who gives a permission. */
type Giver = Grant["permissions"][number];

/** What a key needs for its calls. */
export interface Needed {
  /** For each call in each way of the facts, the alternatives of which the key must hold one. */
  readonly constraints: readonly Alternatives[];
  /** The calls that were not looked into, since they would have taken more than was allowed. */
  readonly leftAside: readonly Called[];
}

/** The constraints of one call, and how many ways of the facts they took beyond the first question. */
interface OfCall {
  readonly constraints: readonly Alternatives[];
  readonly isExact: boolean;
  readonly cost: number;
}

/** Computes constraints: for each call in each way of the facts, the alternatives of which the key must hold one. */
export class Needs {
  readonly #subject: Subject;
  readonly #trial: Trial;
  readonly #permissions: PermissionNumbers;
  /** Constraints by all that decides them. */
  readonly #known = new Map<string, OfCall>();
  /** The permissions that each role lists. */
  readonly #listed = new Map<string, readonly number[]>();

  constructor(subject: Subject, trial: Trial) {
    this.#subject = subject;
    this.#trial = trial;
    this.#permissions = trial.permissions;
  }

  /** `limit`: for how many collections and languages, over all calls, the key is asked about at most. */
  of(holder: Holder, called: readonly Called[], limit: number): Needed {
    const constraints: Alternatives[] = [];
    const leftAside: Called[] = [];
    let left = limit;
    for (const call of called) {
      const found = this.#ofCall(holder, call, left);
      if (found === undefined || !found.isExact) leftAside.push(call);
      else constraints.push(...found.constraints);
      left -= found?.cost ?? 0;
    }
    return { constraints, leftAside };
  }

  /** Of these permissions, those that can matter to a call. */
  relevant({ kind }: KeyRecord, { operation }: Called, held: readonly number[]): number[] {
    const { permissions } = this.#trial.relevance.of(kind, operation);
    return held.filter((number) => permissions[number]);
  }

  /** Undefined if that would take more than `limit` ways. */
  #ofCall(holder: Holder, call: Called, limit: number): OfCall | undefined {
    const { key, isForAll, isListed } = holder;
    const { operation, environment } = call;
    const profile = this.#trial.profiles.of(key.id, environment);
    const relevant = this.#trial.relevance.of(profile.kind, operation);
    // what can be listed depends on whether the key is for all environments now
    const circumstances = `${relevant.number} ${environment === null} ${isForAll} ${isListed} ${key.environments === "all"} ${this.#heldOf(profile, relevant)}`;
    const known = this.#known.get(circumstances);
    if (known !== undefined) return known.cost > limit ? undefined : known;
    const found = this.#inEveryWay(holder, call) ?? this.#byWays(holder, call, relevant, limit);
    if (found !== undefined) this.#known.set(circumstances, found);
    return found;
  }

  /** The relevant permissions that are held, as text. */
  #heldOf({ permissions, applying }: Profile, relevant: Relevant): string {
    const textOf = (numbers: Iterable<number>) => [...numbers].filter((number) => relevant.permissions[number]).sort((a, b) => a - b).join();
    if (permissions !== undefined) return textOf(this.#permissions.of(permissions));
    // assignments with the same limits count as one, and all assignments do where limits make no difference
    const byLimits = new Map<string, Set<number>>();
    for (const { role, limitsName } of applying) {
      const limits = relevant.scopedBy.length > 0 ? limitsName : "";
      let numbers = byLimits.get(limits);
      if (numbers === undefined) byLimits.set(limits, (numbers = new Set()));
      for (const number of this.#listedBy(role)) numbers.add(number);
    }
    return [...byLimits].map(([limits, numbers]) => `${limits} ${textOf(numbers)}`).sort().join(" ");
  }

  #listedBy(role: string): readonly number[] {
    let found = this.#listed.get(role);
    if (found === undefined) this.#listed.set(role, (found = this.#permissions.of(listedBy(this.#subject, this.#subject.roles.get(role)?.record))));
    return found;
  }

  /** Where a single alternative is met in every way of the facts in which any is, and each of its permissions can be listed by itself. */
  #inEveryWay(holder: Holder, call: Called): OfCall | undefined {
    const grants = this.#grants(holder, call);
    // by assignment, since it may be listed in one role and not in the other
    const nameOf = ({ permission, assignment }: Giver) => `${assignment} ${permission}`;
    const isAlone = grants.length <= 1 && grants.every(({ permissions }) => {
      const byThemselves = new Set(permissions.filter(this.#isByItself).map(nameOf));
      return permissions.every((each) => byThemselves.has(nameOf(each)));
    });
    if (!isAlone && this.#trial.countScopes(holder.key.id, call) > 1) return undefined;
    return { ...this.#constraintsOf(holder, call, grants), cost: 0 };
  }

  /** Asks for each collection and language that make a difference. */
  #byWays(holder: Holder, call: Called, { scopedBy }: Relevant, limit: number): OfCall | undefined {
    const cost = this.#trial.countScopes(holder.key.id, call);
    if (cost > limit) return undefined;
    const ways = waysOf(scopedBy, this.#trial.scopes(holder.key.id, call.environment));
    const found = ways.map((way) => this.#constraintsOf(holder, call, this.#grants(holder, call, way)));
    return { constraints: found.flatMap(({ constraints }) => constraints), isExact: found.every(({ isExact }) => isExact), cost };
  }

  #grants({ side }: Holder, { operation, environment }: Called, facts?: Facts): readonly Grant[] {
    const asked = side(environment);
    const { id } = this.#subject.catalog.operations[operation] as CatalogOperation;
    return asked.ward.explain({ ...requestOf(asked, id, environment), ...(facts && { facts }) }).grants;
  }

  /** Of the alternatives that are met with one collection and language: what has to be held in every way of the named facts. */
  #constraintsOf(holder: Holder, { operation, environment }: Called, grants: readonly Grant[]): Pick<OfCall, "constraints" | "isExact"> {
    const { kind } = this.#trial.profiles.of(holder.key.id, environment);
    const choices = new Map(grants.map((grant) => [grant.alternative, this.#choicesOf(grant, holder.isForAll)]));
    const found = this.#trial.namedFacts.left(operation, kind, [...choices.keys()]).map((left) => constraintsOf(left.map((each) => choices.get(each) as Choices)));
    return { constraints: found.flatMap((each) => each ?? []), isExact: !found.includes(undefined) };
  }

  /** For each permission of an alternative, what gives it: itself where it can be listed by itself, or else each that includes it and can be listed. */
  #choicesOf({ permissions }: Grant, isForAll: boolean): Choices {
    const givers = new Map<number, Set<number>>();
    for (const each of permissions) {
      const number = this.#number(each.permission);
      const found = givers.get(number) ?? new Set();
      givers.set(number, found.add(this.#isByItself(each) ? number : this.#number(each.listed)));
    }
    const includes = this.#permissions.includesOn(isForAll);
    const isWithin = (one: number, other: number) => includes[other]?.includes(one) === true && (one < other || includes[one]?.includes(other) !== true);
    return [...givers].map(([number, found]) => (found.has(number) ? [number] : [...found].filter((each) => ![...found].some((other) => other !== each && isWithin(other, each)))));
  }

  /** Whether what gives a permission here is, or can be replaced by, the permission itself. */
  #isByItself = ({ permission, listed, role }: Giver): boolean => role === null || !this.#permissions.isLimiting || permission === listed;

  #number = (id: string): number => this.#permissions.of([id])[0] as number;
}
