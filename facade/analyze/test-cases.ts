// Runs expectations about a project, which are data that a file can hold.
import { KeywardError, describe, failure, isList, placedIn, step, wrong } from "../lib/errors.js";
import { instantOrNow } from "../lib/instants.js";
import { meant, membersOf, optionsOf, reading, unknownMember } from "../lib/values.js";
import type { Decision, Explanation } from "../types/decision.js";
import type { Instant } from "../types/instant.js";
import type { Problem } from "../types/problem.js";
import type { TestCase, TestCases, TestFailure, TestOptions, TestReport, TestResult, WardOrProject } from "../types/analyze.js";
import { factsOf } from "./cells.js";
import { checkExpected, linesOf, unmetBy, type Unmet } from "./expectations.js";
import { Subject, readFailure } from "./subject.js";
import { counted } from "./words.js";

const MEMBERS = ["name", "key", "user", "operation", "method", "path", "environment", "at", "facts", "expect"] as const;

/**
 * Asks what the cases say and compares. A case about a key, user, operation or environment that does not exist fails, unless it
 * expects that reason, so that a misspelt id does not pass as denied. Nor does what depends on facts that the case does not give.
 * @throws {KeywardError} `request_invalid` with everything that is wrong with the cases, `document_invalid`, `instant_invalid`
 * @example
 * const report = testCases(ward, [{ key: "k1", operation: "list-assets", environment: "all", expect: "denied" }]);
 * console.log(report.failed, report.message);
 */
export function testCases(ward: WardOrProject, cases: TestCases | string, options?: TestOptions): TestReport {
  try {
    const { at, catalog } = optionsOf(options, ["at", "catalog"]) as TestOptions;
    const given = reading("/cases", () => casesOf(cases));
    const subject = new Subject(ward, catalog);
    try {
      const now = instantOrNow(at ?? given.at, "/at");
      const names = new Names(subject);
      const problems: Problem[] = [];
      const results = given.cases.flatMap((each, index): TestResult[] => {
        const pointer = `${given.pointer}/${index}`;
        try {
          return [reading(pointer, () => resultOf(subject, names, readCase(each, pointer), pointer, now))];
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
      throw wrong("request_invalid", "", `the cases are not JSON, as text has to be: ${(error as Error).message}`);
    }
  }
  if (isList(value)) return { cases: value, pointer: "" };
  for (const name of membersOf(value, "")) if (!["at", "cases"].includes(name)) throw unknownMember(name, "", ["at", "cases"]);
  const { at, cases } = value as { at?: Instant; cases?: unknown };
  if (!isList(cases)) throw wrong("request_invalid", "/cases", `it is ${cases === undefined ? "missing" : describe(cases)}, and has to be a list of cases`);
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
  checkExpected(expect, `${at}/expect`);
  return found;
}

const isTextOrTexts = (value: unknown): boolean =>
  value === undefined || typeof value === "string" || (isList(value) && value.length > 0 && Array.from(value).every((each) => typeof each === "string")); // a hole is no text

const listOf = (value: string | readonly string[] | undefined): readonly (string | undefined)[] => (value === undefined || typeof value === "string" ? [value] : value);

function resultOf(subject: Subject, names: Names, test: TestCase, at: string, now: number): TestResult {
  const { operation, environment, expect } = test;
  const isAll = environment === "all" && !subject.environments.has("all");
  const environments = isAll ? [...subject.environments.keys()] : listOf(environment);
  if (environments.length === 0) throw wrong("request_invalid", `${at}/environment`, "the project has no environments, so that nothing would be asked");
  names.checkFacts(test, at);
  const requests = listOf(operation).flatMap((one) => environments.map((where) => requestOf(test, one, where, now)));
  const failures = requests.flatMap((request) => {
    const unmet = unmetBy(decided(subject, request, at), expect);
    return unmet.length === 0 ? [] : [failed(names, request, unmet, subject.ward.explain(request as never))];
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

function decided(subject: Subject, request: Request, at: string): Decision {
  try {
    return subject.ward.decide(request as never);
  } catch (error) {
    throw error instanceof KeywardError && error.code !== "internal" && error.code !== "freed" ? placedIn(at, error) : error;
  }
}

/** How many names are looked at, over all cases, to find those that were probably meant. */
const MOST_COMPARED = 2_000_000;

/** The names that exist, for all cases. */
class Names {
  readonly #subject: Subject;
  readonly #facts: readonly string[];
  #left = MOST_COMPARED;

  constructor(subject: Subject) {
    this.#subject = subject;
    this.#facts = ["collection", "language", ...factsOf(subject.catalog.operations)];
  }

  /** Facts on which nothing depends are misspelt. */
  checkFacts({ facts }: TestCase, at: string): void {
    if (typeof facts !== "object" || facts === null) return; // the ward says what is wrong
    const unknown = Object.keys(facts).find((name) => !this.#facts.includes(name));
    if (unknown !== undefined) throw wrong("request_invalid", `${at}/facts${step(unknown)}`, `no operation depends on the fact \`${unknown}\`${meant(unknown, this.#facts)}`);
  }

  /** Which id of a request does not exist, and which one was probably meant. */
  unknownIn({ key, user, operation, environment, path }: Request, { reason }: Decision): string[] {
    const { keys, users, operations, environments } = this.#subject;
    if (reason === "key_unknown") return this.#missing("key", key, keys);
    if (reason === "user_unknown") return this.#missing("user", user, users);
    if (reason === "operation_unknown") return this.#missing("operation", operation, operations, "catalog");
    if (reason !== "environment_unknown") return [];
    return environment === undefined && path === undefined ? ["  the case names no environment"] : this.#missing("environment", environment, environments);
  }

  #missing(what: string, id: unknown, known: ReadonlyMap<string, unknown>, where = "project"): string[] {
    if (typeof id !== "string" || known.has(id)) return [];
    this.#left -= known.size;
    return [`  the ${where} has no ${what} \`${id}\`${this.#left < 0 ? "" : meant(id, [...known.keys()])}`];
  }
}

function failed(names: Names, request: Request, differences: readonly Unmet[], { decision, grants }: Explanation): TestFailure {
  const givers = grants.flatMap(({ permissions }) => permissions.map(({ permission, listed, role }) => `  \`${permission}\`${listed === permission ? "" : ` by \`${listed}\``}, held by ${role === null ? "the key" : `the role \`${role}\``}`));
  return {
    operation: decision.operation ?? request.operation ?? null,
    environment: decision.environment ?? request.environment ?? null,
    differences,
    diff: [...linesOf(differences), `  ${decision.message}`, ...names.unknownIn(request, decision), ...new Set(givers)].join("\n"),
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
