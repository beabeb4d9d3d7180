// The catalog, made of what was read, and loaded by keyward: what the core refuses is left out or told.
import { KeywardError, failure } from "../lib/errors.js";
import { Keyward } from "../lib/keyward.js";
import type { Catalog, CatalogKind, CatalogOperation, CatalogPermission } from "../types/catalog.js";
import type { Problem } from "../types/problem.js";
import type { Project } from "../types/project.js";
import { tellCrossing } from "./crossing.js";
import type { Findings } from "./findings.js";
import { type LeftOut, MOST_STEPS, leftOut, unmixed } from "./left-out.js";
import type { Operation } from "./operations.js";
import { type Part, isId, member, textOf } from "./parts.js";
import type { Entry } from "./placing.js";
import type { Security } from "./security.js";
import type { Settings } from "./settings.js";
import { writtenName } from "./templates.js";

const NOTHING: Project = { format: "keyward/project@1", id: "none", environments: [], roles: [], users: [], keys: [] };

/** The kind of key where the mapping names none, with keyward's own limits. */
const KEY: CatalogKind = { permissions: "own", lifetime: { default: "P6M", min: "PT1M", max: "P2Y" } };

/** The catalog, and by operation the ids that it has there. */
export function catalogOf(root: Part, version: string, entries: readonly Entry[], left: readonly LeftOut[], security: Security, findings: Findings, settings: Settings): { catalog: Catalog; kept: ReadonlyMap<Operation, readonly string[]> } {
  const base = baseOf(root, version, security, settings);
  const isSlashed = entries.some(({ template }) => template.hasTrailingSlash);
  if (isSlashed) tellSlashes(entries, base, findings);
  const slash = isSlashed && base.trailingSlash === undefined ? { trailingSlash: "ignore" as const } : {};
  const effort = { left: MOST_STEPS };
  let kept = unmixed(entries, left, effort, findings);
  for (;;) {
    const catalog: Catalog = { ...base, ...slash, ...parametersOf(settings), operations: kept.map(operationOf) };
    const problems = problemsOf(catalog);
    if (problems.length === 0) {
      tellCrossing(kept, findings);
      return { catalog, kept: idsOf(kept) };
    }
    const refused = new Map<number, string>();
    for (const { at, message } of problems) {
      const place = /^\/operations\/(\d+)(?:\/|$)/.exec(at)?.[1];
      if (place !== undefined && !refused.has(Number(place))) refused.set(Number(place), message);
    }
    if (refused.size === 0) throw explained(problems, catalog, settings);
    for (const [place, message] of refused) tellRefused(kept[place] as Entry, message, findings);
    kept = unmixed(kept.filter((_, place) => !refused.has(place)), [...refused.keys()].map((place) => leftOut(kept[place] as Entry)), effort, findings);
  }
}

function baseOf(root: Part, version: string, security: Security, { id, mapping }: Settings): Omit<Catalog, "operations"> {
  const info = member(root, "info");
  const title = info === undefined ? undefined : textOf(info, "title");
  const stated = info === undefined ? undefined : textOf(info, "version");
  const slug = (title ?? "").normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60);
  const source = [title, stated, `(${version.startsWith("2") ? "Swagger" : "OpenAPI"} ${version})`].filter((each) => isId(each)).join(" ");
  const kinds = Object.entries(mapping.kinds ?? { key: KEY }).map(([name, { schemes: _, ...kind }]: [string, CatalogKind & { schemes?: readonly string[] }]) => [name, kind]);
  return {
    format: "keyward/catalog@1",
    ...(isId(title) && { title }),
    source,
    ...mapping.catalog,
    id: id ?? (slug || "api"),
    permissions: permissionsOf(security, mapping.permissions ?? []),
    kinds: Object.fromEntries(kinds),
  };
}

/** The document's, each with what the mapping says of it; then those of the mapping alone. */
function permissionsOf(security: Security, stated: readonly CatalogPermission[]): CatalogPermission[] {
  const found = security.permissions();
  const byId = new Map(stated.map((permission) => [permission.id, permission]));
  return [...[...found].map(([id, title]): CatalogPermission => ({ id, ...(title !== "" && { title }), ...byId.get(id) })), ...stated.filter(({ id }) => !found.has(id))];
}

function parametersOf({ environmentParameter, boundParameters }: Settings): Pick<Catalog, "environmentParameter" | "boundParameters"> {
  return { ...(environmentParameter !== undefined && { environmentParameter: writtenName(environmentParameter) }), ...(boundParameters.length > 0 && { boundParameters: boundParameters.map(writtenName) }) };
}

function operationOf({ id, operation: { method, tags, title, isDeprecated }, template, requires }: Entry): CatalogOperation {
  const [group] = tags;
  return { id, method, path: template.path, ...(title !== undefined && { title }), ...(group !== undefined && { group }), ...(isDeprecated && { deprecated: true }), requires };
}

function idsOf(entries: readonly Entry[]): ReadonlyMap<Operation, readonly string[]> {
  const found = new Map<Operation, string[]>();
  for (const { id, operation, others } of entries) for (const each of [operation, ...others]) found.set(each, [...(found.get(each) ?? []), id]);
  return found;
}

/** What the core has against a catalog. */
function problemsOf(catalog: Catalog): readonly Problem[] {
  try {
    new Keyward(NOTHING, { catalog }).free();
    return [];
  } catch (error) {
    if (error instanceof KeywardError && error.code === "document_invalid") return error.problems;
    throw error;
  }
}

/** The core's sentence about a template, for each operation that goes with it. */
function tellRefused({ operation, others }: Entry, message: string, findings: Findings): void {
  const [, reason] = /^`.*` is not a path template: (.*)$/s.exec(message) ?? [];
  for (const { id, path, part } of [operation, ...others]) {
    if (reason !== undefined) findings.tell("path_unrepresentable", part, `\`${path.slice(0, 200)}\`: ${reason}: it is left out`, id);
    else findings.tell("operation_refused", part, `${message}: it is left out`, id);
  }
}

function tellSlashes(entries: readonly Entry[], { trailingSlash }: Pick<Catalog, "trailingSlash">, findings: Findings): void {
  const how = trailingSlash === "reject" ? "which the mapping has the catalog reject" : "which the catalog ignores";
  for (const { id, operation, template } of entries) if (template.hasTrailingSlash) findings.tell("path_rewritten", operation.part, `\`${operation.path}\` has a slash at its end, ${how}`, id);
}

/** Problems that are about no operation come from what the mapping gives. */
function explained(problems: readonly Problem[], { permissions }: Catalog, { mapping, id }: Settings): KeywardError {
  const given = mapping.permissions ?? [];
  return failure(
    "request_invalid",
    problems.map(({ at, message }): Problem => ({ code: "request_invalid", document: "request", at: placeOf(at).slice(0, 200), message })),
  );

  function placeOf(at: string): string {
    const [, first = "", second = ""] = at.split("/");
    // about the catalog as a whole, such as its size
    if (first === "") return "/document";
    if (first === "permissions") {
      const place = given.findIndex((permission) => permission.id === permissions[Number(second)]?.id);
      return place === -1 ? "/document" : at.replace(`/permissions/${second}`, `/mapping/permissions/${place}`);
    }
    if (first === "kinds") return `/mapping${at}`;
    if (first === "environmentParameter") return mapping.environmentParameter === undefined ? at : `/mapping${at}`;
    if (first === "boundParameters") return `/mapping${at}`;
    if (first === "id" && id !== mapping.catalog?.id) return at;
    return `/mapping/catalog${at}`;
  }
}

