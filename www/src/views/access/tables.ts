// What the reports say, as tables that a program or a spreadsheet reads. Their columns and ids are the same in each language.
import type { Difference, Finding, KeyDifference, UserDifference } from "keyward/analyze";
import type { Key } from "keyward/slim";
import { workbench } from "../../model/workbench.js";
import type { Table } from "./csv.js";
import { columns, outcomeOf, type Column, type Line } from "./matrix.js";
import { whyText } from "./why.js";

/** So many keys are worked out before the page may draw again. */
const AT_ONCE = 20;

const iso = (at: number | null): string => (at === null ? "never" : new Date(at).toISOString());

/** A row for each key and operation. */
export async function matrixTable(keys: readonly Key[], lines: readonly Line[], environment: string): Promise<Table> {
  const { ward, now } = workbench;
  const rows: string[][] = [];
  for (let start = 0; start < keys.length; start += AT_ONCE) {
    for (const { key, reach } of columns(ward, keys.slice(start, start + AT_ONCE), environment, now, true)) {
      for (const { operation, place } of lines) rows.push([key.id, key.name ?? "", environment, operation.id, operation.title ?? "", operation.group ?? "", outcomeOf(reach[place]!), reach[place]!.reason, whyText(reach[place]!, key)]);
    }
    await new Promise((resolve) => setTimeout(resolve));
  }
  return { columns: ["key", "key name", "environment", "operation", "operation title", "group", "outcome", "reason", "because"], rows };
}

/** A row for each operation in which two keys differ. */
export function comparisonTable(compared: readonly Column[], lines: readonly Line[], environment: string): Table {
  return {
    columns: ["environment", "operation", "operation title", "group", ...compared.flatMap(({ key }) => [`${key.id} outcome`, `${key.id} reason`, `${key.id} because`])],
    rows: lines.map(({ operation, place }) => [environment, operation.id, operation.title ?? "", operation.group ?? "", ...compared.flatMap(({ key, reach }) => [outcomeOf(reach[place]!), reach[place]!.reason, whyText(reach[place]!, key)])]),
  };
}

export const findingTable = (findings: readonly Finding[]): Table => ({
  columns: ["severity", "code", "document", "at", "key", "user", "role", "message", "advice"],
  rows: findings.map(({ severity, code, document, at, ids, message, advice }) => [severity, code, document, at, ids.key ?? "", ids.user ?? "", ids.role ?? "", message, advice]),
});

/** The columns of `keyward diff --format csv`. */
export const differenceTable = ({ keys, users }: Difference): Table => ({
  columns: ["who", "id", "what", "environment", "operation", "before", "after", "through"],
  rows: [...keys.flatMap((each) => [...operationRows("key", each.key, each), ...timeRows(each)]), ...users.flatMap((each) => operationRows("user", each.user, each))],
});

const becauseOf = ({ through }: KeyDifference | UserDifference, places: readonly number[]): string => places.map((place) => through[place]?.message ?? "").join("; ");

function operationRows(who: string, id: string, each: KeyDifference | UserDifference): string[][] {
  return each.environments.flatMap(({ environment, gained, lost }) =>
    ([["gained", gained], ["lost", lost]] as const).flatMap(([what, changes]) => changes.map(({ operation, before, after, through }) => [who, id, what, environment ?? "", operation, before, after, becauseOf(each, through)])),
  );
}

function timeRows(each: KeyDifference): string[][] {
  const { key, lifetime, notices } = each;
  const until = (span: { readonly until: number | null } | null) => (span === null ? "" : iso(span.until));
  const told = (planned: readonly { readonly at: number }[]) => planned.map(({ at }) => iso(at)).join(" ");
  return [
    ...(lifetime === null ? [] : [["key", key, "lifetime", "", "", until(lifetime.before), until(lifetime.after), becauseOf(each, lifetime.through)]]),
    ...(notices === null ? [] : [["key", key, "notices", "", "", told(notices.before), told(notices.after), becauseOf(each, notices.through)]]),
  ];
}
