// The line above the view that says whether one's work is kept in this browser, and asks.
import { html, nothing } from "lit";
import { moment } from "../language/formats.js";
import { plural } from "../language/plural.js";
import { keeping } from "../model/keeping.js";
import { View } from "../ui/view.js";
import { adopt } from "../ui/adopt.js";
import css from "./line.css?inline";
import { say } from "./words.js";

adopt(css);


class WorkLine extends View {
  readonly #follow = () => this.requestUpdate();
  /** Whether the browser has refused to keep it. */
  #isRefused = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.workbench.addEventListener("work", this.#follow);
  }

  override disconnectedCallback(): void {
    this.workbench.removeEventListener("work", this.#follow);
    super.disconnectedCallback();
  }

  #keep(): void {
    this.#isRefused = !this.workbench.keepWork();
    this.requestUpdate();
  }

  #decline(): void {
    keeping.isDeclined = true;
    this.requestUpdate();
  }

  async #forget(): Promise<void> {
    const { askFirst } = await import("../dialog/confirm.js");
    if (await askFirst({ title: say().forgetTitle, text: say().forgetText, act: say().forget, stay: say().stay, name: "forget" })) this.workbench.forgetWork();
    this.requestUpdate();
  }

  /** What was kept earlier, if nothing is open besides a sample as it was. */
  #offer() {
    const { workbench } = this;
    if (workbench.hasWork || workbench.done.length > 0) return nothing;
    const [latest] = keeping.list();
    if (latest === undefined) return nothing;
    const { id, work } = latest;
    const remove = () => (keeping.remove(id), this.requestUpdate());
    return html`<p>${say().offer} <strong><bdi>${work.text === null ? say().sample : work.name}</bdi></strong>, ${plural(work.done.length, say().changes)}, <time datetime=${new Date(work.at).toISOString()}>${moment(work.at)}</time></p>
      <div class="buttons"><button type="button" class="primary" data-name="open-kept" @click=${() => workbench.openKept(id)}>${say().open}</button><button type="button" @click=${remove}>${say().remove}</button></div>`;
  }

  protected override render() {
    const { workbench } = this;
    [this.role, this.ariaLabel] = ["region", say().label];
    if (!workbench.hasWork) return keeping.isAllowed ? this.#offer() : nothing;
    if (workbench.isKept) return html`<p class="quiet" role="status">${say().kept}</p><div class="buttons"><button type="button" class="plain" data-name="forget-all" @click=${() => void this.#forget()}>${say().forget}…</button></div>`;
    if (this.#isRefused || keeping.isAllowed) return html`<p role="alert">${say().full}</p>`;
    if (keeping.isDeclined) return html`<p class="quiet">${workbench.mayBeLost ? say().notKept : say().longLink}</p><div class="buttons"><button type="button" class="plain" @click=${() => this.#keep()}>${say().keep}</button></div>`;
    return html`<p role="status"><strong>${say().question}</strong> ${say().questionText}</p>
      <div class="buttons"><button type="button" class="primary" data-name="keep" @click=${() => this.#keep()}>${say().keep}</button><button type="button" data-name="decline" @click=${() => this.#decline()}>${say().decline}</button></div>`;
  }
}

customElements.define("kw-work", WorkLine);
