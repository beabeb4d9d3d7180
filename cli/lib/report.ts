// What a command answers, before it is written in a format.
import type { Document } from "./documents.js";

export const FORMATS = ["table", "json", "csv", "markdown", "sarif", "github"] as const;
export type Format = (typeof FORMATS)[number];

/** The colours of a terminal. */
export type Style = "bold" | "dim" | "red" | "green" | "yellow" | "blue";

/** Text of a table, in a style where there are colours. */
export interface Styled {
  readonly text: string;
  readonly style: Style;
}
export type Cell = string | Styled;

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A part of the answer for people. */
export interface Section {
  readonly title?: string;
  readonly table?: Table;
  /** Lines below the table. */
  readonly notes?: readonly string[];
  /** Whether the notes of several lines are differences. */
  readonly isDiff?: boolean;
}

export type Level = "error" | "warning" | "info";

/** Something that is wrong at a place of a document. */
export interface Finding {
  readonly level: Level;
  readonly code: string;
  readonly message: string;
  /** What to do about it. */
  readonly advice?: string;
  readonly document: Document;
  /** A JSON Pointer into the document. */
  readonly pointer: string;
  /** The place, where it is known without the pointer. */
  readonly place?: Place;
}

/** A piece of one line of a text; lines and columns count from 1, columns in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
  /** The column after the last. */
  readonly endColumn: number;
}

/** Something that can be found, for formats that list such rules. */
export interface Rule {
  readonly code: string;
  readonly level: Level;
  readonly description: string;
  readonly advice?: string;
}

export interface Report {
  /** What `--format json` prints. */
  readonly data: unknown;
  readonly sections: readonly Section[];
  /** What `--format csv` prints, where it is not the first table of the sections. */
  readonly csv?: Table;
  readonly findings?: readonly Finding[];
  readonly rules?: readonly Rule[];
  /** The last line for people. */
  readonly summary?: string;
  /** What goes to standard output; the report then goes to standard error. */
  readonly output?: string;
  /** Whether the answer is a good one: exit code 0, else 1. */
  readonly isFine: boolean;
}

export const styled = (text: string, style: Style): Styled => ({ text, style });
export const textOf = (cell: Cell): string => (typeof cell === "string" ? cell : cell.text);
