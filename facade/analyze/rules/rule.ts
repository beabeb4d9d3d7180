// What a finding of `lint` is made from.
import type { LintRule, Severity } from "../../types/analyze.js";
import type { Circumstances } from "../circumstances.js";

/** A rule, with the function that applies it. */
export interface Rule extends LintRule {
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
