import type { en } from "./en.js";

export const cs: typeof en = {
  range: "Rozsah",
  month: "měsíc",
  quarter: "čtvrtletí",
  year: "rok",
  all: "vše",
  now: "Teď",
  drag: "Posuňte čáru nebo použijte posuvník: celá stránka se přizpůsobí.",
  chart: (count) => `${count} klíčů v čase: pruh pro každou životnost, značky pro upozornění`,
  legend: {
    waiting: "ještě neplatí",
    good: "platí",
    retiring: "překryv po obnovení",
    over: "skončil",
    notice: "upozornění",
  },
};
