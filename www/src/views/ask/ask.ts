// One request: whether it is allowed, and why.
import { KeywardError, type Explanation } from "keyward/slim";
import { html, nothing } from "lit";
import { say as page } from "../../language/page.js";
import "../../answer/answer.js";
import { emptyProject } from "../../answer/empty.js";
import { methodField, pathField, whoField } from "../../answer/fields.js";
import type { IconName } from "../../ui/icon-paths.js";
import { icon } from "../../ui/icons.js";
import { View } from "../../ui/view.js";
import "./ask.css";
import { askedFields, catalog, groupTitle, groups, pathOf, question, type Asked, type Question } from "./question.js";
import { checkName } from "./reasons.js";
import { say } from "./words.js";


class AskView extends View {
  #unreadable = false;
  /** Whether the fields stood here before the module: then they stay. */
  #wasEarly = false;
  /** What the guard answered, and to which question. */
  #answer: { readonly to: string; readonly text: string } | null = null;

  async #paste(event: Event): Promise<void> {
    const field = event.target as HTMLTextAreaElement;
    const { parsePasted } = await import("./parse.js");
    const found = parsePasted(field.value);
    this.#unreadable = field.value.trim() !== "" && found === null;
    if (found !== null) {
      field.value = "";
      this.#ask({ method: found.method, path: found.path });
    }
    this.requestUpdate();
  }

  /** Asks another question as a whole, whose answer is to be seen. */
  #ask(values: { readonly method: string; readonly path: string }): void {
    this.workbench.address.set(values);
    void this.updateComplete.then(() => this.querySelector(".verdict")?.scrollIntoView({ block: "nearest" }));
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

  #explain({ request }: Question): Explanation | null {
    if (!this.isWhole) return null;
    try {
      return this.workbench.ward.explain(request);
    } catch (error) {
      if (error instanceof KeywardError) return null; // the answer says why
      throw error;
    }
  }

  #pasteField() {
    return html`<label class="field"><span>${say().paste}</span><textarea rows="2" spellcheck="false" autocapitalize="none" placeholder="curl -X POST https://manage.kontent.ai/v2/projects/…/items" aria-describedby="paste-hint" aria-invalid=${this.#unreadable ? "true" : nothing} @input=${(event: Event) => void this.#paste(event)}></textarea></label>
      <p class=${this.#unreadable ? "error" : "hint"} id="paste-hint" role=${this.#unreadable ? "alert" : nothing}>${this.#unreadable ? say().unreadable : say().pasteHint}</p>`;
  }

  #operationField(chosen: string | null) {
    const choose = (event: Event) => {
      const operation = catalog().operations.find(({ id }) => id === (event.target as HTMLSelectElement).value);
      if (operation !== undefined) this.#ask(pathOf(operation));
    };
    return html`<label class="field"><span>${say().operation}</span><select data-name="operation" @change=${choose}>
      <option value="" ?selected=${chosen === null}>${say().choose}</option>
      ${[...groups()].map(([group, operations]) => html`<optgroup label=${groupTitle(group)}>${operations.map(({ id, title }) => html`<option value=${id} ?selected=${id === chosen}>${title ?? id}</option>`)}</optgroup>`)}
    </select></label>`;
  }

  #checks({ checks }: Explanation) {
    return html`<section class="panel" aria-labelledby="checks-title"><h2 id="checks-title">${say().checks}</h2>
      <ol class="checks">${checks.map(({ check, outcome, detail }) => html`<li class="check" data-outcome=${outcome} data-check=${check}><span class="check-mark">${icon(check === "facts_needed" && outcome === "fails" ? "depends" : (outcome as IconName))}</span><div class="check-text"><span class="check-title">${checkName(check)}</span><span class="check-outcome">${check === "facts_needed" && outcome === "fails" ? say().open : say().outcomes[outcome]}</span>${outcome === "fails" ? html`<span class="check-detail" lang="en" dir="ltr">${detail}</span>` : nothing}</div></li>`)}</ol>
    </section>`;
  }

  #response(asked: Question) {
    if ("user" in asked.who) return nothing;
    void this.#guardAnswer(asked);
    return html`<section class="panel" aria-labelledby="response-title"><h2 id="response-title">${say().response}</h2><pre class="response" dir="ltr" tabindex="0" role="region" aria-label="HTTP">${this.#answer?.text ?? ""}</pre></section>`;
  }

  /** The choice of an operation, which lists all of them, comes with what is whole. */
  #fields(asked: Asked, operation: string | null) {
    return html`<div class="asked">${whoField(asked)}${this.isWhole ? this.#operationField(operation) : nothing}<div class="field-row">${methodField(asked)}${pathField(asked)}</div>${this.#pasteField()}</div>`;
  }

  #columns(fields: unknown, answer: unknown, explanation: Explanation | null, asked: Question | null) {
    return html`<div class="columns">
      <div class="column">
        <section class="panel" aria-labelledby="ask-title"><h2 id="ask-title">${page().ask}</h2>${fields}</section>
        ${explanation === null ? nothing : this.#checks(explanation)}
      </div>
      <div class="column">
        <section class="panel answer" aria-label=${say().answer}>${answer}</section>
        ${explanation === null ? nothing : this.#response(asked!)}
      </div>
    </div>`;
  }

  protected override render() {
    const { project, isReady, hasProject } = this.workbench;
    if (!hasProject) return nothing;
    if (project.keys.length === 0 && project.users.length === 0) return html`<section class="panel" aria-labelledby="ask-title"><h2 id="ask-title">${page().ask}</h2>${emptyProject()}</section>`;
    if (!isReady) {
      this.#wasEarly = true;
      return this.#columns(this.#fields(askedFields(), null), nothing, null, null);
    }
    const asked = question();
    const explanation = this.#explain(asked);
    const hasFields = this.#wasEarly || this.isWhole;
    return this.#columns(hasFields ? this.#fields(asked, explanation?.decision.operation ?? null) : nothing, html`<kw-answer></kw-answer>`, explanation, asked);
  }
}

customElements.define("kw-ask", AskView);
