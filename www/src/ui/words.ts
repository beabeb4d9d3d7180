// Words that several views share.
import { words } from "../language/language.js";
import { ar } from "./words/ar.js";
import { cs } from "./words/cs.js";
import { de } from "./words/de.js";
import { en } from "./words/en.js";

export const say = words({ en, de, cs, ar });
export const kindName = (kind: string): string => say().kinds[kind] ?? kind;
export const stateName = (state: string): string => say().states[state] ?? state;
