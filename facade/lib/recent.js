// Entries that were asked for lately, found by a few characters of their ids: a Map has to go through a whole id
// that it has not seen as this very string, for its hash.

const LEAST = 64;
const MOST = 4096;
/** Ids that are shorter are looked up at once. */
const SHORTEST = 6;

export class Recent {
  #entries;
  #slots;
  #shift;
  /** How often an entry had to make room for another since there are so many slots. */
  #replaced = 0;

  /** `entries` have a method `get` that finds one by its id, or undefined. */
  constructor(entries) {
    this.#entries = entries;
    this.#resize(LEAST);
  }

  get(id) {
    const { length } = id;
    if (length < SHORTEST) return this.#entries.get(id);
    // the beginnings of ids are often alike, and so are the middles of UUIDs
    const first = (id.charCodeAt(0) << 8) ^ id.charCodeAt(1);
    const last = (id.charCodeAt(length - 4) << 18) ^ (id.charCodeAt(length - 3) << 12) ^ (id.charCodeAt(length - 2) << 6) ^ id.charCodeAt(length - 1);
    const slot = Math.imul(last ^ (first << 7) ^ length, 0x9e3779b1) >>> this.#shift;
    const entry = this.#slots[slot];
    return entry !== undefined && entry.id === id ? entry : this.#find(id, slot);
  }

  /** Forgets all: entries have changed. */
  clear() {
    this.#resize(this.#slots.length);
  }

  #find(id, slot) {
    const entry = this.#entries.get(id);
    if (entry === undefined) return undefined;
    if (this.#slots[slot] !== undefined) this.#replaced += 1;
    this.#slots[slot] = entry;
    if (this.#replaced > this.#slots.length && this.#slots.length < MOST) this.#resize(this.#slots.length * 4);
    return entry;
  }

  #resize(count) {
    this.#slots = new Array(count).fill(undefined);
    this.#shift = Math.clz32(count) + 1;
    this.#replaced = 0;
  }
}
