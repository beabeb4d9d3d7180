// keyward/hono, in a Hono application.
import assert from "node:assert/strict";
import test from "node:test";
import { Hono } from "hono";
import { methodOverride } from "hono/method-override";
import { keyward } from "../../pkg/hono.js";
import { AT, bearer, ITEMS, options } from "./guarded.mjs";
import { Keyward } from "../../pkg/inline.js";
import { catalogOf, KEYS, randomCatalog, randomOf, requestsFor, SEED, shuffled, toHono } from "./routing.mjs";

function application(guardOptions) {
  const app = new Hono();
  const reached = [];
  app.use(keyward(guardOptions));
  app.all("*", (c) => {
    reached.push(c.get("keyward")?.key ?? null);
    return c.json({ path: c.get("keyward")?.decision.path ?? null });
  });
  return { app, reached };
}

test("what is allowed reaches its handler, and what is refused does not", async () => {
  const { app, reached } = application(options());
  const allowed = await app.request(ITEMS, { headers: bearer("soon") });
  assert.deepEqual([allowed.status, await allowed.json(), allowed.headers.get("Keyward-Expires")], [200, { path: ITEMS }, "2026-11-24T14:00:00.000Z"]);
  const refused = await app.request(ITEMS, { method: "POST", headers: bearer("good") });
  assert.equal(refused.status, 403);
  assert.equal((await app.request(ITEMS)).headers.get("WWW-Authenticate"), 'Bearer realm="API"');
  assert.deepEqual(reached, ["soon"]);
});

test("a response that cannot be changed gets its headers all the same", async () => {
  const app = new Hono();
  app.use(keyward(options({ cors: { origins: ["https://a.example"] } })));
  app.all("*", async () => {
    const response = await fetch("data:text/plain,upstream");
    return response;
  });
  const answer = await app.request(ITEMS, { headers: { ...bearer("soon"), Origin: "https://a.example" } });
  assert.deepEqual([await answer.text(), answer.headers.get("Keyward-Expires"), answer.headers.get("Vary"), answer.headers.get("Access-Control-Allow-Origin")], ["upstream", "2026-11-24T14:00:00.000Z", "Origin", "https://a.example"]);
});

test("options come from the context, and their failure is a 503", async () => {
  const fromContext = application((c) => options({ findKey: () => c.env.key }));
  assert.equal((await fromContext.app.request(ITEMS, { headers: bearer("good") }, { key: "good" })).status, 200);
  assert.equal((await fromContext.app.request(ITEMS, { headers: bearer("good") }, { key: "revoked" })).status, 403);
  const broken = application(() => {
    throw new Error("no binding");
  });
  assert.equal((await broken.app.request(ITEMS, { headers: bearer("good") })).status, 503);
  assert.deepEqual(broken.reached, []);
});

test("a wrong option is told where the guard is made; one that comes with the request is a 503", async (t) => {
  const says = { name: "KeywardError", code: "request_invalid", message: /^\/findkey: .*findKey/ };
  assert.throws(() => keyward(options({ findkey: () => null })), says);
  t.mock.method(console, "error", () => {});
  const later = application(() => options({ findkey: () => null }));
  assert.equal((await later.app.request(ITEMS, { headers: bearer("good") })).status, 503);
});

test("a version of Hono that does not tell which routes match needs `route`", async () => {
  for (const member of ["matchedRoutes", "routeIndex"]) {
    const failures = [];
    const appOf = (route) => {
      const { app, reached } = application(options({ route, onError: ({ message }) => void failures.push(message) }));
      const outer = new Hono();
      outer.use((c, next) => (Object.defineProperty(c.req, member, { get: () => undefined, set: () => {} }), next())).route("/", app);
      return { outer, reached };
    };
    const without = appOf(undefined);
    assert.equal((await without.outer.request(ITEMS, { headers: bearer("good") })).status, 503);
    assert.deepEqual([without.reached, failures.length], [[], 1]);
    assert.match(failures[0], /^KeywardError: \/route: it is missing, and this version of Hono/);
  }
});

test("a preflight is passed on where that is configured", async () => {
  const preflight = { method: "OPTIONS", headers: { Origin: "https://a.example", "Access-Control-Request-Method": "GET" } };
  const { app, reached } = application(options({ cors: "pass" }));
  assert.equal((await app.request(ITEMS, preflight)).status, 200);
  assert.deepEqual(reached, [null]);
  assert.equal((await application(options()).app.request(ITEMS, preflight)).status, 401);
});

test(`no handler runs whose operation was not permitted: seed ${SEED}`, async () => {
  const random = randomOf(SEED);
  let handled = 0;
  for (let round = 0; round < 60; round += 1) {
    const operations = randomCatalog(random);
    const strict = round % 2 === 0;
    const permitted = operations.filter(() => random(2) === 0).map(({ id }) => id);
    if (permitted.length === 0) continue;
    const ward = new Keyward(KEYS(permitted, AT), { catalog: catalogOf(operations, round % 4 < 2 ? "ignore" : "reject") });
    const app = new Hono({ strict });
    const ran = [];
    app.use(keyward(options({ ward })));
    for (const { id, path } of shuffled(operations, random)) app.get(toHono(path), (c) => (ran.push([id, c.get("keyward").decision.operation]), c.text(id)));
    for (const path of requestsFor(operations, random, 40)) {
      ran.length = 0;
      await app.request(path, { headers: bearer("good") });
      for (const [ranAs, judgedAs] of ran) assert.deepEqual([ranAs, permitted.includes(ranAs)], [judgedAs, true], `${path} of ${JSON.stringify(operations)}`);
      handled += ran.length;
    }
    ward.free();
  }
  assert.ok(handled > 100, `${handled} were handled`);
});

const ITEM_OPERATIONS = [["clear", "/items/all"], ["remove", "/items/{id}"], ["any", "/{kind}/{id}"]].map(([id, path]) => ({ id, method: "DELETE", path }));
const failing = () => new Hono().onError((error, c) => c.text("", 500));
/** Name, how the application is built, what is sent, what the key may do, the statuses, and which handlers run. */
const NESTED = [
  ["a handler for all methods, in an application with an `onError` of its own", (app, guard, handler) => app.use(guard()).route("/items", failing().all("/:id", handler("all"))), ["/items/x", "/items/all"], ["clear", "remove"], [200, 403], ["all"]],
  ["the same with a wildcard", (app, guard, handler) => app.use(guard()).route("/items", failing().all("/*", handler("all"))), ["/items/all"], ["clear"], [403], []],
  ["a guard in an application with an `onError` of its own", (app, guard, handler) => app.route("/items", failing().use(guard()).delete("/:id", handler("remove"))), ["/items/x", "/items/all"], ["clear", "remove"], [200, 403], ["remove"]],
  ["a handler for all methods that takes `next`", (app, guard, handler) => app.use(guard()).all("/items/:id", (c, next) => handler("all")(c, next)), ["/items/x", "/items/all"], ["clear", "remove"], [200, 403], ["all"]],
  ["a handler without parameters that goes on", (app, guard, handler) => app.use(guard()).delete("/items/:id", (...given) => given[1]()).delete("/:kind/:id", handler("any")), ["/items/x"], ["remove"], [403], []],
  ["middleware without parameters that goes on", (app, guard, handler) => app.use(guard()).use("/items/*", (...given) => given[1]()).delete("/:kind/:id", handler("any")), ["/items/x"], ["remove"], [403], []],
  ["two guards of different catalogs, of which only the second allows it", (app, guard, handler) => app.use(guard(["remove"])).delete("/items/:id", (...given) => given[1]()).use(guard(["any"], ITEM_OPERATIONS.slice(2))).delete("/:kind/:id", handler("any")).delete("/:rest{.+}", handler("rest")), ["/items/x"], ["remove"], [403], []],
  ["a route before the guard", (app, guard, handler) => app.delete("/items/:id", (c, next) => next()).use(guard()).delete("/items/all", handler("clear")), ["/items/all"], ["clear"], [200], ["clear"]],
  ["a handler without parameters that ends", (app, guard, handler) => app.use(guard()).delete("/items/all", () => new Response("")).delete("/:kind/:id", handler("any")), ["/items/all"], ["clear"], [200], []],
  ["a base path", (app, guard, handler) => app.basePath("/items").use(guard()).delete("/:id", handler("remove")), ["/items/x", "/items/all"], ["clear", "remove"], [200, 403], ["remove"]],
  ["an application within another", (app, guard, handler) => app.use(guard()).route("/:kind", new Hono().delete("/:id", handler("any"))), ["/other/x", "/items/x", "/items/all"], ["clear", "remove", "any"], [200, 403, 403], ["any"]],
  ["expressions", (app, guard, handler) => app.use(guard()).delete("/items/:id{[a-z]+}", handler("remove")).delete("/:rest{.+}", handler("rest")), ["/items/x", "/items/all", "/other/7"], ["clear", "remove", "any"], [200, 403, 403], ["remove"]],
  ["a wrapped guard", (app, guard, handler) => app.use((c, next) => guard()(c, next)).delete("/items/:id", handler("remove")), ["/items/x", "/items/all"], ["clear", "remove"], [200, 403], ["remove"]],
];

for (const [name, build, targets, permitted, statuses, expected] of NESTED) {
  test(`routes and operations: ${name}`, async () => {
    const ran = [];
    const app = new Hono();
    const guard = (permissions = permitted, operations = ITEM_OPERATIONS) => keyward(options({ ward: new Keyward(KEYS(permissions, AT), { catalog: catalogOf(operations) }) }));
    build(app, guard, (name) => (c) => (ran.push(name), c.text("")));
    const found = [];
    for (const target of targets) {
      const { status, headers } = await app.request(target, { method: "DELETE", headers: bearer("good") });
      found.push(status);
      if (status === 403) assert.equal(headers.get("Cache-Control"), "no-store");
    }
    assert.deepEqual([found, ran], [statuses, expected]);
  });
}

test("a wildcard that took nothing is compared with what it takes otherwise", async () => {
  const catalog = catalogOf([{ id: "read", method: "GET", path: "/{name}" }, { id: "files", method: "GET", path: "/{name}/{path+}" }]);
  const ran = [];
  const app = new Hono();
  app.use(keyward(options({ ward: new Keyward(KEYS(["read"], AT), { catalog }) })));
  app.get("/:name/*", (c) => (ran.push("files"), c.text("")));
  assert.deepEqual([(await app.request("/x", { headers: bearer("good") })).status, ran], [403, []]);
});

test("an expression that takes slashes is compared with what it takes otherwise", async () => {
  const catalog = catalogOf([{ id: "read", method: "GET", path: "/files/{id}" }, { id: "files", method: "GET", path: "/files/{path+}" }, { id: "plain", method: "GET", path: "/plain/{id}" }, { id: "part", method: "GET", path: "/plain/{id}/part" }, { id: "tail", method: "GET", path: "/tails/{path+}" }]);
  const statusOf = async (pattern, path) => {
    const app = new Hono();
    app.use(keyward(options({ ward: new Keyward(KEYS(["read", "plain", "tail"], AT), { catalog }) })));
    app.get(pattern, (c) => c.text(""));
    return (await app.request(path, { headers: bearer("good") })).status;
  };
  for (const expression of [".+", ".*", "[^-]+", "[a-z/]+", "(?:[a-z]|/)+", "\\S+", "[!-~]+", "\\x78|\\x2f", "[^]+"]) assert.equal(await statusOf(`/files/:path{${expression}}`, "/files/x"), 403, expression);
  for (const expression of ["[^/]+", "[a-z]+", "\\w+", "x"]) assert.equal(await statusOf(`/files/:id{${expression}}`, "/files/x"), 200, expression);
  assert.deepEqual([await statusOf("/plain/:id{.+}", "/plain/x"), await statusOf("/plain/:id{.+}", "/plain/x/part"), await statusOf("/tails/:path{.+}", "/tails/x/y")], [200, 403, 200]);
});

test("a request that Hono has not chosen by its own path and method is refused", async () => {
  const catalog = catalogOf([...ITEM_OPERATIONS, { id: "read", method: "GET", path: "/items/{id}" }]);
  const told = [];
  const ran = [];
  const appOf = (settings, before) => {
    const app = new Hono(settings);
    app.use(before, keyward(options({ ward: new Keyward(KEYS(["remove", "read"], AT), { catalog }), cors: "pass", onError: ({ message }) => void told.push(message) })));
    return app.delete("/items/:id", (c) => (ran.push(c.req.param("id")), c.text("")));
  };
  const ask = async (app, path, headers = {}) => (await app.request(path, { method: "DELETE", headers: { ...bearer("good"), ...headers } })).status;
  const byHeader = appOf({ getPath: ({ url, headers }) => headers.get("X-Path") ?? new URL(url).pathname }, (c, next) => next());
  assert.deepEqual([await ask(byHeader, "/items/x"), await ask(byHeader, "/items/x", { "X-Path": "/items/all" })], [200, 403]);
  const replaced = appOf({}, (c, next) => {
    const [method, path] = [c.req.header("X-Method") ?? c.req.method, c.req.header("X-Path") ?? c.req.path];
    c.req.raw = new Request(`https://api.example${path}`, { method, headers: c.req.raw.headers });
    return next();
  });
  assert.deepEqual([await ask(replaced, "/items/x"), await ask(replaced, "/items/all", { "X-Path": "/items/x" }), await ask(replaced, "/items/x", { "X-Method": "GET" })], [200, 403, 403]);
  assert.equal(await ask(replaced, "/items/x", { "X-Method": "OPTIONS", Origin: "https://a.example", "Access-Control-Request-Method": "GET" }), 403);
  for (const strict of [true, false]) {
    for (const path of ["/items/%C3%A9", "/items/a%2Fb", "/items/a%25b", "/items/%C3%A9/"]) assert.equal(await ask(appOf({ strict }, (c, next) => next()), path), strict && path.endsWith("/") ? 404 : 200, path);
  }
  assert.deepEqual(ran.slice(0, 2), ["x", "x"]);
  assert.match(told[0], /another path than the request's/);
  assert.match(told[2], /method was changed/);
});

test("a wildcard that took several segments is compared with others of as many", async () => {
  const catalog = catalogOf([{ id: "text", method: "GET", path: "/{name}/a/b/c" }, { id: "any", method: "GET", path: "/{name}/{x}/{y}/{z}" }]);
  const ran = [];
  const app = new Hono();
  app.use(keyward(options({ ward: new Keyward(KEYS(["text"], AT), { catalog }) })));
  app.get("/:name/*", (c) => (ran.push("any"), c.text("")));
  assert.deepEqual([(await app.request("/x/a/b/c", { headers: bearer("good") })).status, ran], [403, []]);
});

test("text about a parameter is an expression in Hono", async () => {
  const catalog = catalogOf([["finish", "/{id}:complete"], ["json", "/{id}.json"], ["version", "/v{id}"], ["read", "/{id}"]].map(([id, path]) => ({ id, method: "GET", path })));
  const ran = [];
  const app = new Hono();
  app.use(keyward(options({ ward: new Keyward(KEYS(["finish", "json", "version"], AT), { catalog }) })));
  for (const [id, path] of [["finish", "/:id{.+:complete}"], ["json", "/:id{[^/]+\\.json}"], ["version", "/:id{v.+}"], ["any", "/:id{.*}"]]) app.get(path, (c) => (ran.push(id), c.text("")));
  const statuses = [];
  for (const path of ["/x:complete", "/x.json", "/v2", "/x", "/v2:complete", "/%C3%A9.json"]) statuses.push((await app.request(path, { headers: bearer("good") })).status);
  assert.deepEqual([statuses, ran], [[200, 200, 200, 403, 403, 200], ["finish", "json", "version", "json"]]);
});

test("a method that is overridden is judged again, in the request that Hono makes of it", async () => {
  const catalog = catalogOf([...ITEM_OPERATIONS, { id: "create", method: "POST", path: "/items/{id}" }]);
  for (const [permitted, status, expected] of [[["create"], 403, []], [["create", "remove"], 200, ["remove"]]]) {
    const ran = [];
    const app = new Hono();
    app.use(keyward(options({ ward: new Keyward(KEYS(permitted, AT), { catalog }) })));
    app.use("/items/*", methodOverride({ app, header: "X-HTTP-Method-Override" }));
    app.delete("/items/:id", (c) => (ran.push("remove"), c.text(""))).post("/items/:id", (c) => (ran.push("create"), c.text("")));
    const headers = { ...bearer("good"), "X-HTTP-Method-Override": "DELETE" };
    assert.equal((await app.request("/items/x", { method: "POST", headers })).status, status);
    assert.deepEqual(ran, expected);
  }
});

test("a route that is another one than the operation's template is refused, and middleware in between is none", async () => {
  const operations = [{ id: "clear", method: "DELETE", path: "/items/all" }, { id: "remove", method: "DELETE", path: "/items/{id}" }];
  const ward = new Keyward(KEYS(["clear", "remove"], AT), { catalog: catalogOf(operations) });
  const ran = [];
  const app = new Hono();
  app.use(keyward(options({ ward })));
  app.use("/items/*", async (c, next) => (ran.push("middleware"), next()));
  app.delete("/items/:id", (c) => (ran.push("remove"), c.text("")));
  const send = async (path) => (await app.request(path, { method: "DELETE", headers: bearer("good") })).status;
  assert.deepEqual([await send("/items/x"), await send("/items/all")], [200, 403]);
  assert.deepEqual(ran, ["middleware", "remove"]);
});
