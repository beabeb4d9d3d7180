// The words about work that could be lost.
import { words } from "../language/language.js";
import { en } from "./words/en.js";

export const say = words("work", en);
