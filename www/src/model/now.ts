// What counts as now, as an address has it.

/** The moment at which the samples are most telling. */
export const SAMPLE_MOMENT = Date.parse("2026-11-23T12:00:00Z");

/** The address's name for it. */
export const AT = "at";

/** An instant; `null` if none is fixed; NaN if it cannot be read. */
export function fixedNow(values: URLSearchParams): number | null {
  const at = values.get(AT) ?? "";
  return at === "" || at === "live" ? null : Date.parse(at);
}

/** What counts as now for a sample. */
export function nowOf(values: URLSearchParams): number {
  const fixed = fixedNow(values);
  if (fixed !== null && !Number.isNaN(fixed)) return fixed;
  return isLive(values) ? Date.now() : SAMPLE_MOMENT;
}

/** Whether a sample's now is the clock's. Samples stand at their own moment unless they are told otherwise. */
export const isLive = (values: URLSearchParams): boolean => values.get(AT) === "live";
