// When a key's end is announced where a catalog has no notices of its own: the core's default tiers, for pages without wasm.
// tests/js/element.test.mjs compares them with the core.
import type { KeyStatus } from "../../types/status.js";

const DAY = 86_400_000;
const WEEK = 7 * DAY;

/** The notice of a lifetime. All instants are in milliseconds. */
export function noticeOf(createdAt: number, expiresAt: number): KeyStatus["notices"][number] {
  const lifetime = expiresAt - createdAt;
  if (lifetime < DAY) return { at: createdAt, rule: "immediately" };
  if (lifetime <= WEEK) return { at: expiresAt - DAY, rule: "one_day_before" };
  return { at: expiresAt - WEEK, rule: "one_week_before" };
}
