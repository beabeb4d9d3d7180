// Requests that fit two templates, neither of which is the more exact one: `/a/{id}` and `/{x}/b` both take `/a/b`. keyward
// judges them by the template that has text first; another router may run the other operation.
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
  parameter: Templates | undefined;
  readonly ends: Compared[];
  readonly tails: Compared[];
}

/** How a template compares with another one, from the left: the same, text where the other has a parameter, and crossed. */
type Phase = "same" | "ahead" | "crossed";

/** Tells of each entry one that is judged first, needs something else, and takes some of its requests. */
export function tellCrossing(entries: readonly Entry[], findings: Findings): void {
  const methods = new Map<string, Entry[]>();
  for (const entry of entries) methods.set(entry.operation.method, [...(methods.get(entry.operation.method) ?? []), entry]);
  const steps: Effort = { left: MOST_STEPS };
  for (const group of methods.values()) {
    const compared = group.map((entry): Compared => ({ entry, segments: segmentsOf(entry), needs: needs(entry.requires) }));
    const shapes = new Set(compared.map(({ segments }) => segments.join("/")));
    const templates = treeOf(compared);
    for (const each of compared) {
      const rival = new Crossing(each, shapes, steps).rival(templates);
      if (rival !== undefined) tell(each, rival, findings);
    }
  }
  if (steps.left < 0) findings.tell("paths_cross", { file: "", at: "/paths" }, "there are more paths than are compared: others may take the same requests as well");
}

const noTemplates = (): Templates => ({ texts: new Map(), parameter: undefined, ends: [], tails: [] });

function treeOf(all: readonly Compared[]): Templates {
  const root = noTemplates();
  for (const each of all) {
    let at = root;
    const { segments } = each;
    for (const segment of segments) {
      if (segment === TAIL) break;
      const next = (segment === PARAMETER ? at.parameter : at.texts.get(segment)) ?? noTemplates();
      if (segment === PARAMETER) at.parameter = next;
      else at.texts.set(segment, next);
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

/** The search for what crosses one entry. */
class Crossing {
  readonly #own: Compared;
  readonly #shapes: ReadonlySet<string>;
  readonly #steps: Effort;
  readonly #lastText: number;

  constructor(own: Compared, shapes: ReadonlySet<string>, steps: Effort) {
    this.#own = own;
    this.#shapes = shapes;
    this.#steps = steps;
    this.#lastText = own.segments.findLastIndex(isText);
  }

  /** One that goes before this one. */
  rival(root: Templates): Compared | undefined {
    return this.#in(root, 0, "same");
  }

  #in(templates: Templates, place: number, phase: Phase): Compared | undefined {
    const mine = this.#own.segments[place];
    if ((this.#steps.left -= 1) < 0) return undefined;
    if (mine === undefined) return phase === "crossed" ? templates.ends.find((each) => this.#isRival(each)) : undefined;
    // nothing behind can cross, or everything that goes on is a tail of its own
    if ((phase !== "crossed" && place > this.#lastText) || mine === TAIL) return undefined;
    const { texts, parameter, tails } = templates;
    const found = phase === "same" ? undefined : tails.find((each) => this.#isRival(each));
    if (found !== undefined) return found;
    if (isText(mine)) {
      const same = texts.get(mine);
      return (same && this.#in(same, place + 1, phase)) ?? (phase === "same" || parameter === undefined ? undefined : this.#in(parameter, place + 1, "crossed"));
    }
    if (mine !== PARAMETER) return undefined;
    for (const [text, each] of texts) {
      const one = isText(text) ? this.#in(each, place + 1, phase === "same" ? "ahead" : phase) : undefined;
      if (one !== undefined) return one;
    }
    return parameter && this.#in(parameter, place + 1, phase);
  }

  /** Whether it needs something else, and no template is there for what fits both. */
  #isRival(other: Compared): boolean {
    this.#steps.left -= COMPARING;
    return other.needs !== this.#own.needs && !this.#shapes.has(both(this.#own, other));
  }
}

/** The shape of the paths that fit two templates: the text of each, where one has some. */
function both({ segments: one }: Compared, { segments: other }: Compared): string {
  return one.map((mine, place) => [mine, other[place]].find((each) => each !== undefined && isText(each)) ?? mine).join("/");
}

function tell(own: Compared, rival: Compared, findings: Findings): void {
  const { id, operation: { part, path, method } } = own.entry;
  const { entry } = rival;
  findings.tell("paths_cross", part, `\`${method} /${both(own, rival).slice(0, 200)}\` fits \`${id}\` (\`${path}\`) and \`${entry.id}\` (\`${entry.operation.path}\`), which do not need the same: keyward judges it as the second`, id);
}
