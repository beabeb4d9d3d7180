// Reads the instants in an element's attributes, without wasm. It accepts what the core accepts (RFC 3339 with an offset), and digits alone as milliseconds.
import { describe, wrong } from "../errors.js";
import { isInstant } from "../values.js";

const { getTime } = Date.prototype;

/** Longer texts are refused before they are matched. */
const LONGEST = 32;
const RFC_3339 = /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d{1,3})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const MILLISECONDS = /^\d{12,15}$/;

/** @throws {KeywardError} `instant_invalid` */
export function instantOf(value: unknown, at: string): number {
  const millis = value instanceof Date ? getTime.call(value) : typeof value === "string" ? readText(value) : value;
  if (isInstant(millis)) return millis;
  const shown = typeof value === "string" || typeof value === "number" ? `\`${String(value).slice(0, 40)}\`` : describe(value);
  throw wrong("instant_invalid", at, `${shown} is not an instant: write it as 2026-11-23T12:00:00Z, or in milliseconds`);
}

const readText = (text: string): number => (MILLISECONDS.test(text) ? Number(text) : readRfc3339(text));

/** The milliseconds of RFC 3339 text, NaN for any other text. The range is not checked. */
function readRfc3339(text: string): number {
  const date = text.length <= LONGEST ? RFC_3339.exec(text)?.[1] : undefined;
  if (date === undefined || text.endsWith("-00:00")) return NaN; // `-00:00` is an offset that is not known
  const start = new Date(`${date}T00:00:00Z`);
  // some engines carry the 30th of February over to March
  return Number.isNaN(getTime.call(start)) || !start.toISOString().startsWith(date) ? NaN : Date.parse(text);
}
