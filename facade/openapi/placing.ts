// Which operation answers to which template: what cannot be told apart is left out.
import type { Findings } from "./findings.js";
import { type LeftOut, leftOut, pathAt } from "./left-out.js";
import type { Operation } from "./operations.js";
import type { Requires, Security } from "./security.js";
import type { Settings } from "./settings.js";
import { type Template, shapeOf, templateOf } from "./templates.js";

/** An operation at one base path, as it goes into the catalog. */
export interface Entry {
  readonly id: string;
  readonly operation: Operation;
  readonly template: Template;
  readonly requires: Requires;
  /** Other operations whose requests the catalog judges as this one. */
  readonly others: readonly Operation[];
}

/** The operations that a catalog can tell apart, and what it cannot have. */
export function placed(operations: readonly Operation[], security: Security, findings: Findings, settings: Settings): { entries: Entry[]; left: LeftOut[] } {
  const shapes = [...new Set(operations.map(({ path }) => shapeOf(path)))].sort();
  const left: LeftOut[] = [];
  const all = operations.flatMap((operation) => entriesOf(operation, security.requires(operation), shapes, findings, settings, left));
  const groups = new Map<string, Entry[]>();
  for (const entry of all) {
    const name = `${entry.operation.method} ${shapeOf(entry.template.path)}`;
    const group = groups.get(name) ?? [];
    groups.set(name, group);
    group.push(entry);
  }
  const heads: Entry[] = [];
  const kept = new Map<string, Entry>();
  for (const [name, group] of groups) {
    const entry = apart(group, findings);
    if (entry?.operation.method === "HEAD") heads.push(entry);
    else if (entry !== null) kept.set(name, entry);
    else left.push(...group.map(leftOut));
  }
  for (const head of heads) if (!joinHead(head, kept, findings)) left.push(leftOut(head));
  return { entries: [...kept.values()], left };
}

function entriesOf(operation: Operation, requires: Requires, shapes: readonly string[], findings: Findings, settings: Settings, left: LeftOut[]): Entry[] {
  const { id, method, path, part, bases } = operation;
  if (bases.length === 0) findings.tell("path_unrepresentable", part, `\`${path}\` is left out: none of its servers can be used`, id);
  const written = settings.mapping.paths !== undefined && Object.hasOwn(settings.mapping.paths, path) ? (settings.mapping.paths[path] as string) : path;
  const tails = written === path ? tailsOf(operation, shapes, findings) : new Set<string>();
  return bases.flatMap((base, place): Entry[] => {
    const template = path.startsWith("/") ? safely(() => templateOf(base, written, tails, settings)) : `the path \`${path.slice(0, 200)}\` does not begin with \`/\``;
    if (typeof template === "string") {
      findings.tell("path_unrepresentable", part, `${template}: it is left out`, id);
      left.push({ method, path: pathAt(base, written), needs: needs(requires) });
      return [];
    }
    for (const change of template.changes) findings.tell("path_rewritten", part, change, id);
    return [{ id: place === 0 ? id : `${id} @ ${base || "/"}`, operation, template, requires, others: [] }];
  });
}

function safely(make: () => Template | string): Template | string {
  try {
    return make();
  } catch (error) {
    if (error instanceof URIError) return "its path has half of a surrogate pair, which no URL has";
    throw error;
  }
}

/** The parameters that become a tail: those at the end of a path behind which no other path goes on, as requests for that one would be taken for this one. */
function tailsOf({ id, path, part, tails }: Operation, shapes: readonly string[], findings: Findings): ReadonlySet<string> {
  const named = [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name).filter((name) => tails.has(name));
  return new Set(
    named.filter((name) => {
      const isLast = path.endsWith(`/{${name}}`);
      const isAlone = isLast && !isContinued(shapeOf(path), shapes);
      if (!isAlone) findings.tell("tail_cut", part, `\`{${name}}\` takes several segments in the document, and one here: ${isLast ? "other paths go on behind it" : "it is not the last"}`, id);
      return isAlone;
    }),
  );
}

/** Whether one of the sorted shapes goes on behind this one. */
function isContinued(shape: string, shapes: readonly string[]): boolean {
  const start = `${shape}/`;
  let [low, high] = [0, shapes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((shapes[middle] as string) < start) low = middle + 1;
    else high = middle;
  }
  return shapes[low]?.startsWith(start) === true;
}

/** The one of several operations that answer to the same requests which stands for all; none if they need different permissions. */
function apart(group: readonly Entry[], findings: Findings): Entry | null {
  const [first, ...others] = group;
  if (first === undefined) return null;
  const isSame = others.every(({ requires }) => needs(requires) === needs(first.requires));
  const named = (entry: Entry) => `\`${entry.id}\` (\`${entry.operation.path}\`)`;
  for (const entry of isSame ? others : group) {
    const rival = entry === first ? (others[0] as Entry) : first;
    const { part, method } = entry.operation;
    if (isSame) findings.tell("operation_repeated", part, `${named(entry)} answers to the same ${method} requests as ${named(rival)} and needs the same: it is judged as that one`, entry.id);
    else findings.tell("operations_alike", part, `${named(entry)} answers to the same ${method} requests as ${named(rival)}, and they do not need the same: both are left out; say with the mapping what they need`, entry.id);
  }
  return isSame ? { ...first, others: others.map(({ operation }) => operation) } : null;
}

/** A text that is the same for requirements that the same keys meet. */
export const needs = (requires: Requires): string => JSON.stringify(Object.entries(requires).map(([kind, alternatives]) => [kind, alternatives.map((all) => [...all].sort()).sort()]));

/** keyward judges HEAD as GET: the operation has no entry of its own. Gives whether there is a GET. */
function joinHead({ operation, template, requires, others, id }: Entry, kept: Map<string, Entry>, findings: Findings): boolean {
  const name = `GET ${shapeOf(template.path)}`;
  const get = kept.get(name);
  if (get === undefined) {
    for (const each of [operation, ...others]) findings.tell("method_unrepresentable", each.part, `\`HEAD ${each.path}\` has no GET beside it, and keyward judges HEAD as GET: it is left out`, each.id);
    return false;
  }
  findings.tell("head_as_get", operation.part, `\`HEAD ${operation.path}\` is judged as \`${get.id}\`, ${needs(get.requires) === needs(requires) ? "which needs the same" : "whose requirement is another one and counts"}`, id);
  kept.set(name, { ...get, others: [...get.others, operation, ...others] });
  return true;
}
