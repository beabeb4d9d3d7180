// Instants, numbers and lists in the page's language.
import { kept } from "./kept.js";
import { language } from "./language.js";
import { momentIn } from "./moment.js";

export { utc } from "./moment.js";

const days = kept((tag) => new Intl.DateTimeFormat(tag, { year: "numeric", month: "short", day: "numeric" }));
const numbers = kept((tag) => new Intl.NumberFormat(tag));
const lists = kept((tag) => new Intl.ListFormat(tag, { type: "conjunction" }));
const collators = kept((tag) => new Intl.Collator(tag, { numeric: true, sensitivity: "base" }));

/** `Nov 23, 2026, 1:00 PM GMT+1` */
export const moment = (millis: number): string => momentIn(language(), millis);

/** `Nov 23, 2026` */
export const day = (millis: number): string => days(language()).format(millis);

export const number = (value: number): string => numbers(language()).format(value);

export const list = (items: readonly string[]): string => lists(language()).format(items);

/** For sorting what people wrote. */
export const collator = (): Intl.Collator => collators(language());
