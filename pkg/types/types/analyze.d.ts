import type { Keyward } from "../lib/keyward.js";
import type { Catalog } from "./catalog.js";
import type { Decision, Reason } from "./decision.js";
import type { Instant } from "./instant.js";
import type { Project } from "./project.js";
import type { Facts } from "./request.js";
import type { Usage } from "./usage.js";
/** A ward; or a project, as an object or as JSON text, which is loaded for the call and freed after it. */
export type WardOrProject = Keyward | Project | string;
/** An answer without facts: refused, dependent on facts, or permitted whatever they are. */
export type Access = "denied" | "depends" | "allowed";
/** Options of {@link diff}. */
export interface DiffOptions {
    /** The instant to compare from: keys that have ended by then do not count. Now if not given. */
    readonly at?: Instant | undefined;
    /** The catalog of projects that are given as documents; `kontent-management-v2` if not given. */
    readonly catalog?: Catalog | string | undefined;
}
/** The keys and users for whom something has changed. For all others, access, lifetime and notices are the same. */
export interface Difference {
    /** The instant that was compared from, in milliseconds. */
    readonly at: number;
    /** In the order of the keys after, then of those that are gone. */
    readonly keys: readonly KeyDifference[];
    /** Users who are asked about directly; none where the catalog has no single kind with its owner's permissions. */
    readonly users: readonly UserDifference[];
    /** A sentence. */
    readonly message: string;
}
/** What has changed for one key or user. */
export interface ActorDifference {
    /** Whether the entry itself is new, gone, or in both. */
    readonly change: "added" | "removed" | "changed";
    /** A JSON Pointer to the entry in the document before; `null` where it is not there. */
    readonly before: string | null;
    /** A JSON Pointer to it in the document after. */
    readonly after: string | null;
    /** Environments in which operations were gained or lost, and `null` for operations that are judged without one. */
    readonly environments: readonly EnvironmentDifference[];
    /** Every change that had a part in it; the members `through` of the others are places in this list. */
    readonly through: readonly DocumentChange[];
    /** A sentence. */
    readonly message: string;
}
/** What has changed for one key. */
export interface KeyDifference extends ActorDifference {
    /** The key's id. */
    readonly key: string;
    /** When it is good, from `at` on; `null` where that is as it was. */
    readonly lifetime: {
        readonly before: Span | null;
        readonly after: Span | null;
        readonly through: readonly number[];
    } | null;
    /** The notices that are to come, from `at` on; `null` where they are as they were. */
    readonly notices: {
        readonly before: readonly PlannedNotice[];
        readonly after: readonly PlannedNotice[];
        readonly through: readonly number[];
    } | null;
}
/** What has changed for one user. */
export interface UserDifference extends ActorDifference {
    /** The user's id. */
    readonly user: string;
}
/** A half-open interval, in milliseconds; `until: null` never ends. */
export interface Span {
    /** The first instant. */
    readonly from: number;
    /** The instant after the last one. */
    readonly until: number | null;
}
/** What was gained and lost in one environment. */
export interface EnvironmentDifference {
    /** The environment's id; `null` for operations that are judged without one. */
    readonly environment: string | null;
    /** What can be done that could not be. */
    readonly gained: readonly OperationChange[];
    /** What could be done and can no longer be. */
    readonly lost: readonly OperationChange[];
}
/** An operation that was gained or lost. */
export interface OperationChange {
    /** The operation's id. */
    readonly operation: string;
    /** Whether it is permitted whatever the facts are, in some ways of the facts, or in none. */
    readonly before: Access;
    /** The same after. */
    readonly after: Access;
    /** Where both depend on facts: in which ways it was gained or lost; a collection that no assignment names stands for all others. Else `null`. */
    readonly when: readonly Facts[] | null;
    /**
     * Where the operation has a parameter that is bound to another value: the values in the paths for which it was gained or lost, by
     * parameter; `null` for every value that it is not bound to on the other side. Else `null`.
     */
    readonly values: {
        readonly [parameter: string]: string | null;
    } | null;
    /** The changes without which the answer would not have changed; all that may have a part in it where none of them alone matters. */
    readonly through: readonly number[];
}
/** One difference between the documents. */
export interface DocumentChange {
    /** What kind of entry it is in. */
    readonly what: "key" | "user" | "assignment" | "role" | "environment" | "parameter" | "catalog";
    /** The entry's id; of an assignment, the role's; of a bound parameter, its name. */
    readonly id: string;
    /** The member that differs; `null` where the whole entry was added or removed. */
    readonly member: string | null;
    /** A JSON Pointer to the place in the document before; `null` where it is not there. */
    readonly before: string | null;
    /** A JSON Pointer to it in the document after. */
    readonly after: string | null;
    /** A sentence. */
    readonly message: string;
}
/** An upcoming notice. */
export interface PlannedNotice {
    /** When it is due, in milliseconds. */
    readonly at: number;
    /** The name of the rule that sets it. */
    readonly rule: string;
    /** The ids of the users who are told. */
    readonly recipients: readonly string[];
}
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
/** A file of cases: the list itself, or with an instant for all of them. */
export type TestCases = readonly TestCase[] | {
    readonly at?: Instant;
    readonly cases: readonly TestCase[];
};
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
    /** What every one of these requests is to be answered. `"denied"` says that it is denied whatever the facts are that are not given. */
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
