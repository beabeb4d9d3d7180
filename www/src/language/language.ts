// The page's language. Each view has its words in a file of its own, in all languages.
import { address } from "../model/address.js";
import { languageOf, type LanguageTag } from "./tags.js";

/** The address's language, or the browser's. */
export const language = (): LanguageTag => languageOf(address.get("lang"));

/** The words of one place in the page's language: `words({ en, de, cs, ar })()`. */
export const words =
  <Words>(all: Record<LanguageTag, Words>): (() => Words) =>
  () =>
    all[language()];
