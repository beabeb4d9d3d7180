// What the element says itself; the rest comes from keyward/messages.
import type { Message } from "../../types/messages.js";

/** The name of its button, and its label where the expiry cannot be told. */
interface Words extends Pick<Message, "direction"> {
  readonly dismiss: string;
  readonly unknown: string;
}

const WORDS: { readonly [language: string]: Words } = {
  en: { direction: "ltr", dismiss: "Dismiss", unknown: "Expiry unknown" },
  de: { direction: "ltr", dismiss: "Ausblenden", unknown: "Ablaufdatum unbekannt" },
  cs: { direction: "ltr", dismiss: "Skrýt", unknown: "Platnost není známa" },
  ar: { direction: "rtl", dismiss: "إخفاء", unknown: "موعد الانتهاء غير معروف" },
};

/** The words in the first of the languages that has some, or else in English. */
export function wordsOf(tags: readonly string[]): Words & Pick<Message, "language"> {
  const language = tags.map((tag) => tag.toLowerCase().replace(/-.*/, "")).find((language) => Object.hasOwn(WORDS, language)) ?? "en";
  return { language, ...WORDS[language]! };
}
