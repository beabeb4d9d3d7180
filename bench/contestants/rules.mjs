// The rules as a team would write them over the documents themselves: lists, regular expressions, `includes`.
// The plain contestant asks them each time; the libraries' front asks them once and keeps the answers.
import { environmentPlace, formsOfTemplate } from "./templates.mjs";

const SEGMENT = /^[A-Za-z0-9\-._~!$&'()*+,=:@%]+$/;
const CUT_ESCAPE = /%(?![0-9A-Fa-f]{2})/;
const DOUBLE_ESCAPE = /%25[0-9A-Fa-f]{2}/;
const NEEDLESS = /[A-Za-z0-9\-._~\\\p{Cc}]/u;
const ENCODED_SLASH = /%2F/i;

/** Whether a path has one reading only. */
export function isCanonical(path, catalog) {
  if (path.length > 8192 || !path.startsWith("/")) return false;
  if (path === "/") return true;
  const judged = withoutTrailingSlash(path, catalog);
  return judged.slice(1).split("/").every((segment) => isCanonicalSegment(segment, catalog));
}

export const withoutTrailingSlash = (path, catalog) =>
  catalog.trailingSlash === "ignore" && path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;

function isCanonicalSegment(segment, catalog) {
  if (!SEGMENT.test(segment) || segment === "." || segment === "..") return false;
  if (!segment.includes("%")) return true;
  if (CUT_ESCAPE.test(segment) || DOUBLE_ESCAPE.test(segment)) return false;
  const pieces = segment.split(ENCODED_SLASH);
  if (pieces.length > 1 && (catalog.encodedSlash !== "keep" || pieces.includes(".") || pieces.includes(".."))) return false;
  try {
    return (segment.match(/(?:%[0-9A-Fa-f]{2})+/g) ?? []).every((escapes) => !NEEDLESS.test(decodeURIComponent(escapes)));
  } catch {
    return false;
  }
}

/** Every form of every template as a regular expression, literals before parameters, so that the first that matches is right. */
export function expressionsOf(catalog) {
  const escape = (text) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  return catalog.operations
    .flatMap((operation) => formsOfTemplate(operation.path, catalog.identifiers).map((segments) => ({ operation, segments })))
    .sort((a, b) => comparable(a.segments).localeCompare(comparable(b.segments)))
    .map(({ operation, segments }) => {
      const environment = environmentPlace(segments, catalog);
      const source = segments.map((segment, place) => (place === environment ? "([^/]+)" : segment.startsWith("{") ? "[^/]+" : escape(segment))).join("/");
      const [expression, foldedExpression] = ["", "i"].map((flags) => new RegExp(`^/${source}$`, flags));
      return { operation, method: operation.method, expression, foldedExpression, namesEnvironment: environment !== -1 };
    });
}

/** A canonical path as other routers read it: escapes decoded, case ignored. An encoded slash stays in its segment. */
export const folded = (path) => decodeURIComponent(path.replaceAll(/%2F/gi, "%00")).toLowerCase();

export const namesEnvironment = (operation, catalog) => operation.path.includes(`{${catalog.environmentParameter}}`);

/** Text that sorts literals before parameters. */
const comparable = (segments) => segments.map((segment) => (segment.startsWith("{") ? "1" : "0")).join("");

/** Why a key is no good at an instant; `null` if it is good so far. */
export function refusal(key, at) {
  if (key.revokedAt !== undefined && at >= key.revokedAt) return "key_revoked";
  if (key.expiresAt !== null && at >= key.expiresAt) return "key_expired";
  if (key.notBefore !== undefined && at < key.notBefore) return "key_not_yet_valid";
  return key.disabled ? "key_disabled" : null;
}

export const isActive = (user) => user.active !== false;

/** Checks 10 to 12. `environment`: the one named, `null` for an operation that names none, `undefined` for one that is not listed. */
export function refusedIn(environment, scope) {
  if (environment === undefined) return "environment_unknown";
  if (scope !== "all" && (environment === null || !scope.includes(environment.id))) return "environment_out_of_scope";
  return environment !== null && environment.managementApi === false ? "api_deactivated" : null;
}

/** Permissions and all that they include, where a key for these environments may use them. */
export function withIncluded(catalog, ids, scope) {
  const held = [];
  const add = (id) => {
    const permission = catalog.permissions.find((permission) => permission.id === id);
    if (held.includes(id) || (permission.allEnvironments && scope !== "all")) return;
    held.push(id);
    permission.includes?.forEach(add);
  };
  ids.forEach(add);
  return held;
}

export const permissionsOfRole = (catalog, role) => (role.permissions === "every" ? catalog.permissions.map(({ id }) => id) : role.permissions);

/** A user's assignments that count in an environment. */
export const covering = (user, environment) =>
  user.roles.filter(({ environments = "all" }) => environments === "all" || (environment !== null && environments.includes(environment.id)));

/** The assignments that count for one collection or language: those that name it, or those for any if none does. */
export function reaching(assignments, list, id) {
  const naming = assignments.filter((assignment) => Array.isArray(assignment[list]) && assignment[list].includes(id));
  return naming.length > 0 ? naming : assignments.filter((assignment) => !Array.isArray(assignment[list]));
}

/** What an unknown collection or language may be: each that an assignment names, and one that none does. */
export const candidates = (assignments, list, known) =>
  known !== undefined ? [known] : [...new Set(assignments.flatMap((assignment) => (Array.isArray(assignment[list]) ? assignment[list] : []))), null];

const SCOPED = { collection: "collections", language: "languages" };

/** Whether permissions are limited by role assignments, and by what. */
export const scopesOf = (catalog, id) => (catalog.permissions.find((permission) => permission.id === id).scopedBy ?? []).map((scope) => SCOPED[scope]);

/** Whether the requirement is met in all ways that the facts leave, in some, or in none. */
export function tryAll(requirement, facts, places, holds) {
  const alternatives = requirement.map((alternative) => (Array.isArray(alternative) ? { when: {}, allOf: alternative } : alternative));
  const names = [...new Set(alternatives.flatMap(({ when }) => Object.keys(when)))];
  let worlds = [{}];
  for (const name of names) worlds = worlds.flatMap((world) => (facts[name] === undefined ? [true, false] : [facts[name]]).map((value) => ({ ...world, [name]: value })));
  const answers = places.flatMap((place) =>
    worlds.map((world) =>
      alternatives.some(({ when, allOf }) => Object.entries(when).every(([name, value]) => world[name] === value) && allOf.every((permission) => holds(permission, place))),
    ),
  );
  if (answers.every(Boolean)) return "permitted";
  return answers.some(Boolean) ? "facts_needed" : "permission_missing";
}

/** Every collection and language that a question may be about. */
export function placesOf(assignments, facts) {
  const languages = candidates(assignments, "languages", facts.language);
  return candidates(assignments, "collections", facts.collection).flatMap((collection) => languages.map((language) => ({ collection, language })));
}
