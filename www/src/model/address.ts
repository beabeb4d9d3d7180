// What the address says: `#/view?name=value`. It is the only place where the choices of a view are kept.

const VIEWS = ["keys", "timeline", "ask", "access", "change", "own"] as const;
export type ViewName = (typeof VIEWS)[number];

export class Address extends EventTarget {
  #view: ViewName = "keys";
  #values = new URLSearchParams();

  constructor() {
    super();
    this.#read();
    // Fires for the back button, a link, and an address that was edited by hand.
    addEventListener("hashchange", () => {
      this.#read();
      this.dispatchEvent(new Event("change"));
    });
  }

  get view(): ViewName {
    return this.#view;
  }

  get(name: string): string | null {
    return this.#values.get(name);
  }

  getAll(name: string): string[] {
    return this.#values.getAll(name);
  }

  /** Sets values; `null` and `""` and an empty list take one out. The step is no entry of the history. */
  set(values: Record<string, string | readonly string[] | null>): void {
    for (const [name, value] of Object.entries(values)) {
      this.#values.delete(name);
      for (const each of typeof value === "string" ? [value] : (value ?? [])) if (each !== "") this.#values.append(name, each);
    }
    history.replaceState(null, "", this.href());
    this.dispatchEvent(new Event("change"));
  }

  /** The address of a view, with these values beside the present ones: for links. */
  href(view: ViewName = this.#view, values: Record<string, string | null> = {}): string {
    const next = new URLSearchParams(this.#values);
    for (const [name, value] of Object.entries(values)) value === null || value === "" ? next.delete(name) : next.set(name, value);
    const query = next.toString();
    return `#/${view}${query === "" ? "" : `?${query}`}`;
  }

  #read(): void {
    const [path = "", query = ""] = location.hash.replace(/^#\/?/, "").split("?", 2);
    this.#view = VIEWS.find((name) => name === path) ?? "keys";
    this.#values = new URLSearchParams(query);
  }
}
