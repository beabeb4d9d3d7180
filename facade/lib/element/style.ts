// How the element looks. Every colour and measure is a custom property; words and an icon stand beside each colour.
import type { KeyStatus } from "../../types/status.js";

/** What colour and icon tell: the level, or that the key does not work for another reason than its expiry. */
export type Tone = KeyStatus["level"] | "off";

/** Ink and ground, each for light and dark pages. */
type Colors = readonly [ink: string, ground: string, darkInk: string, darkGround: string];

const COLORS: { readonly [tone in Tone]: Colors } = {
  none: ["#1a6b3c", "#e8f5ec", "#7fd6a3", "#10291b"],
  notice: ["#1d5a94", "#e8f1fb", "#8cc4f5", "#12263a"],
  warning: ["#7a4b00", "#fdf2dc", "#f5c46b", "#33240a"],
  critical: ["#a1201c", "#fdeceb", "#ff9d96", "#3a1413"],
  off: ["#53585f", "#f0f1f3", "#b6bcc4", "#25282c"],
};

const toneRules = (tone: string, [ink, ground, darkInk, darkGround]: Colors): string => `
.box[data-tone="${tone}"] {
  --ink: var(--key-expiry-${tone}-color, ${ink}); --ground: var(--key-expiry-${tone}-background, ${ground});
}
@supports (color: light-dark(white, black)) {
  .box[data-tone="${tone}"] {
    --ink: var(--key-expiry-${tone}-color, light-dark(${ink}, ${darkInk})); --ground: var(--key-expiry-${tone}-background, light-dark(${ground}, ${darkGround}));
  }
}`;

/**
 * What a page sets with `::part` goes before all but `!important`. What is unseen stands in something that is positioned and shows
 * nothing itself: else it would be placed by the page, out of the scroller that the element is in, and make the page as long.
 */
export const STYLE = `
:host { display: block; font: inherit; line-height: 1.45; }
:host([variant="badge"]) { display: inline-block; }
:host([hidden]) { display: none; }
.box {
  display: flex; align-items: flex-start; gap: 0.6em; box-sizing: border-box; max-inline-size: 100%;
  padding: var(--key-expiry-padding, 0.7em 0.9em); border: 1px solid color-mix(in srgb, var(--ink) 28%, transparent); border-radius: var(--key-expiry-radius, 0.6em);
  color: var(--ink); background: var(--ground); text-align: start; overflow-wrap: anywhere;
  transition: color 0.2s, background-color 0.2s, border-color 0.2s;
}
.box[hidden], .dismiss[hidden] { display: none !important; }
:host([variant="badge"]) .box { display: inline-flex; align-items: center; gap: 0.4em; padding: var(--key-expiry-padding, 0.15em 0.6em 0.15em 0.45em); border-radius: var(--key-expiry-radius, 1em); font-size: 0.92em; white-space: nowrap; }
.icon { flex: none; inline-size: 1.25em; block-size: 1.25em; margin-block-start: 0.1em; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
:host([variant="badge"]) .icon { inline-size: 1.05em; block-size: 1.05em; margin: 0; }
.words { flex: 1; min-inline-size: 0; }
.label { display: block; font-weight: 600; }
:host([variant="badge"]) .label { display: inline; }
.detail { display: block; color: var(--key-expiry-detail-color, color-mix(in srgb, var(--ink) 82%, CanvasText)); }
.detail:empty { display: none; }
.dismiss {
  flex: none; display: grid; place-items: center; min-inline-size: 2em; min-block-size: 2em; margin-block: -0.3em; margin-inline: 0 -0.4em; padding: 0; border: 0; border-radius: 0.4em;
  color: inherit; background: none; font: inherit; cursor: pointer;
}
.dismiss:hover { background: color-mix(in srgb, var(--ink) 12%, transparent); }
.dismiss:focus-visible { outline: 2px solid currentColor; outline-offset: 1px; }
.dismiss svg { inline-size: 1.1em; block-size: 1.1em; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; }
@media (pointer: coarse) { .dismiss { min-inline-size: 44px; min-block-size: 44px; } }
@media (prefers-reduced-motion: reduce) { .box { transition: none; } }
@media (prefers-contrast: more) { .box { border-color: var(--ink); } }
@media (forced-colors: active) { .box { border-color: CanvasText; color: CanvasText; background: Canvas; } .box[data-tone="critical"], .box[data-tone="warning"] { border-width: 2px; } }
.unseen, :host([variant="badge"]) .detail { position: absolute; inline-size: 1px; block-size: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.regions, :host([variant="badge"]) .more { position: relative; }
${Object.entries(COLORS).map(([tone, colors]) => toneRules(tone, colors)).join("")}
`;
