import type { en } from "./en.js";

export const de: typeof en = {
  title: "Darf dieser Schlüssel diese Anfrage stellen?",
  keys: { one: "{count} Schlüssel", other: "{count} Schlüssel" },
  ways: "Was möchten Sie wissen?",
  why: "Warum wird dieser Schlüssel abgelehnt?",
  whyText: "Alle Prüfungen der Reihe nach und die eine Änderung, die die Anfrage erlaubt.",
  ending: "Was läuft diese Woche ab?",
  endingText: "Die Schlüssel, die in 7 Tagen enden, und wer davon erfährt.",
  compare: "Zwei Schlüssel vergleichen",
  compareText: "Jede Operation, die der eine Schlüssel aufrufen darf und der andere nicht.",
  every: "Alle Prüfungen ansehen",
};
