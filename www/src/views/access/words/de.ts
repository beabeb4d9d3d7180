import type { en } from "./en.js";

export const de: typeof en = {
  which: "Was",
  operations: "Operationen suchen",
  access: "Lesend oder schreibend",
  read: "lesend",
  write: "schreibend",
  compare: "Vergleichen",
  with: "mit",
  differs: "Gezeigt wird nur, worin sich die beiden Schlüssel unterscheiden.",
  same: "Diese beiden Schlüssel dürfen dasselbe.",
  allowed: "erlaubt",
  denied: "verweigert",
  hint: "Pfeiltasten gehen durch die Zellen; Enter fragt nach einer.",
  may: (count, all) => `${count} von ${all}`,
  empty: "Keine Operation passt. Ändern Sie die Suche.",
  noKeys: "Kein Schlüssel passt. Ändern Sie die Suche.",
  noEnvironment: "Das Projekt hat keine Umgebung. Fügen Sie unter Ändern eine hinzu.",
};
