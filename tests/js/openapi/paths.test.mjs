// Paths, base paths, methods, ids and references.
import assert from "node:assert/strict";
import test from "node:test";
import { fromOpenApi } from "../../../pkg/openapi.js";
import { AT, codes, openapi, operation, refused, scoped, swagger, told, wardOf } from "./documents.mjs";

const paths = ({ catalog }) => Object.fromEntries(catalog.operations.map(({ id, path }) => [id, path]));
const get = (more) => ({ get: operation(more) });
/** The template that a path becomes, and the codes that are told of it. */
const written = (path, options, item = {}) => {
  const { catalog, findings } = fromOpenApi(openapi({ [path]: { ...get({ operationId: "op", security: [{ s: ["p"] }] }), ...item }, "/other": get({ operationId: "other", security: [{ s: ["p"] }] }) }, { components: { securitySchemes: { s: { type: "apiKey" } } } }), options);
  return [catalog.operations.find(({ id }) => id === "op")?.path ?? null, ...new Set(findings.map(({ code }) => code))];
};

test("templates that keyward knows are kept", () => {
  for (const path of ["/a/{id}", "/a/{id}:cancel", "/v{version}/a", "/{id}.json", "/a:batchGet", "/a(id={id})", "/a/{path+}", "/A/b-_.~!$&'()+,=@"]) assert.deepEqual(written(path), [path]);
});

test("what a catalog writes otherwise is written so, and told", () => {
  const cases = { "/a/": "/a", "/a b/{id}": "/a%20b/{id}", "/größe": "/gr%C3%B6%C3%9Fe", "/{user.id}": "/{user_id}", "/{1st}/x": "/{_1st}/x", "/{id}/x/{id}": "/{id}/x/{id_2}", "/{a.b}/{a_b}": "/{a_b}/{a_b_2}", "/f/{+path}": "/f/{path+}", "/f/{path*}": "/f/{path+}", "/f/{id:[0-9]+}": "/f/{id}" };
  for (const [path, template] of Object.entries(cases)) assert.deepEqual(written(path), [template, "path_rewritten"], path);
  assert.equal(fromOpenApi(scoped({ "GET /a/": ["read"] })).catalog.trailingSlash, "ignore");
  assert.equal(fromOpenApi(scoped({ "GET /a": ["read"] })).catalog.trailingSlash, undefined);
});

test("what no template can stand for is left out, and named with the core's reason", () => {
  for (const path of ["/a?x=1", "/a#b", "/{a}{b}", "/{a}-{b}", "/:a", "/a/*", "/<a>", "/{path+}/b", "/a//b", "/a/../b", "/%61", "/a;b", "/{}", "/{a", "/a}", "no-slash", "/\ud800"]) assert.deepEqual(written(path), [null, "path_unrepresentable"], path);
  const [[at, message]] = told(fromOpenApi(scoped({ "GET /a": ["read"], "GET /{a}-{b}": ["read"] })), "path_unrepresentable");
  assert.deepEqual([at, message], ["/paths/~1{a}-{b}/get", "`/{a}-{b}`: `{a}-{b}` has a brace too many; a segment has at most one parameter `{name}`, with text before or after it: it is left out"]);
});

test("the mapping writes a path otherwise", () => {
  const mapping = (path, template) => ({ mapping: { format: "keyward/openapi-mapping@1", paths: { [path]: template } } });
  assert.deepEqual(written("/compare/{a}...{b}", mapping("/compare/{a}...{b}", "/compare/{range}"))[0], "/compare/{range}");
  assert.deepEqual(written("/f/{path}", mapping("/f/{path}", "/f/{path+}"))[0], "/f/{path+}");
  assert.deepEqual(refused(scoped({ "GET /a": ["read"] }), mapping("/aa", "/b")), [["/mapping/paths/~1aa", "the document has no path `/aa`; did you mean `/a`?"]]);
});

test("a parameter of several segments is a tail, unless other paths go on behind it", () => {
  const item = { parameters: [{ $ref: "#/components/parameters/path" }] };
  const parameters = { path: { name: "path", in: "path", required: true, "x-multi-segment": true } };
  const document = scoped({ "GET /f/{path}": ["read"], "GET /g/{path}": ["read"], "DELETE /g/{path}/all": ["admin"] });
  for (const path of Object.keys(document.paths)) Object.assign(document.paths[path], item);
  document.components.parameters = parameters;
  const imported = fromOpenApi(document);
  assert.deepEqual(paths(imported), { "GET /f/{path}": "/f/{path+}", "GET /g/{path}": "/g/{path}", "DELETE /g/{path}/all": "/g/{path}/all" });
  assert.deepEqual(told(imported, "tail_cut").map(([at]) => at), ["/paths/~1g~1{path}/get", "/paths/~1g~1{path}~1all/delete"]);
});

test("operations that answer to the same requests: one for all if they need the same, else none", () => {
  const same = fromOpenApi(scoped({ "GET /u/{id}": ["read"], "GET /u/{name}": ["read"], "PUT /u/{id}": ["write"], "GET /U/{x}": ["read"] }));
  assert.deepEqual(paths(same), { "GET /u/{id}": "/u/{id}", "PUT /u/{id}": "/u/{id}" });
  assert.deepEqual(same.operations.map(({ catalogIds }) => catalogIds), [["GET /u/{id}"], ["PUT /u/{id}"], ["GET /u/{id}"], ["GET /u/{id}"]]);
  assert.equal(told(same, "operation_repeated").length, 2);
  const other = fromOpenApi(scoped({ "GET /u/{id}": ["read"], "GET /u/{name}": ["admin"], "GET /x": ["read"], "GET /a": ["read"], "GET /a/": ["write"] }));
  assert.deepEqual(paths(other), { "GET /x": "/x" });
  assert.deepEqual(told(other, "operations_alike").map(([at]) => at), ["/paths/~1u~1{id}/get", "/paths/~1u~1{name}/get", "/paths/~1a/get", "/paths/~1a~1/get"]);
  const ward = wardOf(other.catalog, { k: ["read"] });
  assert.equal(ward.decide({ key: "k", method: "GET", path: "/u/1", at: AT }).reason, "operation_unknown");
  ward.free();
});

test("HEAD is judged as GET, and left out without one", () => {
  const imported = fromOpenApi(scoped({ "GET /a": ["read"], "HEAD /a": ["read"], "GET /b": ["read"], "HEAD /b": ["write"], "HEAD /c": ["read"] }));
  assert.deepEqual(Object.keys(paths(imported)), ["GET /a", "GET /b"]);
  assert.deepEqual(told(imported, "head_as_get").map(([, message]) => message), ["`HEAD /a` is judged as `GET /a`, which needs the same", "`HEAD /b` is judged as `GET /b`, whose requirement is another one and counts"]);
  assert.deepEqual(told(imported, "method_unrepresentable").map(([at]) => at), ["/paths/~1c/head"]);
});

test("each HEAD operation without a GET is told", () => {
  const imported = fromOpenApi(scoped({ "HEAD /a/{x}": ["read"], "HEAD /a/{y}": ["read"], "GET /b": ["read"] }));
  assert.deepEqual(imported.findings.filter(({ code }) => code === "method_unrepresentable").map(({ operation: id }) => id), ["HEAD /a/{x}", "HEAD /a/{y}"]);
});

test("methods: those of the specification, and others named", () => {
  const item = { get: operation(), query: operation(), trace: operation(), additionalOperations: { COPY: operation(), copy: operation() }, PUT: operation(), fetch: operation(), "x-amazon-apigateway-any-method": operation(), summary: "s", parameters: [], "x-get": operation() };
  const imported = fromOpenApi(openapi({ "/a": item, "x-b": {} }));
  assert.deepEqual(imported.operations.map(({ id }) => id), ["GET /a", "QUERY /a", "TRACE /a", "COPY /a", "PUT /a", "POST /a", "DELETE /a", "OPTIONS /a", "HEAD /a", "PATCH /a"]);
  assert.deepEqual(told(imported, "method_case").map(([at]) => at), ["/paths/~1a/PUT"]);
  assert.deepEqual(told(imported, "method_unrepresentable").map(([at]) => at), ["/paths/~1a/additionalOperations/copy", "/paths/~1a/fetch"]);
});

test("operations that are judged as one are left out with it, and told", () => {
  for (const operations of [{ "GET /{a}{b}": ["read"], "GET /{c}{d}": ["read"], "HEAD /{a}{b}": ["read"] }, { "GET /f/{a}-{b}": ["admin"], "GET /f/{c}": ["read"], "GET /f/{d}": ["read"], "HEAD /f/{c}": ["read"] }]) {
    const imported = fromOpenApi(scoped({ ...operations, "GET /x/y/z": ["read"] }));
    for (const { id, catalogIds } of imported.operations) assert.ok(catalogIds.length > 0 || imported.findings.some(({ operation, severity }) => operation === id && severity === "error"), id);
    assert.deepEqual(Object.keys(paths(imported)), ["GET /x/y/z"]);
  }
});

test("no other operation answers for what is left out, unless it needs the same", () => {
  const kept = (operations) => Object.keys(paths(fromOpenApi(scoped(operations))));
  // each of these takes requests for the first, which no template can stand for
  for (const other of ["GET /f/{id}", "GET /f/{p+}", "GET /{a}/{b}", "GET /{p+}", "GET /f/{x}-b"]) {
    assert.deepEqual(kept({ "GET /f/{a}-{b}": ["admin"], [other]: ["read"], "GET /x": ["read"] }), ["GET /x"], other);
    assert.deepEqual(kept({ "GET /f/{a}-{b}": ["read"], [other]: ["read"], "GET /x": ["read"] }), [other, "GET /x"], other);
  }
  for (const other of ["POST /f/{id}", "GET /f/a-b", "GET /g/{id}", "GET /f", "GET /f/{id}/x"]) assert.deepEqual(kept({ "GET /f/{a}-{b}": ["admin"], [other]: ["read"] }), [other], other);
  assert.deepEqual(kept({ "GET /{p+}/x": ["admin"], "GET /a/{b}": ["read"], "GET /{c}/{d}": ["read"] }), ["GET /a/{b}"]);
  assert.deepEqual(kept({ "GET /a?b=c": ["admin"], "GET /a": ["read"], "GET /b": ["read"] }), ["GET /b"]);
  assert.deepEqual(kept({ "HEAD /f/x": ["admin"], "GET /f/{id}": ["read"], "GET /b": ["read"] }), ["GET /b"]);
  // left out with others that are left out: the wider one as well
  assert.deepEqual(kept({ "GET /f/{a}": ["admin"], "GET /f/{b}": ["read"], "GET /{c}/{d}": ["read"], "GET /b": ["read"] }), ["GET /b"]);
  // a query or a fragment with parameters, and expressions of URI templates
  for (const path of ["/f?x={a}", "/f?x={a}&y={b}", "/f/?x={a}#{b}", "/f#{a}", "/f{?x,y}", "/f/{?x}", "/f{&x}", "/f{#x}"]) {
    assert.deepEqual(kept({ [`GET ${path}`]: ["admin"], "GET /f": ["read"], "GET /b": ["read"] }), ["GET /b"], path);
    assert.deepEqual(kept({ [`GET ${path.replace("/f", "/f/{id}")}`]: ["admin"], "GET /f/{id}": ["read"], "GET /f": ["read"] }), ["GET /f"], path);
  }
  for (const path of ["/f{/x}", "/f/{;x}", "/f/x{.x}", "/f/{id}{;x}"]) assert.deepEqual(kept({ [`GET ${path}`]: ["admin"], "GET /f/{id}": ["read"], "GET /f": ["read"] }), ["GET /f"], path);
  // other ways to write the same
  for (const [path, other] of [["/ä/{a}-{b}", "/ä/{x}"], ["/ä?x", "/%C3%A4"], ["/%c3%a4", "/ä"], ["/f/./x", "/f/x"], ["/f//x", "/f/x"], ["/f/g/../x", "/f/x"], ["/f/%78", "/f/x"]]) {
    assert.deepEqual(kept({ [`GET ${path}`]: ["admin"], [`GET ${other}`]: ["read"], "GET /b": ["read"] }), ["GET /b"], path);
  }
  // a path that lacks its slash
  for (const path of ["f/x", "f/{a}"]) assert.deepEqual(kept({ [`GET ${path}`]: ["admin"], "GET /f/{id}": ["read"], "GET /b": ["read"] }), ["GET /b"], path);
  assert.deepEqual(kept({ "GET ": ["admin"], "GET /": ["read"], "GET /b": ["read"] }), ["GET /b"]);
  // what cannot be read needs what is not known
  const document = scoped({ "GET /f/{id}": ["read"], "PUT /f/{id}": ["read"], "GET /b": ["read"], "GET /g/{id}": ["read"] });
  Object.assign(document.paths, { "/f/x": { $ref: "#/nowhere" }, "/g/y": { get: 1 } });
  const imported = fromOpenApi(document);
  assert.deepEqual(Object.keys(paths(imported)), ["GET /b"]);
  assert.match(told(imported, "operations_alike")[0][1], /^`GET \/f\/\{id\}` \(`\/f\/\{id\}`\) would answer to requests for `\/f\/x` too, which is left out and needs what is not known: it is left out as well$/);
});

test("requests that fit two paths, neither of which is the more exact one, are told", () => {
  const crossing = (operations) => told(fromOpenApi(scoped(operations)), "paths_cross").map(([, message]) => message);
  const [message, ...others] = crossing({ "GET /a/{id}": ["read"], "GET /{x}/b": ["write"], "PUT /{x}/b": ["write"] });
  assert.deepEqual([message, others], ["`GET /a/b` fits `GET /{x}/b` (`/{x}/b`) and `GET /a/{id}` (`/a/{id}`), which do not need the same: keyward judges it as the second", []]);
  const ward = wardOf(fromOpenApi(scoped({ "GET /a/{id}": ["read"], "GET /{x}/b": ["write"] })).catalog, { k: ["read"] });
  assert.equal(ward.decide({ key: "k", method: "GET", path: "/a/b", at: AT }).operation, "GET /a/{id}");
  ward.free();
  assert.equal(crossing({ "GET /A/{id}/c": ["read"], "GET /{x}/b/C": ["write"] }).length, 1);
  assert.equal(crossing({ "GET /z/{y}/a/{id}": ["read"], "GET /z/{y}/{x}/b": ["write"] }).length, 1);
  assert.equal(crossing({ "GET /f/{p+}": ["read"], "GET /{x}/b": ["write"] }).length, 1);
  // with text around a parameter
  for (const [first, second] of [["/v{x}", "/{x}.json"], ["/{x}.json/{y}", "/{x}/{y}.json"], ["/v{x}/{y}", "/{x}/b"], ["/v{x}/{p+}", "/{x}.json/{p+}"], ["/f/{p+}", "/{x}/{y}"], ["/f/{x}/{p+}", "/{x}/{y}/{z}"], ["/v{x}/a/b", "/{x}.json/{p+}"], ["/a/{x}", "/{x}/v{y}"], ["/a/b{x}/{y}", "/a/{x}.json/c"]]) {
    const operations = { [`GET ${second}`]: ["write"], [`GET ${first}`]: ["read"] };
    const [said, ...more] = crossing(operations);
    assert.ok(said?.endsWith(`and \`GET ${first}\` (\`${first}\`), which do not need the same: keyward judges it as the second`) && more.length === 0, `${first}: ${said}`);
    const path = /^`GET (\S+)` fits/.exec(said)[1].replaceAll("{}", "1");
    const judge = wardOf(fromOpenApi(scoped(operations)).catalog, { k: ["read"] });
    assert.equal(judge.decide({ key: "k", method: "GET", path, at: AT }).operation, `GET ${first}`, path);
    judge.free();
  }
  for (const operations of [
    { "GET /v{x}": ["read"], "GET /ve{x}": ["write"] },
    { "GET /{x}.json": ["read"], "GET /{x}": ["write"], "GET /v.json": ["admin"] },
    { "GET /v{x}": ["read"], "GET /w{x}.json": ["write"] },
    { "GET /a/{id}": ["read"], "GET /{x}/b": ["read"] },
    { "GET /a/{id}": ["read"], "GET /{x}/b": ["write"], "GET /a/b": ["admin"] },
    { "GET /a/{id}": ["read"], "GET /{x}/{y}": ["write"], "GET /a/b": ["admin"] },
    { "GET /a/{id}/c": ["read"], "GET /{x}/b/d": ["write"] },
    { "GET /a/{id}": ["read"], "GET /{x}/b/c": ["write"] },
    { "GET /a/{id}": ["read"], "PUT /{x}/b": ["write"] },
    { "GET /f/{p+}": ["read"], "GET /{p+}": ["write"] },
    { "GET /f/{x}/{p+}": ["read"], "GET /f/{p+}": ["write"], "GET /f/x": ["admin"] },
  ]) assert.deepEqual(crossing(operations), [], Object.keys(operations).join());
});

test("ids: `operationId`, or the method and the path where it is missing, repeated or no id", () => {
  const item = (operationId) => get({ ...(operationId !== undefined && { operationId }) });
  const given = { "/a": item("a"), "/b": item("twice"), "/c": item("twice"), "/d": item(), "/e": item(""), "/f": item(7), "/g": item("GET /d"), "/h": item("\ud800") };
  const imported = fromOpenApi(openapi(given));
  assert.deepEqual(imported.operations.map(({ id }) => id), ["a", "GET /b", "GET /c", "GET /d'", "GET /e", "GET /f", "GET /d", "GET /h"]);
  assert.deepEqual(codes(imported), { operation_id_repeated: 2, without_scopes: 8, operation_id_missing: 4 });
  // stable: other operations come, go and change places
  const again = fromOpenApi(openapi({ "/new": item(), "/c": item("twice"), "/b": item("twice"), "/a": item("a") }));
  assert.deepEqual(again.operations.map(({ id }) => id), ["GET /new", "GET /c", "GET /b", "a"]);
});

test("titles, groups and deprecation", () => {
  const { catalog } = fromOpenApi(openapi({ "/a": get({ operationId: "a", summary: "List", tags: ["pets", "x"], deprecated: true }), "/b": get({ operationId: "b", summary: 1, tags: "pets", deprecated: "yes" }) }), { id: "shop" });
  assert.deepEqual(catalog.operations, [{ id: "a", method: "GET", path: "/a", title: "List", group: "pets", deprecated: true, requires: {} }, { id: "b", method: "GET", path: "/b", requires: {} }]);
  assert.deepEqual([catalog.id, catalog.title, catalog.source], ["shop", "Shop", "Shop 1 (OpenAPI 3.1.0)"]);
});

/** Where one operation at `/a` is found, by what stands in the document, the path item and the operation. */
const based = (root, options, item = {}, own = {}) => fromOpenApi(openapi({ "/a": { ...item, get: operation({ operationId: "a", ...own }) } }, root), options).catalog.operations.map(({ path }) => path);
const servers = (...urls) => ({ servers: urls.map((url) => (typeof url === "string" ? { url } : url)) });

test("servers give the base path, the innermost ones", () => {
  for (const [url, base] of [["https://a.example/v1", "/v1"], ["https://a.example/v1/", "/v1"], ["/v2/x", "/v2/x"], ["https://a.example", ""], ["/", ""], ["//a.example:80/v3", "/v3"], ["v4", "/v4"], ["./v5/../v6", "/v6"], ["https://a.example/v1?x#y", "/v1"], [".", ""]]) assert.deepEqual(based(servers(url)), [`${base}/a`], url);
  assert.deepEqual(based({ servers: [] }), ["/a"]);
  assert.deepEqual(based(servers("/r"), {}, servers("/p")), ["/p/a"]);
  assert.deepEqual(based(servers("/r"), {}, servers("/p"), servers("/o")), ["/o/a"]);
  assert.deepEqual(fromOpenApi(openapi({ "/": get({ operationId: "a" }) }, servers("/v1"))).catalog.operations[0].path, "/v1");
});

test("several base paths: the first and a word, all of them, or those that are given", () => {
  const root = servers("https://a.example/v1", "https://b.example/v1", "https://a.example/v2");
  const imported = fromOpenApi(openapi({ "/a": get({ operationId: "a" }) }, root));
  assert.deepEqual(paths(imported), { a: "/v1/a" });
  assert.deepEqual(told(imported, "servers_differ"), [["/servers", "the servers have different base paths: `/v1` is taken, and `/v2` left out; name the base paths, or take those of all servers"]]);
  const all = fromOpenApi(openapi({ "/a": get({ operationId: "a" }) }, root), { servers: "all" });
  assert.deepEqual([paths(all), all.operations[0].catalogIds], [{ a: "/v1/a", "a @ /v2": "/v2/a" }, ["a", "a @ /v2"]]);
  assert.deepEqual(based(root, { basePaths: ["/v3", ""] }), ["/v3/a", "/a"]);
});

test("variables of servers", () => {
  const server = (url, variables) => servers({ url, variables });
  assert.deepEqual(based(server("https://{host}/{base}", { host: { default: "a.example" }, base: { default: "v1" } })), ["/v1/a"]);
  assert.deepEqual(based(server("{server}/x", { server: { default: "https://a.example/api" } })), ["/api/x/a"]);
  const one = { url: "https://a.example/{v}", variables: { v: { default: "v1", enum: ["v1", "v2"] } } };
  assert.deepEqual(based(servers(one)), ["/v1/a"]);
  assert.deepEqual(based(servers(one), { servers: "all" }), ["/v1/a", "/v2/a"]);
  const imported = fromOpenApi(openapi({ "/a": get() }, servers(one)));
  assert.deepEqual(told(imported, "server_variable"), [["/servers/0/variables/v", "the variable `v` is taken to be `v1`, and may be `v2`; name the base paths if it is not"]]);
  // in the host, nothing depends on it
  assert.deepEqual(codes(fromOpenApi(openapi({ "/a": get({ operationId: "a" }) }, server("https://{region}.a.example:{port}/v1", { region: { default: "eu", enum: ["eu", "us"] }, port: { default: "80" } })))), { without_scopes: 1 });
  assert.deepEqual(codes(fromOpenApi(openapi({ "/a": get({ operationId: "a" }) }, servers("https://{region}.a.example/v1")))), { without_scopes: 1 });
  // the environment may be a part of the server's path
  assert.deepEqual(based(server("https://a.example/{tenant}", { tenant: { default: "t" } }), { environmentParameter: "tenant" }), ["/{tenant}/a"]);
});

test("servers that cannot be used: their operations are left out", () => {
  for (const root of [servers("https://a.example/{v}"), { servers: [{}] }, { servers: "x" }, { servers: [{ url: 1 }] }, { servers: [{ $ref: "#/nowhere" }] }, servers("../up")]) {
    const imported = fromOpenApi(openapi({ "/a": get({ operationId: "a" }), "/b": { servers: [{ url: "/" }], get: operation({ operationId: "b" }) } }, root));
    assert.deepEqual(paths(imported), { b: "/b" }, JSON.stringify(root));
    assert.ok(codes(imported).path_unrepresentable === 1 && imported.findings.filter(({ severity }) => severity === "error").length === 2);
  }
});

test("numbers in place of text are named: `default: 1` in YAML is one", () => {
  const unusable = (...given) => told(fromOpenApi(openapi({ "/a": get({ operationId: "a" }), "/b": { servers: [{ url: "/" }], ...get({}) } }, servers(...given))), "server_unusable");
  assert.deepEqual(unusable({ url: 5 }), [["/servers/0/url", "the `url` is a number, and has to be text"]]);
  const [[at, message]] = unusable({ url: "/v{v}", variables: { v: { default: 1 } } });
  assert.deepEqual([at, message], ["/servers/0/variables/v/default", "the variable `v` has a default that is a number and not text, so that the path of `/v{v}` is not known; put it in quotes, or name the base path"]);
});

test("an operation whose servers cannot be used may be at those of the document: no other answers for it there", () => {
  const own = [{ url: "/{v}" }];
  for (const item of [{ get: operation({ servers: own }) }, { servers: own, get: operation() }, { servers: own, $ref: "#/nowhere" }]) {
    const document = scoped({ "GET /x/{id}": ["read"], "GET /b": ["read"] }, servers("/v1"));
    document.paths["/x/a"] = item;
    assert.deepEqual(paths(fromOpenApi(document)), { "GET /b": "/v1/b" });
  }
});

test("Swagger 2.0: basePath", () => {
  const of = (more) => paths(fromOpenApi(swagger({ "/a": get({ operationId: "a" }), "/b": get({ operationId: "b" }) }, more)));
  assert.deepEqual(of({ basePath: "/v1/", servers: [{ url: "/no" }], host: "a.example" }), { a: "/v1/a", b: "/v1/b" });
  assert.deepEqual(of({}), { a: "/a", b: "/b" });
  for (const basePath of ["v1", 1, null]) {
    const imported = fromOpenApi(swagger({ "/a": get() }, { basePath }));
    assert.deepEqual([imported.catalog.operations, codes(imported).server_unusable], [[], 1]);
  }
});

test("the environment and bound parameters keep their names", () => {
  const document = scoped({ "GET /t/{tenant.id}/a": ["read"], "GET /b/{tenant_id}": ["read"], "GET /{account}/{tenant.id}/{id}": ["read"], "GET /x": ["read"] });
  const imported = fromOpenApi(document, { environmentParameter: "tenant.id", mapping: { format: "keyward/openapi-mapping@1", boundParameters: ["account"] } });
  assert.deepEqual(Object.values(paths(imported)), ["/t/{tenant_id}/a", "/b/{tenant_id_2}", "/{account}/{tenant_id}/{id}", "/x"]);
  assert.deepEqual([imported.catalog.environmentParameter, imported.catalog.boundParameters], ["tenant_id", ["account"]]);
  const twice = fromOpenApi(scoped({ "GET /{env}/{env}": ["read"], "GET /{env}": ["read"] }), { environmentParameter: "env" });
  assert.deepEqual([Object.values(paths(twice)), codes(twice).path_unrepresentable], [["/{env}"], 1]);
  assert.deepEqual(refused(scoped({ "GET /a": ["read"] }), { environmentParameter: "env" }), [["/environmentParameter", "`{env}` stands in no template"]]);
  assert.deepEqual(refused(scoped({ "GET /a": ["read"] }), { mapping: { format: "keyward/openapi-mapping@1", boundParameters: ["b"] } }), [["/mapping/boundParameters/0", "`{b}` stands in no template"]]);
});

test("references: in the document, in others, and those that lead nowhere", () => {
  const others = { "paths/u.json": { get: { $ref: "../ops.json#/list" }, post: { $ref: "#/x-post" }, "x-post": operation({ operationId: "post" }) }, "ops.json": { list: operation({ operationId: "list" }) } };
  const read = (name) => others[name];
  const document = openapi({ "/u": { $ref: "./paths/u.json" }, "/v": { $ref: "#/components/pathItems/v" }, "/w": { $ref: "#/paths/~1v", put: operation({ operationId: "put", tags: ["t"] }) } }, { components: { pathItems: { v: { $ref: "#/components/pathItems/real" }, real: get({ operationId: "real" }) } } });
  const imported = fromOpenApi(document, { read });
  assert.deepEqual(imported.operations.map(({ id, file, at }) => [id, file, at]), [
    ["list", "ops.json", "/list"],
    ["post", "paths/u.json", "/x-post"],
    ["GET /v", "", "/components/pathItems/real/get"],
    ["put", "", "/paths/~1w/put"],
    ["GET /w", "", "/components/pathItems/real/get"],
  ]);
  const reasons = {
    "#/nowhere/x": "there is no `nowhere` in the document",
    "#/paths/~1b": "it leads back to itself",
    "https://a.example/x.json": "it names a remote document, and none is fetched: download it, and name the file",
    "//a.example/x": "it names a remote document, and none is fetched: download it, and name the file",
    "file:///etc/passwd": "it names a remote document, and none is fetched: download it, and name the file",
    "/etc/passwd": "it has to be a path relative to its document",
    "missing.json": "there is no document `missing.json`",
    "#anchor": "only JSON Pointers are followed, such as `#/components/x`",
    "#/%zz": "its escapes are not those of a URL",
  };
  for (const [reference, reason] of Object.entries(reasons)) {
    const broken = fromOpenApi(openapi({ "/a": get({ operationId: "a" }), "/b": { $ref: reference } }), { read });
    assert.deepEqual(told(broken, "reference_unreadable"), [["/paths/~1b/$ref", `the reference \`${reference}\` cannot be followed: ${reason}`]]);
    assert.deepEqual([paths(broken), broken.complete], [{ a: "/a" }, false]);
  }
  assert.match(told(fromOpenApi(openapi({ "/a": get(), "/b": { $ref: "x.json" } }), { read: () => { throw new Error("the disk is gone"); } }), "reference_unreadable")[0][1], /the disk is gone$/);
  assert.match(told(fromOpenApi(openapi({ "/a": get(), "/b": { $ref: 1 } })), "reference_unreadable")[0][1], /it is a number, and has to be text$/);
});

test("a method in a path and in what its reference leads to is left out", () => {
  const imported = fromOpenApi(openapi({ "/a": { $ref: "#/x-item", get: operation() } }, { "x-item": { get: operation(), put: operation() } }));
  assert.deepEqual([imported.operations.map(({ id }) => id), told(imported, "type_wrong").map(([at]) => at)], [["PUT /a"], ["/paths/~1a/get", "/x-item/get"]]);
});
