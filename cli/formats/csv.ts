// Comma-separated values, as RFC 4180 has them.
import { control } from "./paint.js";
import { textOf, type Report } from "../lib/report.js";
import { findingTable } from "./located.js";

export function asCsv({ csv, findings, sections }: Report): string {
  const table = csv ?? (findings === undefined ? sections.find(({ table }) => table !== undefined)?.table : findingTable(findings));
  const lines = table === undefined ? [] : [table.columns, ...table.rows.map((row) => row.map(textOf))];
  return lines.map((cells) => `${cells.map((cell) => quoted(control(inert(cell)))).join(",")}\r\n`).join("");
}

/** What a spreadsheet would run as a formula gets an apostrophe before it: names are written by others. Wide signs are signs to some, and spaces before them are nothing. A negative number is none. */
const inert = (text: string): string => (/^\s*[=+@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]|^\s*-(?!\d+(?:\.\d+)?$)/.test(text) ? `'${text}` : text);
const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
