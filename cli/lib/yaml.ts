// YAML text as JSON, and where in it is what. What JSON does not have is refused, never turned into something else.
import { isAlias, isCollection, isMap, isPair, isScalar, isSeq, parseAllDocuments, visit, type Document as Parsed, type Node, type Pair } from "yaml";
import type { Document } from "./documents.js";
import { DocumentError } from "./failures.js";
import { Lines, namesIn } from "./places.js";
import type { Finding, Place } from "./report.js";

/** How often aliases may stand for something; one that stands within another counts as often as that one. */
const MOST_ALIASES = 10_000;

/** The parser looks for each alias among all aliases and anchors: more steps than these take too long. */
const MOST_LOOKUPS = 100_000_000;

export class YamlText implements Document {
  readonly name: string;
  readonly #lines: Lines;
  readonly #value: unknown;
  #json: string | undefined;
  #parsed: Parsed | undefined;
  #targets: ReadonlyMap<Node, Node> | undefined;
  readonly #members = new WeakMap<Node, ReadonlyMap<string, Pair>>();

  /** `isForeign`: a document of others' making, in which names may be numbers (`200:`), `<<` merges, and numbers need not be finite. */
  constructor(name: string, text: string, isForeign = false) {
    this.name = name;
    this.#lines = new Lines(text);
    this.#value = this.#read(text, isForeign);
    // what aliases repeat is written out, which may be too much
    if (!isForeign) this.#json = this.#asJson();
  }

  get json(): string {
    return (this.#json ??= this.#asJson());
  }

  line(number: number): string {
    return this.#lines.line(number);
  }

  /** Of a foreign document, parts that aliases repeat are shared. */
  value(): unknown {
    return this.#json === undefined ? this.#value : JSON.parse(this.#json);
  }

  place(pointer: string, isName = false): Place {
    let node = this.#parsed?.contents as Node | null | undefined;
    const names = namesIn(pointer);
    for (const [depth, name] of names.entries()) {
      const [key, value] = this.#child(this.#resolved(node), name);
      if (key !== undefined && (value === undefined || (isName && depth === names.length - 1))) {
        node = key;
        break;
      }
      if (value === undefined) break;
      node = value;
    }
    return this.#placeOf(node);
  }

  #placeOf(node: Node | null | undefined): Place {
    const [start = 0, end = 1] = node?.range ?? [];
    if (!isCollection(node)) return this.#lines.place(start, end);
    // of a block, its first name
    const [first] = node.items;
    const name = isPair(first) && !node.flow ? (first.key as Node | null) : null;
    return this.#lines.place(start, name?.range?.[0] === start ? name.range[1] : start + 1);
  }

  #resolved(node: Node | null | undefined): Node | null | undefined {
    if (!isAlias(node) || this.#parsed === undefined) return node;
    return (this.#targets ??= targetsOf(this.#parsed)).get(node);
  }

  #child(node: Node | null | undefined, name: string): readonly [Node | undefined, Node | undefined] {
    if (isSeq(node)) return [undefined, (node.items[Number(name)] as Node | undefined) ?? undefined];
    if (!isMap(node)) return [undefined, undefined];
    let members = this.#members.get(node);
    if (members === undefined) this.#members.set(node, (members = new Map(node.items.flatMap((pair) => (isScalar(pair.key) ? [[String(pair.key.value), pair]] : [])))));
    const pair = members.get(name);
    return [(pair?.key as Node | undefined) ?? undefined, (pair?.value as Node | null | undefined) ?? undefined];
  }

  #asJson(): string {
    try {
      return JSON.stringify(this.#value);
    } catch {
      throw new DocumentError([this.#finding("yaml_invalid", "its aliases stand for more than can be written out", 0, 1)]);
    }
  }

  #finding(code: string, message: string, start: number, end: number): Finding {
    return { level: "error", code, message, document: this, pointer: "", place: this.#lines.place(start, end) };
  }

  #read(text: string, isForeign: boolean): unknown {
    const findings: Finding[] = [];
    const tell = (code: string, message: string, start: number, end: number) => void findings.push(this.#finding(code, message, start, end));
    let value: unknown;
    try {
      // a file may name an older version of YAML, in which `yes` is true: it is read as every other one
      const parsed = [...(parseAllDocuments(text, { prettyErrors: false, schema: "core", resolveKnownTags: false, merge: isForeign, uniqueKeys: false }) as Parsed[])];
      const [first, second] = parsed;
      this.#parsed = first;
      const wrong = parsed.flatMap(({ errors, warnings }) => [...errors, ...(isForeign ? [] : warnings)]);
      // the others mostly follow from the first
      const [broken] = wrong;
      if (broken !== undefined) tell(...problemOf(broken.message), broken.pos[0], broken.pos[1]);
      if (second !== undefined && broken === undefined) tell("yaml_invalid", "the file has a second document, and has to have one", second.range?.[0] ?? 0, (second.range?.[0] ?? 0) + 1);
      if (first !== undefined && broken === undefined) {
        checkAliases(first, (start) => tell("yaml_invalid", "it has too many aliases and anchors", start, start + 1));
        checkRepeated(first, (start) => tell("member_repeated", "the member is repeated", start, endOfWord(text, start)));
        checkNodes(first, isForeign, tell);
      }
      if (findings.length === 0) value = first?.toJS(isForeign ? { maxAliasCount: MOST_ALIASES } : {}) ?? null;
    } catch (error) {
      findings.push(this.#failure(error));
    }
    if (findings.length > 0) throw new DocumentError(findings.sort((a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0)));
    return value;
  }

  /** What the parser threw. */
  #failure(error: unknown): Finding {
    const { message } = error as Error;
    if (error instanceof TypeError) return this.#finding("yaml_invalid", "an alias stands within what it stands for", 0, 1);
    return this.#finding(...problemOf(message), 0, 1);
  }
}

/** What aliases stand for: the last node with their anchor before them. */
function targetsOf(parsed: Parsed): ReadonlyMap<Node, Node> {
  const [anchors, targets] = [new Map<string, Node>(), new Map<Node, Node>()];
  visit(parsed, {
    Node: (_, node) => {
      const target = isAlias(node) ? anchors.get(node.source) : undefined;
      if (target !== undefined) targets.set(node, target);
      if (!isAlias(node) && node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return targets;
}

/** Whether the parser can find what all aliases stand for in time. */
function checkAliases(parsed: Parsed, tell: (start: number) => void): void {
  let [aliases, anchors] = [0, 0];
  visit(parsed, {
    Node: (_, node) => {
      if (isAlias(node)) aliases += 1;
      else if (node.anchor !== undefined) anchors += 1;
      if (aliases * (aliases + anchors) <= MOST_LOOKUPS) return undefined;
      tell(node.range?.[0] ?? 0);
      return visit.BREAK;
    },
  });
}

/** Members that are repeated. The parser compares each name with all before it, which takes too long for many. */
function checkRepeated(parsed: Parsed, tell: (start: number) => void): void {
  visit(parsed, {
    Map: (_, { items }) => {
      const names = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (names.has(key.value)) tell(key.range?.[0] ?? 0);
        names.add(key.value);
      }
    },
  });
}

/** Names that are not text, and numbers that JSON does not have. */
function checkNodes(parsed: Parsed, isForeign: boolean, tell: (code: string, message: string, start: number, end: number) => void): void {
  visit(parsed, {
    Pair: (_, { key }) => {
      // `<<` is a symbol where it merges
      if (isScalar(key) && (typeof key.value === "string" || (isForeign && ["number", "boolean", "symbol"].includes(typeof key.value)))) return;
      const [start = 0, end = 1] = (key as Node | null)?.range ?? [];
      tell("yaml_invalid", "the name of a member has to be text; put it in quotes", start, end);
    },
    Scalar: (_, { value, range }) => {
      if (isForeign) return;
      const isPlain = value === null || typeof value === "string" || typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value));
      if (!isPlain) tell("yaml_invalid", "JSON has no such value", range?.[0] ?? 0, range?.[1] ?? 1);
    },
  });
}

const endOfWord = (text: string, start: number): number => start + (/^("[^"\n]*"|'[^'\n]*'|[^\s:]+)/.exec(text.slice(start, start + 200))?.[0].length ?? 1);

/** The code and the sentence of an error of the parser. It tells the end of the stack as it does its own. */
function problemOf(message: string): [string, string] {
  if (/call stack|too much recursion/i.test(message)) return ["too_deep", "the text is nested too deeply to be read"];
  if (/alias count/i.test(message)) return ["yaml_invalid", "its aliases stand for too much"];
  return ["yaml_invalid", `the text is not YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`];
}
