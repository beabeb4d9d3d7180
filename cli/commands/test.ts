// keyward test: whether a project does what is expected of it.
import { KeywardError } from "keyward";
import { testCases, type TestCases, type TestReport } from "keyward/analyze";
import { placeOf } from "../formats/located.js";
import { AT, CATALOG } from "../lib/arguments.js";
import { given as only, type Command } from "../lib/command.js";
import type { Document } from "../lib/documents.js";
import { DocumentError, placed } from "../lib/failures.js";
import { styled, type Cell, type Finding, type Rule } from "../lib/report.js";
import { counted } from "../lib/words.js";
import { readWard } from "../lib/ward.js";

const RULES: readonly Rule[] = [{ code: "case_failed", level: "error", description: "a request is answered otherwise than expected" }];

export const test: Command = {
  name: "test",
  summary: "asks what files of cases say, and compares the answers",
  takes: "PROJECT CASES…",
  count: [2, Infinity],
  about: ["A case: `{ key: k1, operation: [publish-or-schedule-a-language-variant], environment: all, expect: denied }`."],
  options: { ...AT, ...CATALOG },
  formats: ["table", "json", "csv", "markdown", "sarif", "github"],
  fails: "a case fails",
  examples: [
    ["a project", "keyward test project.yaml access.test.yaml"],
    ["in a GitHub workflow", "keyward test project.yaml access.test.yaml --format github"],
    ["as if it were another day", "keyward test project.yaml access.test.yaml --at 2027-01-01T00:00:00Z"],
  ],
  async run(given, host) {
    const { ward } = await readWard(given.word(0), given, host);
    const at = given.instant("at");
    const files: { name: string; document: Document; report: TestReport }[] = [];
    for (const name of given.words.slice(1)) {
      const document = await host.files.document(name);
      const cases = document.value() as TestCases;
      // text would be read as JSON once more
      if (typeof cases === "string") throw new DocumentError([{ level: "error", code: "request_invalid", message: "it is text, and has to be a list of cases", document, pointer: "" }]);
      try {
        const report = testCases(ward, cases, only({ at }));
        // a list that was emptied by mistake would pass
        if (report.results.length === 0) throw new DocumentError([{ level: "error", code: "request_invalid", message: "it has no cases, so that nothing would be tested", document, pointer: "" }]);
        files.push({ name: document.name, document, report });
      } catch (error) {
        // an instant of the command line is not in the file
        const isOption = at !== undefined && error instanceof KeywardError && error.problems.every(({ at }) => at === "/at");
        throw isOption ? error : placed(error, { request: document });
      }
    }
    const findings = files.flatMap(({ document, report }) =>
      report.results.filter(({ passed }) => !passed).map(({ message, at: pointer }): Finding => ({ level: "error", code: "case_failed", message, document, pointer })),
    );
    const sum = (of: "passed" | "failed") => files.reduce((all, { report }) => all + report[of], 0);
    const [passed, failed] = [sum("passed"), sum("failed")];
    const results = files.flatMap(({ name, report }) => report.results.map((result) => ({ file: name, ...result })));
    const rows = results.map(({ file, name, passed, requests }): Cell[] => [passed ? styled("passed", "green") : styled("failed", "red"), name, counted(requests, "request"), file]);
    const isFailedOnly = given.text("format") === "sarif" || given.text("format") === "github";
    return {
      data: { passed, failed, files: files.map(({ name, report }) => ({ file: name, ...report })) },
      ...(isFailedOnly && { findings: findings.map((finding, place) => ({ ...finding, advice: detail(results.filter((result) => !result.passed)[place]) })) }),
      rules: RULES,
      sections: [
        { table: { columns: ["result", "case", "requests", "file"], rows } },
        ...results.filter((result) => !result.passed).map((result, place) => ({ title: `${result.file}:${placeOf(findings[place] as Finding).line}: ${result.name}`, notes: [detail(result)], isDiff: true })),
      ],
      csv: {
        columns: ["result", "case", "requests", "file", "line", "message"],
        rows: files.flatMap(({ name, document, report }) => report.results.map((each) => [each.passed ? "passed" : "failed", each.name, String(each.requests), name, String(document.place(each.at).line), each.message])),
      },
      isFine: failed === 0,
      summary: failed === 0 ? `${counted(passed, "case")} passed` : `${failed} of ${counted(passed + failed, "case")} failed`,
    };
  },
};

/** What differs, request by request. */
function detail(result: TestReport["results"][number] | undefined): string {
  return (result?.failures ?? []).map(({ operation, environment, diff }) => [[operation ?? "", environment === null ? "" : `in ${environment}`].join(" ").trim(), diff].filter((text) => text !== "").join("\n")).join("\n");
}
