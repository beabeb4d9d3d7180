import type { en } from "./en.js";

export const ar: typeof en = {
  answer: "الإجابة",
  paste: "أو ألصق طلبًا",
  pasteHint: "عنوان URL، أو أمر curl، أو استدعاء fetch، أو نص طلب HTTP. تُتجاهل الرموز السرية فيه ولا تغادر هذا المتصفح.",
  unreadable: "هذا ليس طلبًا. ألصق عنوان URL، أو مسارًا مثل ‎/v2/projects/…/items، أو أمرًا يبدأ بـ curl.",
  operation: "العملية",
  choose: "اختر…",
  checks: "كل الفحوص بالترتيب",
  outcomes: {
    holds: "ناجح",
    fails: "فاشل",
    skipped: "لا ينطبق",
    not_reached: "لم يُجرَ",
  },
  open: "يتوقف على المحتوى",
  response: "رد الحارس",
  passes: "يمر الطلب إلى",
};
