// Colours, and text of documents made harmless for terminals.
import type { Style } from "../lib/report.js";

const CODES: { readonly [style in Style]: number } = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34 };

/** Puts text in a style. */
export type Paint = (text: string, style: Style) => string;

export const coloured: Paint = (text, style) => `\u001b[${CODES[style]}m${text}\u001b[0m`;
export const plain: Paint = (text) => text;

/** Control characters but tabs and line breaks, by their numbers: a terminal obeys them. */
export const control = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, numbered);

const numbered = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** Control characters, which could move the cursor, and those that change the direction of text, are shown by their numbers. */
export const visible = (text: string): string =>
  text.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, numbered);

const WIDE = /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]$/u;

/** How many columns of a terminal a text takes. */
export function width(text: string): number {
  // nearly all text
  if (/^[\u0020-\u007e]*$/.test(text)) return text.length;
  let columns = 0;
  for (const letter of text) columns += /^[\p{M}\u200b-\u200d]$/u.test(letter) ? 0 : WIDE.test(letter) ? 2 : 1;
  return columns;
}

export const padded = (text: string, columns: number): string => text + " ".repeat(Math.max(columns - width(text), 0));
