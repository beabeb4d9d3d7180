// The first view: a question that is answered already and can be changed, and three ways in.
import { html, nothing } from "lit";
import { plural } from "../../language/plural.js";
import "../../answer/answer.js";
import { emptyProject } from "../../answer/empty.js";
import { methodField, pathField, whoField } from "../../answer/fields.js";
import { View } from "../../ui/view.js";
import { askedFields } from "../ask/question.js";
import "./start.css";
import { pairToCompare, whyQuestion } from "./ways.js";
import { say } from "./words.js";


class StartView extends View {
  #go(href: string): void {
    location.hash = href;
  }

  #way(name: string, title: string, text: string, href: () => string) {
    return html`<button type="button" class="way" data-way=${name} @click=${() => this.#go(href())}><strong>${title}</strong><span>${text}</span></button>`;
  }

  #ways() {
    const { address } = this.workbench;
    return html`<section class="ways" aria-labelledby="ways-title"><h2 id="ways-title">${say().ways}</h2><div>
      ${this.#way("why", say().why, say().whyText, () => address.href("ask", whyQuestion()))}
      ${this.#way("ending", say().ending, say().endingText, () => address.href("keys", { ending: "7" }))}
      ${this.#way("compare", say().compare, say().compareText, () => address.href("access", pairToCompare()))}
    </div></section>`;
  }

  protected override render() {
    const { project, address, isReady, hasProject } = this.workbench;
    if (!hasProject) return nothing;
    const isEmpty = project.keys.length === 0 && project.users.length === 0;
    const fields = askedFields();
    return html`<section class="panel try" aria-labelledby="try-title">
        <header><h2 id="try-title">${say().title}</h2><p class="quiet"><bdi>${project.name ?? project.id}</bdi> · ${plural(project.keys.length, say().keys)}</p></header>
        ${isEmpty ? emptyProject() : html`<div class="asked">${whoField(fields)}${methodField(fields)}${pathField(fields)}</div>
        ${isReady ? html`<kw-answer></kw-answer>
        <p class="links"><a href=${address.href("ask")}>${say().every}</a></p>` : nothing}`}
      </section>
      ${isEmpty || !this.isWhole ? nothing : this.#ways()}`;
  }
}

customElements.define("kw-start", StartView);
