// For people: findings with their lines, tables, and a summary.
import { textOf, type Cell, type Finding, type Level, type Place, type Report, type Section, type Style, type Table } from "../lib/report.js";
import { placeOf } from "./located.js";
import { padded, visible, width, type Paint } from "./paint.js";

export function asTable(report: Report, paint: Paint): string {
  const findings = (report.findings ?? []).map((finding) => excerpt(finding, paint));
  const sections = report.sections.map((section) => sectionText(section, paint)).filter((text) => text !== "");
  const summary = report.summary === undefined ? [] : [paint(visible(report.summary), report.isFine ? "green" : "red")];
  return `${[...findings, ...sections, ...summary].join("\n\n")}\n`;
}

const LEVELS: { readonly [level in Level]: Style } = { error: "red", warning: "yellow", info: "blue" };

/** How much of a long line is shown. */
const MOST_COLUMNS = 100;

/** A finding, its place, and the line with a caret below it. */
export function excerpt(finding: Finding, paint: Paint): string {
  const { level, code, message, advice, document } = finding;
  const place = placeOf(finding);
  const margin = " ".repeat(String(place.line).length);
  const bar = paint("|", "blue");
  const { shown, before, marked } = cut(document.line(place.line), place);
  return [
    `${paint(`${level}[${code}]`, LEVELS[level])}${paint(`: ${visible(message)}`, "bold")}`,
    `${margin}${paint("-->", "blue")} ${visible(document.name)}:${place.line}:${place.column}`,
    `${margin} ${bar}`,
    `${paint(String(place.line), "blue")} ${bar} ${shown}`,
    `${margin} ${bar} ${" ".repeat(before)}${paint("^".repeat(marked), LEVELS[level])}`,
    ...(advice === undefined ? [] : [`${margin} ${paint("=", "blue")} ${visible(advice)}`]),
  ].join("\n");
}

/** The part of a line around a place, and in columns what stands before the place and how wide it is. */
function cut(line: string, { column, endColumn }: Place): { shown: string; before: number; marked: number } {
  const start = line.length <= MOST_COLUMNS ? 0 : Math.max(0, Math.min(column - 1 - MOST_COLUMNS / 2, line.length - MOST_COLUMNS));
  const end = start + MOST_COLUMNS;
  const text = (from: number, to: number) => visible(line.slice(from, to).replaceAll("\t", " "));
  const lead = start > 0 ? "…" : "";
  const before = lead + text(start, column - 1);
  const marked = text(column - 1, Math.min(endColumn - 1, end));
  return { shown: before + marked + text(Math.min(endColumn - 1, end), end) + (end < line.length ? "…" : ""), before: width(before), marked: Math.max(width(marked), 1) };
}

function sectionText({ title, table, notes = [] }: Section, paint: Paint): string {
  const lines = [...(title === undefined ? [] : [paint(visible(title), "bold")]), ...(table === undefined ? [] : tableLines(table, paint)), ...notes.map((note) => note.split("\n").map(visible).join("\n"))];
  return lines.join("\n");
}

function tableLines({ columns, rows }: Table, paint: Paint): string[] {
  if (rows.length === 0) return [];
  const cells = rows.map((row) => row.map((cell) => visible(textOf(cell))));
  const widths = columns.map((name, column) => Math.max(width(name), ...cells.map((row) => width(row[column] ?? ""))));
  const line = (texts: readonly string[], style: (column: number) => (text: string) => string) =>
    texts.map((text, column) => style(column)(column === texts.length - 1 ? text : padded(text, widths[column] ?? 0))).join("  ").trimEnd();
  const head = line(columns.map((name) => name.toUpperCase()), () => (text) => paint(text, "dim"));
  const isNamed = columns.some((name) => name !== "");
  return [...(isNamed ? [head] : []), ...cells.map((row, place) => line(row, (column) => painter(rows[place]?.[column], paint)))];
}

const painter = (cell: Cell | undefined, paint: Paint) => (text: string): string => (typeof cell === "object" ? paint(text, cell.style) : text);
