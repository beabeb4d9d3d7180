// What the core's numbers stand for.
import { Entries } from "./entries.js";
import { catalogOf, scopesOf } from "./calls.js";
import { Recent } from "./recent.js";

const numbers = (names) => new Map(names.map((name, number) => [name, number]));

const SLOTS = 64;

/** Numbers of a few short names. A name has one slot, where it stands; one whose slot was taken stands in a map. */
class Few {
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

/** The catalog's names, made once for a ward. */
function catalogTables(catalog) {
  const methodNumbers = numbers(catalog.methods);
  if (methodNumbers.has("GET")) methodNumbers.set("HEAD", methodNumbers.get("GET"));
  return {
    ...catalog,
    methodNumbers: new Few(methodNumbers),
    operationNumbers: numbers(catalog.operations),
    factNumbers: new Few(numbers(catalog.facts)),
  };
}

/** What the project's ids stand for. */
export class Tables {
  #core;

  constructor(core) {
    this.#core = core;
    this.catalog = catalogTables(catalogOf(core));
    this.users = new Entries(core, true);
    this.keys = new Entries(core, false);
    this.recentKeys = new Recent(this.keys);
    /** Goes up with every change: the numbers that ids have may be others then. */
    this.version = 0;
    this.#takeIn();
  }

  /** Changes the project by a function that gives the lists and ids that it touched, by turns. */
  update(change) {
    this.keys.settle();
    this.users.settle();
    const touched = change();
    const isTouched = (list) => touched.some((name, place) => place % 2 === 0 && name === list);
    if (isTouched("user")) this.users.forget();
    if (isTouched("user") || isTouched("key")) this.keys.forget(); // they know their owners
    this.#takeIn();
  }

  #takeIn() {
    this.version += 1;
    this.recentKeys.clear();
    const [environments, collections, languages] = scopesOf(this.#core);
    this.environmentIds = environments;
    this.environments = numbers(environments);
    this.collections = new Few(numbers(collections));
    this.languages = new Few(numbers(languages));
  }

  /** Takes in that a key was added or revoked. */
  listed() {
    this.version += 1;
  }

  /** The ward was freed. */
  end() {
    this.recentKeys.clear();
    this.keys.end();
    this.users.end();
  }
}
