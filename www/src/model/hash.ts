// An address as text: `#/view?name=value`.

export const VIEWS = ["start", "keys", "timeline", "ask", "access", "change", "own", "banner"] as const;
export type ViewName = (typeof VIEWS)[number];

export interface Place {
  readonly view: ViewName;
  readonly values: URLSearchParams;
}

/** What it says; the first view, if it names none. */
export function readHash(hash: string): Place {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  return { view: VIEWS.find((name) => name === path) ?? "start", values: new URLSearchParams(query) };
}

/** The address of a view, with these values beside those that are there. */
export function hashOf(view: ViewName, values: URLSearchParams, changes: Record<string, string | null> = {}): string {
  const next = new URLSearchParams(values);
  for (const [name, value] of Object.entries(changes)) value === null || value === "" ? next.delete(name) : next.set(name, value);
  const query = next.toString();
  return `#/${view}${query === "" ? "" : `?${query}`}`;
}
