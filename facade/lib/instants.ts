// Instants as callers give them: milliseconds, a `Date`, text, or left out.
import { type KeywardError, describe, wrong } from "./errors.js";
import { NUMBER_STACK, usableInstance } from "./instance.js";
import { isInstant, reading } from "./values.js";

const { getTime } = Date.prototype;
const LONGEST_INSTANT_TEXT = 32;

/** The milliseconds of a `Date`, `undefined` for anything else. */
export function millisOfDate(value: unknown): number | undefined {
  if (!(value instanceof Date) && Object.prototype.toString.call(value) !== "[object Date]") return undefined;
  try {
    return getTime.call(value);
  } catch {
    return undefined; // it only says that it is a Date
  }
}

/** An instant in milliseconds. */
export function instant(value: unknown, at: string): number {
  let millis: unknown = value;
  if (typeof value === "string") {
    millis = value.length <= LONGEST_INSTANT_TEXT ? usableInstance().run(({ parseInstant }) => parseInstant(value), NUMBER_STACK) : NaN;
  } else if (typeof value === "object" && value !== null) {
    millis = reading(at, () => millisOfDate(value));
  }
  if (isInstant(millis)) return millis + 0;
  throw noInstant(value, at);
}

/** The error for a value that is not an instant. */
export function noInstant(value: unknown, at: string): KeywardError {
  const shown = typeof value === "string" ? `\`${value.slice(0, LONGEST_INSTANT_TEXT)}\`` : typeof value === "number" ? `\`${value}\`` : describe(value);
  const wanted = "an integer of milliseconds, a valid Date, or text such as `2026-11-23T12:00:00Z`, from 1973 to 9999";
  return wrong("instant_invalid", at, `${shown} is not an instant: ${wanted}`);
}

/** An instant, or now where it was left out. The only place that reads the clock. */
export function instantOrNow(value: unknown, at: string): number {
  if (value !== undefined) return instant(value, at);
  const now = Date.now();
  if (isInstant(now)) return now + 0;
  throw wrong("instant_invalid", at, `it was not given, and this host's clock says \`${now}\`: Cloudflare Workers have no clock outside of a handler, so ask within one`);
}
