// What a printed report has besides what the screen shows: of what it is, and all columns of the matrix.
import { html, type TemplateResult } from "lit";
import { moment, number, utc } from "../../language/formats.js";
import { workbench } from "../../model/workbench.js";
import { icon } from "../../ui/icons.js";
import { catalog } from "../ask/question.js";
import { columnHead } from "./grid.js";
import { groupTitle, outcomeOf, type Column, type Line } from "./matrix.js";
import { say } from "./words.js";

/** So many columns fit a sheet of A4. */
const ON_SHEET = 12;
/** More would take minutes to lay out. */
export const MOST_PRINTED = 120;

/** Stands above a report on paper. */
export function paperHead(environment: string | null): TemplateResult {
  const { project, now } = workbench;
  const name = project.environments.find(({ id }) => id === environment)?.name ?? environment;
  return html`<dl class="paper details">
    <dt>${say().project}</dt><dd><bdi>${project.name ?? project.id}</bdi> <code>${project.id}</code></dd>
    ${environment === null ? "" : html`<dt>${say().environment}</dt><dd><bdi>${name}</bdi> <code>${environment}</code></dd>`}
    <dt>${say().asOf}</dt><dd>${moment(now)} (<bdi dir="ltr">${utc(now)}</bdi>)</dd>
    <dt>${say().rules}</dt><dd><code>${catalog().id}</code></dd>
  </dl>`;
}

const groupRow = ({ operation }: Line, sheet: readonly Column[]): TemplateResult => html`<tr class="group"><th colspan=${sheet.length + 1} lang="en">${groupTitle(operation.group)}</th></tr>`;

function paperRow({ operation, place }: Line, sheet: readonly Column[]): TemplateResult {
  const outcomes = sheet.map(({ reach }) => outcomeOf(reach[place]!));
  return html`<tr><th scope="row" lang="en" dir="ltr">${operation.title ?? operation.id}</th>${outcomes.map((outcome) => html`<td data-outcome=${outcome} aria-label=${say()[outcome]}>${icon(outcome)}</td>`)}</tr>`;
}

/** The matrix in sheets of so many columns as fit. */
export function paperMatrix(columns: readonly Column[], lines: readonly Line[], shared: ReadonlySet<string>, total: number): TemplateResult {
  const sheets = Array.from({ length: Math.ceil(columns.length / ON_SHEET) }, (_, sheet) => columns.slice(sheet * ON_SHEET, (sheet + 1) * ON_SHEET));
  return html`<div class="paper">
    ${columns.length < total ? html`<p>${say().notAllPrinted(number(columns.length), number(total))}</p>` : ""}
    <p class="legend-line">${(["allowed", "depends", "denied"] as const).map((outcome) => html`<span>${icon(outcome)} ${say()[outcome]}</span> `)}</p>
    ${sheets.map((sheet) => html`<table class="sheet"><thead><tr><th scope="col">${say().operation}</th>${sheet.map((column) => html`<th scope="col"><div>${columnHead(column, shared)}</div></th>`)}</tr></thead>
      <tbody>${lines.map((line, row) => [line.operation.group === lines[row - 1]?.operation.group ? "" : groupRow(line, sheet), paperRow(line, sheet)])}</tbody></table>`)}
  </div>`;
}
