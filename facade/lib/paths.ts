// A cache of what paths name, in use while the same paths keep coming.
// `npm run bench -- --without paths` shows what it gives.

const MOST = 2048;
const LONGEST = 256;
/** While all paths are new, one in this many is looked up, to see whether that has changed. */
const SAMPLE = 64;
const WINDOW = 128;
const ENOUGH = WINDOW / 4;

/** What a path names: an operation, and an environment or none. */
export interface PathTarget {
  readonly target: number;
  readonly environment: number;
}

/**
 * Remembers which operation and environment a method and a path name, by the numbers of one ward.
 * It finds what the core would find, since the text is the same; paths that the core refuses are not kept.
 */
export class PathMemo {
  /** By method, what paths name. Each slot is its own: what an inherited element says does not count. */
  #methods: (Map<string, PathTarget> | undefined)[];
  #size = 0;
  #version = 0;
  #tries = 0;
  #hits = 0;
  #repeat = false;
  /** Calls until the next one that is looked up: 0 while the same paths keep coming. */
  rest = SAMPLE;
  /** Whether what the core answers now is to be kept. */
  learns = false;

  /** The methods have numbers below `count`. */
  constructor(count: number) {
    this.#methods = new Array(count).fill(undefined);
  }

  /** What a path was found to name, if that is known and still holds. To be asked when `rest` is 0. */
  find(method: number, path: string, version: number): PathTarget | undefined {
    if (version !== this.#version) {
      this.#clear();
      this.#version = version;
    }
    const found = this.#methods[method]?.get(path);
    this.learns = found === undefined && path.length <= LONGEST;
    if (found !== undefined) this.#hits += 1;
    this.#tries += 1;
    if (!this.#repeat) this.rest = SAMPLE;
    if (this.#tries === WINDOW) {
      this.#repeat = this.#hits >= ENOUGH;
      this.rest = this.#repeat ? 0 : SAMPLE;
      this.#tries = 0;
      this.#hits = 0;
    }
    return found;
  }

  /** Keeps what the core found a path to name. */
  keep(method: number, path: string, target: number, environment: number): void {
    if (this.#size === MOST) this.#clear();
    (this.#methods[method] ??= new Map()).set(path, { target, environment });
    this.#size += 1;
  }

  #clear(): void {
    this.#methods.fill(undefined);
    this.#size = 0;
  }
}
