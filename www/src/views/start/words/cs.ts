import type { en } from "./en.js";

export const cs: typeof en = {
  title: "Smí tento klíč poslat tento požadavek?",
  keys: { one: "{count} klíč", few: "{count} klíče", other: "{count} klíčů" },
  ways: "Co vás zajímá?",
  why: "Proč je tento klíč odmítnut?",
  whyText: "Všechny kontroly po řadě a jediná změna, která požadavek povolí.",
  ending: "Co vyprší tento týden?",
  endingText: "Klíče, které skončí do 7 dnů, a kdo se o tom dozví.",
  compare: "Porovnat dva klíče",
  compareText: "Všechny operace, které jeden klíč smí volat a druhý ne.",
  every: "Zobrazit všechny kontroly",
};
