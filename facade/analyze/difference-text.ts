// What has changed for a key or user, in a sentence.
import type { KeyDifference, OperationChange, Span } from "../types/analyze.js";
import { counted, listed } from "./words.js";

type Summarized = Pick<KeyDifference, "change" | "environments" | "lifetime" | "notices" | "through">;

/** Says who gains and loses what, and through which changes. */
export function sentence(who: string, { change, environments, lifetime, notices, through }: Summarized, at: number): string {
  const where = environments.map(({ environment }) => environment).filter((id) => id !== null);
  const inWhich = where.length === 0 ? "" : ` in ${where.length > 3 ? counted(where.length, "environment") : listed(where)}`;
  const parts: string[] = [];
  for (const [verb, of] of [["gains", "gained"], ["loses", "lost"]] as const) {
    const changes = environments.flatMap((each) => each[of]);
    const operations = new Set(changes.map(({ operation }) => operation));
    const partial = new Set(changes.filter((each) => isPartial(each, of)).map(({ operation }) => operation)).size;
    const cases = partial === 0 ? "" : partial === operations.size ? ", in some cases," : `, ${partial} of them in some cases,`;
    if (operations.size > 0) parts.push(`${verb} ${counted(operations.size, "operation")}${cases}${inWhich}`);
  }
  if (lifetime !== null) parts.push(lifetimeText(lifetime, change, at));
  if (notices !== null) parts.push(notices.after.length === 0 ? "has no notices any more" : notices.before.length === 0 ? "has notices" : "has other notices");
  const causes = through.slice(0, 3).map(({ message }) => message);
  const more = through.length - causes.length;
  return `${who} ${parts.join(", ")}: ${causes.join("; ")}${more > 0 ? `; and ${more} more` : ""}`;
}

/** Whether an operation was gained or lost with some collections, languages, facts or paths alone. */
const isPartial = ({ before, after, values }: OperationChange, of: "gained" | "lost"): boolean => values !== null || after === "depends" || (of === "gained" && before === "depends");

function lifetimeText({ before, after }: NonNullable<KeyDifference["lifetime"]>, change: KeyDifference["change"], at: number): string {
  if (after === null) return `is no longer good (it was ${spanText(before, at)})`;
  const now = `is good ${spanText(after, at)}`;
  return change === "added" ? now : `${now} instead of ${spanText(before, at)}`;
}

const timeText = (millis: number): string => new Date(millis).toISOString().replace(".000Z", "Z");

/** When a key is good, seen from an instant. */
function spanText(span: Span | null, at: number): string {
  if (span === null) return "never";
  const from = span.from > at ? `from ${timeText(span.from)} ` : "";
  return `${from}${span.until === null ? "without end" : `until ${timeText(span.until)}`}`;
}
