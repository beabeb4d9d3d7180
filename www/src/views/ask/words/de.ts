import type { en } from "./en.js";

export const de: typeof en = {
  answer: "Antwort",
  paste: "Oder eine Anfrage einfügen",
  pasteHint: "Eine URL, ein curl-Befehl, ein fetch-Aufruf oder der Text einer HTTP-Anfrage. Token darin werden ignoriert und verlassen diesen Browser nicht.",
  unreadable: "Das ist keine Anfrage. Fügen Sie eine URL, einen Pfad wie /v2/projects/…/items oder einen Befehl ein, der mit curl beginnt.",
  operation: "Operation",
  choose: "Auswählen …",
  checks: "Alle Prüfungen der Reihe nach",
  outcomes: {
    holds: "Bestanden",
    fails: "Nicht bestanden",
    skipped: "Trifft nicht zu",
    not_reached: "Nicht erreicht",
  },
  open: "Kommt darauf an",
  response: "Antwort des Guards",
  passes: "Die Anfrage geht weiter an",
};
