// A sentence of the package, in which names stand in backticks.
import { html, type TemplateResult } from "lit";

export const prose = (message: string): TemplateResult => html`<span class="prose" lang="en" dir="ltr">${message.split("`").map((part, place) => (place % 2 === 1 ? html`<code>${part}</code>` : part))}</span>`;
