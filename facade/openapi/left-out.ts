// What is left out has to be denied: a template that takes its requests as well would answer for it.
import { wrong } from "../lib/errors.js";
import type { Effort } from "./checks.js";
import type { Findings } from "./findings.js";
import type { Operation } from "./operations.js";
import { type Entry, needs } from "./placing.js";
import { writtenText } from "./templates.js";

/** More segments of paths than these are not compared for one catalog: it ends in bounded time. */
export const MOST_STEPS = 30_000_000;

/** Something of the document that the catalog does not have. */
export interface LeftOut {
  /** Null: any method. */
  readonly method: string | null;
  /** With its base path. */
  readonly path: string;
  /** What it needs, as {@link needs} gives it. Null: that is not known. */
  readonly needs: string | null;
}

export const leftOut = ({ operation, requires, template }: Entry): LeftOut => ({ method: operation.method, path: template.path, needs: needs(requires) });

/** Where a path may be found: a slash that it lacks is mostly meant. */
export const pathAt = (base: string, path: string): string => `${base}${path.startsWith("/") ? "" : "/"}${path}`;

/** The entries that answer for nothing that was left out and needs something else. The others are left out as well, and told. */
export function unmixed(entries: readonly Entry[], left: readonly LeftOut[], effort: Effort, findings: Findings): Entry[] {
  let kept = [...entries];
  for (let added = left; added.length > 0; ) {
    const next: LeftOut[] = [];
    const paths = treeOf(added);
    kept = kept.filter((entry) => {
      const needed = needs(entry.requires);
      const rival = covered(paths, entry.template.path.split("/"), 0, { effort, isRival: (each) => isOfMethod(entry.operation, each.method) && each.needs !== needed });
      if (rival === undefined) return true;
      tell(entry, rival, findings);
      next.push(leftOut(entry));
      return false;
    });
    added = next;
  }
  return kept;
}

function tell({ operation, others }: Entry, rival: LeftOut, findings: Findings): void {
  const unlike = rival.needs === null ? "needs what is not known" : "does not need the same";
  const wanted = `${rival.method === null ? "" : `${rival.method} `}${rival.path.slice(0, 200)}`;
  for (const { id, path, part } of [operation, ...others]) {
    findings.tell("operations_alike", part, `\`${id}\` (\`${path}\`) would answer to requests for \`${wanted}\` too, which is left out and ${unlike}: it is left out as well`, id);
  }
}

/** keyward judges HEAD as GET. */
const isOfMethod = ({ method }: Operation, other: string | null): boolean => other === null || method === (other === "HEAD" ? "GET" : other);

type Segment = { readonly sort: "text" | "parameter" | "tail"; readonly text: string };

/** Where a query or a fragment begins: outside braces, or with an expression such as `{?page}`. */
const QUERY = /[?#](?![^{}]*\})|\{[?&#]/;

/** What the path of a document may mean, in this and in other notations. */
function segmentsOf(path: string): Segment[] {
  // `{/ids}` is any number of segments
  const [plain = ""] = path.replace(/\{\/[^{}]*\}/g, "/{+rest}").split(QUERY, 1);
  return canonical(plain.split("/")).map((text): Segment => {
    if (/^\{(?:\+.*|.*[+*])\}$/s.test(text) || text.includes("*")) return { sort: "tail", text };
    return { sort: /[{}<>]|^:/.test(text) ? "parameter" : "text", text: writtenText(text).toLowerCase() };
  });
}

/** Without the segments that clients, proxies and servers drop: empty ones, `.`, and `..` with the one before it. */
function canonical(names: readonly string[]): string[] {
  const kept: string[] = [];
  for (const name of names) {
    if (name === "..") kept.pop();
    else if (name !== "" && name !== ".") kept.push(name);
  }
  return ["", ...(kept.length === 0 ? [""] : kept)];
}

/** Paths by their segments: many templates are compared with many paths. */
interface Paths {
  readonly texts: Map<string, Paths>;
  parameter: Paths | undefined;
  /** Those that end here, and those whose tail begins here: of each method, one of each need. */
  readonly ends: Map<string, LeftOut>;
  readonly tails: Map<string, LeftOut>;
}

const noPaths = (): Paths => ({ texts: new Map(), parameter: undefined, ends: new Map(), tails: new Map() });

function treeOf(left: readonly LeftOut[]): Paths {
  const root = noPaths();
  for (const each of left) {
    const segments = segmentsOf(each.path);
    const tail = segments.findIndex(({ sort }) => sort === "tail");
    let at = root;
    for (const { sort, text } of tail === -1 ? segments : segments.slice(0, tail)) {
      if (sort === "parameter") at = at.parameter ??= noPaths();
      else {
        const known = at.texts.get(text) ?? noPaths();
        at.texts.set(text, known);
        at = known;
      }
    }
    const group = tail === -1 ? at.ends : at.tails;
    const name = JSON.stringify([each.method, each.needs]);
    if (!group.has(name)) group.set(name, each);
  }
  return root;
}

interface Search {
  readonly isRival: (each: LeftOut) => boolean;
  readonly effort: Effort;
}

/** One of the paths whose requests a template of the catalog takes, given by its segments from `place` on, and that no router gives to the template first. */
function covered(paths: Paths, own: readonly string[], place: number, search: Search): LeftOut | undefined {
  if ((search.effort.left -= 1) < 0) throw wrong("request_invalid", "/document/paths", "too many paths are left out to be compared with the others");
  const mine = own[place];
  if (mine === undefined) return one(paths.ends.values(), search);
  const { texts, parameter, tails } = paths;
  if (mine.endsWith("+}")) return one(below(paths), search);
  // text goes before a parameter: requests that fit both are meant for the template
  if (!mine.includes("{")) return coveredBy([texts.get(mine.toLowerCase())], own, place + 1, search);
  const [before = "", after = ""] = mine.toLowerCase().split(/\{[^{}]*\}/);
  const fits = (text: string) => text.length > before.length + after.length && text.startsWith(before) && text.endsWith(after);
  const fitting = [...texts].filter(([text]) => fits(text)).map(([, each]) => each);
  return one(tails.values(), search) ?? coveredBy([parameter, ...fitting], own, place + 1, search);
}

function coveredBy(all: readonly (Paths | undefined)[], own: readonly string[], place: number, search: Search): LeftOut | undefined {
  for (const paths of all) {
    const found = paths === undefined ? undefined : covered(paths, own, place, search);
    if (found !== undefined) return found;
  }
  return undefined;
}

function one(all: Iterable<LeftOut>, { isRival }: Search): LeftOut | undefined {
  for (const each of all) if (isRival(each)) return each;
  return undefined;
}

/** All that have one segment more. */
function* below({ texts, parameter, tails }: Paths): Generator<LeftOut> {
  const open: (Paths | undefined)[] = [parameter, ...texts.values()];
  yield* tails.values();
  for (let paths = open.pop(); open.length > 0 || paths !== undefined; paths = open.pop()) {
    if (paths === undefined) continue;
    yield* paths.ends.values();
    yield* paths.tails.values();
    open.push(paths.parameter, ...paths.texts.values());
  }
}
