import type { Language } from "../../types/messages.js";

export const ar: Language = {
  direction: "rtl",
  left: { other: "المتبقي: {remaining}" },
  labels: {
    active: "نشط",
    retiring: "قيد الإلغاء",
    owner_inactive: "المالك غير نشط",
    disabled: "معطّل",
    not_yet_valid: "غير صالح بعد",
    expired: "منتهي الصلاحية",
    revoked: "ملغى",
  },
  title: "مفتاح API «{key}»: {label}",
  states: {
    active: "تنتهي صلاحية مفتاح API «{key}» {when}، في {time}.",
    never: "لا تنتهي صلاحية مفتاح API «{key}».",
    retiring: "سيُلغى مفتاح API «{key}» {when}، في {time}. بعد ذلك تُرفض الطلبات التي تستخدمه.",
    owner_inactive: "لا يعمل مفتاح API «{key}» لأن مالكه غير نشط. تُرفض الطلبات التي تستخدمه.",
    disabled: "مفتاح API «{key}» معطّل. تُرفض الطلبات التي تستخدمه.",
    not_yet_valid: "مفتاح API «{key}» غير صالح بعد. تُرفض الطلبات التي تستخدمه حتى يصبح صالحًا.",
    expired: "انتهت صلاحية مفتاح API «{key}» في {time}. تُرفض الطلبات التي تستخدمه.",
    revoked: "أُلغي مفتاح API «{key}»، وتوقف عن العمل في {time}. تُرفض الطلبات التي تستخدمه.",
  },
  advice: "أعد إنشاء المفتاح قبل ذلك، وضع المفتاح الجديد في كل مكان يُستخدم فيه هذا المفتاح.",
  notice: {
    subject: "تنتهي صلاحية مفتاح API «{key}» في {moment}",
    greeting: "مرحبًا،",
    greetingTo: "مرحبًا {recipient}،",
    body: "تنتهي صلاحية مفتاح API «{key}» في {time}. بعد ذلك تُرفض الطلبات التي تستخدمه.",
    link: "إدارة مفاتيح API: {link}",
  },
};
