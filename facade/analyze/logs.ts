// What one line of a log says: NDJSON, the lines of keyward/audit among it, and the Common Log Format.
import { describe } from "../lib/errors.js";

/** A call as a line tells it. */
export interface Call {
  /** The key's id; `null` where no key was given. */
  readonly key: string | null;
  /** Milliseconds; `null` where the line does not say. */
  readonly at: number | null;
  /** In upper case, whatever case the log has it in. */
  readonly method: string | null;
  /** Without a query. */
  readonly path: string | null;
  readonly operation: string | null;
  readonly environment: string | null;
  /** Whether it was let through; `null` where the line does not say. */
  readonly allowed: boolean | null;
  /** Why it was refused; `null` where the line does not say. */
  readonly reason: string | null;
  /** The program or address that called. */
  readonly client: string | null;
}

/** A call, or why the line cannot be read. */
export type Read = Call | string;

/**
 * `host ident user [time] "request" status bytes`, and what the Combined format adds: `"referrer" "user agent"`. Apache puts
 * `server:port` before it for virtual hosts; a user may have spaces.
 */
const COMMON = /^(?:\S+:\d{1,5} (?=[\w.:]+ ))?(\S+) \S+ (\S.{0,500}?) \[([^\]]{1,40})\] "((?:[^"\\]|\\.)*)" (\d{3}|-) (?:\d+|-)(?: "(?:[^"\\]|\\.)*" "((?:[^"\\]|\\.)*)")?/;
const TIME = /^(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)$/;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Reads a line. */
export function readLine(text: string): Read {
  const start = text.slice(0, 200);
  if (start.startsWith("\x1f\ufffd")) return "it is packed: unpack the log first, as `zcat` does";
  if (start.includes("\0")) return "it is not text in UTF-8";
  if (/^\s*\[\s*(?:\{|$)/.test(start)) return NO_LIST;
  return text.trimStart().startsWith("{") ? readJson(text) : readCommon(text.trim());
}

function readJson(text: string): Read {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return /\}\s*,\s*$/.test(text) ? NO_LIST : "it is not JSON";
  }
  return readEntry(value as object);
}

const NO_LIST = "it is of a JSON list: give each entry a line of its own, as `jq -c '.[]'` does";

/** Statuses by which a key is refused. All others are answers of the API to a call that was let through. */
const isRefusal = (status: number): boolean => status === 401 || status === 403;

function readCommon(text: string): Read {
  const found = COMMON.exec(text);
  if (found === null) return "it is neither JSON nor in the Common Log Format";
  const [, host = "", user = "", time = "", request = "", status = "", agent] = found.map(unescaped);
  const [method = "", target = ""] = request.split(" ");
  const at = commonTime(time);
  if (at === undefined) return `\`${time}\` is not a time of the Common Log Format`;
  if (!target.startsWith("/") && !/^https?:\/\//.test(target)) return "its request has no path";
  return {
    // Apache writes a user without a name as two quotes
    key: user === "-" || user === '""' ? null : user,
    at,
    method: method.toUpperCase(),
    path: pathOf(target),
    operation: null,
    environment: null,
    allowed: status === "-" ? null : !isRefusal(Number(status)),
    reason: null,
    client: agent === undefined || agent === "-" ? host : agent,
  };
}

/** Text in which nginx and Apache have written quotes, backslashes, and bytes that are not printable as escapes. */
function unescaped(text: string | undefined): string | undefined {
  if (text?.includes("\\") !== true) return text;
  const bytes = (found: string) => new TextDecoder().decode(Uint8Array.from(found.match(/[\dA-Fa-f]{2}/g) ?? [], (each) => Number.parseInt(each, 16)));
  return text.replace(/(?:\\x[\dA-Fa-f]{2})+|\\(["\\])/g, (found, plain?: string) => plain ?? bytes(found));
}

function commonTime(text: string): number | undefined {
  const found = TIME.exec(text);
  if (found === null) return undefined;
  const [, day, month = "", year, hour, minute, second, sign, hours, minutes] = found;
  if (!MONTHS.includes(month)) return undefined;
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -60_000 : 60_000);
  const local = Date.UTC(Number(year), MONTHS.indexOf(month), Number(day), Number(hour), Number(minute));
  // a 30th of February, or an hour 25, would be another time; a leap second is none
  const isWritten = Number(second) <= 60 && new Date(local).toISOString().startsWith(`${year}-${String(MONTHS.indexOf(month) + 1).padStart(2, "0")}-${day}T${hour}:${minute}:`);
  return isWritten ? instantOf(local + Number(second) * 1000 - offset) : undefined;
}

/** Milliseconds within the range of instants. */
const instantOf = (millis: unknown): number | undefined =>
  typeof millis === "number" && millis >= 100_000_000_000 && millis < 253_402_300_800_000 ? Math.floor(millis) : undefined;

/** The path of a request target or URL, without its query. */
const pathOf = (target: string): string => target.replace(/^https?:\/\/[^/?#]*/, "").replace(/[?#].*$/s, "") || "/";

type Members = { readonly [name: string]: unknown };

/** Reads an entry that is an object: its own members. */
export function readEntry(value: object): Read {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return `it is ${describe(value)}, and has to be an object`;
  try {
    // only what is its own counts
    return readMembers(Object.assign(Object.create(null) as Members, value));
  } catch {
    return "reading it threw an error";
  }
}

function readMembers(entry: Members): Read {
  const texts: { [name: string]: string | null } = {};
  for (const [name, others] of TEXTS) {
    const found = [name, ...others].map((each) => entry[each]).find((each) => each !== undefined && each !== null);
    if (found !== undefined && typeof found !== "string") return `its \`${name}\` is ${describe(found)}, and has to be text`;
    texts[name] = found ?? null;
  }
  const { key = null, method = null, path = null, operation = null, environment = null, reason = null, client = null } = texts;
  if (!["key", "keyId", "key_id"].some((name) => name in entry)) return "it has no `key`";
  if (operation === null && (method === null || path === null)) return "it has neither `operation` nor `method` and `path`";
  const { allowed = null } = entry;
  const status = statusOf(entry["status"] ?? null);
  if (allowed !== null && typeof allowed !== "boolean") return `its \`allowed\` is ${describe(allowed)}, and has to be true or false`;
  if (status === undefined) return `its \`status\` is ${describe(entry["status"])}, and has to be a whole number`;
  const at = timeOf(entry["at"] ?? entry["time"] ?? entry["timestamp"] ?? null);
  if (at === undefined) return "its time is neither milliseconds nor text such as `2026-11-23T12:00:00Z`";
  return {
    key: key === "" ? null : key,
    at,
    method: method?.toUpperCase() ?? null,
    path: path === null ? null : pathOf(path),
    operation,
    environment,
    allowed: typeof allowed === "boolean" ? allowed : status === null ? null : !isRefusal(status),
    reason: reason === "permitted" ? null : reason,
    client,
  };
}

/** Members that are text, and what else they may be called. */
const TEXTS: readonly (readonly [string, readonly string[]])[] = [
  ["key", ["keyId", "key_id"]],
  ["method", []],
  ["path", ["url"]],
  ["operation", []],
  ["environment", []],
  ["reason", []],
  ["client", ["userAgent", "user_agent"]],
];

/** A status as a number or its digits, as loggers that quote everything write it. */
function statusOf(value: unknown): number | null | undefined {
  if (value === null) return null;
  const status = typeof value === "string" && /^\d{3}$/.test(value) ? Number(value) : value;
  return Number.isInteger(status) ? (status as number) : undefined;
}

function timeOf(value: unknown): number | null | undefined {
  if (value === null) return null;
  const millis = value instanceof Date ? value.getTime() : typeof value === "string" && /^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:\d\d)$/.test(value) ? Date.parse(value) : value;
  return instantOf(millis);
}
