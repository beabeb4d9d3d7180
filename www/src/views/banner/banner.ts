// The element <key-expiry>: its levels, themes and dismissal, to be seen and copied.
import type { Key } from "keyward/slim";
import "keyward/element";
import { html, nothing, type TemplateResult } from "lit";
import { moment, number } from "../../language/formats.js";
import { LANGUAGES } from "../../language/tags.js";
import { adopt } from "../../ui/adopt.js";
import { choice, keyOptions } from "../../ui/controls.js";
import { copyText } from "../../ui/copy.js";
import { View } from "../../ui/view.js";
import { say as common } from "../../ui/words.js";
import css from "./banner.css?inline";
import { stageOf, stagesOf, type Stage } from "./levels.js";
import { snippetOf, type Chosen } from "./snippet.js";
import { contrast, cssOf, THEMES, type Brand, type ThemeName } from "./themes.js";
import { say } from "./words.js";

adopt(css);
const COLOUR = /^#[0-9a-f]{6}$/i;
const LEAST_CONTRAST = 4.5;
type Expiry = HTMLElement & { readonly status: { readonly level: string } | null };

class BannerView extends View {
  /** The theme's CSS, for as long as the view stands there. */
  #sheet: CSSStyleSheet | null = null;
  /** The level at which it was dismissed; `null` while it is shown. */
  #dismissed: Stage | null = null;
  /** Whether it came back by itself. */
  #isBack = false;
  #copied: { readonly text: string; readonly isDone: boolean } | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sheet = adopt("");
  }

  override disconnectedCallback(): void {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
    super.disconnectedCallback();
  }

  #value<Value extends string>(name: string, values: readonly Value[]): Value {
    const asked = this.workbench.address.get(name);
    return values.find((value) => value === asked) ?? values[0]!;
  }

  /** The key of the address, or the living one that ends next, or the first. */
  #key(): Key | undefined {
    const { address, project, ward, now } = this.workbench;
    const asked = this.workbench.key(address.get("key") ?? "");
    if (asked !== undefined) return asked;
    const living = project.keys.map((key) => ({ key, status: ward.status(key.id, now) })).filter(({ status }) => status.state === "active" && status.endsAt !== null);
    return living.sort((one, other) => one.status.endsAt! - other.status.endsAt!)[0]?.key ?? project.keys[0];
  }

  #brand(): Brand {
    const { address } = this.workbench;
    const colour = (name: string, otherwise: string) => (COLOUR.test(address.get(name) ?? "") ? address.get(name)! : otherwise);
    return { ink: colour("ink", "#31206b"), ground: colour("paper", "#f1ecff"), radius: Math.min(32, Math.max(0, Math.round(Number(address.get("radius") ?? 16)) || 0)) };
  }

  #chosen(key: Key): Chosen {
    const { address } = this.workbench;
    return {
      key,
      variant: this.#value("variant", ["banner", "badge"]),
      language: this.#value("words", ["", ...Object.keys(LANGUAGES)]),
      isDismissible: address.get("dismissible") !== "no",
      isKept: address.get("remember") === "yes",
      css: cssOf(this.#value<ThemeName>("look", THEMES), this.#brand()),
    };
  }

  #follow(event: Event): void {
    const { level } = (event.target as Expiry).status ?? { level: "none" };
    if (event.type === "key-expiry-dismiss") [this.#dismissed, this.#isBack] = [level as Stage, false];
    else if (this.#dismissed !== null && !(event.target as Expiry).hasAttribute("dismissed-level")) [this.#dismissed, this.#isBack] = [null, true];
    this.requestUpdate();
  }

  #showAgain(): void {
    this.querySelector("key-expiry")?.removeAttribute("dismissed-level");
    [this.#dismissed, this.#isBack] = [null, false];
    this.requestUpdate();
  }

  async #copy(text: string): Promise<void> {
    this.#copied = { text, isDone: await copyText(text) };
    this.requestUpdate();
  }

  #stages(key: Key): TemplateResult {
    const now = stageOf(key, this.workbench.now);
    const stages = stagesOf(key);
    if (stages.length === 0) return html`<p class="hint">${say().noEnd}</p>`;
    return html`<div class="stages" role="group" aria-labelledby="stages-title"><h3 id="stages-title">${say().level}</h3>
      <div class="buttons">${stages.map(([stage, at]) => html`<button type="button" data-stage=${stage} aria-pressed=${stage === now} title=${moment(at)} @click=${() => this.workbench.setNow(at)}>${say().stages[stage]}</button>`)}</div>
      <p class="hint">${say().levelHint}</p></div>`;
  }

  #preview(chosen: Chosen): TemplateResult {
    const { key, variant, language, isDismissible } = chosen;
    const { ward, now } = this.workbench;
    const next = stagesOf(key).find(([, at]) => at > now && this.#dismissed !== null);
    return html`<div class="stand" @key-expiry-dismiss=${this.#follow} @key-expiry-change=${this.#follow}>
        <key-expiry lang=${language === "" ? nothing : language} variant=${variant} ?dismissible=${isDismissible} .ward=${ward} .keyId=${key.id} .name=${key.name ?? key.id} .now=${now}></key-expiry>
        ${this.#dismissed === null ? nothing : html`<div class="dismissed"><p>${say().dismissed(say().stages[this.#dismissed])}</p>
          <div class="buttons"><button type="button" data-name="again" @click=${() => this.#showAgain()}>${say().again}</button>
          ${next === undefined ? nothing : html`<button type="button" data-name="next" @click=${() => this.workbench.setNow(next[1])}>${say().until(say().stages[next[0]])}</button>`}</div></div>`}
      </div>
      <p class="said" role="status">${this.#isBack ? say().back : ""}</p>`;
  }

  #check(name: string, label: string, isChecked: boolean, values: readonly [on: string | null, off: string | null]): TemplateResult {
    return html`<label class="permission"><input type="checkbox" data-name=${name} .checked=${isChecked} @change=${({ target }: Event) => this.workbench.address.set({ [name]: values[(target as HTMLInputElement).checked ? 0 : 1] })}><span>${label}</span></label>`;
  }

  #colours(): TemplateResult {
    const { address } = this.workbench;
    const { ink, ground, radius } = this.#brand();
    const ratio = contrast(ink, ground);
    const field = (name: string, label: string, type: string, value: string) => html`<label class="field"><span>${label}</span><input type=${type} data-name=${name} min="0" max="32" .value=${value} @input=${({ target }: Event) => address.set({ [name]: (target as HTMLInputElement).value })}></label>`;
    return html`<div class="brand">${field("ink", say().ink, "color", ink)}${field("paper", say().ground, "color", ground)}${field("radius", say().radius, "number", String(radius))}</div>
      <p class=${ratio < LEAST_CONTRAST ? "error" : "hint"}>${ratio < LEAST_CONTRAST ? say().lowContrast(number(Math.floor(ratio * 10) / 10)) : say().contrast(number(Math.floor(ratio * 10) / 10))}</p>`;
  }

  #settings({ variant, language, isDismissible, isKept, key }: Chosen): TemplateResult {
    const look = this.#value<ThemeName>("look", THEMES);
    return html`<div class="settings">
      ${choice("key", common().key, keyOptions(), { value: key.id })}
      ${choice("variant", say().variant, [["", say().banner], ["badge", say().badge]], { value: variant === "badge" ? "badge" : "" })}
      ${choice("words", say().language, [["", say().pageLanguage], ...Object.entries(LANGUAGES)], { value: language })}
      ${choice("look", say().theme, THEMES.map((name) => [name, say().themes[name]] as const), { value: look })}
      ${look === "brand" ? this.#colours() : nothing}
      ${variant === "badge" ? nothing : html`${this.#check("dismissible", say().dismissible, isDismissible, [null, "no"])}${isDismissible ? this.#check("remember", say().remember, isKept, ["yes", null]) : nothing}`}
    </div>`;
  }

  protected override render() {
    const key = this.#key();
    if (key === undefined) return html`<section class="panel" aria-labelledby="banner-title"><h2 id="banner-title">${say().title}</h2><div class="empty"><p>${say().noKeys}</p><a class="button" href=${this.workbench.address.href("change")}>${say().createKey}</a></div></section>`;
    const chosen = this.#chosen(key);
    this.#sheet?.replaceSync(chosen.css);
    const text = snippetOf(chosen);
    const copied = this.#copied?.text === text ? this.#copied.isDone : null;
    return html`<section class="panel" aria-labelledby="banner-title">
        <h2 id="banner-title">${say().title}</h2>
        <p class="hint">${say().lead}</p>
        <div class="banner-columns">
          <div class="banner-shown">${this.#preview(chosen)}${this.#stages(key)}</div>
          ${this.#settings(chosen)}
        </div>
      </section>
      <section class="panel" aria-labelledby="snippet-title">
        <div class="snippet-head"><h2 id="snippet-title">${say().code}</h2><button type="button" class="primary" data-name="copy-snippet" @click=${() => void this.#copy(text)}>${say().copy}</button></div>
        <p class="hint">${say().codeHint}</p>
        <p class=${copied === false ? "error" : "said"} role="status">${copied === null ? "" : copied ? say().copied : say().notCopied}</p>
        <pre class="code" dir="ltr" tabindex="0" role="region" aria-label="HTML">${text}</pre>
      </section>`;
  }
}

customElements.define("kw-banner", BannerView);
