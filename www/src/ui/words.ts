// Words that several views share.
import { words } from "../language/language.js";

const en = {
  all: "all", allEnvironments: "all environments", any: "Any", none: "none", key: "Key", keys: "Keys", user: "User", environment: "Environment", kind: "Kind", owner: "Owner", state: "State", search: "Search", ends: "Ends", notice: "Notice", name: "Name", never: "never",
  previous: "Previous", next: "Next", page: (page: string, pages: string) => `Page ${page} of ${pages}`, hits: (count: string, all: string) => `${count} of ${all} keys`,
  states: { active: "Active", retiring: "Retiring", owner_inactive: "Owner inactive", not_yet_valid: "Not yet valid", disabled: "Disabled", expired: "Expired", revoked: "Revoked" } as Record<string, string>,
  kinds: { management: "Management key", personal: "Personal key", subscription: "Subscription key" } as Record<string, string>,
};
const de: typeof en = {
  all: "alle", allEnvironments: "alle Umgebungen", any: "Alle", none: "keine", key: "Schlüssel", keys: "Schlüssel", user: "Benutzer", environment: "Umgebung", kind: "Art", owner: "Besitzer", state: "Zustand", search: "Suchen", ends: "Ende", notice: "Hinweis", name: "Name", never: "nie",
  previous: "Zurück", next: "Weiter", page: (page, pages) => `Seite ${page} von ${pages}`, hits: (count, all) => `${count} von ${all} Schlüsseln`,
  states: { active: "Aktiv", retiring: "Läuft aus", owner_inactive: "Inhaber inaktiv", not_yet_valid: "Noch nicht gültig", disabled: "Deaktiviert", expired: "Abgelaufen", revoked: "Widerrufen" },
  kinds: { management: "Management-Schlüssel", personal: "Persönlicher Schlüssel", subscription: "Abonnement-Schlüssel" },
};
const cs: typeof en = {
  all: "všechna", allEnvironments: "všechna prostředí", any: "Vše", none: "žádné", key: "Klíč", keys: "Klíče", user: "Uživatel", environment: "Prostředí", kind: "Druh", owner: "Vlastník", state: "Stav", search: "Hledat", ends: "Končí", notice: "Upozornění", name: "Název", never: "nikdy",
  previous: "Předchozí", next: "Další", page: (page, pages) => `Strana ${page} z ${pages}`, hits: (count, all) => `${count} z ${all} klíčů`,
  states: { active: "Aktivní", retiring: "Dobíhá", owner_inactive: "Vlastník není aktivní", not_yet_valid: "Ještě neplatí", disabled: "Vypnutý", expired: "Vypršel", revoked: "Zneplatněný" },
  kinds: { management: "Klíč Management", personal: "Osobní klíč", subscription: "Klíč předplatného" },
};
const ar: typeof en = {
  all: "الكل", allEnvironments: "كل البيئات", any: "الكل", none: "لا شيء", key: "المفتاح", keys: "المفاتيح", user: "المستخدم", environment: "البيئة", kind: "النوع", owner: "المالك", state: "الحالة", search: "بحث", ends: "ينتهي", notice: "الإشعار", name: "الاسم", never: "أبدًا",
  previous: "السابق", next: "التالي", page: (page, pages) => `الصفحة ${page} من ${pages}`, hits: (count, all) => `${count} من ${all} مفتاحًا`,
  states: { active: "نشط", retiring: "قيد الإيقاف", owner_inactive: "المالك غير نشط", not_yet_valid: "لم يسرِ بعد", disabled: "معطّل", expired: "منتهٍ", revoked: "ملغى" },
  kinds: { management: "مفتاح إدارة", personal: "مفتاح شخصي", subscription: "مفتاح اشتراك" },
};

export const say = words({ en, de, cs, ar });
export const kindName = (kind: string): string => say().kinds[kind] ?? kind;
export const stateName = (state: string): string => say().states[state] ?? state;
