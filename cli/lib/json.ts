// JSON text, and where in it is what.
import { parseTree, type Node } from "jsonc-parser";
import type { Document } from "./documents.js";
import { DocumentError } from "./failures.js";
import { Lines, namesIn } from "./places.js";
import type { Place } from "./report.js";

/** Members of an object by their names. */
type Members = ReadonlyMap<unknown, Node>;

export class JsonText implements Document {
  readonly name: string;
  readonly json: string;
  #known: Lines | undefined;
  readonly #members = new WeakMap<Node, Members>();
  #root: Node | null | undefined;

  constructor(name: string, text: string) {
    this.name = name;
    this.json = text;
  }

  get #lines(): Lines {
    return (this.#known ??= new Lines(this.json));
  }

  line(number: number): string {
    return this.#lines.line(number);
  }

  /** Refuses repeated members as well: of two values, either may be meant. */
  value(): unknown {
    let value: unknown;
    try {
      value = JSON.parse(this.json);
    } catch (error) {
      throw new DocumentError([{ level: "error", code: "json_invalid", message: `the text is not JSON: ${reasonOf((error as Error).message)}`, document: this, pointer: "", ...this.#firstError() }]);
    }
    const tree = this.#tree();
    // without a tree, members may be repeated without anybody noticing
    if (tree === null) throw new DocumentError([{ level: "error", code: "too_deep", message: "the text is nested too deeply to be read", document: this, pointer: "", place: this.#lines.place(0, 1) }]);
    const repeated = repeatedIn(tree);
    if (repeated) {
      const place = this.#placeOf(repeated);
      throw new DocumentError([{ level: "error", code: "member_repeated", message: `the member \`${repeated.value}\` is repeated`, document: this, pointer: "", place }]);
    }
    return value;
  }

  place(pointer: string, isName = false): Place {
    let node = this.#tree();
    if (!node) return { line: 1, column: 1, endColumn: 2 };
    for (const [depth, name] of namesIn(pointer).entries()) {
      const [key, value] = this.#child(node, name);
      if (value === undefined) break;
      node = isName && key !== undefined && depth === namesIn(pointer).length - 1 ? key : value;
    }
    return this.#placeOf(node);
  }

  /** The name and the value of a member, the last of that name; of a list, an entry without a name. */
  #child(node: Node, name: string): readonly [Node | undefined, Node | undefined] {
    const { type, children = [] } = node;
    if (type === "array") return [undefined, children[Number(name)]];
    let members = this.#members.get(node);
    if (members === undefined) this.#members.set(node, (members = new Map(children.map((each) => [each.children?.[0]?.value, each]))));
    const property = members.get(name);
    return [property?.children?.[0], property?.children?.[1]];
  }

  #placeOf({ type, offset, length }: Node): Place {
    return this.#lines.place(offset, type === "object" || type === "array" ? offset + 1 : offset + length);
  }

  /** Null of a text that is nested too deeply for the parser. */
  #tree(): Node | null {
    if (this.#root !== undefined) return this.#root;
    try {
      return (this.#root = parseTree(this.json) ?? null);
    } catch {
      return (this.#root = null);
    }
  }

  #firstError(): { place: Place } | undefined {
    const errors: { offset: number; length: number }[] = [];
    try {
      parseTree(this.json, errors as never, { disallowComments: true, allowTrailingComma: false });
    } catch {
      return undefined;
    }
    const [first] = errors;
    return first && { place: this.#lines.place(first.offset, first.offset + first.length) };
  }
}

/** What the engine says, without the place and the text there, which are shown. */
const reasonOf = (message: string): string => message.replace(/(?:, (?:\.\.\.)?".*"(?:\.\.\.)? is not valid JSON|(?: in JSON)? at position \d.*)$/s, "");

/** The second name of a repeated member. */
function repeatedIn({ type, children = [] }: Node): Node | undefined {
  const names = new Set<unknown>();
  for (const each of children) {
    const name = type === "object" ? each.children?.[0] : undefined;
    if (name !== undefined && names.has(name.value)) return name;
    names.add(name?.value);
    const found = repeatedIn(each);
    if (found !== undefined) return found;
  }
  return undefined;
}
