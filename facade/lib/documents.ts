// Documents as JSON text for the core, whatever the caller's objects are made of.
import type { Problem } from "../types/problem.js";
import { KeywardError, describe, failure, wrong } from "./errors.js";
import { millisOfDate } from "./instants.js";

const { isArray } = Array;
const { hasOwn, keys } = Object;
const quote = JSON.stringify;

/** Nesting and size beyond which a document is not walked on; the core says where it went too deep. */
const MAX_DEPTH = 66;
const MAX_VALUES = 20_000_000;

/** A value that JSON does not have. The core reports it at its place. */
const foreign = (description: string): string => `{"\\u0000":${quote(description)}}`;

/**
 * Half surrogate pairs become escapes, which the core reports at their place. One that a backslash stands before,
 * which is not itself escaped, becomes what cannot be escaped.
 */
const wellFormed = (text: string): string => (text.isWellFormed?.() ? text : text.replace(/\\*\p{Surrogate}/gu, escapedHalf));

function escapedHalf(found: string): string {
  const slashes = found.slice(0, -1);
  return slashes + (slashes.length % 2 === 1 ? "?" : `\\u${found.charCodeAt(slashes.length).toString(16)}`);
}

const NEEDS_QUOTING = /["\\\u0000-\u001f\ud800-\udfff]/;
const quoted = (text: string): string => (NEEDS_QUOTING.test(text) ? quote(text) : `"${text}"`);

/** By what a document is, the code of its errors. */
const CODES = { project: "document_invalid", catalog: "document_invalid", changes: "change_invalid", input: "change_invalid" } as const;

/**
 * JSON text of a document: text as it is, objects by their own members. `name` says what it is.
 * Unlike JSON.stringify it calls no `toJSON`, and turns nothing into null.
 */
export function documentText(document: unknown, name: Exclude<Problem["document"], "request">): string {
  if (typeof document === "string") return wellFormed(document.startsWith("\ufeff") ? document.slice(1) : document);
  if (isBytes(document)) throw wrong("request_invalid", "", `the ${name} is bytes: read it as text, with readFileSync(path, "utf8"), new TextDecoder().decode(bytes) or await blob.text()`, name);
  const code = CODES[name];
  let values = 0;
  const parents: object[] = [];
  const quotedNames = new Map<string, string>();
  const quotedName = (name: string): string => {
    let known = quotedNames.get(name);
    if (known === undefined) quotedNames.set(name, (known = `${quote(name)}:`));
    return known;
  };
  const write = (value: unknown, depth: number): string => {
    if ((values += 1) > MAX_VALUES) throw failure(code, [{ code: "value_invalid", document: name, at: "", message: `the document has more than ${MAX_VALUES} values` }]);
    switch (typeof value) {
      case "string":
        return quoted(value);
      case "boolean":
        return value ? "true" : "false";
      case "number":
        return Number.isFinite(value) ? `${value}` : foreign(String(value));
      case "object":
        return value === null ? "null" : writeObject(value, depth);
      default:
        return foreign(describe(value));
    }
  };
  const writeObject = (value: object, depth: number): string => {
    if (parents.includes(value)) return nest("1", MAX_DEPTH - depth);
    if (depth >= MAX_DEPTH) return "{}";
    parents.push(value);
    const text = isArray(value) ? writeList(value, depth) : writeMembers(value, depth);
    parents.pop();
    return text;
  };
  const writeList = (value: readonly unknown[], depth: number): string => {
    const entries: string[] = [];
    const { length } = value;
    for (let index = 0; index < length; index += 1) {
      if (!hasOwn(value, index)) {
        entries.push(foreign("a hole")); // a list of holes may be endless
        break;
      }
      entries.push(write(value[index], depth + 1));
    }
    return `[${entries.join(",")}]`;
  };
  const writeMembers = (value: object, depth: number): string => {
    const names = keys(value);
    if (names.length === 0) {
      const millis = millisOfDate(value);
      if (millis !== undefined) return Number.isNaN(millis) ? foreign("an invalid Date") : `${millis}`;
      if (!isPlain(value)) return foreign("an object without members of its own");
    }
    const members: string[] = [];
    for (const name of names) {
      const part = (value as { readonly [name: string]: unknown })[name];
      if (part !== undefined) members.push(quotedName(name) + write(part, depth + 1));
    }
    return `{${members.join(",")}}`;
  };
  try {
    return write(document, 0);
  } catch (error) {
    if (error instanceof KeywardError) throw error;
    throw wrong("input_unreadable", "", "reading the document threw an error", name);
  }
}

/** A cycle is nested too deep by definition. */
const nest = (text: string, depth: number): string => "[".repeat(depth) + text + "]".repeat(depth);

/** Whether a value is a file as it was read: a Buffer or typed array, what is behind one, or a Blob. */
function isBytes(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  try {
    return ArrayBuffer.isView(value) || /^\[object (?:Shared)?ArrayBuffer\]$|^\[object (?:Blob|File)\]$/.test(Object.prototype.toString.call(value));
  } catch {
    return false; // a proxy that throws is read, and refused, as any other
  }
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}
