// Small documents, and what tests ask of an import.
import { Keyward } from "../../../pkg/inline.js";
import { fromOpenApi } from "../../../pkg/openapi.js";

export const AT = Date.parse("2026-11-23T12:00:00Z");

/** An OpenAPI 3.1 document. */
export const openapi = (paths, more = {}) => ({ openapi: "3.1.0", info: { title: "Shop", version: "1" }, paths, ...more });

/** Swagger 2.0. */
export const swagger = (paths, more = {}) => ({ swagger: "2.0", info: { title: "Shop", version: "1" }, paths, ...more });

export const oauth = (scopes) => ({ type: "oauth2", flows: { clientCredentials: { tokenUrl: "https://a.example", scopes } } });

/** A document whose operations ask for scopes of the scheme `oauth`: `{ "GET /pets": ["read"] }`. */
export const scoped = (operations, more = {}) => {
  const paths = {};
  for (const [name, scopes] of Object.entries(operations)) {
    const [method, path] = name.split(/ (.*)/s);
    (paths[path] ??= {})[method.toLowerCase()] = { operationId: name, security: [{ oauth: scopes }], responses: {} };
  }
  return openapi(paths, { components: { securitySchemes: { oauth: oauth({ read: "", write: "", admin: "" }) } }, ...more });
};

export const operation = (more = {}) => ({ responses: {}, ...more });

/** A ward of a catalog, with a key for each name that has these permissions. */
export function wardOf(catalog, keys) {
  const project = {
    format: "keyward/project@1",
    id: "p",
    environments: [{ id: "e" }],
    roles: [],
    users: [],
    keys: Object.entries(keys).map(([id, permissions]) => ({ id, kind: "key", environments: "all", createdAt: AT - 1000, expiresAt: AT + 1e9, permissions })),
  };
  return new Keyward(project, { catalog });
}

/** What the catalog requires, by operation. */
export const requirements = ({ catalog }) => Object.fromEntries(catalog.operations.map(({ id, requires }) => [id, requires.key ?? null]));

/** The codes that are told, with how often. */
export function codes({ findings }) {
  const found = {};
  for (const { code } of findings) found[code] = (found[code] ?? 0) + 1;
  return found;
}

/** The findings of one code, as places and messages. */
export const told = ({ findings }, code) => findings.filter((each) => each.code === code).map(({ at, message }) => [at, message]);

/** The problems of an import that is refused. */
export function refused(document, options) {
  try {
    fromOpenApi(document, options);
  } catch (error) {
    return error.problems.map(({ at, message }) => [at, message]);
  }
  return [];
}

/** The value of a JSON Pointer. */
export const pointed = (document, pointer) => pointer.split("/").slice(1).reduce((value, name) => value?.[name.replaceAll("~1", "/").replaceAll("~0", "~")], document);
