// The answers of a ward for one key or user: every operation in every environment.
import { usableInstance } from "../lib/instance.js";
import { reasonNumbers, type Keyward } from "../lib/keyward.js";
import type { CatalogOperation } from "../types/catalog.js";
import type { Reason } from "../types/decision.js";
import type { Facts } from "../types/request.js";
import type { RoleAssignment, User } from "../types/project.js";
import type { Access } from "../types/analyze.js";
import { everyWay, waysOf, type Scopes } from "./scopes.js";
import type { Subject } from "./subject.js";

/** Who asks. */
export type Asker = { readonly key: string } | { readonly user: string };

export const ACCESS: readonly Access[] = ["denied", "depends", "allowed"];
export const DENIED = 0;
export const DEPENDS = 1;
export const ALLOWED = 2;

/** An environment's id; null for operations that are judged without one. */
export type EnvironmentOrNone = string | null;

/** The operations of a catalog, and where each is asked about. */
export class Grid {
  readonly operations: readonly string[];
  readonly numbers: ReadonlyMap<string, number>;
  /** For each operation, whether its path names an environment. Undefined if the request names it. */
  readonly #namesEnvironment: readonly boolean[] | undefined;
  /** The operations that are not asked about inside an environment, and outside of one. */
  readonly #excluded: { readonly inside: readonly number[]; readonly outside: readonly number[] };
  /** Where to ask: each environment, and null if some operations are judged without one. */
  readonly environments: readonly EnvironmentOrNone[];

  constructor({ catalog, project }: Subject) {
    const { environmentParameter: parameter, operations } = catalog;
    this.operations = operations.map(({ id }) => id);
    this.numbers = new Map(this.operations.map((id, number) => [id, number]));
    const names = parameter === undefined ? undefined : operations.map(({ path }) => path.includes(`{${parameter}}`));
    const numbersOf = (isNamed: boolean) => [...this.operations.keys()].filter((number) => names !== undefined && names[number] === isNamed);
    this.#namesEnvironment = names;
    this.#excluded = { inside: numbersOf(false), outside: numbersOf(true) };
    const withoutOne = names === undefined || names.includes(false);
    this.environments = [...project.environments.map(({ id }) => id), ...(withoutOne ? [null] : [])];
  }

  /** The answer for each operation. An operation that is not asked about there is denied. */
  answers(ward: Keyward, who: Asker, environment: EnvironmentOrNone, at: number, facts?: Facts): Uint8Array {
    const given = { ...who, at, ...(facts !== undefined && { facts }) };
    if (environment === null && this.#namesEnvironment === undefined) {
      const decisions = ward.decideMany(this.operations.map((operation) => ({ ...given, operation })));
      return Uint8Array.from(decisions, ({ allowed, reason }) => accessOf(allowed, reason));
    }
    // an operation that names no environment is judged without one, whatever is given here
    const found = reasonNumbers(ward, { ...given, environment: environment ?? "" });
    const accesses = (accessByReason ??= accessesOf(usableInstance().constants.reasons));
    for (let number = 0; number < found.length; number += 1) found[number] = accesses[found[number] as number] as number;
    for (const number of environment === null ? this.#excluded.outside : this.#excluded.inside) found[number] = DENIED;
    return found;
  }
}

const accessOf = (allowed: boolean, reason: Reason): number => (allowed ? ALLOWED : reason === "facts_needed" ? DEPENDS : DENIED);

/** For the number of each reason, the access that it stands for. */
let accessByReason: Uint8Array | undefined;
const accessesOf = (reasons: readonly Reason[]) => Uint8Array.from(reasons, (reason) => accessOf(reason === "permitted", reason));

/** The indices, in a user's list, of the assignments that can apply in an environment. Where these are the same, so are the answers. */
export function applyingAt(user: User | undefined, environment: EnvironmentOrNone): number[] {
  const assignments = user?.roles ?? [];
  return [...assignments.keys()].filter((number) => {
    const { environments = "all" } = assignments[number] as RoleAssignment;
    return environments === "all" || (environment !== null && environments.includes(environment));
  });
}

/** Somebody who asks somewhere. */
export interface Side {
  readonly ward: Keyward;
  readonly who: Asker;
  readonly at: number;
  /** Overrides the environment of the question. */
  readonly environment?: EnvironmentOrNone;
}

/** The request that asks a side about an operation. */
export function requestOf({ who, at, environment: own }: Side, operation: string, environment: EnvironmentOrNone) {
  const where = own === undefined ? environment : own;
  return { ...who, at, operation, ...(where !== null && { environment: where }) };
}

/** For each way of the facts, whether the operation is permitted. */
function allowedWays(side: Side, operation: string, environment: EnvironmentOrNone, ways: readonly Facts[]): boolean[] {
  const request = requestOf(side, operation, environment);
  return side.ward.decideMany(ways.map((facts) => ({ ...request, facts }))).map(({ allowed }) => allowed);
}

/** The facts on which an answer depends. */
function needsOf(side: Side, operation: string, environment: EnvironmentOrNone): readonly string[] {
  return side.ward.decide(requestOf(side, operation, environment)).needs;
}

/** The facts that make a difference on either side, and for each way of these that does, whether the operation is permitted before and after. */
function compareWays(before: Side, after: Side, operation: string, environment: EnvironmentOrNone, scopes: Scopes) {
  const needs = [...new Set([...needsOf(before, operation, environment), ...needsOf(after, operation, environment)])].sort();
  const ways = waysOf(needs, scopes);
  const [was, is] = [before, after].map((side) => allowedWays(side, operation, environment, ways)) as [boolean[], boolean[]];
  return { needs, ways, was, is };
}

/** Whether an answer that depends on facts on both sides does so in other ways. */
export function waysDiffer(...asked: Parameters<typeof compareWays>): boolean {
  const { was, is } = compareWays(...asked);
  return was.some((allowed, way) => allowed !== is[way]);
}

/** Of such an answer: the ways in which it is permitted before alone, and after alone. */
export function differingWays(before: Side, after: Side, operation: string, environment: EnvironmentOrNone, scopes: Scopes): { lost: Facts[]; gained: Facts[] } {
  const { needs, ways, was, is } = compareWays(before, after, operation, environment, scopes);
  const those = (isMeant: (way: number) => boolean) => everyWay(needs, scopes, ways.filter((_, way) => isMeant(way)));
  return { lost: those((way) => was[way] === true && is[way] === false), gained: those((way) => was[way] === false && is[way] === true) };
}

/** Up to this many ways of the facts are tried for all operations at once; beyond it, each operation is tried by itself. */
const MOST_WAYS = 512;

/** The named facts on which operations depend. */
export function factsOf(operations: readonly CatalogOperation[]): string[] {
  const conditions = operations.flatMap(({ requires }) => Object.values(requires).flatMap((alternatives) => alternatives.flatMap((it) => ("when" in it ? Object.keys(it.when) : []))));
  return [...new Set(conditions)].sort();
}

/** Every way of collection, language and these facts; undefined if there are too many to ask for all operations at once. */
export function gridWays(facts: readonly string[], scopes: Scopes): Facts[] | undefined {
  const count = 2 ** facts.length * scopes.collections.distinct.length * scopes.languages.distinct.length;
  return count > MOST_WAYS ? undefined : waysOf(["collection", "language", ...facts], scopes);
}

/** Of operations whose answers depend on facts on both sides, those that are not permitted in the same ways, by number. */
export function differing(before: GridSide, after: GridSide, operations: readonly { id: string; before: number; after: number }[], facts: readonly string[], environment: EnvironmentOrNone, scopes: Scopes): Set<number> {
  const ways = gridWays(facts, scopes);
  if (ways === undefined) {
    return new Set([...operations.keys()].filter((number) => waysDiffer(before, after, (operations[number] as { id: string }).id, environment, scopes)));
  }
  const found = new Set<number>();
  for (const way of ways) {
    const [was, is] = [before, after].map(({ grid, ward, who, at }) => grid.answers(ward, who, environment, at, way)) as [Uint8Array, Uint8Array];
    operations.forEach((pair, number) => {
      if (was[pair.before] !== is[pair.after]) found.add(number);
    });
  }
  return found;
}

/** Somebody who asks, with the operations that can be asked for. */
export interface GridSide extends Side {
  readonly grid: Grid;
}
