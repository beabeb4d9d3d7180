// A cache of what decisions lack: the same lists come again and again. `npm run bench -- --without shortfalls`
// shows what it gives.
import type { Decision } from "../types/decision.js";
import type { Handle } from "./instance.js";
import { ALTERNATIVE, COLLECTION, LANGUAGE } from "./lane.js";
import type { Names } from "./module.js";

/** How many are kept, each in a slot of its own. */
const PLACES = 1024;

const NOTHING: readonly never[] = Object.freeze([]);

/** What a decision lacks: frozen lists, and a clause for its sentence. */
export interface Shortfall {
  readonly missing: Decision["missing"];
  readonly needs: Decision["needs"];
  readonly clause: string;
}

/** One that is kept, with what the module said. */
interface Kept extends Shortfall {
  readonly reason: number;
  readonly numbers: Int32Array;
}

/** What a decision that lacks nothing has. */
export const NO_SHORTFALL: Shortfall = Object.freeze({ missing: NOTHING, needs: NOTHING, clause: "" });

export class Shortfalls {
  #permissions: readonly string[];
  #facts: readonly string[];
  #permissionMissing: number;
  #kept = new Array<Kept | undefined>(PLACES).fill(undefined);

  /** Of one catalog. `permissionMissing` is the number of that reason. */
  constructor({ permissions, facts }: Names, permissionMissing: number) {
    this.#permissions = permissions;
    this.#facts = facts;
    this.#permissionMissing = permissionMissing;
  }

  /** The shortfall of a decision. `numbers` are those of its list. */
  get(handle: Handle, reason: number, numbers: Int32Array): Shortfall {
    let hash = reason;
    for (let index = 0; index < numbers.length; index += 1) hash = Math.imul(hash ^ numbers[index]!, 0x9e3779b1);
    const slot = hash >>> 22;
    const kept = this.#kept[slot];
    if (kept !== undefined && kept.reason === reason && areAlike(kept.numbers, numbers)) return kept;
    const made = this.#make(handle, reason, numbers.slice());
    this.#kept[slot] = made;
    return made;
  }

  #make(handle: Handle, reason: number, numbers: Int32Array): Kept {
    const clause = handle.call((core) => core.shortfall(reason, Uint32Array.from(numbers)));
    if (reason !== this.#permissionMissing) {
      const name = (number: number): string => (number === COLLECTION ? "collection" : number === LANGUAGE ? "language" : this.#facts[number]!);
      return { reason, numbers, missing: NOTHING, needs: Object.freeze(Array.from(numbers, name).sort()), clause };
    }
    const alternatives: string[][] = [];
    for (const number of numbers) {
      if (number === ALTERNATIVE) alternatives.push([]);
      else alternatives.at(-1)!.push(this.#permissions[number]!);
    }
    return { reason, numbers, missing: Object.freeze(alternatives.map((alternative) => Object.freeze(alternative))), needs: NOTHING, clause };
  }
}

function areAlike(some: Int32Array, others: Int32Array): boolean {
  if (some.length !== others.length) return false;
  for (let index = 0; index < some.length; index += 1) if (some[index] !== others[index]) return false;
  return true;
}
