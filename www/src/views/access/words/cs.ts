import type { en } from "./en.js";

export const cs: typeof en = {
  which: "Co",
  operations: "Hledat operace",
  access: "Čte nebo zapisuje",
  read: "čte",
  write: "zapisuje",
  compare: "Porovnat",
  with: "s",
  differs: "Zobrazeno je jen to, v čem se oba klíče liší.",
  same: "Tyto dva klíče smějí totéž.",
  allowed: "povoleno",
  denied: "odepřeno",
  hint: "Šipky procházejí buňky; Enter se na jednu zeptá.",
  may: (count, all) => `${count} z ${all}`,
  empty: "Neodpovídá žádná operace. Změňte hledání.",
  noKeys: "Neodpovídá žádný klíč. Změňte hledání.",
  noEnvironment: "Projekt nemá žádné prostředí. Přidejte je ve Změnách.",
};
