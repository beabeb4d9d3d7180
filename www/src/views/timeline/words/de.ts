import type { en } from "./en.js";

export const de: typeof en = {
  range: "Zeitraum",
  month: "1 Monat",
  quarter: "3 Monate",
  year: "1 Jahr",
  all: "Alles",
  now: "Simulierte Zeit",
  drag: "Ziehen Sie die Linie oder benutzen Sie den Regler. Die ganze Seite folgt.",
  chart: { one: "{count} Schlüssel im Zeitverlauf: ein Balken für seine Gültigkeit, Marken für Benachrichtigungen", other: "{count} Schlüssel im Zeitverlauf: ein Balken je Gültigkeit, Marken für Benachrichtigungen" },
  legend: {
    waiting: "noch nicht gültig",
    good: "gültig",
    retiring: "Überlappung nach dem Generieren",
    blocked: "deaktiviert oder Inhaber inaktiv",
    over: "vorbei",
    notice: "Benachrichtigung",
  },
  none: "Keine passenden Schlüssel.",
  clear: "Suche löschen",
  create: "Schlüssel erstellen",
};
