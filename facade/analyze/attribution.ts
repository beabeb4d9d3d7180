// Finds the changes that made an answer change.
import type { Keyward } from "../lib/keyward.js";
import type { DocumentChange } from "../types/analyze.js";
import { DENIED, waysDiffer, type Asker, type Grid, type EnvironmentOrNone, type Side } from "./cells.js";
import { otherSide, type Actor, type Pair, type Part, type SideName } from "./changes.js";
import { mixed } from "./mixed.js";
import type { Scopes } from "./scopes.js";

/** A part of somebody's circumstances that differs, and where it matters. */
export interface Cause {
  readonly part: string;
  readonly environment: EnvironmentOrNone;
  readonly operation: string;
}

/** Finds out which parts matter to a changed answer: by putting each back, and by making it alone. */
export class Attribution {
  readonly causes: Cause[] = [];
  readonly #wards = new Map<string, { readonly ward: Keyward; answers: (environment: EnvironmentOrNone) => Uint8Array } | undefined>();
  /** The lists that were given, by what they hold. */
  readonly #lists = new Map<string, readonly number[]>();
  readonly #indices = new Map<string, number>();
  readonly #byWays = new Map<string, readonly string[]>();
  readonly #hasCatalog: boolean;
  #concerned: { environment: EnvironmentOrNone; parts: readonly string[] } | undefined;

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

  /** The indices of the causes of another answer. */
  of(environment: EnvironmentOrNone, operation: string, before: number, after: number): readonly number[] {
    const matters = (name: string) => this.#answer("before", name, environment, operation) !== before || this.#answer("after", name, environment, operation) !== after;
    return this.#list(environment, operation, mattering(this.#concern(environment), matters));
  }

  /** The same for an answer that depends on facts before and after, in other ways. `alike` is the same for environments in which the ways are the same. */
  ofWays(environment: EnvironmentOrNone, operation: string, alike: string): readonly number[] {
    const parts = this.#concern(environment);
    const name = JSON.stringify([alike, operation, parts]);
    let found = this.#byWays.get(name);
    if (found === undefined) {
      found = mattering(parts, (part) => this.#differs("before", part, environment, operation) || this.#differs("after", part, environment, operation));
      this.#byWays.set(name, found);
    }
    return this.#list(environment, operation, found);
  }

  /** The indices of changes of the paths that an operation has. */
  ofPaths(environment: EnvironmentOrNone, operation: string, parts: readonly string[]): readonly number[] {
    return this.#list(environment, operation, parts);
  }

  #list(environment: EnvironmentOrNone, operation: string, parts: readonly string[]): readonly number[] {
    const name = `${this.#hasCatalog ? operation : ""}\n${environment}\n${parts.join("\n")}`;
    let list = this.#lists.get(name);
    if (list === undefined) this.#lists.set(name, (list = parts.map((part) => this.#index(part, environment, operation))));
    return list;
  }

  #concern(environment: EnvironmentOrNone): readonly string[] {
    if (this.#concerned?.environment !== environment || this.#concerned === undefined) {
      this.#concerned = { environment, parts: this.parts.filter((part) => !part.isOfPaths && part.describe(environment, "") !== undefined).map(({ name }) => name) };
    }
    return this.#concerned.parts;
  }

  /** The index of a cause, each change once. */
  #index(part: string, environment: EnvironmentOrNone, operation: string): number {
    const change = JSON.stringify(this.parts.find(({ name }) => name === part)?.describe(environment, operation));
    let found = this.#indices.get(change);
    if (found === undefined) this.#indices.set(change, (found = this.causes.push({ part, environment, operation }) - 1));
    return found;
  }

  /** The answer with all parts as they are on one side, but for this one; undefined where that cannot be. */
  #answer(side: SideName, but: string, environment: EnvironmentOrNone, operation: string): number | undefined {
    const ward = this.#mixed(side, but);
    return ward && (ward.answers(environment)[this.#grid(side, but).numbers.get(operation) ?? -1] ?? DENIED);
  }

  /** Whether, with all parts as they are on one side but for this one, an answer depends on facts in other ways. */
  #differs(side: SideName, but: string, environment: EnvironmentOrNone, operation: string): boolean {
    const mixed = this.#mixed(side, but);
    if (mixed === undefined) return true;
    const unmixed = this.sides[side];
    return waysDiffer(unmixed, { ward: mixed.ward, who: unmixed.who, at: this.at }, operation, environment, this.scopes);
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
    const ward = mixed(this.pair, this.actor, this.at, (part) => (part === but ? otherSide(side) : side));
    if (ward === undefined) return undefined;
    const grid = this.#grid(side, but);
    const who: Asker = this.actor.key === null ? { user: this.actor.user as string } : { key: this.actor.key };
    const known = new Map<EnvironmentOrNone, Uint8Array>();
    const answers = (environment: EnvironmentOrNone) => {
      let found = known.get(environment);
      if (found === undefined) known.set(environment, (found = grid.answers(ward, who, environment, this.at)));
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
    this.list = causes.map(({ part, environment, operation }) => byName.get(part)?.describe(environment, operation) as DocumentChange);
    this.#known = new Map(this.list.map((change, index) => [JSON.stringify(change), index]));
  }

  /** The indices of changes, which are added if they are not in the list. */
  indices(changes: readonly DocumentChange[]): number[] {
    return changes.map((change) => {
      const name = JSON.stringify(change);
      let index = this.#known.get(name);
      if (index === undefined) this.#known.set(name, (index = this.list.push(change) - 1));
      return index;
    });
  }
}
