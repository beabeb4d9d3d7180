// Workflow commands of GitHub Actions: annotations at the lines of files.
import type { Level, Report } from "../lib/report.js";
import { placeOf } from "./located.js";
import { visible } from "./paint.js";

const COMMANDS: { readonly [level in Level]: string } = { error: "error", warning: "warning", info: "notice" };

export function asGithub({ findings = [], summary }: Report): string {
  const lines = findings.map((finding) => {
    const { line, column, endColumn } = placeOf(finding);
    const members = { file: finding.document.name, line, col: column, endColumn, title: finding.code };
    const given = Object.entries(members).map(([name, value]) => `${name}=${property(String(value))}`).join(",");
    return `::${COMMANDS[finding.level]} ${given}::${data([finding.message, finding.advice ?? ""].join("\n").trim())}`;
  });
  return [...lines, ...(summary === undefined ? [] : [withoutCommands(`keyward: ${visible(summary)}`)])].map((line) => `${line}\n`).join("");
}

/** Text for people in the log of a workflow. There, a line that begins with `::`, or has `##[` anywhere, is a command. */
export const withoutCommands = (text: string): string => text.replace(/^([^\S\n]*:):/gm, "$1\u200b:").replaceAll("##[", "##\u200b[");

const data = (text: string): string => text.split(/\r?\n/).map(visible).join("\n").replaceAll("%", "%25").replaceAll("\n", "%0A");
const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
