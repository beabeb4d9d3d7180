// Parts of a document, with the place of each, across references.
import { describe, isList, step } from "../lib/errors.js";
import type { Findings } from "./findings.js";

/** A value of a document, and where it stands. */
export interface Part {
  readonly value: unknown;
  /** The document's name; `""` is the one that is imported. */
  readonly file: string;
  /** A JSON Pointer. */
  readonly at: string;
}

/** An object of a document. */
export type Members = { readonly [name: string]: unknown };

/** Longer lists than this are not read: nobody writes them by hand. */
const MOST_ENTRIES = 100_000;

/** How many references one value may stand behind. */
const MOST_STEPS = 100;

export const isObject = (value: unknown): value is Members => typeof value === "object" && value !== null && !isList(value);

const own = (value: Members, name: string): unknown => (Object.hasOwn(value, name) ? value[name] : undefined);

/** A member of an object; undefined if it is not its own, or has no value. */
export function member(part: Part, name: string): Part | undefined {
  const value = isObject(part.value) ? own(part.value, name) : undefined;
  return value === undefined ? undefined : { value, file: part.file, at: part.at + step(name) };
}

/** The members of an object, by their names. */
export function members(part: Part): [string, Part][] {
  if (!isObject(part.value)) return [];
  return Object.keys(part.value).flatMap((name): [string, Part][] => {
    const found = member(part, name);
    return found === undefined ? [] : [[name, found]];
  });
}

/** The entries of a list. */
export function entries(part: Part): Part[] {
  const { value, file, at } = part;
  if (!isList(value)) return [];
  return Array.from({ length: Math.min(value.length, MOST_ENTRIES) }, (_, place) => ({ value: value[place], file, at: `${at}/${place}` }));
}

/** Text of a member. */
export function textOf(part: Part, name: string): string | undefined {
  const value = member(part, name)?.value;
  return typeof value === "string" ? value : undefined;
}

/** Text that can be an id: not empty, without half of a surrogate pair. */
export const isId = (value: unknown): value is string => typeof value === "string" && value !== "" && !/\p{Surrogate}/u.test(value);
export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, "\ufffd");

/** A document that cannot be read. */
interface Unreadable {
  readonly reason: string;
}

/** Follows references. What cannot be followed is told once, at the place of the reference. */
export class References {
  readonly #documents = new Map<string, Part | Unreadable>();
  readonly #findings: Findings;
  readonly #read: ((name: string) => unknown) | undefined;

  constructor(root: unknown, findings: Findings, read?: (name: string) => unknown) {
    this.#findings = findings;
    this.#read = read;
    this.#documents.set("", { value: root, file: "", at: "" });
  }

  /** What a part stands for: itself, or what its `$ref` leads to. Null if that cannot be followed. */
  resolved(part: Part): Part | null {
    return this.layers(part)?.at(-1) ?? null;
  }

  /** A part, and each that the references lead to from it, the target last. Null if they cannot be followed. */
  layers(part: Part): Part[] | null {
    const layers = [part];
    for (let at = part; ; ) {
      const reference = member(at, "$ref");
      if (reference === undefined) return layers;
      const found = layers.length > MOST_STEPS ? "it leads through too many references" : this.#target(reference, 0);
      const isSeen = typeof found !== "string" && layers.some(({ file, at: place }) => file === found.file && place === found.at);
      if (typeof found === "string" || isSeen) {
        const reason = typeof found === "string" ? found : "it leads back to itself";
        this.#findings.tell("reference_unreadable", reference, `the reference ${shown(reference.value)} cannot be followed: ${reason}`);
        return null;
      }
      layers.push((at = found));
    }
  }

  /** A member, followed. Undefined if it is not there, null if it cannot be followed. */
  follow(part: Part, name: string): Part | null | undefined {
    const found = member(part, name);
    return found === undefined ? undefined : this.resolved(found);
  }

  /** Where a reference leads, or why it leads nowhere. */
  #target({ value, file }: Part, steps: number): Part | string {
    if (typeof value !== "string") return `it is ${describe(value)}, and has to be text`;
    if (steps > MOST_STEPS) return "it leads through too many references";
    const [path = "", ...rest] = value.split("#");
    const pointer = decoded(rest.join("#"));
    if (pointer === null) return "its escapes are not those of a URL";
    if (pointer !== "" && !pointer.startsWith("/")) return "only JSON Pointers are followed, such as `#/components/x`";
    const document = this.#document(path, file);
    if ("reason" in document) return document.reason;
    let at: Part = document;
    for (const name of pointer.split("/").slice(1).map((each) => each.replaceAll("~1", "/").replaceAll("~0", "~"))) {
      const behind = member(at, name) === undefined ? member(at, "$ref") : undefined;
      const target = behind === undefined ? at : this.#target(behind, steps + 1);
      if (typeof target === "string") return target;
      const next = isList(target.value) ? entries(target)[/^\d+$/.test(name) ? Number(name) : -1] : member(target, name);
      if (next === undefined) return `there is no \`${name.slice(0, 100)}\` in ${target.at === "" ? "the document" : `\`${target.at.slice(0, 200)}\``}`;
      at = next;
    }
    return at;
  }

  #document(path: string, from: string): Part | Unreadable {
    if (path === "") return this.#documents.get(from) as Part;
    if (/^[A-Za-z][A-Za-z0-9+.-]*:|^\/\//.test(path)) return { reason: "it names a remote document, and none is fetched: download it, and name the file" };
    const file = decoded(path);
    if (file === null || file.startsWith("/") || file.includes("\\") || file.includes("\0")) return { reason: "it has to be a path relative to its document" };
    const name = joined(from, file);
    const known = this.#documents.get(name);
    if (known !== undefined) return known;
    const found = this.#readDocument(name);
    this.#documents.set(name, found);
    return found;
  }

  #readDocument(name: string): Part | Unreadable {
    if (this.#read === undefined) return { reason: "there is no `read` that gives other documents" };
    try {
      const value = this.#read(name);
      return value === undefined ? { reason: `there is no document \`${name}\`` } : { value, file: name, at: "" };
    } catch (error) {
      return { reason: String((error as { readonly message?: unknown } | null)?.message ?? error).slice(0, 300) };
    }
  }
}

const shown = (value: unknown): string => (typeof value === "string" ? `\`${value.slice(0, 200)}\`` : "");

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** A path, from the folder of another one. */
function joined(from: string, path: string): string {
  const names = from.split("/").slice(0, -1);
  for (const name of path.split("/")) {
    if (name === "." || name === "") continue;
    if (name === ".." && names.length > 0 && names.at(-1) !== "..") names.pop();
    else names.push(name);
  }
  return names.join("/");
}
