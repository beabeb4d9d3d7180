// SARIF 2.1.0, which code scanning reads.
import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import type { Finding, Level, Report, Rule } from "../lib/report.js";
import { placeOf } from "./located.js";

const LEVELS: { readonly [level in Level]: string } = { error: "error", warning: "warning", info: "note" };

export function asSarif({ findings = [], rules = [] }: Report, version: string): string {
  const known = rulesOf(rules, findings);
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "keyward", version, semanticVersion: version, rules: known.map(ruleOf) } },
        columnKind: "utf16CodeUnits",
        results: findings.map((finding) => resultOf(finding, known)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** The rules that are listed, and those of what was found. */
function rulesOf(rules: readonly Rule[], findings: readonly Finding[]): readonly Rule[] {
  const known = new Map(rules.map((rule) => [rule.code, rule]));
  for (const { code, level } of findings) if (!known.has(code)) known.set(code, { code, level, description: code.replaceAll("_", " ") });
  return [...known.values()];
}

const ruleOf = ({ code, level, description, advice }: Rule) => ({
  id: code,
  shortDescription: { text: description },
  ...(advice !== undefined && { help: { text: advice } }),
  defaultConfiguration: { level: LEVELS[level] },
});

function resultOf(finding: Finding, rules: readonly Rule[]) {
  const { line, column, endColumn } = placeOf(finding);
  return {
    ruleId: finding.code,
    ruleIndex: rules.findIndex(({ code }) => code === finding.code),
    level: LEVELS[finding.level],
    message: { text: withoutLinks([finding.message, finding.advice ?? ""].join("\n").trim()) },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: uriOf(finding.document.name) }, region: { startLine: line, startColumn: column, endLine: line, endColumn } },
        logicalLocations: [{ fullyQualifiedName: finding.pointer, kind: "value" }],
      },
    ],
  };
}

/** A text like `[text](address)` would be shown as a link: names are written by others. */
const withoutLinks = (text: string): string => text.replaceAll("](", "] (");

const uriOf = (name: string): string => (isAbsolute(name) ? pathToFileURL(name).href : name.replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/"));
