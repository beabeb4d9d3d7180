// Each reason as the name of its check, which is what holds if it passes, and as a sentence that says what to do.
import type { Reason } from "keyward/slim";
import { words } from "../../language/language.js";
import { en } from "./reasons/en.js";

export type Sentences = Record<Reason, readonly [check: string, sentence: string]>;

const say = words("reasons", en);
export const checkName = (check: string): string => say()[check as Reason]?.[0] ?? check;
export const sentence = (reason: Reason): string => say()[reason][1];
