import { plural } from "../../../language/plural.js";
import type { en } from "./en.js";

export const ar: typeof en = {
  title: "مشروعك",
  lead: "افتح مستند مشروعك. يُقرأ في هذا المتصفح ولا يُرسَل إلى أي مكان.",
  label: "مستند المشروع (JSON)",
  loading: "جارٍ تحميل المحرر…",
  choose: "اختر ملفًا…",
  drop: "يمكنك أيضًا إفلات ملف في أي مكان من هذه الصفحة أو لصق نصه.",
  begin: "ابدأ بمشروع فارغ",
  current: "حرّر المشروع الحالي",
  open: "افتح هذا المشروع",
  result: "النتيجة",
  emptyTitle: "لا مستند بعد",
  empty: "اختر ملفًا، أو ألصق مستندًا في المحرر، أو ابدأ بمشروع فارغ.",
  validTitle: "مشروع صالح",
  openTitle: "هذا المشروع مفتوح",
  opened: "تعرض كل العروض هذا المشروع الآن.",
  seeKeys: "اعرض مفاتيحه",
  noKeys: "ليس فيه مفاتيح بعد.",
  createKey: "أنشئ مفتاحًا",
  keys: (count) =>
    plural(count, {
      zero: "لا مفاتيح",
      one: "مفتاح واحد",
      two: "مفتاحان",
      few: "{count} مفاتيح",
      many: "{count} مفتاحًا",
      other: "{count} مفتاح",
    }),
  users: (count) =>
    plural(count, {
      zero: "لا مستخدمين",
      one: "مستخدم واحد",
      two: "مستخدمان",
      few: "{count} مستخدمين",
      many: "{count} مستخدمًا",
      other: "{count} مستخدم",
    }),
  roles: (count) =>
    plural(count, {
      zero: "لا أدوار",
      one: "دور واحد",
      two: "دوران",
      few: "{count} أدوار",
      many: "{count} دورًا",
      other: "{count} دور",
    }),
  environments: (count) =>
    plural(count, {
      zero: "لا بيئات",
      one: "بيئة واحدة",
      two: "بيئتان",
      few: "{count} بيئات",
      many: "{count} بيئة",
      other: "{count} بيئة",
    }),
  problems: (count) =>
    plural(count, {
      zero: "لا مشكلات",
      one: "مشكلة واحدة",
      two: "مشكلتان",
      few: "{count} مشكلات",
      many: "{count} مشكلة",
      other: "{count} مشكلة",
    }),
  fix: "أصلحها في المحرر. يُفحَص المستند أثناء الكتابة، وينقلك F8 إلى المشكلة التالية.",
  more: (count) =>
    plural(count, {
      one: "ومشكلة أخرى غير مدرجة.",
      two: "ومشكلتان أخريان غير مدرجتين.",
      few: "و{count} مشكلات أخرى غير مدرجة.",
      other: "و{count} مشكلة أخرى غير مدرجة.",
    }),
  line: (line) => `السطر ${line}`,
  wrongTitle: "هذا ليس مستند مشروع",
  wrong: "يحتوي مستند المشروع على ”format“: ”keyward/project@1“. اختر ملفًا آخر أو ابدأ بمشروع فارغ.",
  replaced: "استُبدل النص السابق.",
  restore: "استعده",
  large: "الملف أكبر من 20 ميغابايت، وهو أقصى ما تقرؤه هذه الصفحة. اختر ملفًا أصغر.",
  take: "خذ المشروع الحالي معك",
  takeHint: "هذا هو المشروع المفتوح مع كل ما أجريته هنا من تغييرات.",
  download: "نزّل JSON",
  copy: "انسخ JSON",
  copied: "نُسخ إلى الحافظة.",
  notCopied: "لم يسمح المتصفح بالنسخ. نزّل الملف بدلًا من ذلك.",
  proof: "لا شيء يغادر هذا المتصفح",
  policy: "لا تسمح سياسة أمان المحتوى لهذه الصفحة باتصال إلا بالمكان الذي جاءت منه:",
  loaded: (count) =>
    plural(count, {
      one: "حمّلت ملفًا واحدًا من هناك:",
      two: "حمّلت ملفين، كلاهما من هناك:",
      few: "حمّلت {count} ملفات، كلها من هناك:",
      many: "حمّلت {count} ملفًا، كلها من هناك:",
      other: "حمّلت {count} ملف، كلها من هناك:",
    }),
  offline: "بعد تحميلها تعمل الصفحة بلا شبكة.",
};
