import type { en } from "./en.js";

export const cs: typeof en = {
  range: "Rozsah",
  month: "1 měsíc",
  quarter: "3 měsíce",
  year: "1 rok",
  all: "Vše",
  now: "Simulovaný čas",
  drag: "Posuňte čáru nebo použijte posuvník. Celá stránka se přizpůsobí.",
  chart: { one: "{count} klíč v čase: pruh pro jeho platnost, značky pro upozornění", few: "{count} klíče v čase: pruh pro každou platnost, značky pro upozornění", many: "{count} klíče v čase: pruh pro každou platnost, značky pro upozornění", other: "{count} klíčů v čase: pruh pro každou platnost, značky pro upozornění" },
  legend: {
    waiting: "ještě neplatí",
    good: "platí",
    retiring: "překryv po vygenerování",
    blocked: "vypnutý nebo vlastník není aktivní",
    over: "skončil",
    notice: "upozornění",
  },
  none: "Žádný klíč neodpovídá.",
  clear: "Zrušit hledání",
  create: "Vytvořit klíč",
};
