// One's own project: opened, mended, taken away again; and the proof that it stays here.
import { KeywardError, type Problem } from "keyward/slim";
import { html, nothing } from "lit";
import { number } from "../../language/formats.js";
import { words } from "../../language/language.js";
import { say as page } from "../../language/page.js";
import { View } from "../../ui/view.js";
import "./own.css";
import { placeOfLine, placesIn, type Place } from "./places.js";
import { all } from "./words.js";

const say = words(all);
const LARGEST = 20_000_000;
const EMPTY = { format: "keyward/project@1", id: "my-project", environments: [{ id: "production", name: "Production" }], roles: [], users: [], keys: [] };

class OwnView extends View {
  #problems: readonly (Problem & { readonly place: Place })[] = [];
  #said = "";

  readonly #drop = (event: DragEvent) => {
    if (event.dataTransfer?.types.includes("Files") !== true) return;
    event.preventDefault();
    if (event.type === "drop") void this.#read(event.dataTransfer.files[0]);
  };

  override connectedCallback(): void {
    super.connectedCallback();
    for (const type of ["dragover", "drop"] as const) addEventListener(type, this.#drop);
  }

  override disconnectedCallback(): void {
    for (const type of ["dragover", "drop"] as const) removeEventListener(type, this.#drop);
    super.disconnectedCallback();
  }

  get #field(): HTMLTextAreaElement {
    return this.querySelector("textarea")!;
  }

  async #read(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    if (file.size > LARGEST) {
      this.#said = say().large;
      return this.requestUpdate();
    }
    this.#field.value = await file.text();
    this.#open(file.name);
  }

  #open(name: string): void {
    const text = this.#field.value;
    this.#problems = [];
    this.#said = "";
    try {
      this.workbench.open({ kind: "own", name, text });
      this.#said = say().opened(number(this.workbench.project.keys.length));
    } catch (error) {
      if (!(error instanceof KeywardError)) throw error;
      const find = placesIn(text);
      this.#problems = error.problems.map((problem) => ({ ...problem, place: (problem.at === "" ? placeOfLine(text, problem.message) : null) ?? find(problem.at) }));
    }
    this.requestUpdate();
  }

  #show({ start, end }: Place): void {
    const field = this.#field;
    field.focus();
    field.setSelectionRange(start, Math.min(end, start + 400));
    // Browsers scroll to what is selected only when it is typed over.
    const line = field.value.slice(0, start).split("\n").length;
    field.scrollTop = Math.max(0, (line - 4) * parseFloat(getComputedStyle(field).lineHeight));
  }

  #text(): string {
    return `${JSON.stringify(this.workbench.project, null, 2)}\n`;
  }

  #download(): void {
    const url = URL.createObjectURL(new Blob([this.#text()], { type: "application/json" }));
    const link = Object.assign(document.createElement("a"), { href: url, download: `${this.workbench.project.id}.json` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }

  #fill(text: string): void {
    this.#field.value = text;
    this.#problems = [];
    this.requestUpdate();
  }

  protected override render() {
    const policy = document.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]')?.content ?? "";
    const loaded = performance.getEntriesByType("resource").map(({ name }) => new URL(name));
    return html`<section class="panel" aria-labelledby="own-title">
        <h2 id="own-title">${page().own}</h2>
        <p class="hint">${say().lead}</p>
        <div class="buttons own-buttons">
          <label class="file"><input type="file" accept="application/json,.json" class="visually-hidden" data-name="file" @change=${(event: Event) => void this.#read((event.target as HTMLInputElement).files?.[0])}><span>${say().choose}</span></label>
          <button type="button" @click=${() => this.#fill(`${JSON.stringify(EMPTY, null, 2)}\n`)}>${say().begin}</button>
          <button type="button" @click=${() => this.#fill(this.#text())}>${say().now}</button>
          <button type="button" @click=${() => this.#download()}>${say().download}</button>
          <button type="button" @click=${() => void navigator.clipboard?.writeText(this.#text()).catch(() => {})}>${say().copy}</button>
        </div>
        <p class="hint">${say().drop}</p>
        <label class="field"><span>${say().text}</span><textarea class="document" rows="16" spellcheck="false" autocapitalize="none" wrap="off" data-name="document"></textarea></label>
        <div class="buttons own-buttons"><button class="primary" type="button" @click=${() => this.#open(page().own)}>${say().open}</button></div>
        <p class="said" role="status">${this.#said}</p>
        ${this.#problems.length === 0 ? nothing : html`<div role="alert"><p class="error">${say().problems(number(this.#problems.length))}</p></div>
          <ul class="problems">${this.#problems.slice(0, 200).map(({ at, message, place }) => html`<li><button type="button" class="line" @click=${() => this.#show(place)}>${say().line(number(place.line))}</button> <span lang="en" dir="ltr">${at === "" ? nothing : html`<code>${at}</code> `}${message}</span></li>`)}</ul>`}
      </section>
      <section class="panel" aria-labelledby="proof-title">
        <h2 id="proof-title">${say().proof}</h2>
        <p>${say().policy}</p>
        <pre class="response" dir="ltr" tabindex="0" role="region" aria-label="Content-Security-Policy">${policy.replaceAll("; ", ";\n")}</pre>
        <details><summary>${say().loaded(number(loaded.length))} <bdi dir="ltr">${location.origin}</bdi></summary><ul class="loaded" dir="ltr">${loaded.map(({ origin, pathname }) => html`<li data-foreign=${origin !== location.origin}>${origin === location.origin ? pathname : `${origin}${pathname}`}</li>`)}</ul></details>
        <p class="hint">${say().offline}</p>
      </section>`;
  }
}

customElements.define("kw-own", OwnView);
