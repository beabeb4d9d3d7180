// Entries that were asked for lately, found by a few characters of their ids: a Map has to go through a whole id
// that it has not seen as this very string, for its hash. `npm run bench -- --without entries`
// shows what it gives.

/** How many buckets there are, at first and at most. A bucket has two ids, each with its entry after it, the later one first. */
const LEAST = 16;
const MOST = 32_768;
const BUCKET = 4;
/** Ids that are shorter are looked up at once. */
const SHORTEST = 6;

export class EntryCache<Entry extends { readonly id: string }> {
  #entries: { get(id: string): Entry | undefined };
  /** Ids and entries by turns. */
  #slots!: (string | Entry)[];
  #count!: number;
  #shift!: number;
  /** How often an entry made room for another since the last resize. */
  #replaced = 0;

  /** `entries` have a method `get` that finds one by its id, or undefined. */
  constructor(entries: { get(id: string): Entry | undefined }) {
    this.#entries = entries;
    this.#resize(LEAST);
  }

  get(id: string): Entry | undefined {
    const { length } = id;
    if (length < SHORTEST) return this.#entries.get(id);
    // the beginnings of ids are often alike, and so are the middles of UUIDs
    const first = (id.charCodeAt(0) << 8) ^ id.charCodeAt(1);
    const last = (id.charCodeAt(length - 4) << 18) ^ (id.charCodeAt(length - 3) << 12) ^ (id.charCodeAt(length - 2) << 6) ^ id.charCodeAt(length - 1);
    const slot = (Math.imul(last ^ (first << 7) ^ length, 0x9e3779b1) >>> this.#shift) * BUCKET;
    const slots = this.#slots;
    if (slots[slot] === id) return slots[slot + 1] as Entry;
    if (slots[slot + 2] === id) return slots[slot + 3] as Entry;
    return this.#find(id, slot);
  }

  /** Forgets all: entries have changed. */
  clear(): void {
    this.#resize(this.#count);
  }

  #find(id: string, slot: number): Entry | undefined {
    const entry = this.#entries.get(id);
    if (entry === undefined) return undefined;
    const slots = this.#slots;
    if (slots[slot + 2] !== "") this.#replaced += 1;
    slots[slot + 2] = slots[slot]!;
    slots[slot + 3] = slots[slot + 1]!;
    slots[slot] = entry.id;
    slots[slot + 1] = entry;
    if (this.#replaced > this.#count && this.#count < MOST) this.#resize(this.#count * 2);
    return entry;
  }

  #resize(count: number): void {
    // no id that is looked for is so short; and engines compare faster what has always been text
    this.#slots = new Array(count * BUCKET).fill("");
    this.#count = count;
    this.#shift = Math.clz32(count) + 1;
    this.#replaced = 0;
  }
}
