import type { en } from "./en.js";

export const cs: typeof en = {
  sortBy: "Řadit podle",
  who: "Kdo se to dozví",
  told: (names) => `dostane ${names}`,
  nobody: "nikdo se to nedozví",
  ask: "Dotaz",
  inTime: "Časová osa",
  nothing: "Neodpovídá žádný klíč. Změňte hledání nebo filtry.",
  over: "bylo",
  plan: "dne",
  actions: "Přejít na",
};
