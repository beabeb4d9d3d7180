// <kw-matrix>: keys by operations, as a grid for keyboard and touch, with the reason of one cell.
import { LitElement, html, nothing, type TemplateResult } from "lit";
import { number } from "../../language/formats.js";
import { workbench } from "../../model/workbench.js";
import { icon } from "../../ui/icons.js";
import { catalog, pathOf } from "../ask/question.js";
import { columns, groupTitle, outcomeOf, type Column, type Line } from "./matrix.js";
import { whyList } from "./why.js";
import { say } from "./words.js";

const MOVES: Record<string, readonly [number, number]> = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1], PageDown: [10, 0], PageUp: [-10, 0] };
type CellPlace = readonly [row: number, column: number];

export interface Shown {
  readonly columns: readonly Column[];
  readonly rows: readonly Line[];
  readonly environment: string;
  /** Names of several keys. */
  readonly shared: ReadonlySet<string>;
}

const isSame = (one: CellPlace | null, other: CellPlace): boolean => one?.[0] === other[0] && one[1] === other[1];

/** What each column is: the key, its id where another has the same name, and how much it may. */
export const columnHead = ({ key, allowed }: Column, shared: ReadonlySet<string>): TemplateResult =>
  html`<bdi class="column-name" title=${`${key.name ?? ""} ${key.id}`}>${key.name ?? key.id}</bdi>
    ${key.name !== undefined && shared.has(key.name) ? html`<code class="column-id">${key.id}</code>` : nothing}
    <span class="quiet">${say().may(number(allowed), number(catalog().operations.length))}</span>`;

export class Matrix extends LitElement {
  static override properties = { shown: { attribute: false } };
  declare shown: Shown;
  /** The cell that Tab comes to. */
  #focus: CellPlace = [0, 0];
  /** The cell that is told about, and whether it stays while the pointer moves. */
  #told: CellPlace | null = null;
  #isPinned = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(): void {
    const [rows, width] = [this.shown.rows.length, this.shown.columns.length];
    const inside = ([row, column]: CellPlace): CellPlace => [Math.min(row, Math.max(0, rows - 1)), Math.min(column, Math.max(0, width - 1))];
    this.#focus = inside(this.#focus);
    if (this.#told !== null && !isSame(inside(this.#told), this.#told)) this.#told = null;
  }

  #tell(place: CellPlace, isPinned: boolean): void {
    if (isSame(this.#told, place) && this.#isPinned === isPinned) return;
    this.#told = place;
    this.#isPinned = isPinned;
    this.requestUpdate();
  }

  #move(event: KeyboardEvent): void {
    const [rows, width] = [this.shown.rows.length, this.shown.columns.length];
    const [row, column] = this.#focus;
    const step = MOVES[event.key];
    const rtl = document.documentElement.dir === "rtl" ? -1 : 1;
    const to: CellPlace | null =
      step !== undefined ? [row + step[0], column + step[1] * rtl] : event.key === "Home" ? [event.ctrlKey ? 0 : row, 0] : event.key === "End" ? [event.ctrlKey ? rows - 1 : row, width - 1] : null;
    if (to === null) return;
    event.preventDefault();
    this.#focus = [Math.min(rows - 1, Math.max(0, to[0])), Math.min(width - 1, Math.max(0, to[1]))];
    this.requestUpdate();
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(`[data-cell="${this.#focus.join("-")}"]`)?.focus());
  }

  /** A click or a touch tells about the cell; Enter asks. */
  #press(event: MouseEvent, place: CellPlace): void {
    if (!("pointerType" in event) || event.pointerType === "") return;
    event.preventDefault();
    this.#focus = place;
    this.#tell(place, true);
  }

  #href(line: Line, { key }: Column): string {
    return workbench.address.href("ask", { key: key.id, user: null, page: null, ...pathOf(line.operation) });
  }

  #cell(line: Line, column: Column, place: CellPlace): TemplateResult {
    const outcome = outcomeOf(column.reach[line.place]!);
    return html`<td role="gridcell" data-outcome=${outcome} data-told=${isSame(this.#told, place)}><a href=${this.#href(line, column)} data-cell=${place.join("-")} tabindex=${isSame(this.#focus, place) ? 0 : -1} aria-label=${say()[outcome]}
      @focus=${() => ((this.#focus = place), this.#tell(place, true))} @pointerenter=${() => this.#isPinned || this.#tell(place, false)} @click=${(event: MouseEvent) => this.#press(event, place)}>${icon(outcome)}</a></td>`;
  }

  /** Why the cell is as it is. */
  #card(): TemplateResult | typeof nothing {
    if (this.#told === null) return nothing;
    const [line, column] = [this.shown.rows[this.#told[0]]!, this.shown.columns[this.#told[1]]!];
    const { key } = column;
    const [{ reach }] = columns(workbench.ward, [key], this.shown.environment, workbench.now, true) as [Column];
    const outcome = outcomeOf(reach[line.place]!);
    return html`<p class="cell-title" data-outcome=${outcome}><span class="cell-mark">${icon(outcome)}</span> <strong>${say()[outcome]}</strong> · <bdi>${key.name ?? key.id}</bdi> <code>${key.id}</code> · <bdi dir="ltr" lang="en">${line.operation.title ?? line.operation.id}</bdi></p>
      ${whyList(reach[line.place]!, key)}<a class="cell-ask" href=${this.#href(line, column)} tabindex="-1">${say().test}</a>`;
  }

  protected override render() {
    const { columns: shown, rows, shared } = this.shown;
    let group: string | undefined;
    const head = (name: string | undefined) => {
      if (name === group) return nothing;
      group = name;
      return html`<tr role="row" class="group"><th role="rowheader" scope="colgroup" colspan=${shown.length + 1}><bdi dir="ltr" lang="en">${groupTitle(name)}</bdi></th></tr>`;
    };
    return html`<div class="matrix-frame"><table class="matrix" role="grid" aria-labelledby="access-title" aria-rowcount=${rows.length} @keydown=${(event: KeyboardEvent) => this.#move(event)} @pointerleave=${() => !this.#isPinned && ((this.#told = null), this.requestUpdate())}>
        <thead><tr role="row"><th role="columnheader" scope="col">${say().operation}</th>${shown.map((column) => html`<th role="columnheader" scope="col">${columnHead(column, shared)}</th>`)}</tr></thead>
        <tbody>${rows.map((line, row) => html`${head(line.operation.group)}<tr role="row">
          <th role="rowheader" scope="row"><span lang="en">${line.operation.title ?? line.operation.id}</span><code class="id">${line.operation.id}</code></th>
          ${shown.map((column, place) => this.#cell(line, column, [row, place]))}</tr>`)}</tbody>
      </table></div>
      <div class="cell-card" aria-live="polite">${this.#card()}</div>`;
  }
}

customElements.define("kw-matrix", Matrix);
