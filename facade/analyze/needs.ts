// Computes which permissions a key needs for its calls, as constraints.
import type { Grant } from "../types/decision.js";
import type { CatalogOperation } from "../types/catalog.js";
import type { KeyRecord } from "../types/project.js";
import type { Facts } from "../types/request.js";
import { factsOf, requestOf, scopesOf, waysOf, type EnvironmentOrNone, type Scopes, type Side } from "./cells.js";
import { listedBy, type Called } from "./held.js";
import { requiredBy, type PermissionNumbers } from "./permissions.js";
import type { Alternatives } from "./smallest.js";
import type { Profile } from "./profiles.js";
import type { Subject } from "./subject.js";
import type { Trial } from "./trial.js";

/** A key, and where to ask about it: its own ward, or one with a stand-in. */
export interface Holder {
  readonly key: KeyRecord;
  readonly side: (environment: EnvironmentOrNone) => Side;
  /** Whether the key that is asked about is for all environments. */
  readonly isForAll: boolean;
  /** Whether that key lists what its permissions include. */
  readonly isListed: boolean;
}

/** What can change the answer for an operation and a kind of key. */
interface Relevant {
  /** Different for each operation and kind. */
  readonly number: number;
  /** For each permission, whether the operation requires it or something that it includes. */
  readonly permissions: readonly boolean[];
  /** Which of `collection` and `language` limit such a permission. */
  readonly scopedBy: readonly string[];
  /** The named facts that the operation's conditions mention. */
  readonly facts: readonly string[];
}

/** Computes constraints: for each call in each way of the facts, the alternatives of which the key must hold one. */
export class Needs {
  readonly #subject: Subject;
  readonly #trial: Trial;
  readonly #permissions: PermissionNumbers;
  /** Constraints by all that decides them. */
  readonly #known = new Map<string, readonly Alternatives[]>();
  readonly #scopes = new Map<string, { readonly scopes: Scopes; readonly name: string }>();
  /** By operation and kind of key. */
  readonly #relevant = new Map<string, Relevant>();
  /** The permissions that each role lists. */
  readonly #listed = new Map<string, readonly number[]>();

  constructor(subject: Subject, trial: Trial, permissions: PermissionNumbers) {
    this.#subject = subject;
    this.#trial = trial;
    this.#permissions = permissions;
  }

  of({ key, side, isForAll, isListed }: Holder, called: readonly Called[]): Alternatives[] {
    const { scopes, name } = this.#scopesOf(key.owner ?? "");
    return called.flatMap(({ operation, environment }) => {
      const profile = this.#trial.profiles.of(key.id, environment);
      const relevant = this.#relevantTo(profile.kind, operation);
      // the owner's scopes as a whole, since the order of the ways can decide between sets of the same size
      const circumstances = `${relevant.number} ${environment === null} ${isForAll} ${isListed} ${this.#heldOf(profile, relevant)} ${relevant.scopedBy.length > 0 ? name : ""}`;
      let known = this.#known.get(circumstances);
      if (known === undefined) this.#known.set(circumstances, (known = this.#ofCall(side(environment), operation, environment, waysOf([...relevant.scopedBy, ...relevant.facts], scopes))));
      return known;
    });
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

  #relevantTo(kind: string, operation: number): Relevant {
    const name = `${operation} ${kind}`;
    let found = this.#relevant.get(name);
    if (found === undefined) this.#relevant.set(name, (found = this.#findRelevant(kind, this.#subject.catalog.operations[operation] as CatalogOperation)));
    return found;
  }

  #findRelevant(kind: string, operation: CatalogOperation): Relevant {
    const required = new Set(this.#permissions.of(requiredBy(operation, kind)));
    const permissions = this.#permissions.includes.map((included) => included.some((number) => required.has(number)));
    const scopes = new Set<string>(this.#subject.catalog.permissions.flatMap(({ scopedBy = [] }, number) => (permissions[number] ? scopedBy : [])));
    return { number: this.#relevant.size, permissions, scopedBy: ["collection", "language"].filter((scope) => scopes.has(scope)), facts: factsOf([operation]) };
  }

  #listedBy(role: string): readonly number[] {
    let found = this.#listed.get(role);
    if (found === undefined) this.#listed.set(role, (found = this.#permissions.of(listedBy(this.#subject, this.#subject.roles.get(role)?.record))));
    return found;
  }

  #scopesOf(owner: string) {
    let known = this.#scopes.get(owner);
    if (known === undefined) {
      const scopes = scopesOf([this.#subject.users.get(owner)?.record]);
      this.#scopes.set(owner, (known = { scopes, name: JSON.stringify(scopes) }));
    }
    return known;
  }

  #ofCall(side: Side, operation: number, environment: EnvironmentOrNone, ways: readonly Facts[]): readonly Alternatives[] {
    const { id } = this.#subject.catalog.operations[operation] as CatalogOperation;
    // of a role with `"every"`, the grant does not tell what is listed; a permission may have that id
    const isEvery = (role: string | null) => role !== null && side.ward === this.#trial.full && this.#subject.roles.get(role)?.record.permissions === "every";
    const grantsOf = (facts?: Facts): Grant[] => {
      const { grants } = side.ward.explain({ ...requestOf(side, id, environment), ...(facts && { facts }) });
      return grants.map(({ alternative, permissions }) => ({ alternative, permissions: permissions.map((each) => (isEvery(each.role) ? { ...each, listed: each.permission } : each)) }));
    };
    const met = grantsOf();
    // a single alternative is the one that is met in every way in which any is; facts that make no difference need not be told
    const isSame = (met.length <= 1 && met.every((grant) => this.#isByItself(grant))) || ways.length === 1;
    return (isSame ? [met] : ways.map((way) => grantsOf(way))).filter((each) => each.length > 0).flatMap((each) => this.#constraintsOf(each));
  }

  /** Whether each permission can be listed by itself wherever it is held. */
  #isByItself = ({ permissions }: Grant): boolean => permissions.every((each) => this.#bearer(each) === this.#number(each.permission));

  #number = (id: string): number => this.#permissions.of([id])[0] as number;

  /** What has to be listed for a permission: itself, or the listed one that includes it, where it would reach further by itself. */
  #bearer({ permission, listed, role }: Grant["permissions"][number]): number {
    const number = this.#number(permission);
    if (role === null || listed === permission) return number;
    const bearer = this.#number(listed);
    return this.#permissions.inStead[bearer]?.has(number) === true ? number : bearer;
  }

  /** Of grants of one operation, in one way of the facts: what has to be held. */
  #constraintsOf(grants: readonly Grant[]): Alternatives[] {
    const bearers = grants.map(({ permissions }) => {
      const byPermission = new Map<number, Set<number>>();
      for (const each of permissions) {
        const number = this.#number(each.permission);
        byPermission.set(number, (byPermission.get(number) ?? new Set()).add(this.#bearer(each)));
      }
      // held by itself, it asks for no more than what includes it
      return [...byPermission].map(([number, found]) => (found.has(number) ? [number] : [...found]));
    });
    const [only] = bearers;
    if (only !== undefined && bearers.length === 1 && only.length > 0) return only.map((found) => found.map((each) => [each]));
    return [bearers.flatMap((choices) => productOf(choices))];
  }
}

/** How many ways to hold one alternative are looked at. */
const MOST_WAYS = 256;

/** One of each choice, in every way; where those are too many, all that can be chosen at once. */
function productOf(choices: readonly (readonly number[])[]): number[][] {
  if (choices.reduce((count, { length }) => count * length, 1) > MOST_WAYS) return [[...new Set(choices.flat())]];
  return choices.reduce<number[][]>((found, choice) => found.flatMap((each) => choice.map((one) => [...each, one])), [[]]).map((each) => [...new Set(each)]);
}
