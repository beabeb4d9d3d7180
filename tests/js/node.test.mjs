// keyward/node: Express and Fastify, spoken to by raw sockets, so that no client mends the path.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import express from "express";
import fastify from "fastify";
import { Keyward } from "../../pkg/inline.js";
import { expressGuard, fastifyGuard } from "../../pkg/node.js";
import { bypassWard } from "./compare.mjs";
import { AT, bearer, ITEMS, options, TOKENS } from "./guarded.mjs";
import { send } from "./sockets.mjs";
import { catalogOf, KEYS, randomCatalog, randomOf, requestsFor, SEED, shuffled, toExpress, toFastify } from "./routing.mjs";

/** How each is set up: gives its port, and the targets that reached a handler. */
const SERVERS = {
  async Express(t, guardOptions) {
    const app = express();
    const reached = [];
    app.disable("x-powered-by");
    app.use("/mounted", (request, _, next) => ((request.url = "/v2/projects/e/types"), next()));
    app.use(expressGuard(guardOptions));
    app.use((request, response) => {
      reached.push([request.originalUrl, request.keyward?.key ?? null]);
      response.vary("Accept").json({ path: request.keyward?.decision.path ?? null });
    });
    const server = await new Promise((resolve) => {
      const listening = app.listen(0, "127.0.0.1", () => resolve(listening));
    });
    t.after(() => (server.closeAllConnections(), server.close()));
    return { port: server.address().port, reached };
  },
  async Fastify(t, guardOptions) {
    const app = fastify({ exposeHeadRoutes: false });
    const reached = [];
    app.decorateRequest("keyward", null);
    app.addHook("onRequest", fastifyGuard(guardOptions));
    const answer = (request, reply) => {
      reached.push([request.raw.url, request.keyward?.key ?? null]);
      reply.send({ path: request.keyward?.decision.path ?? null });
    };
    app.route({ method: ["GET", "HEAD", "POST", "OPTIONS"], url: "/*", handler: answer });
    await app.listen({ port: 0, host: "127.0.0.1" });
    t.after(() => app.close());
    return { port: app.server.address().port, reached };
  },
};

for (const [name, start] of Object.entries(SERVERS)) {
  test(`${name}: what is allowed reaches its handler, and what is refused does not`, async (t) => {
    const { port, reached } = await start(t, options({ cors: { origins: ["https://a.example"] } }));
    const allowed = await send(port, `${ITEMS}?depth=0`, { headers: { ...bearer("soon"), Origin: "https://a.example" } });
    assert.equal(allowed.status, 200, allowed.body);
    assert.deepEqual([allowed.headers["keyward-expires"], allowed.headers["access-control-allow-origin"]], ["2026-11-24T14:00:00.000Z", "https://a.example"]);
    assert.ok(allowed.headers.vary.split(", ").includes("Origin"));
    assert.match(allowed.body, /"path":"\/v2\/projects\/e\/items"/);

    const refused = await send(port, ITEMS, { method: "POST", headers: { ...bearer("good"), "Content-Length": "0" } });
    assert.equal(refused.status, 403);
    assert.match(refused.body, /"error_code":16/);
    const without = await send(port, ITEMS);
    assert.deepEqual([without.status, without.headers["www-authenticate"]], [401, 'Bearer realm="API"']);
    const head = await send(port, ITEMS, { method: "HEAD" });
    assert.deepEqual([head.status, head.body], [401, ""]);
    const twice = await send(port, ITEMS, { headers: { Authorization: [`Bearer ${TOKENS.good}`, `Bearer ${TOKENS.good}`] } });
    assert.equal(twice.status, 400);
    assert.deepEqual(reached, [[`${ITEMS}?depth=0`, "soon"]]);
  });

  test(`${name}: whatever fails is a 503`, async (t) => {
    const failing = [options({ findKey: () => Promise.reject(new Error("down")) }), () => Promise.reject(new Error("no options"))];
    t.mock.method(console, "error", () => {});
    for (const broken of failing) {
      const { port, reached } = await start(t, broken);
      const { status, headers } = await send(port, ITEMS, { headers: bearer("good") });
      assert.deepEqual([status, headers["retry-after"], reached], [503, "5", []]);
    }
  });

  test(`${name}: preflights are passed on where that is configured`, async (t) => {
    const headers = { Origin: "https://a.example", "Access-Control-Request-Method": "GET" };
    const passing = await start(t, options({ cors: "pass" }));
    assert.equal((await send(passing.port, ITEMS, { method: "OPTIONS", headers })).status, 200);
    assert.deepEqual(passing.reached, [[ITEMS, null]]);
    const answering = await start(t, options({ cors: { origins: "*" } }));
    const answer = await send(answering.port, ITEMS, { method: "OPTIONS", headers });
    assert.deepEqual([answer.status, answer.headers["access-control-allow-origin"], answering.reached], [204, "*", []]);
  });

  test(`${name}: paths that routers read differently do not reach a handler`, async (t) => {
    const vectors = JSON.parse(readFileSync(new URL("../vectors/url-bypass.json", import.meta.url), "utf8"));
    const bypass = bypassWard(Keyward, { trailingSlash: "ignore", encodedSlash: "keep" });
    const { port, reached } = await start(t, options({ ward: bypass, findKey: () => "visitor" }));
    let sent = 0;
    for (const { id, method, path } of vectors) {
      if (/[^!-~]|[?]/.test(path)) continue; // no request line can hold it, or a query begins there
      const { status } = await send(port, path, { method, headers: { ...bearer("good"), ...(method === "GET" ? {} : { "Content-Length": "0" }) } });
      assert.ok(status >= 400, `${id}: ${method} ${path} was answered ${status}`);
      sent += 1;
    }
    for (const target of ["http://api.example/secret", "*", "/secret#x"]) assert.ok((await send(port, target, { headers: bearer("good") })).status >= 400, target);
    assert.deepEqual(reached, []);
    assert.equal((await send(port, "/public", { headers: bearer("good") })).status, 200);
    assert.ok(sent >= 35, `${sent} sent`);
  });
}

test("Express, Fastify: a wrong option is told where the guard is made", () => {
  for (const guard of [expressGuard, fastifyGuard]) {
    assert.throws(() => guard(options({ timeout: "5s" })), { name: "KeywardError", code: "request_invalid", message: /^\/timeout: it is "5s", and has to be a number of milliseconds above 0$/ });
    guard(() => options({ timeout: "5s" })); // read with each request
  }
});

test("an option that a class, a prototype or a hidden member has is told, since it would not be read", async (t) => {
  class WithRoute {
    constructor() { Object.assign(this, options()); }
    route() { return null; }
  }
  const hidden = [new WithRoute(), Object.assign(Object.create({ cors: "pass" }), options()), Object.create(options()), Object.defineProperty(options(), "onDecision", { value: () => {} }), options({ cors: Object.create({ origins: "*" }) })];
  const says = { name: "KeywardError", code: "request_invalid", message: /^\/(route|cors|ward|onDecision|cors\/origins): it is inherited or hidden/ };
  for (const own of hidden) for (const make of [expressGuard, fastifyGuard]) assert.throws(() => make(own), says);
  class Plain {
    constructor() { Object.assign(this, options()); }
  }
  for (const own of [new Plain(), Object.freeze(options()), Object.assign(Object.create(null), options())]) expressGuard(own);
  Object.prototype.route = () => null;
  t.after(() => delete Object.prototype.route);
  expressGuard(options());
});

test("Express: what another middleware made of the URL is judged, as the router will see it", async (t) => {
  const { port, reached } = await SERVERS.Express(t, options());
  const { status } = await send(port, "/mounted", { headers: bearer("good") });
  assert.deepEqual([status, reached], [403, []]);
});

test("Express: mounted below a prefix, the whole path is judged, or what `path` gives", async (t) => {
  const app = express();
  app.use("/api", expressGuard(options({ path: (_, whole) => whole.replace(/^\/api(?=\/)/, "") })));
  app.use("/whole", expressGuard(options()));
  app.use((request, response) => response.json(request.keyward.decision.path));
  const server = await new Promise((resolve) => {
    const listening = app.listen(0, "127.0.0.1", () => resolve(listening));
  });
  t.after(() => (server.closeAllConnections(), server.close()));
  const { port } = server.address();
  const answers = [];
  for (const prefix of ["/api", "/whole"]) answers.push(await send(port, `${prefix}${ITEMS}?depth=0`, { headers: bearer("good") }));
  assert.deepEqual(answers.map(({ status }) => status), [200, 403]);
  assert.ok(answers[0].body.includes(`"${ITEMS}"`), answers[0].body);
  for (const target of [`/api/${ITEMS}`, `/api/v2/projects/e/types`, `/api/..${ITEMS}`]) assert.ok((await send(port, target, { headers: bearer("good") })).status >= 400, target);
});

/** Servers with a route for each operation, with the settings for case and slashes. `ran`: which route ran, and what was judged. */
const ROUTED = {
  async Express(t, operations, guardOptions, { sensitive, strict, nested }) {
    const ran = [];
    const app = express();
    app.set("case sensitive routing", sensitive);
    app.set("strict routing", strict);
    const router = nested ? express.Router({ caseSensitive: sensitive, strict }) : app;
    app.use(expressGuard(guardOptions));
    for (const { id, method, path } of operations) {
      router[method.toLowerCase()](toExpress(path), (request, response) => (ran.push([id, request.keyward.decision.operation]), response.end()));
    }
    if (nested) app.use(router);
    const server = await new Promise((resolve) => {
      const listening = app.listen(0, "127.0.0.1", () => resolve(listening));
    });
    t.after(() => (server.closeAllConnections(), server.close()));
    return { port: server.address().port, ran };
  },
  async Fastify(t, operations, guardOptions, { sensitive, strict }) {
    const ran = [];
    const app = fastify({ routerOptions: { caseSensitive: sensitive, ignoreTrailingSlash: !strict } });
    app.decorateRequest("keyward", null);
    app.addHook("onRequest", fastifyGuard(guardOptions));
    for (const { id, method, path } of operations) app.route({ method, url: toFastify(path), handler: async (request) => (ran.push([id, request.keyward.decision.operation]), "") });
    await app.listen({ port: 0, host: "127.0.0.1" });
    t.after(() => app.close());
    return { port: app.server.address().port, ran };
  },
};
const SETTINGS = [true, false].flatMap((sensitive) => [true, false].flatMap((strict) => [true, false].map((nested) => ({ sensitive, strict, nested }))));

for (const [name, start] of Object.entries(ROUTED)) {
  test(`${name}: no handler runs whose operation was not permitted: seed ${SEED}`, { timeout: 120_000 }, async (t) => {
    const random = randomOf(SEED);
    let handled = 0;
    for (const [round, settings] of [...SETTINGS, ...SETTINGS, ...SETTINGS].entries()) {
      const operations = randomCatalog(random);
      const permitted = [operations[0], ...operations.slice(1).filter(() => random(2) === 0)].map(({ id }) => id);
      const ward = new Keyward(KEYS(permitted, AT), { catalog: catalogOf(operations, round % 3 === 0 ? "reject" : "ignore") });
      const { port, ran } = await start(t, shuffled(operations, random), options({ ward }), settings);
      for (const target of requestsFor(operations, random, 30)) {
        ran.length = 0;
        await send(port, target, { headers: bearer("good") });
        for (const [ranAs, judgedAs] of ran) assert.deepEqual([ranAs, permitted.includes(ranAs)], [judgedAs, true], `${target} of ${JSON.stringify([settings, operations])}`);
        handled += ran.length;
      }
    }
    assert.ok(handled > 50, `${handled} were handled`);
  });

  test(`${name}: a route that is another one than the operation's template is refused`, async (t) => {
    const operations = [["clear", "/items/all"], ["remove", "/items/{id}"], ["finish", "/items/{id}:complete"], ["erase", "/files/{path+}"]].map(([id, path]) => ({ id, method: "DELETE", path }));
    const told = [];
    const ward = new Keyward(KEYS(["clear", "remove"], AT), { catalog: catalogOf(operations.slice(0, 2)) });
    const own = options({ ward, onError: ({ stage, message }) => void told.push(`${stage}: ${message}`) });
    const statuses = async (port, targets) => {
      const found = [];
      for (const target of targets) found.push((await send(port, target, { method: "DELETE", headers: bearer("good") })).status);
      return found;
    };
    // only the general route is there
    const general = await start(t, [operations[1]], own, { sensitive: true, strict: true });
    assert.deepEqual(await statuses(general.port, ["/items/x", "/items/all"]), [200, 403]);
    assert.deepEqual(general.ran, [["remove", "remove"]]);
    assert.match(told[0], /^route: KeywardError: the router chose the route `\/items\/:id`, and the operation `clear` was judged/);
    // `/items/All` is another path to the ward, and the same to the router
    const careless = await start(t, operations.slice(0, 2), own, { sensitive: false, strict: false });
    assert.ok((await statuses(careless.port, ["/items/All"]))[0] >= 400);
    assert.deepEqual(careless.ran, []);
    const right = await start(t, operations.slice(0, 2), own, { sensitive: true, strict: false });
    assert.deepEqual(await statuses(right.port, ["/items/all", "/items/x", "/items/all/"]), [200, 200, 200]);
    assert.deepEqual(right.ran, [["clear", "clear"], ["remove", "remove"], ["clear", "clear"]]);
  });
}

test("Fastify: a version that does not tell which route it has chosen needs `route`", async (t) => {
  for (const [route, status] of [[undefined, 503], [(_, { operation }) => ({ operation }), 200]]) {
    const app = fastify();
    t.after(() => app.close());
    app.decorateRequest("keyward", null);
    app.addHook("onRequest", async (request) => void Object.defineProperty(request, "routeOptions", { value: {} }));
    app.addHook("onRequest", fastifyGuard(options({ route })));
    app.get("/v2/*", async () => "");
    assert.equal((await app.inject({ url: ITEMS, headers: bearer("good") })).statusCode, status);
  }
});

test("Fastify: a parameter that took nothing is another path than the one that was judged", async (t) => {
  const operations = [{ id: "all", method: "GET", path: "/report" }, { id: "one", method: "GET", path: "/report/{tenant}" }];
  const ward = new Keyward(KEYS(["all"], AT), { catalog: catalogOf(operations) });
  const { port, ran } = await ROUTED.Fastify(t, operations, options({ ward }), { sensitive: true, strict: true });
  assert.equal((await send(port, "/report/", { headers: bearer("good") })).status, 403);
  assert.equal((await send(port, "/report", { headers: bearer("good") })).status, 200);
  assert.deepEqual(ran, [["all", "all"]]);
});

test("Fastify: a slash in a parameter's expression ends no segment", async (t) => {
  const operations = [{ id: "finish", method: "GET", path: "/{id}:complete" }];
  const app = fastify();
  t.after(() => app.close());
  app.decorateRequest("keyward", null);
  app.addHook("onRequest", fastifyGuard(options({ ward: new Keyward(KEYS(["finish"], AT), { catalog: catalogOf(operations) }) })));
  app.get("/:id(^[^/]+)::complete", async () => "");
  assert.equal((await app.inject({ url: "/x:complete", headers: bearer("good") })).statusCode, 200);
});

test("Fastify: a hook before the guard changes the method or the path of a route that is chosen already", async (t) => {
  const operations = [["read", "GET", "/items/{id}"], ["remove", "DELETE", "/items/{id}"], ["clear", "DELETE", "/items/all"], ["erase", "DELETE", "/files/{path+}"], ["finish", "DELETE", "/jobs/{id}:finish"]].map(([id, method, path]) => ({ id, method, path }));
  const told = [];
  const app = fastify();
  t.after(() => app.close());
  app.decorateRequest("keyward", null);
  app.addHook("onRequest", async ({ raw }) => {
    raw.method = raw.headers["x-method"] ?? raw.method;
    raw.url = raw.headers["x-url"] ?? raw.url;
  });
  const ward = new Keyward(KEYS(["read", "remove", "erase", "finish"], AT), { catalog: catalogOf(operations) });
  app.addHook("onRequest", fastifyGuard(options({ ward, cors: "pass", onError: ({ message }) => void told.push(message) })));
  const ran = [];
  for (const url of ["/items/:id", "/files/*", "/jobs/:id(^.+)::finish"]) app.route({ method: ["GET", "DELETE"], url, handler: async ({ params, method }) => (ran.push([method, ...Object.values(params)].join(" ")), "") });
  app.delete("/one/:id", async () => (ran.push("one"), ""));
  const ask = async (url, headers = {}) => (await app.inject({ method: "DELETE", url, headers: { ...bearer("good"), ...headers } })).statusCode;
  assert.deepEqual([await ask("/items/x"), await ask("/files/a/b%2Fc"), await ask("/files/a/"), await ask("/jobs/%C3%A9:finish")], [200, 200, 200, 200]);
  assert.deepEqual(ran.splice(0), ["DELETE x", "DELETE a/b/c", "DELETE a/", "DELETE é"]);
  assert.deepEqual([await ask("/items/all", { "x-url": "/items/x" }), await ask("/files/secret", { "x-url": "/files/a" }), await ask("/jobs/y:finish", { "x-url": "/jobs/x:finish" })], [403, 403, 403]);
  assert.deepEqual([await ask("/one/x", { "x-method": "GET", "x-url": "/items/x" }), await ask("/one/x", { "x-method": "OPTIONS", Origin: "https://a.example", "Access-Control-Request-Method": "GET" })], [403, 403]);
  assert.deepEqual(ran, []);
  assert.match(told[0], /the request's path was changed after the router had chosen the route `\/items\/:id`/);
  assert.match(told[3], /the request's method was changed after the router had chosen the route `\/one\/:id`/);
});

test("without a framework: a refused request does not go on where somebody else has answered, or its answer cannot be sent", async () => {
  const request = { method: "POST", url: ITEMS, rawHeaders: Object.entries(bearer("good")).flat() };
  const went = [];
  const ask = async (response) => {
    expressGuard(options())(request, { statusCode: 200, getHeader() {}, setHeader() { throw new Error("broken"); }, end() {}, ...response }, () => went.push(response));
    await new Promise((resolve) => setTimeout(resolve, 20));
  };
  await ask({ headersSent: true });
  await ask({});
  await ask({ end() { throw new Error("broken"); } });
  assert.deepEqual(went, []);
});

test("Express: a guard within a route, and routes that cannot be compared", async (t) => {
  const operations = [{ id: "clear", method: "DELETE", path: "/items/all" }, { id: "remove", method: "DELETE", path: "/items/{id}" }];
  const guard = () => expressGuard(options({ ward: new Keyward(KEYS(["clear", "remove"], AT), { catalog: catalogOf(operations) }) }));
  const app = express();
  const ran = [];
  const answer = (name) => (request, response) => (ran.push(name), response.end());
  app.delete("/items/:id", guard(), answer("within"));
  const router = express.Router();
  router.use(guard());
  router.delete("/all", answer("mounted"));
  router.delete("/:id", answer("mounted"));
  app.use("/mounted", (request, _, next) => ((request.url = request.url), next()));
  app.use(/^\/items(?=\/all)/, router);
  app.use("/expression", guard());
  app.delete(/^\/expression/, answer("expression"));
  const server = await new Promise((resolve) => {
    const listening = app.listen(0, "127.0.0.1", () => resolve(listening));
  });
  t.after(() => (server.closeAllConnections(), server.close()));
  const statuses = [];
  for (const target of ["/items/x", "/items/all", "/expression"]) statuses.push((await send(server.address().port, target, { method: "DELETE", headers: bearer("good") })).status);
  assert.deepEqual([statuses, ran], [[200, 403, 403], ["within"]]);
});
