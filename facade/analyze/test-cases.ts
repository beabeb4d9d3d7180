// Runs expectations about a project, which are data that a file can hold.
import { KeywardError, describe, failure, isList, placedIn, wrong } from "../lib/errors.js";
import { instantOrNow } from "../lib/instants.js";
import { membersOf, optionsOf, reading, unknownMember } from "../lib/values.js";
import type { Catalog } from "../types/catalog.js";
import type { Decision, Explanation, Reason } from "../types/decision.js";
import type { Instant } from "../types/instant.js";
import type { Problem } from "../types/problem.js";
import type { Facts } from "../types/request.js";
import { Subject, type Ward, readFailure } from "./subject.js";
import { counted } from "./words.js";

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
export type TestCases = readonly TestCase[] | { readonly at?: Instant; readonly cases: readonly TestCase[] };

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
  readonly differences: readonly { readonly member: string; readonly expected: unknown; readonly actual: unknown }[];
  /** The same for people: lines with `-` for what was expected and `+` for what is; then why. */
  readonly diff: string;
  /** The answer. */
  readonly decision: Decision;
}

const MEMBERS = ["name", "key", "user", "operation", "method", "path", "environment", "at", "facts", "expect"] as const;
const EXPECTED = ["allowed", "reason", "status", "code", "operation", "environment", "missing", "needs"] as const;

/**
 * Asks what the cases say and compares. A case about a key, user, operation or environment that does not exist fails, unless it
 * expects that reason, so that a misspelt id does not pass as denied.
 * @throws {KeywardError} `request_invalid` with everything that is wrong with the cases, `document_invalid`, `instant_invalid`
 * @example
 * const report = testCases(ward, [{ key: "k1", operation: "list-assets", environment: "all", expect: "denied" }]);
 * console.log(report.failed, report.message);
 */
export function testCases(ward: Ward, cases: TestCases | string, options?: TestOptions): TestReport {
  try {
    const { at, catalog } = optionsOf(options, ["at", "catalog"]) as TestOptions;
    const given = reading("/cases", () => casesOf(cases));
    const subject = new Subject(ward, catalog);
    try {
      const now = instantOrNow(at ?? given.at, "/at");
      const problems: Problem[] = [];
      const results = given.cases.flatMap((each, place): TestResult[] => {
        const pointer = `${given.pointer}/${place}`;
        try {
          return [reading(pointer, () => resultOf(subject, readCase(each, pointer), pointer, now))];
        } catch (error) {
          if (!(error instanceof KeywardError) || error.code === "internal" || error.code === "freed") throw error;
          problems.push(...error.problems);
          return [];
        }
      });
      if (problems.length > 0) throw failure("request_invalid", problems.slice(0, 1000));
      const failed = results.filter(({ passed }) => !passed).length;
      const passed = results.length - failed;
      return { passed, failed, results, message: failed === 0 ? `${counted(passed, "case")} passed` : `${failed} of ${counted(results.length, "case")} failed` };
    } finally {
      subject.close();
    }
  } catch (error) {
    throw readFailure(error);
  }
}

function casesOf(given: unknown): { at?: Instant; cases: readonly unknown[]; pointer: string } {
  let value = given;
  if (typeof value === "string") {
    try {
      value = JSON.parse(value);
    } catch (error) {
      throw wrong("request_invalid", "", `the cases are not JSON: ${(error as Error).message}`);
    }
  }
  if (isList(value)) return { cases: value, pointer: "" };
  for (const name of membersOf(value, "")) if (!["at", "cases"].includes(name)) throw unknownMember(name, "", ["at", "cases"]);
  const { at, cases } = value as { at?: Instant; cases?: unknown };
  if (!isList(cases)) throw wrong("request_invalid", "/cases", `it is ${describe(cases)}, and has to be a list of cases`);
  return { cases, pointer: "/cases", ...(at !== undefined && { at }) };
}

/** A case whose members are known and of their types. What the ward reads itself is left to it. */
function readCase(given: unknown, at: string): TestCase {
  for (const name of membersOf(given, at)) if (!(MEMBERS as readonly string[]).includes(name)) throw unknownMember(name, at, MEMBERS as never);
  const found: TestCase = Object.assign(Object.create(null), given);
  const { name, operation, environment, expect } = found;
  if (name !== undefined && typeof name !== "string") throw wrong("request_invalid", `${at}/name`, `it is ${describe(name)}, and has to be text`);
  if (!isTextOrTexts(operation)) throw wrong("request_invalid", `${at}/operation`, "it has to be an id, or a list of ids that is not empty");
  if (!isTextOrTexts(environment)) throw wrong("request_invalid", `${at}/environment`, "it has to be an id, a list of ids that is not empty, or `all`");
  if (expect === "allowed" || expect === "denied") return found;
  if (typeof expect !== "object") throw wrong("request_invalid", `${at}/expect`, `it is ${expect === undefined ? "missing" : describe(expect)}, and has to be \`allowed\`, \`denied\`, or an object`);
  const expected = membersOf(expect, `${at}/expect`);
  if (expected.length === 0) throw wrong("request_invalid", `${at}/expect`, "it expects nothing");
  for (const member of expected) if (!(EXPECTED as readonly string[]).includes(member)) throw unknownMember(member, `${at}/expect`, EXPECTED as never);
  return found;
}

const isTextOrTexts = (value: unknown): boolean =>
  value === undefined || typeof value === "string" || (isList(value) && value.length > 0 && Array.from(value).every((each) => typeof each === "string")); // a hole is no text

const listOf = (value: string | readonly string[] | undefined): readonly (string | undefined)[] => (value === undefined || typeof value === "string" ? [value] : value);

function resultOf(subject: Subject, test: TestCase, at: string, now: number): TestResult {
  const { operation, environment, expect } = test;
  const isAll = environment === "all" && !subject.environments.has("all");
  const environments = isAll ? [...subject.environments.keys()] : listOf(environment);
  if (environments.length === 0) throw wrong("request_invalid", `${at}/environment`, "the project has no environments, so that nothing would be asked");
  const expected: Expectation = expect === "allowed" ? { allowed: true } : expect === "denied" ? { allowed: false } : expect;
  const requests = listOf(operation).flatMap((one) => environments.map((where) => requestOf(test, one, where, now)));
  const failures = requests.flatMap((request) => {
    const explanation = explained(subject, request, at);
    const unmet = differencesOf(expected, explanation.decision);
    return unmet.length === 0 ? [] : [failed(request, unmet, explanation)];
  });
  const name = test.name ?? nameOf(test);
  const message = failures.length === 0 ? `${name}: as expected` : `${name}: ${failures.length} of ${counted(requests.length, "request")} answered otherwise`;
  return { name, at, passed: failures.length === 0, requests: requests.length, failures, message };
}

type Request = { readonly operation?: string; readonly environment?: string; readonly [member: string]: unknown };

function requestOf(test: TestCase, operation: string | undefined, environment: string | undefined, now: number): Request {
  const { name: _, expect: __, operation: ___, environment: ____, at = now, ...asked } = test;
  return { ...asked, at, ...(operation !== undefined && { operation }), ...(environment !== undefined && { environment }) };
}

function explained(subject: Subject, request: Request, at: string): Explanation {
  try {
    return subject.ward.explain(request as never);
  } catch (error) {
    throw error instanceof KeywardError && error.code !== "internal" && error.code !== "freed" ? placedIn(at, error) : error;
  }
}

/** Reasons of what does not exist: nobody should count on these without saying so. */
const NOT_THERE: readonly Reason[] = ["key_unknown", "user_unknown", "operation_unknown", "environment_unknown"];

function differencesOf(expected: Expectation, decision: Decision): { member: string; expected: unknown; actual: unknown }[] {
  const found = EXPECTED.flatMap((member) => {
    if (!Object.hasOwn(expected, member) || expected[member] === undefined) return [];
    return JSON.stringify(expected[member]) === JSON.stringify(decision[member]) ? [] : [{ member, expected: expected[member], actual: decision[member] }];
  });
  if (found.length === 0 && expected.reason === undefined && NOT_THERE.includes(decision.reason)) return [{ member: "reason", expected: "of something that exists", actual: decision.reason }];
  return found;
}

function failed(request: Request, differences: readonly { member: string; expected: unknown; actual: unknown }[], { decision, grants }: Explanation): TestFailure {
  const lines = differences.flatMap(({ member, expected, actual }) => [`- ${member}: ${JSON.stringify(expected)}`, `+ ${member}: ${JSON.stringify(actual)}`]);
  const givers = grants.flatMap(({ permissions }) => permissions.map(({ permission, listed, role }) => `  \`${permission}\`${listed === permission ? "" : ` by \`${listed}\``}, held by ${role === null ? "the key" : `the role \`${role}\``}`));
  return {
    operation: decision.operation ?? request.operation ?? null,
    environment: decision.environment ?? request.environment ?? null,
    differences,
    diff: [...lines, `  ${decision.message}`, ...new Set(givers)].join("\n"),
    decision,
  };
}

function nameOf({ key, user, operation, method, path, environment, expect }: TestCase): string {
  const who = key === undefined ? `user ${user}` : `key ${key}`;
  const what = operation === undefined ? `${method} ${path}` : listOf(operation).join(", ");
  const where = environment === undefined ? "" : ` in ${listOf(environment).join(", ")}`;
  const may = expect === "allowed" || (typeof expect === "object" && expect.allowed === true) ? "may" : expect === "denied" || expect.allowed === false ? "may not" : "asks for";
  return `${who} ${may} ${what}${where}`;
}
