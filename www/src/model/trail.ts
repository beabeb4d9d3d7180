// The browser's history as a trail of what the project was: each change is an entry, and undoing it goes back where that is all that Back would do.
import type { Address } from "./address.js";

interface Entry<Step> {
  readonly id: number;
  step: Step;
  readonly before: Entry<Step> | null;
  after: Entry<Step> | null;
  /** What else its address said when it was left. */
  rest: string;
}

/** Tells the entries of this visit from those of an earlier one, whose steps are no longer in memory. */
const VISIT = performance.timeOrigin;

export class Trail<Step> {
  readonly #address: Address;
  /** The address's values that follow from the step. */
  readonly #derived: readonly string[];
  readonly #entries: Entry<Step>[] = [];
  #entry: Entry<Step> | null = null;
  /** Moves that the browser has still to make; it makes one after the other. */
  #moves: (1 | -1)[] = [];

  readonly #countOf: (step: Step) => number;

  /** @param countOf how many changes a step has: an entry holds that beyond the visit */
  constructor(address: Address, derived: readonly string[], countOf: (step: Step) => number) {
    this.#address = address;
    this.#derived = derived;
    this.#countOf = countOf;
  }

  /** How many changes the present entry was made after, in this visit or an earlier one; `null` if it does not say. */
  get count(): number | null {
    const count = (history.state as { count?: unknown } | null)?.count;
    return Number.isInteger(count) ? (count as number) : null;
  }

  /** The present entry shows this step. */
  stamp(step: Step): void {
    if (this.#entry === null) this.#enter(this.#make(step, null));
    else this.#entry.step = step;
  }

  /** A new entry after the present one shows this step. */
  push(step: Step): void {
    const from = this.#entry;
    if (from !== null) from.rest = this.#rest();
    const entry = this.#make(step, from);
    if (from !== null) from.after = entry;
    this.#entry = entry;
    history.pushState(this.#stateOf(entry), "", this.#address.href());
  }

  /** Goes to the neighbouring entry, if it shows such a step and its address says nothing else than the present one. */
  go(by: 1 | -1, isWanted: (step: Step) => boolean): boolean {
    const to = by < 0 ? this.#entry?.before : this.#entry?.after;
    if (this.#entry === null || to == null || !isWanted(to.step) || to.rest !== this.#rest()) return false;
    this.#entry.rest = this.#rest();
    this.#entry = to;
    this.#moves.push(by);
    if (this.#moves.length === 1) history.go(by);
    return true;
  }

  /** The browser has come to an entry: `null` while it is on its way, `undefined` for an entry that shows nothing yet. */
  arrive(): Step | null | undefined {
    const state = history.state as { visit?: unknown; entry?: unknown } | null;
    const entry = state?.visit === VISIT ? this.#entries[Number(state.entry)] : undefined;
    this.#moves.shift();
    if (entry !== undefined && this.#moves.length > 0) {
      history.go(this.#moves[0]!);
      return null;
    }
    this.#moves = [];
    this.#entry = entry ?? null;
    return entry?.step;
  }

  #make(step: Step, before: Entry<Step> | null): Entry<Step> {
    const entry: Entry<Step> = { id: this.#entries.length, step, before, after: null, rest: "" };
    this.#entries.push(entry);
    return entry;
  }

  #enter(entry: Entry<Step>): void {
    this.#entry = entry;
    history.replaceState(this.#stateOf(entry), "");
  }

  #stateOf({ id, step }: Entry<Step>): { visit: number; entry: number; count: number } {
    return { visit: VISIT, entry: id, count: this.#countOf(step) };
  }

  #rest(): string {
    return this.#address.href(undefined, Object.fromEntries(this.#derived.map((name) => [name, null])));
  }
}
