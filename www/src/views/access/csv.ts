// Tables as comma-separated values (RFC 4180), as the command line writes them.

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export const csvOf = ({ columns, rows }: Table): string => [columns, ...rows].map((cells) => `${cells.map((cell) => quoted(inert(cell))).join(",")}\r\n`).join("");

/** What a spreadsheet would run as a formula gets an apostrophe before it: names are written by others. A negative number is none. */
const inert = (text: string): string => (/^[=+@\t\r\n]|^-(?!\d+(?:\.\d+)?$)/.test(text) ? `'${text}` : text);
const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
