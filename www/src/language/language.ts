// The page's language, and its words.
import { address } from "../model/address.js";
import type { Dictionary } from "./dictionary.js";
import { languageOf, type LanguageTag } from "./tags.js";

/** English comes with the views. */
const LOADERS: Record<Exclude<LanguageTag, "en">, () => Promise<{ readonly dictionary: Dictionary }>> = {
  de: () => import("./dictionaries/de.js"),
  cs: () => import("./dictionaries/cs.js"),
  ar: () => import("./dictionaries/ar.js"),
};

const dictionaries: Partial<Record<LanguageTag, Dictionary>> = {};
let shown: LanguageTag = "en";

/** The language that the page has the words of: the address's, or the browser's, once they are there. */
export const language = (): LanguageTag => shown;

/** The words of one place, by its name in the dictionaries. */
export const words =
  <Name extends keyof Dictionary>(name: Name, en: Dictionary[Name]): (() => Dictionary[Name]) =>
  () =>
    dictionaries[shown]?.[name] ?? en;

const asked = (): LanguageTag => languageOf(address.get("lang"));

/** Takes the language of the address: at once if its words are there. Tells whether that had to wait. */
export async function takeLanguage(): Promise<boolean> {
  const tag = asked();
  const isWaiting = tag !== "en" && dictionaries[tag] === undefined;
  if (isWaiting) dictionaries[tag] = (await LOADERS[tag]()).dictionary;
  if (asked() === tag) shown = tag;
  return isWaiting;
}
