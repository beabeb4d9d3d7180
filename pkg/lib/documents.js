// Documents as JSON text for the core, whatever the caller's objects are made of.
import { KeywardError, describe, wrong } from "./errors.js";
import { millisOfDate } from "./instants.js";

const { isArray } = Array;
const { hasOwn, keys } = Object;
const quote = JSON.stringify;

/** Nesting and size beyond which a document is not walked on; the core says where it went too deep. */
const MAX_DEPTH = 66;
const MAX_VALUES = 20_000_000;

/** A value that JSON does not have. The core reports it at its place. */
const foreign = (description) => `{"\\u0000":${quote(description)}}`;

/** Half surrogate pairs become escapes, which the core reports at their place. */
const wellFormed = (text) => text.replace(/\p{Surrogate}/gu, (half) => `\\u${half.charCodeAt(0).toString(16)}`);

/**
 * JSON text of a document: text as it is, objects by their own members.
 * Unlike JSON.stringify it calls no `toJSON`, and turns nothing into null.
 */
export function documentText(document, code) {
  if (typeof document === "string") return wellFormed(document);
  let values = 0;
  const write = (value, depth, parents) => {
    if ((values += 1) > MAX_VALUES) throw wrong(code, "", `the document has more than ${MAX_VALUES} values`);
    switch (typeof value) {
      case "string":
        return quote(value);
      case "boolean":
        return value ? "true" : "false";
      case "number":
        return Number.isFinite(value) ? `${value}` : foreign(String(value));
      case "object":
        return value === null ? "null" : writeObject(value, depth, parents);
      default:
        return foreign(describe(value));
    }
  };
  const writeObject = (value, depth, parents) => {
    if (parents.includes(value)) return nest("1", MAX_DEPTH - depth);
    if (depth >= MAX_DEPTH) return "{}";
    const inside = [...parents, value];
    if (isArray(value)) {
      const entries = [];
      const { length } = value;
      for (let index = 0; index < length; index += 1) {
        if (!hasOwn(value, index)) {
          entries.push(foreign("a hole")); // a list of holes may be endless
          break;
        }
        entries.push(write(value[index], depth + 1, inside));
      }
      return `[${entries.join(",")}]`;
    }
    const names = keys(value);
    if (names.length === 0) {
      const millis = millisOfDate(value);
      if (millis !== undefined) return Number.isNaN(millis) ? foreign("an invalid Date") : `${millis}`;
      if (!isPlain(value)) return foreign("an object without members of its own");
    }
    const members = [];
    for (const name of names) {
      const member = value[name];
      if (member !== undefined) members.push(`${quote(name)}:${write(member, depth + 1, inside)}`);
    }
    return `{${members.join(",")}}`;
  };
  try {
    return write(document, 0, []);
  } catch (error) {
    if (error instanceof KeywardError) throw error;
    throw wrong("input_unreadable", "", "reading the document threw an error");
  }
}

/** A cycle is nested too deep by definition. */
const nest = (text, depth) => "[".repeat(depth) + text + "]".repeat(depth);

function isPlain(value) {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}
