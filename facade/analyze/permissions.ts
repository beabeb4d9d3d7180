// What permissions include, as the catalog writes it down. Whether an included permission counts, the core decides.
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

/** The permissions of a catalog by number, in its order. */
export class PermissionNumbers {
  readonly ids: readonly string[];
  /** By permission, what it includes, and itself. */
  readonly includes: readonly (readonly number[])[];
  /** The same on keys that are not for all environments, where permissions marked `allEnvironments` do not count, and hand nothing on. */
  readonly includesLimited: readonly (readonly number[])[];
  readonly #numbers: ReadonlyMap<string, number>;

  constructor(catalog: Catalog) {
    this.ids = catalog.permissions.map(({ id }) => id);
    this.#numbers = new Map(this.ids.map((id, number) => [id, number]));
    this.includes = this.ids.map((id) => this.of([...closureOf(catalog, [id])]));
    const counting = new Set(catalog.permissions.filter(({ allEnvironments }) => allEnvironments !== true).map(({ id }) => id));
    const permissions = catalog.permissions.map((each) => (counting.has(each.id) ? { ...each, includes: (each.includes ?? []).filter((id) => counting.has(id)) } : { id: each.id }));
    this.includesLimited = this.ids.map((id) => this.of([...closureOf({ ...catalog, permissions }, [id])]));
  }

  /** What permissions include on a key that is for all environments, or is not. */
  includesOn(isForAll: boolean): readonly (readonly number[])[] {
    return isForAll ? this.includes : this.includesLimited;
  }

  of(ids: readonly string[]): number[] {
    return ids.map((id) => this.#numbers.get(id) as number);
  }

  idsOf(numbers: readonly number[]): string[] {
    return numbers.map((number) => this.ids[number] as string);
  }
}
