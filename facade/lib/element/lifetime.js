// The status of a key of which only the lifetime is known. No wasm.
import { wrong } from "../errors.js";
import { noticeOf } from "./tiers.js";

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];

/** An object with the method `status` of a ward, for one key of this lifetime. */
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
  const value = Math.max(1, Math.floor(left / millis));
  // The last minute is shown until the end. Any other value, or its unit, changes when less than that is left.
  const next = unit === "minute" && value === 1 ? expiresAt : expiresAt - value * millis + 1;
  const changes = [next, notice.at, expiresAt - DAY, expiresAt - HOUR, expiresAt].filter((instant) => instant > at);
  return { ...common, state: "active", level, remaining: { value, unit }, changesAt: Math.min(...changes) };
}
