// What the document does not say: rules, permissions, kinds; mistakes in a mapping and in options; differences of catalogs.
import assert from "node:assert/strict";
import test from "node:test";
import { Keyward, KeywardError } from "../../../pkg/inline.js";
import { catalogDifferences, fromOpenApi, openApiRules } from "../../../pkg/openapi.js";
import { openapi, operation, refused, requirements, scoped, told } from "./documents.mjs";

const FORMAT = "keyward/openapi-mapping@1";
const mapped = (document, mapping, options) => fromOpenApi(document, { mapping: { format: FORMAT, ...mapping }, ...options });
const op = (operationId, tags, more) => operation({ operationId, tags, ...more });
const PETS = openapi({
  "/pets": { get: op("list", ["pets"]), post: op("add", ["pets", "writes"]) },
  "/admin/x": { get: op("look", ["admin"]), delete: op("wipe", ["admin"]) },
  "/read": { get: op("read", ["pets"], { security: [{ s: ["read"] }] }) },
}, { components: { securitySchemes: { s: { type: "apiKey" } } } });

test("permission by tag, method, operation and path: of each operation, the first rule that fits", () => {
  const rules = [
    { operation: "wipe", anyOf: [["root"], ["admin", "wipe"]] },
    { tag: ["writes"], permission: ["write", "pets"] },
    { path: "/admin/*", method: "get", permission: "admin" },
    { tag: "pets", access: "any-key" },
  ];
  const imported = mapped(PETS, { rules });
  // what the document says itself stays
  assert.deepEqual(requirements(imported), { list: [[]], add: [["write", "pets"]], look: [["admin"]], wipe: [["root"], ["admin", "wipe"]], read: [["read"]] });
  assert.deepEqual(imported.findings, []);
  assert.deepEqual(imported.catalog.permissions.map(({ id }) => id).sort(), ["admin", "pets", "read", "root", "wipe", "write"]);
});

test("a rule that replaces counts for what the document says, too", () => {
  assert.deepEqual(requirements(mapped(PETS, { rules: [{ tag: "pets", permission: "p", replace: true }] })).read, [["p"]]);
  assert.equal(requirements(mapped(PETS, { rules: [{ operation: "read", access: "deny", replace: true }] })).read, null);
  assert.deepEqual(requirements(mapped(PETS, { rules: [{ operation: "read", access: "deny" }] })).read, [["read"]]);
});

test("a rule for one kind leaves the others as they are", () => {
  const lifetime = { default: "P1Y", min: "PT1M", max: null };
  const { catalog } = mapped(PETS, { kinds: { a: { permissions: "own", lifetime }, b: { permissions: "every", lifetime } }, rules: [{ tag: "admin", kind: "b", access: "any-key" }] }, { withoutScopes: "permission:basic" });
  assert.deepEqual(catalog.operations.find(({ id }) => id === "look").requires, { a: [["basic"]], b: [[]] });
});

test("each kind has the first rule that speaks of it", () => {
  const lifetime = { default: "P1Y", min: "PT1M", max: null };
  const rules = [{ tag: "admin", kind: "a", permission: "of-a" }, { tag: "admin", kind: ["b", "a"], permission: "of-b" }, { tag: "admin", permission: "of-all" }];
  const { catalog } = mapped(PETS, { kinds: Object.fromEntries(["a", "b", "c"].map((kind) => [kind, { permissions: "own", lifetime }])), rules }, { withoutScopes: "any-key" });
  assert.deepEqual(catalog.operations.find(({ id }) => id === "look").requires, { a: [["of-a"]], b: [["of-b"]], c: [["of-all"]] });
});

test("members of the catalog, permissions and answers come from the mapping, options win", () => {
  const mapping = {
    catalog: { id: "pets", title: "Pets", trailingSlash: "ignore", encodedSlash: "keep", responses: { key_revoked: { status: 401 } }, notices: [{ before: ["P1D"] }] },
    permissions: [{ id: "read", title: "Read", includes: ["idle"] }, { id: "idle" }],
    withoutScopes: "permission:idle",
    basePaths: ["/v1"],
  };
  const { catalog } = mapped(PETS, mapping);
  assert.deepEqual([catalog.id, catalog.title, catalog.trailingSlash, catalog.encodedSlash, catalog.notices.length, catalog.responses.key_revoked.status], ["pets", "Pets", "ignore", "keep", 1, 401]);
  assert.deepEqual(catalog.permissions, [{ id: "idle" }, { id: "read", title: "Read", includes: ["idle"] }]);
  assert.deepEqual(catalog.operations[0], { id: "list", method: "GET", path: "/v1/pets", group: "pets", requires: { key: [["idle"]] } });
  const other = mapped(PETS, mapping, { id: "mine", withoutScopes: "any-key", basePaths: [""] }).catalog;
  assert.deepEqual([other.id, other.operations[0].path, other.operations[0].requires], ["mine", "/pets", { key: [[]] }]);
});

test("mistakes in a mapping are told with their places, all at once", () => {
  const lifetime = { default: "P1Y", min: "PT1M", max: null };
  const mapping = {
    format: "keyward/openapi-mapping@2",
    rulse: [],
    catalog: { operations: [], id: "" },
    environmentParameter: 1,
    boundParameters: "b",
    kinds: { a: 1 },
    schemes: { s: { prefx: "x" } },
    permissions: [{ id: "p" }, { id: "p" }, {}],
    withoutScopes: "open",
    servers: "none",
    basePaths: ["v1"],
    extension: "permissions",
    paths: { "/pets": 1 },
    rules: [{ tag: "pets" }, { permission: "p" }, { tag: [], permission: "p" }, { tag: "pets", permission: "p", access: "deny" }, { tag: "pets", access: "open" }, { tag: "pets", anyOf: [] }, { tag: "pets", anyOf: ["p"] }, { tga: "pets", method: "GET", permission: "p", replace: "yes" }, 1],
  };
  const places = refused(PETS, { mapping }).map(([at]) => at);
  assert.deepEqual(places, ["/mapping/rulse", "/mapping/format", "/mapping/catalog/operations", "/mapping/catalog/id", "/mapping/environmentParameter", "/mapping/boundParameters", "/mapping/kinds/a", "/mapping/schemes/s/prefx", "/mapping/schemes/s/prefix", "/mapping/permissions/1/id", "/mapping/permissions/2/id", "/mapping/paths/~1pets", "/mapping/rules/0", "/mapping/rules/1", "/mapping/rules/2/tag", "/mapping/rules/3", "/mapping/rules/4/access", "/mapping/rules/5/anyOf", "/mapping/rules/6/anyOf/0", "/mapping/rules/7/tga", "/mapping/rules/7/replace", "/mapping/rules/8", "/mapping/withoutScopes", "/mapping/servers", "/mapping/extension", "/mapping/basePaths/0"]);
  assert.equal(refused(PETS, { mapping })[0][1], "the member `rulse` is not known; did you mean `rules`?");
  // what the core checks
  assert.deepEqual(refused(PETS, { mapping: { format: FORMAT, kinds: { a: { permissions: "own", lifetime: { ...lifetime, default: "1Y" } } } } }).map(([at]) => at), ["/mapping/kinds/a/lifetime/default"]);
  assert.deepEqual(refused(PETS, { mapping: { format: FORMAT, permissions: [{ id: "p", includes: ["q"] }] } }).map(([at]) => at), ["/mapping/permissions/0/includes/0"]);
  assert.deepEqual(refused(PETS, { mapping: { format: FORMAT, catalog: { responses: { key_revoked: { status: 200 } } } } }).map(([at]) => at), ["/mapping/catalog/responses/key_revoked/status"]);
});

test("names that the document does not have are mistakes: a rule that fits nothing leaves something open or shut", () => {
  const rules = [{ tag: "pts", permission: "p" }, { method: "PATCH", permission: "p" }, { operation: ["list", "lst"], permission: "p" }, { path: "/pet", permission: "p" }, { path: "/adm/*", permission: "p" }, { tag: "admin", method: "POST", permission: "p" }, { tag: "pets", kind: "kee", permission: "p" }];
  assert.deepEqual(refused(PETS, { mapping: { format: FORMAT, rules, schemes: { t: { prefix: "x" } }, kinds: { key: { permissions: "own", lifetime: {}, schemes: ["u"] } } } }), [
    ["/mapping/rules/0/tag", "the document has no tag `pts`; did you mean `pets`?"],
    ["/mapping/rules/0", "it fits no operation of the document"],
    ["/mapping/rules/1/method", "the document has no operation with the method `PATCH`"],
    ["/mapping/rules/1", "it fits no operation of the document"],
    ["/mapping/rules/2/operation/1", "the document has no operation `lst`; did you mean `list`?"],
    ["/mapping/rules/3/path", "the document has no path `/pet`; did you mean `/pets`?"],
    ["/mapping/rules/3", "it fits no operation of the document"],
    ["/mapping/rules/4/path", "the document has no path `/adm/*`"],
    ["/mapping/rules/4", "it fits no operation of the document"],
    ["/mapping/rules/5", "it fits no operation of the document"],
    ["/mapping/rules/6/kind", "there is no kind `kee`; did you mean `key`?"],
    ["/mapping/schemes/t", "the document has no security scheme `t`"],
    ["/mapping/kinds/key/schemes/0", "the document has no security scheme `u`"],
  ]);
});

test("options are checked", () => {
  for (const [options, at] of [[{ idd: "x" }, "/idd"], [{ id: "" }, "/id"], [{ withoutScopes: "allow" }, "/withoutScopes"], [{ withoutScopes: "permission:" }, "/withoutScopes"], [{ servers: 1 }, "/servers"], [{ basePaths: [] }, "/basePaths"], [{ basePaths: "/v1" }, "/basePaths"], [{ extension: "scopes" }, "/extension"], [{ read: {} }, "/read"], [{ mapping: "x" }, "/mapping"], [{ mapping: [] }, "/mapping"], [1, ""]]) {
    assert.deepEqual(refused(PETS, options).map(([place]) => place)[0], at, JSON.stringify(options));
  }
});

test("every finding has a rule, and the catalog is one that keyward loads", () => {
  const known = openApiRules.map(({ code }) => code);
  assert.deepEqual([...new Set(known)], known);
  const imported = fromOpenApi(openapi({ "/a": { get: operation(), head: operation(), fetch: operation() }, "/{a}{b}": { get: operation() } }, { webhooks: { w: {} } }));
  for (const { code, severity } of imported.findings) assert.equal(openApiRules.find((rule) => rule.code === code)?.severity, severity);
  assert.equal(told(imported, "webhooks_left_out").length, 1);
  assert.match(imported.message, /^2 of 3 operations are in the catalog, 1 of them denied to every key; keyward has loaded it; see the errors/);
  assert.deepEqual(imported.findings.map(({ severity }) => severity), ["error", "error", "warning", "warning", "warning", "warning", "info", "info", "info", "info"]);
  new Keyward({ format: "keyward/project@1", id: "p", environments: [], roles: [], users: [], keys: [] }, { catalog: imported.catalog }).free();
});

test("differences: what is added, gone or says something else; not the order of what has none", () => {
  const before = fromOpenApi(scoped({ "GET /a": ["read", "write"], "GET /b": ["read"], "PUT /c": ["write"] })).catalog;
  const turned = { ...before, source: "another", operations: before.operations.map(({ requires, ...rest }) => ({ requires: { key: requires.key.map((all) => [...all].reverse()) }, ...rest })).reverse() };
  assert.deepEqual(catalogDifferences(JSON.stringify(before), turned), []);
  const after = fromOpenApi(scoped({ "GET /a": ["read"], "PUT /c/{id}": ["write"], "GET /d": ["more"], "GET /b": ["read"] }), { id: "other" }).catalog;
  assert.deepEqual(catalogDifferences(before, after).map(({ what, id, change, members, at }) => [what, id, change, members, at]), [
    ["operation", "GET /a", "changed", ["requires"], "/operations/0/requires"],
    ["operation", "PUT /c", "removed", [], "/operations/2"],
    ["operation", "PUT /c/{id}", "added", [], "/operations"],
    ["operation", "GET /d", "added", [], "/operations"],
    ["permission", "more", "added", [], "/permissions"],
    ["member", "id", "changed", [], "/id"],
  ]);
  assert.match(catalogDifferences(before, after)[0].message, /^the operation `GET \/a` has changed: `requires` is `\{"key":\[\["read","write"\]\]\}` in the catalog and `\{"key":\[\["read"\]\]\}` in the document$/);
  for (const wrong of ["", "{", "{}", null, 1, { operations: [{}], permissions: [], kinds: {} }]) assert.throws(() => catalogDifferences(wrong, after), (error) => error instanceof KeywardError && error.code === "document_invalid", JSON.stringify(wrong));
});
