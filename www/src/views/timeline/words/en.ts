import type { Forms } from "../../../ui/words.js";

export const en = {
  range: "Range",
  month: "1 month",
  quarter: "3 months",
  year: "1 year",
  all: "Everything",
  now: "Simulated time",
  drag: "Drag the line or use the slider. The whole page follows.",
  chart: { one: "{count} key over time: a bar for its lifetime, marks for its notices", other: "{count} keys over time: a bar for each lifetime, marks for notices" } as Forms,
  legend: {
    waiting: "not yet valid",
    good: "valid",
    retiring: "overlap after regeneration",
    blocked: "disabled or owner inactive",
    over: "over",
    notice: "notice",
  },
  none: "No keys match.",
  clear: "Clear the search",
  create: "Create a key",
};
