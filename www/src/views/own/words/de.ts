import type { en } from "./en.js";

export const de: typeof en = {
  lead: "Öffnen Sie ein Projektdokument: Es wird hier gelesen, von dem Modul, und geht nirgendwohin.",
  choose: "Datei wählen…",
  drop: "…oder ziehen Sie eine auf diese Seite, oder fügen Sie den Text unten ein.",
  text: "Projektdokument (JSON)",
  open: "Öffnen",
  opened: (keys) => `Offen: ${keys} Schlüssel. Jede Ansicht zeigt jetzt dieses Projekt.`,
  download: "Herunterladen",
  copy: "Kopieren",
  begin: "Leeres beginnen",
  now: "Das offene Projekt zeigen",
  problems: (count) =>
    `${count} Probleme. Nichts wurde geöffnet; beheben Sie sie und öffnen Sie erneut.`,
  line: (line) => `Zeile ${line}`,
  large:
    "Die Datei ist größer als 20 MB, mehr als eine Seite lesen sollte. Geben Sie eine kleinere.",
  proof: "Nichts verlässt diesen Browser",
  policy:
    "Die Content Security Policy dieser Seite lässt keine Verbindung zu außer dorthin, woher sie kam:",
  loaded: (count) => `Sie hat ${count} Dateien geladen, alle von dort:`,
  offline: "Einmal geladen, arbeitet sie ohne Netz.",
};
