// Reading a mapping: its form, and whether the names in it stand in the document.
import { isList, step } from "../lib/errors.js";
import type { OpenApiMapping, OpenApiRule } from "../types/openapi.js";
import type { Checks } from "./checks.js";
import type { Operation } from "./operations.js";
import { isObject } from "./parts.js";

const MEMBERS = ["format", "catalog", "environmentParameter", "boundParameters", "kinds", "schemes", "permissions", "withoutScopes", "servers", "basePaths", "extension", "paths", "rules"] as const;
const OF_CATALOG = ["id", "title", "source", "identifiers", "trailingSlash", "encodedSlash", "notices", "responses"];
const SELECTORS = ["tag", "method", "operation", "path"] as const;
const OF_RULE = [...SELECTORS, "kind", "permission", "anyOf", "access", "replace"];
const FORMAT = "keyward/openapi-mapping@1";

/** The mapping, of which everything that the import itself reads is of its type. The rest of it is checked by the core. */
export function checkMapping(given: unknown, checks: Checks): Partial<OpenApiMapping> {
  const at = "/mapping";
  if (!checks.object(given, at, MEMBERS)) return {};
  if (given["format"] !== FORMAT) checks.tell(`${at}/format`, `it has to be \`${FORMAT}\``);
  // own members alone, each read once
  const mapping: { readonly [name: string]: unknown } = Object.fromEntries(MEMBERS.flatMap((name) => (Object.hasOwn(given, name) && given[name] !== undefined ? [[name, given[name]]] : [])));
  const { catalog, environmentParameter, boundParameters, kinds, schemes, permissions, paths, rules } = mapping;
  if (catalog !== undefined && checks.object(catalog, `${at}/catalog`, OF_CATALOG) && catalog["id"] !== undefined) checks.text(catalog["id"], `${at}/catalog/id`);
  if (environmentParameter !== undefined) checks.text(environmentParameter, `${at}/environmentParameter`);
  if (boundParameters !== undefined && list(boundParameters, `${at}/boundParameters`, checks)) checks.texts(boundParameters, `${at}/boundParameters`);
  for (const [name, kind] of entriesOf(kinds, `${at}/kinds`, checks)) {
    const place = `${at}/kinds${step(name)}`;
    if (checks.object(kind, place) && kind["schemes"] !== undefined) list(kind["schemes"], `${place}/schemes`, checks) && checks.texts(kind["schemes"], `${place}/schemes`);
  }
  if (isObject(kinds) && Object.keys(kinds).length === 0) checks.tell(`${at}/kinds`, "it is empty: without a kind, there can be no keys");
  for (const [name, scheme] of entriesOf(schemes, `${at}/schemes`, checks)) {
    const place = `${at}/schemes${step(name)}`;
    if (checks.object(scheme, place, ["prefix"])) checks.text(scheme["prefix"], `${place}/prefix`);
  }
  if (permissions !== undefined && list(permissions, `${at}/permissions`, checks)) checkPermissions(Array.from(permissions), `${at}/permissions`, checks);
  for (const [path, template] of entriesOf(paths, `${at}/paths`, checks)) checks.text(template, `${at}/paths${step(path)}`);
  if (rules !== undefined && list(rules, `${at}/rules`, checks)) Array.from(rules).forEach((rule, place) => checkRule(rule, `${at}/rules/${place}`, checks));
  return mapping;
}

function list(value: unknown, at: string, checks: Checks): value is readonly unknown[] {
  if (isList(value)) return true;
  checks.tell(at, "it has to be a list");
  return false;
}

function entriesOf(value: unknown, at: string, checks: Checks): [string, unknown][] {
  return value === undefined || !checks.object(value, at) ? [] : Object.entries(value);
}

function checkPermissions(permissions: readonly unknown[], at: string, checks: Checks): void {
  const seen = new Set<string>();
  for (const [place, permission] of permissions.entries()) {
    if (!checks.object(permission, `${at}/${place}`) || !checks.text(permission["id"], `${at}/${place}/id`)) continue;
    if (seen.has(permission["id"])) checks.tell(`${at}/${place}/id`, "the permission stands in this list already");
    seen.add(permission["id"]);
  }
}

function checkRule(rule: unknown, at: string, checks: Checks): void {
  if (!checks.object(rule, at, OF_RULE)) return;
  for (const name of [...SELECTORS, "kind"]) if (rule[name] !== undefined) checks.texts(rule[name], `${at}/${name}`);
  if (SELECTORS.every((name) => rule[name] === undefined)) checks.tell(at, "it fits every operation: give `tag`, `method`, `operation` or `path`, or use `withoutScopes`");
  const { permission, anyOf, access, replace } = rule;
  if ([permission, anyOf, access].filter((each) => each !== undefined).length !== 1) checks.tell(at, "it has to have one of `permission`, `anyOf` and `access`");
  if (permission !== undefined) checks.texts(permission, `${at}/permission`);
  if (anyOf !== undefined && list(anyOf, `${at}/anyOf`, checks)) {
    if (anyOf.length === 0) checks.tell(`${at}/anyOf`, "the list is empty");
    Array.from(anyOf).forEach((all, place) => list(all, `${at}/anyOf/${place}`, checks) && checks.texts(all, `${at}/anyOf/${place}`));
  }
  if (access !== undefined && access !== "deny" && access !== "any-key") checks.tell(`${at}/access`, "it has to be `deny` or `any-key`");
  if (replace !== undefined && typeof replace !== "boolean") checks.tell(`${at}/replace`, "it has to be true or false");
}

const listOf = (value: string | readonly string[] | undefined): readonly string[] => (value === undefined ? [] : typeof value === "string" ? [value] : value);

/** `/admin/*` stands for all that begin with `/admin/`. */
const fitsPath = (pattern: string, path: string): boolean => (pattern.endsWith("/*") ? path.startsWith(pattern.slice(0, -1)) : path === pattern);

/** Whether a rule is about an operation. */
export function fits(rule: OpenApiRule, { id, method, path, tags }: Operation): boolean {
  const isIn = (value: string | readonly string[] | undefined, test: (each: string) => boolean) => value === undefined || listOf(value).some(test);
  return (
    isIn(rule.operation, (each) => each === id) &&
    isIn(rule.tag, (each) => tags.includes(each)) &&
    isIn(rule.method, (each) => each.toUpperCase() === method) &&
    isIn(rule.path, (each) => fitsPath(each, path))
  );
}

/** The alternatives of a rule, or of an answer for what has no scopes. */
export function alternativesOf({ permission, anyOf, access }: OpenApiRule): readonly (readonly string[])[] {
  if (anyOf !== undefined) return anyOf;
  return permission === undefined ? (access === "any-key" ? [[]] : []) : [listOf(permission)];
}

/** Tells names that the document does not have. A misspelt one would leave an operation with less than it was to need. */
export function checkNames(mapping: Partial<OpenApiMapping>, operations: readonly Operation[], schemes: readonly string[], checks: Checks): void {
  const known = {
    tag: new Set(operations.flatMap(({ tags }) => tags)),
    method: new Set(operations.map(({ method }) => method)),
    operation: new Set(operations.map(({ id }) => id)),
    path: new Set(operations.map(({ path }) => path)),
  };
  const kinds = Object.keys(mapping.kinds ?? { key: null });
  const each = (value: string | readonly string[] | undefined, at: string, tell: (name: string, place: string) => void) => listOf(value).forEach((name, place) => tell(name, isList(value) ? `${at}/${place}` : at));
  const check = (what: string, names: Iterable<string>, isKnown: (name: string) => boolean) => (name: string, at: string) => {
    if (!isKnown(name)) checks.tell(at, `the document has no ${what} \`${name.slice(0, 200)}\`${checks.meant(name, names)}`);
  };
  for (const [place, rule] of (mapping.rules ?? []).entries()) {
    const at = `/mapping/rules/${place}`;
    each(rule.tag, `${at}/tag`, check("tag", known.tag, (name) => known.tag.has(name)));
    each(rule.method, `${at}/method`, check("operation with the method", known.method, (name) => known.method.has(name.toUpperCase())));
    each(rule.operation, `${at}/operation`, check("operation", known.operation, (name) => known.operation.has(name)));
    each(rule.path, `${at}/path`, check("path", known.path, (name) => [...known.path].some((path) => fitsPath(name, path))));
    each(rule.kind, `${at}/kind`, (name, where) => {
      if (!kinds.includes(name)) checks.tell(where, `there is no kind \`${name.slice(0, 200)}\`${checks.meant(name, kinds)}`);
    });
    if (!operations.some((operation) => fits(rule, operation))) checks.tell(at, "it fits no operation of the document");
  }
  const scheme = check("security scheme", schemes, (name) => schemes.includes(name));
  for (const name of Object.keys(mapping.schemes ?? {})) scheme(name, `/mapping/schemes${step(name)}`);
  for (const [kind, { schemes: some }] of Object.entries(mapping.kinds ?? {})) each(some, `/mapping/kinds${step(kind)}/schemes`, scheme);
  for (const path of Object.keys(mapping.paths ?? {})) check("path", known.path, (name) => known.path.has(name))(path, `/mapping/paths${step(path)}`);
}
