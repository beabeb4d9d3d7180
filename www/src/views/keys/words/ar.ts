import type { en } from "./en.js";

export const ar: typeof en = {
  sortBy: "ترتيب حسب",
  who: "من يُبلَّغ",
  told: (names) => `إلى ${names}`,
  nobody: "لا يُبلَّغ أحد",
  ask: "اسأل",
  inTime: "الخط الزمني",
  nothing: "لا مفتاح يطابق. غيّر البحث أو المرشحات.",
  over: "كان",
  plan: "في",
  actions: "انتقل إلى",
};
