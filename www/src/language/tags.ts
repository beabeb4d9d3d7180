// The languages that the page has.

export const LANGUAGES = { en: "English", de: "Deutsch", cs: "Čeština", ar: "العربية" } as const;
export type LanguageTag = keyof typeof LANGUAGES;

const isLanguage = (tag: string | null | undefined): tag is LanguageTag => tag != null && Object.hasOwn(LANGUAGES, tag);

/** The one that is asked for, or the first of the browser's that the page has. */
export const languageOf = (asked: string | null): LanguageTag =>
  isLanguage(asked) ? asked : (navigator.languages.map((tag) => tag.split("-", 1)[0]).find(isLanguage) ?? "en");

export const directionOf = (tag: LanguageTag): "ltr" | "rtl" => (tag === "ar" ? "rtl" : "ltr");
