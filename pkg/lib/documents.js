// Documents as JSON text for the core, whatever the caller's objects are made of.
import { KeywardError, describe, wrong } from "./errors.js";
import { millisOfDate } from "./instants.js";

const { isArray } = Array;
const { hasOwn, keys } = Object;
const quote = JSON.stringify;

/** Nesting and size beyond which a document is not walked on; the core says where it went too deep. */
const MAX_DEPTH = 66;
const MAX_VALUES = 20_000_000;

/** So many pieces of text are put together at a time. */
const PART = 4096;

/** A value that JSON does not have. The core reports it at its place. */
const foreign = (description) => `{"\\u0000":${quote(description)}}`;

/** Half surrogate pairs become escapes, which the core reports at their place. */
const wellFormed = (text) => text.replace(/\p{Surrogate}/gu, (half) => `\\u${half.charCodeAt(0).toString(16)}`);

const NEEDS_QUOTING = /["\\\u0000-\u001f\ud800-\udfff]/;
const quoted = (text) => (NEEDS_QUOTING.test(text) ? quote(text) : `"${text}"`);

/**
 * JSON text of a document: text as it is, objects by their own members.
 * Unlike JSON.stringify it calls no `toJSON`, and turns nothing into null.
 */
export function documentText(document, code) {
  if (typeof document === "string") return wellFormed(document);
  try {
    return new Writer(code).write(document);
  } catch (error) {
    if (error instanceof KeywardError) throw error;
    throw wrong("input_unreadable", "", "reading the document threw an error");
  }
}

class Writer {
  #code;
  /** The text so far: what is put together already, and pieces. */
  #parts = [];
  #pieces = [];
  #values = 0;
  /** The objects that the one that is written stands in. */
  #parents = [];
  #names = new Map();

  constructor(code) {
    this.#code = code;
  }

  write(document) {
    this.#value(document);
    return this.#parts.join("") + this.#pieces.join("");
  }

  #value(value) {
    if ((this.#values += 1) > MAX_VALUES) throw wrong(this.#code, "", `the document has more than ${MAX_VALUES} values`);
    if (typeof value === "string") this.#pieces.push(quoted(value));
    else if (typeof value === "number") this.#pieces.push(Number.isFinite(value) ? `${value}` : foreign(String(value)));
    else if (typeof value === "boolean") this.#pieces.push(value ? "true" : "false");
    else if (value === null) this.#pieces.push("null");
    else if (typeof value === "object") this.#object(value);
    else this.#pieces.push(foreign(describe(value)));
  }

  #object(value) {
    const parents = this.#parents;
    if (parents.includes(value)) this.#pieces.push(nested(MAX_DEPTH - parents.length));
    else if (parents.length >= MAX_DEPTH) this.#pieces.push("{}");
    else {
      parents.push(value);
      if (isArray(value)) this.#list(value);
      else this.#members(value);
      parents.pop();
      if (this.#pieces.length > PART) {
        this.#parts.push(this.#pieces.join(""));
        this.#pieces = [];
      }
    }
  }

  #list(value) {
    const { length } = value;
    this.#pieces.push("[");
    for (let index = 0; index < length; index += 1) {
      if (index > 0) this.#pieces.push(",");
      if (!hasOwn(value, index)) {
        this.#pieces.push(foreign("a hole")); // a list of holes may be endless
        break;
      }
      this.#value(value[index]);
    }
    this.#pieces.push("]");
  }

  #members(value) {
    const names = keys(value);
    if (names.length === 0) {
      const millis = millisOfDate(value);
      if (millis !== undefined) this.#pieces.push(Number.isNaN(millis) ? foreign("an invalid Date") : `${millis}`);
      else this.#pieces.push(isPlain(value) ? "{}" : foreign("an object without members of its own"));
      return;
    }
    let before = "{";
    for (const name of names) {
      const member = value[name];
      if (member === undefined) continue;
      this.#pieces.push(before, this.#name(name));
      this.#value(member);
      before = ",";
    }
    this.#pieces.push(before === "{" ? "{}" : "}");
  }

  /** A member's name, quoted; the same few names come again and again. */
  #name(name) {
    let written = this.#names.get(name);
    if (written === undefined) {
      written = `${quote(name)}:`;
      if (this.#names.size < 100) this.#names.set(name, written);
    }
    return written;
  }
}

/** A cycle is nested too deep by definition. */
const nested = (depth) => `${"[".repeat(depth)}1${"]".repeat(depth)}`;

function isPlain(value) {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}
