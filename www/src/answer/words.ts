// The words of an answer.
import { words } from "../language/language.js";
import { en } from "./words/en.js";

export const say = words("answer", en);
