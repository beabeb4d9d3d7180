import type { en } from "./en.js";

export const cs: typeof en = {
  lead: "Otevřete dokument projektu: čte se tady, modulem, a nikam neodchází.",
  choose: "Vybrat soubor…",
  drop: "…nebo ho přetáhněte kamkoli na tuto stránku, nebo vložte text níže.",
  text: "Dokument projektu (JSON)",
  open: "Otevřít",
  opened: (keys) => `Otevřeno: ${keys} klíčů. Všechny pohledy teď ukazují tento projekt.`,
  download: "Stáhnout",
  copy: "Kopírovat",
  begin: "Začít prázdný",
  now: "Ukázat otevřený projekt",
  problems: (count) => `${count} problémů. Nic se neotevřelo; opravte je a otevřete znovu.`,
  line: (line) => `Řádek ${line}`,
  large: "Soubor je větší než 20 MB, víc, než by stránka měla číst. Dejte menší.",
  proof: "Nic neopouští tento prohlížeč",
  policy: "Zásady zabezpečení obsahu této stránky nedovolují žádné spojení než tam, odkud přišla:",
  loaded: (count) => `Načetla ${count} souborů, všechny odtud:`,
  offline: "Jednou načtená funguje bez sítě.",
};
