import type { Catalog } from "../types/catalog.js";
import type { Decision, Reason } from "../types/decision.js";
import type { Instant } from "../types/instant.js";
import type { Facts } from "../types/request.js";
import { type Ward } from "./subject.js";
/** What is expected of some requests. */
export interface TestCase {
    /** What people call it; made from the rest if not given. */
    readonly name?: string;
    /** Who asks: a key, … */
    readonly key?: string;
    /** … or a user directly. */
    readonly user?: string;
    /** What is asked for: operations by their ids … */
    readonly operation?: string | readonly string[];
    /** … or a method … */
    readonly method?: string;
    /** … and a path. */
    readonly path?: string;
    /** Where; `"all"` stands for every environment of the project, unless one has this id. */
    readonly environment?: string | readonly string[];
    /** When; the file's `at` if not given, else now. */
    readonly at?: Instant;
    /** What is known beside the request. */
    readonly facts?: Facts;
    /** What every one of these requests is to be answered. */
    readonly expect: "allowed" | "denied" | Expectation;
}
/** Members of a decision, with the values that they must have. See {@link Decision}. */
export interface Expectation {
    /** Whether it is allowed. */
    readonly allowed?: boolean;
    /** Why. */
    readonly reason?: Reason;
    /** The HTTP status. */
    readonly status?: number;
    /** The API's own error code. */
    readonly code?: number | null;
    /** The operation's id. */
    readonly operation?: string | null;
    /** The environment's id. */
    readonly environment?: string | null;
    /** For each alternative, what is missing. */
    readonly missing?: readonly (readonly string[])[];
    /** The facts that are needed. */
    readonly needs?: readonly string[];
}
/** A file of cases: the list itself, or with an instant for all of them. */
export type TestCases = readonly TestCase[] | {
    readonly at?: Instant;
    readonly cases: readonly TestCase[];
};
/** Options of {@link testCases}. */
export interface TestOptions {
    /** The instant of cases that do not give one; the file's, else now. */
    readonly at?: Instant | undefined;
    /** The catalog of a project that is given as a document; `kontent-management-v2` if not given. */
    readonly catalog?: Catalog | string | undefined;
}
/** How the cases came out. */
export interface TestReport {
    /** How many cases passed. */
    readonly passed: number;
    /** How many cases failed. */
    readonly failed: number;
    /** In the order of the cases. */
    readonly results: readonly TestResult[];
    /** A sentence. */
    readonly message: string;
}
/** How one case came out. */
export interface TestResult {
    /** The case's name, or one made from its members. */
    readonly name: string;
    /** A JSON Pointer to the case. */
    readonly at: string;
    /** Whether every request was answered as expected. */
    readonly passed: boolean;
    /** How many requests the case stands for. */
    readonly requests: number;
    /** Each request that was answered otherwise. */
    readonly failures: readonly TestFailure[];
    /** A sentence. */
    readonly message: string;
}
/** One request that was answered otherwise than expected. */
export interface TestFailure {
    /** The operation's id, if one was found or named. */
    readonly operation: string | null;
    /** The environment's id, if one was found or named. */
    readonly environment: string | null;
    /** The members that differ. */
    readonly differences: readonly {
        readonly member: string;
        readonly expected: unknown;
        readonly actual: unknown;
    }[];
    /** The same for people: lines with `-` for what was expected and `+` for what is; then why. */
    readonly diff: string;
    /** The answer. */
    readonly decision: Decision;
}
/**
 * Asks what the cases say and compares. A case about a key, user, operation or environment that does not exist fails, unless it
 * expects that reason, so that a misspelt id does not pass as denied.
 * @throws {KeywardError} `request_invalid` with everything that is wrong with the cases, `document_invalid`, `instant_invalid`
 * @example
 * const report = testCases(ward, [{ key: "k1", operation: "list-assets", environment: "all", expect: "denied" }]);
 * console.log(report.failed, report.message);
 */
export declare function testCases(ward: Ward, cases: TestCases | string, options?: TestOptions): TestReport;
