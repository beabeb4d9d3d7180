// Requests that fit two templates, neither of which is the more exact one: `/a/{id}` and `/{x}/b` both take `/a/b`. keyward
// judges them by the template that is more exact in the first segment that differs; another router may run the other operation.
import type { Effort } from "./checks.js";
import type { Findings } from "./findings.js";
import { type Entry, needs } from "./placing.js";
import { shapeOf } from "./templates.js";

/** More segments than these of templates are not compared: it ends in bounded time. */
const MOST_STEPS = 2_000_000;
/** What a comparison of two whole templates costs, in segments. */
const COMPARING = 10;

/** An entry, with what is compared. */
interface Compared {
  readonly entry: Entry;
  readonly segments: readonly string[];
  readonly needs: string;
}

/** Templates by their segments. */
interface Templates {
  readonly texts: Map<string, Templates>;
  /** Parameters, with text around them or without. */
  readonly parameters: Map<string, Templates>;
  readonly ends: Compared[];
  readonly tails: Compared[];
}

/** How a template compares with another one, from the left: the same, more exact, and more exact in one segment and less in some other. */
type Phase = "same" | "ahead" | "crossed";

/** Tells of each entry one that is judged first, needs something else, and takes some of its requests. */
export function tellCrossing(entries: readonly Entry[], findings: Findings): void {
  const methods = new Map<string, Entry[]>();
  for (const entry of entries) {
    const group = methods.get(entry.operation.method) ?? [];
    methods.set(entry.operation.method, group);
    group.push(entry);
  }
  const steps: Effort = { left: MOST_STEPS };
  for (const group of methods.values()) {
    const compared = group.map((entry): Compared => ({ entry, segments: segmentsOf(entry), needs: needs(entry.requires) }));
    const shapes = new Set(compared.map(({ segments }) => segments.join("/")));
    const templates = treeOf(compared);
    const hasTails = compared.some(({ segments }) => segments.at(-1) === TAIL);
    for (const each of compared) {
      const rival = new Crossing(each, shapes, hasTails, steps).rival(templates);
      if (rival !== undefined) tell(each, rival, findings);
    }
  }
  if (steps.left < 0) findings.tell("paths_cross", { file: "", at: "/paths" }, "there are more paths than are compared: others may take the same requests as well");
}

const noTemplates = (): Templates => ({ texts: new Map(), parameters: new Map(), ends: [], tails: [] });

function treeOf(all: readonly Compared[]): Templates {
  const root = noTemplates();
  for (const each of all) {
    let at = root;
    const { segments } = each;
    for (const segment of segments) {
      if (segment === TAIL) break;
      const group = isText(segment) ? at.texts : at.parameters;
      const next = group.get(segment) ?? noTemplates();
      group.set(segment, next);
      at = next;
    }
    (segments.at(-1) === TAIL ? at.tails : at.ends).push(each);
  }
  return root;
}

const PARAMETER = "{}";
const TAIL = "{+}";
const segmentsOf = ({ template }: Entry): string[] => shapeOf(template.path).split("/").slice(1);
const isText = (segment: string): boolean => !segment.includes("{");
const around = (segment: string): readonly [string, string] => {
  const [before = "", after = ""] = segment.split(PARAMETER);
  return [before, after];
};

/** What fits both segments. Undefined: nothing does. */
function common(one: string, other: string): string | undefined {
  if (one === other) return one;
  if (isText(other)) return isText(one) ? undefined : common(other, one);
  const [before, after] = around(other);
  if (isText(one)) return one.length > before.length + after.length && one.startsWith(before) && one.endsWith(after) ? one : undefined;
  const [ownBefore, ownAfter] = around(one);
  const [start, end] = [longer(before, ownBefore), longer(after, ownAfter)];
  return start.startsWith(before) && start.startsWith(ownBefore) && end.endsWith(after) && end.endsWith(ownAfter) ? `${start}${PARAMETER}${end}` : undefined;
}

const longer = (one: string, other: string): string => (one.length > other.length ? one : other);

/** Whether a segment goes before another one that takes the same text: text first, then more text before the parameter, then after it. */
function goesFirst(one: string, other: string): boolean {
  if (isText(one) || isText(other)) return isText(one);
  const [[before, after], [otherBefore, otherAfter]] = [around(one), around(other)];
  return before.length === otherBefore.length ? after.length > otherAfter.length : before.length > otherBefore.length;
}

/** The search for what crosses one entry. */
class Crossing {
  readonly #own: Compared;
  readonly #shapes: ReadonlySet<string>;
  readonly #hasTails: boolean;
  readonly #steps: Effort;
  /** The last segment that says something. */
  readonly #last: number;

  constructor(own: Compared, shapes: ReadonlySet<string>, hasTails: boolean, steps: Effort) {
    this.#own = own;
    this.#shapes = shapes;
    this.#hasTails = hasTails;
    this.#steps = steps;
    this.#last = own.segments.findLastIndex((segment) => segment !== PARAMETER && segment !== TAIL);
  }

  /** One that goes before this one. */
  rival(root: Templates): Compared | undefined {
    return this.#in(root, 0, "same");
  }

  #in(templates: Templates, place: number, phase: Phase): Compared | undefined {
    const mine = this.#own.segments[place];
    if ((this.#steps.left -= 1) < 0) return undefined;
    if (mine === undefined) return phase === "crossed" ? templates.ends.find((each) => this.#isRival(each)) : undefined;
    if (mine === TAIL) return phase === "crossed" ? this.#below(templates) : undefined;
    // what says nothing more is less exact than a tail alone
    if (phase !== "crossed" && place > this.#last && !this.#hasTails) return undefined;
    const { texts, parameters, tails } = templates;
    const found = phase === "same" ? undefined : tails.find((each) => this.#isRival(each));
    if (found !== undefined) return found;
    const same = isText(mine) ? texts.get(mine) : undefined;
    for (const [segment, each] of isText(mine) ? parameters : [...texts, ...parameters]) {
      const next = this.#phase(mine, segment, phase);
      const one = next && this.#in(each, place + 1, next);
      if (one !== undefined) return one;
    }
    return same && this.#in(same, place + 1, phase);
  }

  /** One of those that go on from here. */
  #below({ texts, parameters, tails }: Templates): Compared | undefined {
    if ((this.#steps.left -= 1) < 0) return undefined;
    const found = tails.find((each) => this.#isRival(each));
    if (found !== undefined) return found;
    for (const each of [...texts.values(), ...parameters.values()]) {
      const one = each.ends.find((other) => this.#isRival(other)) ?? this.#below(each);
      if (one !== undefined) return one;
    }
    return undefined;
  }

  /** The phase behind a segment of the other template. Undefined: nothing fits both, or the own one goes first. */
  #phase(mine: string, other: string, phase: Phase): Phase | undefined {
    this.#steps.left -= 1;
    const both = common(mine, other);
    if (both === undefined || (phase === "same" && goesFirst(mine, other))) return undefined;
    if (both !== other) return "crossed";
    return phase === "same" && mine !== other ? "ahead" : phase;
  }

  /** Whether it needs something else, and no template is there for what fits both. */
  #isRival(other: Compared): boolean {
    this.#steps.left -= COMPARING;
    return other.needs !== this.#own.needs && !this.#shapes.has(both(this.#own, other));
  }
}

/** The shape of the paths that fit two templates: the text of each, where one has some. */
function both({ segments: one }: Compared, { segments: other }: Compared): string {
  const rest = one.at(-1) === TAIL ? other.slice(one.length - 1) : [];
  return [...one.slice(0, one.length - (rest.length > 0 ? 1 : 0)).map((mine, place) => common(mine, other[place] ?? mine) ?? mine), ...rest].join("/");
}

function tell(own: Compared, rival: Compared, findings: Findings): void {
  const { id, operation: { part, path, method } } = own.entry;
  const { entry } = rival;
  findings.tell("paths_cross", part, `\`${method} /${both(own, rival).replaceAll(TAIL, PARAMETER).slice(0, 200)}\` fits \`${id}\` (\`${path}\`) and \`${entry.id}\` (\`${entry.operation.path}\`), which do not need the same: keyward judges it as the second`, id);
}
