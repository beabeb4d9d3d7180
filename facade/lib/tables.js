// What the module's numbers stand for in one ward.
import { Entries, Numbers } from "./entries.js";
import { Ids } from "./lane.js";
import { Recent } from "./recent.js";
import { Sentences } from "./sentence.js";
import { Shortfalls } from "./shortfalls.js";

const numbers = (names) => new Map(names.map((name, number) => [name, number]));

const SLOTS = 64;

/** Numbers of a few short names. A name has one slot, where it stands; one whose slot was taken stands in a map. */
class ShortNames {
  #names = new Array(SLOTS).fill(undefined);
  #numbers = new Array(SLOTS).fill(0);
  #others = new Map();

  constructor(numbers) {
    for (const [name, number] of numbers) {
      const slot = slotOf(name);
      if (this.#names[slot] !== undefined) this.#others.set(name, number);
      else {
        this.#names[slot] = name;
        this.#numbers[slot] = number;
      }
    }
  }

  get(name) {
    const slot = slotOf(name);
    if (this.#names[slot] === name) return this.#numbers[slot];
    return this.#others.size === 0 ? undefined : this.#others.get(name);
  }
}

const slotOf = (name) => (name.length === 0 ? 0 : (name.charCodeAt(0) + 7 * name.length) % SLOTS);

/** The catalog's names, made once for all wards of an instance that have the same catalog. */
export function catalogTables({ reasons, sentences, place }, names) {
  const methodNumbers = numbers(names.methods);
  if (methodNumbers.has("GET")) methodNumbers.set("HEAD", methodNumbers.get("GET"));
  const number = (reason) => reasons.indexOf(reason);
  return {
    ...names,
    reasons,
    permitted: number("permitted"),
    pathNotCanonical: number("path_not_canonical"),
    environmentOutOfScope: number("environment_out_of_scope"),
    permissionMissing: number("permission_missing"),
    methodNumbers: new ShortNames(methodNumbers),
    operationNumbers: numbers(names.operations),
    factNumbers: new ShortNames(numbers(names.facts)),
    sentences: new Sentences(sentences, place),
    shortfalls: new Shortfalls(names, number("permission_missing")),
  };
}

/** What the project's ids stand for. */
export class Tables {
  #all;

  /** `handle` is that of the ward. */
  constructor(catalog, handle) {
    this.catalog = catalog;
    this.users = new Entries(handle, null);
    this.keys = new Entries(handle, this.users);
    this.recentKeys = new Recent(this.keys);
    this.environments = new Numbers(handle, Ids.Environments);
    this.collections = new Numbers(handle, Ids.Collections);
    this.languages = new Numbers(handle, Ids.Languages);
    this.#all = [this.users, this.keys, this.recentKeys, this.environments, this.collections, this.languages];
    /** Goes up with every change: the numbers that ids have may be others then. */
    this.version = 1;
  }

  /** The project has changed. */
  clear() {
    this.version += 1;
    for (const table of this.#all) table.clear();
  }
}
