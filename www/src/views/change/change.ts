import { html } from "lit";
import { words } from "../../language/language.js";
import { View } from "../../ui/view.js";
import * as all from "./words.js";

const say = words(all);

class ChangeView extends View {
  protected override render() {
    return html`<h2>${say().title}</h2>`;
  }
}

customElements.define("kw-change", ChangeView);
