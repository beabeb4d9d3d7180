// The operations of a document, as it has them.
import { describe, isList } from "../lib/errors.js";
import type { Findings } from "./findings.js";
import { type LeftOut, pathAt } from "./left-out.js";
import { type Part, type References, entries, isId, isObject, member, members, textOf, wellFormed } from "./parts.js";
import type { Base, Servers } from "./servers.js";
import { meant } from "./checks.js";
import type { Settings } from "./settings.js";

/** An operation of the document. */
export interface Operation {
  readonly id: string;
  /** Upper case. */
  readonly method: string;
  /** As the document writes it. */
  readonly path: string;
  readonly part: Part;
  readonly tags: readonly string[];
  readonly title: string | undefined;
  readonly isDeprecated: boolean;
  /** What it requires: its own `security`, or that of the document; undefined where neither says anything. */
  readonly security: Part | undefined;
  /** The value of the extension that lists permissions. Null: its reference cannot be followed. */
  readonly extension: Part | null | undefined;
  /** The name of a member that may be such an extension. */
  readonly candidate: string | undefined;
  readonly bases: readonly Base[];
  /** Path parameters that are declared to take several segments. */
  readonly tails: ReadonlySet<string>;
}

/** What the specification names, which are lower case. `query` and the `additionalOperations` beside it came with 3.2. */
const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];
const ADDITIONAL = "additionalOperations";
/** All methods at once, in Amazon's API Gateway, and which these are. */
const ANY_METHOD = "x-amazon-apigateway-any-method";
const EVERY = ["get", "put", "post", "delete", "options", "head", "patch"];

/** What may stand beside a `$ref` in place of an operation. Anything else could say other than what it leads to. */
const BESIDE_REFERENCE = ["$ref", "summary", "description"];

/** Reads the operations of a document. */
export class Operations {
  /** Paths whose operations are not known, with their base paths: the requests for them must not be answered for by others. */
  readonly lost: LeftOut[] = [];
  readonly #references: References;
  readonly #findings: Findings;
  readonly #servers: Servers;
  readonly #settings: Settings;
  readonly #root: Part;
  readonly #isSwagger: boolean;

  constructor(root: Part, isSwagger: boolean, references: References, findings: Findings, servers: Servers, settings: Settings) {
    this.#root = root;
    this.#isSwagger = isSwagger;
    this.#references = references;
    this.#findings = findings;
    this.#servers = servers;
    this.#settings = settings;
  }

  read(paths: Part): Operation[] {
    const found: Omit<Operation, "id">[] = [];
    for (const [path, item] of members(paths)) {
      if (path.startsWith("x-")) continue;
      found.push(...this.#ofItem(path, item));
    }
    return this.#named(found);
  }

  #ofItem(path: string, item: Part): Omit<Operation, "id">[] {
    const layers = this.#references.layers(item);
    const wrong = layers?.find(({ value }) => !isObject(value));
    if (wrong !== undefined) this.#wrongType(wrong, `the path \`${path}\``, "an object");
    if (layers === null || wrong !== undefined) return this.#lose(null, path, [item]);
    const seen = new Map<string, Part[]>();
    for (const layer of layers) {
      for (const [method, part] of this.#methodsOf(layer)) seen.set(method, [...(seen.get(method) ?? []), part]);
    }
    return [...seen].flatMap(([method, parts]) => {
      const [first] = parts;
      if (parts.length === 1 && first !== undefined) return this.#operation(method, path, first, layers);
      this.#lose(method, path, layers);
      for (const part of parts) this.#findings.tell("type_wrong", part, `\`${method} ${path}\` stands in the path and in what its \`$ref\` leads to, and either may be meant: it is left out`);
      return [];
    });
  }

  /** Methods, in upper case where the specification names them, with what stands for each. */
  #methodsOf(item: Part): [string, Part][] {
    const given = members(item);
    return given.flatMap(([name, part]): [string, Part][] => {
      if (METHODS.includes(name)) return [[name.toUpperCase(), part]];
      const at = { file: part.file, at: part.at };
      if (name === ADDITIONAL) return members(part).filter(([method, { file, at }]) => this.#isMethod(method, { file, at }));
      // the methods that stand beside it are not meant
      if (name === ANY_METHOD) return EVERY.filter((method) => !given.some(([other]) => other.toLowerCase() === method)).map((method) => [method.toUpperCase(), part]);
      if (METHODS.includes(name.toLowerCase())) {
        this.#findings.tell("method_case", at, `the method \`${name}\` has to be lower case; it is read as \`${name.toLowerCase()}\``);
        return [[name.toUpperCase(), part]];
      }
      if (!name.startsWith("x-") && isObject(part.value) && Object.hasOwn(part.value, "responses")) this.#findings.tell("method_unrepresentable", at, `\`${name.slice(0, 100)}\` is not a method of the specification: it is left out${meant(name, METHODS)}`);
      return [];
    });
  }

  #isMethod(method: string, at: Pick<Part, "file" | "at">): boolean {
    if (/^[A-Z]+$/.test(method)) return true;
    this.#findings.tell("method_unrepresentable", at, `\`${method.slice(0, 100)}\` is not an upper-case method: it is left out`);
    return false;
  }

  #operation(method: string, path: string, given: Part, layers: readonly Part[]): Omit<Operation, "id">[] {
    const part = this.#definition(method, path, given);
    if (part === null) return this.#lose(method, path, layers);
    const around = [part, ...layers];
    const tags = member(part, "tags");
    const { extension } = this.#settings;
    const bases = this.#servers.basesOf([...around, this.#root], this.#isSwagger);
    if (bases.length === 0) this.#lose(method, path, []);
    const stated = extension === undefined ? undefined : around.map((each) => this.#references.follow(each, extension)).find((each) => each !== undefined);
    return [
      {
        method,
        path,
        part,
        tags: tags === undefined ? [] : entries(tags).flatMap(({ value }) => (isId(value) ? [value] : [])),
        title: usable(textOf(part, "summary")),
        isDeprecated: member(part, "deprecated")?.value === true,
        security: member(part, "security") ?? member(this.#root, "security"),
        extension: stated,
        candidate: extension === undefined ? candidateIn(around) : undefined,
        bases,
        tails: this.#tailsOf(around),
      },
    ];
  }

  /** The object of an operation, behind its references. Null if it cannot be known. */
  #definition(method: string, path: string, given: Part): Part | null {
    const layers = this.#references.layers(given);
    const part = layers?.at(-1);
    if (layers === null || part === undefined) return null;
    const beside = layers.slice(0, -1).flatMap(members).find(([name]) => !BESIDE_REFERENCE.includes(name));
    if (beside !== undefined) {
      const [name, { file, at }] = beside;
      this.#findings.tell("type_wrong", { file, at }, `\`${name.slice(0, 100)}\` stands beside the \`$ref\` of \`${method} ${path}\`, and either may be meant: it is left out`);
      return null;
    }
    if (isObject(part.value)) return part;
    this.#wrongType(part, `\`${method} ${path}\``, "an object");
    return null;
  }

  /** Takes down what cannot be read. Where its own servers are not known, it may be at those of the document. */
  #lose(method: string | null, path: string, layers: readonly Part[]): [] {
    const own = this.#servers.basesOf([...layers, this.#root], this.#isSwagger);
    for (const base of own.length > 0 ? own : this.#servers.basesOf([this.#root], this.#isSwagger)) this.lost.push({ method, path: pathAt(base, path), needs: null });
    return [];
  }

  /** `x-multi-segment`: a path parameter that takes several segments, in GitHub's documents. */
  #tailsOf(around: readonly Part[]): ReadonlySet<string> {
    const parameters = around.flatMap((each) => {
      const listed = member(each, "parameters");
      return listed === undefined ? [] : entries(listed);
    });
    return new Set(
      parameters.flatMap((given): string[] => {
        // most are references, to a few
        const parameter = this.#references.resolved(given);
        const name = parameter === null ? undefined : textOf(parameter, "name");
        const isTail = parameter !== null && member(parameter, "x-multi-segment")?.value === true && textOf(parameter, "in") === "path";
        return name !== undefined && isTail ? [name] : [];
      }),
    );
  }

  /** The ids: the document's where they name one operation, else made of the method and the path, which stay when others come and go. */
  #named(found: readonly Omit<Operation, "id">[]): Operation[] {
    const given = found.map(({ part }) => usable(textOf(part, "operationId")));
    const counts = new Map<string, number>();
    for (const id of given) if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
    const taken = new Set([...counts].filter(([, count]) => count === 1).map(([id]) => id));
    return found.map((operation, place) => {
      const wanted = given[place];
      if (wanted !== undefined && taken.has(wanted)) return { ...operation, id: wanted };
      let id = wellFormed(`${operation.method} ${operation.path}`);
      while (taken.has(id)) id += "'";
      taken.add(id);
      const at = member(operation.part, "operationId") ?? operation.part;
      if (wanted === undefined) this.#findings.tell("operation_id_missing", at, `${at === operation.part ? "it has no `operationId`" : "its `operationId` is not text that can be an id"}: its id is \`${id}\``, id);
      else this.#findings.tell("operation_id_repeated", at, `the \`operationId\` \`${wanted}\` stands ${counts.get(wanted)} times: the id here is \`${id}\``, id);
      return { ...operation, id };
    });
  }

  #wrongType(part: Part, what: string, expected: string): void {
    this.#findings.tell("type_wrong", part, `${what} is ${describe(part.value)}, and has to be ${expected}: it is left out`);
  }
}

const usable = (text: string | undefined): string | undefined => (isId(text) ? text : undefined);

/** A member that seems to list permissions, and that nobody has named. */
function candidateIn(parts: readonly Part[]): string | undefined {
  return parts.flatMap((part) => members(part)).find(([name, { value }]) => /^x-.*(?:scope|permission|role)s?$/i.test(name) && (typeof value === "string" || isList(value)))?.[0];
}

