// All keys: found, filtered, sorted by what ends next; how long each is good, who is notified, and what can be done.
import { html, nothing } from "lit";
import "keyward/element";
import { collator, day, list, moment, number } from "../../language/formats.js";
import { say as page } from "../../language/page.js";
import { plural } from "../../language/plural.js";
import { SAMPLE_MOMENT } from "../../model/now.js";
import { allRows, filtered, sorted, STATES, type Row, type SortName } from "../../model/rows.js";
import { choice, environmentOptions, paged, textField, userOptions } from "../../ui/controls.js";
import { afterFrame } from "../../ui/frame.js";
import { View } from "../../ui/view.js";
import { hitsText, kindName, say as common, stateName } from "../../ui/words.js";
import { adopt } from "../../ui/adopt.js";
import css from "./keys.css?inline";
import { menu } from "./menu.js";
import { say } from "./words.js";

adopt(css);

const PAGE = 40;
const DAY = 86_400_000;
const ENDING = [7, 30, 90];
const isNarrow = matchMedia("(max-width: 63.99rem)");
/** How many rows the first frame has, below all that stands above them. */
const FIRST_ROWS = isNarrow.matches ? 2 : 8;
const FIRST = { page: null };
/** The address's names for what narrows the list, and what clears it. */
const FILTERS = ["state", "kind", "owner", "in"] as const;
const CLEAR = { q: null, ending: null, state: null, kind: null, owner: null, in: null, page: null };

const dayOf = (instant: number) => html`<time datetime=${new Date(instant).toISOString()} title=${moment(instant)}>${day(instant)}</time>`;

class KeysView extends View {
  /** The key whose menu is open. */
  #menuOf: string | null = null;

  #get(name: string): string {
    return this.workbench.address.get(name) ?? "";
  }

  /** Within how many days keys end that are looked for. */
  get #ending(): number | null {
    return ENDING.find((days) => String(days) === this.#get("ending")) ?? null;
  }

  #sortHead(name: SortName, text: string) {
    const { address } = this.workbench;
    const by = (address.get("sort") ?? "ends") as SortName;
    const down = address.get("order") === "down";
    const next = () => address.set({ sort: name, order: by === name && !down ? "down" : null, page: null });
    return html`<th scope="col" aria-sort=${by === name ? (down ? "descending" : "ascending") : nothing}><button type="button" class="sort" @click=${next}>${text}<span aria-hidden="true">${by === name ? (down ? " ↓" : " ↑") : ""}</span></button></th>`;
  }

  #setMenu(id: string, isOpen: boolean): void {
    this.#menuOf = isOpen ? id : null;
    this.requestUpdate();
    if (isOpen) void this.updateComplete.then(() => this.querySelector<HTMLElement>("[role=menuitem]")?.focus());
  }

  #menu({ key, name, status }: Row) {
    const { address } = this.workbench;
    const isRevoked = status.state === "revoked";
    const act = (what: "regenerate" | "revoke") => async () => {
      const dialogs = await import("../change/dialogs.js");
      void dialogs[what](key.id);
    };
    const renew = isRevoked || key.disabled === true ? [] : [{ name: "regenerate", text: say().regenerate, act: act("regenerate") }];
    const revoke = isRevoked ? [] : [{ name: "revoke", text: say().revoke, act: act("revoke"), isDangerous: true }];
    const items = [
      ...renew,
      { name: "edit", text: say().edit, act: address.href("change", { do: "key", key: key.id, role: null, permission: null, page: null }) },
      { name: "ask", text: say().ask, act: address.href("ask", { key: key.id, user: null, page: null }) },
      { name: "timeline", text: say().inTime, act: address.href("timeline", { q: key.id, page: null }) },
      ...revoke,
    ];
    return menu({ label: say().actions(name), items, isOpen: this.#menuOf === key.id, toggle: (isOpen) => this.#setMenu(key.id, isOpen) });
  }

  #notice({ notice }: Row) {
    if (notice === null) return html`<span class="quiet">–</span>`;
    const people = notice.recipients.map(({ name, user }) => name ?? user);
    const told = people.length === 0 ? say().nobody : say().told(people.length > 3 ? `${list(people.slice(0, 2))} +${number(people.length - 2)}` : list(people));
    return html`<span>${dayOf(notice.at)}</span><span class="quiet told" title=${list(people)}>${told}</span>`;
  }

  #row(row: Row) {
    const { workbench } = this;
    const { key, name, owner, environments, status, createdAt } = row;
    const now = workbench.isLive ? null : workbench.now;
    return html`<tr data-key=${key.id} data-living=${row.isLiving}>
      <th scope="row"><span class="key-title"><bdi>${name}</bdi></span><code class="quiet">${key.id}</code></th>
      <td class="cell-kind">${kindName(key.kind)}${owner === null ? nothing : html`<span class="quiet told"><bdi>${owner}</bdi></span>`}</td>
      <td class="cell-scope" data-label=${common().environment}>${environments === "all" ? common().allEnvironments : html`<bdi>${list(environments)}</bdi>`}</td>
      <td class="cell-created" data-label=${say().created}>${dayOf(createdAt)}</td>
      <td class="cell-ends" data-label=${say().ends}>${status.endsAt === null ? common().never : dayOf(status.endsAt)}</td>
      <td class="cell-state"><key-expiry variant="badge" .ward=${workbench.ward} .keyId=${key.id} .now=${now} .name=${name}></key-expiry></td>
      <td class="cell-notice" data-label=${say().who}>${this.#notice(row)}</td>
      <td class="cell-menu">${this.isWhole ? this.#menu(row) : nothing}</td>
    </tr>`;
  }

  #filters() {
    const { address, project } = this.workbench;
    const any = ["", common().any] as const;
    const filter = (name: string, label: string, options: () => readonly (readonly [string, string])[]) =>
      choice(name, label, [any, ...(this.isWhole || this.#get(name) !== "" ? options() : [])], { also: FIRST });
    const kinds = [...new Set(project.keys.map(({ kind }) => kind))];
    const chip = (value: string, text: string) =>
      html`<button type="button" class="chip" aria-pressed=${(this.#ending ?? "").toString() === value} @click=${() => address.set({ ending: value, page: null })}>${text}</button>`;
    return html`<div class="find">
        ${textField("q", common().search, { placeholder: say().searchHint, also: FIRST })}
        <div class="ending" role="group" aria-labelledby="ending-label"><span class="ending-label" id="ending-label">${say().ending}</span><div class="chips">${chip("", say().anyTime)}${ENDING.map((days) => chip(String(days), plural(days, say().days)))}</div></div>
      </div>
      <details class="more" ?open=${!isNarrow.matches || FILTERS.some((name) => this.#get(name) !== "")}><summary>${say().filters}</summary><div class="filters">
        ${filter("state", common().state, () => STATES.map((state) => [state, stateName(state)] as const))}
        ${filter("kind", common().kind, () => kinds.map((kind) => [kind, kindName(kind)] as const))}
        ${filter("owner", common().owner, userOptions)}
        ${filter("in", common().environment, environmentOptions)}
        ${isNarrow.matches ? choice("sort", say().sortBy, [["ends", say().ends], ["created", say().created], ["name", common().name], ["kind", common().kind], ["state", common().state], ["notice", say().who]], { value: this.#get("sort") || "ends", also: FIRST }) : nothing}
      </div></details>`;
  }

  #clear(): void {
    this.workbench.address.set(CLEAR);
    // The button is gone when nothing is left to clear.
    void this.updateComplete.then(() => this.querySelector<HTMLElement>("[data-name=q]")?.focus());
  }

  async #openSample(): Promise<void> {
    const { mayLeave } = await import("../../work/leave.js");
    if (await mayLeave()) this.workbench.open({ kind: "sample", name: "museum" });
  }

  /** Nothing to show: why, and what to do. */
  #nothing(isEmpty: boolean) {
    const create = html`<a class="button primary" href=${this.workbench.address.href("change", { do: "create" })}>${say().create}</a>`;
    if (isEmpty) return html`<div class="nothing"><h3>${say().empty}</h3><p>${say().emptyHint}</p><div class="buttons">${create}<button type="button" @click=${() => void this.#openSample()}>${say().sample}</button></div></div>`;
    const days = this.#ending;
    return html`<div class="nothing"><h3>${say().none}</h3><p>${days !== null && this.#get("q") === "" && FILTERS.every((name) => this.#get(name) === "") ? say().noneEnding(plural(days, say().days)) : say().noneHint}</p><div class="buttons"><button type="button" class="primary" @click=${() => this.#clear()}>${say().clear}</button></div></div>`;
  }

  #table(items: readonly Row[]) {
    return html`<table class="keys-table">
      <thead><tr>${this.#sortHead("name", common().name)}${this.#sortHead("kind", common().kind)}<th scope="col">${common().environment}</th>${this.#sortHead("created", say().created)}${this.#sortHead("ends", say().ends)}${this.#sortHead("state", common().state)}${this.#sortHead("notice", say().who)}<td></td></tr></thead>
      <tbody>${(this.isWhole ? items : items.slice(0, FIRST_ROWS)).map((row) => this.#row(row))}</tbody>
    </table>`;
  }

  /** What is found, by the state of each key: that takes the module. */
  #found() {
    const rows = allRows();
    const hits = filtered(rows, { text: this.#get("q"), state: this.#get("state"), kind: this.#get("kind"), owner: this.#get("owner"), environment: this.#get("in"), endingWithin: this.#ending });
    const { items, pager } = paged(sorted(hits, (this.#get("sort") || "ends") as SortName, this.#get("order") === "down"), PAGE);
    const isFiltered = this.#ending !== null || this.#get("q") !== "" || FILTERS.some((name) => this.#get(name) !== "");
    return html`<div class="found"><p class="hint" role="status">${hitsText(hits.length, rows.length)}</p>${isFiltered && hits.length > 0 ? html`<button type="button" class="plain" data-name="clear" @click=${() => this.#clear()}>${say().clear}</button>` : nothing}</div>
      ${hits.length === 0 ? this.#nothing(false) : this.#table(items)}
      ${pager}`;
  }

  protected override render() {
    const { address, project, isReady, hasProject } = this.workbench;
    if (!hasProject) return nothing;
    return html`<section class="panel" aria-labelledby="keys-title">
      <div class="panel-head"><h2 id="keys-title">${page().keys}</h2><a class="button" href=${address.href("change", { do: "create" })}>${say().create}</a></div>
      ${project.keys.length === 0 ? this.#nothing(true) : html`${this.#filters()}${isReady ? this.#found() : nothing}`}
    </section>`;
  }
}

customElements.define("kw-keys", KeysView);

/** What takes long the first time is done while the module is still coming in: to make Intl's formats, and to show a key's state. */
function rehearse(): void {
  void [number(0), day(0), list([]), collator(), plural(0, { other: "" })];
  const element = Object.assign(document.createElement("key-expiry"), { hidden: true, now: SAMPLE_MOMENT });
  element.setAttribute("created-at", new Date(SAMPLE_MOMENT - 30 * DAY).toISOString());
  element.setAttribute("expires-at", new Date(SAMPLE_MOMENT + DAY).toISOString());
  document.body.append(element);
  afterFrame(() => element.remove());
}

if (document.readyState === "loading") rehearse();
