// What an import tells beside the catalog.
import { wrong } from "../lib/errors.js";
import type { OpenApiFinding, OpenApiFindingRule, OpenApiSeverity } from "../types/openapi.js";
import type { Part } from "./parts.js";

const CODES = {
  path_unrepresentable: ["error", "a path that no template of a catalog can stand for; its operations are left out"],
  operations_alike: ["error", "operations that answer to the same requests and need different permissions, or for one that is left out; they are left out"],
  method_unrepresentable: ["error", "an operation whose method a catalog cannot have; it is left out"],
  reference_unreadable: ["error", "a `$ref` that cannot be followed; what it stands for is left out"],
  type_wrong: ["error", "a value of another type than OpenAPI gives it; what depends on it is left out or denied"],
  scheme_unknown: ["error", "a security requirement that names a scheme which is not declared; it is left out"],
  server_unusable: ["error", "a server whose path cannot be known; operations that have no other are left out"],
  requirement_too_large: ["error", "an operation with more alternatives or scopes than are read; it is denied"],
  operation_refused: ["error", "an operation that keyward refuses; it is left out"],
  without_scopes: ["warning", "an operation, or an alternative of one, for which the document names no scope"],
  method_case: ["warning", "a method that is not lower case, as the specification has them"],
  operation_id_repeated: ["warning", "an `operationId` that several operations have; each gets an id from its method and path"],
  operation_repeated: ["warning", "an operation that answers to the same requests as an earlier one and needs the same; it is judged as that one"],
  servers_differ: ["warning", "servers with different base paths; those of the first count"],
  server_variable: ["warning", "a variable in a server's path that may have other values; its default counts"],
  scope_undeclared: ["warning", "a scope that its security scheme does not list"],
  paths_cross: ["warning", "a path whose requests some other path takes as well, of an operation that needs something else; the one that is more exact in the first segment that differs counts"],
  tail_cut: ["warning", "a parameter of several segments that is kept as one, because other paths go on behind it"],
  head_as_get: ["warning", "a HEAD operation; keyward judges HEAD as GET"],
  operation_id_missing: ["info", "an operation without a usable `operationId`; it gets an id from its method and path"],
  path_rewritten: ["info", "a path that a catalog writes otherwise"],
  scheme_without_scopes: ["info", "a security scheme without scopes that is required beside scopes; keyward does not check it"],
  webhooks_left_out: ["info", "webhooks, which are requests that the API sends"],
} as const satisfies { readonly [code: string]: readonly [OpenApiSeverity, string] };

export type FindingCode = keyof typeof CODES;

/** Everything that `fromOpenApi` can tell, errors first. */
export const openApiRules: readonly OpenApiFindingRule[] = Object.freeze(Object.entries(CODES).map(([code, [severity, description]]) => Object.freeze({ code, severity, description })));

/** Beyond these, an import ends: memory has an end, and what is not told would be silent. */
const MOST_FINDINGS = 200_000;

const ORDER: readonly OpenApiSeverity[] = ["error", "warning", "info"];

/** Collects findings, one of a code, an operation and a wording at a place. */
export class Findings {
  readonly #all = new Map<string, OpenApiFinding>();

  tell(code: FindingCode, { file, at }: Pick<Part, "file" | "at">, message: string, operation: string | null = null): void {
    const name = JSON.stringify([code, file, at, operation, message]);
    if (this.#all.size >= MOST_FINDINGS) throw wrong("request_invalid", "/document", `there is more to tell than ${MOST_FINDINGS} findings: it is no document that anybody could look through`);
    if (!this.#all.has(name)) this.#all.set(name, { code, severity: CODES[code][0], file, at, operation, message });
  }

  /** Errors first, else in the order in which they were found. */
  sorted(): OpenApiFinding[] {
    return [...this.#all.values()].sort((one, other) => ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity));
  }
}
