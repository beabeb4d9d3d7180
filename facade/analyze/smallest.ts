// The smallest set that meets every constraint: exact, by branch and bound, with a limit after which it says so.

/** One of several sets that would do. */
export type Alternatives = readonly (readonly number[])[];

export interface Smallest {
  /** The members, in ascending order, without what others bring. */
  readonly members: readonly number[];
  /** How many are held with them, included ones too. */
  readonly size: number;
  /** No set is smaller than this. */
  readonly atLeast: number;
  /** Other sets of the same size, up to a limit. */
  readonly ties: readonly (readonly number[])[];
}

/** How many sets are tried to find the smallest one, if not said otherwise, and others of its size. */
export const MOST_TRIED = 200_000;
const MOST_TRIED_FOR_TIES = 5_000;
const MOST_TIES = 8;

/** What a smallest set is looked for among. */
export interface Sought {
  /** How many numbered things there are. */
  readonly count: number;
  /** Of each of these at least one alternative has to be in the set. */
  readonly constraints: readonly Alternatives[];
  /** What has to be in the set because it is not known what of it is needed: no proof can rest on it. */
  readonly unproven: readonly number[];
  /** What each thing brings, itself among it; size counts all of these. */
  readonly includes: readonly (readonly number[])[];
  /** How many sets are tried before the search is given up. */
  readonly limit: number;
}

/** The smallest set that meets all constraints; undefined if a constraint has no alternative. */
export function smallest({ count, constraints, unproven, includes, limit }: Sought): Smallest | undefined {
  const exact = unique(constraints.map((alternatives) => minimal(alternatives.map((each) => closure(each, includes)))));
  if (exact.some((alternatives) => alternatives.length === 0)) return undefined;
  const closed = unproven.length === 0 ? exact : [...exact, [closure(unproven, includes)]];
  const search = new Search(closed, limit);
  search.run(new Uint8Array(count), 0);
  const others = new Search(closed, MOST_TRIED_FOR_TIES, search.size);
  others.run(new Uint8Array(count), 0);
  const members = (set: Uint8Array) => roots(set, includes);
  return { members: members(search.best[0] as Uint8Array), size: search.size, atLeast: unproven.length === 0 ? search.atLeast : leastOf(count, exact, limit), ties: others.best.map(members) };
}

/** No set that meets these constraints is smaller than this. */
function leastOf(count: number, constraints: readonly Alternatives[], limit: number): number {
  const search = new Search(constraints, limit);
  search.run(new Uint8Array(count), 0);
  return search.atLeast;
}

class Search {
  best: Uint8Array[] = [];
  size: number;
  isDone = true;
  /** A bound on every set, from what cannot be shared. */
  readonly bound: number;
  #tried = 0;
  readonly #constraints: readonly Alternatives[];
  readonly #limit: number;
  readonly #wantsAll: boolean;

  /** With a size: finds sets of that size. */
  constructor(constraints: readonly Alternatives[], limit: number, size?: number) {
    this.#constraints = constraints;
    this.#limit = limit;
    this.size = size ?? Infinity;
    this.#wantsAll = size !== undefined;
    this.bound = this.#unshared(constraints, new Uint8Array(0));
  }

  /** No set is smaller than this. */
  get atLeast(): number {
    return this.isDone ? this.size : this.bound;
  }

  /** Tries every way to meet what is not met yet, the constraint with the fewest ways first. */
  run(set: Uint8Array, size: number): void {
    this.#tried += 1;
    // the first descent always ends, so that there is a set to give
    if (this.#tried > this.#limit && (this.best.length > 0 || this.#wantsAll)) {
      this.isDone = false;
      return;
    }
    const unmet = this.#constraints.filter((alternatives) => !alternatives.some((each) => each.every((member) => set[member] === 1)));
    const least = size + this.#unshared(unmet, set);
    if (this.#wantsAll ? least > this.size || this.best.length === MOST_TIES : least >= this.size) return;
    const [first] = unmet.sort((a, b) => a.length - b.length);
    if (first === undefined) {
      this.#keep(set, size);
      return;
    }
    const missing = (each: readonly number[]) => each.reduce((sum, member) => sum + (set[member] === 1 ? 0 : 1), 0);
    for (const each of [...first].sort((a, b) => missing(a) - missing(b))) {
      const next = set.slice();
      for (const member of each) next[member] = 1;
      this.run(next, size + missing(each));
    }
  }

  #keep(set: Uint8Array, size: number): void {
    if (size < this.size) {
      this.size = size;
      this.best = [];
    }
    const isKnown = this.best.some((known) => known.every((bit, member) => bit === set[member]));
    if (!isKnown) this.best.push(set.slice());
  }

  /** What has to be added at least: constraints that have no missing member in common add up. */
  #unshared(unmet: readonly Alternatives[], set: Uint8Array): number {
    const used = new Set<number>();
    let sum = 0;
    for (const alternatives of unmet) {
      const missing = alternatives.map((each) => each.filter((member) => set[member] !== 1));
      if (missing.some((each) => each.some((member) => used.has(member)))) continue;
      for (const member of missing.flat()) used.add(member);
      sum += Math.min(...missing.map(({ length }) => length));
    }
    return sum;
  }
}

/** The members and all that they bring. */
export function closure(members: readonly number[], includes: readonly (readonly number[])[]): number[] {
  return [...new Set(members.flatMap((member) => includes[member] ?? [member]))].sort((a, b) => a - b);
}

/** The members that no other brings; of those that bring each other, the first. */
function roots(set: Uint8Array, includes: readonly (readonly number[])[]): number[] {
  const members = [...set.keys()].filter((member) => set[member] === 1);
  const brings = (one: number, other: number) => includes[one]?.includes(other) === true;
  return members.filter((member) => !members.some((other) => other !== member && brings(other, member) && (!brings(member, other) || other < member)));
}

/** Alternatives that ask for no more than another one does. */
function minimal(alternatives: readonly (readonly number[])[]): number[][] {
  const isWithin = (one: readonly number[], other: readonly number[]) => one.every((member) => other.includes(member));
  const kept: number[][] = [];
  for (const each of [...alternatives].sort((a, b) => a.length - b.length)) if (!kept.some((known) => isWithin(known, each))) kept.push([...each]);
  return kept;
}

const unique = (constraints: readonly Alternatives[]): Alternatives[] => [...new Map(constraints.map((each) => [JSON.stringify(each), each])).values()];
