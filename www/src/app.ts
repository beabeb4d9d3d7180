// The page: where one goes, what counts as now, and the view in between.
import { html, nothing } from "lit";
import { direction, language, LANGUAGES, words } from "./language/language.js";
import type { ViewName } from "./model/address.js";
import { icon } from "./ui/icons.js";
import { hasNewer, offline, takeNewer } from "./offline/offline.js";
import "./ui/time-bar.js";
import { View } from "./ui/view.js";
import * as access from "./views/access/words.js";
import * as ask from "./views/ask/words.js";
import * as change from "./views/change/words.js";
import * as keys from "./views/keys/words.js";
import * as own from "./views/own/words.js";
import { loadView } from "./views/load.js";
import * as timeline from "./views/timeline/words.js";

/** Views are loaded when they are first opened. */
const VIEWS: Record<ViewName, { say: () => { title: string }; draw: () => unknown }> = {
  keys: { say: words(keys), draw: () => html`<kw-keys></kw-keys>` },
  timeline: { say: words(timeline), draw: () => html`<kw-timeline></kw-timeline>` },
  ask: { say: words(ask), draw: () => html`<kw-ask></kw-ask>` },
  access: { say: words(access), draw: () => html`<kw-access></kw-access>` },
  change: { say: words(change), draw: () => html`<kw-change></kw-change>` },
  own: { say: words(own), draw: () => html`<kw-own></kw-own>` },
};

const en = { lead: "What API keys may do, when they end, and why: worked out in this browser, by the module that guards the edge. Nothing is sent anywhere.", nav: "Views", language: "Language", theme: "Colours", auto: "as the system", light: "light", dark: "dark", project: "Project", museum: "Sample: a museum", thousand: "Sample: 1,000 keys", mine: "Your own", undo: "Undo", redo: "Redo", share: "Copy link", shared: "The link is copied", sharedOwn: "The link is copied. It does not hold your project: that never leaves this browser.", problem: "The address could not be read in full, and the sample is shown as it was: " , skip: "Skip to the content" };
const de: typeof en = { lead: "Was API-Schlüssel dürfen, wann sie enden und warum: in diesem Browser berechnet, von dem Modul, das auch am Rand des Netzes wacht. Nichts wird gesendet.", nav: "Ansichten", language: "Sprache", theme: "Farben", auto: "wie das System", light: "hell", dark: "dunkel", project: "Projekt", museum: "Beispiel: ein Museum", thousand: "Beispiel: 1.000 Schlüssel", mine: "Ihr eigenes", undo: "Rückgängig", redo: "Wiederholen", share: "Link kopieren", shared: "Der Link ist kopiert", sharedOwn: "Der Link ist kopiert. Ihr Projekt enthält er nicht: es verlässt diesen Browser nie.", problem: "Die Adresse war nicht ganz lesbar, das Beispiel wird gezeigt, wie es war: ", skip: "Zum Inhalt" };
const cs: typeof en = { lead: "Co smějí klíče API, kdy končí a proč: spočítáno v tomto prohlížeči modulem, který hlídá i okraj sítě. Nic se nikam neposílá.", nav: "Pohledy", language: "Jazyk", theme: "Barvy", auto: "podle systému", light: "světlé", dark: "tmavé", project: "Projekt", museum: "Ukázka: muzeum", thousand: "Ukázka: 1 000 klíčů", mine: "Vlastní", undo: "Zpět", redo: "Znovu", share: "Kopírovat odkaz", shared: "Odkaz je zkopírován", sharedOwn: "Odkaz je zkopírován. Váš projekt neobsahuje: ten tento prohlížeč neopouští.", problem: "Adresu nešlo celou přečíst, ukázka je zobrazena v původní podobě: ", skip: "Přejít k obsahu" };
const ar: typeof en = { lead: "ما تستطيعه مفاتيح API، ومتى تنتهي، ولماذا: يُحسب في هذا المتصفح بالوحدة نفسها التي تحرس حافة الشبكة. لا يُرسل شيء.", nav: "العروض", language: "اللغة", theme: "الألوان", auto: "مثل النظام", light: "فاتحة", dark: "داكنة", project: "المشروع", museum: "مثال: متحف", thousand: "مثال: 1000 مفتاح", mine: "مشروعك", undo: "تراجع", redo: "إعادة", share: "نسخ الرابط", shared: "نُسخ الرابط", sharedOwn: "نُسخ الرابط. لا يحوي مشروعك: فهو لا يغادر هذا المتصفح.", problem: "تعذّرت قراءة العنوان كاملًا، والمثال معروض كما كان: ", skip: "إلى المحتوى" };
const say = words({ en, de, cs, ar });

const ownWords = words(own);

class App extends View {
  #said = "";
  #shown: ViewName | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    offline.addEventListener("change", () => this.requestUpdate());
  }

  /** What stands there until the module is loaded gives way. */
  protected override createRenderRoot(): HTMLElement {
    this.replaceChildren();
    return this;
  }

  protected override updated(): void {
    if (this.#shown === this.workbench.address.view) return;
    this.#shown = this.workbench.address.view;
    const tabs = this.querySelector<HTMLElement>(".tabs");
    const tab = tabs?.querySelector<HTMLElement>("[aria-current]");
    if (tabs && tab) tabs.scrollLeft += tab.getBoundingClientRect().x - tabs.getBoundingClientRect().x - 32;
  }

  protected override willUpdate(): void {
    void loadView(this.workbench.address.view);
    const { documentElement } = document;
    documentElement.lang = language();
    documentElement.dir = direction();
    documentElement.dataset.theme = this.workbench.address.get("theme") ?? "auto";
  }

  async #share(): Promise<void> {
    await navigator.clipboard?.writeText(location.href).catch(() => {});
    this.#said = this.workbench.source.kind === "own" ? say().sharedOwn : say().shared;
    this.requestUpdate();
    setTimeout(() => ((this.#said = ""), this.requestUpdate()), 4000);
  }

  #project(value: string): void {
    if (value === "own") location.hash = this.workbench.address.href("own");
    else this.workbench.open({ kind: "sample", name: value === "thousand" ? "thousand" : "museum" });
  }

  protected override render() {
    const { workbench } = this;
    const { address, source } = workbench;
    const link = ([name, { say }]: [string, { say: () => { title: string } }]) =>
      html`<a href=${address.href(name as ViewName, { page: null })} aria-current=${name === address.view ? "page" : nothing}>${say().title}</a>`;
    const select = (label: string, value: string, options: readonly (readonly [string, string])[], onChange: (value: string) => void) =>
      html`<select aria-label=${label} title=${label} .value=${value} @change=${(event: Event) => onChange((event.target as HTMLSelectElement).value)}>
        ${options.map(([option, text]) => html`<option value=${option} ?selected=${option === value}>${text}</option>`)}
      </select>`;
    const chosen = source.kind === "own" ? "own" : source.name;
    return html`
      <a class="skip" href="#main" @click=${(event: Event) => (event.preventDefault(), document.querySelector<HTMLElement>("main")?.focus())}>${say().skip}</a>
      <header class="masthead wrap">
        <div class="masthead-row">
          <p class="wordmark"><img src="./icon.svg" alt="" width="28" height="28"> keyward</p>
          <div class="tools">
            ${select(say().project, chosen, [["museum", say().museum], ["thousand", say().thousand], ["own", source.kind === "own" ? source.name : say().mine]], (value) => this.#project(value))}
            ${select(say().theme, address.get("theme") ?? "auto", [["auto", say().auto], ["light", say().light], ["dark", say().dark]], (value) => address.set({ theme: value === "auto" ? null : value }))}
            ${select(say().language, language(), Object.entries(LANGUAGES), (value) => address.set({ lang: value }))}
            <button type="button" aria-label=${say().undo} title=${say().undo} ?disabled=${!workbench.canUndo} @click=${() => workbench.undo()}>${icon("undo")}</button>
            <button type="button" aria-label=${say().redo} title=${say().redo} ?disabled=${!workbench.canRedo} @click=${() => workbench.redo()}>${icon("redo")}</button>
            <button type="button" class="with-icon" @click=${() => this.#share()}>${icon("link")}${say().share}</button>
          </div>
        </div>
        <h1 class="lead">${say().lead}</h1>
        <p class="said" role="status">${this.#said}</p>
        ${hasNewer() ? html`<p class="said" role="status">${ownWords().newer} <button type="button" @click=${takeNewer}>${ownWords().reload}</button></p>` : nothing}
        ${workbench.addressProblem === null ? nothing : html`<p class="error" role="alert">${say().problem}${workbench.addressProblem}</p>`}
      </header>
      <nav class="wrap tabs" aria-label=${say().nav}>${Object.entries(VIEWS).map(link)}</nav>
      <kw-time-bar class="wrap"></kw-time-bar>
      <main class="wrap" id="main" tabindex="-1">${VIEWS[address.view].draw()}</main>`;
  }
}

customElements.define("kw-app", App);
