// Where a finding is.
import type { Finding, Place, Table } from "../lib/report.js";

/** Problems that are about a member's name, not its value. */
const OF_NAMES = ["member_unknown", "member_repeated"];

/** The same of a call, whose problems have one code. Of another wording, the value is the place. */
const isOfName = ({ code, message }: Finding): boolean => OF_NAMES.includes(code) || (code === "request_invalid" && /^the member `.*` is not known/.test(message));

export const placeOf = (finding: Finding): Place => finding.place ?? finding.document.place(finding.pointer, isOfName(finding));

/** Findings as rows, for formats that have nothing better. */
export function findingTable(findings: readonly Finding[]): Table {
  const rows = findings.map((finding) => {
    const { line, column } = placeOf(finding);
    return [finding.level, finding.code, finding.document.name, String(line), String(column), finding.pointer, finding.message, finding.advice ?? ""];
  });
  return { columns: ["level", "code", "file", "line", "column", "pointer", "message", "advice"], rows };
}
