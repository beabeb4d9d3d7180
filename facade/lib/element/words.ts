// What the element says itself; the rest comes from keyward/messages.

/** The name of its button, and its label where the expiry cannot be told. */
interface Words {
  readonly dismiss: string;
  readonly unknown: string;
}

const EN: Words = { dismiss: "Dismiss", unknown: "Expiry unknown" };
const OTHERS: { readonly [language: string]: Words } = {
  de: { dismiss: "Ausblenden", unknown: "Ablaufdatum unbekannt" },
  cs: { dismiss: "Skrýt", unknown: "Platnost není známa" },
  ar: { dismiss: "إخفاء", unknown: "موعد الانتهاء غير معروف" },
};

/** The words for a language tag, in English if there are none. */
export const wordsOf = (tag: string): Words => OTHERS[tag.toLowerCase().replace(/-.*/, "")] ?? EN;
