export const en = {
  range: "Range",
  month: "a month",
  quarter: "a quarter",
  year: "a year",
  all: "everything",
  now: "Now",
  drag: "Drag the line, or use the slider: the whole page follows.",
  chart: (count: string) => `${count} keys over time: a bar for each lifetime, marks for notices`,
  legend: {
    waiting: "not yet valid",
    good: "good",
    retiring: "overlap after regeneration",
    over: "over",
    notice: "notice",
  },
};
