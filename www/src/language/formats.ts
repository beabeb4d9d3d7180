// Instants, numbers and lists in the page's language, and this browser's time zone.
import { language } from "./language.js";

const kept = new Map<string, Intl.DateTimeFormat>();

function dates(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language()} ${name}`;
  let found = kept.get(key);
  if (found === undefined) kept.set(key, (found = new Intl.DateTimeFormat(language(), options)));
  return found;
}

/** `Nov 23, 2026, 1:00 PM GMT+1` */
export const moment = (millis: number): string =>
  dates("moment", { year: "numeric", month: "short", day: "numeric", hour: "numeric", minute: "2-digit", timeZoneName: "short" }).format(millis);

/** `Nov 23, 2026` */
export const day = (millis: number): string => dates("day", { year: "numeric", month: "short", day: "numeric" }).format(millis);

/** `2026-11-23 12:00 UTC` */
export const utc = (millis: number): string => `${new Date(millis).toISOString().slice(0, 16).replace("T", " ")} UTC`;

export const number = (value: number): string => new Intl.NumberFormat(language()).format(value);

export const list = (items: readonly string[]): string => new Intl.ListFormat(language(), { type: "conjunction" }).format(items);

/** For sorting what people wrote. */
export const collator = (): Intl.Collator => new Intl.Collator(language(), { numeric: true, sensitivity: "base" });
