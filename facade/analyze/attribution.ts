// Finds the changes that made an answer change.
import { DENIED, type Asker, type Grid, type Place } from "./cells.js";
import { mixed, type Actor, type DocumentChange, type Pair, type Part, type SideName } from "./changes.js";

/** A part of somebody's circumstances that differs, and where it matters. */
export interface Cause {
  readonly part: string;
  readonly place: Place;
  readonly operation: string;
}

/** Finds out which parts matter to a changed answer: by putting each back, and by making it alone. */
export class Attribution {
  readonly causes: Cause[] = [];
  readonly #wards = new Map<string, { answers: (place: Place) => Uint8Array; free: () => void } | undefined>();
  /** The lists that were given, by what they hold. */
  readonly #lists = new Map<string, readonly number[]>();
  readonly #places = new Map<string, number>();
  readonly #hasCatalog: boolean;
  #concerned: { place: Place; parts: readonly string[] } | undefined;

  constructor(
    readonly pair: Pair,
    readonly grids: Readonly<Record<SideName, Grid>>,
    readonly actor: Actor,
    readonly parts: readonly Part[],
    readonly at: number,
  ) {
    this.#hasCatalog = parts.some(({ name }) => name === "catalog");
  }

  /** The places of the causes. */
  of(place: Place, operation: string, before: number, after: number): readonly number[] {
    let parts = this.#concern(place);
    if (parts.length > 1 && before !== after) {
      const matters = parts.filter((name) => this.#answer("before", name, place, operation) !== before || this.#answer("after", name, place, operation) !== after);
      if (matters.length > 0) parts = matters;
    }
    const name = `${this.#hasCatalog ? operation : ""}\n${place}\n${parts.join("\n")}`;
    let list = this.#lists.get(name);
    if (list === undefined) this.#lists.set(name, (list = parts.map((part) => this.#place(part, place, operation))));
    return list;
  }

  #concern(place: Place): readonly string[] {
    if (this.#concerned?.place !== place || this.#concerned === undefined) {
      this.#concerned = { place, parts: this.parts.filter((part) => part.describe(place, "") !== undefined).map(({ name }) => name) };
    }
    return this.#concerned.parts;
  }

  /** The place of a cause, each change once. */
  #place(part: string, place: Place, operation: string): number {
    const change = JSON.stringify(this.parts.find(({ name }) => name === part)?.describe(place, operation));
    let found = this.#places.get(change);
    if (found === undefined) this.#places.set(change, (found = this.causes.push({ part, place, operation }) - 1));
    return found;
  }

  /** The answer with all parts as they are on one side, but for this one; undefined where that cannot be. */
  #answer(side: SideName, but: string, place: Place, operation: string): number | undefined {
    const name = `${side} ${but}`;
    if (!this.#wards.has(name)) this.#wards.set(name, this.#load(side, but));
    const ward = this.#wards.get(name);
    return ward && (ward.answers(place)[this.#grid(side, but).numbers.get(operation) ?? -1] ?? DENIED);
  }

  #grid(side: SideName, but: string): Grid {
    return this.grids[(but === "catalog") === (side === "before") ? "after" : "before"];
  }

  #load(side: SideName, but: string) {
    const other: SideName = side === "before" ? "after" : "before";
    const ward = mixed(this.pair, this.actor, this.at, (part) => (part === but ? other : side));
    if (ward === undefined) return undefined;
    const grid = this.#grid(side, but);
    const who: Asker = this.actor.key === null ? { user: this.actor.user as string } : { key: this.actor.key };
    const known = new Map<Place, Uint8Array>();
    const answers = (place: Place) => {
      let found = known.get(place);
      if (found === undefined) known.set(place, (found = grid.answers(ward, who, place, this.at)));
      return found;
    };
    return { answers, free: () => ward.free() };
  }

  free(): void {
    for (const ward of this.#wards.values()) ward?.free();
  }
}

/** The list of changes of one actor: first the causes that were found, then others that are added. */
export class Through {
  readonly list: DocumentChange[];
  readonly #known: Map<string, number>;

  constructor(parts: readonly Part[], causes: readonly Cause[]) {
    const byName = new Map(parts.map((part) => [part.name, part]));
    this.list = causes.map(({ part, place, operation }) => byName.get(part)?.describe(place, operation) as DocumentChange);
    this.#known = new Map(this.list.map((change, place) => [JSON.stringify(change), place]));
  }

  places(changes: readonly DocumentChange[]): number[] {
    return changes.map((change) => {
      const name = JSON.stringify(change);
      let place = this.#known.get(name);
      if (place === undefined) this.#known.set(name, (place = this.list.push(change) - 1));
      return place;
    });
  }
}
