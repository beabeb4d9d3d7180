// One's own project: written or opened, checked while one types, and taken away again; and the proof that it stays here.
import { html, nothing, type TemplateResult } from "lit";
import { number } from "../../language/formats.js";
import { download } from "../../model/download.js";
import { adopt } from "../../ui/adopt.js";
import { copyText } from "../../ui/copy.js";
import { icon } from "../../ui/icons.js";
import { View } from "../../ui/view.js";
import { check, type Check, type Counts, type PlacedProblem } from "./check.js";
import type { Editor } from "./editor.js";
import { prose } from "../prose.js";
import css from "./own.css?inline";
import { proof } from "./proof.js";
import { say } from "./words.js";

adopt(css);
/** In bytes. */
const LARGEST = 20_000_000;
const MOST_LISTED = 200;
const EMPTY = { format: "keyward/project@1", id: "my-project", environments: [{ id: "production", name: "Production" }], roles: [], users: [], keys: [] };
const asText = (project: object): string => `${JSON.stringify(project, null, 2)}\n`;

class OwnView extends View {
  #text = "";
  /** What was found in the text, or, while it is typed, in the one before. */
  #found: Check = { kind: "empty" };
  #isTyped = false;
  /** What a person's name for the document is. */
  #name: string | null = null;
  /** What stood there before another document took its place. */
  #replaced: string | null = null;
  #said = "";
  #hasEditor = false;

  readonly #drop = (event: DragEvent) => {
    if (event.dataTransfer?.types.includes("Files") !== true) return;
    event.preventDefault();
    if (event.type === "drop") void this.#read(event.dataTransfer.files[0]);
  };

  override connectedCallback(): void {
    super.connectedCallback();
    for (const type of ["dragover", "drop"] as const) addEventListener(type, this.#drop);
    this.#text = this.workbench.hasDraft ? this.workbench.draft : this.#opened();
    this.#found = check(this.#text);
  }

  override disconnectedCallback(): void {
    for (const type of ["dragover", "drop"] as const) removeEventListener(type, this.#drop);
    super.disconnectedCallback();
  }

  /** The document of the open project, if it is the person's own. */
  #opened(): string {
    const { source, done } = this.workbench;
    if (source.kind !== "own") return "";
    this.#name = source.name;
    return done.length === 0 ? source.text : asText(this.workbench.project);
  }

  get #editor(): Editor {
    return this.querySelector<Editor>("kw-editor")!;
  }

  protected override async firstUpdated(): Promise<void> {
    await import("./editor.js");
    if (!this.isConnected) return;
    this.#hasEditor = true;
    this.#editor.start(this.#text, say().label, {
      onText: (text) => {
        this.#text = text;
        this.#isTyped = true;
        this.#said = "";
        this.workbench.draft = text;
        this.requestUpdate();
      },
      onCheck: (text, found) => {
        this.#text = text;
        this.#found = found;
        this.#isTyped = false;
        this.requestUpdate();
      },
    });
  }

  async #read(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    if (file.size > LARGEST) {
      this.#said = say().large;
      return this.requestUpdate();
    }
    this.#fill(await file.text(), file.name);
    if (this.#found.kind === "valid") this.#open();
  }

  /** Puts another document in place of what was written. */
  #fill(text: string, name: string | null = null): void {
    const before = this.#text;
    this.#text = this.workbench.draft = text;
    if (this.#hasEditor) this.#editor.text = text;
    this.#replaced = before.trim() === "" || before === text ? null : before;
    this.#name = name;
    this.#found = check(text);
    this.#isTyped = false;
    this.requestUpdate();
  }

  #open(): void {
    const text = this.#text;
    this.#found = check(text);
    this.requestUpdate();
    if (this.#found.kind !== "valid") return;
    this.workbench.open({ kind: "own", name: this.#name ?? say().title, text });
    this.#replaced = null;
    this.#said = say().opened;
  }

  get #isOpen(): boolean {
    const { source, done } = this.workbench;
    return source.kind === "own" && source.text === this.#text && done.length === 0;
  }

  /** Whether the verdict offers to begin with an empty project. */
  get #isOffered(): boolean {
    return this.#found.kind === "empty" || (this.#found.kind === "wrong" && !this.#found.isProject);
  }

  async #copy(): Promise<void> {
    this.#said = (await copyText(asText(this.workbench.project))) ? say().copied : say().notCopied;
    this.requestUpdate();
  }

  #fileButton(): TemplateResult {
    return html`<label class="file"><input type="file" accept="application/json,.json" class="visually-hidden" data-name="file" @change=${({ target }: Event) => this.#chosen(target as HTMLInputElement)}><span class="button">${say().choose}</span></label>`;
  }

  /** The same file can be chosen again, after it was changed. */
  #chosen(input: HTMLInputElement): void {
    void this.#read(input.files?.[0]);
    input.value = "";
  }

  #beginButton = (look = ""): TemplateResult => html`<button type="button" class=${look} data-name="begin" @click=${() => this.#fill(asText(EMPTY))}>${say().begin}</button>`;

  /** A verdict: an outcome, a title, and what to do. */
  #box(outcome: string, title: string, content: unknown): TemplateResult {
    const mark = outcome === "allowed" || outcome === "denied" ? html`<span class="verdict-icon">${icon(outcome)}</span>` : nothing;
    return html`<div class="verdict" role="status" data-outcome=${outcome}>${mark}<strong class="own-title">${title}</strong></div>${content}`;
  }

  #verdict(): TemplateResult {
    const found = this.#found;
    if (found.kind === "empty") return this.#box("none", say().emptyTitle, html`<p>${say().empty}</p>${this.#beginButton("primary")}`);
    if (found.kind === "valid") return this.#valid(found.counts);
    if (!found.isProject) return this.#box("denied", say().wrongTitle, html`<p>${say().wrong}</p>${this.#beginButton("primary")}${this.#problems(found.problems)}`);
    return this.#box("denied", say().problems(found.problems.length), html`<p class="hint">${say().fix}</p>${this.#problems(found.problems)}`);
  }

  #valid({ keys, users, roles, environments }: Counts): TemplateResult {
    const { address } = this.workbench;
    const next = keys === 0 ? html`<p>${say().noKeys}</p><a class="button" href=${address.href("change")}>${say().createKey}</a>` : html`<a class="button" href=${address.href("keys")}>${say().seeKeys}</a>`;
    const act = this.#isOpen ? next : html`<button class="primary" type="button" data-name="open" @click=${() => this.#open()}>${say().open}</button>`;
    return this.#box(
      "allowed",
      this.#isOpen ? say().openTitle : say().validTitle,
      html`<ul class="counts"><li>${say().keys(keys)}</li><li>${say().users(users)}</li><li>${say().roles(roles)}</li><li>${say().environments(environments)}</li></ul>${act}`,
    );
  }

  #problems(problems: readonly PlacedProblem[]): TemplateResult {
    const more = problems.length - MOST_LISTED;
    return html`<ol class="problems">${problems.slice(0, MOST_LISTED).map(
        ({ at, message, place }) => html`<li><button type="button" class="problem" @click=${() => this.#editor.show(place)}><span class="line">${say().line(number(place.line))}</span><span>${at === "" ? nothing : html`<code dir="ltr">${at}</code> `}${prose(message)}</span></button></li>`,
      )}</ol>${more > 0 ? html`<p class="hint">${say().more(more)}</p>` : nothing}`;
  }

  /** Offers what another document has taken the place of. */
  #restore() {
    const before = this.#replaced;
    if (before === null) return nothing;
    return html`<p class="replaced">${say().replaced} <button type="button" data-name="restore" @click=${() => (this.#fill(before), (this.#replaced = null), this.requestUpdate())}>${say().restore}</button></p>`;
  }

  protected override render() {
    return html`<section class="panel" aria-labelledby="own-title">
        <h2 id="own-title">${say().title}</h2>
        <p class="hint">${say().lead}</p>
        <div class="buttons own-buttons">${this.#fileButton()}${this.#isOffered ? nothing : this.#beginButton()}<button type="button" data-name="current" @click=${() => this.#fill(asText(this.workbench.project), this.workbench.project.id)}>${say().current}</button></div>
        <div class="own-columns">
          <div class="own-editor"><kw-editor><p class="hint">${say().loading}</p></kw-editor>${this.#restore()}<p class="hint">${say().drop}</p></div>
          <section class="own-result" aria-label=${say().result} aria-busy=${this.#isTyped}>${this.#verdict()}<p class="said" role="status">${this.#said}</p></section>
        </div>
      </section>
      <section class="panel" aria-labelledby="take-title">
        <h2 id="take-title">${say().take}</h2>
        <p class="hint">${say().takeHint}</p>
        <div class="buttons own-buttons">
          <button type="button" data-name="download" @click=${() => download(`${this.workbench.project.id}.json`, asText(this.workbench.project), "application/json")}>${say().download}</button>
          <button type="button" data-name="copy" @click=${() => void this.#copy()}>${say().copy}</button>
        </div>
      </section>
      ${proof()}`;
  }
}

customElements.define("kw-own", OwnView);
