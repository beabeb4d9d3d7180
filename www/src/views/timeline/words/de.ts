import type { en } from "./en.js";

export const de: typeof en = {
  range: "Zeitraum",
  month: "ein Monat",
  quarter: "ein Quartal",
  year: "ein Jahr",
  all: "alles",
  now: "Jetzt",
  drag: "Ziehen Sie die Linie oder nutzen Sie den Regler: Die ganze Seite folgt.",
  chart: (count) =>
    `${count} Schlüssel im Lauf der Zeit: ein Balken je Lebensdauer, Marken für Hinweise`,
  legend: {
    waiting: "noch nicht gültig",
    good: "gültig",
    retiring: "Überlappung nach Erneuerung",
    over: "vorbei",
    notice: "Hinweis",
  },
};
