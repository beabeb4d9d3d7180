// What the element says itself; the rest comes from keyward/messages.

const WORDS = {
  en: { dismiss: "Dismiss", unknown: "Expiry unknown" },
  de: { dismiss: "Ausblenden", unknown: "Ablauf unbekannt" },
  cs: { dismiss: "Skrýt", unknown: "Platnost není známa" },
  ar: { dismiss: "إخفاء", unknown: "موعد الانتهاء غير معروف" },
};

export const wordsOf = (language) => WORDS[language.split("-", 1)[0]] ?? WORDS.en;
