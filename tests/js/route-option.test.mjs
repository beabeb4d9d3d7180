// The guard's option `route`: what the host's own router chose is the operation that was judged, or the request is refused.
import assert from "node:assert/strict";
import test from "node:test";
import { Keyward } from "../../pkg/inline.js";
import { expressGuard } from "../../pkg/node.js";
import { AT, ask, bearer, fail, failLater, ITEMS, never, options, PROJECT, TOKENS } from "./guarded.mjs";
import { catalogOf, KEYS } from "./routing.mjs";

const OPERATIONS = ["/items/all", "/items/{id}", "/items/{id}.json", "/files/{path+}", "/files/{name}", "/items/{id}:done/{step}", "/trees/{path+}", "/notes/v-{id}"].map((path, place) => ({ id: `op${place}`, method: "GET", path }));
const ward = new Keyward(KEYS(OPERATIONS.map(({ id }) => id), AT), { catalog: catalogOf(OPERATIONS) });
const headers = bearer("good");
/** What the guard answers where the router has chosen this. */
const asked = async (path, route, own) => (await ask(path, { headers }, { ward, route, ...own })).allowed;

test("an operation has to be the judged one, and a template has to read the path alike", async () => {
  const cases = [
    ["/items/all", { operation: "op0" }, true], ["/items/all", { operation: "op1" }, false], ["/items/all", { operation: "" }, false],
    ["/items/all", { template: "/items/all" }, true], ["/items/all", { template: "/items/{id}" }, false], ["/items/x", { template: "/items/{id}" }, true],
    ["/items/x", { template: "/items/{other}" }, true], ["/items/x", { template: "/{any}/{id}" }, false], ["/items/x", { template: "/items/all" }, false],
    ["/items/x.json", { template: "/items/{id}.json" }, true], ["/items/x.json", { template: "/items/{id}" }, false], ["/items/x", { template: "/items/{id}.json" }, false],
    ["/items/x/", { template: "/items/{id}" }, true], ["/items/x", { template: "/items/{id}/" }, true],
    ["/trees/a/b", { template: "/trees/{path+}" }, true], ["/trees/a", { template: "/trees/{path+}" }, true], ["/trees/a", { template: "/trees/{name}" }, true], ["/trees/a", { template: "/{x+}" }, false],
    // beside a more exact template, a tail is not compared well enough: its operation has to be given
    ["/files/a/b", { template: "/files/{path+}" }, false], ["/files/a/b", { operation: "op3" }, true], ["/files/a", { template: "/files/{path+}" }, false], ["/files/a", { template: "/files/{name}" }, true], ["/files/a/b", { template: "/files/{name}" }, false],
    ["/items/x:done/2", { template: "/items/{id}:done/{step}" }, true], ["/items/x:done/2", { template: "/items/{id}/{step}" }, false],
    ["/notes/v-1", { template: "/notes/v-{id}" }, true], ["/notes/v-1", { template: "/notes/{id}" }, false],
    // a narrower template of the same operation; what means something in an expression is text here
    ...[..."-.,=!$()*+"].flatMap((mark) => [[`/items/a${mark}b`, { template: `/items/a${mark}{id}` }, true], ["/items/axb", { template: `/items/a${mark}{id}` }, false]]),
    ["/items/a-b-c.d", { template: "/items/{x}-{y}-{z}.d" }, true], ["/items/a-b-c", { template: "/items/{x}-{y}.d" }, false], ["/items/a-b", { template: "/items/{x}-{y}-{z}" }, false],
    ["/items/--", { template: "/items/{x}-{y}" }, false], ["/items/---", { template: "/items/{x}-{y}" }, true], ["/items/ab", { template: "/items/{x}{y}" }, true], ["/items/a", { template: "/items/{x}{y}" }, false], ["/items/abcabd", { template: "/items/{x}abd" }, true],
    ["/items/x", { template: "/{all+}" }, false], ["/items/x", { template: "" }, false], ["/items/x", { template: "/items/{" }, false], ["/items/x", { template: "/items/:id" }, false], ["/items/x", { template: "/items/*" }, false],
    ["/items/x", null, false], ["/items/x", undefined, false],
  ];
  for (const [path, chosen, allowed] of cases) {
    assert.equal(await asked(path, () => chosen), allowed, `${path} ${JSON.stringify(chosen)}`);
    assert.equal(await asked(path, async () => chosen), allowed, `${path} ${JSON.stringify(chosen)}, later`);
  }
});

test("the router's parameters have to be those of the judged path, with or without escapes", async () => {
  const one = (id) => ({ template: "/items/{id}", params: { id } });
  const files = (path, template = "/files/{path+}") => ({ operation: "op3", template, params: { path } });
  const cases = [
    ["/items/x", one("x"), true], ["/items/x/", one("x"), true], ["/items/x", one("y"), false], ["/items/x", one("x/"), false], ["/items/x", one(""), false], ["/items/x", one("X"), false], ["/items/all", one("all"), false],
    ["/items/%C3%A9", one("é"), true], ["/items/%C3%A9", one("%C3%A9"), true], ["/items/a%2Fb", one("a/b"), true], ["/items/a%2Fb%20c", one("a%2Fb c"), true], ["/items/a%2F", one("a/"), true], ["/items/a%2F", one("a"), false], ["/items/a%25", one("a%"), true], ["/items/x%3Fy", one("x"), false],
    ["/items/x:done/2", { template: "/items/{id}:done/{step}", params: { id: "x", step: "2" } }, true], ["/items/x:done/2", { template: "/items/{id}:done/{step}", params: { id: "2", step: "x" } }, false], ["/items/x:done/2", { template: "/items/{id}:done/{step}", params: { step: "2", id: "x:done" } }, false],
    ["/items/x", { operation: "op1", ...one("x") }, true], ["/items/x", { operation: "op0", ...one("x") }, false], ["/items/x", { operation: "op1", template: "/{any}/x", params: { any: "other" } }, false], ...[{}, undefined].map((params) => ["/items/all", { operation: "op0", template: "/items/all", params }, true]), ["/items/all", { template: "/items/all", params: undefined }, true], ["/items/x", { operation: "op1", template: "/items/all" }, false],
    ["/files/a/b", files("a/b"), true], ["/files/a/b", files("a/b/"), true], ["/files/a/b", files(["a", "b"]), true], ["/files/a/b/", files(["a", "b", ""]), true], ["/files/a/b", files(["a", "", "b"]), false], ["/files/a/b", files(["a"]), false], ["/files/a/b", files(["b"]), false], ["/files/a/b", files("b"), false], ["/files/a/b", files("../x/a/b"), false], ["/files/a/b", files(["a/b"]), false], ["/files/a/b", files([]), false],
    ["/files/a/b", files("b", "/{path+}"), false], ["/files/a/b", files("files/a/b", "/{path+}"), true], ["/files/a/b/c", files("a", "/files/{path}"), false], ["/files/%C3%A9/b", files("é/b"), true], ["/files/%C3%A9/b", files(["%C3%A9", "b"]), true],
  ];
  for (const [path, chosen, allowed] of cases) assert.equal(await asked(path, () => chosen), allowed, `${path} ${JSON.stringify(chosen)}`);
  const failures = [];
  await asked("/items/x", () => one("y"), { onError: ({ stage, message }) => void failures.push(`${stage}: ${message}`) });
  assert.deepEqual(failures, ["route: KeywardError: the router took other parameters for the route `/items/{id}` than the path has, and the operation `op1` was judged"]);
});

test("a template of many parameters takes no longer than the path is long", async () => {
  const start = performance.now();
  assert.equal(await asked(`/items/${"-".repeat(2000)}`, () => ({ template: "/items/{a}-{b}-{c}-{d}.x" })), false);
  assert.ok(performance.now() - start < 2000);
});

test("what is refused is told as route_mismatch, and the decision is recorded", async () => {
  const [entries, failures] = [[], []];
  const { allowed, decision, response } = await ask("/items/all", { headers }, { ward, route: () => ({ operation: "op1" }), reasonMember: "why", onDecision: (entry) => void entries.push(entry), onError: (failure) => void failures.push(failure) });
  assert.deepEqual([allowed, decision, response.status, (await response.json()).why], [false, null, 403, "route_mismatch"]);
  assert.deepEqual(entries.map(({ reason, operation, status }) => [reason, operation, status]), [["route_mismatch", "op0", 403]]);
  assert.deepEqual(failures.map(({ stage, message }) => [stage, message]), [["route", "KeywardError: the router chose the operation `op1`, and the operation `op0` was judged"]]);
});

test("it is asked once, for a permitted request alone, with the request and the decision", async () => {
  const calls = [];
  const route = (request, decision) => (calls.push([new URL(request.url).pathname, decision.operation, decision.path]), { operation: decision.operation });
  assert.equal(await asked("/api/items/x/", route, { path: (_, whole) => whole.slice(4) }), true);
  assert.deepEqual(calls, [["/api/items/x/", "op1", "/items/x"]]);
  assert.equal(await asked("/nowhere", route), false);
  assert.equal((await ask("/items/x", { headers: bearer("unlisted") }, { ward, route })).allowed, false);
  assert.equal(calls.length, 1);
});

test("where it fails, or gives something else, the answer is 503", { timeout: 20_000 }, async () => {
  const wrong = [{ operation: "op1", params: { id: "x" } }, { template: "/items/{id}", params: null }, { template: "/items/{id}", params: undefined }, { operation: 1, template: "/items/{id}", params: { id: "x" } }, { template: "/items/{id}", params: {} }, { template: "/items/{id}", params: { id: "x", name: "y" } }, { template: "/items/{id}", params: { id: 7 } }, { template: "/items/{id}", params: { id: ["x"] } }, { template: "/items/{id}", params: Object.create({ id: "x" }) }, { operation: "op3", template: "/files/{path+}", params: { path: [1] } }, "op1", 1, true, {}, [], { operation: 1 }, { template: null }, { operation: "op1", template: "/items/{id}" }, Object.create({ operation: "op1" })];
  for (const route of [fail, failLater, ...wrong.map((given) => () => given)]) {
    const { response } = await ask("/items/x", { headers }, { ward, route });
    assert.equal(response.status, 503);
  }
  assert.equal((await ask("/items/x", { headers }, { ward, route: never, timeout: 20 })).response.status, 503);
  for (const route of ["op1", { operation: "op1" }, null, false]) assert.equal((await ask("/items/x", { headers }, { ward, route })).response.status, 503);
});

test("the guard for Node takes it without a framework, and the built-in catalog's templates", async () => {
  const guarded = (template) => new Promise((resolve) => {
    const request = { method: "GET", url: ITEMS, rawHeaders: ["Authorization", `Bearer ${TOKENS.good}`] };
    const response = { statusCode: 200, getHeader() {}, setHeader() {}, end: () => resolve(response.statusCode) };
    expressGuard(options({ ward: new Keyward(PROJECT), route: () => ({ template }) }))(request, response, () => resolve(200));
  });
  assert.equal(await guarded("/v2/projects/{environment_id}/items"), 200);
  assert.equal(await guarded("/v2/projects/{environment_id}/types"), 403);
});
