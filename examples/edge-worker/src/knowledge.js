// What one isolate knows of the project, how it learns what has changed, and how old its knowledge may be.
import { apply, fits, isRevision, nameOf, readSnapshot } from "./snapshot.js";
import { within } from "./patience.js";

/** A ledger whose clock is further off than this is not believed. */
const CLOCKS_APART = 10 * 60_000;

export class Knowledge {
  #held = null;
  #asked = 0;
  #clock = 0;
  /** How often what is held has changed. */
  #steps = 0;

  /**
   * The ward and the tokens as they stand, and the instant to judge at. With `freshFor` 0 they hold every change that was
   * acknowledged before the call. Throws when that cannot be known, and what is known is older than `maxAge`.
   */
  async current(ledger, store, { freshFor, maxAge, patience }) {
    const now = Date.now();
    if (!this.#isYounger(freshFor, now)) {
      try {
        await this.#ask(ledger, store, patience);
        this.#asked = Math.max(this.#asked, now);
      } catch (error) {
        if (!this.#isYounger(maxAge, Date.now())) throw error;
        console.warn(JSON.stringify({ event: "ledger_unreachable", age: Date.now() - this.#asked, message: String(error) }));
      }
    }
    const { ward, tokens } = this.#held;
    return { ward, tokens, at: Math.max(Date.now(), this.#clock) };
  }

  /** A clock that was set back makes knowledge old. */
  #isYounger(limit, now) {
    const age = now - this.#asked;
    return this.#held !== null && limit > 0 && age >= 0 && age < limit;
  }

  async #ask(ledger, store, patience) {
    const [known, steps] = [this.#held?.revision ?? 0, this.#steps];
    const answer = await within(patience, "asking the ledger", ledger.since(known, this.#held?.epochs.get(known)));
    const { revision, epoch, at, entries, snapshot } = answer;
    if (revision === 0) throw new Error("no project was installed");
    if (!isRevision(revision) || typeof epoch !== "string" || !Array.isArray(entries)) throw new Error("the ledger's answer cannot be read");
    if (!(Math.abs(at - Date.now()) < CLOCKS_APART)) throw new Error("the ledger's clock is not this one");
    if (snapshot !== undefined) this.#hold(await load(snapshot, ledger, store, patience), steps);
    if (this.#held === null) throw new Error("the ledger's answer leaves changes out");
    for (const entry of entries) {
      if (entry.revision <= this.#held.revision) continue;
      if (entry.revision !== this.#held.revision + 1) throw new Error("the ledger's answer leaves changes out");
      this.#steps += 1;
      apply(this.#held, entry);
    }
    if (!this.#includes(revision, epoch, steps)) throw new Error("the ledger's answer leaves changes out, or is of another history");
    this.#clock = Math.max(this.#clock, at);
  }

  /**
   * Whether what is held is this revision of the ledger's history, or a later one that was learnt since a request began to ask, at so many steps.
   * What was loaded since then begins at a revision of its own, and has no epochs of those before.
   */
  #includes(revision, epoch, steps) {
    const { epochs, revision: held, loadedAt } = this.#held;
    const found = epochs.get(revision);
    if (held === revision) return found === epoch;
    return held > revision && (found === undefined ? loadedAt > steps : found === epoch && this.#steps > steps);
  }

  #hold(loaded, steps) {
    const { revision, epochs } = loaded;
    if (this.#held !== null && this.#includes(revision, epochs.get(revision), steps)) return loaded.ward.free();
    this.#drop();
    this.#steps += 1;
    this.#held = { ...loaded, loadedAt: this.#steps };
  }

  #drop() {
    this.#held?.ward.free();
    this.#held = null;
  }
}

/** The snapshot from KV, or from the ledger if KV fails, lags or holds something else. */
async function load(snapshot, ledger, store, patience) {
  if (snapshot !== null) {
    try {
      const text = await within(patience, "reading KV", store.get(nameOf(snapshot), { type: "text", cacheTtl: 86_400 }));
      if (await fits(text, snapshot)) return readSnapshot(text);
      console.warn(JSON.stringify({ event: "snapshot_not_used", message: text === null ? "KV does not have it" : "KV holds something else" }));
    } catch (error) {
      console.warn(JSON.stringify({ event: "snapshot_not_used", message: String(error) }));
    }
  }
  return readSnapshot(await within(patience, "reading the ledger", ledger.document()));
}
