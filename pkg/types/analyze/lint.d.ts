import type { Catalog } from "../types/catalog.js";
import type { Instant } from "../types/instant.js";
import type { LintRule, Severity } from "./rules/rule.js";
import { type Ward } from "./subject.js";
import type { Usage } from "./usage.js";
/** Options of {@link lint}. */
export interface LintOptions {
    /** The catalog of a project that is given as a document. It is linted, too, if it is given; the built-in one is not. */
    readonly catalog?: Catalog | string | undefined;
    /** The instant that counts as now. */
    readonly at?: Instant | undefined;
    /** What `usage` found in an access log: without it, nothing is said of how keys are used. */
    readonly usage?: Usage | undefined;
}
/** One thing that should be changed. */
export interface Finding {
    /** The rule's code. */
    readonly code: string;
    /** The rule's severity, or a lower one where the evidence is weaker. */
    readonly severity: Severity;
    /** The document that it is in. */
    readonly document: "project" | "catalog";
    /** A JSON Pointer to the place in that document. */
    readonly at: string;
    /** Who and what it is about: `key`, `user`, `role`, `permission`, `operation`, `kind`, `environment`. */
    readonly ids: {
        readonly [what: string]: string;
    };
    /** What is wrong, in a sentence. */
    readonly message: string;
    /** What to do about it, in a sentence. */
    readonly advice: string;
}
/** Everything that `lint` looks for, in the order of its findings. */
export declare const lintRules: readonly LintRule[];
/**
 * Finds what should be changed in a project and its catalog although both are valid, in the order of `lintRules`, then of the documents. Keys that are
 * expired, revoked or disabled are skipped.
 * @throws {KeywardError} `document_invalid`, `request_invalid`, `instant_invalid`
 * @example
 * for (const { severity, code, at, message } of lint(project)) console.log(severity, code, at, message);
 */
export declare function lint(project: Ward, options?: LintOptions): Finding[];
