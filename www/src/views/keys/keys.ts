// All keys: found, filtered, sorted; how long each is good, and who is told when.
import { html, nothing } from "lit";
import "keyward/element";
import { collator, list, moment, number } from "../../language/formats.js";
import { words } from "../../language/language.js";
import { say as page } from "../../language/page.js";
import { SAMPLE_MOMENT } from "../../model/now.js";
import { allRows, filtered, sorted, STATES, type Row, type SortName } from "../../model/rows.js";
import { choice, environmentOptions, paged, textField, userOptions } from "../../ui/controls.js";
import { afterFrame } from "../../ui/frame.js";
import { View } from "../../ui/view.js";
import { kindName, say as common, stateName } from "../../ui/words.js";
import "./keys.css";
import { all } from "./words.js";

const say = words(all);
const PAGE = 40;
const DAY = 86_400_000;
/** How many rows the first frame has, below all that stands above them. */
const FIRST_ROWS = matchMedia("(max-width: 63.99rem)").matches ? 2 : 8;
const FIRST = { page: null };

class KeysView extends View {
  #sortHead(name: SortName, text: string) {
    const { address } = this.workbench;
    const by = (address.get("sort") ?? "ends") as SortName;
    const down = address.get("order") === "down";
    const next = () => address.set({ sort: name, order: by === name && !down ? "down" : null, page: null });
    return html`<th scope="col" aria-sort=${by === name ? (down ? "descending" : "ascending") : nothing}><button type="button" class="sort" @click=${next}>${text}<span aria-hidden="true">${by === name ? (down ? " ↓" : " ↑") : ""}</span></button></th>`;
  }

  #row({ key, name, owner, environments, notice }: Row) {
    const { workbench } = this;
    const now = workbench.isLive ? null : workbench.now;
    const people = notice?.recipients.map(({ name, user }) => name ?? user) ?? [];
    const told = people.length === 0 ? say().nobody : say().told(people.length > 3 ? `${list(people.slice(0, 2))} +${number(people.length - 2)}` : list(people));
    return html`<tr>
      <th scope="row"><bdi class="key-title">${name}</bdi><code class="quiet">${key.id}</code></th>
      <td data-label=${common().kind}>${kindName(key.kind)}</td>
      <td data-label=${common().owner}>${owner === null ? html`<span class="quiet">–</span>` : html`<bdi>${owner}</bdi>`}</td>
      <td data-label=${common().environment}>${environments === "all" ? common().allEnvironments : html`<bdi>${list(environments)}</bdi>`}</td>
      <td data-label=${common().state}><key-expiry variant="badge" .ward=${workbench.ward} .keyId=${key.id} .now=${now} .name=${name}></key-expiry></td>
      <td data-label=${common().notice}>${notice === null ? html`<span class="quiet">–</span>` : html`<span>${notice.at < workbench.now ? say().over : say().plan} <time datetime=${new Date(notice.at).toISOString()}>${moment(notice.at)}</time></span><span class="quiet told" title=${list(people)}>${told}</span>`}</td>
      <td data-label=${say().actions} class="links"><span><a href=${workbench.address.href("ask", { key: key.id, user: null, page: null })}>${say().ask}<span class="visually-hidden"> ${name}</span></a> <a href=${workbench.address.href("timeline", { q: key.id, page: null })}>${say().inTime}<span class="visually-hidden"> ${name}</span></a></span></td>
    </tr>`;
  }

  protected override render() {
    const { address, project } = this.workbench;
    const get = (name: string) => address.get(name) ?? "";
    const rows = allRows();
    const hits = filtered(rows, { text: get("q"), state: get("state"), kind: get("kind"), owner: get("owner"), environment: get("in") });
    const { items, pager } = paged(sorted(hits, (get("sort") || "ends") as SortName, get("order") === "down"), PAGE);
    const any = ["", common().any] as const;
    const filter = (name: string, label: string, options: () => readonly (readonly [string, string])[]) =>
      choice(name, label, [any, ...(this.isWhole || get(name) !== "" ? options() : [])], { also: FIRST });
    const kinds = [...new Set(project.keys.map(({ kind }) => kind))];
    return html`<section class="panel" aria-labelledby="keys-title">
      <h2 id="keys-title">${page().keys}</h2>
      <div class="filters">
        ${textField("q", common().search, { also: FIRST })}
        ${filter("state", common().state, () => STATES.map((state) => [state, stateName(state)] as const))}
        ${filter("kind", common().kind, () => kinds.map((kind) => [kind, kindName(kind)] as const))}
        ${filter("owner", common().owner, userOptions)}
        ${filter("in", common().environment, environmentOptions)}
      </div>
      <p class="hint" role="status">${common().hits(number(hits.length), number(rows.length))}</p>
      ${hits.length === 0 ? html`<p>${say().nothing}</p>` : html`<table class="keys-table">
        <thead><tr>${this.#sortHead("name", common().name)}${this.#sortHead("kind", common().kind)}${this.#sortHead("owner", common().owner)}<th scope="col">${common().environment}</th>${this.#sortHead("ends", common().state)}${this.#sortHead("notice", say().who)}<th scope="col"><span class="visually-hidden">${say().actions}</span></th></tr></thead>
        <tbody>${(this.isWhole ? items : items.slice(0, FIRST_ROWS)).map((row) => this.#row(row))}</tbody>
      </table>`}
      ${pager}
    </section>`;
  }
}

customElements.define("kw-keys", KeysView);

/** What takes long the first time is done while the module is still coming in: to make Intl's formats, and to show a key's state. */
function rehearse(): void {
  void [number(0), list([]), collator()];
  const element = Object.assign(document.createElement("key-expiry"), { hidden: true, now: SAMPLE_MOMENT });
  element.setAttribute("created-at", new Date(SAMPLE_MOMENT - 30 * DAY).toISOString());
  element.setAttribute("expires-at", new Date(SAMPLE_MOMENT + DAY).toISOString());
  document.body.append(element);
  afterFrame(() => element.remove());
}

if (document.readyState === "loading") rehearse();
