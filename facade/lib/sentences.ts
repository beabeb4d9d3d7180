// Sentences with placeholders in braces: checked when a language is added, filled as text and as HTML.
import type { Language } from "../types/messages.js";
import type { Problem } from "../types/problem.js";
import type { KeyStatus } from "../types/status.js";
import { describe, failure, step } from "./errors.js";
import { reading } from "./values.js";

/** Text, and the same as HTML. */
export interface Marked {
  readonly text: string;
  readonly html: string;
}

export type Direction = Language["direction"];

export const STATES = ["active", "retiring", "owner_inactive", "disabled", "not_yet_valid", "expired", "revoked"] as const satisfies readonly KeyStatus["state"][];
const CATEGORIES = ["zero", "one", "two", "few", "many", "other"] as const satisfies readonly Intl.LDMLPluralRule[];

/** The placeholders that sentences may have, as a language has its sentences: a list of names for each. */
type Placeholders<T> = { readonly [name in keyof T]-?: T[name] extends string | undefined ? readonly string[] : Placeholders<NonNullable<T[name]>> };
type Shape = readonly string[] | { readonly [name: string]: Shape };

const all = <Name extends string>(names: readonly Name[], placeholders: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, placeholders])) as { readonly [name in Name]: readonly string[] };

/** Every sentence of a language, with the placeholders it may have. */
const SHAPE: Placeholders<Omit<Language, "direction">> = {
  left: all(CATEGORIES, ["remaining"]),
  labels: all(STATES, []),
  title: ["key", "label"],
  states: {
    ...all(["active", "retiring"], ["key", "when", "time"]),
    ...all(["never", "owner_inactive", "disabled", "not_yet_valid"], ["key"]),
    ...all(["expired", "revoked"], ["key", "time"]),
  },
  advice: [],
  notice: {
    subject: ["key", "moment"],
    greeting: [],
    greetingTo: ["recipient"],
    body: ["key", "time"],
    link: ["link"],
  },
  digest: {
    subject: all(CATEGORIES, ["count", "moment"]),
    intro: [],
    item: ["key", "time"],
    advice: [],
  },
};
const OPTIONAL = ["/digest", ...["/left", "/digest/subject"].flatMap((forms) => CATEGORIES.filter((category) => category !== "other").map((category) => `${forms}/${category}`))];
const PLACEHOLDER = /\{([^{}]*)\}/;

/** A copy of a caller's language; every problem of it is told at once. */
export function readLanguage(language: unknown, at: string): Language {
  const problems: Problem[] = [];
  const problem = (where: string, message: string): undefined => void problems.push({ code: "request_invalid", document: "request", at: at + where, message });

  function sentence(value: unknown, where: string, placeholders: readonly string[]): string | undefined {
    if (typeof value !== "string") return problem(where, `it is ${describe(value)}, and has to be text`);
    const unknown = value.split(PLACEHOLDER).filter((part, index) => index % 2 && !placeholders.includes(part));
    const known = placeholders.length === 0 ? "there is none here" : `it can be ${placeholders.map((name) => `\`{${name}}\``).join(", ")}`;
    for (const name of unknown) problem(where, `\`{${name}}\` is not a placeholder of this sentence; ${known}`);
    return value;
  }

  function members(value: unknown, where: string, shape: { readonly [name: string]: Shape }): { readonly [name: string]: unknown } | undefined {
    if (typeof value !== "object" || value === null) return problem(where, `it is ${describe(value)}, and has to be an object`);
    const own = Object.keys(value);
    for (const name of own.filter((name) => !Object.hasOwn(shape, name))) problem(where + step(name), `the member \`${name}\` is not known`);
    const read: { [name: string]: unknown } = {};
    for (const [name, part] of Object.entries(shape)) {
      const pointer = where + step(name);
      if (!own.includes(name)) {
        if (!OPTIONAL.includes(pointer)) problem(pointer, "it is missing");
      } else {
        const given = (value as { readonly [name: string]: unknown })[name];
        read[name] = isSentence(part) ? sentence(given, pointer, part) : members(given, pointer, part);
      }
    }
    return read;
  }

  const read = reading(at, () => members(language, "", { direction: [], ...SHAPE }));
  const direction = read?.direction;
  if (direction !== undefined && direction !== "ltr" && direction !== "rtl") problem("/direction", "it has to be `ltr` or `rtl`");
  if (problems.length > 0) throw failure("request_invalid", problems);
  return read as unknown as Language;
}

const isSentence = (shape: Shape): shape is readonly string[] => Array.isArray(shape);

/** Fills a sentence's placeholders, each of which has a `text` and an `html`. */
export function fill(sentence: string, placeholders: { readonly [name: string]: Marked }): Marked {
  const parts = sentence.split(PLACEHOLDER).map((part, index) => (index % 2 ? placeholders[part]! : plain(part)));
  return { text: parts.map(({ text }) => text).join(""), html: parts.map(({ html }) => html).join("") };
}

const ENTITIES: { readonly [character: string]: string } = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);

/** Text that stands as it is. */
export const plain = (text: string): Marked => ({ text, html: escaped(text) });

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;
const LONGEST_NAME = 120;

/** What someone wrote: on one line, no longer than a line, and in a direction of its own. */
export function named(name: string, direction: Direction): Marked {
  const line = name.slice(0, 10 * LONGEST_NAME).replace(CONTROLS, " ").trim();
  const letters = Array.from(line);
  const short = letters.length > LONGEST_NAME ? `${letters.slice(0, LONGEST_NAME - 1).join("")}…` : line;
  const isolate = direction === "rtl" || RIGHT_TO_LEFT.test(short);
  return { text: isolate ? `\u2068${short}\u2069` : short, html: `<bdi>${escaped(short)}</bdi>` };
}

/** Text of digits and Latin letters, which reads from left to right in every language. */
export const latin = (text: string, direction: Direction): Marked => ({
  text: direction === "rtl" ? `\u2066${text}\u2069` : text,
  html: direction === "rtl" ? `<bdi dir="ltr">${escaped(text)}</bdi>` : escaped(text),
});

/** Parts one after the other. */
export const joined = (parts: readonly Marked[], separator: string, htmlSeparator = escaped(separator)): Marked => ({
  text: parts.map(({ text }) => text).join(separator),
  html: parts.map(({ html }) => html).join(htmlSeparator),
});
