// Durations in the page's language.
import { language } from "../../language/language.js";

const UNITS: Record<string, string> = { H: "hour", D: "day", W: "week", M: "month", Y: "year" };

/** `6 months`, of a duration of one part. */
export function lifetimeText(duration: string): string {
  const [, time, amount, unit = ""] = /^P(T)?(\d+)([A-Z])$/.exec(duration) ?? [];
  const name = unit === "M" && time !== undefined ? "minute" : (UNITS[unit] ?? "day");
  return new Intl.NumberFormat(language(), { style: "unit", unit: name, unitDisplay: "long" }).format(Number(amount));
}
