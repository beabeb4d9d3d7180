// The page's address. It is the only place where the choices of a view are kept.
import { hashOf, readHash, type Place, type ViewName } from "./hash.js";

/** `arrive`: the browser came to an entry of its history, by a link, Back, Forward or by hand; `change`, after it too: the values changed. */
export class Address extends EventTarget {
  #place = readHash(location.hash);

  constructor() {
    super();
    // Fires for a link, too. `hashchange` does not fire between entries of one address.
    addEventListener("popstate", () => {
      this.#place = readHash(location.hash);
      this.dispatchEvent(new Event("arrive"));
      this.dispatchEvent(new Event("change"));
    });
  }

  get place(): Place {
    return this.#place;
  }

  get view(): ViewName {
    return this.#place.view;
  }

  get(name: string): string | null {
    return this.#place.values.get(name);
  }

  getAll(name: string): string[] {
    return this.#place.values.getAll(name);
  }

  /** Sets values; `null` and `""` and an empty list take one out. The step is no entry of the history. */
  set(changes: Record<string, string | readonly string[] | null>): void {
    const { values } = this.#place;
    for (const [name, value] of Object.entries(changes)) {
      values.delete(name);
      for (const each of typeof value === "string" ? [value] : (value ?? [])) if (each !== "") values.append(name, each);
    }
    history.replaceState(history.state, "", this.href());
    this.dispatchEvent(new Event("change"));
  }

  /** The address of a view, with these values beside the present ones: for links. */
  href(view: ViewName = this.view, values: Record<string, string | null> = {}): string {
    return hashOf(view, this.#place.values, values);
  }
}

/** The page has one. */
export const address = new Address();
