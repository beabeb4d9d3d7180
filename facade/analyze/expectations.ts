// What a case expects of each of its requests: read strictly, and compared with the answers.
import { describe, isList, step, wrong } from "../lib/errors.js";
import { usableInstance } from "../lib/instance.js";
import { meant, membersOf, unknownMember } from "../lib/values.js";
import type { Decision, Reason } from "../types/decision.js";
import type { Expectation, TestCase } from "../types/analyze.js";

export type Expected = TestCase["expect"];

/** A member of a decision that is not as expected. */
export interface Unmet {
  readonly member: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

const isText = (value: unknown): value is string => typeof value === "string";
const isTexts = (value: unknown): boolean => isList(value) && Array.from(value).every(isText);

/** By member: whether a value can be expected of it, and what it has to be. */
const MEMBERS: { readonly [member in keyof Expectation]-?: readonly [(value: unknown) => boolean, string] } = {
  allowed: [(value) => typeof value === "boolean", "true or false"],
  reason: [isText, "text"],
  status: [Number.isInteger, "a whole number"],
  code: [(value) => value === null || Number.isInteger(value), "a whole number, or null"],
  operation: [(value) => value === null || isText(value), "an id, or null"],
  environment: [(value) => value === null || isText(value), "an id, or null"],
  missing: [(value) => isList(value) && Array.from(value).every(isTexts), "a list of lists of permissions"],
  needs: [isTexts, "a list of facts"],
};
const NAMES = Object.keys(MEMBERS) as (keyof Expectation)[];

/** Refuses what no answer could be like. */
export function checkExpected(expect: unknown, at: string): void {
  if (expect === "allowed" || expect === "denied") return;
  if (isText(expect)) throw wrong("request_invalid", at, `it is \`${expect.slice(0, 100)}\`, and has to be \`allowed\`, \`denied\`, or an object${meant(expect, ["allowed", "denied"])}`);
  if (typeof expect !== "object") throw wrong("request_invalid", at, `it is ${expect === undefined ? "missing" : describe(expect)}, and has to be \`allowed\`, \`denied\`, or an object`);
  const members = membersOf(expect, at);
  if (members.length === 0) throw wrong("request_invalid", at, "it expects nothing");
  for (const member of members) {
    if (!Object.hasOwn(MEMBERS, member)) throw unknownMember(member, at, NAMES);
    const value = (expect as { readonly [member: string]: unknown })[member];
    const [isPossible, what] = MEMBERS[member as keyof Expectation];
    if (value !== undefined && !isPossible(value)) throw wrong("request_invalid", at + step(member), `it is ${describe(value)}, and has to be ${what}`);
  }
  const { reason } = expect as Expectation;
  const { reasons } = usableInstance().constants;
  if (Object.hasOwn(expect as object, "reason") && reason !== undefined && !reasons.includes(reason)) throw wrong("request_invalid", `${at}/reason`, `no decision has the reason \`${reason.slice(0, 100)}\`${meant(reason, reasons)}`);
}

/** Reasons of what does not exist: nobody should count on these without saying so. */
const NOT_THERE: readonly Reason[] = ["key_unknown", "user_unknown", "operation_unknown", "environment_unknown"];

const EXISTING = "that of something that exists";
const ALWAYS = "denied whatever the facts are";

/** What of an answer is not as expected. */
export function unmetBy(decision: Decision, expect: Expected): Unmet[] {
  const expected: Expectation = expect === "allowed" ? { allowed: true } : expect === "denied" ? { allowed: false } : expect;
  const found = NAMES.flatMap((member): Unmet[] => {
    if (!Object.hasOwn(expected, member) || expected[member] === undefined || expected[member] === decision[member] || sameText(expected[member]) === sameText(decision[member])) return [];
    return [{ member, expected: expected[member], actual: decision[member] }];
  });
  if (found.length > 0 || expected.reason !== undefined) return found;
  if (NOT_THERE.includes(decision.reason)) return [{ member: "reason", expected: EXISTING, actual: decision.reason }];
  // what may be done in some cases is not denied
  if (expect === "denied" && decision.reason === "facts_needed") return [{ member: "reason", expected: ALWAYS, actual: decision.reason }];
  return [];
}

/** Lists of permissions and facts are the same in any order. */
const sameText = (value: unknown): string => (isList(value) ? JSON.stringify(Array.from(value, sameText).sort()) : JSON.stringify(value));

/** What differs, as lines: with `-` what was expected, and with `+` what is. */
export const linesOf = (unmet: readonly Unmet[]): string[] =>
  unmet.flatMap(({ member, expected, actual }) => [`- ${member}: ${expected === EXISTING || expected === ALWAYS ? expected : JSON.stringify(expected)}`, `+ ${member}: ${JSON.stringify(actual)}`]);
