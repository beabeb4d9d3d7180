// Which key may call which operation.
import type { CatalogOperation, Key, Keyward, Reach } from "keyward/slim";

export interface Column {
  readonly key: Key;
  readonly reach: readonly Reach[];
  readonly allowed: number;
}

export function columns(ward: Keyward, keys: readonly Key[], environment: string, at: number): Column[] {
  return keys.map((key) => {
    const reach = ward.reach({ key: key.id, environment, at });
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
      return compared === null || compared.some(({ reach }) => reach[place]!.allowed !== compared[0]!.reach[place]!.allowed);
    });
}
