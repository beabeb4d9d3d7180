// A button that copies a text, and says whether it could.
import { html } from "lit";
import { copyText } from "../../ui/copy.js";
import { View } from "../../ui/view.js";
import { say } from "./words.js";


class CopyButton extends View {
  text = "";
  #state: "copy" | "copied" | "copyFailed" = "copy";

  async #copy(): Promise<void> {
    this.#state = (await copyText(this.text)) ? "copied" : "copyFailed";
    this.requestUpdate();
  }

  protected override render() {
    return html`<button type="button" @click=${() => void this.#copy()}>${say().copy}</button> <span role="status" class=${this.#state === "copyFailed" ? "error" : "said"}>${this.#state === "copy" ? "" : say()[this.#state]}</span>`;
  }
}

customElements.define("kw-copy-text", CopyButton);
