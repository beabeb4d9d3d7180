// The words of this view, a file for each language.
import { ar } from "./words/ar.js";
import { cs } from "./words/cs.js";
import { de } from "./words/de.js";
import { en } from "./words/en.js";

export const all = { en, de, cs, ar };
