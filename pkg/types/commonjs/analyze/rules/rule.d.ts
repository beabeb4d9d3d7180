import type { Circumstances } from "../circumstances.js";
/** `error`: something cannot work; `warning`: it should be changed; `info`: it may be meant so. */
export type Severity = "error" | "warning" | "info";
/** What `lint` looks for. */
export interface LintRule {
    /** Names the rule in findings. */
    readonly code: string;
    /** How serious its findings are, unless a finding says otherwise. */
    readonly severity: Severity;
    /** The document that its findings are in. */
    readonly document: "project" | "catalog";
    /** What it looks at, in a sentence. */
    readonly looksAt: string;
    /** Whether it needs `usage`. */
    readonly needsUsage: boolean;
    /** What to do about its findings, in a sentence. */
    readonly advice: string;
}
/** A rule, with the function that applies it. */
export interface Rule extends LintRule {
    readonly find: (circumstances: Circumstances) => Iterable<Found>;
}
/** A place at which a rule applies. */
export interface Found {
    readonly at: string;
    readonly ids: {
        readonly [what: string]: string;
    };
    readonly message: string;
    /** Where it differs from the rule's. */
    readonly severity?: Severity;
}
