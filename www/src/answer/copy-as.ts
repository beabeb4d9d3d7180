// The question and its answer as code: a press copies it and shows what was copied.
import { html, nothing } from "lit";
import { workbench } from "../model/workbench.js";
import { copyText } from "../ui/copy.js";
import { View } from "../ui/view.js";
import { catalog, question } from "../views/ask/question.js";
import { keyOf } from "./excerpt.js";
import { KINDS, snippet, type SnippetKind } from "./snippets.js";
import { say } from "./words.js";

class CopyAs extends View {
  #kind: SnippetKind | null = null;
  /** What was put on the clipboard, or could not be. */
  #copied: { readonly text: string; readonly isDone: boolean } | null = null;

  #text(kind: SnippetKind): string | null {
    const { project, ward, isLive, now } = workbench;
    const { who, method, path, facts, request } = question();
    const decision = ward.decide(request);
    const title = catalog().operations.find(({ id }) => id === decision.operation)?.title ?? `${method} ${path}`;
    return snippet(kind, { project, who, method, path, facts, at: isLive ? null : now, decision, title });
  }

  async #copy(kind: SnippetKind): Promise<void> {
    this.#kind = kind;
    const text = this.#text(kind);
    this.#copied = text === null ? null : { text, isDone: await copyText(text) };
    this.requestUpdate();
  }

  #shown(kind: SnippetKind) {
    const { kinds, hints } = say();
    const text = this.#text(kind);
    if (text === null) return html`<p class="hint">${keyOf(workbench.project, question().who) === undefined ? say().none : say().noEnd}</p>`;
    // When the question has changed, this is no longer what was copied.
    const done = this.#copied?.text === text ? this.#copied.isDone : null;
    return html`
      <p class=${done === false ? "error" : "said"} role="status">${done === null ? "" : done ? say().copied(kinds[kind]) : say().notCopied}</p>
      <p class="hint">${hints[kind]}</p>
      <pre class="snippet" dir="ltr" tabindex="0" role="region" aria-label=${kinds[kind]}>${text}</pre>`;
  }

  protected override render() {
    const { kinds, copyAs } = say();
    return html`<div class="copy-as" role="group" aria-labelledby="copy-as-title"><h3 id="copy-as-title">${copyAs}</h3>
      <div class="buttons">${KINDS.map((kind) => html`<button type="button" data-copy=${kind} ?data-shown=${kind === this.#kind} @click=${() => void this.#copy(kind)}><bdi>${kinds[kind]}</bdi></button>`)}</div>
      ${this.#kind === null ? nothing : this.#shown(this.#kind)}</div>`;
  }
}

customElements.define("kw-copy-as", CopyAs);
