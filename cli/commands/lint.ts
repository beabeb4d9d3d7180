// keyward lint: what is better changed.
import { lint as findIn, lintRules, usage as usageOf, type Finding as Found } from "keyward/analyze";
import { placeOf } from "../formats/located.js";
import { AT, CATALOG } from "../lib/arguments.js";
import { given as only, type Command } from "../lib/command.js";
import { UsageError } from "../lib/failures.js";
import type { Level, Report, Rule } from "../lib/report.js";
import { assertRead, notesOf } from "../lib/logs.js";
import { counted } from "../lib/words.js";
import { readWard } from "../lib/ward.js";

const LEVELS: readonly Level[] = ["error", "warning", "info"];
const RULES: readonly Rule[] = lintRules.map(({ code, severity, looksAt, advice }) => ({ code, level: severity, description: looksAt, advice }));

export const lint: Command = {
  name: "lint",
  summary: "finds what is valid, and better changed",
  takes: "PROJECT",
  count: [0, 1],
  about: ["How keys are used is looked at with `--log` alone. The catalog is looked at if it is given."],
  options: {
    ...CATALOG,
    ...AT,
    log: { value: "FILE", isMultiple: true, help: "an access log: NDJSON, or the Common Log Format with the key's id as the user; several times" },
    severity: { value: "LEVEL", choices: LEVELS, help: "the least that is shown: error, warning or info; info if not given" },
    rules: { help: "list what is looked for" },
  },
  formats: ["table", "json", "csv", "markdown", "sarif", "github"],
  fails: "something was found",
  examples: [
    ["a project", "keyward lint project.yaml"],
    ["with what its keys were used for", "keyward lint project.yaml --log access.ndjson"],
    ["for GitHub's code scanning", "keyward lint project.yaml --format sarif > keyward.sarif"],
    ["what is looked for", "keyward lint --rules"],
  ],
  async run(given, host) {
    const [name] = given.words;
    if (given.has("rules")) {
      if (name !== undefined) throw new UsageError("`--rules` takes no project");
      return ruleList();
    }
    if (name === undefined) throw new UsageError("it takes PROJECT: nothing was given");
    const { ward, project, catalog } = await readWard(name, given, host);
    const logs = given.texts("log");
    const usage = logs.length === 0 ? undefined : await usageOf(ward, host.files.chunks(logs, host.progress));
    if (usage !== undefined) assertRead(usage);
    const least = LEVELS.indexOf((given.text("severity") ?? "info") as Level);
    const found = findIn(ward, only({ at: given.instant("at"), usage })).filter(({ severity }) => LEVELS.indexOf(severity) <= least);
    const findings = found.map(({ code, severity, document, at, message, advice }: Found) => ({
      level: severity,
      code,
      message,
      advice,
      document: document === "catalog" && catalog !== undefined ? catalog : project,
      pointer: at,
    }));
    const data = found.map((each, place) => {
      const finding = findings[place] as (typeof findings)[number];
      const { line, column } = placeOf(finding);
      return { ...each, file: finding.document.name, line, column };
    });
    const isFine = found.length === 0;
    return { data, sections: usage === undefined ? [] : [{ notes: notesOf(usage) }], findings, rules: RULES, isFine, summary: isFine ? "nothing found" : counts(found) };
  },
};

function ruleList(): Report {
  const rows = lintRules.map(({ code, severity, document, looksAt, needsUsage }) => [code, severity, document, needsUsage ? "yes" : "", looksAt]);
  return { data: lintRules, sections: [{ table: { columns: ["code", "severity", "document", "log", "looks at"], rows } }], isFine: true };
}

/** `1 error, 2 warnings`. */
function counts(found: readonly Found[]): string {
  const names: { readonly [level in Level]: string } = { error: "error", warning: "warning", info: "suggestion" };
  return LEVELS.map((level) => [level, found.filter(({ severity }) => severity === level).length] as const)
    .filter(([, count]) => count > 0)
    .map(([level, count]) => counted(count, names[level]))
    .join(", ");
}
