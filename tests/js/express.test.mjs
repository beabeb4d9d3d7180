// keyward/node in Express: routers within routers, handlers that go on, and what other middleware changes.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import test from "node:test";
import express from "express";
import fastify from "fastify";
import { expressGuard, fastifyGuard } from "../../pkg/node.js";
import { Keyward } from "../../pkg/inline.js";
import { AT, bearer, options, PROJECT } from "./guarded.mjs";
import { catalogOf, KEYS } from "./routing.mjs";
import { send } from "./sockets.mjs";

const OPERATIONS = [["clear", "/items/all"], ["remove", "/items/{id}"], ["any", "/{kind}/{id}"]].map(([id, path]) => ({ id, method: "DELETE", path }));
const CATALOG = catalogOf(OPERATIONS);
const pass = (request, response, next) => next();

/**
 * Sends requests to an application.
 * @param build gets the application, a function that makes guards, and one that makes handlers of a name
 * @param permitted what the key may do
 * @returns the statuses, and the names of the handlers that ran
 */
async function run(t, build, targets, permitted, { own = {}, method = "DELETE", headers = {}, catalog = CATALOG } = {}) {
  const ward = new Keyward(KEYS(permitted, AT), { catalog });
  const ran = [];
  const app = express();
  app.set("env", "test"); // Express prints errors otherwise
  build(app, (more) => expressGuard(options({ ward, ...own, ...more })), (name) => (request, response) => (ran.push(name), response.end()));
  const server = await new Promise((resolve) => {
    const listening = app.listen(0, "127.0.0.1", () => resolve(listening));
  });
  t.after(() => (server.closeAllConnections(), server.close()));
  const statuses = [];
  for (const target of targets) statuses.push((await send(server.address().port, target, { method, headers: { ...bearer("good"), ...headers } })).status);
  return [statuses, ran];
}

/** Name, how the application is built, what is sent, what the key may do, the statuses, and which handlers run. */
const CASES = [
  ["a router mounted at a parameter", (app, guard, handler) => {
    const router = express.Router({ mergeParams: true });
    router.delete("/:id", handler("any"));
    app.use(guard()).use("/:kind", router);
  }, ["/items/x", "/items/all", "/other/x"], ["clear", "remove", "any"], [403, 403, 200], ["any"]],
  ["a router mounted at text", (app, guard, handler) => {
    const router = express.Router();
    router.delete("/all", handler("clear")).delete("/:id", handler("remove"));
    app.use(guard()).use("/items/", router);
  }, ["/items/x", "/items/all", "/items/all/"], ["clear", "remove"], [200, 200, 200], ["remove", "clear", "clear"]],
  ["routers within routers", (app, guard, handler) => {
    const [outer, inner] = [express.Router(), express.Router()];
    inner.delete("/", handler("one"));
    outer.use("/:id", inner);
    app.use(guard()).use("/items", outer);
  }, ["/items/x", "/items/all"], ["clear", "remove"], [200, 403], ["one"]],
  ["an application mounted behind the guard", (app, guard, handler) => {
    const mounted = express();
    mounted.delete("/:id", handler("remove"));
    app.use(guard()).use("/items", mounted);
  }, ["/items/x", "/items/all"], ["clear", "remove"], [200, 403], ["remove"]],
  ["an application mounted at a parameter behind the guard", (app, guard, handler) => {
    const mounted = express();
    mounted.delete("/:id", handler("any"));
    app.use(guard()).use("/:kind", mounted);
  }, ["/items/x", "/items/all", "/other/x"], ["clear", "remove", "any"], [403, 403, 200], ["any"]],
  ["routers and applications within an application mounted behind the guard", (app, guard, handler) => {
    const [mounted, inner, router] = [express(), express(), express.Router()];
    router.delete("/", handler("one"));
    inner.use("/:id", router);
    mounted.all("/*rest", pass).use("/", inner);
    app.use(guard()).use("/items", mounted);
  }, ["/items/x", "/items/all"], ["clear", "remove"], [200, 403], ["one"]],
  ["an application in a router, at a parameter", (app, guard, handler) => {
    const [mounted, router] = [express(), express.Router()];
    mounted.delete("/:id", handler("any"));
    app.use(guard()).use(router.use("/:kind", mounted));
  }, ["/items/x", "/items/all", "/other/x"], ["clear", "remove", "any"], [403, 403, 200], ["any"]],
  ["an application mounted at an expression, or at several paths, behind the guard", (app, guard, handler) => {
    const [one, several] = [express(), express()];
    one.delete("/:id", handler("any"));
    several.delete("/:id", handler("remove"));
    app.use(guard()).use(["/items", "/things"], several).use(/^\/[a-z]+/, one);
  }, ["/items/x", "/items/all", "/other/x"], ["clear", "remove", "any"], [200, 403, 200], ["remove", "any"]],
  ["an application mounted at a parameter, with the guard in it", (app, guard, handler) => {
    const mounted = express();
    mounted.use(guard()).delete("/:id", handler("any"));
    app.use("/:kind", mounted);
  }, ["/items/all", "/items/x", "/other/x"], ["clear", "remove", "any"], [403, 403, 200], ["any"]],
  ["a guard in a router of a mounted application", (app, guard, handler) => {
    const [mounted, router] = [express(), express.Router()];
    router.use(guard()).delete("/:id", handler("remove"));
    mounted.use("/items", router);
    app.use(mounted);
  }, ["/items/all", "/items/x"], ["clear", "remove"], [403, 200], ["remove"]],
  ["one guard in two routes, of which the first goes on", (app, guard, handler) => {
    const one = guard();
    app.delete("/items/all", one, pass).delete("/items/:id", one, handler("remove"));
  }, ["/items/all", "/items/x"], ["clear", "remove"], [403, 200], ["remove"]],
  ["one guard in routes that end", (app, guard, handler) => {
    const one = guard();
    app.delete("/items/all", one, handler("clear")).delete("/items/:id", one, handler("remove"));
  }, ["/items/all", "/items/x"], ["clear", "remove"], [200, 200], ["clear", "remove"]],
  ["a handler that goes on to a more general route", (app, guard, handler) => {
    app.use(guard()).delete("/items/all", pass).delete("/items/:id", handler("remove"));
  }, ["/items/all"], ["clear"], [403], []],
  ["a handler that goes on with `route`, or later", (app, guard, handler) => {
    app.use(guard()).delete("/items/all", (request, response, next) => next("route")).delete("/items/all", (request, response, next) => void setTimeout(next)).delete("/:kind/:id", handler("any"));
  }, ["/items/all"], ["clear"], [403], []],
  ["a handler that goes on to a route of the same template", (app, guard, handler) => {
    app.use(guard()).delete("/items/:id", pass).all("/items/*rest", pass).delete("/items/:name", handler("remove")).use(handler("rest"));
  }, ["/items/x"], ["remove"], [200], ["remove"]],
  ["a guard that other middleware calls", (app, guard, handler) => {
    const one = guard();
    app.use((request, response, next) => one(request, response, next)).delete("/items/:id", handler("remove"));
  }, ["/items/x", "/items/all"], ["clear", "remove"], [200, 403], ["remove"]],
  ["a guard that a route's middleware calls", (app, guard, handler) => {
    const one = guard();
    app.delete("/items/all", pass).delete("/items/:id", (request, response, next) => one(request, response, (error) => next(error)), handler("remove"));
  }, ["/items/all", "/items/x"], ["clear", "remove"], [403, 200], ["remove"]],
  ["a router that is left before its guard", (app, guard, handler) => {
    const one = guard();
    const router = express.Router();
    router.use((request, response, next) => next("router")).use(one).delete("/items/all", handler("clear"));
    app.use(router).use(one).delete("/items/:id", handler("remove"));
  }, ["/items/all"], ["clear"], [403], []],
  ["another URL after the guard", (app, guard, handler) => {
    app.use(guard()).use((request, response, next) => ((request.url = request.query.to), next())).delete("/items/all", handler("clear")).delete("/items/:id", handler("remove"));
  }, ["/items/x?to=/items/all", "/items/x?to=/items/y", "/items/x?to=/items/x"], ["remove"], [403, 403, 200], ["remove"]],
  ["another method after the guard", (app, guard, handler) => {
    app.use(guard()).use((request, response, next) => ((request.method = "POST"), next())).post("/items/:id", handler("create"));
  }, ["/items/x"], ["remove"], [403], []],
  ["another URL before the guard", (app, guard, handler) => {
    app.use((request, response, next) => ((request.url = request.url.replace("/old", "")), next()));
    app.use(guard()).delete("/items/all", handler("clear")).delete("/items/:id", handler("remove"));
  }, ["/old/items/all", "/old/items/x"], ["remove"], [403, 200], ["remove"]],
  ["a route by the path that `path` gives", (app, guard, handler) => {
    app.use(guard({ path: (_, whole) => whole.replace(/^\/api(?=\/)/, "") }));
    app.use((request, response, next) => ((request.url = request.keyward.decision.path), next()));
    app.delete("/items/all", handler("clear")).delete("/items/:id", handler("remove")).delete("/:kind/:id", handler("any"));
  }, ["/api/items/all", "/api/items/x", "/api/other/x"], ["clear", "remove"], [200, 200, 403], ["clear", "remove"]],
  ["the more general route alone, by the path that `path` gives", (app, guard, handler) => {
    app.use(guard({ path: (_, whole) => whole.replace(/^\/api(?=\/)/, "") }));
    app.use((request, response, next) => ((request.url = request.keyward.decision.path), next()));
    app.delete("/items/:id", handler("remove"));
  }, ["/api/items/all", "/api/items/x"], ["clear", "remove"], [403, 200], ["remove"]],
  ["several paths of one route", (app, guard, handler) => app.use(guard()).delete([["/items/all"], "/items/:id"], handler("both")), ["/items/all", "/items/x"], ["clear", "remove"], [200, 200], ["both", "both"]],
  ["a guard in a router, in an application mounted at a parameter", (app, guard, handler) => {
    const [mounted, router] = [express(), express.Router({ mergeParams: true })];
    router.use(guard()).delete("/", handler("any"));
    mounted.use("/:id", router);
    app.use("/:kind", mounted);
  }, ["/items/x", "/other/x"], ["remove", "any"], [403, 200], ["any"]],
  ["two guards of different catalogs, of which only the second allows it", (app, guard, handler) => {
    const second = new Keyward(KEYS(["any"], AT), { catalog: catalogOf(OPERATIONS.slice(2)) });
    app.use(guard()).delete("/items/:id", pass).use(guard({ ward: second })).delete("/:kind/:id", handler("any"));
  }, ["/items/x"], ["remove"], [403], []],
  ["two guards of different catalogs, of which only the first allows it", (app, guard, handler) => {
    const first = new Keyward(KEYS(["any"], AT), { catalog: catalogOf(OPERATIONS.slice(2)) });
    app.use(guard({ ward: first })).use(guard()).delete("/items/:id", pass).delete("/:kind/:id", handler("any"));
  }, ["/items/x"], ["remove"], [403], []],
  ["routes before the guard, and of other methods", (app, guard, handler) => {
    app.delete("/items/:id", pass).use(guard()).get("/:kind/:id", handler("read")).delete("/items/all", handler("clear"));
  }, ["/items/all"], ["clear"], [200], ["clear"]],
  ["one guard in two routers, of which the first is left before it", (app, guard, handler) => {
    const one = guard();
    const router = express.Router();
    router.use((request, response, next) => next("router")).use(one).delete("/:id", handler("remove"));
    app.use("/items", router).use(one).delete("/items/all", handler("clear"));
  }, ["/items/all"], ["clear"], [200], ["clear"]],
  ["a guard that other middleware calls, in an application mounted at a parameter", (app, guard, handler) => {
    const [mounted, one] = [express(), guard()];
    mounted.use((request, response, next) => one(request, response, next)).delete("/:id", handler("any"));
    app.use("/:kind", mounted);
  }, ["/items/all", "/items/x", "/other/x"], ["clear", "remove", "any"], [403, 403, 200], ["any"]],
  ["an application mounted at an optional parameter, with the guard in it", (app, guard, handler) => {
    const mounted = express();
    mounted.use(guard()).delete("/:id", handler("any"));
    app.use("/{:kind}", mounted);
  }, ["/items/all", "/items/x", "/other/x"], ["clear", "remove", "any"], [403, 403, 200], ["any"]],
  ["an application mounted at an expression, with the guard in it", (app, guard, handler) => {
    const mounted = express();
    mounted.use(guard()).delete("/:id", handler("any"));
    app.use(/^\/[a-z]+/, mounted);
  }, ["/items/all", "/items/x", "/other/x"], ["clear", "remove", "any"], [403, 403, 200], ["any"]],
  ["an application mounted at several paths, with the guard in it", (app, guard, handler) => {
    const mounted = express();
    mounted.use(guard()).delete("/:id", handler("remove"));
    app.use(["/items", "/things"], mounted);
  }, ["/items/all", "/items/x", "/things/x"], ["clear", "remove", "any"], [403, 200, 200], ["remove", "remove"]],
  ["a path that `path` shortens, and its routes", (app, guard, handler) => {
    app.use(guard({ path: (_, whole) => whole.replace(/^\/[^/]+/, "") })).delete("/:version/items/:id", handler("remove"));
  }, ["/v2/items/all", "/v2/items/x"], ["clear", "remove"], [403, 200], ["remove"]],
  ["a route by the path that `path` shortens", (app, guard, handler) => {
    app.use(guard({ path: (_, whole) => whole.replace(/^\/[^/]+/, "") }));
    app.use((request, response, next) => ((request.url = request.keyward.decision.path), next())).delete("/items/:id", handler("remove"));
  }, ["/v2/items/all", "/v2/items/x"], ["clear", "remove"], [403, 200], ["remove"]],
  ["an error handler that goes on", (app, guard, handler) => {
    app.use(guard()).delete("/items/all", pass).delete("/items/:id", handler("remove")).use((error, request, response, next) => next()).delete("/:kind/:id", handler("any"));
  }, ["/items/all"], ["clear"], [403], []],
  ["a guard that refuses after somebody else has answered, and an error handler that goes on", (app, guard, handler) => {
    app.use((request, response, next) => (response.status(504).end(), next()));
    app.use(guard(), (error, request, response, next) => next()).delete("/items/:id", handler("remove"));
  }, ["/items/x"], ["clear"], [504], []],
  ["an answer that cannot be sent, and an error handler that goes on", (app, guard, handler) => {
    app.use((request, response, next) => ((response.setHeader = () => { throw new Error("broken"); }), next()));
    app.use(guard(), (error, request, response, next) => next()).delete("/items/:id", handler("remove"));
  }, ["/items/x"], ["clear"], [503], []],
  ["headers that cannot be sent, and another URL", (app, guard, handler) => {
    app.use((request, response, next) => ((response.getHeader = () => { throw new Error("broken"); }), next()));
    app.use(guard({ cors: { origins: ["https://a.example"] } }), (error, request, response, next) => (delete response.getHeader, (request.url = "/items/x"), next()));
    app.delete("/items/all", handler("clear")).delete("/items/:id", handler("remove"));
  }, ["/items/all"], ["clear"], [403], []],
  ["a `path` that does not read the whole path", (app, guard, handler) => {
    const router = express.Router();
    router.use(guard({ path: (request) => request.url })).delete("/items/all", handler("clear")).delete("/items/:id", handler("remove"));
    app.use("/api", router).use(guard({ path: (request) => request.url })).delete("/items/:id", handler("other"));
  }, ["/api/items/all", "/api/items/x", "/items/all"], ["clear", "remove"], [200, 403, 403], ["clear"]],
  ["a router mounted at an expression", (app, guard, handler) => {
    const router = express.Router();
    router.delete("/", handler("one"));
    app.use(guard()).use("/items", express.Router().use(/^\/[a-z]+/, router));
  }, ["/items/all", "/items/x"], ["clear", "remove"], [403, 200], ["one"]],
  ["a router mounted twice, where the first one goes on", (app, guard, handler) => {
    const router = express.Router({ mergeParams: true });
    router.delete("/:id", (request, response, next) => (request.params.kind === undefined ? handler("remove")(request, { end: next }, next) : handler("any")(request, response, next)));
    app.use(guard()).use("/items", router).use("/:kind", router);
  }, ["/items/x", "/items/all", "/other/x"], ["clear", "remove", "any"], [403, 403, 200], ["remove", "any"]],
  ["a router mounted twice, of which the guard is between", (app, guard, handler) => {
    const router = express.Router({ mergeParams: true });
    router.delete("/:id", (request, response, next) => (request.keyward === undefined ? next() : handler("any")(request, response, next)));
    app.use("/items", router).use(guard()).delete("/items/:id", pass).use("/:kind", router);
  }, ["/items/x", "/other/x"], ["remove", "any"], [403, 200], ["any"]],
  ["a router mounted at several paths", (app, guard, handler) => {
    const router = express.Router();
    router.delete("/", handler("one"));
    app.use(guard()).use("/items", express.Router().use(["/all", /^\/[a-z]+/], router));
  }, ["/items/all", "/items/x"], ["clear", "remove"], [200, 200], ["one", "one"]],
  ["parameters that have functions of their own, which go on or change the URL", (app, guard, handler) => {
    app.param("word", (request, response, next) => next("route"));
    app.param("id", (request, response, next) => ((request.url = "/items/x"), next()));
    app.use(guard()).delete("/items/:word", handler("remove")).delete("/:kind/:id", handler("any"));
  }, ["/items/all", "/other/y"], ["clear", "any"], [403, 403], []],
];

for (const [name, build, targets, permitted, statuses, ran] of CASES) {
  test(`Express: ${name}`, async (t) => assert.deepEqual(await run(t, build, targets, permitted), [statuses, ran]));
}

test("Express: the table's cases run a handler that was not permitted where no route is compared", async (t) => {
  const build = (app, guard, handler) => {
    const one = guard();
    app.use((request, response, next) => one({ __proto__: request, app: Object.create(app, { router: { value: { stack: [] } } }), route: undefined, baseUrl: "", headers: request.headers, rawHeaders: request.rawHeaders, url: request.url, method: request.method }, response, next)).delete("/items/:id", handler("remove"));
  };
  assert.deepEqual(await run(t, build, ["/items/all"], ["clear"]), [[200], ["remove"]]);
});

test("Express: without an application whose routes can be compared, `route` is needed", async (t) => {
  const message = "KeywardError: /route: it is missing, and the request did not come through an Express application whose routes could be compared: give `route`, or use `fastifyGuard` in Fastify";
  for (const [route, status, messages] of [[undefined, 503, [message]], [() => ({ operation: "remove" }), 200, []], [() => null, 403, ["KeywardError: the router chose no route, and the operation `remove` was judged"]]]) {
    const failures = [];
    const guard = expressGuard(options({ ward: new Keyward(KEYS(["remove"], AT), { catalog: CATALOG }), route, onError: (failure) => void failures.push(failure) }));
    const server = createServer((request, response) => guard(request, response, () => response.end())).listen(0, "127.0.0.1");
    await once(server, "listening");
    t.after(() => (server.closeAllConnections(), server.close()));
    assert.equal((await send(server.address().port, "/items/x", { method: "DELETE", headers: bearer("good") })).status, status);
    assert.deepEqual(failures.map(({ message }) => message), messages);
  }
});

test("Express: a method in a header is the host's to apply before the guard, and counts only then", async (t) => {
  const override = (request, response, next) => ((request.method = request.headers["x-http-method-override"] ?? request.method), next());
  const build = (before) => (app, guard, handler) => {
    if (before) app.use(override);
    app.use(guard());
    if (!before) app.use(override);
    app.delete("/items/:id", handler("remove")).post("/items/:id", handler("create"));
  };
  const headers = { "X-HTTP-Method-Override": "DELETE", "Content-Length": "0" };
  const catalog = catalogOf([...OPERATIONS, { id: "create", method: "POST", path: "/items/{id}" }]);
  for (const [permitted, before, found] of [[["create"], true, [[403], []]], [["remove"], true, [[200], ["remove"]]], [["create"], false, [[403], []]]]) {
    assert.deepEqual(await run(t, build(before), ["/items/x"], permitted, { catalog, method: "POST", headers }), found, `${permitted} ${before}`);
  }
});

test("Express: a preflight that is passed on stays one, whatever changes its method", async (t) => {
  const build = (app, guard, handler) => {
    app.use(guard({ cors: "pass" })).use((request, response, next) => ((request.method = request.query.as ?? request.method), next()));
    app.options("/items/:id", handler("preflight")).delete("/items/:id", handler("remove"));
  };
  const headers = { Origin: "https://a.example", "Access-Control-Request-Method": "DELETE" };
  assert.deepEqual(await run(t, build, ["/items/x", "/items/x?as=DELETE"], ["remove"], { method: "OPTIONS", headers }), [[200, 403], ["preflight"]]);
});

test("Express: a route of other methods, which HEAD passes through", async (t) => {
  const catalog = catalogOf([...OPERATIONS, { id: "all", method: "GET", path: "/items/all" }, { id: "one", method: "GET", path: "/items/{id}" }]);
  const build = (app, guard, handler) => app.use(guard()).delete("/items/:id", handler("remove")).get("/items/all", handler("all")).get("/items/:id", handler("one"));
  assert.deepEqual(await run(t, build, ["/items/all", "/items/x"], ["all"], { catalog, method: "HEAD" }), [[200, 403], ["all"]]);
});

test("Express: a ward that is freed after its decision", async (t) => {
  const own = { ward: undefined, findKey: () => ({ key: "good", ward: new Keyward(KEYS(["clear", "remove"], AT), { catalog: CATALOG }), free: true }) };
  const build = (app, guard, handler) => {
    const mounted = express();
    mounted.delete("/x", handler("mounted"));
    app.use(guard()).delete("/items/:id", (request, response, next) => (request.query.on ? next() : response.end())).all("/items/*rest", handler("all"));
    app.use("/mounted", mounted);
  };
  assert.deepEqual(await run(t, build, ["/items/x", "/items/x?on=1", "/items/all"], [], { own }), [[200, 200, 403], ["all"]]);
  // what a mounted application has cannot be seen before, and the ward is no more
  assert.deepEqual(await run(t, (app, guard, handler) => {
    const mounted = express();
    mounted.delete("/:id", handler("mounted"));
    app.use(guard()).use("/items", mounted);
  }, ["/items/x"], [], { own }), [[403], []]);
});

test("Express: environments of a mounted path", async (t) => {
  const ward = new Keyward(PROJECT);
  const build = (app, guard, handler) => {
    const router = express.Router({ mergeParams: true });
    router.get("/items", handler("items")).get("/:list", handler("other"));
    app.use(guard()).use("/v2/projects/:project", router);
  };
  assert.deepEqual(await run(t, build, ["/v2/projects/e/items", "/v2/projects/other/items", "/v2/projects/e/types"], [], { own: { ward }, method: "GET" }), [[200, 403, 403], ["items"]]);
});

for (const name of ["Express", "Fastify"]) {
  test(`${name}: a ward is freed when the client has gone, and when a handler throws`, async (t) => {
    const inner = new Keyward(KEYS(["clear", "remove"], AT), { catalog: CATALOG });
    let freed = 0;
    const asked = [];
    const one = () => ({ decide: (question) => inner.decide(question), status: (...about) => inner.status(...about), free: () => void (freed += 1) });
    const own = options({ ward: undefined, findKey: () => new Promise((resolve) => void asked.push(() => resolve({ key: "good", ward: one(), free: true }))) });
    const server = name === "Express" ? express().set("env", "test") : fastify();
    if (name === "Express") server.use(expressGuard(own)).delete("/items/:id", () => { throw new Error("broken"); });
    else server.decorateRequest("keyward", null).addHook("onRequest", fastifyGuard(own)).delete("/items/:id", () => { throw new Error("broken"); });
    const listening = name === "Express" ? await new Promise((resolve) => { const started = server.listen(0, "127.0.0.1", () => resolve(started)); }) : (await server.listen({ port: 0, host: "127.0.0.1" }), server.server);
    t.after(() => (listening.closeAllConnections(), listening.close()));
    const { port } = listening.address();
    const waiting = async () => {
      while (asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      return asked.pop();
    };
    const client = connect(port, "127.0.0.1");
    client.write(`DELETE /items/x HTTP/1.1\r\nHost: api.example\r\nAuthorization: ${bearer("good").Authorization}\r\n\r\n`);
    const found = await waiting();
    client.destroy();
    await new Promise((resolve) => setTimeout(resolve, 20));
    found();
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(freed, 1, "the client has gone");
    const answer = send(port, "/items/x", { method: "DELETE", headers: bearer("good") });
    (await waiting())();
    assert.equal((await answer).status, 500);
    assert.equal(freed, 2, "the handler throws");
  });
}
