// What the core's numbers stand for.

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
export function catalogTables(catalog) {
  const methodNumbers = numbers(catalog.methods);
  if (methodNumbers.has("GET")) methodNumbers.set("HEAD", methodNumbers.get("GET"));
  return {
    ...catalog,
    methodNumbers: new Few(methodNumbers),
    operationNumbers: numbers(catalog.operations),
    factNumbers: new Few(numbers(catalog.facts)),
  };
}

/**
 * The project's entries by id. An entry keeps its id and name, so that earlier decisions keep theirs;
 * `refusal` is why the core last refused whoever it is, and from when until when.
 */
export class Tables {
  constructor(catalog, entries, scopes) {
    this.catalog = catalog;
    this.environments = new Map();
    this.users = new Map();
    this.keys = new Map();
    this.environmentIds = [];
    this.userEntries = [];
    this.keyIds = [];
    /** Goes up with every change: the numbers that ids have may be others then. */
    this.version = 0;
    this.update(entries, scopes);
  }

  /** Takes in what the core says of entries: list, number, id, name, owner's number. */
  update(entries, [collections, languages]) {
    this.version += 1;
    for (let place = 0; place < entries.length; place += 5) {
      const [list, number, id, name, owner] = [entries[place], entries[place + 1], entries[place + 2], entries[place + 3], entries[place + 4]];
      const entry = { list, number, id, name: name ?? null, owner, refusal: undefined };
      if (list === "environment") this.#enter(this.environments, this.environmentIds, number, id, entry);
      else if (list === "key") this.#enter(this.keys, this.keyIds, number, id, entry);
      else {
        this.#enter(this.users, this.userEntries, number, id, entry, entry);
      }
    }
    this.collections = new Few(numbers(collections));
    this.languages = new Few(numbers(languages));
  }

  #enter(map, listed, number, id, entry, kept = id) {
    const earlier = listed[number]?.id ?? listed[number];
    if (id !== undefined) {
      map.set(id, entry);
      listed[number] = kept;
    } else if (earlier !== undefined && map.get(earlier)?.number === number) {
      map.delete(earlier);
    }
  }

  /** Whom the audit log names: the key itself, or its owner. */
  actorOf(entry) {
    if (entry === undefined) return null;
    return entry.owner === undefined ? entry : this.userEntries[entry.owner];
  }
}
