// The end of a calendar day in a time zone, for keys that expire with it. Intl knows the zones.
import { documentText } from "./documents.js";
import { KeywardError, describe, failure, wrong } from "./errors.js";
import { millisOfDate } from "./instants.js";
import { isInstant, membersOf, optionsOf, reading } from "./values.js";

const DOCUMENT = "input";
const SECOND = 1000;
const DAY = 86_400_000;

/** The JSON text of what a key is to be. An expiry that is a calendar day becomes the instant at which the day is over. */
export function inputText(input: unknown): string {
  return documentText(reading("", () => withInstant(input), DOCUMENT), DOCUMENT);
}

function withInstant(input: unknown): unknown {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return input;
  const names = membersOf(input, "");
  if (!names.includes("expiresAt")) return input;
  const members = Object.fromEntries(names.map((name) => [name, (input as { readonly [name: string]: unknown })[name]]));
  const { expiresAt } = members;
  if (typeof expiresAt !== "object" || expiresAt === null || Array.isArray(expiresAt) || millisOfDate(expiresAt) !== undefined) return members;
  members.expiresAt = endOfDay(expiresAt);
  return members;
}

function endOfDay(given: object): number {
  try {
    const { day, timeZone } = optionsOf(given, ["day", "timeZone"]);
    return endOf(startOf(day), clockOf(timeZone));
  } catch (error) {
    if (!(error instanceof KeywardError)) throw error;
    const code = error.code === "request_invalid" ? "change_invalid" : error.code;
    throw failure(code, error.problems.map(({ at, message }) => ({ code, document: DOCUMENT, at: `/expiresAt${at}`, message })));
  }
}

/** When a day begins in UTC. */
function startOf(day: unknown): number {
  const start = typeof day === "string" && /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(day) : NaN;
  if (Number.isNaN(start) || new Date(start).toISOString().slice(0, 10) !== day) {
    throw wrong("instant_invalid", "/day", `${typeof day === "string" ? `\`${day.slice(0, 32)}\`` : describe(day)} is not a day: text such as \`2027-03-31\``);
  }
  return start;
}

/** The local date and time at an instant, in milliseconds as if they were UTC. */
type LocalClock = (at: number) => number;

function clockOf(timeZone: unknown): LocalClock {
  const format = formatOf(timeZone);
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const { year, month, day, hour, minute, second } = parts as { readonly [type in Intl.DateTimeFormatPartTypes]: number };
    return Date.UTC(year, month - 1, day, hour, minute, second);
  };
}

function formatOf(timeZone: unknown): Intl.DateTimeFormat {
  if (typeof timeZone === "string") {
    try {
      const numeric = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" } as const;
      return new Intl.DateTimeFormat("en-u-ca-iso8601-nu-latn", { timeZone, hourCycle: "h23", ...numeric });
    } catch {
      // no zone: the error is thrown below
    }
  }
  throw wrong("request_invalid", "/timeZone", `${typeof timeZone === "string" ? `\`${timeZone.slice(0, 40)}\`` : describe(timeZone)} is not a time zone such as \`Europe/Prague\``);
}

/**
 * When the day that begins at `start` in UTC is over by a local clock: when the local clock has left the day for good.
 * Offsets from UTC are whole seconds, shorter than a day, and no zone changes its own twice within four days.
 */
function endOf(start: number, local: LocalClock): number {
  const midnight = start + DAY;
  const offsets = [midnight - 2 * DAY, midnight + 2 * DAY].map((near) => local(near) - near);
  // the day ends at midnight by one of the two offsets, or between these instants
  const [earliest, latest] = [midnight - Math.max(...offsets), midnight - Math.min(...offsets)] as const;
  const end = endBetween(earliest, latest, midnight, local);
  if (!isInstant(end)) throw wrong("instant_invalid", "/day", "it ends outside the range from 1973 to 9999");
  return end;
}

function endBetween(earliest: number, latest: number, midnight: number, local: LocalClock): number {
  // a clock that is put back across midnight shows the end of the day twice: the second time counts
  if (local(latest) === midnight && local(latest - SECOND) < midnight) return latest;
  if (local(earliest) === midnight) return earliest;
  // a clock that is put forward across midnight never shows it
  let [before, after] = [earliest, latest];
  while (after - before > SECOND) {
    const middle = before + Math.floor((after - before) / 2 / SECOND) * SECOND;
    if (local(middle) < midnight) before = middle;
    else after = middle;
  }
  return after;
}
