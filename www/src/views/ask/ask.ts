// One request: whether it is allowed, and why.
import { KeywardError, type Explanation } from "keyward/slim";
import { html, nothing } from "lit";
import { list, moment } from "../../language/formats.js";
import { words } from "../../language/language.js";
import { say as page } from "../../language/page.js";
import { choice, keyOptions, textField, userOptions } from "../../ui/controls.js";
import type { IconName } from "../../ui/icon-paths.js";
import { icon } from "../../ui/icons.js";
import { View } from "../../ui/view.js";
import { say as common } from "../../ui/words.js";
import "./ask.css";
import { catalog, factsOf, groups, methods, pathOf, question, titleOf, type Question } from "./question.js";
import { checkName, sentence } from "./reasons.js";
import { all } from "./words.js";

const say = words(all);

/** What of an explanation is shown. */
type Shown = Pick<Explanation, "decision" | "remedies" | "checks" | "grants">;

class AskView extends View {
  #unreadable = false;
  /** What the guard answered, and to which question. */
  #answer: { readonly to: string; readonly text: string } | null = null;

  async #paste(event: Event): Promise<void> {
    const field = event.target as HTMLTextAreaElement;
    const { parsePasted } = await import("./parse.js");
    const found = parsePasted(field.value);
    this.#unreadable = field.value.trim() !== "" && found === null;
    if (found !== null) {
      field.value = "";
      this.workbench.address.set({ method: found.method, path: found.path });
    }
    this.requestUpdate();
  }

  /** Asks the guard that stands in front of an API, with a token that stands for the key. */
  async #guardAnswer({ who, method, path, facts }: Question): Promise<void> {
    const { ward, now } = this.workbench;
    const to = JSON.stringify([who, method, path, facts, now, this.workbench.done.length]);
    if (this.#answer?.to === to || !("key" in who)) return;
    this.#answer = { to, text: "" };
    let text: string;
    try {
      const { guard } = await import("keyward/fetch");
      const request = new Request(`https://manage.example${path}`, { method, headers: { Authorization: "Bearer example" } });
      const found = await guard(request, { ward, findKey: () => who.key, facts, at: () => now, requestId: () => "7f3a1c52", onError: () => {} });
      if (found.allowed) text = [`${say().passes} ${found.decision.path}`, ...Object.entries(found.headers).map(([name, value]) => `${name}: ${value}`)].join("\n");
      else {
        const body = found.response === null ? "" : await found.response.text();
        const headers = found.response === null ? [] : [...found.response.headers].map(([name, value]) => `${name}: ${value}`);
        text = [`HTTP/1.1 ${found.response?.status ?? 204}`, ...headers, "", body && JSON.stringify(JSON.parse(body), null, 2)].join("\n");
      }
    } catch (error) {
      text = String(error);
    }
    if (this.#answer?.to !== to) return;
    this.#answer = { to, text };
    this.requestUpdate();
  }

  /** What the first frame shows is the decision; it takes an explanation only for what is missing. */
  #explain(asked: Question): Shown | KeywardError {
    const { ward } = this.workbench;
    try {
      const decision = this.isWhole ? null : ward.decide(asked.request);
      return decision?.missing.length === 0 ? { decision, remedies: [], checks: [], grants: [] } : ward.explain(asked.request);
    } catch (error) {
      if (error instanceof KeywardError) return error;
      throw error;
    }
  }

  #verdict(explanation: Shown) {
    const { decision, remedies } = explanation;
    const outcome = decision.allowed ? "allowed" : "denied";
    const roles = new Map(this.workbench.project.roles.map(({ id, name }) => [id, name ?? id]));
    return html`
      <div class="verdict" role="status" aria-atomic="true" data-outcome=${outcome}>
        <span class="verdict-icon">${icon(outcome)}</span>
        <strong class="verdict-word">${decision.allowed ? say().allowed : say().denied}</strong>
        <span class="verdict-reason"><span>${decision.status}${decision.code === null ? "" : ` · ${decision.code}`}</span> <code>${decision.reason}</code></span>
      </div>
      <p class="sentence">${sentence(decision.reason)}</p>
      ${decision.missing.length === 0 ? nothing : html`<div class="missing"><h3>${say().missing}</h3><ul>${decision.missing.map((alternative, place) => html`<li>${place > 0 ? html`<span class="quiet">${say().or} </span>` : nothing}${alternative.map((id) => html`<span class="permission-name">${titleOf(id)} <code>${id}</code></span>`)}</li>`)}</ul>
        <h3>${say().roles}</h3>
        <ul>${remedies.map(({ permission, on, roles: having }) => html`<li><code>${permission}</code>: ${on === "key" ? say().ownPermissions : having.length === 0 ? say().noRole : html`<bdi>${list(having.map((id) => roles.get(id) ?? id))}</bdi>`}${on === "role" ? html` <a href=${this.workbench.address.href("change", { permission })}>${say().edit}</a>` : nothing}</li>`)}</ul></div>`}
      <dl class="details">
        <dt>${say().operation}</dt><dd>${decision.operation === null ? html`<span class="none">–</span>` : (catalog().operations.find(({ id }) => id === decision.operation)?.title ?? decision.operation)}</dd>
        <dt>${say().actor}</dt><dd>${decision.actor === null ? html`<span class="none">–</span>` : html`<bdi>${decision.actor.name ?? decision.actor.id}</bdi>`}</dd>
        ${decision.until === null ? nothing : html`<dt>${say().until}</dt><dd>${moment(decision.until)}</dd>`}
      </dl>`;
  }

  /** Who gives each permission that was asked for. */
  #grants({ grants }: Shown) {
    const given = grants.flatMap(({ permissions }) => permissions);
    if (given.length === 0) return nothing;
    const roles = new Map(this.workbench.project.roles.map(({ id, name }) => [id, name ?? id]));
    return html`<div class="grants"><h3>${say().grants}</h3><ul>${given.map(({ permission, listed, role }) => html`<li><span class="permission-name">${titleOf(permission)} <code>${permission}</code></span>: ${role === null ? say().theKey : html`<bdi>${roles.get(role) ?? role}</bdi>`}${listed === permission ? nothing : html` (${listed === "every" ? say().everything : html`<code>${listed}</code>`})`}</li>`)}</ul></div>`;
  }

  #facts(explanation: Shown) {
    const { address } = this.workbench;
    const operation = catalog().operations.find(({ id }) => id === explanation.decision.operation);
    const { flags, ids } = factsOf(operation);
    if (flags.length === 0 && ids.length === 0) return nothing;
    const { needs } = explanation.decision;
    return html`<fieldset class="facts"><legend>${say().facts}</legend>
      ${flags.map((name) => {
        const value = address.get(`fact-${name}`) ?? "";
        return html`<fieldset class="choices" data-needed=${needs.includes(name)}><legend><code>${name}</code></legend><div class="segments">
          ${([["yes", say().yes], ["no", say().no], ["", say().unknown]] as const).map(([option, text]) => html`<label class="choice"><input type="radio" name=${`fact-${name}`} value=${option} .checked=${option === value} @change=${() => address.set({ [`fact-${name}`]: option })}><span>${text}</span></label>`)}
        </div></fieldset>`;
      })}
      ${ids.map((name) => textField(`fact-${name}`, name === "collection" ? say().collection : say().language, { type: "text", placeholder: say().unknown }))}
    </fieldset>`;
  }

  #form(asked: Question, explanation: Shown | null) {
    const { address } = this.workbench;
    const chosen = explanation?.decision.operation ?? null;
    const asker = "user" in asked.who ? `user ${asked.who.user}` : `key ${"key" in asked.who ? asked.who.key : ""}`;
    const setAsker = (value: string) => {
      const [kind, ...id] = value.split(" ");
      address.set(kind === "user" ? { user: id.join(" "), key: null } : { key: id.join(" "), user: null });
    };
    return html`<div class="asked">
      <label class="field"><span>${say().paste}</span><textarea rows="2" spellcheck="false" autocapitalize="none" placeholder="curl -X POST https://manage.kontent.ai/v2/projects/…/items" aria-describedby="paste-hint" aria-invalid=${this.#unreadable ? "true" : nothing} @input=${(event: Event) => void this.#paste(event)}></textarea></label>
      <p class=${this.#unreadable ? "error" : "hint"} id="paste-hint" role=${this.#unreadable ? "alert" : nothing}>${this.#unreadable ? say().unreadable : say().pasteHint}</p>
      <label class="field"><span>${say().who}</span><select data-name="who" @change=${(event: Event) => setAsker((event.target as HTMLSelectElement).value)}>
        <optgroup label=${common().keys}>${keyOptions().map(([id, text]) => html`<option value=${`key ${id}`} ?selected=${`key ${id}` === asker}>${text}</option>`)}</optgroup>
        <optgroup label=${common().user}>${userOptions().map(([id, text]) => html`<option value=${`user ${id}`} ?selected=${`user ${id}` === asker}>${text}</option>`)}</optgroup>
      </select></label>
      <label class="field"><span>${say().operation}</span><select data-name="operation" @change=${(event: Event) => {
        const operation = catalog().operations.find(({ id }) => id === (event.target as HTMLSelectElement).value);
        if (operation !== undefined) address.set(pathOf(operation));
      }}>
        <option value="">${say().choose}</option>
        ${[...groups()].map(([group, operations]) => html`<optgroup label=${group}>${operations.map(({ id, title }) => html`<option value=${id} ?selected=${id === chosen}>${title ?? id}</option>`)}</optgroup>`)}
      </select></label>
      <div class="field-row">
        ${choice("method", say().method, methods().map((method) => [method, method] as const), { value: asked.method })}
        <label class="field grow"><span>${say().path}</span><input type="text" dir="ltr" data-name="path" spellcheck="false" autocapitalize="none" .value=${asked.path} @input=${(event: Event) => address.set({ path: (event.target as HTMLInputElement).value })}></label>
      </div>
      ${explanation === null ? nothing : this.#facts(explanation)}
    </div>`;
  }

  protected override render() {
    const asked = question();
    const explanation = this.#explain(asked);
    const failed = explanation instanceof KeywardError;
    if (!failed && this.isWhole) void this.#guardAnswer(asked);
    const byUser = "user" in asked.who;
    return html`<div class="columns">
      <section class="panel" aria-labelledby="ask-title">
        <h2 id="ask-title">${page().ask}</h2>
        ${this.isWhole ? this.#form(asked, failed ? null : explanation) : nothing}
      </section>
      <section class="panel answer" aria-label=${say().reason}>
        ${failed ? html`<p class="error" role="alert">${say().wrong}${explanation.message}</p>` : this.#verdict(explanation)}
      </section>
      ${failed || !this.isWhole ? nothing : html`
      <section class="panel" aria-labelledby="checks-title"><h2 id="checks-title">${say().checks}</h2>
        <ol class="checks">${explanation.checks.map(({ check, outcome, detail }) => html`<li class="check" data-outcome=${outcome}><span class="check-mark">${icon(outcome as IconName)}</span><div class="check-text"><span class="check-title">${checkName(check)}</span><span class="check-outcome">${say().outcomes[outcome]}</span>${outcome === "fails" ? html`<span class="check-detail" lang="en" dir="ltr">${detail}</span>` : nothing}</div></li>`)}</ol>
        ${this.#grants(explanation)}
      </section>
      ${byUser ? nothing : html`<section class="panel" aria-labelledby="response-title"><h2 id="response-title">${say().response}</h2><pre class="response" dir="ltr" tabindex="0" role="region" aria-label="HTTP">${this.#answer?.text ?? ""}</pre></section>`}`}
    </div>`;
  }
}

customElements.define("kw-ask", AskView);
