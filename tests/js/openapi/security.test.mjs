// Security requirements, scopes, extensions, and what has no scope.
import assert from "node:assert/strict";
import test from "node:test";
import { fromOpenApi } from "../../../pkg/openapi.js";
import { AT, codes, oauth, openapi, operation, refused, requirements, scoped, swagger, told, wardOf } from "./documents.mjs";

const SCHEMES = { oauth: oauth({ read: "Read pets", write: "" }), key: { type: "apiKey", in: "header", name: "X-Key" }, oidc: { type: "openIdConnect", openIdConnectUrl: "https://a.example" } };
/** A document with one operation, `op`, that has this `security`. */
const secured = (security, more = {}, root = {}) => openapi({ "/op": { get: operation({ operationId: "op", ...(security !== undefined && { security }), ...more }) } }, { components: { securitySchemes: SCHEMES }, ...root });
const required = (document, options) => requirements(fromOpenApi(document, options)).op;

test("scopes of one requirement are all needed, requirements are alternatives", () => {
  assert.deepEqual(required(secured([{ oauth: ["read", "write"] }])), [["read", "write"]]);
  assert.deepEqual(required(secured([{ oauth: ["read"] }, { oauth: ["write"] }])), [["read"], ["write"]]);
  assert.deepEqual(required(secured([{ oauth: ["read"], oidc: ["profile"] }])), [["read", "profile"]]);
  assert.deepEqual(required(secured([{ oauth: ["read", "read"] }, { oauth: ["read"] }])), [["read"]]);
  const { catalog } = fromOpenApi(secured([{ oauth: ["read"], oidc: ["profile"] }]));
  assert.deepEqual(catalog.permissions, [{ id: "read", title: "Read pets" }, { id: "write" }, { id: "profile" }]);
  const ward = wardOf(catalog, { both: ["read", "profile"], one: ["read"] });
  assert.deepEqual(["both", "one"].map((key) => ward.allows(key, "GET", "/op", AT)), [true, false]);
  ward.free();
});

test("the operation's `security` counts before the document's", () => {
  assert.deepEqual(required(secured(undefined, {}, { security: [{ oauth: ["read"] }] })), [["read"]]);
  assert.deepEqual(required(secured([{ oauth: ["write"] }], {}, { security: [{ oauth: ["read"] }] })), [["write"]]);
  assert.equal(required(secured([], {}, { security: [{ oauth: ["read"] }] })), null);
});

test("roles of any scheme are permissions, in every version", () => {
  assert.deepEqual(required(secured([{ key: ["admin"] }])), [["admin"]]);
  const two = swagger({ "/op": { get: operation({ operationId: "op", security: [{ key: ["admin"] }, { oauth: ["read"] }] }) } }, { securityDefinitions: { key: { type: "apiKey" }, oauth: { type: "oauth2", flow: "implicit", scopes: { read: "Read", "x-note": "no scope" } } } });
  assert.deepEqual(required(two), [["admin"], ["read"]]);
  assert.deepEqual(fromOpenApi(two).catalog.permissions, [{ id: "read", title: "Read" }, { id: "admin" }]);
});

test("what has no scope is denied, listed, and never open unless that is asked for", () => {
  const cases = [
    [undefined, null, "no `security` is given: it is denied"],
    [[], null, "its `security` is empty: it is denied"],
    [[{}], null, "its `security` is optional (`{}`): it is denied"],
    [[{ key: [] }], null, "its `security` names no scope: it is denied"],
    [[{ oauth: ["read"] }, {}], [["read"]], "its `security` is optional (`{}`): that alternative is denied"],
    [[{ oauth: ["read"] }, { key: [] }], [["read"]], "its `security` names no scope: that alternative is denied"],
  ];
  for (const [security, expected, sentence] of cases) {
    const imported = fromOpenApi(secured(security));
    assert.deepEqual(requirements(imported).op, expected);
    assert.deepEqual(told(imported, "without_scopes"), [["/paths/~1op/get", `\`GET /op\`: ${sentence}`]]);
    assert.equal(imported.complete, true);
    const said = expected ?? [];
    assert.deepEqual(required(secured(security), { withoutScopes: "any-key" }), [...said, []]);
    const given = fromOpenApi(secured(security), { withoutScopes: "permission:basic" });
    assert.deepEqual(requirements(given).op, [...said, ["basic"]]);
    assert.equal(told(given, "without_scopes").length, 1);
    assert.ok(given.catalog.permissions.some(({ id }) => id === "basic"));
  }
  const ward = wardOf(fromOpenApi(secured([{ key: [] }])).catalog, { k: ["read", "write"] });
  assert.equal(ward.decide({ key: "k", method: "GET", path: "/op", at: AT }).reason, "kind_not_accepted");
  ward.free();
});

test("a scheme without scopes beside scopes does not open or close, and is told", () => {
  for (const withoutScopes of ["deny", "any-key", "permission:basic"]) {
    const imported = fromOpenApi(secured([{ oauth: ["read"], key: [] }]), { withoutScopes });
    assert.deepEqual(requirements(imported).op, [["read"]]);
    assert.deepEqual(codes(imported), { scheme_without_scopes: 1 });
  }
});

test("a scheme that is not declared cannot be met", () => {
  const imported = fromOpenApi(secured([{ oath: ["read"] }, { oauth: ["write"] }]), { withoutScopes: "any-key" });
  assert.deepEqual(requirements(imported).op, [["write"]]);
  assert.deepEqual(told(imported, "scheme_unknown"), [["/paths/~1op/get/security/0/oath", "the security scheme `oath` is not declared: this alternative is left out; did you mean `oauth`?"]]);
  assert.equal(imported.complete, false);
  assert.equal(required(secured([{ oath: [] }]), { withoutScopes: "any-key" }), null);
  assert.deepEqual(told(fromOpenApi(secured([{ oauth: ["raed"] }])), "scope_undeclared"), [["/paths/~1op/get/security/0/oauth/0", "the scheme `oauth` does not list the scope `raed`; did you mean `read`?"]]);
});

test("more than can be loaded is told of the document", () => {
  const document = scoped(Object.fromEntries(Array.from({ length: 2500 }, (_, place) => [`GET /p${place}`, []])));
  document.security = [{ oauth: Array.from({ length: 9000 }, (_, place) => `s${place}`) }];
  for (const { get } of Object.values(document.paths)) delete get.security;
  assert.deepEqual(refused(document).map(([at]) => at), ["/document"]);
});

test("`security` of a wrong type is denied", () => {
  for (const [security, at] of [["oauth", ""], [null, ""], [{ oauth: [] }, ""], [["oauth"], "/0"], [[{ oauth: "read" }], "/0/oauth"], [[{ oauth: [1] }], "/0/oauth"], [[{ oauth: [""] }], "/0/oauth"], [[{ oauth: null }], "/0/oauth"]]) {
    const imported = fromOpenApi(secured(security), { withoutScopes: "any-key" });
    assert.equal(requirements(imported).op, null, JSON.stringify(security));
    assert.deepEqual(told(imported, "type_wrong").map(([place]) => place), [`/paths/~1op/get/security${at}`]);
  }
});

test("an extension lists permissions, of the operation or of its path", () => {
  const extension = "x-permissions";
  const of = (value, security = [{ key: [] }]) => required(secured(security, { [extension]: value }), { extension, withoutScopes: "any-key" });
  assert.deepEqual(of("a"), [["a"]]);
  assert.deepEqual(of(["a", "b"]), [["a", "b"]]);
  assert.deepEqual(of([["a", "b"], ["c"]]), [["a", "b"], ["c"]]);
  assert.deepEqual(of("a", [{ oauth: ["read"] }, { key: [] }]), [["read", "a"], ["a"]]);
  assert.deepEqual(of(["a"], [{}]), [["a"]]);
  assert.deepEqual(of("a", []), [["a"]]);
  assert.deepEqual(of([]), [[]]);
  for (const wrong of [1, { a: 1 }, [1], [["a"], "b"], [[""]], null]) assert.equal(of(wrong), null, JSON.stringify(wrong));
  const onPath = openapi({ "/op": { [extension]: "a", get: operation({ operationId: "op" }) } });
  assert.deepEqual(required(onPath, { extension }), [["a"]]);
  // permissions that cannot be read are not passed over: the scopes alone may be too little
  const unknown = fromOpenApi(secured([{ oauth: ["read"] }], { [extension]: { $ref: "#/nowhere" } }), { extension });
  assert.equal(requirements(unknown).op, null);
  assert.deepEqual(codes(unknown), { reference_unreadable: 1 });
  // one that nobody names is not taken, and not passed over in silence
  assert.match(told(fromOpenApi(secured([{ key: [] }], { "x-required-scopes": ["a"] })), "without_scopes")[0][1], /its `x-required-scopes` may list permissions: name it as the extension$/);
});

test("an operation is not opened by what its `$ref` leads to", () => {
  const of = (beside) => {
    const paths = { "/op": { get: { $ref: "#/paths/~1other/get", ...beside } }, "/other": { get: operation({ operationId: "other", security: [{ oauth: ["read"] }] }) } };
    return fromOpenApi(openapi(paths, { components: { securitySchemes: SCHEMES } }));
  };
  assert.deepEqual(of({ summary: "S", description: "D" }).operations.map(({ catalogIds }) => catalogIds.length), [1, 1]);
  for (const beside of [{ security: [{ oauth: ["write"] }] }, { operationId: "op" }, { servers: [{ url: "/v2" }] }, { "x-permissions": ["a"] }]) {
    const imported = of(beside);
    assert.deepEqual(imported.operations.map(({ path }) => path), ["/other"]);
    const [name] = Object.keys(beside);
    assert.deepEqual(told(imported, "type_wrong"), [[`/paths/~1op/get/${name}`, `\`${name}\` stands beside the \`$ref\` of \`GET /op\`, and either may be meant: it is left out`]]);
    assert.equal(imported.complete, false);
  }
});

test("kinds of key stand for schemes", () => {
  const lifetime = { default: "P1Y", min: "PT1M", max: null };
  const kinds = { token: { permissions: "owner", lifetime, schemes: ["oauth", "oidc"] }, key: { permissions: "own", lifetime, schemes: ["key"] }, root: { permissions: "every", lifetime } };
  const mapping = { format: "keyward/openapi-mapping@1", kinds };
  const requires = (security) => fromOpenApi(secured(security), { mapping, withoutScopes: "permission:basic" }).catalog.operations[0].requires;
  assert.deepEqual(requires([{ oauth: ["read"] }, { key: [] }]), { token: [["read"]], key: [["basic"]], root: [["read"], ["basic"]] });
  assert.deepEqual(requires([{ oauth: ["read"], key: ["a"] }]), { root: [["read", "a"]] });
  assert.deepEqual(requires([{}]), { token: [["basic"]], key: [["basic"]], root: [["basic"]] });
  assert.deepEqual(fromOpenApi(secured([{ key: [] }]), { mapping }).catalog.kinds.token, { permissions: "owner", lifetime });
});

test("a scheme's scopes get a prefix", () => {
  const document = secured([{ oauth: ["read"], oidc: ["read"] }]);
  const imported = fromOpenApi(document, { mapping: { format: "keyward/openapi-mapping@1", schemes: { oauth: { prefix: "shop:" } } } });
  assert.deepEqual(requirements(imported).op, [["shop:read", "read"]]);
  assert.deepEqual(imported.catalog.permissions.map(({ id }) => id), ["shop:read", "shop:write", "read"]);
});

test("references in security schemes are followed, and names of JavaScript are names", () => {
  const schemes = { oauth: { $ref: "#/components/x-schemes/real" }, constructor: oauth({}), ["__proto__"]: oauth({}) };
  const document = JSON.parse(JSON.stringify(scoped({ "GET /a": ["read"] })));
  document.components = JSON.parse(`{"x-schemes":${JSON.stringify({ real: oauth({ read: "R" }) })},"securitySchemes":{"oauth":{"$ref":"#/components/x-schemes/real"},"__proto__":{"type":"apiKey"}}}`);
  assert.deepEqual(fromOpenApi(document).catalog.permissions, [{ id: "read", title: "R" }]);
  document.paths["/b"] = { get: JSON.parse('{"operationId":"b","security":[{"__proto__":["p"]},{"toString":[]}]}') };
  const imported = fromOpenApi(document, { withoutScopes: "any-key" });
  assert.deepEqual(requirements(imported).b, [["p"]]);
  assert.equal(told(imported, "scheme_unknown").length, 1);
  assert.ok(Object.keys(schemes).length > 0 && {}.p === undefined);
});
