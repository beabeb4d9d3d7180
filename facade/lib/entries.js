// What a project's ids stand for, each asked of the module when it is needed first.
import { Ids, NONE } from "./lane.js";

/** The numbers of the ids of one list. */
export class Numbers {
  #handle;
  #ids;
  #known = new Map();
  #names = [];

  /** `handle` is that of the ward. */
  constructor(handle, ids) {
    this.#handle = handle;
    this.#ids = ids;
  }

  /** The number of an id; undefined if it is not listed. */
  get(id) {
    return this.#known.get(id) ?? this.#find(id);
  }

  #find(id) {
    const number = this.#handle.find(this.#ids, id);
    if (number === NONE) return undefined;
    this.#known.set(id, number);
    return number;
  }

  /** The id of a number that the module gave. */
  id(number) {
    return (this.#names[number] ??= this.#handle.call((core) => core.id(this.#ids, number)));
  }

  /** The project has changed. */
  clear() {
    this.#known.clear();
    this.#names = [];
  }
}

/** A key or user that was asked for. What comes after a change makes another entry. */
class Entry {
  #actorOf;
  #actor;

  constructor(number, id, actorOf) {
    this.number = number;
    this.id = id;
    this.#actorOf = actorOf;
  }

  /** Whom the audit log names: the key itself, or its owner. Frozen, and shared by decisions. */
  get actor() {
    return (this.#actor ??= this.#actorOf(this));
  }
}

/** The keys, or else the users, of a project. */
export class Entries {
  #handle;
  #ids;
  #users;
  /** By number, those that were asked for; as many slots of their own as a power of two. */
  #known = [];

  /** `users` are the entries of those who own these; null where these are users. */
  constructor(handle, users) {
    this.#handle = handle;
    this.#ids = users === null ? Ids.Users : Ids.Keys;
    this.#users = users;
  }

  /** The entry of an id; undefined if it is not listed. */
  get(id) {
    const number = this.#handle.find(this.#ids, id);
    return number === NONE ? undefined : this.#at(number, id);
  }

  #at(number, id) {
    while (number >= this.#known.length) this.#known = this.#known.concat(new Array(Math.max(this.#known.length, 64)).fill(undefined));
    return (this.#known[number] ??= new Entry(number, id, this.#users === null ? this.#asUser : this.#asKey));
  }

  /** The user of a number. */
  at(number) {
    return this.#known[number] ?? this.#at(number, this.#handle.call((core) => core.id(Ids.Users, number)));
  }

  #asUser = ({ number, id }) => Object.freeze({ type: "user", id, name: this.#handle.call((core) => core.name(true, number)) ?? null });

  #asKey = ({ number, id }) => {
    const owner = this.#handle.call((core) => core.owner(number));
    if (owner !== NONE) return this.#users.at(owner).actor;
    return Object.freeze({ type: "key", id, name: this.#handle.call((core) => core.name(false, number)) ?? null });
  };

  /** The project has changed. */
  clear() {
    this.#known = [];
  }
}
