// What decisions fall short by: the same lists come again and again.
import { ALTERNATIVE, COLLECTION, LANGUAGE } from "./lane.js";

/** So many are kept, each at a place of its own. */
const PLACES = 1024;

const NOTHING = Object.freeze([]);

/** What a decision that lacks nothing has. */
export const NO_SHORTFALL = Object.freeze({ missing: NOTHING, needs: NOTHING, clause: "" });

export class Shortfalls {
  #permissions;
  #facts;
  #permissionMissing;
  #kept = new Array(PLACES).fill(undefined);

  /** Of one catalog. `permissionMissing` is the number of that reason. */
  constructor({ permissions, facts }, permissionMissing) {
    this.#permissions = permissions;
    this.#facts = facts;
    this.#permissionMissing = permissionMissing;
  }

  /** The shortfall of a decision: frozen lists, and a clause for its sentence. `numbers` are those of its list. */
  get(handle, reason, numbers) {
    let hash = reason;
    for (let index = 0; index < numbers.length; index += 1) hash = Math.imul(hash ^ numbers[index], 0x9e3779b1);
    const place = hash >>> 22;
    const kept = this.#kept[place];
    if (kept !== undefined && kept.reason === reason && areAlike(kept.numbers, numbers)) return kept;
    const made = this.#make(handle, reason, numbers.slice());
    this.#kept[place] = made;
    return made;
  }

  #make(handle, reason, numbers) {
    const clause = handle.call((core) => core.shortfall(reason, Uint32Array.from(numbers)));
    if (reason !== this.#permissionMissing) {
      const name = (number) => (number === COLLECTION ? "collection" : number === LANGUAGE ? "language" : this.#facts[number]);
      return { reason, numbers, missing: NOTHING, needs: Object.freeze(Array.from(numbers, name).sort()), clause };
    }
    const alternatives = [];
    for (const number of numbers) {
      if (number === ALTERNATIVE) alternatives.push([]);
      else alternatives.at(-1).push(this.#permissions[number]);
    }
    return { reason, numbers, missing: Object.freeze(alternatives.map(Object.freeze)), needs: NOTHING, clause };
  }
}

function areAlike(some, others) {
  if (some.length !== others.length) return false;
  for (let index = 0; index < some.length; index += 1) if (some[index] !== others[index]) return false;
  return true;
}
