// What differs between a catalog and another one, by what it says: the order of alternatives and permissions does not count.
import { step, wrong } from "../lib/errors.js";
import { documentText } from "../lib/documents.js";
import { readFailure } from "../analyze/subject.js";
import type { Catalog, CatalogAlternative } from "../types/catalog.js";
import type { CatalogDifference } from "../types/openapi.js";
import { isObject } from "./parts.js";

type Entry = { readonly [member: string]: unknown };
type What = CatalogDifference["what"];

/**
 * Compares a catalog with the one that a document gives now, but for `source`. Both have to be catalogs that keyward loads.
 * @throws {KeywardError} `document_invalid` if one of them is no catalog
 */
export function catalogDifferences(catalog: Catalog | string, now: Catalog | string): CatalogDifference[] {
  try {
    const [before, after] = [read(catalog), read(now)];
    const placed = (list: "operations" | "permissions", one: Catalog) => new Map(one[list].map((entry, place) => [entry.id, { entry: entry as unknown as Entry, at: `/${list}/${place}` }]));
    const kinds = (one: Catalog) => new Map(Object.entries(one.kinds).map(([name, entry]) => [name, { entry: entry as unknown as Entry, at: `/kinds${step(name)}` }]));
    const members = (one: Catalog) => new Map(Object.entries(one).filter(([name]) => !OTHERS.includes(name)).map(([name, value]) => [name, { entry: { value } as Entry, at: step(name) }]));
    return [
      ...compared("operation", "/operations", placed("operations", before), placed("operations", after)),
      ...compared("permission", "/permissions", placed("permissions", before), placed("permissions", after)),
      ...compared("kind", "/kinds", kinds(before), kinds(after)),
      ...compared("member", "", members(before), members(after)),
    ];
  } catch (error) {
    throw readFailure(error);
  }
}

/** Compared entry by entry, and where it comes from. */
const OTHERS = ["operations", "permissions", "kinds", "source"];

function read(catalog: Catalog | string): Catalog {
  let value: unknown;
  try {
    value = JSON.parse(documentText(catalog, "catalog"));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const { operations, permissions, kinds } = (isObject(value) ? value : {}) as Partial<Catalog>;
  const isEntries = (list: unknown): boolean => Array.isArray(list) && list.every((entry) => isObject(entry) && typeof entry["id"] === "string");
  if (!isEntries(operations) || !isEntries(permissions) || !isObject(kinds)) throw wrong("document_invalid", "", "it is no catalog: it has to have `operations`, `permissions` and `kinds`", "catalog");
  return value as Catalog;
}

type Placed = ReadonlyMap<string, { readonly entry: Entry; readonly at: string }>;

function compared(what: What, list: string, before: Placed, after: Placed): CatalogDifference[] {
  const name = (id: string) => (what === "member" ? `\`${id}\`` : `the ${what} \`${id}\``);
  const gone = [...before].flatMap(([id, { entry, at }]): CatalogDifference[] => {
    const other = after.get(id);
    if (other === undefined) return [{ what, id, change: "removed", members: [], at, message: `the document no longer gives ${name(id)}` }];
    const members = [...new Set([...Object.keys(entry), ...Object.keys(other.entry)])].filter((member) => plain(member, entry[member]) !== plain(member, other.entry[member]));
    if (members.length === 0) return [];
    const how = members.slice(0, 4).map((member) => `${what === "member" ? "" : `\`${member}\` `}is ${shown(entry[member])} in the catalog and ${shown(other.entry[member])} in the document`);
    return [{ what, id, change: "changed", members: what === "member" ? [] : members, at: what === "member" || members.length > 1 || !Object.hasOwn(entry, members[0] ?? "") ? at : at + step(members[0]), message: `${name(id)} has changed: ${how.join("; ")}` }];
  });
  const added = [...after].filter(([id]) => !before.has(id)).map(([id]): CatalogDifference => ({ what, id, change: "added", members: [], at: list, message: `the catalog has no ${what === "member" ? "" : `${what} `}\`${id}\`, which the document gives` }));
  return [...gone, ...added];
}

const shown = (value: unknown): string => {
  const text = JSON.stringify(value);
  return text === undefined ? "left out" : `\`${text.length > 160 ? `${text.slice(0, 160)}…` : text}\``;
};

/** Text that is the same for what says the same. */
function plain(member: string, value: unknown): string {
  if (member === "requires" && isObject(value)) return JSON.stringify(Object.entries(value).sort(byName).map(([kind, alternatives]) => [kind, (alternatives as CatalogAlternative[]).map(sortedAlternative).sort()]));
  return JSON.stringify(sorted(value)) ?? "";
}

function sortedAlternative(alternative: CatalogAlternative): string {
  if (!isObject(alternative)) return JSON.stringify([...(alternative as readonly string[])].sort());
  const { when, allOf } = alternative as { when: object; allOf: readonly string[] };
  return JSON.stringify([sorted(when), [...allOf].sort()]);
}

/** With members in the order of their names. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  return isObject(value) ? Object.entries(value).sort(byName).map(([name, part]) => [name, sorted(part)]) : value;
}

const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number => (one < other ? -1 : one > other ? 1 : 0);
