import type { Finding, LintOptions, LintRule, WardOrProject } from "../types/analyze.js";
/** Everything that `lint` looks for, in the order of its findings. */
export declare const lintRules: readonly LintRule[];
/**
 * Finds what should be changed in a project and its catalog although both are valid, in the order of `lintRules`, then of the documents. Keys that are
 * expired, revoked or disabled are skipped.
 * @throws {KeywardError} `document_invalid`, `request_invalid`, `instant_invalid`
 * @example
 * for (const { severity, code, at, message } of lint(project)) console.log(severity, code, at, message);
 */
export declare function lint(project: WardOrProject, options?: LintOptions): Finding[];
