// Instants in a language, and this browser's time zone.
import { kept } from "./kept.js";
import type { LanguageTag } from "./tags.js";

const moments = kept((tag) => new Intl.DateTimeFormat(tag, { year: "numeric", month: "short", day: "numeric", hour: "numeric", minute: "2-digit", timeZoneName: "short" }));

/** `Nov 23, 2026, 1:00 PM GMT+1` */
export const momentIn = (tag: LanguageTag, millis: number): string => moments(tag).format(millis);

/** `2026-11-23 12:00 UTC` */
export const utc = (millis: number): string => `${new Date(millis).toISOString().slice(0, 16).replace("T", " ")} UTC`;
