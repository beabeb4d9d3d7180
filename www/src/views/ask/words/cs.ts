import type { en } from "./en.js";

export const cs: typeof en = {
  answer: "Odpověď",
  paste: "Nebo vložte požadavek",
  pasteHint: "URL, příkaz curl, volání fetch nebo text požadavku HTTP. Tokeny v něm se ignorují a tento prohlížeč neopustí.",
  unreadable: "Tohle není požadavek. Vložte URL, cestu jako /v2/projects/…/items nebo příkaz, který začíná curl.",
  operation: "Operace",
  choose: "Vyberte…",
  checks: "Všechny kontroly po řadě",
  outcomes: {
    holds: "Splněno",
    fails: "Nesplněno",
    skipped: "Netýká se",
    not_reached: "Neprovedeno",
  },
  open: "Záleží na obsahu",
  response: "Odpověď guardu",
  passes: "Požadavek projde na",
};
