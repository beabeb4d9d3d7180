// The proof that nothing leaves the browser: the page's policy, and what it has loaded.
import { html, type TemplateResult } from "lit";
import { say } from "./words.js";


export function proof(): TemplateResult {
  const policy = document.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]')?.content ?? "";
  const loaded = performance.getEntriesByType("resource").map(({ name }) => new URL(name));
  return html`<section class="panel" aria-labelledby="proof-title">
    <h2 id="proof-title">${say().proof}</h2>
    <p class="hint">${say().policy}</p>
    <pre class="code" dir="ltr" tabindex="0" role="region" aria-label="Content-Security-Policy">${policy.replaceAll("; ", ";\n")}</pre>
    <details class="loaded"><summary>${say().loaded(loaded.length)} <bdi dir="ltr">${location.origin}</bdi></summary>
      <ul dir="ltr">${loaded.map(({ origin, pathname }) => html`<li data-foreign=${origin !== location.origin}>${origin === location.origin ? pathname : `${origin}${pathname}`}</li>`)}</ul></details>
    <p class="hint">${say().offline}</p>
  </section>`;
}
