// Collects what is wrong with options and mappings.
import { describe, failure, isList, step } from "../lib/errors.js";
import type { Problem } from "../types/problem.js";
import { isObject } from "./parts.js";

const MOST_PROBLEMS = 1000;

export class Checks {
  readonly #problems: Problem[] = [];
  readonly #effort: Effort = { left: MOST_EFFORT };

  tell(at: string, message: string): void {
    if (this.#problems.length < MOST_PROBLEMS) this.#problems.push({ code: "request_invalid", document: "request", at: at.slice(0, 200), message });
  }

  /** {@link meant}, as long as that does not take too long. */
  meant(word: string, known: Iterable<string>): string {
    return meant(word, known, this.#effort);
  }

  /** Throws what was told. */
  end(): void {
    if (this.#problems.length > 0) throw failure("request_invalid", this.#problems);
  }

  /** Whether a value is text that is not empty. */
  text(value: unknown, at: string): value is string {
    if (typeof value === "string" && value !== "") return true;
    this.tell(at, value === "" ? "it is empty" : `it is ${describe(value)}, and has to be text`);
    return false;
  }

  /** Whether a value is an object with no other members than these. */
  object(value: unknown, at: string, known?: readonly string[]): value is { readonly [name: string]: unknown } {
    if (!isObject(value)) {
      this.tell(at, `it is ${describe(value)}, and has to be an object`);
      return false;
    }
    for (const name of known === undefined ? [] : Object.keys(value)) {
      if (!(known as readonly string[]).includes(name)) this.tell(at + step(name), `the member \`${name.slice(0, 100)}\` is not known${this.meant(name, known as readonly string[])}`);
    }
    return true;
  }

  /** The texts of a value that is text, or a list of texts that is not empty. */
  texts(value: unknown, at: string): readonly string[] {
    if (!isList(value)) return this.text(value, at) ? [value] : [];
    if (value.length === 0) this.tell(at, "the list is empty");
    return Array.from(value).filter((each, place): each is string => this.text(each, `${at}/${place}`));
  }
}

/** How many steps a search may still take. */
export interface Effort {
  left: number;
}

/** Enough to find what was meant by a thousand wrong names in a large document. */
export const MOST_EFFORT = 5_000_000;
/** What a comparison of letters costs, in comparisons of lengths. */
const COMPARING = 50;

/** `; did you mean …?`, of the name that is at most two letters away. Says nothing once the effort is spent. */
export function meant(word: string, known: Iterable<string>, effort: Effort = { left: MOST_EFFORT }): string {
  let best: string | undefined;
  let least = 3;
  for (const each of known) {
    const isNear = Math.abs(each.length - word.length) <= 2;
    effort.left -= isNear ? COMPARING : 1;
    if (effort.left < 0) return "";
    const away = isNear ? distance(word.toLowerCase().slice(0, 60), each.toLowerCase().slice(0, 60)) : 3;
    if (away < least && away < word.length) [best, least] = [each, away];
  }
  return best === undefined ? "" : `; did you mean \`${best}\`?`;
}

/** How many letters are to be added, removed or replaced. */
function distance(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (const [row, letter] of [...one].entries()) {
    const line = [row + 1];
    for (const [column, against] of [...other].entries()) line.push(Math.min((line[column] ?? 0) + 1, (above[column + 1] ?? 0) + 1, (above[column] ?? 0) + (letter === against ? 0 : 1)));
    above = line;
  }
  return above[other.length] ?? 0;
}
