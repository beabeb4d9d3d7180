// Work that is kept in this browser: only with consent, in local storage, a record for each project that was opened.
import { areActions, type Action } from "./actions.js";

/** A project with what was done to it, and what is typed in the editor. `text` is null for a sample. */
export interface Work {
  readonly name: string;
  readonly text: string | null;
  readonly done: readonly Action[];
  readonly undone: readonly Action[];
  readonly draft: string;
  /** When it was kept last, in milliseconds. */
  readonly at: number;
}

const CONSENT = "keyward.keep";
const RECORD = "keyward.work.";

/** Pages that are framed or have storage turned off may not even look at it. */
function storage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

export class Keeping {
  #isAllowed: boolean | null = null;
  /** Whether the question was answered with no: this visit is not asked again. */
  isDeclined = false;

  /** Whether the person has agreed. */
  get isAllowed(): boolean {
    return (this.#isAllowed ??= storage()?.getItem(CONSENT) === "yes");
  }

  /** False where the browser lets nothing be kept. */
  allow(): boolean {
    try {
      storage()?.setItem(CONSENT, "yes");
    } catch {
      // full, or turned off
    }
    this.#isAllowed = null;
    return this.isAllowed;
  }

  /** Takes everything out, the consent too. */
  forgetAll(): void {
    const store = storage();
    for (const name of Object.keys(store ?? {})) if (name === CONSENT || name.startsWith(RECORD)) store?.removeItem(name);
    this.#isAllowed = false;
    this.isDeclined = true;
  }

  /** False if it does not fit. */
  save(id: string, work: Work): boolean {
    try {
      storage()?.setItem(RECORD + id, JSON.stringify(work));
      return storage() !== null;
    } catch {
      return false;
    }
  }

  /** What is kept under that id; `null` if nothing that can be read is. */
  load(id: string): Work | null {
    try {
      const work = JSON.parse(storage()?.getItem(RECORD + id) ?? "null") as Work | null;
      const isText = (value: unknown) => typeof value === "string";
      return work !== null && isText(work.name) && (work.text === null || isText(work.text)) && isText(work.draft) && Number.isFinite(work.at) && areActions(work.done) && areActions(work.undone) ? work : null;
    } catch {
      return null;
    }
  }

  remove(id: string): void {
    storage()?.removeItem(RECORD + id);
  }

  /** All that is kept, the latest first. */
  list(): { readonly id: string; readonly work: Work }[] {
    return Object.keys(storage() ?? {})
      .filter((name) => name.startsWith(RECORD))
      .flatMap((name) => {
        const id = name.slice(RECORD.length);
        const work = this.load(id);
        return work === null ? [] : [{ id, work }];
      })
      .sort((a, b) => b.work.at - a.work.at);
  }

  /** Calls it when another tab changes the record of that id. */
  onForeignChange(changed: (id: string) => void): void {
    addEventListener("storage", ({ key, newValue }) => {
      if (key === CONSENT) this.#isAllowed = null;
      if (key?.startsWith(RECORD) === true && newValue !== null) changed(key.slice(RECORD.length));
    });
  }
}

/** The page has one. */
export const keeping = new Keeping();
