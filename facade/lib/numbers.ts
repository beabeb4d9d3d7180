// Numbers of the core, for scripts that do without the module. Written by tests/numbers.rs: UPDATE_GOLDEN=1 cargo test --test numbers.

/** The first instant, in milliseconds. A smaller number is one of seconds. */
export const FIRST_INSTANT = 100_000_000_000;

/** The last instant, in milliseconds. */
export const LAST_INSTANT = 253_402_300_799_999;

/** An end that is this near, in milliseconds, is critical. */
export const CRITICAL = 3_600_000;

/** An end that is this near, in milliseconds, is a warning. */
export const WARNING = 86_400_000;

/**
 * The notice rules that hold where a catalog has none, in milliseconds. The first one counts that the lifetime is
 * below and not over; `before` is subtracted from the expiry, and `null` is at once.
 */
export const TIERS = [
  { below: 86_400_000, upTo: Infinity, before: null, rule: "immediately" },
  { below: Infinity, upTo: 604_800_000, before: 86_400_000, rule: "one_day_before" },
  { below: Infinity, upTo: Infinity, before: 604_800_000, rule: "one_week_before" },
] as const;
