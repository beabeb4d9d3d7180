// What is left out has to be denied: a template that takes its requests as well would answer for it.
import type { Findings } from "./findings.js";
import type { Operation } from "./operations.js";
import { type Entry, needs } from "./placing.js";

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

/** The entries that answer for nothing that was left out and needs something else. The others are left out as well, and told. */
export function unmixed(entries: readonly Entry[], left: readonly LeftOut[], findings: Findings): Entry[] {
  let kept = [...entries];
  for (let added = left; added.length > 0; ) {
    const next: LeftOut[] = [];
    const segments = added.map((each) => ({ each, names: segmentsOf(each.path) }));
    kept = kept.filter((entry) => {
      const [own, needed] = [entry.template.path.split("/"), needs(entry.requires)];
      const rival = segments.find(({ each, names }) => isOfMethod(entry.operation, each.method) && each.needs !== needed && covers(own, names));
      if (rival === undefined) return true;
      tell(entry, rival.each, findings);
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

/** What the path of a document may mean, in this and in other notations. */
function segmentsOf(path: string): Segment[] {
  const plain = path.replace(/[?#][^{}]*$/s, "").replace(/(.)\/+$/s, "$1");
  return plain.split("/").map((text): Segment => {
    if (/^\{(?:\+.*|.*[+*])\}$/s.test(text) || text.includes("*")) return { sort: "tail", text };
    return { sort: /[{}<>]|^:/.test(text) ? "parameter" : "text", text: text.toLowerCase() };
  });
}

/** Whether a template of the catalog, given by its segments, takes requests for such a path that no router gives to the template first. */
function covers(own: readonly string[], wanted: readonly Segment[]): boolean {
  for (let place = 0; ; place += 1) {
    const [mine, other] = [own[place], wanted[place]];
    if (mine === undefined || other === undefined) return mine === other || (mine !== undefined && wanted[place - 1]?.sort === "tail");
    if (mine.endsWith("+}")) return true;
    const isText = !mine.includes("{");
    // text goes before a parameter: requests that fit both are meant for the template
    if (isText && other.sort !== "text") return false;
    if (other.sort === "tail") return true;
    if (other.sort === "text" && !fits(mine, other.text)) return false;
  }
}

/** Whether a segment of a template takes a text. */
function fits(segment: string, text: string): boolean {
  const [before = "", after = ""] = segment.toLowerCase().split(/\{[^{}]*\}/);
  if (!segment.includes("{")) return segment.toLowerCase() === text;
  return text.length > before.length + after.length && text.startsWith(before) && text.endsWith(after);
}
