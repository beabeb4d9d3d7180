// The question that the address holds.
import type { AccessRequest, Catalog, CatalogOperation, Facts } from "keyward/slim";
import { once } from "../../model/once.js";
import { samplePath } from "../../model/sample-paths.js";
import { workbench } from "../../model/workbench.js";
import { chosenEnvironment } from "../../ui/controls.js";

export const catalog = (): Catalog => workbench.catalog;
const allMethods = once(() => [...new Set(["GET", "HEAD", ...catalog().operations.map(({ method }) => method)])]);
/** Those that can be chosen: until the module tells of the others, the chosen one. */
export const methods = (chosen: string): readonly string[] => (workbench.isReady ? allMethods() : [chosen]);

/** What the fields of a question say. */
export interface Asked {
  readonly who: { readonly key: string } | { readonly user: string };
  readonly method: string;
  readonly path: string;
}

export interface Question extends Asked {
  readonly facts: Facts;
  readonly request: AccessRequest;
}

const factNames = once(() => [...new Set(catalog().operations.flatMap(({ requires }) => Object.values(requires).flat().flatMap((alternative) => ("when" in alternative ? Object.keys(alternative.when) : []))))]);

/** Needs the project, and not the module. */
export function askedFields(): Asked {
  const { address, project } = workbench;
  const user = address.get("user");
  const who = user === null ? { key: address.get("key") ?? project.keys[0]?.id ?? "none" } : { user };
  const method = address.get("method") ?? "GET";
  const path = address.get("path") ?? `/v2/projects/${encodeURIComponent(chosenEnvironment())}/items`;
  return { who, method, path };
}

export function question(): Question {
  const { address, now } = workbench;
  const { who, method, path } = askedFields();
  const facts: Record<string, boolean | string> = {};
  for (const name of factNames()) {
    const value = address.get(`fact-${name}`);
    if (value === "yes" || value === "no") facts[name] = value === "yes";
  }
  for (const name of ["collection", "language"] as const) {
    const value = address.get(`fact-${name}`);
    if (value !== null) facts[name] = value;
  }
  return { who, method, path, facts, request: { ...who, method, path, at: now, facts } };
}

/** The facts on which an operation can depend, for a kind of key. */
export function factsOf(operation: CatalogOperation | undefined, kind: string | undefined): { flags: string[]; ids: ("collection" | "language")[] } {
  const alternatives = kind === undefined ? [] : (operation?.requires[kind] ?? []);
  const flags = [...new Set(alternatives.flatMap((alternative) => ("when" in alternative ? Object.keys(alternative.when) : [])))];
  const needed = new Set(alternatives.flatMap((alternative) => ("when" in alternative ? [...alternative.allOf] : [...alternative])));
  const scoped = catalog().permissions.filter(({ id }) => needed.has(id)).flatMap(({ scopedBy = [] }) => scopedBy);
  return { flags, ids: [...new Set(scoped)] };
}

/** Method and path of an operation, in the chosen environment, for the address. */
export function pathOf(operation: CatalogOperation): { method: string; path: string } {
  const { environmentParameter } = catalog();
  const given = new Map(Object.entries(workbench.project.parameters ?? {}));
  if (environmentParameter !== undefined) given.set(environmentParameter, chosenEnvironment());
  return { method: operation.method, path: samplePath(operation.path, given) };
}

export const titleOf = (permission: string): string => catalog().permissions.find(({ id }) => id === permission)?.title ?? permission;

/** `asset-folders` as people write it: catalogs have no titles for groups. */
export const groupTitle = (group: string): string => group.charAt(0).toUpperCase() + group.slice(1).replaceAll("-", " ");

export const groups = (): Map<string, CatalogOperation[]> => {
  const found = new Map<string, CatalogOperation[]>();
  for (const operation of catalog().operations) {
    const name = operation.group ?? "";
    found.set(name, [...(found.get(name) ?? []), operation]);
  }
  return found;
};
