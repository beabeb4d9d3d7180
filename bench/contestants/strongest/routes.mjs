// A tree of segments for each method.
import { MAX_SEGMENTS, decoded, ends, readPath, starts } from "./paths.mjs";

/** Texts that are found by a part of a longer text, through buckets by length and three characters. */
export class SegmentTable {
  #buckets = [[]];
  #entries = [];

  add(text, value) {
    this.#entries.push({ text, length: text.length, value });
    const size = 1 << Math.ceil(Math.log2(this.#entries.length * 4));
    this.#buckets = Array.from({ length: size }, () => []);
    for (const entry of this.#entries) this.#buckets[this.#place(entry.text, 0, entry.length)].push(entry);
  }

  get(path, start, end) {
    const bucket = this.#buckets[this.#place(path, start, end)];
    for (let number = 0; number < bucket.length; number += 1) {
      const entry = bucket[number];
      if (entry.length === end - start && path.slice(start, end) === entry.text) return entry.value;
    }
    return undefined;
  }

  values() {
    return this.#entries;
  }

  #place(text, start, end) {
    const length = end - start;
    const mixed = length + text.charCodeAt(start) * 5 + text.charCodeAt(end - 1) * 31 + text.charCodeAt(start + (length >> 1)) * 113;
    return (mixed ^ (mixed >> 5)) & (this.#buckets.length - 1);
  }
}

class Node {
  literals = null;
  parameter = null;
  operation = null;
}

export const MISSPELT = Symbol("a segment is spelt otherwise than the literal it decodes to");

/** A literal of such characters has one canonical spelling. */
const UNRESERVED = /^[A-Za-z0-9\-._~]*$/;

export class Routes {
  #roots = new Map();
  #canBeMisspelt = false;

  /** `templates`: lists of segments, in all forms of their identifiers. */
  add(method, segments, operation) {
    if (!this.#roots.has(method)) this.#roots.set(method, new Node());
    let node = this.#roots.get(method);
    for (const segment of segments) {
      if (segment.startsWith("{")) {
        node = node.parameter ??= new Node();
      } else {
        node.literals ??= new SegmentTable();
        let next = node.literals.get(segment, 0, segment.length);
        this.#canBeMisspelt ||= !UNRESERVED.test(segment);
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
    if (this.#canBeMisspelt && isMisspelt(root, path, 0, count)) return MISSPELT;
    return search(root, path, 0, count);
  }
}

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
  return node.operation;
}

function isMisspelt(node, path, place, count) {
  if (place >= count) return false;
  const segment = path.slice(starts[place], ends[place]);
  const plain = decoded(segment);
  const entries = node.literals?.values() ?? [];
  if (entries.some(({ text }) => text !== segment && decoded(text) === plain)) return true;
  const next = entries.find(({ text }) => text === segment)?.value;
  return (next !== undefined && isMisspelt(next, path, place + 1, count)) || (node.parameter !== null && isMisspelt(node.parameter, path, place + 1, count));
}

export { ends, readPath, starts };
