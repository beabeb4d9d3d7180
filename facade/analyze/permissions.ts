// What the catalog says about permissions. The core decides whether an included permission counts.
import type { Catalog, CatalogOperation } from "../types/catalog.js";

/** These permissions, and all that they include. */
export function closureOf({ permissions }: Catalog, ids: Iterable<string>): Set<string> {
  const byId = new Map(permissions.map((each) => [each.id, each]));
  const found = new Set(ids);
  for (const each of found) for (const included of byId.get(each)?.includes ?? []) found.add(included);
  return found;
}

/** The permissions that some operation requires, or whose holders are told of expiries. */
export function neededIn({ operations, kinds }: Catalog): Set<string> {
  const required = operations.flatMap((operation) => Object.keys(operation.requires).flatMap((kind) => requiredBy(operation, kind)));
  return new Set([...required, ...recipientsIn(kinds)]);
}

/** The permissions that an operation requires of a kind of key, in some alternative. */
export const requiredBy = ({ requires }: CatalogOperation, kind: string): string[] => (requires[kind] ?? []).flatMap((each) => ("when" in each ? [...each.allOf] : [...(each as readonly string[])]));

/** The permissions whose holders are told of expiries. */
export const recipientsIn = (kinds: Catalog["kinds"]): string[] => Object.values(kinds).flatMap(({ recipients }) => (recipients === undefined || recipients === "owner" ? [] : [recipients]));

/** Numbers the permissions of a catalog, in its order. */
export class PermissionNumbers {
  readonly ids: readonly string[];
  /** For each permission, itself and all that it includes. */
  readonly includes: readonly (readonly number[])[];
  /** The same on keys that are not for all environments, where permissions marked `allEnvironments` do not count, and hand nothing on. */
  readonly includesLimited: readonly (readonly number[])[];
  /** By permission, what of that a role can list in its stead: listed by itself, it reaches no collection and no language that it does not reach now. */
  readonly #inStead: readonly ReadonlySet<number>[];
  /** The same on keys that are not for all environments. */
  readonly #inSteadLimited: readonly ReadonlySet<number>[];
  /** Whether a permission includes one that would reach further by itself. */
  readonly isLimiting: boolean;
  readonly #numbers: ReadonlyMap<string, number>;

  constructor(catalog: Catalog) {
    this.ids = catalog.permissions.map(({ id }) => id);
    this.#numbers = new Map(this.ids.map((id, number) => [id, number]));
    this.includes = this.ids.map((id) => this.of([...closureOf(catalog, [id])]));
    const counting = new Set(catalog.permissions.filter(({ allEnvironments }) => allEnvironments !== true).map(({ id }) => id));
    const permissions = catalog.permissions.map((each) => (counting.has(each.id) ? { ...each, includes: (each.includes ?? []).filter((id) => counting.has(id)) } : { id: each.id }));
    this.includesLimited = this.ids.map((id) => this.of([...closureOf({ ...catalog, permissions }, [id])]));
    const limits = new Limiting(catalog);
    const direct = (list: Catalog["permissions"]) => list.map(({ includes = [] }) => this.of(includes));
    this.#inStead = limits.inSteadOf(this.includes, direct(catalog.permissions));
    this.#inSteadLimited = limits.inSteadOf(this.includesLimited, direct(permissions));
    const isLess = (inStead: readonly ReadonlySet<number>[], includes: readonly (readonly number[])[]) => includes.some(({ length }, number) => inStead[number]?.size !== length);
    this.isLimiting = isLess(this.#inStead, this.includes) || isLess(this.#inSteadLimited, this.includesLimited);
  }

  /** What permissions include on a key that is for all environments, or is not. */
  includesOn(isForAll: boolean): readonly (readonly number[])[] {
    return isForAll ? this.includes : this.includesLimited;
  }

  /** What a role can list in the stead of each permission, for keys that are for all environments, or are not. */
  inSteadOn(isForAll: boolean): readonly ReadonlySet<number>[] {
    return isForAll ? this.#inStead : this.#inSteadLimited;
  }

  /** Whether a role that lists one permission gives nobody more by listing the other too, on whatever keys. */
  replaces(one: string, other: string): boolean {
    const [giver = -1, given = -1] = this.of([one, other]);
    return [this.#inStead, this.#inSteadLimited].every((inStead) => inStead[giver]?.has(given) === true);
  }

  of(ids: readonly string[]): number[] {
    return ids.map((id) => this.#numbers.get(id) as number);
  }

  idsOf(numbers: readonly number[]): string[] {
    return numbers.map((number) => this.ids[number] as string);
  }
}

/** How far permissions reach, by what limits them. */
class Limiting {
  readonly #scopes: readonly string[];

  constructor({ permissions }: Catalog) {
    this.#scopes = permissions.map(({ scopedBy = [] }) => ["collection", "language"].filter((scope) => (scopedBy as readonly string[]).includes(scope)).join());
  }

  /** What is listed by itself is not limited any more by the permission that included it: each on the way there has to reach at least as far. */
  inSteadOf(includes: readonly (readonly number[])[], direct: readonly (readonly number[])[]): ReadonlySet<number>[] {
    if (direct.every((list, number) => list.every((each) => this.#reaches(number, each)))) return includes.map((list) => new Set(list));
    return includes.map((list, number) => new Set(list.filter((other) => {
      const seen = new Set(this.#reaches(number, other) ? [number] : []);
      for (const each of seen) for (const next of direct[each] ?? []) if (this.#reaches(next, other)) seen.add(next);
      return seen.has(other);
    })));
  }

  #reaches(one: number, other: number): boolean {
    const [reaching, reached] = [this.#scopes[one], this.#scopes[other]];
    // collections are looked at first: languages alone can reach other assignments than both
    return reaching === "" || reaching === reached || (reaching === "collection" && reached === "collection,language");
  }
}
