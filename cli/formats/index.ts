// A report in the format that was asked for.
import type { Format, Report } from "../lib/report.js";
import { asCsv } from "./csv.js";
import { asGithub } from "./github.js";
import { asMarkdown } from "./markdown.js";
import { control, type Paint } from "./paint.js";
import { asSarif } from "./sarif.js";
import { asTable } from "./table.js";

/** JSON escapes most control characters by itself; as a whole, it means the same with all of them escaped. */
export function formatted(report: Report, format: Format, paint: Paint, version: string): string {
  switch (format) {
    case "table":
      return asTable(report, paint);
    case "json":
      return control(`${JSON.stringify(report.data, null, 2)}\n`);
    case "csv":
      return asCsv(report);
    case "markdown":
      return asMarkdown(report);
    case "sarif":
      return control(asSarif(report, version));
    case "github":
      return asGithub(report);
  }
}
