import type { en } from "./en.js";

export const de: typeof en = {
  sortBy: "Sortieren nach",
  who: "Wer es erfährt",
  told: (names) => `an ${names}`,
  nobody: "niemand erfährt es",
  ask: "Fragen",
  inTime: "Zeitachse",
  nothing: "Kein Schlüssel passt. Ändern Sie die Suche oder die Filter.",
  over: "war fällig",
  plan: "am",
  actions: "Weiter zu",
};
