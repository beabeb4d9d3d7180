// For auditors: who may do what and by whom it is permitted, two keys side by side, what should be changed, and what was changed.
import { html, nothing, type TemplateResult } from "lit";
import type { Key } from "keyward/slim";
import { allRows, filtered, sorted } from "../../model/rows.js";
import { download } from "../../model/download.js";
import { adopt } from "../../ui/adopt.js";
import { choice, chosenEnvironment, environmentOptions, keyOptions, paged, textField } from "../../ui/controls.js";
import { copyText } from "../../ui/copy.js";
import { View } from "../../ui/view.js";
import { say as common } from "../../ui/words.js";
import { catalog } from "../ask/question.js";
import css from "./access.css?inline";
import { difference, findings } from "./analysis.js";
import { changeList } from "./changes.js";
import { comparison } from "./compare.js";
import { csvOf, type Table } from "./csv.js";
import { findingList } from "./findings.js";
import "./grid.js";
import { columns, lines, sharedNames, type Line } from "./matrix.js";
import { MOST_PRINTED, paperHead, paperMatrix } from "./paper.js";
import { comparisonTable, differenceTable, findingTable, matrixTable } from "./tables.js";
import { say } from "./words.js";

adopt(css);
const REPORTS = ["matrix", "compare", "findings", "changes"] as const;
type ReportName = (typeof REPORTS)[number];

/** What is shown of a report, and how it is taken along; `null` where there is nothing to take. */
interface Report {
  readonly content: unknown;
  readonly environment: string | null;
  readonly table: (() => Table | Promise<Table>) | null;
}

class AccessView extends View {
  readonly #findings = findings(() => this.requestUpdate());
  readonly #difference = difference(() => this.requestUpdate());
  readonly #paper = matchMedia("print");
  #isPrinted = false;
  #said = "";

  /** Draws what is printed before the browser takes it. */
  readonly #print = (event: Event) => {
    this.#isPrinted = event.type === "beforeprint" || (event.type === "change" && this.#paper.matches);
    this.requestUpdate();
    this.performUpdate();
  };

  override connectedCallback(): void {
    super.connectedCallback();
    for (const type of ["beforeprint", "afterprint"]) addEventListener(type, this.#print);
    this.#paper.addEventListener("change", this.#print);
  }

  override disconnectedCallback(): void {
    for (const type of ["beforeprint", "afterprint"]) removeEventListener(type, this.#print);
    this.#paper.removeEventListener("change", this.#print);
    super.disconnectedCallback();
  }

  /** As many columns as there is room for beside the operations. */
  #room(): number {
    return Math.max(2, Math.min(12, Math.floor((Math.min(innerWidth, 1248) - 428) / 98)));
  }

  /** The two keys of the address; `undefined` where one is not chosen. */
  #pair(): [Key | undefined, Key | undefined] {
    const { address } = this.workbench;
    const key = (name: string) => this.workbench.key(address.get(name) ?? "");
    return [key("one"), key("other")];
  }

  #shown(): ReportName {
    const asked = this.workbench.address.get("show");
    const [one, other] = this.#pair();
    return REPORTS.find((name) => name === asked) ?? (one !== undefined && other !== undefined ? "compare" : "matrix");
  }

  #rowsOf(compared: Parameters<typeof lines>[1]["compared"]): Line[] {
    const { address } = this.workbench;
    return lines(catalog().operations, { text: address.get("op") ?? "", access: address.get("access") ?? "", compared });
  }

  #operationFilters(): TemplateResult {
    return html`${textField("op", say().findOperation)}${choice("access", say().access, [["", say().readOrWrite], ["read", say().read], ["write", say().write]])}`;
  }

  #empty(text: string, action: string, act: (() => void) | string): TemplateResult {
    return html`<div class="empty"><p>${text}</p>${typeof act === "string" ? html`<a class="button" href=${act}>${action}</a>` : html`<button type="button" @click=${act}>${action}</button>`}</div>`;
  }

  #matrix(environment: string): Report {
    const { address, ward, now, project } = this.workbench;
    const hits = sorted(filtered(allRows(), { text: address.get("q") ?? "", state: "", kind: "", owner: "", environment: "" }), "name", false).map(({ key }) => key);
    const { items, pager } = paged(hits, this.#room());
    const rows = this.#rowsOf(null);
    const shared = sharedNames(project.keys);
    const filters = html`<div class="filters">${choice("env", common().environment, environmentOptions(), { value: environment })}${textField("q", say().findKey, { also: { page: null } })}${this.#operationFilters()}</div>`;
    const clear = () => address.set({ q: null, op: null, access: null, page: null });
    const isEmpty = project.keys.length === 0 || hits.length === 0 || rows.length === 0;
    const content = project.keys.length === 0
      ? this.#empty(say().noKeys, say().createKey, address.href("change"))
      : isEmpty
        ? html`${filters}${this.#empty(hits.length === 0 ? say().noKeyMatches : say().noOperationMatches, say().clear, clear)}`
        : html`${filters}<p class="hint">${say().matrixHint}</p>
          <kw-matrix class="screen" .shown=${{ columns: columns(ward, items, environment, now), rows, environment, shared }}></kw-matrix>${pager}
          ${this.#isPrinted ? paperMatrix(columns(ward, hits.slice(0, MOST_PRINTED), environment, now), rows, shared, hits.length) : nothing}`;
    return { content, environment, table: isEmpty ? null : () => matrixTable(hits, rows, environment) };
  }

  #compare(environment: string): Report {
    const { address, ward, now } = this.workbench;
    const [one, other] = this.#pair();
    const choose = ["", say().chooseKey] as const;
    const filters = html`<div class="filters">
      ${choice("one", say().firstKey, [choose, ...keyOptions()])}${choice("other", say().secondKey, [choose, ...keyOptions()])}
      ${choice("env", common().environment, environmentOptions(), { value: environment })}${this.#operationFilters()}</div>`;
    if (one === undefined || other === undefined) return { content: html`${filters}<div class="empty"><p>${say().chooseTwo}</p></div>`, environment, table: null };
    if (one === other) return { content: html`${filters}${this.#empty(say().sameKey, say().chooseAnother, () => address.set({ other: null }))}`, environment, table: null };
    const compared = columns(ward, [one, other], environment, now, true);
    const differing = lines(catalog().operations, { text: "", access: "", compared });
    const rows = this.#rowsOf(compared);
    const none = differing.length === 0 ? html`<div class="empty"><p>${say().noDifference}</p></div>` : rows.length > 0 ? nothing : this.#empty(say().noOperationMatches, say().clear, () => address.set({ op: null, access: null }));
    return { content: html`${filters}${comparison(compared, differing.length, rows)}${none}`, environment, table: rows.length === 0 ? null : () => comparisonTable(compared, rows, environment) };
  }

  #lint(): Report {
    const found = this.#findings.get();
    if (found === null) return { content: html`<p class="hint" role="status">${say().analyzing}</p>`, environment: null, table: null };
    const content = found.length === 0 ? this.#empty(say().nothingFound, say().openOwn, this.workbench.address.href("own")) : html`<p role="status" class="sum">${say().found(found.length)}</p>${findingList(found)}`;
    return { content, environment: null, table: found.length === 0 ? null : () => findingTable(found) };
  }

  #changes(): Report {
    const { address, done } = this.workbench;
    if (done.length === 0) return { content: this.#empty(say().noChanges, say().makeChange, address.href("change")), environment: null, table: null };
    const found = this.#difference.get();
    if (found === null) return { content: html`<p class="hint" role="status">${say().analyzing}</p>`, environment: null, table: null };
    const isNothing = found.keys.length + found.users.length === 0;
    const content = isNothing ? this.#empty(say().noEffect, say().makeChange, address.href("change")) : html`<p role="status" class="sum">${say().changed(found.keys.length, found.users.length)}</p>${changeList(found, this.#isPrinted)}`;
    return { content, environment: null, table: isNothing ? null : () => differenceTable(found) };
  }

  #report(name: ReportName): Report {
    if (name === "findings") return this.#lint();
    if (name === "changes") return this.#changes();
    const environment = chosenEnvironment();
    if (environment === "") return { content: this.#empty(say().noEnvironment, say().addEnvironment, this.workbench.address.href("change")), environment: null, table: null };
    return name === "compare" ? this.#compare(environment) : this.#matrix(environment);
  }

  /** Takes a report along, and says whether that went well. */
  async #take(name: ReportName, table: () => Table | Promise<Table>, isCopy: boolean): Promise<void> {
    this.#say(say().preparing);
    const text = csvOf(await table());
    if (isCopy) return this.#say((await copyText(text)) ? say().copied : say().notCopied);
    // Spreadsheets read a file without the mark as one of an older encoding.
    download(`${this.workbench.project.id}-${name}.csv`, `\ufeff${text}`, "text/csv;charset=utf-8");
    this.#say(say().downloaded);
  }

  #say(text: string): void {
    this.#said = text;
    this.requestUpdate();
  }

  #actions(name: ReportName, { table }: Report): TemplateResult {
    const take = (isCopy: boolean) => () => void this.#take(name, table!, isCopy);
    return html`<div class="buttons access-actions">
      <button type="button" data-name="csv" ?disabled=${table === null} @click=${take(false)}>${say().downloadCsv}</button>
      <button type="button" data-name="copy-csv" ?disabled=${table === null} @click=${take(true)}>${say().copyCsv}</button>
      <button type="button" data-name="print" ?disabled=${table === null} @click=${() => print()}>${say().print}</button>
    </div>`;
  }

  #tabs(shown: ReportName): TemplateResult {
    const href = (name: ReportName) => this.workbench.address.href("access", { show: name, page: null });
    return html`<nav class="reports screen" aria-label=${say().reports}>${REPORTS.map((name) => html`<a href=${href(name)} aria-current=${name === shown ? "page" : nothing} @click=${() => (this.#said = "")}>${say().names[name]}</a>`)}</nav>`;
  }

  protected override render() {
    const name = this.#shown();
    const report = this.#report(name);
    return html`<section class="panel" aria-labelledby="access-title">
      <div class="access-head"><h2 id="access-title">${say().titles[name]}</h2>${this.#actions(name, report)}</div>
      <p class="hint">${say().leads[name]}</p>
      <p class="said" role="status">${this.#said}</p>
      ${this.#tabs(name)}
      ${paperHead(report.environment)}
      ${report.content}
    </section>`;
  }
}

customElements.define("kw-access", AccessView);
