// A tree of segments for each method.
import { MAX_SEGMENTS, ends, readPath, starts } from "./paths.mjs";

/** Whether a text was looked up that differs from an entry by case alone. */
let differsByCase = false;

/** Texts that are found by a part of a longer text, through buckets by length and three characters, whatever their case. */
export class SegmentTable {
  #buckets = [[]];
  #entries = [];

  add(text, value) {
    this.#entries.push({ text, folded: text.toLowerCase(), length: text.length, value });
    const size = 1 << Math.ceil(Math.log2(this.#entries.length * 4));
    this.#buckets = Array.from({ length: size }, () => []);
    for (const entry of this.#entries) this.#buckets[this.#place(entry.text, 0, entry.length)].push(entry);
  }

  get(path, start, end) {
    const bucket = this.#buckets[this.#place(path, start, end)];
    for (let number = 0; number < bucket.length; number += 1) {
      const entry = bucket[number];
      if (entry.length !== end - start) continue;
      const text = path.slice(start, end);
      if (text === entry.text) return entry.value;
      differsByCase ||= text.toLowerCase() === entry.folded;
    }
    return undefined;
  }

  /** Like `get` for a text of which the case does not count. */
  getFolded(path, start, end) {
    const bucket = this.#buckets[this.#place(path, start, end)];
    return bucket.length === 0 ? undefined : bucket.find(({ folded }) => folded === path.slice(start, end).toLowerCase())?.value;
  }

  #place(text, start, end) {
    const length = end - start;
    const mixed = length + (text.charCodeAt(start) | 32) * 5 + (text.charCodeAt(end - 1) | 32) * 31 + (text.charCodeAt(start + (length >> 1)) | 32) * 113;
    return (mixed ^ (mixed >> 5)) & (this.#buckets.length - 1);
  }
}

class Node {
  literals = null;
  parameter = null;
  operation = null;
}

export const READ_IN_TWO_WAYS = Symbol("another router, which ignores case, would read another template");

/** A literal of such characters is never what a canonical path has in escapes. */
const UNRESERVED = /^[A-Za-z0-9\-._~]*$/;

export class Routes {
  #roots = new Map();

  /** `templates`: lists of segments, in all forms of their identifiers. */
  add(method, segments, operation) {
    if (!this.#roots.has(method)) this.#roots.set(method, new Node());
    let node = this.#roots.get(method);
    for (const segment of segments) {
      if (segment.startsWith("{")) {
        node = node.parameter ??= new Node();
      } else {
        if (!UNRESERVED.test(segment)) throw new Error(`\`${segment}\` could stand in a path in escapes`);
        node.literals ??= new SegmentTable();
        let next = node.literals.get(segment, 0, segment.length);
        if (next === undefined) node.literals.add(segment, (next = new Node()));
        node = next;
      }
    }
    node.operation = operation;
    if (method === "GET") this.#roots.set("HEAD", this.#roots.get(method));
  }

  /** The operation that a path which was just read names; `null` if none. */
  find(method, path, count) {
    const root = this.#roots.get(method);
    if (root === undefined || count > MAX_SEGMENTS) return null;
    differsByCase = false;
    const found = search(root, path, 0, count);
    // both searches take the same steps until a segment differs from a literal by case
    if (differsByCase && searchFolded(root, path, 0, count) !== found) return READ_IN_TWO_WAYS;
    return found === null ? null : found.operation;
  }
}

/** The last node of the template that a path is of; `null` if none. */
function search(node, path, place, count) {
  while (place < count) {
    const next = node.literals === null ? undefined : node.literals.get(path, starts[place], ends[place]);
    place += 1;
    if (next === undefined) {
      if (node.parameter === null) return null;
      node = node.parameter;
    } else if (node.parameter === null) {
      node = next;
    } else {
      const found = search(next, path, place, count);
      if (found !== null) return found;
      node = node.parameter;
    }
  }
  return node.operation === null ? null : node;
}

/** The same for a router that ignores case. */
function searchFolded(node, path, place, count) {
  if (place === count) return node.operation === null ? null : node;
  const next = node.literals?.getFolded(path, starts[place], ends[place]);
  const found = next === undefined ? null : searchFolded(next, path, place + 1, count);
  return found ?? (node.parameter === null ? null : searchFolded(node.parameter, path, place + 1, count));
}

export { ends, readPath, starts };
