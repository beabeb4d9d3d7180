// A Map has to go through a whole id that it has not seen as this very string, for its hash: a few of the characters
// lead to most entries, and the Map to the others.

const MOST = 65_536;

export class RecentMap {
  #all = new Map();
  #slots = new Array(64).fill(undefined);
  #shift = 26;

  set(id, value) {
    this.#all.set(id, value);
    if (this.#all.size * 4 <= this.#slots.length || this.#slots.length === MOST) return;
    this.#slots = new Array(this.#slots.length * 2).fill(undefined);
    this.#shift -= 1;
  }

  get(id) {
    const { length } = id;
    if (length < 6) return this.#all.get(id);
    const first = (id.charCodeAt(0) << 8) ^ id.charCodeAt(1);
    const last = (id.charCodeAt(length - 4) << 18) ^ (id.charCodeAt(length - 3) << 12) ^ (id.charCodeAt(length - 2) << 6) ^ id.charCodeAt(length - 1);
    const slot = Math.imul(last ^ (first << 7) ^ length, 0x9e3779b1) >>> this.#shift;
    const value = this.#slots[slot];
    if (value !== undefined && value.id === id) return value;
    const found = this.#all.get(id);
    if (found !== undefined) this.#slots[slot] = found;
    return found;
  }
}
