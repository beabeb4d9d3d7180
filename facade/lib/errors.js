// The only thing that this package throws.

const CONSTRUCT = Symbol();

/** Gives a class the name that consoles show: the scripts of the package are minified. */
export function nameClass(type, name) {
  Object.defineProperty(type, "name", { value: name, configurable: true });
}

export class KeywardError extends Error {
  constructor(permit, code, problems) {
    if (permit !== CONSTRUCT) throw wrong("request_invalid", "", "a KeywardError is thrown, not made");
    const where = ({ at, message }) => (at === "" ? message : `${at}: ${message}`);
    const [first, ...others] = problems;
    super(`${where(first)}${others.length > 0 ? ` (and ${others.length} more)` : ""}`);
    this.code = code;
    this.problems = Object.freeze(problems.map((problem) => Object.freeze(problem)));
  }
}

Object.defineProperty(KeywardError.prototype, "name", { value: "KeywardError", configurable: true, writable: true });
nameClass(KeywardError, "KeywardError");

/** An error with these problems. The module makes its errors with it, too. */
export const failure = (code, problems) => new KeywardError(CONSTRUCT, code, problems);

/** An error with one problem: the place in a document, and one sentence. */
export const wrong = (code, at, message, document = "request") => failure(code, [{ code, document, at, message }]);

/** The same error, with `place` before the place of each problem. */
export const placedIn = (place, { code, problems }) => failure(code, problems.map((problem) => ({ ...problem, at: place + problem.at })));

/** Thrown where a call finds too little of the stack: made in advance, as there is none left to make it with. */
export const STACK_USED_UP = wrong("internal", "", "too little of the stack is left for this call: it comes from too deep a recursion");

/**
 * A function that throws nothing but a KeywardError: the engine throws an error of its own wherever its stack ends, in
 * the midst of `call` too. Nothing is called on the way out, as there is nothing left to call it with.
 */
export function closed(call) {
  const { length, name } = call;
  const same = function (first, second, third, fourth) {
    try {
      return call.call(this, first, second, third, fourth);
    } catch (error) {
      throw error instanceof KeywardError ? error : STACK_USED_UP;
    }
  };
  return Object.defineProperties(same, { length: { value: length }, name: { value: name } });
}

let panic = "";

/** Keeps the message of a panic. The module calls this. */
export function panicked(message) {
  panic = message;
}

/** The message of the last panic, once. */
export function takePanic() {
  const message = panic;
  panic = "";
  return message;
}

/** Whether a value is a list; a proxy that was revoked is none. */
export function isList(value) {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

/** What a value is, for a sentence. */
export function describe(value) {
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

/** A member's name in a JSON Pointer. */
export const step = (name) => `/${String(name).replaceAll("~", "~0").replaceAll("/", "~1")}`;
