// What a finding of `lint` is made from.
import type { Circumstances } from "../circumstances.js";

/** `error`: something cannot work; `warning`: it should be changed; `info`: it may be meant so. */
export type Severity = "error" | "warning" | "info";

/** One thing that `lint` looks for. */
export interface Rule {
  readonly code: string;
  readonly severity: Severity;
  readonly document: "project" | "catalog";
  /** What it looks at. */
  readonly looksAt: string;
  readonly needsUsage: boolean;
  /** What to do. */
  readonly advice: string;
  readonly find: (circumstances: Circumstances) => Iterable<Found>;
}

/** A place at which a rule applies. */
export interface Found {
  readonly at: string;
  readonly ids: { readonly [what: string]: string };
  readonly message: string;
  /** Where it differs from the rule's. */
  readonly severity?: Severity;
}
