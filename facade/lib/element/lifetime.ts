// The status of a key of which only the lifetime is known. No wasm.
import type { KeyStatus } from "../../types/status.js";
import { wrong } from "../errors.js";
import { CRITICAL, WARNING } from "../numbers.js";
import type { StatusSource } from "./source.js";
import { noticeOf } from "./tiers.js";

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;
const MILLIS = { day: DAY, hour: HOUR, minute: MINUTE };

/** What time changes in a status. */
type Moment = Pick<KeyStatus, "state" | "level" | "remaining">;

/** The status of any key of this lifetime. */
export function lifetimeOf(createdAt: number, expiresAt: number | null): StatusSource {
  if (expiresAt !== null && expiresAt <= createdAt) throw wrong("lifetime_too_short", "/expires-at", "it has to be after created-at");
  return { status: (key, at) => statusOf(key, createdAt, expiresAt, at) };
}

function statusOf(key: string, createdAt: number, expiresAt: number | null, at: number): KeyStatus {
  if (expiresAt === null) return { key, state: "active", level: "none", expiresAt, endsAt: null, remaining: null, notices: [], changesAt: null };
  const notice = noticeOf(createdAt, expiresAt);
  const now = momentOf(expiresAt, notice.at, at);
  const { remaining } = now;
  // Another number or unit is shown as soon as less than this much is left.
  const next = remaining === null ? expiresAt : expiresAt - remaining.value * MILLIS[remaining.unit] + 1;
  const changes = [next, notice.at, expiresAt - WARNING, expiresAt - CRITICAL, expiresAt].filter((instant) => instant > at && !isSame(momentOf(expiresAt, notice.at, instant), now));
  return { key, ...now, expiresAt, endsAt: expiresAt, notices: [notice], changesAt: changes.length === 0 ? null : Math.min(...changes) };
}

function momentOf(expiresAt: number, noticeAt: number, at: number): Moment {
  const left = expiresAt - at;
  const level = left <= CRITICAL ? "critical" : left <= WARNING ? "warning" : at >= noticeAt ? "notice" : "none";
  if (left <= 0) return { state: "expired", level, remaining: null };
  const unit = left >= DAY ? "day" : left >= HOUR ? "hour" : "minute";
  return { state: "active", level, remaining: { value: Math.max(1, Math.floor(left / MILLIS[unit])), unit } };
}

const isSame = (a: Moment, b: Moment): boolean => a.state === b.state && a.level === b.level && a.remaining?.value === b.remaining?.value && a.remaining?.unit === b.remaining?.unit;
