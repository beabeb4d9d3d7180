// Where a finding is.
import type { Finding, Place, Table } from "../lib/report.js";

/** Problems that are about a member, not its value. */
const OF_NAMES = ["member_unknown", "member_repeated"];

export const placeOf = ({ place, document, pointer, code }: Finding): Place => place ?? document.place(pointer, OF_NAMES.includes(code));

/** Findings as rows, for formats that have nothing better. */
export function findingTable(findings: readonly Finding[]): Table {
  const rows = findings.map((finding) => {
    const { line, column } = placeOf(finding);
    return [finding.level, finding.code, finding.document.name, String(line), String(column), finding.pointer, finding.message, finding.advice ?? ""];
  });
  return { columns: ["level", "code", "file", "line", "column", "pointer", "message", "advice"], rows };
}
