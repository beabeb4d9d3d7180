// The keys and users of a project, each asked for when it is needed first.
import { room } from "../wasm/keyward.js";
import { bytesAt, checkInstance, coreError, exchange, makeRoom } from "./instance.js";

const NONE = 0xffffffff;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Where ids go in and texts come out, until the memory grows or they do not fit. */
let bytes = new Uint8Array(0);

/** Makes sure that the view is good, and has at least so many bytes. */
function look(length) {
  const start = room(length);
  if (bytes.byteOffset !== start || bytes.length < length) bytes = bytesAt(start, length);
}

/** A key or user, as it was when it was asked for: what comes later makes another entry. */
class Entry {
  #entries;
  #name;
  #owner;

  constructor(entries, number, id) {
    this.#entries = entries;
    this.number = number;
    this.id = id;
    /** Why the core last refused it, and from when until when. */
    this.refusal = undefined;
  }

  get list() {
    return this.#entries.list;
  }

  get name() {
    if (this.#name === undefined) this.#name = this.#entries.told(this.number, false);
    return this.#name;
  }

  /** Whom the audit log names: the key itself, or its owner. */
  get actor() {
    if (this.#owner === undefined) this.#owner = this.#entries.ownerOf(this.number);
    return this.#owner === null ? this : this.#owner;
  }

  /** Reads all there is to be read, before it becomes something else. */
  settle() {
    void this.actor.name;
  }
}

/** The keys, or the users, of a project. */
export class Entries {
  #core;
  #users;
  #known = new Map();
  #places = new Map();
  /** Those that may not have been read to the end. */
  #open = [];

  /** `users`: those who own the keys; undefined for the users themselves. */
  constructor(core, users) {
    this.#core = core;
    this.#users = users;
    this.list = users === undefined ? "user" : "key";
  }

  /** The entry of an id. One that nobody has is looked for each time. */
  get(id) {
    const entry = this.#known.get(id);
    return entry === undefined ? this.#find(id) : entry;
  }

  #find(id) {
    if (this.#core === null) return undefined;
    checkInstance();
    const isUser = this.#users === undefined;
    let number;
    try {
      if (bytes.length < id.length * 3) {
        if (id.length > this.#core.longest(isUser)) return undefined;
        look(id.length * 3);
      }
      const { written } = encoder.encodeInto(id, bytes);
      // half of a surrogate pair has become another character
      if (written !== id.length && /\p{Surrogate}/u.test(id)) return undefined;
      number = this.#core.find(isUser, written);
    } catch (error) {
      throw coreError(error);
    }
    return number === NONE ? undefined : this.#keep(number, id);
  }

  /** The entry of a number. */
  #at(number) {
    return this.#places.get(number) ?? this.#keep(number, this.told(number, true));
  }

  #keep(number, id) {
    const entry = new Entry(this, number, id);
    this.#known.set(id, entry);
    if (this.#users === undefined) this.#places.set(number, entry);
    this.#open.push(entry);
    return entry;
  }

  /** The owner of a key; null if there is none. */
  ownerOf(number) {
    if (this.#users === undefined) return null;
    const owner = this.#core.owner(number);
    return owner === NONE ? null : this.#users.#at(owner);
  }

  /** An id or else a name; null if there is none. */
  told(number, id) {
    checkInstance();
    try {
      const length = this.#core.tell(this.#users === undefined, number, id);
      if (exchange.bytes.length === 0) makeRoom(1, 0); // the memory has grown
      if (length < 0) return null;
      look(length);
      return decoder.decode(bytes.subarray(0, length));
    } catch (error) {
      throw coreError(error);
    }
  }

  /** Before the project changes: entries stay what they were. */
  settle() {
    for (const entry of this.#open) entry.settle();
    this.#open = [];
  }

  forget(id) {
    const entry = this.#known.get(id);
    if (entry === undefined) return;
    this.#known.delete(id);
    this.#places.delete(entry.number);
  }

  forgetAll() {
    this.#known.clear();
    this.#places.clear();
  }

  /** The ward is freed. */
  end() {
    this.settle();
    this.#core = null;
  }
}
