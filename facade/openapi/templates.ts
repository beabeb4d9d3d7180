// Paths of a document as templates of a catalog. What a template may be is said by the core alone: what this turns into no
// template is refused there.
import type { Settings } from "./settings.js";

/** A template, and what in it is written otherwise than in the document. */
export interface Template {
  readonly path: string;
  readonly changes: readonly string[];
  readonly hasTrailingSlash: boolean;
}

/** A parameter that takes several segments: `{path+}`, `{path*}`, `{+path}`. */
const TAIL = /^(?:\+([^+*:?]+)|([^+*:?]+)[+*])$/;

/** What may stand in a segment as it is, and what the core has something to say about. */
const KEPT = /[A-Za-z0-9\-._~!$&'()*+,=:@%;<>{}]/;

const encoder = (character: string): string => (KEPT.test(character) ? character : encodeURIComponent(character));

/** Text of a path as a catalog writes it. Text that no URL has stays as it is. */
export function writtenText(text: string): string {
  try {
    return [...decodeURIComponent(text)].map(encoder).join("");
  } catch {
    return text;
  }
}

/** `tails`: parameters that take several segments, as other members of the document say. Throws a URIError for half of a surrogate pair. */
export function templateOf(base: string, path: string, tails: ReadonlySet<string>, settings: Settings): Template | string {
  const whole = base + path;
  const outside = whole.replace(/\{[^{}]*\}/g, "");
  const [expression] = /\{[?&#./;][^{}]*\}/.exec(whole) ?? [];
  if (expression !== undefined) return `\`${path}\` has \`${expression}\`, and a parameter is written \`{name}\``;
  if (/[?#]/.test(outside)) return `\`${path}\` has a \`${/[?#]/.exec(outside)?.[0]}\`, and a template stands for the path alone`;
  const changes: string[] = [];
  const hasTrailingSlash = whole.length > 1 && whole.endsWith("/");
  const segments = (hasTrailingSlash ? whole.slice(0, -1) : whole).split("/");
  const used = new Map<string, number>();
  const written = segments.map((segment, place) => {
    const named = segment.replace(/\{([^{}]*)\}/g, (_, inner: string) => {
      const isWhole = segment === `{${inner}}` && place === segments.length - 1;
      const [, before, after] = TAIL.exec(inner) ?? [];
      const name = before ?? after ?? inner;
      // a tail elsewhere than at the end is refused by the core
      const isTail = before !== undefined || after !== undefined || (isWhole && tails.has(inner) && !settings.isNamedParameter(inner));
      return `{${parameterName(name, used, settings)}${isTail ? "+" : ""}}`;
    });
    return [...named].map(encoder).join("");
  });
  const result = written.join("/") || "/";
  if (result !== (hasTrailingSlash ? whole.slice(0, -1) : whole || "/")) changes.push(`\`${path}\` is written \`${result}\``);
  return { path: result, changes, hasTrailingSlash };
}

const NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** A name that a catalog takes for a parameter: the document's, with `_` for what is not allowed; another one for each parameter. */
function parameterName(given: string, used: Map<string, number>, settings: Settings): string {
  // what follows a colon is a pattern, in the notation of some frameworks
  const plain = given.replace(/[:?].*$/s, "");
  // the core says what is wrong with a parameter without a name
  if (plain === "") return given;
  const wanted = writtenName(plain);
  let name = wanted;
  // a parameter to which a project gives a value keeps its name, and no other one gets it: the core refuses a name that stands twice
  const isOther = !settings.isNamedParameter(plain);
  let count = used.get(wanted) ?? 1;
  for (; isOther && (used.has(name) || settings.isWrittenParameter(name)); name = `${wanted}_${count}`) count += 1;
  used.set(wanted, count).set(name, used.get(name) ?? 1);
  return name;
}

/** The name as a catalog writes it. */
export const writtenName = (name: string): string => (NAME.test(name) ? name : name.replace(/[^A-Za-z0-9_-]/g, "_").replace(/^(?![A-Za-z_])/, "_"));

/** Templates of one shape answer to the same requests: they differ in names of parameters and the case of ASCII letters alone. */
export const shapeOf = (template: string): string => template.replace(/\{[^{}+]*(\+?)\}/g, "{$1}").replace(/[A-Z]/g, (letter) => letter.toLowerCase());
