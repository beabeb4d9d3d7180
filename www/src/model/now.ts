// What counts as now, as an address has it.

/** The moment at which the samples are most telling. */
export const SAMPLE_MOMENT = Date.parse("2026-11-23T12:00:00Z");

/** The first and the last instant that the module takes: 1973-03-03T09:46:40Z, and the end of the year 9999. */
export const [FIRST_INSTANT, LAST_INSTANT] = [100_000_000_000, 253_402_300_799_999];

/** The instant, or the nearest one that the module takes. */
export const inRange = (at: number): number => Math.min(LAST_INSTANT, Math.max(FIRST_INSTANT, at));

/** The address's name for it. */
export const AT = "at";

/** An instant; `null` if none is fixed; NaN if it cannot be read, or is none that the module takes. */
export function fixedNow(values: URLSearchParams): number | null {
  const at = values.get(AT) ?? "";
  if (at === "" || at === "live") return null;
  const instant = Date.parse(at);
  return inRange(instant) === instant ? instant : NaN;
}

/** What counts as now for a sample. */
export function nowOf(values: URLSearchParams): number {
  const fixed = fixedNow(values);
  if (fixed !== null && !Number.isNaN(fixed)) return fixed;
  return isLive(values) ? Date.now() : SAMPLE_MOMENT;
}

/** Whether a sample's now is the clock's. Samples stand at their own moment unless they are told otherwise. */
export const isLive = (values: URLSearchParams): boolean => values.get(AT) === "live";
