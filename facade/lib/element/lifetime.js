// The status of a key of which only its lifetime is known, by Kontent.ai's notice rules. No wasm.
import { wrong } from "../errors.js";

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
const WEEK = 7 * DAY;

/** When the expiry is announced: under a day at once, up to a week one day before, else one week before. */
function noticeOf(createdAt, expiresAt) {
  const lifetime = expiresAt - createdAt;
  if (lifetime < DAY) return { at: createdAt, rule: "immediately" };
  return lifetime <= WEEK ? { at: expiresAt - DAY, rule: "one_day_before" } : { at: expiresAt - WEEK, rule: "one_week_before" };
}

/** Something with a status, as a ward has one for a key of this lifetime. */
export function lifetimeOf(createdAt, expiresAt) {
  if (expiresAt !== null && expiresAt <= createdAt) throw wrong("lifetime_too_short", "/expires-at", "it has to be after created-at");
  return { status: (key, at) => statusOf(key, createdAt, expiresAt, at) };
}

function statusOf(key, createdAt, expiresAt, at) {
  if (expiresAt === null) return { key, state: "active", level: "none", expiresAt, endsAt: null, remaining: null, notices: [], changesAt: null };
  const notice = noticeOf(createdAt, expiresAt);
  const left = expiresAt - at;
  const level = left <= HOUR ? "critical" : left <= DAY ? "warning" : at >= notice.at ? "notice" : "none";
  const common = { key, expiresAt, endsAt: expiresAt, notices: [notice] };
  if (left <= 0) return { ...common, state: "expired", level, remaining: null, changesAt: null };
  const [unit, millis] = left >= DAY ? ["day", DAY] : left >= HOUR ? ["hour", HOUR] : ["minute", MINUTE];
  const value = Math.ceil(left / millis);
  // The words change when less is left than what they round up from, or when another unit begins.
  const next = value > 1 ? expiresAt - (value - 1) * millis : unit === "minute" ? expiresAt : expiresAt - millis + 1;
  const changes = [next, notice.at, expiresAt - DAY, expiresAt - HOUR, expiresAt].filter((instant) => instant > at);
  return { ...common, state: "active", level, remaining: { value, unit }, changesAt: Math.min(...changes) };
}
