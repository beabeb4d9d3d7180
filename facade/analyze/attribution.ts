// Finds the changes that made an answer change.
import type { Keyward } from "../lib/keyward.js";
import { DENIED, differingWays, type Asker, type Grid, type Place, type Scopes, type Side } from "./cells.js";
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
  readonly #wards = new Map<string, { readonly ward: Keyward; answers: (place: Place) => Uint8Array } | undefined>();
  /** The lists that were given, by what they hold. */
  readonly #lists = new Map<string, readonly number[]>();
  readonly #places = new Map<string, number>();
  readonly #byWays = new Map<string, readonly string[]>();
  readonly #hasCatalog: boolean;
  #concerned: { place: Place; parts: readonly string[] } | undefined;

  constructor(
    readonly pair: Pair,
    readonly grids: Readonly<Record<SideName, Grid>>,
    readonly actor: Actor,
    readonly parts: readonly Part[],
    readonly at: number,
    /** Who asks before and after, and what the owner's assignments name. */
    readonly sides: Readonly<Record<SideName, Side>>,
    readonly scopes: Scopes,
  ) {
    this.#hasCatalog = parts.some(({ name }) => name === "catalog");
  }

  /** The places of the causes of another answer. */
  of(place: Place, operation: string, before: number, after: number): readonly number[] {
    const matters = (name: string) => this.#answer("before", name, place, operation) !== before || this.#answer("after", name, place, operation) !== after;
    return this.#list(place, operation, mattering(this.#concern(place), matters));
  }

  /** The same for an answer that depends on facts before and after, in other ways. `alike` is the same for places in which the ways are the same. */
  ofWays(place: Place, operation: string, alike: string): readonly number[] {
    const parts = this.#concern(place);
    const name = JSON.stringify([alike, operation, parts]);
    let found = this.#byWays.get(name);
    if (found === undefined) {
      found = mattering(parts, (part) => this.#differs("before", part, place, operation) || this.#differs("after", part, place, operation));
      this.#byWays.set(name, found);
    }
    return this.#list(place, operation, found);
  }

  #list(place: Place, operation: string, parts: readonly string[]): readonly number[] {
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
    const ward = this.#mixed(side, but);
    return ward && (ward.answers(place)[this.#grid(side, but).numbers.get(operation) ?? -1] ?? DENIED);
  }

  /** Whether, with all parts as they are on one side but for this one, an answer depends on facts in other ways. */
  #differs(side: SideName, but: string, place: Place, operation: string): boolean {
    const mixed = this.#mixed(side, but);
    if (mixed === undefined) return true;
    const one = this.sides[side];
    const { lost, gained } = differingWays(one, { ward: mixed.ward, who: one.who, at: this.at }, operation, place, this.scopes);
    return lost.length + gained.length > 0;
  }

  #mixed(side: SideName, but: string) {
    const name = `${side} ${but}`;
    if (!this.#wards.has(name)) this.#wards.set(name, this.#load(side, but));
    return this.#wards.get(name);
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
    return { ward, answers };
  }

  free(): void {
    for (const mixed of this.#wards.values()) mixed?.ward.free();
  }
}

/** The parts that matter; all of them where none matters by itself. */
function mattering(parts: readonly string[], matters: (part: string) => boolean): readonly string[] {
  if (parts.length <= 1) return parts;
  const found = parts.filter(matters);
  return found.length > 0 ? found : parts;
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
