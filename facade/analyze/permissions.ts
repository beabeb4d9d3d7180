// What permissions include, as the catalog writes it down. Whether an included permission counts, the core decides.
import type { Catalog } from "../types/catalog.js";

/** These permissions, and all that they include. */
export function closureOf({ permissions }: Catalog, ids: Iterable<string>): Set<string> {
  const byId = new Map(permissions.map((each) => [each.id, each]));
  const found = new Set(ids);
  for (const each of found) for (const included of byId.get(each)?.includes ?? []) found.add(included);
  return found;
}

/** The permissions that some operation requires, or whose holders are told of expiries. */
export function neededIn({ operations, kinds }: Catalog): Set<string> {
  const required = operations.flatMap(({ requires }) => Object.values(requires).flatMap((alternatives) => alternatives.flatMap((each) => ("when" in each ? [...each.allOf] : [...(each as readonly string[])]))));
  return new Set([...required, ...recipientsIn(kinds)]);
}

/** The permissions whose holders are told of expiries. */
export const recipientsIn = (kinds: Catalog["kinds"]): string[] => Object.values(kinds).flatMap(({ recipients }) => (recipients === undefined || recipients === "owner" ? [] : [recipients]));
