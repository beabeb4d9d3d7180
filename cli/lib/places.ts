// Lines and columns.
import type { Place } from "./report.js";

/** The lines of a text. */
export class Lines {
  readonly #text: string;
  /** The offsets at which lines begin. */
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) this.#starts.push(at + 1);
  }

  line(number: number): string {
    return this.#text.slice(this.#starts[number - 1] ?? this.#text.length, this.#starts[number] ?? this.#text.length).replace(/\r?\n$/, "");
  }

  /** The place from one offset to another, cut at the line's end; one column wide at least. */
  place(start: number, end: number): Place {
    const line = this.#lineOf(start);
    const first = this.#starts[line - 1] ?? 0;
    const column = start - first + 1;
    const last = Math.min(end - first + 1, this.line(line).length + 1);
    return { line, column, endColumn: Math.max(last, column + 1) };
  }

  #lineOf(offset: number): number {
    let [low, high] = [0, this.#starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? Infinity) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }
}

/** The names in a JSON Pointer. */
export const namesIn = (pointer: string): string[] => pointer.split("/").slice(1).map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
