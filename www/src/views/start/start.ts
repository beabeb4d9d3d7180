// The first view: what keyward is.
import { html } from "lit";
import { say as page } from "../../language/page.js";
import { View } from "../../ui/view.js";

class StartView extends View {
  protected override render() {
    return html`<section class="panel"><h2>${page().start}</h2></section>`;
  }
}

customElements.define("kw-start", StartView);
