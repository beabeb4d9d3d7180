// When a key's end is announced where a catalog has no notices of its own: the core's default tiers, for pages without wasm.
// tests/js/element.test.mjs compares them with the core.

const DAY = 86_400_000;

/** `before` is subtracted from `expiresAt`. The first tier whose limit the lifetime does not pass counts; all are in milliseconds. */
export const TIERS = Object.freeze([
  { below: DAY, before: null, rule: "immediately" },
  { upTo: 7 * DAY, before: DAY, rule: "one_day_before" },
  { before: 7 * DAY, rule: "one_week_before" },
]);

export function noticeOf(createdAt, expiresAt) {
  const lifetime = expiresAt - createdAt;
  const { before, rule } = TIERS.find(({ below = Infinity, upTo = Infinity }) => lifetime < below && lifetime <= upTo);
  return { at: before === null ? createdAt : expiresAt - before, rule };
}
