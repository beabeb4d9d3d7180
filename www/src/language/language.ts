// The page's languages. Each view has its words in a file of its own, in all of them.
import { workbench } from "../model/workbench.js";

export const LANGUAGES = { en: "English", de: "Deutsch", cs: "Čeština", ar: "العربية" } as const;
export type LanguageTag = keyof typeof LANGUAGES;

const isLanguage = (tag: string | null | undefined): tag is LanguageTag => tag != null && Object.hasOwn(LANGUAGES, tag);

/** The address's language, or the first of the browser's that the page has. */
export function language(): LanguageTag {
  const asked = workbench.address.get("lang");
  if (isLanguage(asked)) return asked;
  return navigator.languages.map((tag) => tag.split("-", 1)[0]).find(isLanguage) ?? "en";
}

export const direction = (): "ltr" | "rtl" => (language() === "ar" ? "rtl" : "ltr");

/** The words of one place in the page's language: `words({ en, de, cs, ar })()`. */
export const words =
  <Words>(all: Record<LanguageTag, Words>): (() => Words) =>
  () =>
    all[language()];
