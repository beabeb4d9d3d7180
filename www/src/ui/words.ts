// Words that several views share.
import { number } from "../language/formats.js";
import { words } from "../language/language.js";
import { plural } from "../language/plural.js";
import { en } from "./words/en.js";

/** A counted noun, by the plural rules of a language. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

export const say = words("common", en);
export const kindName = (kind: string): string => say().kinds[kind] ?? kind;
export const stateName = (state: string): string => say().states[state] ?? state;

/** How many of all keys are shown. */
export const hitsText = (hits: number, all: number): string => plural(all, say().hits).replace("{hits}", number(hits));
