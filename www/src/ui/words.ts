// Words that several views share.
import { number } from "../language/formats.js";
import { words } from "../language/language.js";
import { plural } from "../language/plural.js";
import { ar } from "./words/ar.js";
import { cs } from "./words/cs.js";
import { de } from "./words/de.js";
import { en } from "./words/en.js";

/** A counted noun, by the plural rules of a language. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

export const say = words({ en, de, cs, ar });
export const kindName = (kind: string): string => say().kinds[kind] ?? kind;
export const stateName = (state: string): string => say().states[state] ?? state;

/** How many of all keys are shown. */
export const hitsText = (hits: number, all: number): string => plural(all, say().hits).replace("{hits}", number(hits));
