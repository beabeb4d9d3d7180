// Finds what should be changed in a project or catalog although both are valid.
import { describe, wrong } from "../lib/errors.js";
import { instantOrNow } from "../lib/instants.js";
import { optionsOf } from "../lib/values.js";
import type { Usage } from "../types/usage.js";
import type { Finding, LintOptions, LintRule, WardOrProject } from "../types/analyze.js";
import { Circumstances } from "./circumstances.js";
import { CATALOG_RULES } from "./rules/catalog.js";
import { KEY_RULES } from "./rules/keys.js";
import { ROLE_RULES } from "./rules/roles.js";
import { USAGE_RULES } from "./rules/usage.js";
import type { Rule } from "./rules/rule.js";
import { Subject, readFailure } from "./subject.js";
import { counted } from "./words.js";

const RULES: readonly Rule[] = [...KEY_RULES, ...USAGE_RULES, ...ROLE_RULES, ...CATALOG_RULES];

/** Everything that `lint` looks for, in the order of its findings. */
export const lintRules: readonly LintRule[] = Object.freeze(RULES.map(({ find: _, ...rule }) => Object.freeze({ ...rule })));

/**
 * Finds what should be changed in a project and its catalog although both are valid, in the order of `lintRules`, then of the documents. Keys that are
 * expired, revoked or disabled are skipped.
 * @throws {KeywardError} `document_invalid`, `request_invalid`, `instant_invalid`
 * @example
 * for (const { severity, code, at, message } of lint(project)) console.log(severity, code, at, message);
 */
export function lint(project: WardOrProject, options?: LintOptions): Finding[] {
  try {
    const { catalog, at, usage } = optionsOf(options, ["catalog", "at", "usage"]) as LintOptions;
    const now = instantOrNow(at, "/at");
    if (usage !== undefined && !Array.isArray((usage as Usage | null)?.keys)) throw wrong("request_invalid", "/usage", `it is ${describe(usage)}, and has to be what \`usage\` gives`);
    const subject = new Subject(project, catalog);
    try {
      const circumstances = new Circumstances(subject, now, usage);
      const applying = RULES.filter(({ document }) => document === "project" || catalog !== undefined || !subject.isBuiltIn);
      const unread = usage?.unreadable.count ?? 0;
      const doubt = unread === 0 ? "" : `, as far as the log could be read: ${counted(unread, "line")} left out`;
      return applying.flatMap(({ code, severity, document, advice, needsUsage, find }) =>
        [...find(circumstances)].map((found) => ({ code, severity: found.severity ?? severity, document, at: found.at, ids: found.ids, message: `${found.message}${needsUsage ? doubt : ""}`, advice })),
      );
    } finally {
      subject.close();
    }
  } catch (error) {
    throw readFailure(error);
  }
}
