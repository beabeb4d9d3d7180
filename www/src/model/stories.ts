// The examples that the page offers, each named by a problem: a sample project, and the view and question that show it.
import type { ViewName } from "./hash.js";
import type { SampleName } from "./samples.js";

export interface Story {
  readonly project: SampleName;
  readonly view: ViewName;
  readonly values: Readonly<Record<string, string>>;
}

const PRODUCTION = "/v2/projects/6f2b1c9e-8d34-4a57-b1e0-3c9a7d52f846";

export const STORIES = {
  denied: { project: "museum", view: "ask", values: { key: "key-website-preview", method: "POST", path: `${PRODUCTION}/items` } },
  ending: { project: "museum", view: "keys", values: { ending: "7" } },
  owner: { project: "museum", view: "ask", values: { key: "key-tomas-notebook", method: "GET", path: `${PRODUCTION}/types` } },
  depends: { project: "museum", view: "ask", values: { key: "key-glossary-check", method: "PUT", path: `${PRODUCTION}/items/codename/opening_hours/variants/codename/ja-JP` } },
  thousand: { project: "thousand", view: "keys", values: {} },
} as const satisfies Record<string, Story>;

export type StoryName = keyof typeof STORIES;

/** The story that an address names; the first one if it names none. */
export const storyOf = (values: URLSearchParams): StoryName => {
  const name = values.get("sample") ?? "";
  return Object.hasOwn(STORIES, name) ? (name as StoryName) : "denied";
};

/** What stays in the address when a story is opened: how the page looks. */
const KEPT = ["lang", "theme"];

/** The address of a story, in the language and colors of the present one. */
export function storyValues(name: StoryName, present: URLSearchParams): URLSearchParams {
  const values = new URLSearchParams();
  for (const each of KEPT) if (present.has(each)) values.set(each, present.get(each)!);
  if (name !== "denied") values.set("sample", name);
  for (const [each, value] of Object.entries(STORIES[name].values)) values.set(each, value);
  return values;
}
