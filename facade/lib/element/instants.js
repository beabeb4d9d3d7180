// Instants as attributes give them, read without wasm: the same texts as everywhere else.
import { wrong } from "../errors.js";
import { isInstant } from "../values.js";

const LONGEST = 32;
const TEXT = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:Z|([+-])(\d{2}):(\d{2}))$/;

export function instantOf(value, at) {
  const millis = value instanceof Date ? value.getTime() : typeof value === "string" ? fromText(value) : value;
  if (isInstant(millis)) return millis;
  throw wrong("instant_invalid", at, `\`${String(value).slice(0, 40)}\` is not an instant: write it as 2026-11-23T12:00:00Z, or in milliseconds`);
}

function fromText(text) {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  const parts = text.length <= LONGEST ? TEXT.exec(text) : null;
  if (parts === null) return NaN;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number);
  const [, , , , , , , fraction = "", sign, offsetHour = "0", offsetMinute = "0"] = parts;
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  const exact = new Date(local);
  const isThere = exact.getUTCFullYear() === year && exact.getUTCMonth() === month - 1 && exact.getUTCDate() === day && hour < 24 && minute < 60 && second < 60 && offsetHour < 24 && offsetMinute < 60;
  if (!isThere || text.endsWith("-00:00")) return NaN; // RFC 3339: an offset that is not known
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * 60_000 * (sign === "-" ? -1 : 1);
  return local - offset + Number(fraction.slice(0, 3).padEnd(3, "0"));
}
