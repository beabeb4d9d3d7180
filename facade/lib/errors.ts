// The only thing that this package throws.
import type { ErrorCode, Problem } from "../types/problem.js";
import { errors } from "./shared.js";

/** Gives a class the name that consoles show: the scripts of the package are minified. @internal */
export function nameClass(type: object, name: string): void {
  Object.defineProperty(type, "name", { value: name, configurable: true });
}

let make: (code: ErrorCode, problems: readonly Problem[]) => KeywardError;

/** Whether one is being made here. Where Babel turns classes into functions, those ask for `instanceof` before anything else. */
let isMaking = false;

/** The only thing keyward throws: a wrong call. A denial is a result, not an error. */
export class KeywardError extends Error {
  static {
    make = (code, problems) => {
      isMaking = true;
      return new KeywardError(code, problems);
    };
  }

  /** The class, for logs. */
  declare readonly name: "KeywardError";
  /** What kind of wrong call it is. */
  declare readonly code: ErrorCode;
  /** Everything that is wrong, up to 1,000 problems; never empty. */
  declare readonly problems: readonly Problem[];

  /** Also for those of another copy of the package. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isMaking || errors.has(value as object);
  }

  private constructor(code: ErrorCode, problems: readonly Problem[]) {
    if (!isMaking) throw wrong("request_invalid", "", "a KeywardError is thrown, not made");
    isMaking = false;
    super(summary(problems));
    this.code = code;
    this.problems = Object.freeze(problems.map((problem) => Object.freeze(problem)));
    errors.add(this);
  }
}

Object.defineProperty(KeywardError.prototype, "name", { value: "KeywardError", configurable: true, writable: true });
nameClass(KeywardError, "KeywardError");

/** The first problem, and how many more there are. */
function summary([first, ...others]: readonly Problem[]): string {
  if (first === undefined) return "";
  const { at, message } = first;
  return `${at === "" ? message : `${at}: ${message}`}${others.length > 0 ? ` (and ${others.length} more)` : ""}`;
}

/** An error with these problems. The module makes its errors with it, too. @internal */
export const failure = (code: ErrorCode, problems: readonly Problem[]): KeywardError => make(code, problems);

/** An error with one problem: the place in a document, and one sentence. @internal */
export const wrong = (code: ErrorCode, at: string, message: string, document: Problem["document"] = "request"): KeywardError =>
  failure(code, [{ code, document, at, message }]);

/** The same error, with a JSON Pointer before that of each problem. @internal */
export const placedIn = (pointer: string, { code, problems }: KeywardError): KeywardError =>
  failure(code, problems.map((problem) => ({ ...problem, at: pointer + problem.at })));

/** Thrown where a call finds too little of the stack: made in advance, as there is none left to make it with. @internal */
export const STACK_USED_UP = wrong("internal", "", "too little of the stack is left for this call: it comes from too deep a recursion");

/**
 * A function of up to four parameters that throws nothing but a KeywardError: the engine throws an error of its own wherever its stack ends, in
 * the midst of `call` too. That is a RangeError in V8 and JavaScriptCore and an InternalError in SpiderMonkey; nothing is called on
 * the way out, as there is nothing left to call it with.
 * @internal
 */
export function closed<F extends (...given: never[]) => unknown>(call: F): F {
  const four = call as unknown as (first: unknown, second: unknown, third: unknown, fourth: unknown) => unknown;
  const same = function (this: unknown, first: unknown, second: unknown, third: unknown, fourth: unknown): unknown {
    try {
      return four.call(this, first, second, third, fourth);
    } catch (error) {
      const { name } = error as Error;
      throw name === "KeywardError" ? error : name === "RangeError" || name === "InternalError" ? STACK_USED_UP : internal(error);
    }
  };
  return Object.defineProperties(same, { length: { value: call.length }, name: { value: call.name } }) as unknown as F;
}

/** Thrown in place of an error that nobody expects. @internal */
export const internal = (error: unknown): KeywardError => wrong("internal", "", messageOf(error));

/** The message of whatever was thrown. @internal */
export const messageOf = (error: unknown): string => String((error as { readonly message?: unknown } | null | undefined)?.message ?? error);

let panic = "";

/** Keeps the message of a panic. The module calls this. @internal */
export function panicked(message: string): void {
  panic = message;
}

/** The message of the last panic, once. @internal */
export function takePanic(): string {
  const message = panic;
  panic = "";
  return message;
}

/** Whether a value is a list; a proxy that was revoked is none. @internal */
export function isList(value: unknown): value is readonly unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

/** What a value is, for a sentence. @internal */
export function describe(value: unknown): string {
  if (value === null) return "null";
  switch (typeof value) {
    case "string":
      return "text";
    case "number":
      return Number.isFinite(value) ? "a number" : String(value);
    case "bigint":
      return "a BigInt";
    case "boolean":
      return "a boolean";
    case "object":
      return isList(value) ? "a list" : "an object";
    default:
      return typeof value === "undefined" ? "undefined" : `a ${typeof value}`;
  }
}

/** A member's name in a JSON Pointer. @internal */
export const step = (name: unknown): string => `/${String(name).replaceAll("~", "~0").replaceAll("/", "~1")}`;
