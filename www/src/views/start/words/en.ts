import type { Counted } from "../../../language/plural.js";

export const en = {
  title: "May this key make this request?",
  keys: { one: "{count} key", other: "{count} keys" } as Counted,
  ways: "What do you want to know?",
  why: "Why is this key denied?",
  whyText: "Every check in order, and the one change that permits the request.",
  ending: "What expires this week?",
  endingText: "The keys that end within 7 days, and who is told about it.",
  compare: "Compare two keys",
  compareText: "Every operation that one key may call and the other may not.",
  every: "See every check",
};
