// The conditions of an operation's alternatives: which of these hold together, over every way of the facts that they name.
import type { Catalog, CatalogOperation } from "../types/catalog.js";

type Conditions = { readonly [fact: string]: boolean };

/** Alternatives of one operation and kind, by their numbers in the operation's list. */
type Numbers = readonly number[];

export class NamedFacts {
  readonly #operations: readonly CatalogOperation[];
  readonly #conditions = new Map<string, readonly Conditions[]>();
  readonly #sets = new Map<string, readonly Numbers[]>();
  readonly #covered = new Map<string, boolean>();

  constructor({ operations }: Catalog) {
    this.#operations = operations;
  }

  /** Of these alternatives, those that are left in some way of the facts: each such set that is not empty and holds no other one. */
  left(operation: number, kind: string, alternatives: Numbers): readonly Numbers[] {
    const name = `${operation} ${alternatives.join()} ${kind}`;
    let found = this.#sets.get(name);
    if (found === undefined) this.#sets.set(name, (found = smallestSets(this.#each(operation, kind, alternatives))));
    return found;
  }

  /** Whether in every way of the facts that leaves some of the first, some of the second are left too. */
  covers(operation: number, kind: string, needed: Numbers, given: Numbers): boolean {
    if (needed.every((each) => given.includes(each))) return true;
    const name = `${operation} ${needed.join()} ${given.join()} ${kind}`;
    let found = this.#covered.get(name);
    if (found === undefined) {
      const both = [...new Set([...needed, ...given])];
      found = true;
      for (const left of this.#each(operation, kind, both)) found &&= !left.some((each) => needed.includes(each)) || left.some((each) => given.includes(each));
      this.#covered.set(name, found);
    }
    return found;
  }

  /** In every way of the facts that these alternatives name, those that are left. A catalog has at most 12 such facts for one operation and kind. */
  *#each(operation: number, kind: string, alternatives: Numbers): Generator<Numbers> {
    const conditions = this.#conditionsOf(operation, kind);
    const facts = [...new Set(alternatives.flatMap((each) => Object.keys(conditions[each] ?? {})))];
    const wanted = alternatives.map((each) => Object.entries(conditions[each] ?? {}).map(([fact, value]) => ({ bit: 1 << facts.indexOf(fact), value })));
    for (let way = 0; way < 1 << facts.length; way += 1) {
      yield alternatives.filter((_, place) => (wanted[place] as { bit: number; value: boolean }[]).every(({ bit, value }) => ((way & bit) !== 0) === value));
    }
  }

  #conditionsOf(operation: number, kind: string): readonly Conditions[] {
    const name = `${operation} ${kind}`;
    let found = this.#conditions.get(name);
    if (found === undefined) {
      const alternatives = this.#operations[operation]?.requires[kind] ?? [];
      this.#conditions.set(name, (found = alternatives.map((each) => ("when" in each ? each.when : {}))));
    }
    return found;
  }
}

/** The sets that are not empty, each once, without those that hold another one. */
function smallestSets(sets: Iterable<Numbers>): Numbers[] {
  const distinct = new Map<string, Numbers>();
  for (const set of sets) if (set.length > 0) distinct.set(set.join(), set);
  const kept: Numbers[] = [];
  for (const set of [...distinct.values()].sort((a, b) => a.length - b.length)) if (!kept.some((other) => other.every((each) => set.includes(each)))) kept.push(set);
  return kept;
}
