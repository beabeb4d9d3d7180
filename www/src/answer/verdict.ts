// The verdict: allowed, denied, or depending on facts that are not known. Each has a word, a color and an icon of its own.
import type { Decision } from "keyward/slim";
import { html, type TemplateResult } from "lit";
import { icon } from "../ui/icons.js";
import { sentence } from "../views/ask/reasons.js";
import { say } from "./words.js";

export type Tone = "allowed" | "denied" | "depends";

export const toneOf = ({ allowed, reason }: Pick<Decision, "allowed" | "reason">): Tone => (allowed ? "allowed" : reason === "facts_needed" ? "depends" : "denied");

/** A reason breaks where its words do. */
const breakable = (reason: string) => reason.split("_").map((word, place) => (place === 0 ? word : html`_<wbr>${word}`));

export function verdict(decision: Decision): TemplateResult {
  const tone = toneOf(decision);
  return html`<div class="verdict" role="status" aria-atomic="true" data-outcome=${tone}>
      <span class="verdict-icon">${icon(tone)}</span>
      <strong class="verdict-word">${say()[tone]}</strong>
      <span class="verdict-reason"><span>${decision.status}${decision.code === null ? "" : ` · ${decision.code}`}</span> <code>${breakable(decision.reason)}</code></span>
    </div>
    <p class="sentence">${sentence(decision.reason)}</p>`;
}
