// Reads the instants in an element's attributes, without wasm. It accepts what the core accepts (RFC 3339 with an offset), and digits alone as milliseconds.
import { describe, wrong } from "../errors.js";
import { isInstant } from "../values.js";

const { getTime } = Date.prototype;

/** 1973-03-03T09:46:40Z: a smaller number is one of seconds. */
const FIRST_INSTANT = 100_000_000_000;
/** Longer texts are refused before they are matched. */
const LONGEST = 32;
const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,3}))?(?:Z|([+-])(\d\d):(\d\d))$/;
const MILLISECONDS = /^\d{12,15}$/;

/** @throws {KeywardError} `instant_invalid` */
export function instantOf(value, at) {
  const millis = value instanceof Date ? getTime.call(value) : typeof value === "string" ? readText(value) : value;
  if (isInstant(millis) && millis >= FIRST_INSTANT) return millis;
  const shown = typeof value === "string" || typeof value === "number" ? `\`${String(value).slice(0, 40)}\`` : describe(value);
  throw wrong("instant_invalid", at, `${shown} is not an instant: write it as 2026-11-23T12:00:00Z, or in milliseconds`);
}

const readText = (text) => (MILLISECONDS.test(text) ? Number(text) : readRfc3339(text));

/** The milliseconds of RFC 3339 text, NaN for any other text. The range is not checked. */
export function readRfc3339(text) {
  const parts = text.length <= LONGEST ? RFC_3339.exec(text) : null;
  if (parts === null || text.endsWith("-00:00")) return NaN; // `-00:00` is an offset that is not known
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number);
  const [fraction = "", sign, offsetHour = "0", offsetMinute = "0"] = parts.slice(7);
  if (hour > 23 || minute > 59 || second > 59 || offsetHour > 23 || offsetMinute > 59) return NaN;
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(local);
  // `Date.UTC` carries the 30th of February over to March, and adds 1900 to years below 100
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return NaN;
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * 60_000;
  return local + Number(fraction.padEnd(3, "0")) - (sign === "-" ? -offset : offset);
}
