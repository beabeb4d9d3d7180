// What the module's numbers stand for in one ward.
import type { Reason } from "../types/decision.js";
import { Entries, type Entry, Numbers } from "./entries.js";
import type { Handle } from "./instance.js";
import { Ids } from "./lane.js";
import type { Constants, Names } from "./module.js";
import { EntryCache } from "./entry-cache.js";
import { Sentences } from "./sentence.js";
import { Shortfalls } from "./shortfalls.js";

const numbers = (names: readonly string[]): Map<string, number> => new Map(names.map((name, number) => [name, number]));

/** What a catalog's numbers stand for, and the numbers of what it names. */
export interface CatalogTables extends Names {
  readonly reasons: readonly Reason[];
  readonly permitted: number;
  readonly pathNotCanonical: number;
  readonly environmentOutOfScope: number;
  readonly permissionMissing: number;
  readonly methodNumbers: ReadonlyMap<string, number>;
  readonly operationNumbers: ReadonlyMap<string, number>;
  readonly factNumbers: ReadonlyMap<string, number>;
  readonly sentences: Sentences;
  readonly shortfalls: Shortfalls;
}

/** The catalog's names, made once for all wards of an instance that have the same catalog. */
export function catalogTables({ reasons, sentences, place }: Constants, names: Names): CatalogTables {
  const methodNumbers = numbers(names.methods);
  const get = methodNumbers.get("GET");
  if (get !== undefined) methodNumbers.set("HEAD", get);
  const number = (reason: Reason): number => reasons.indexOf(reason);
  return {
    ...names,
    reasons,
    permitted: number("permitted"),
    pathNotCanonical: number("path_not_canonical"),
    environmentOutOfScope: number("environment_out_of_scope"),
    permissionMissing: number("permission_missing"),
    methodNumbers,
    operationNumbers: numbers(names.operations),
    factNumbers: numbers(names.facts),
    sentences: new Sentences(sentences, place),
    shortfalls: new Shortfalls(names, number("permission_missing")),
  };
}

/** What the project's ids stand for. */
export class Tables {
  readonly catalog: CatalogTables;
  readonly users: Entries;
  readonly keys: Entries;
  readonly keyCache: EntryCache<Entry>;
  readonly environments: Numbers;
  readonly collections: Numbers;
  readonly languages: Numbers;
  #all: readonly { clear(): void }[];
  /** Goes up with every change: the numbers that ids have may be others then. */
  version = 1;

  /** `handle` is that of the ward. */
  constructor(catalog: CatalogTables, handle: Handle) {
    this.catalog = catalog;
    this.users = new Entries(handle, null);
    this.keys = new Entries(handle, this.users);
    this.keyCache = new EntryCache(this.keys);
    this.environments = new Numbers(handle, Ids.Environments);
    this.collections = new Numbers(handle, Ids.Collections);
    this.languages = new Numbers(handle, Ids.Languages);
    this.#all = [this.users, this.keys, this.keyCache, this.environments, this.collections, this.languages];
  }

  /** The project has changed. */
  clear(): void {
    this.version += 1;
    for (const table of this.#all) table.clear();
  }
}
