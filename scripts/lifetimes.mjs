// Draws docs/lifetimes.svg: lifetimes as bars that end at one line, and when their notices fall.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expiryOf, noticesOf } from "../pkg/inline.js";
import { isMain, main, root } from "./process.mjs";

export const FIGURE = "docs/lifetimes.svg";

const CREATED = Date.parse("2026-11-23T12:00:00Z");
const LIFETIMES = [
  ["PT1M", "1 minute, the shortest"], ["PT8H", "8 hours"], ["P1D", "24 hours"], ["P7D", "7 days"], ["P8D", "8 days"], ["P30D", "30 days"],
  ["P6M", "6 months, the default"], ["P2Y", "2 years, the longest"],
];
const TICKS = [["P2Y", "2 years"], ["P6M", "6 months"], ["P30D", "30 days"], ["P7D", "7 days"], ["P1D", "24 h"], ["PT1H", "1 h"]];
const RULES = { immediately: "at once", one_day_before: "24 hours before", one_week_before: "7 days before" };

const [WIDTH, LEFT, RIGHT, TOP, ROW, BAR] = [760, 164, 718, 58, 34, 14];
const HEIGHT = TOP + LIFETIMES.length * ROW + 60;
const MINUTE = 60_000;

/** Where an instant stands that is so long before the end: time is drawn by its logarithm, the last minute linearly. */
function place(before) {
  const size = (millis) => (millis <= MINUTE ? millis / MINUTE : 1 + Math.log2(millis / MINUTE));
  return Math.round((RIGHT - ((RIGHT - LEFT) * size(before)) / size(expiryOf(CREATED, "P2Y") - CREATED)) * 10) / 10;
}

export function drawLifetimes() {
  const lines = [];
  const bottom = TOP + LIFETIMES.length * ROW;
  for (const [duration, label] of TICKS) {
    const x = place(expiryOf(CREATED, duration) - CREATED);
    lines.push(`<line class="grid" x1="${x}" y1="${TOP - 6}" x2="${x}" y2="${bottom}"/><text class="tick" x="${x}" y="${TOP - 14}">${label}</text>`);
  }
  lines.push(`<line class="end" x1="${RIGHT}" y1="${TOP - 6}" x2="${RIGHT}" y2="${bottom}"/><text class="tick" x="${RIGHT}" y="${TOP - 14}">end</text>`);
  LIFETIMES.forEach(([duration, label], row) => {
    const expires = expiryOf(CREATED, duration);
    const [{ at, rule }] = noticesOf(CREATED, expires);
    const [start, notice] = [place(expires - CREATED), place(expires - at)];
    const middle = TOP + row * ROW + ROW / 2;
    const bar = (from, to, kind) => `<rect class="${kind}" x="${from}" y="${middle - BAR / 2}" width="${Math.round((to - from) * 10) / 10}" height="${BAR}"/>`;
    lines.push(`<g><title>${label}: told ${RULES[rule]}</title><text class="label" x="${LEFT - 14}" y="${middle + 4}">${label}</text>`);
    if (notice > start) lines.push(bar(start, notice, "quiet"));
    lines.push(bar(notice, RIGHT, "told"), `<circle class="notice" cx="${notice}" cy="${middle}" r="6.5"/></g>`);
  });
  const legend = bottom + 28;
  lines.push(
    `<rect class="quiet" x="${LEFT}" y="${legend - 10}" width="26" height="${BAR}"/><text class="legend" x="${LEFT + 34}" y="${legend + 2}">good</text>`,
    `<rect class="told" x="${LEFT + 90}" y="${legend - 10}" width="26" height="${BAR}"/><text class="legend" x="${LEFT + 124}" y="${legend + 2}">good, its end announced</text>`,
    `<circle class="notice" cx="${LEFT + 306}" cy="${legend - 3}" r="6.5"/><text class="legend" x="${LEFT + 320}" y="${legend + 2}">the notice</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title description">
<title id="title">Lifetimes of keys, and when their notices fall</title>
<desc id="description">${LIFETIMES.map(([duration, label]) => `${label}: told ${RULES[noticesOf(CREATED, expiryOf(CREATED, duration))[0].rule]}.`).join(" ")}</desc>
<style>
.paper { fill: #fff; }
text { font: 13px system-ui, sans-serif; fill: #24303c; }
.tick { text-anchor: middle; font-size: 12px; }
.label { text-anchor: end; }
.grid { stroke: #8a97a5; stroke-opacity: .45; stroke-dasharray: 2 4; }
.end { stroke: #24303c; stroke-width: 2; }
.quiet { fill: #9fb6cc; }
.told { fill: #d08a1d; }
.notice { fill: #fff; stroke: #8a4b00; stroke-width: 3; }
.caption { font-size: 12px; }
@media (prefers-color-scheme: dark) {
  .paper { fill: #10171e; }
  text { fill: #dbe4ec; }
  .grid { stroke: #9aa8b5; }
  .end { stroke: #dbe4ec; }
  .quiet { fill: #4d6a86; }
  .told { fill: #c98a2b; }
  .notice { fill: #10171e; stroke: #ffc46b; }
}
</style>
<rect class="paper" width="${WIDTH}" height="${HEIGHT}" rx="8"/>
<text class="caption" x="${LEFT}" y="20">time before the end, on a logarithmic scale</text>
${lines.join("\n")}
</svg>
`;
}

if (isMain(import.meta.url)) {
  await main(() => {
    const file = join(root, FIGURE);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, drawLifetimes());
  });
}
