// The words of an answer, a file for each language.
import { words } from "../language/language.js";
import { ar } from "./words/ar.js";
import { cs } from "./words/cs.js";
import { de } from "./words/de.js";
import { en } from "./words/en.js";

export const say = words({ en, de, cs, ar });
