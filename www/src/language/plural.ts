// A count in a sentence, by the plural rules of the page's language.
import { number } from "./formats.js";
import { kept } from "./kept.js";
import { language } from "./language.js";

const rules = kept((tag) => new Intl.PluralRules(tag));

/** A sentence for each plural form that its language has. */
export type Counted = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** The form for this count, in which `{count}` is replaced by the formatted number: `plural(1, { one: "{count} key", other: "{count} keys" })`. */
export const plural = (count: number, forms: Counted): string =>
  (forms[rules(language()).select(count)] ?? forms.other).replaceAll("{count}", number(count));
