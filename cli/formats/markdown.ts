// Markdown as GitHub writes it, for comments and job summaries.
import { textOf, type Report, type Table } from "../lib/report.js";
import { findingTable } from "./located.js";
import { visible } from "./paint.js";

export function asMarkdown({ findings = [], sections, summary }: Report): string {
  const found = findings.length === 0 ? [] : [tableText(placesIn(findingTable(findings)))];
  const parts = sections.flatMap(({ title, table, notes = [], isDiff = false }) => [
    ...(title === undefined ? [] : [`### ${inline(title)}`]),
    ...(table === undefined || table.rows.length === 0 ? [] : [tableText(table)]),
    ...(notes.length === 0 ? [] : [notes.map((note) => (note.includes("\n") ? fenced(note.split("\n").map(visible).join("\n"), isDiff ? "diff" : "text") : `- ${inline(note)}`)).join("\n")]),
  ]);
  const end = summary === undefined ? [] : [`**${inline(summary)}**`];
  return `${[...found, ...parts, ...end].join("\n\n")}\n`;
}

/** File, line and column in one. */
const placesIn = ({ rows }: Table): Table => ({
  columns: ["level", "code", "place", "message", "advice"],
  rows: rows.map(([level = "", code = "", file = "", line = "", column = "", , message = "", advice = ""]) => [level, code, `${textOf(file)}:${textOf(line)}:${textOf(column)}`, message, advice]),
});

function tableText({ columns, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(columns), line(columns.map(() => "---")), ...rows.map((row) => line(row.map((cell) => inline(textOf(cell)))))].join("\n");
}

/**
 * Text of one line, in which nothing but code between single backticks means anything; where several stand together, they are text. GitHub looks for people, issues and addresses
 * after it has read the Markdown: a space of no width keeps it from that.
 */
const inline = (text: string): string =>
  visible(text.replace(/\s+/g, " "))
    .split(/((?<!`)`[^`]+`(?!`))/)
    // in code, a backslash before a pipe would leave the pipe without one of its own
    .map((part, place) => (place % 2 === 1 && !part.includes("\\|") ? part : part.replace(/[\\*_[\]<>#~`@!&]/g, "\\$&").replace(/\\[@#]|:(?=\/\/)|www(?=\.)|GH(?=-\d)/gi, "$&&#8203;")))
    .join("")
    .replaceAll("|", "\\|");

/** Lines as they are; the fence is longer than any in them. */
function fenced(text: string, language: string): string {
  const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${fence}${language}\n${text}\n${fence}`;
}
