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
    active: "تنتهي صلاحية مفتاح API «{key}» {when}، أي في {time}.",
    never: "لا تنتهي صلاحية مفتاح API «{key}» أبدًا.",
    retiring: "سيُلغى مفتاح API «{key}» {when}، أي في {time}. وبعد ذلك ستُرفض الطلبات التي تستخدمه.",
    owner_inactive: "لا يعمل مفتاح API «{key}» لأن مالكه غير نشط. تُرفض الطلبات التي تستخدمه.",
    disabled: "مفتاح API «{key}» معطّل. تُرفض الطلبات التي تستخدمه.",
    not_yet_valid: "لم تبدأ صلاحية مفتاح API «{key}» بعد. تُرفض الطلبات التي تستخدمه إلى أن تبدأ صلاحيته.",
    expired: "انتهت صلاحية مفتاح API «{key}» في {time}. تُرفض الطلبات التي تستخدمه.",
    revoked: "أُلغي مفتاح API «{key}» وتوقف عن العمل في {time}. تُرفض الطلبات التي تستخدمه.",
  },
  advice: "أعد إنشاء المفتاح قبل ذلك، واستبدله في كل مكان يُستخدم فيه.",
  notice: {
    subject: "تنتهي صلاحية مفتاح API «{key}» في {moment}",
    greeting: "مرحبًا،",
    greetingTo: "مرحبًا {recipient}،",
    body: "تنتهي صلاحية مفتاح API «{key}» في {time}. وبعد ذلك ستُرفض الطلبات التي تستخدمه.",
    link: "إدارة مفاتيح API: {link}",
  },
  digest: {
    subject: {
      two: "توشك صلاحية مفتاحَي API على الانتهاء، أولهما في {moment}",
      few: "توشك صلاحية {count} مفاتيح API على الانتهاء، أولها في {moment}",
      many: "توشك صلاحية {count} مفتاحًا من مفاتيح API على الانتهاء، أولها في {moment}",
      other: "توشك صلاحية {count} مفتاح API على الانتهاء، أولها في {moment}",
    },
    intro: "توشك صلاحية مفاتيح API التالية على الانتهاء. وبعد الوقت المبيّن لكل مفتاح ستُرفض الطلبات التي تستخدمه.",
    item: "«{key}»: {time}",
    advice: "أعد إنشاء كل مفتاح قبل انتهاء صلاحيته، واستبدله في كل مكان يُستخدم فيه.",
  },
};
