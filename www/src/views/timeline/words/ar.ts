import type { en } from "./en.js";

export const ar: typeof en = {
  range: "المدى",
  month: "شهر",
  quarter: "ربع سنة",
  year: "سنة",
  all: "الكل",
  now: "الآن",
  drag: "اسحب الخط أو استخدم شريط التمرير: تتبعه الصفحة كلها.",
  chart: (count) => `${count} مفتاحًا عبر الزمن: شريط لكل عمر، وعلامات للإشعارات`,
  legend: {
    waiting: "لم يسرِ بعد",
    good: "ساري",
    retiring: "تداخل بعد التجديد",
    over: "انتهى",
    notice: "إشعار",
  },
};
