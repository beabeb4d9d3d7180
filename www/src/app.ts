// The page: where one goes, what counts as now, and the view in between.
import { html, nothing } from "lit";
import { direction, language, LANGUAGES, words } from "./language/language.js";
import type { ViewName } from "./model/address.js";
import { View } from "./ui/view.js";
import * as access from "./views/access/words.js";
import * as ask from "./views/ask/words.js";
import * as change from "./views/change/words.js";
import * as keys from "./views/keys/words.js";
import * as own from "./views/own/words.js";
import * as timeline from "./views/timeline/words.js";

/** Views are loaded when they are first opened. */
const VIEWS: Record<ViewName, { say: () => { title: string }; load: () => Promise<unknown>; draw: () => unknown }> = {
  keys: { say: words(keys), load: () => import("./views/keys/keys.js"), draw: () => html`<kw-keys></kw-keys>` },
  timeline: { say: words(timeline), load: () => import("./views/timeline/timeline.js"), draw: () => html`<kw-timeline></kw-timeline>` },
  ask: { say: words(ask), load: () => import("./views/ask/ask.js"), draw: () => html`<kw-ask></kw-ask>` },
  access: { say: words(access), load: () => import("./views/access/access.js"), draw: () => html`<kw-access></kw-access>` },
  change: { say: words(change), load: () => import("./views/change/change.js"), draw: () => html`<kw-change></kw-change>` },
  own: { say: words(own), load: () => import("./views/own/own.js"), draw: () => html`<kw-own></kw-own>` },
};

class App extends View {
  protected override willUpdate(): void {
    void VIEWS[this.workbench.address.view].load();
    document.documentElement.lang = language();
    document.documentElement.dir = direction();
  }

  protected override render() {
    const { address } = this.workbench;
    const link = ([name, { say }]: [string, { say: () => { title: string } }]) =>
      html`<a href=${address.href(name as ViewName)} aria-current=${name === address.view ? "page" : nothing}>${say().title}</a>`;
    return html`
      <header><nav>${Object.entries(VIEWS).map(link)}</nav>
        <select aria-label="Language" @change=${(event: Event) => address.set({ lang: (event.target as HTMLSelectElement).value })}>
          ${Object.entries(LANGUAGES).map(([tag, name]) => html`<option value=${tag} ?selected=${tag === language()}>${name}</option>`)}
        </select>
      </header>
      <main>${VIEWS[address.view].draw()}</main>`;
  }
}

customElements.define("kw-app", App);
