// A report in the format that was asked for.
import type { Format, Report } from "../lib/report.js";
import { asCsv } from "./csv.js";
import { asGithub } from "./github.js";
import { asMarkdown } from "./markdown.js";
import type { Paint } from "./paint.js";
import { asSarif } from "./sarif.js";
import { asTable } from "./table.js";

export function formatted(report: Report, format: Format, paint: Paint, version: string): string {
  switch (format) {
    case "table":
      return asTable(report, paint);
    case "json":
      return `${JSON.stringify(report.data, null, 2)}\n`;
    case "csv":
      return asCsv(report);
    case "markdown":
      return asMarkdown(report);
    case "sarif":
      return asSarif(report, version);
    case "github":
      return asGithub(report);
  }
}
