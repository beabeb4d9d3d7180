// Keys by operations, in an environment.
import { html, nothing } from "lit";
import { number } from "../../language/formats.js";
import { words } from "../../language/language.js";
import { say as page } from "../../language/page.js";
import { allRows, filtered, sorted } from "../../model/rows.js";
import { choice, chosenEnvironment, environmentOptions, keyOptions, paged, textField } from "../../ui/controls.js";
import { icon } from "../../ui/icons.js";
import { View } from "../../ui/view.js";
import { say as common } from "../../ui/words.js";
import { catalog, pathOf } from "../ask/question.js";
import { sentence } from "../ask/reasons.js";
import "./access.css";
import { columns, lines, type Column, type Line } from "./matrix.js";
import { all } from "./words.js";

const say = words(all);
const MOVES: Record<string, readonly [number, number]> = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1], PageDown: [10, 0], PageUp: [-10, 0] };

class AccessView extends View {
  /** The cell that Tab comes to, and the one that is told about. */
  #focus: [number, number] = [0, 0];
  #told = "";

  /** So many columns as there is room for. */
  #room(): number {
    return Math.max(2, Math.min(12, Math.floor((innerWidth - 320) / 76)));
  }

  #tell(line: Line, column: Column): void {
    const { allowed, reason } = column.reach[line.place]!;
    const next = `${column.key.name ?? column.key.id} · ${line.operation.title ?? line.operation.id}: ${allowed ? say().allowed : say().denied}. ${sentence(reason)}`;
    if (next === this.#told) return;
    this.#told = next;
    this.querySelector(".told-cell")!.textContent = next;
  }

  #move(event: KeyboardEvent, rows: number, width: number): void {
    const [row, column] = this.#focus;
    const step = MOVES[event.key];
    const rtl = document.documentElement.dir === "rtl" ? -1 : 1;
    const to: [number, number] | null =
      step !== undefined ? [row + step[0], column + step[1] * rtl] : event.key === "Home" ? [event.ctrlKey ? 0 : row, 0] : event.key === "End" ? [event.ctrlKey ? rows - 1 : row, width - 1] : null;
    if (to === null) return;
    event.preventDefault();
    this.#focus = [Math.min(rows - 1, Math.max(0, to[0])), Math.min(width - 1, Math.max(0, to[1]))];
    this.requestUpdate();
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(`[data-cell="${this.#focus.join("-")}"]`)?.focus());
  }

  #cell(line: Line, column: Column, place: readonly [number, number]) {
    const { allowed, reason } = column.reach[line.place]!;
    const href = this.workbench.address.href("ask", { key: column.key.id, user: null, page: null, ...pathOf(line.operation) });
    const isFocus = place[0] === this.#focus[0] && place[1] === this.#focus[1];
    return html`<td role="gridcell" data-allowed=${allowed}><a href=${href} data-cell=${place.join("-")} tabindex=${isFocus ? 0 : -1} title=${sentence(reason)} aria-label=${`${allowed ? say().allowed : say().denied}: ${sentence(reason)}`}
      @focus=${() => ((this.#focus = [place[0], place[1]]), this.#tell(line, column))} @pointerenter=${() => this.#tell(line, column)}>${icon(allowed ? "allowed" : "denied")}</a></td>`;
  }

  protected override render() {
    const { address, ward, project, now } = this.workbench;
    const environment = chosenEnvironment();
    if (environment === "") return html`<section class="panel"><h2>${page().access}</h2><p>${say().noEnvironment}</p></section>`;
    const [one, other] = [address.get("one"), address.get("other")].map((id) => project.keys.find((key) => key.id === id));
    const isComparison = one !== undefined && other !== undefined && one !== other;
    const hits = isComparison ? [one, other] : sorted(filtered(allRows(), { text: address.get("q") ?? "", state: "", kind: "", owner: "", environment: "" }), "name", false).map(({ key }) => key);
    const { items, pager } = paged(hits, this.#room());
    const shown = columns(ward, items, environment, now);
    const rows = lines(catalog().operations, { text: address.get("op") ?? "", access: address.get("access") ?? "", compared: isComparison ? shown : null });
    this.#focus = [Math.min(this.#focus[0], Math.max(0, rows.length - 1)), Math.min(this.#focus[1], Math.max(0, shown.length - 1))];
    const none = ["", "–"] as const;
    let group: string | undefined;
    const head = (name: string | undefined) => {
      if (name === group) return nothing;
      group = name;
      return html`<tr role="row" class="group"><th role="rowheader" scope="colgroup" colspan=${shown.length + 1}>${name}</th></tr>`;
    };
    return html`<section class="panel" aria-labelledby="access-title">
      <h2 id="access-title">${page().access}</h2>
      <div class="filters">
        ${choice("env", common().environment, environmentOptions(), { value: environment })}
        ${textField("q", common().search, { also: { page: null } })}
        ${textField("op", say().operations)}
        ${choice("access", say().access, [["", common().any], ["read", say().read], ["write", say().write]])}
        ${choice("one", say().compare, [none, ...keyOptions()], { also: { page: null } })}
        ${choice("other", say().with, [none, ...keyOptions()], { also: { page: null } })}
      </div>
      ${isComparison ? html`<p class="hint">${rows.length === 0 ? say().same : say().differs}</p>` : html`<p class="hint">${say().hint}</p>`}
      ${shown.length === 0 ? html`<p>${say().noKeys}</p>` : rows.length === 0 ? (isComparison ? nothing : html`<p>${say().empty}</p>`) : html`
      <div class="matrix-frame"><table class="matrix" role="grid" aria-labelledby="access-title" aria-rowcount=${rows.length} @keydown=${(event: KeyboardEvent) => this.#move(event, rows.length, shown.length)}>
        <thead><tr role="row"><th role="columnheader" scope="col">${say().which}</th>${shown.map(({ key, allowed }) => html`<th role="columnheader" scope="col"><bdi class="column-name" title=${`${key.name ?? ""} ${key.id}`}>${key.name ?? key.id}</bdi><span class="quiet">${say().may(number(allowed), number(catalog().operations.length))}</span></th>`)}</tr></thead>
        <tbody>${rows.map((line, row) => html`${head(line.operation.group)}<tr role="row"><th role="rowheader" scope="row"><span dir="ltr" lang="en">${line.operation.title ?? line.operation.id}</span></th>${shown.map((column, place) => this.#cell(line, column, [row, place]))}</tr>`)}</tbody>
      </table></div>`}
      <p class="told-cell" aria-live="polite"></p>
      ${pager}
    </section>`;
  }
}

customElements.define("kw-access", AccessView);
