// Which key may call which operation.
import type { CatalogOperation, Key, Keyward, Reach } from "keyward/slim";

export type Outcome = "allowed" | "denied" | "depends";

export const outcomeOf = ({ allowed, reason }: Reach): Outcome => (allowed ? "allowed" : reason === "facts_needed" ? "depends" : "denied");

export interface Column {
  readonly key: Key;
  readonly reach: readonly Reach[];
  /** How many operations are allowed. */
  readonly allowed: number;
}

/** With `detail`, it also says by whom each operation is permitted, and what is missing; that takes several times as long. */
export function columns(ward: Keyward, keys: readonly Key[], environment: string, at: number, detail = false): Column[] {
  return keys.map((key) => {
    const reach = ward.reach({ key: key.id, environment, at, detail });
    return { key, reach, allowed: reach.filter(({ allowed }) => allowed).length };
  });
}

export interface Line {
  readonly operation: CatalogOperation;
  /** Its place among the catalog's operations, and so in each reach. */
  readonly place: number;
}

/** The operations that are shown, in the catalog's order; of two compared columns only those that differ. */
export function lines(operations: readonly CatalogOperation[], { text, access, compared }: { text: string; access: string; compared: readonly Column[] | null }): Line[] {
  const words = text.toLocaleLowerCase().split(/\s+/).filter((word) => word !== "");
  return operations
    .map((operation, place) => ({ operation, place }))
    .filter(({ operation, place }) => {
      const haystack = `${operation.title ?? ""} ${operation.id} ${operation.method} ${operation.path} ${operation.group ?? ""}`.toLocaleLowerCase();
      if (!words.every((word) => haystack.includes(word)) || (access !== "" && operation.access !== access)) return false;
      return compared === null || compared.some(({ reach }) => outcomeOf(reach[place]!) !== outcomeOf(compared[0]!.reach[place]!));
    });
}

/** `asset-folders` as a heading: `Asset folders`. */
export function groupTitle(group: string | undefined): string {
  const words = (group ?? "").replaceAll("-", " ");
  return words.charAt(0).toLocaleUpperCase("en") + words.slice(1);
}

/** Names that more than one key has: beside them stands the id. */
export function sharedNames(keys: readonly Key[]): Set<string> {
  const seen = new Set<string>();
  return new Set(keys.flatMap(({ name }) => (name === undefined ? [] : seen.has(name) ? [name] : (seen.add(name), []))));
}
