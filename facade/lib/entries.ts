// What a project's ids stand for, each asked of the module when it is needed first.
import type { Decision } from "../types/decision.js";
import type { Handle } from "./instance.js";
import { Ids, NONE } from "./lane.js";
import type { Ids as IdsNumber } from "./module.js";

/** Whom the audit log names. */
type Actor = NonNullable<Decision["actor"]>;

/** The numbers of the ids of one list. */
export class Numbers {
  #handle: Handle;
  #ids: IdsNumber;
  #known = new Map<string, number>();
  #names: string[] = [];

  /** `handle` is that of the ward. */
  constructor(handle: Handle, ids: IdsNumber) {
    this.#handle = handle;
    this.#ids = ids;
  }

  /** The number of an id; undefined if it is not listed. */
  get(id: string): number | undefined {
    return this.#known.get(id) ?? this.#find(id);
  }

  #find(id: string): number | undefined {
    const number = this.#handle.find(this.#ids, id);
    if (number === NONE) return undefined;
    this.#known.set(id, number);
    return number;
  }

  /** The id of a number that the module gave. */
  id(number: number): string {
    return (this.#names[number] ??= this.#handle.call((core) => core.id(this.#ids, number)!));
  }

  /** The project has changed. */
  clear(): void {
    this.#known.clear();
    this.#names = [];
  }
}

/** A key or user that was asked for. What comes after a change makes another entry. */
export class Entry {
  readonly number: number;
  readonly id: string;
  #actorOf: (entry: Entry) => Actor;
  #actor: Actor | undefined;

  constructor(number: number, id: string, actorOf: (entry: Entry) => Actor) {
    this.number = number;
    this.id = id;
    this.#actorOf = actorOf;
  }

  /** Whom the audit log names: the key itself, or its owner. Frozen, and shared by decisions. */
  get actor(): Actor {
    return (this.#actor ??= this.#actorOf(this));
  }
}

/** The keys, or else the users, of a project. */
export class Entries {
  #handle: Handle;
  #ids: IdsNumber;
  #users: Entries | null;
  /** By number, those that were asked for; as many slots of their own as a power of two. */
  #known: (Entry | undefined)[] = [];

  /** `users` are the entries of those who own these; null where these are users. */
  constructor(handle: Handle, users: Entries | null) {
    this.#handle = handle;
    this.#ids = users === null ? Ids.Users : Ids.Keys;
    this.#users = users;
  }

  /** The entry of an id; undefined if it is not listed. */
  get(id: string): Entry | undefined {
    const number = this.#handle.find(this.#ids, id);
    return number === NONE ? undefined : this.#at(number, id);
  }

  #at(number: number, id: string): Entry {
    while (number >= this.#known.length) this.#known = this.#known.concat(new Array(Math.max(this.#known.length, 64)).fill(undefined));
    return (this.#known[number] ??= new Entry(number, id, this.#users === null ? this.#asUser : this.#asKey));
  }

  /** The user of a number. */
  at(number: number): Entry {
    return this.#known[number] ?? this.#at(number, this.#handle.call((core) => core.id(Ids.Users, number)!));
  }

  #asUser = ({ number, id }: Entry): Actor => Object.freeze({ type: "user", id, name: this.#handle.call((core) => core.name(true, number)) ?? null });

  #asKey = ({ number, id }: Entry): Actor => {
    const owner = this.#handle.call((core) => core.owner(number));
    if (owner !== NONE) return this.#users!.at(owner).actor;
    return Object.freeze({ type: "key", id, name: this.#handle.call((core) => core.name(false, number)) ?? null });
  };

  /** The project has changed. */
  clear(): void {
    this.#known = [];
  }
}
