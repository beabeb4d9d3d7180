import type { en } from "./en.js";

export const ar: typeof en = {
  which: "ماذا",
  operations: "ابحث في العمليات",
  access: "قراءة أو كتابة",
  read: "قراءة",
  write: "كتابة",
  compare: "قارن",
  with: "مع",
  differs: "لا يُعرض إلا ما يختلف فيه المفتاحان.",
  same: "يستطيع هذان المفتاحان الشيء نفسه.",
  allowed: "مسموح",
  denied: "مرفوض",
  hint: "تتنقل مفاتيح الأسهم بين الخلايا؛ ويسأل Enter عن إحداها.",
  may: (count, all) => `${count} من ${all}`,
  empty: "لا عملية تطابق. غيّر البحث.",
  noKeys: "لا مفتاح يطابق. غيّر البحث.",
  noEnvironment: "ليس في المشروع بيئة. أضف واحدة في التغيير.",
};
