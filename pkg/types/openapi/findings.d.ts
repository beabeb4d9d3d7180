import type { OpenApiFinding, OpenApiFindingRule } from "../types/openapi.js";
import type { Part } from "./parts.js";
declare const CODES: {
    readonly path_unrepresentable: readonly ["error", "a path that no template of a catalog can stand for; its operations are left out"];
    readonly operations_alike: readonly ["error", "operations that answer to the same requests and need different permissions, or for one that is left out; they are left out"];
    readonly method_unrepresentable: readonly ["error", "an operation whose method a catalog cannot have; it is left out"];
    readonly reference_unreadable: readonly ["error", "a `$ref` that cannot be followed; what it stands for is left out"];
    readonly type_wrong: readonly ["error", "a value of another type than OpenAPI gives it; what depends on it is left out or denied"];
    readonly scheme_unknown: readonly ["error", "a security requirement that names a scheme which is not declared; it is left out"];
    readonly server_unusable: readonly ["error", "a server whose path cannot be known; operations that have no other are left out"];
    readonly requirement_too_large: readonly ["error", "an operation with more alternatives or scopes than are read; it is denied"];
    readonly operation_refused: readonly ["error", "an operation that keyward refuses; it is left out"];
    readonly without_scopes: readonly ["warning", "an operation, or an alternative of one, for which the document names no scope"];
    readonly method_case: readonly ["warning", "a method that is not lower case, as the specification has them"];
    readonly operation_id_repeated: readonly ["warning", "an `operationId` that several operations have; each gets an id from its method and path"];
    readonly operation_repeated: readonly ["warning", "an operation that answers to the same requests as an earlier one and needs the same; it is judged as that one"];
    readonly servers_differ: readonly ["warning", "servers with different base paths; those of the first count"];
    readonly server_variable: readonly ["warning", "a variable in a server's path that may have other values; its default counts"];
    readonly scope_undeclared: readonly ["warning", "a scope that its security scheme does not list"];
    readonly paths_cross: readonly ["warning", "a path whose requests some other path takes as well, of an operation that needs something else; the one that is more exact in the first segment that differs counts"];
    readonly tail_cut: readonly ["warning", "a parameter of several segments that is kept as one, because other paths go on behind it"];
    readonly head_as_get: readonly ["warning", "a HEAD operation; keyward judges HEAD as GET"];
    readonly operation_id_missing: readonly ["info", "an operation without a usable `operationId`; it gets an id from its method and path"];
    readonly path_rewritten: readonly ["info", "a path that a catalog writes otherwise"];
    readonly scheme_without_scopes: readonly ["info", "a security scheme without scopes that is required beside scopes; keyward does not check it"];
    readonly webhooks_left_out: readonly ["info", "webhooks, which are requests that the API sends"];
};
export type FindingCode = keyof typeof CODES;
/** Everything that `fromOpenApi` can tell, errors first. */
export declare const openApiRules: readonly OpenApiFindingRule[];
/** Collects findings, one of a code, an operation and a wording at a place. */
export declare class Findings {
    #private;
    tell(code: FindingCode, { file, at }: Pick<Part, "file" | "at">, message: string, operation?: string | null): void;
    /** Errors first, else in the order in which they were found. */
    sorted(): OpenApiFinding[];
}
export {};
