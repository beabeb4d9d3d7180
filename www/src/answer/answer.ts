// The answer to the question of the address: the verdict and its reason, the facts that it needs, the change that would permit it, and
// who permits it. Start shows it beside a short form, Ask beside everything else.
import { KeywardError, type Explanation } from "keyward/slim";
import { html, nothing } from "lit";
import { moment } from "../language/formats.js";
import type { Action } from "../model/actions.js";
import { View } from "../ui/view.js";
import { catalog, question, titleOf, type Question } from "../views/ask/question.js";
import "./answer.css";
import { areFactsAsked, factFields, factsFor } from "./facts.js";
import type { Fix } from "./fixes.js";
import { verdict } from "./verdict.js";
import { say } from "./words.js";

/** What of an explanation is shown. */
export type Shown = Pick<Explanation, "decision" | "remedies" | "checks" | "grants">;

/** What comes when the decision is drawn: nobody waits for it. */
type Help = typeof import("./help.js");

class AnswerView extends View {
  #help: Help | null = null;
  /** The fix that was made last, as text that can be compared with what was done last. */
  #made: { readonly action: string; readonly text: string } | null = null;
  #problem = "";
  #hadFocus = false;
  /** The question whose facts were asked for: they stay in sight when they are no longer needed. */
  #opened: string | null = null;

  async #load(): Promise<void> {
    this.#help = await import("./help.js");
    this.requestUpdate();
  }

  /** What the first frame shows is the decision; it takes an explanation only for what is missing. */
  #explain({ request }: Question): Shown | KeywardError {
    const { ward } = this.workbench;
    try {
      const decision = this.isWhole ? null : ward.decide(request);
      return decision === null ? ward.explain(request) : { decision, remedies: [], checks: [], grants: [] };
    } catch (error) {
      if (error instanceof KeywardError) return error;
      throw error;
    }
  }

  /** Whether the last thing done is the fix that was made here, which then can be undone here. */
  get #isMade(): boolean {
    return this.#made !== null && JSON.stringify(this.workbench.done.at(-1)) === this.#made.action;
  }

  readonly #make = (fix: Fix, text: string): void => {
    const action: Action = { do: "change", changes: fix.changes };
    this.#problem = "";
    try {
      this.workbench.perform(action);
      this.#made = { action: JSON.stringify(action), text };
    } catch (error) {
      if (!(error instanceof KeywardError)) throw error;
      this.#problem = say().failed + error.message;
    }
    void this.#lead("[data-name=undo-fix]");
  };

  readonly #undo = (): void => {
    this.workbench.undo();
    void this.#lead("[data-name=fix]");
  };

  /** Brings the verdict into sight, and the focus to what can be done next. */
  async #lead(selector: string): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
    this.querySelector(".verdict")?.scrollIntoView({ block: "nearest" });
  }

  protected override willUpdate(): void {
    this.#hadFocus = this.contains(document.activeElement);
  }

  /** What had the focus can be gone, by an undo from the keyboard. */
  protected override updated(): void {
    if (this.#hadFocus && !this.contains(document.activeElement)) this.querySelector<HTMLElement>("[data-name=fix], [data-name=undo-fix]")?.focus({ preventScroll: true });
  }

  #madeNote() {
    if (!this.#isMade) return nothing;
    return html`<p class="made" role="status"><span>${say().done(this.#made!.text)}</span> <button type="button" data-name="undo-fix" @click=${this.#undo}>${say().undo}</button></p>`;
  }

  #missing({ decision }: Shown) {
    if (decision.missing.length === 0) return nothing;
    return html`<div class="missing"><h3>${say().missing}</h3><ul>${decision.missing.map((alternative, place) => html`<li>${place > 0 ? html`<span class="quiet">${say().or} </span>` : nothing}${alternative.map((id) => html`<span class="permission-name">${titleOf(id)} <code>${id}</code></span>`)}</li>`)}</ul></div>`;
  }

  /** Who gives each permission that was asked for. */
  #grants({ decision, grants }: Shown) {
    const given = grants.flatMap(({ permissions }) => permissions);
    if (!decision.allowed || given.length === 0) return nothing;
    const roles = new Map(this.workbench.project.roles.map(({ id, name }) => [id, name ?? id]));
    return html`<div class="grants"><h3>${say().grants}</h3><ul>${given.map(({ permission, listed, role }) => html`<li><span class="permission-name">${titleOf(permission)} <code>${permission}</code></span>: <bdi>${role === null ? say().theKey : say().theRole(roles.get(role) ?? role)}</bdi>${listed === permission ? nothing : html` ${listed === "every" ? `(${say().everything})` : html`<span title=${listed}>(${say().through(titleOf(listed))})</span>`}`}</li>`)}</ul></div>`;
  }

  #facts({ who }: Question, { decision }: Shown) {
    const facts = factsFor(who, decision);
    if (facts === null) return nothing;
    const asked = JSON.stringify([who, decision.operation]);
    if (areFactsAsked(decision, facts)) this.#opened = asked;
    return factFields(who, decision, facts, this.#opened === asked);
  }

  #details({ decision }: Shown) {
    const operation = catalog().operations.find(({ id }) => id === decision.operation);
    return html`<dl class="details">
      ${operation === undefined ? nothing : html`<dt>${say().operation}</dt><dd>${operation.title ?? operation.id} <code>${operation.id}</code></dd>`}
      ${decision.actor === null ? nothing : html`<dt>${say().actor}</dt><dd><bdi>${decision.actor.name ?? decision.actor.id}</bdi> <code>${decision.actor.id}</code></dd>`}
      ${decision.until === null ? nothing : html`<dt>${say().until}</dt><dd>${moment(decision.until)}</dd>`}
    </dl>`;
  }

  protected override render() {
    const { project } = this.workbench;
    const asked = question();
    const shown = this.#explain(asked);
    if (project.keys.length === 0 && project.users.length === 0) return nothing;
    if (shown instanceof KeywardError) return html`<p class="error" role="alert">${say().wrong}${shown.message}</p>`;
    if (this.isWhole && this.#help === null) void this.#load();
    return html`<div class="answer-main">
        ${verdict(shown.decision)}
        ${this.#madeNote()}
        ${this.#problem === "" ? nothing : html`<p class="error" role="alert">${this.#problem}</p>`}
        ${this.#facts(asked, shown)}
        ${this.#missing(shown)}
        ${this.#help === null || shown.decision.allowed ? nothing : this.#help.fixes(asked, shown, this.#make)}
        ${this.#grants(shown)}
      </div>
      <div class="answer-side">
        ${this.isWhole ? this.#details(shown) : nothing}
        ${this.#help === null ? nothing : html`<kw-copy-as></kw-copy-as>`}
      </div>`;
  }
}

customElements.define("kw-answer", AnswerView);
