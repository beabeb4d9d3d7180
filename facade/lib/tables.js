// What the core's numbers stand for.
import { answer, exchange, inCore, makeRoom } from "./instance.js";

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

/**
 * The keys or users of a project by id, each asked for when it is needed first. An entry keeps its id and name,
 * so that earlier decisions keep theirs; `refusal` is why the core last refused whoever it is, and from when until when.
 */
class Entries {
  #core;
  #list;
  #known = new Map();
  /** By number; of keys none. */
  #places = [];

  constructor(core, list) {
    this.#core = core;
    this.#list = list;
  }

  get(id) {
    const entry = this.#known.get(id);
    return entry === undefined ? this.#find(id) : entry;
  }

  /** The user of a number. */
  at(number) {
    return this.#places[number] ?? this.#take(this.#ask((core) => core.user(number)));
  }

  forget(id) {
    const entry = this.#known.get(id);
    if (entry === undefined) return;
    this.#known.delete(id);
    delete this.#places[entry.number];
  }

  /** Asks nothing any more. */
  end() {
    this.#core = null;
  }

  #find(id) {
    // ids that nobody has are asked for each time, and not kept
    const found = this.#ask((core) => core.entry(this.#list === "user", id));
    // half of a surrogate pair has become another character
    return found[1] === id ? this.#take(found) : undefined;
  }

  #ask(ask) {
    if (this.#core === null) return [];
    const found = inCore(() => answer(ask(this.#core)));
    if (exchange.bytes.length === 0) makeRoom(1, 0); // the memory has grown
    return found;
  }

  #take([number, id, name, owner]) {
    if (number === undefined) return undefined;
    const entry = { list: this.#list, number, id, name, owner, refusal: undefined };
    this.#known.set(id, entry);
    if (this.#list === "user") this.#places[number] = entry;
    return entry;
  }
}

/** What the project's ids stand for. */
export class Tables {
  #core;

  constructor(core) {
    this.#core = core;
    this.catalog = catalogTables(answer(core.catalog()));
    this.users = new Entries(core, "user");
    this.keys = new Entries(core, "key");
    /** Goes up with every change: the numbers that ids have may be others then. */
    this.version = 0;
    this.update([]);
  }

  /** Takes in that entries were touched: lists and ids by turns. */
  update(touched) {
    this.version += 1;
    for (let place = 0; place < touched.length; place += 2) {
      if (touched[place] === "key") this.keys.forget(touched[place + 1]);
      if (touched[place] === "user") this.users.forget(touched[place + 1]);
    }
    const [environments, collections, languages] = answer(this.#core.scopes());
    this.environmentIds = environments;
    this.environments = numbers(environments);
    this.collections = new Few(numbers(collections));
    this.languages = new Few(numbers(languages));
  }

  /** Takes in that a key was added. */
  added() {
    this.version += 1;
  }

  /** The ward was freed. */
  end() {
    this.keys.end();
    this.users.end();
  }

  /** Whom the audit log names: the key itself, or its owner. */
  actorOf(entry) {
    if (entry === undefined) return null;
    return entry.owner === null ? entry : this.users.at(entry.owner);
  }
}
