// Reading what callers pass: own members only, each once, and nothing guessed.
import type { ErrorCode, Problem } from "../types/problem.js";
import { KeywardError, STACK_USED_UP, describe, step, wrong } from "./errors.js";
import { FIRST_INSTANT, LAST_INSTANT } from "./numbers.js";

/** Own members that were read of a caller's object; those that it does not have are undefined. */
export type Members<Name extends string> = { readonly [name in Name]: unknown };

const { isArray } = Array;
const { keys } = Object;

/** Members of a request that are not always needed. */
const MAY_BE_LEFT_OUT = /^\/(user|operation|environment)$/;

/** Whether a number is an instant in milliseconds. */
export const isInstant = (millis: unknown): millis is number =>
  Number.isSafeInteger(millis) && (millis as number) >= FIRST_INSTANT && (millis as number) <= LAST_INSTANT;

/** Runs a reading of the caller's objects, whose getters and proxies may throw anything. */
export function reading<T>(at: string, read: () => T, document: Problem["document"] = "request"): T {
  try {
    return read();
  } catch (error) {
    throw unreadable(error, at, document);
  }
}

/** What reading a caller's object threw, as an error to throw on. */
export function unreadable(error: unknown, at: string, document: Problem["document"] = "request"): KeywardError {
  if (error instanceof KeywardError) return error;
  try {
    return wrong("input_unreadable", at, "reading it threw an error", document);
  } catch {
    return STACK_USED_UP;
  }
}

/** The names of an object's own members; a list is refused. */
export function membersOf(value: unknown, at: string, code: ErrorCode = "request_invalid"): string[] {
  if (typeof value !== "object" || value === null || isArray(value)) {
    throw wrong(code, at, `it is ${describe(value)}, and has to be an object`);
  }
  return keys(value);
}

/** The error of a member that is not known; it names the one that was probably meant. */
export function unknownMember(name: string, at: string, known: readonly string[]): KeywardError {
  return wrong("request_invalid", at + step(name), `the member \`${name}\` is not known${meant(name, known)}`);
}

/** The end of a sentence about a name that is not known: which known one was probably meant, if any. */
export function meant(name: string, known: readonly string[]): string {
  const close = known.find((candidate) => candidate.toLowerCase() === name.toLowerCase()) ?? known.find((candidate) => isClose(candidate, name));
  return close === undefined ? "" : `; did you mean \`${close}\`?`;
}

/** Whether two names differ by one letter added, dropped, changed or swapped. */
function isClose(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const x = a.slice(start);
  const y = b.slice(start);
  return x.slice(1) === y.slice(1) || x.slice(1) === y || x === y.slice(1) || (x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2));
}

/** The own members of an options object, of which only some are known. */
export function optionsOf<Name extends string>(options: unknown, known: readonly Name[]): Members<Name> {
  const found = Object.create(null);
  if (options === undefined) return found;
  return reading("", () => {
    const names = membersOf(options, "");
    if ((known as readonly string[]).includes("catalog") && names.includes("format")) throw wrong("request_invalid", "", "the options are `{ catalog }`, and this is the catalog itself");
    for (const name of names) {
      if (!(known as readonly string[]).includes(name)) throw unknownMember(name, "", known);
      found[name] = (options as Members<string>)[name];
    }
    return found;
  });
}

/** Some own members of an object; those that it does not have are undefined. */
export function ownOf<Name extends string>(value: object, names: readonly Name[]): Members<Name> {
  const found = Object.create(null);
  for (const name of names) found[name] = Object.hasOwn(value, name) ? (value as Members<Name>)[name] : undefined;
  return found;
}

/** Text that a caller gives. */
export function text(value: unknown, at: string): string {
  if (typeof value === "string") return value;
  const what = value === undefined ? "missing" : describe(value);
  const hint = value === undefined && MAY_BE_LEFT_OUT.test(at) ? "it is undefined: give text, or leave the member out" : `it is ${what}, and has to be text`;
  throw wrong("request_invalid", at, hint);
}
