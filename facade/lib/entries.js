// The keys and users of a project, each asked for when it is needed first.
import { bytesAt, checkInstance, coreError, exchange, makeRoom } from "./instance.js";
import { readText } from "./texts.js";

const NONE = 0xffffffff;
/** The texts that the core tells. */
const NAME = 1;
const OWNER_ID = 2;
const OWNER_NAME = 3;

const encoder = new TextEncoder();

/** Where ids go in, until the memory grows or they do not fit. */
let bytes = new Uint8Array(0);

/** A key or user, as it was when it was asked for: what comes later makes another entry. */
class Entry {
  #entries;
  #actor;

  constructor(entries, number, id) {
    this.#entries = entries;
    this.number = number;
    this.id = id;
    /** Why the core last refused it, and from when until when. */
    this.refusal = undefined;
  }

  /** Whom the audit log names: the key itself, or its owner. */
  get actor() {
    this.#actor ??= this.#entries.actorOf(this);
    return this.#actor;
  }
}

/** The keys, or else the users, of a project. */
export class Entries {
  #core;
  #isUser;
  /** By number, those that were asked for; as many slots of their own as a power of two. */
  #known = [];
  /** Those whose actors may not have been told. */
  #open = [];

  constructor(core, isUser) {
    this.#core = core;
    this.#isUser = isUser;
  }

  /** The entry of an id. */
  get(id) {
    const number = this.#find(id);
    if (number === NONE) return undefined;
    while (number >= this.#known.length) this.#known = this.#known.concat(new Array(Math.max(this.#known.length, 64)).fill(undefined));
    let entry = this.#known[number];
    if (entry === undefined) {
      entry = new Entry(this, number, id);
      this.#known[number] = entry;
      this.#open.push(entry);
    }
    return entry;
  }

  #find(id) {
    if (this.#core === null) return NONE;
    checkInstance();
    try {
      if (bytes.length < id.length * 3 && !this.#look(id.length)) return NONE;
      const { written } = encoder.encodeInto(id, bytes);
      // half of a surrogate pair has become another character
      if (written !== id.length && /\p{Surrogate}/u.test(id)) return NONE;
      return this.#core.find(this.#isUser, written);
    } catch (error) {
      throw coreError(error);
    }
  }

  actorOf({ number, id }) {
    checkInstance();
    try {
      const owner = this.#told(number, OWNER_ID);
      if (owner !== null) return { type: "user", id: owner, name: this.#told(number, OWNER_NAME) };
      return { type: this.#isUser ? "user" : "key", id, name: this.#told(number, NAME) };
    } catch (error) {
      throw coreError(error);
    }
  }

  #told(number, text) {
    const length = this.#core.tell(this.#isUser, number, text);
    if (exchange.bytes.length === 0) makeRoom(1, 0); // the memory has grown
    return length < 0 ? null : readText(length);
  }

  /** Looks where the room is, which then has three bytes for each unit of an id; whether an id can be so long. */
  #look(length) {
    const start = this.#core.room(this.#isUser, length);
    if (start !== 0) bytes = bytesAt(start, length * 3);
    return start !== 0;
  }

  /** Before the project changes: what was asked for stays what it was. */
  settle() {
    for (const entry of this.#open) void entry.actor;
    this.#open = [];
  }

  forget() {
    this.#known = [];
  }

  /** The ward is freed. */
  end() {
    this.settle();
    this.#core = null;
  }
}
