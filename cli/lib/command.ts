// What a command is.
import type { Files } from "./documents.js";
import { UsageError } from "./failures.js";
import type { Format, Report } from "./report.js";

export interface Option {
  /** What its value is called; without one it takes none. */
  readonly value?: string;
  readonly isMultiple?: boolean;
  /** The only values it takes. */
  readonly choices?: readonly string[];
  readonly help: string;
}

export type Options = { readonly [name: string]: Option };

export interface Command {
  readonly name: string;
  /** One line. */
  readonly summary: string;
  /** What stands after the command: `PROJECT LOG…`. */
  readonly takes: string;
  /** The least and most of these. */
  readonly count: readonly [number, number];
  /** More about it, in lines. */
  readonly about?: readonly string[];
  readonly options: Options;
  readonly formats: readonly Format[];
  /** What exit code 1 means. */
  readonly fails?: string;
  /** What for, and the command. */
  readonly examples: readonly (readonly [string, string])[];
  run(given: Given, host: Host): Promise<Report | string> | Report | string;
}

/** What a command reads and shows beside its answer. */
export interface Host {
  readonly files: Files;
  /** Shows how far long work is, where somebody sees it. */
  progress(read: number, all: number | null): void;
}

/** The command line, taken apart. */
export class Given {
  readonly words: readonly string[];
  readonly #values: { readonly [name: string]: unknown };

  constructor(words: readonly string[], values: { readonly [name: string]: unknown }) {
    this.words = words;
    this.#values = values;
  }

  /** A word that has to be there. */
  word(place: number): string {
    const word = this.words[place];
    if (word === undefined) throw new UsageError("an argument is missing");
    return word;
  }

  text(name: string): string | undefined {
    return this.#values[name] as string | undefined;
  }

  texts(name: string): readonly string[] {
    return (this.#values[name] as string[] | undefined) ?? [];
  }

  has(name: string): boolean {
    return this.#values[name] !== undefined && this.#values[name] !== false;
  }

  /** An instant: milliseconds, or text that the package reads. */
  instant(name: string): number | string | undefined {
    const text = this.text(name);
    return text !== undefined && /^\d+$/.test(text) ? Number(text) : text;
  }
}

/** Only the members that are given. */
export function given<T extends object>(members: T): { [name in keyof T]?: Exclude<T[name], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never;
}
