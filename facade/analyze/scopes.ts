// The collections and languages that make a difference to answers, and the ways that facts can be.
import type { RoleAssignment } from "../types/project.js";
import type { Facts } from "../types/request.js";

/** What limits a role assignment within an environment. */
export type Limits = Pick<RoleAssignment, "collections" | "languages">;

/** The names that some assignments name, and one that none of them does, which stands for all others. */
export interface Names {
  /** One name for all that the same assignments name: the answers are the same for these. */
  readonly distinct: readonly string[];
  /** For each name, the one that stands for it. */
  readonly standing: ReadonlyMap<string, string>;
}

export interface Scopes {
  readonly collections: Names;
  readonly languages: Names;
}

/** What these assignments name. */
export function scopesOf(limits: readonly Limits[]): Scopes {
  return { collections: namesIn(limits.map(({ collections }) => collections)), languages: namesIn(limits.map(({ languages }) => languages)) };
}

function namesIn(lists: readonly ("any" | readonly string[] | undefined)[]): Names {
  /** For each name, which lists have it, as text. */
  const naming = new Map<string, string>();
  for (const [place, list = "any"] of lists.entries()) if (list !== "any") for (const name of list) naming.set(name, `${naming.get(name) ?? ""} ${place}`);
  let another = "another";
  while (naming.has(another)) another += "-one";
  const first = new Map<string, string>();
  const standing = new Map<string, string>();
  for (const name of [...[...naming.keys()].sort(), another]) {
    const inLists = naming.get(name) ?? "";
    if (!first.has(inLists)) first.set(inLists, name);
    standing.set(name, first.get(inLists) as string);
  }
  return { distinct: [...first.values()], standing };
}

/** Every way that some facts can be, of alike collections and languages one. */
export function waysOf(needs: readonly string[], { collections, languages }: Scopes): Facts[] {
  return product(needs, (fact) => (fact === "collection" ? collections.distinct : fact === "language" ? languages.distinct : [true, false])) as Facts[];
}

/** The same ways for every collection and language that is alike. */
export function everyWay(needs: readonly string[], { collections, languages }: Scopes, ways: readonly Facts[]): Facts[] {
  if (ways.length === 0) return [];
  const valuesOf = (way: Facts, fact: string) => {
    const value = way[fact] as string | boolean;
    const names = fact === "collection" ? collections : fact === "language" ? languages : undefined;
    return names === undefined ? [value] : [...names.standing].filter(([, one]) => one === value).map(([name]) => name);
  };
  return ways.flatMap((way) => product(needs, (fact) => valuesOf(way, fact))) as Facts[];
}

/** One value for each fact, in every way. */
function product(facts: readonly string[], valuesOf: (fact: string) => readonly (string | boolean)[]): Record<string, string | boolean>[] {
  let ways: Record<string, string | boolean>[] = [{}];
  for (const fact of facts) ways = ways.flatMap((way) => valuesOf(fact).map((value) => ({ ...way, [fact]: value })));
  return ways;
}
