// The answers of a ward to every question of one kind: who asks, each operation, each environment.
import { usableInstance } from "../lib/instance.js";
import { reasonNumbers, type Keyward } from "../lib/keyward.js";
import type { CatalogOperation } from "../types/catalog.js";
import type { Reason } from "../types/decision.js";
import type { Facts } from "../types/request.js";
import type { User } from "../types/project.js";
import type { Subject } from "./subject.js";

/** Who asks. */
export type Asker = { readonly key: string } | { readonly user: string };

/** An answer where no facts are given: no way of the facts permits it, some do, all do. */
export type Access = "denied" | "depends" | "allowed";
export const ACCESS: readonly Access[] = ["denied", "depends", "allowed"];
export const DENIED = 0;
export const DEPENDS = 1;
export const ALLOWED = 2;

/** An environment's id; null where a question is judged without one. */
export type Place = string | null;

/** The operations of a catalog, and where each is asked about. */
export class Grid {
  readonly operations: readonly string[];
  readonly numbers: ReadonlyMap<string, number>;
  /** By operation, whether it is judged in an environment; undefined where the request decides that. */
  readonly #names: readonly boolean[] | undefined;
  /** Where to ask: each environment, and without one if that makes a question of its own. */
  readonly places: readonly Place[];

  constructor({ catalog, project }: Subject) {
    const { environmentParameter: parameter, operations } = catalog;
    this.operations = operations.map(({ id }) => id);
    this.numbers = new Map(this.operations.map((id, number) => [id, number]));
    this.#names = parameter === undefined ? undefined : operations.map(({ path }) => path.includes(`{${parameter}}`));
    const withoutOne = this.#names === undefined || this.#names.includes(false);
    this.places = [...project.environments.map(({ id }) => id), ...(withoutOne ? [null] : [])];
  }

  /** Whether an operation is asked about in a place: each question once. */
  isAsked(operation: number, place: Place): boolean {
    return this.#names === undefined || this.#names[operation] === (place !== null);
  }

  /** The place in which a call of an operation is judged, whatever environment came with it. */
  placeOf(operation: number, place: Place): Place {
    return this.#names?.[operation] === false ? null : place;
  }

  /** By operation, the answer; what is not asked about in the place is denied. */
  answers(ward: Keyward, who: Asker, place: Place, at: number, facts?: Facts): Uint8Array {
    const found = new Uint8Array(this.operations.length);
    const given = { ...who, at, ...(facts !== undefined && { facts }) };
    if (place === null && this.#names === undefined) {
      const decisions = ward.decideMany(this.operations.map((operation) => ({ ...given, operation })));
      decisions.forEach(({ allowed, reason }, number) => (found[number] = accessOf(allowed, reason)));
      return found;
    }
    // an operation that names no environment is judged without one, whatever is given here
    const reasons = reasonNumbers(ward, { ...given, environment: place ?? "" });
    numbers ??= numbersOf(usableInstance().constants.reasons);
    const { permitted, factsNeeded } = numbers;
    for (let number = 0; number < found.length; number += 1) {
      const reason = reasons[number];
      if ((reason === permitted || reason === factsNeeded) && this.isAsked(number, place)) found[number] = reason === permitted ? ALLOWED : DEPENDS;
    }
    return found;
  }
}

let numbers: { readonly permitted: number; readonly factsNeeded: number } | undefined;
const numbersOf = (reasons: readonly Reason[]) => ({ permitted: reasons.indexOf("permitted"), factsNeeded: reasons.indexOf("facts_needed") });

const accessOf = (allowed: boolean, reason: string): number => (allowed ? ALLOWED : reason === "facts_needed" ? DEPENDS : DENIED);

/** The collections and languages that role assignments name. */
export interface Scopes {
  readonly collections: readonly string[];
  readonly languages: readonly string[];
}

/** What these users' assignments name. */
export function scopesOf(users: readonly (User | undefined)[]): Scopes {
  const named = (of: "collections" | "languages") => {
    const lists = users.flatMap((user) => user?.roles ?? []).map((assignment) => assignment[of] ?? "any");
    return [...new Set(lists.flatMap((list) => (list === "any" ? [] : [...(list as readonly string[])])))].sort();
  };
  return { collections: named("collections"), languages: named("languages") };
}

/** An id that is not in a list. */
function another(ids: readonly string[]): string {
  let id = "another";
  while (ids.includes(id)) id += "-one";
  return id;
}

/** Every way that some facts can be: a collection or language that no assignment names stands for all others. */
export function waysOf(needs: readonly string[], { collections, languages }: Scopes): Facts[] {
  let ways: Record<string, string | boolean>[] = [{}];
  for (const fact of needs) {
    const values: (string | boolean)[] =
      fact === "collection" ? [...collections, another(collections)] : fact === "language" ? [...languages, another(languages)] : [true, false];
    ways = ways.flatMap((way) => values.map((value) => ({ ...way, [fact]: value })));
  }
  return ways as Facts[];
}

/** Somebody who asks somewhere. */
export interface Side {
  readonly ward: Keyward;
  readonly who: Asker;
  readonly at: number;
}

const requestOf = ({ who, at }: Side, operation: string, place: Place) => ({ ...who, at, operation, ...(place !== null && { environment: place }) });

/** By way, whether a question is permitted. */
export function allowedWays(side: Side, operation: string, place: Place, ways: readonly Facts[]): boolean[] {
  const request = requestOf(side, operation, place);
  return side.ward.decideMany(ways.map((facts) => ({ ...request, facts }))).map(({ allowed }) => allowed);
}

/** The facts on which an answer depends. */
export function needsOf(side: Side, operation: string, place: Place): readonly string[] {
  return side.ward.decide(requestOf(side, operation, place)).needs;
}

/** The ways in which one side permits what the other does not, and the other way round; of answers that depend on facts. */
export function differingWays(one: Side, other: Side, operation: string, place: Place, scopes: Scopes): { lost: Facts[]; gained: Facts[] } {
  const needs = [...new Set([...needsOf(one, operation, place), ...needsOf(other, operation, place)])].sort();
  const ways = waysOf(needs, scopes);
  const [before, after] = [allowedWays(one, operation, place, ways), allowedWays(other, operation, place, ways)];
  return { lost: ways.filter((_, way) => before[way] && !after[way]), gained: ways.filter((_, way) => !before[way] && after[way]) };
}

/** So many ways of the facts are tried for all operations at once; more for each operation by itself. */
const MOST_WAYS = 512;

/** The named facts on which operations depend. */
export function factsOf(operations: readonly CatalogOperation[]): string[] {
  const conditions = operations.flatMap(({ requires }) => Object.values(requires).flatMap((alternatives) => alternatives.flatMap((it) => ("when" in it ? Object.keys(it.when) : []))));
  return [...new Set(conditions)].sort();
}

/** Of operations whose answers depend on facts on both sides, those that are not permitted in the same ways, by number. */
export function differing(one: GridSide, other: GridSide, operations: readonly { id: string; before: number; after: number }[], facts: readonly string[], place: Place, scopes: Scopes): Set<number> {
  const count = 2 ** facts.length * (scopes.collections.length + 1) * (scopes.languages.length + 1);
  if (count > MOST_WAYS) {
    const differ = ({ id }: { id: string }) => Object.values(differingWays(one, other, id, place, scopes)).some(({ length }) => length > 0);
    return new Set([...operations.keys()].filter((number) => differ(operations[number] as { id: string })));
  }
  const found = new Set<number>();
  for (const way of waysOf(["collection", "language", ...facts], scopes)) {
    const [before, after] = [one, other].map(({ grid, ward, who, at }) => grid.answers(ward, who, place, at, way)) as [Uint8Array, Uint8Array];
    operations.forEach((pair, number) => {
      if (before[pair.before] !== after[pair.after]) found.add(number);
    });
  }
  return found;
}

/** Somebody who asks, with the operations that can be asked for. */
export interface GridSide extends Side {
  readonly grid: Grid;
}

/** A count with its noun. */
export const counted = (count: number, noun: string, plural = `${noun}s`): string => `${count} ${count === 1 ? noun : plural}`;

/** Some of a list, for a sentence. */
export function listed(ids: readonly string[], most = 3): string {
  const shown = ids.slice(0, most).map((id) => `\`${id}\``);
  const more = ids.length - shown.length;
  if (more > 0) return `${shown.join(", ")} and ${more} more`;
  return shown.length > 1 ? `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}` : (shown[0] ?? "");
}
