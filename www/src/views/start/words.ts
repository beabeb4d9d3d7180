// The words of this view.
import { words } from "../../language/language.js";
import { en } from "./words/en.js";

export const say = words("start", en);
