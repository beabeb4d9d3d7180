// Whatever it is given, an import throws a KeywardError or gives a catalog that keyward loads, in bounded time.
import assert from "node:assert/strict";
import test from "node:test";
import { Keyward, KeywardError } from "../../../pkg/inline.js";
import { fromOpenApi } from "../../../pkg/openapi.js";
import { openapi, operation, refused, scoped } from "./documents.mjs";

const NOTHING = { format: "keyward/project@1", id: "p", environments: [], roles: [], users: [], keys: [] };

/** Gives the import, or null if it was refused as it may be. */
function tried(document, options) {
  const start = performance.now();
  try {
    const imported = fromOpenApi(document, options);
    new Keyward(NOTHING, { catalog: imported.catalog }).free();
    return imported;
  } catch (error) {
    assert.ok(error instanceof KeywardError && error.code !== "internal", String(error?.stack ?? error));
    return null;
  } finally {
    assert.ok(performance.now() - start < 30_000, "it takes too long");
  }
}

test("what is no OpenAPI document gets one error that says why", () => {
  const cases = [
    ["openapi: 3.0.0", "", /it is text, and has to be an OpenAPI document, read as an object/],
    [null, "", /it is null/],
    [[], "", /it is a list/],
    [undefined, "", /it is undefined/],
    [{}, "", /neither `openapi` nor `swagger`/],
    [{ openapi: "4.0.0", paths: {} }, "/openapi", /it is `4.0.0`: OpenAPI 3.0, 3.1 and 3.2 and Swagger 2.0 are known/],
    [{ swagger: "1.2", paths: {} }, "/swagger", /it is `1.2`/],
    [{ swagger: "3.0.0", paths: {} }, "/swagger", /it is `3.0.0`/],
    [{ openapi: {}, paths: {} }, "/openapi", /it is an object/],
    [{ openapi: "3.10.0", paths: {} }, "/openapi", /it is `3.10.0`/],
    [{ openapi: "3.0.0" }, "", /it has no `paths`/],
    [{ openapi: "3.0.0", paths: [] }, "/paths", /it is a list, and has to be an object/],
    [{ openapi: "3.0.0", paths: "x" }, "/paths", /it is text/],
    [{ openapi: "3.0.0", paths: {} }, "/paths", /no operation that can be read$/],
    [{ openapi: "3.0.0", paths: { "/a": 1 } }, "/paths/~1a", /no operation that can be read: the path `\/a` is a number, and has to be an object/],
    [{ openapi: "3.0.0", paths: { "/a": { get: [] } } }, "/paths/~1a/get", /`GET \/a` is a list/],
    [{ openapi: "3.0.0", paths: { $ref: "#/paths" } }, "/paths/$ref", /it leads back to itself/],
  ];
  for (const [document, at, message] of cases) {
    const problems = refused(document);
    assert.deepEqual([problems.length, problems[0][0]], [1, `/document${at}`], JSON.stringify(document));
    assert.match(problems[0][1], message);
  }
  // versions that YAML reads as numbers
  for (const [name, version] of [["openapi", 3.1], ["openapi", 3], ["swagger", 2]]) assert.ok(tried({ [name]: version, paths: { "/a": { get: operation() } } }));
});

const traps = Object.fromEntries(Reflect.ownKeys(Reflect).filter((name) => typeof Reflect[name] === "function").map((name) => [name, () => { throw 1; }]));
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

test("values of every kind at every place", () => {
  const cycle = {};
  cycle.self = cycle;
  const values = [null, undefined, true, 0, NaN, -1, 1n, "", "x", "\ud800", "a".repeat(100_000), [], [[]], [null], {}, { $ref: "#" }, { $ref: 1 }, { $ref: "#/paths/~1a/get" }, cycle, [cycle], Symbol("x"), () => {}, new Date(NaN), new Map(), new Proxy({}, traps), new Proxy([], traps), revoked(), new Array(4e9), { get get() { throw new Error("no"); } }, JSON.parse('{"__proto__":{"get":{}},"constructor":[]}')];
  const base = () => scoped({ "GET /a": ["read"], "GET /b/{id}": ["write"], "HEAD /a": ["read"] }, { servers: [{ url: "https://{h}/{v}", variables: { h: { default: "a" }, v: { default: "v1", enum: ["v1"] } } }], security: [{ oauth: ["read"] }] });
  const places = ["openapi", "info", "info/title", "info/version", "servers", "servers/0", "servers/0/url", "servers/0/variables", "servers/0/variables/v", "servers/0/variables/v/default", "servers/0/variables/v/enum", "components", "components/securitySchemes", "components/securitySchemes/oauth", "components/securitySchemes/oauth/type", "components/securitySchemes/oauth/flows", "components/securitySchemes/oauth/flows/clientCredentials", "components/securitySchemes/oauth/flows/clientCredentials/scopes", "components/securitySchemes/oauth/flows/clientCredentials/scopes/read", "paths", "paths//a", "paths//a/get", "paths//a/get/operationId", "paths//a/get/security", "paths//a/get/security/0", "paths//a/get/security/0/oauth", "paths//a/get/security/0/oauth/0", "paths//a/get/tags", "paths//a/get/summary", "paths//a/get/deprecated", "paths//a/get/parameters", "paths//a/get/x-permissions", "paths//a/parameters", "paths//a/servers", "paths//a/additionalOperations", "paths//a/additionalOperations/COPY", "security", "webhooks"];
  let kept = 0;
  for (const place of places) {
    for (const value of values) {
      const document = base();
      const names = place.split(/\/(?=[^/])/).map((name) => (name === "" ? "" : name));
      const path = place.startsWith("paths//a") ? ["paths", "/a", ...place.split("/").slice(3)] : names;
      const parent = path.slice(0, -1).reduce((at, name) => (at[name] ??= {}), document);
      Object.defineProperty(parent, path.at(-1), { value, enumerable: true, configurable: true, writable: true });
      const imported = tried(document, { extension: "x-permissions", withoutScopes: "deny" });
      if (imported !== null) kept += 1;
      // nothing was opened by it
      for (const { requires } of imported?.catalog.operations ?? []) for (const alternatives of Object.values(requires)) for (const all of alternatives) assert.ok(all.length > 0, `${place}: ${JSON.stringify(requires)}`);
    }
  }
  assert.ok(kept > 500, `${kept} were kept`);
});

test("values of every kind as options and in a mapping", () => {
  const document = scoped({ "GET /a": ["read"] });
  const values = [null, true, NaN, 1n, "x", [], {}, [null], new Proxy({}, traps), revoked(), new Array(4e9), JSON.parse('{"__proto__":1}'), () => {}];
  for (const value of values) {
    tried(document, value);
    for (const name of ["id", "withoutScopes", "servers", "basePaths", "extension", "environmentParameter", "mapping", "read"]) tried(document, { [name]: value });
    for (const name of ["format", "catalog", "environmentParameter", "boundParameters", "kinds", "schemes", "permissions", "withoutScopes", "servers", "basePaths", "extension", "paths", "rules"]) {
      tried(document, { mapping: { format: "keyward/openapi-mapping@1", [name]: value } });
      tried(document, { mapping: { format: "keyward/openapi-mapping@1", [name]: [value] } });
      tried(document, { mapping: { format: "keyward/openapi-mapping@1", [name]: { x: value } } });
    }
  }
});

test("an object's prototype says nothing", () => {
  const inherited = Object.create({ openapi: "3.0.0", paths: { "/a": { get: operation() } } });
  assert.match(refused(inherited)[0][1], /neither `openapi` nor `swagger`/);
  const item = Object.create({ get: operation() });
  item.put = operation({ operationId: "put" });
  assert.deepEqual(fromOpenApi(openapi({ "/a": item })).operations.map(({ id }) => id), ["put"]);
});

test("much of everything takes bounded time", () => {
  const many = (count, make) => Object.fromEntries(Array.from({ length: count }, (_, place) => make(place)));
  // references in a chain, in a circle, and through one another
  const chain = many(100_000, (place) => [`r${place}`, { $ref: `#/x/r${place + 1}` }]);
  assert.equal(tried(openapi({ "/a": { $ref: "#/x/r0" }, "/b": { get: operation({ operationId: "b" }) } }, { x: chain })).complete, false);
  assert.equal(tried(openapi({ "/a": { $ref: "#/x/a/b/c" }, "/b": { get: operation({ operationId: "b" }) } }, { x: { a: { $ref: "#/x/a/b" } } })).complete, false);
  // one list of many alternatives of many scopes, shared by many operations
  const scopes = Array.from({ length: 1000 }, (_, place) => `s${place}`);
  const security = Array.from({ length: 1000 }, () => ({ oauth: scopes }));
  const shared = scoped({ "GET /x": ["read"] });
  Object.assign(shared.paths, many(1000, (place) => [`/p${place}`, { get: operation({ security }) }]));
  assert.equal(tried(shared).findings.filter(({ code }) => code === "requirement_too_large").length, 1000);
  // tails, each of which could have other paths behind it; templates left out, each of which could be answered for by others
  const parameters = [{ name: "p", in: "path", "x-multi-segment": true }];
  assert.equal(tried(openapi(many(20_000, (place) => [`/p${place}/{p}`, { get: operation({ parameters }) }]))).complete, true);
  assert.equal(tried(openapi(many(10_000, (place) => [place % 2 === 0 ? `/p${place}/x/y?z` : `/p${place}/x/{p}`, { get: operation() }]))).catalog.operations.length, 5000);
  // templates that cannot be, names that repeat, servers without end
  assert.deepEqual(tried(openapi(many(5000, (place) => [`/{a}{b}/${place}`, { get: operation() }]))).catalog.operations, []);
  assert.ok(tried(openapi(many(5000, (place) => [`/{a${place}}`, { get: operation({ operationId: "same" }) }]))));
  const variables = many(20, (place) => [`v${place}`, { default: "a", enum: ["a", "b", "c"] }]);
  assert.ok(tried(openapi({ "/a": { get: operation() } }, { servers: [{ url: Object.keys(variables).map((name) => `/{${name}}`).join(""), variables }] }), { servers: "all" }).catalog.operations.length <= 100);
  // names that are looked for among many that are almost the same
  const undeclared = scoped(Object.fromEntries(Array.from({ length: 5000 }, (_, place) => [`GET /p${place}`, [`abcdef${place}`]])));
  undeclared.components.securitySchemes.oauth.flows.clientCredentials.scopes = many(5000, (place) => [`bbcdeg${place}`, ""]);
  const unlisted = tried(undeclared).findings.filter(({ code }) => code === "scope_undeclared");
  assert.ok(unlisted.length === 5000 && unlisted[0].message.endsWith("did you mean `bbcdeg0`?"));
  // parameters of one name, paths left out beside many others, and paths that cross
  tried(openapi(many(100, (place) => [`/${"{a}/".repeat(2000)}${place}`, { get: operation() }])));
  const beside = (count, other) => scoped(many(count, (place) => [`GET ${place % 2 === 0 ? `/a${place}/x/y/{a}-{b}` : other(place)}`, [place % 2 === 0 ? "read" : "write"]]));
  assert.equal(tried(beside(10_000, (place) => `/a${place}/x/y/z/{b}`)).catalog.operations.length, 5000);
  assert.deepEqual(refused(beside(10_000, (place) => `/{a}/x/y/z${place}/{b}`)), [["/document/paths", "too many paths are left out to be compared with the others"]]);
  const crossed = (place) => Array.from({ length: 12 }, (_, bit) => ((place >> bit) & 1 ? "{a}" : "x")).join("/");
  assert.ok(tried(scoped(many(4096, (place) => [`GET /${crossed(place)}`, [["read", "write", "admin"][place % 3]]]))).complete);
  tried(openapi({ [`/${"{".repeat(50_000)}`]: { get: operation() }, [`/${"a/".repeat(50_000)}b`]: { get: operation() }, [`/${"{x}/".repeat(5000)}b`]: { get: operation() } }));
  tried(openapi({ "/a": { get: operation() } }, { servers: [{ url: `${"{".repeat(20_000)}${"}".repeat(20_000)}` }, { url: "{a}".repeat(5000) }, { url: "../".repeat(50_000) }] }));
});
