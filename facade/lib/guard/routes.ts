// Compares the route that a router chose with the operation that was judged.
//
// A route reads the path like the operation's template if other texts in place of its parameters give the same operation:
// `/items/:id` for the path `/items/all` runs "delete an item" where "delete all items" was judged, and `/items/x` shows it.
import type { Decision } from "../../types/decision.js";
import type { ChosenRoute } from "../../types/guard.js";
import type { Agrees, Dialect, Source } from "./source.js";
import { decoded } from "./text.js";

/** Stands in for what a parameter took. No template has it as literal text. */
const PROBE = "keyward-probe";
/** How many segments a wildcard takes in a probe: as many as in the path (null), and one and two, since a template's tail takes any number and its parameter one. */
const WILDCARD_LENGTHS = [null, 1, 2];

/** A permitted request, and the routes to compare with its operation. */
interface Compared {
  readonly source: Pick<Source, "path" | "routes">;
  /** What the option `route` gave; undefined without that option. */
  readonly chosen: ChosenRoute | null | undefined;
  readonly decision: Decision;
  /** The path that is judged for a whole one. */
  pathOf(whole: string): string;
  /** The operation that a path is judged as. */
  operationOf(path: string): string | null;
}

/** Why a route of the router is not the judged operation's; null if all are. */
export function routeDifference({ source: { path, routes }, chosen, decision, pathOf, operationOf }: Compared): string | null {
  const judged = `the operation \`${decision.operation}\` was judged`;
  const isShortened = path.length > 1 && path.endsWith("/") && decision.path?.endsWith("/") === false;
  const whole = isShortened ? path.slice(0, -1) : path;
  let isPathFixed: boolean | undefined;
  /** Whether the option `path` gives the same for any path: its operation would then be the judged one for every probe. */
  const givesOnePath = (): boolean => (isPathFixed ??= pathOf(whole) === pathOf(`${whole === "/" ? "" : whole}/${PROBE}`));
  const agrees: Agrees = (pattern, dialect, isJudged = false) => {
    const read = isJudged ? decision.path : whole;
    const probes = read === null ? null : probesOf(pattern, dialect, read);
    if (probes === null) return false;
    return probes.every(({ path, isWider }) => {
      if (!isJudged && path !== read && givesOnePath()) return false;
      const operation = operationOf(isJudged ? path : pathOf(path));
      return operation === decision.operation || (isWider && operation === null);
    });
  };
  if (chosen === null) return `the router chose no route, and ${judged}`;
  if (chosen?.operation !== undefined && chosen.operation !== decision.operation) return `the router chose the operation \`${chosen.operation}\`, and ${judged}`;
  if (chosen?.template !== undefined && chosen.operation === undefined && !agrees(chosen.template, "catalog", true)) return `the router chose the route \`${chosen.template}\`, and ${judged}`;
  for (const { dialect, any, mismatch } of routes?.(decision, agrees) ?? []) {
    if (mismatch !== undefined) return `${mismatch}, and ${judged}`;
    if (any.some((pattern) => agrees(pattern, dialect))) continue;
    const rule = isPathFixed ? "it cannot be compared, because the option `path` does not read the whole path that it is given" : "a route has to be the operation's template";
    return `the router chose the route ${any.map((pattern) => `\`${pattern}\``).join(" or ")}, and ${judged}: ${rule}`;
  }
  return null;
}

/** A path that a route reads like the judged one; `isWider` where it may be of no operation, because the route takes more than its operation has. */
export interface Probe {
  readonly path: string;
  readonly isWider: boolean;
}

/**
 * Segments of a path, as many as there are but at least `min`: a wildcard, which may be wider than the operation, as that of a proxy;
 * a catalog's tail, which is the operation's own; or a parameter whose expression takes slashes, which may be a whole segment's or a tail's.
 */
interface Wildcard {
  readonly wild: "wildcard" | "tail" | "expression";
  readonly min: number;
}

/** One segment of a pattern: literal texts, and null for each parameter. */
interface Segment {
  readonly wild?: never;
  readonly parts: readonly (string | null)[];
  readonly optional?: boolean;
}

type Segments = readonly (Wildcard | Segment)[];

/**
 * Paths that a route reads like `path`, with other texts in place of its parameters.
 * @returns `null` if the pattern does not match the path to the letter, or cannot be read
 */
export function probesOf(pattern: unknown, dialect: Dialect, path: string): Probe[] | null {
  for (const segments of readPattern(pattern, dialect) ?? []) {
    const probes = new Map<string, Probe>();
    for (const length of WILDCARD_LENGTHS) {
      const found = probeOf(segments, path === "/" ? [] : path.slice(1).split("/"), length);
      if (found === null) continue;
      const probe = `/${found.join("/")}`;
      probes.set(probe, { path: probe, isWider: segments.some(({ wild }) => wild === "wildcard" || (wild === "expression" && length === 2)) });
    }
    if (probes.size > 0) return [...probes.values()];
  }
  return null;
}

/** The segments of a probe; null if these segments do not match. */
function probeOf([first, ...others]: Segments, path: readonly string[], length: number | null): string[] | null {
  if (first === undefined) return path.length === 0 ? [] : null;
  if (first.wild) {
    for (let taken = path.length; taken >= first.min; taken -= 1) {
      const rest = probeOf(others, path.slice(taken), length);
      if (rest !== null) return [...Array<string>(length ?? taken).fill(PROBE), ...rest];
    }
    return null;
  }
  const [segment, ...rest] = path;
  const probe = segment === undefined ? null : probeOfSegment(first.parts, segment);
  const probes = probe === null ? null : probeOf(others, rest, length);
  return probe === null || probes === null ? null : [probe, ...probes];
}

function probeOfSegment(parts: Segment["parts"], segment: string): string | null {
  if (!parts.includes(null)) return decoded(parts.join("")) === decoded(segment) ? segment : null;
  return isReadAs(parts, decoded(segment)) ? parts.map((text) => text ?? PROBE).join("") : null;
}

/** Whether a text is these parts in their order, a character or more for each parameter. No expression: several `.+` in one take time without end. */
function isReadAs(parts: Segment["parts"], text: string): boolean {
  const pieces: (string | null)[] = [];
  for (const part of parts) {
    const last = pieces.at(-1);
    if (part !== null && typeof last === "string") pieces[pieces.length - 1] = last + decoded(part);
    else pieces.push(part === null ? null : decoded(part));
  }
  const end = typeof pieces.at(-1) === "string" ? (pieces.pop() as string) : "";
  if (!text.endsWith(end)) return false;
  const rest = text.slice(0, text.length - end.length);
  let at = 0;
  let isOpen = false; // whether the parameter before may take more
  for (const piece of pieces) {
    const from = piece === null ? at : isOpen ? rest.indexOf(piece, at) : rest.startsWith(piece, at) ? at : -1;
    if (from === -1 || (piece === null && at >= rest.length)) return false;
    at = from + (piece === null ? ((rest.codePointAt(at) as number) > 0xffff ? 2 : 1) : piece.length);
    isOpen = piece === null;
  }
  return isOpen;
}

/** The lists of segments that a pattern stands for: two where its last segment may be left out. Null if it cannot be read. */
function readPattern(pattern: unknown, dialect: Dialect): Segments[] | null {
  if (typeof pattern !== "string") return null;
  if (pattern === "*" || pattern === "/*") return [[{ wild: "wildcard", min: 0 }]];
  const texts = pattern.replace(/^\//, "").replace(/(?<!\\)\/$/, "");
  const segments: (Wildcard | Segment)[] = [];
  for (const text of texts === "" ? [] : texts.split(SEPARATORS[dialect])) {
    const segment = READERS[dialect](text);
    if (segment === null) return null;
    segments.push(segment);
  }
  const last = segments.at(-1);
  return last !== undefined && !last.wild && last.optional ? [segments, segments.slice(0, -1)] : [segments];
}

/** A slash within an expression does not end a segment. */
const SEPARATORS: { readonly [dialect in Dialect]: RegExp } = { catalog: /\//, express: /\//, fastify: /\/(?![^(]*\))/, hono: /\/(?![^{]*\})/ };

/** Reads one segment of a pattern; null if it cannot be read. */
type Reader = (text: string) => Wildcard | Segment | null;
const READERS: { readonly [dialect in Dialect]: Reader } = { catalog: readTemplate, express: readExpress, fastify: readFastify, hono: readHono };

/** `{name}` with literal text about it, and `{name+}`. */
function readTemplate(text: string): Wildcard | Segment | null {
  return /^\{[^{}]+\+\}$/.test(text) ? { wild: "tail", min: 1 } : readParts(text, /\{[^{}+]+\}|([^{}])/uy, (match) => match[1] ?? null);
}

/** `:name`, `:"any name"`, `*name`, `{*name}`, and `\` before a character that is meant literally. */
function readExpress(text: string): Wildcard | Segment | null {
  if (/^\*[\w$]*$/.test(text)) return { wild: "wildcard", min: 1 };
  if (/^\{\*[\w$]+\}$/.test(text)) return { wild: "wildcard", min: 0 };
  return readParts(text, /\\(.)|:(?:"(?:[^"\\]|\\.)*"|[\w$]+)|([^\\:{}()[\]+?!*"])/uy, (match) => match[1] ?? match[2] ?? null);
}

/** `:name`, `:name(expression)`, `:name?` at the end, `::` for a colon, `*`. */
function readFastify(text: string): Wildcard | Segment | null {
  if (text === "*") return { wild: "wildcard", min: 1 };
  const optional = text.endsWith("?");
  const read = readParts(optional ? text.slice(0, -1) : text, /(::)|:\w+(?:\((?:[^()]|\([^()]*\))*\))?|([^:*()?])/uy, (match) => (match[1] === undefined ? (match[2] ?? null) : ":"));
  return read === null ? null : { ...read, optional };
}

/** A parameter of Hono whose expression is `.+` or `[^/]+`, with literal text about it. */
const HONO_EXPRESSION = /^:[^{}]+\{((?:[\w:~%@!,-]|\\\.)*)(?:\.|\[\^\/\])\+((?:[\w:~%@!,-]|\\\.)*)\}$/;

/**
 * `:name`, `:name{expression}`, `:name?`, `*`: each a whole segment, or several where the expression takes slashes.
 * An expression such as `v.+` or `[^/]+\.json` is a parameter with text about it.
 */
function readHono(text: string): Wildcard | Segment | null {
  if (text === "*") return { wild: "wildcard", min: 0 };
  if (!text.startsWith(":")) return text.includes("*") ? null : { parts: [text] };
  const [, before = "", after = ""] = HONO_EXPRESSION.exec(text) ?? [];
  const optional = text.endsWith("?");
  if (before + after === "" && takesSlash(/\{(.*)\}/.exec(text)?.[1] ?? "")) return { wild: "expression", min: optional ? 0 : 1 };
  const parts = [before.replaceAll("\\", ""), null, after.replaceAll("\\", "")].filter((part) => part !== "");
  return { parts, optional };
}

/** Whether one of an expression's characters, classes and escapes can be a slash. */
function takesSlash(expression: string): boolean {
  const atoms = expression.match(/\\(?:[xu][\da-f]+|[pP]\{[^{}]*\}|.)|\[(?:[^\\\]]|\\.)*\]|[./]/gi) ?? [];
  return atoms.some((atom) => isSlash(atom));
}

function isSlash(atom: string): boolean {
  try {
    return new RegExp(`^${atom}$`).test("/");
  } catch {
    return true; // it cannot be told
  }
}

/** @param literal the text that a match stands for, null for a parameter */
function readParts(text: string, form: RegExp, literal: (match: RegExpExecArray) => string | null): Segment | null {
  const parts: (string | null)[] = [];
  form.lastIndex = 0;
  while (form.lastIndex < text.length) {
    const match = form.exec(text);
    if (match === null) return null;
    parts.push(literal(match));
  }
  return { parts };
}
