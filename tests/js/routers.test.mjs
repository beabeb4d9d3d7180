// Random catalogs against the routers as people use them: no handler runs whose operation was not the one that was judged and permitted.
import assert from "node:assert/strict";
import test from "node:test";
import express from "express";
import fastify from "fastify";
import findMyWay from "find-my-way";
import { Hono } from "hono";
import { LinearRouter } from "hono/router/linear-router";
import { PatternRouter } from "hono/router/pattern-router";
import { TrieRouter } from "hono/router/trie-router";
import { guard } from "../../pkg/fetch.js";
import { keyward } from "../../pkg/hono.js";
import { expressGuard, fastifyGuard } from "../../pkg/node.js";
import { Keyward } from "../../pkg/inline.js";
import { AT, bearer, options } from "./guarded.mjs";
import { catalogOf, formsOf, KEYS, randomOf, richCatalog, richRequests, SEED, shuffled, toExpress, toFastify, toHono } from "./routing.mjs";
import { send } from "./sockets.mjs";

const ROUNDS = 24;
const REQUESTS = 50;
/** Where no socket takes part. What goes wrong without a comparison is rare in find-my-way: a few of a thousand. */
const MORE_REQUESTS = 400;

/** Registers each route that the router takes; some cannot be written for it. */
function registered(routes, register) {
  let count = 0;
  for (const route of routes) {
    try {
      register(route);
      count += 1;
    } catch {
      // the router has no such routes, or takes this one for another that is there
    }
  }
  return count;
}

/** How each is set up: gives `send(target)`. `guardOptions` null: the control, with a guard that asks the ward and compares no route. */
const ROUTERS = {
  async Express(t, { routes, ran, guardOptions, control, random, flag }) {
    const settings = { caseSensitive: flag(), strict: flag() };
    const app = express();
    app.set("env", "test").set("case sensitive routing", settings.caseSensitive).set("strict routing", settings.strict);
    app.use(control === null ? expressGuard(guardOptions) : (request, response, next) => (control(request, request.url.split("?", 1)[0]) ? next() : response.status(403).end()));
    // all in the application; in a router; or each in a router of its own, at its first segment
    const nesting = random(3);
    const router = express.Router(settings);
    const count = registered(routes, ({ id, path }) => {
      const handler = (request, response, next) => (ran.push([id, request.keyward.decision.operation]), random(4) === 0 ? next() : response.end());
      if (nesting < 2) return void (nesting === 0 ? app : router).get(toExpress(path), handler);
      const [, first, rest] = /^(\/[^/]*)(.*)$/.exec(path);
      const inner = express.Router({ ...settings, mergeParams: true });
      inner.get(first.endsWith("+}") ? "/" : toExpress(rest) || "/", handler);
      router.use(toExpress(first), inner);
    });
    if (nesting > 0) app.use(router);
    const server = await new Promise((resolve) => {
      const listening = app.listen(0, "127.0.0.1", () => resolve(listening));
    });
    const end = () => (server.closeAllConnections(), server.close());
    t.after(end);
    return { end, settings: { ...settings, nesting, count }, ask: (target) => send(server.address().port, target, { headers: bearer("good") }) };
  },
  async Fastify(t, { routes, ran, guardOptions, control, random, flag }) {
    const settings = { caseSensitive: flag(), ignoreTrailingSlash: flag(), ignoreDuplicateSlashes: flag(), useSemicolonDelimiter: random(4) === 0 };
    const rewrites = random(3) === 0;
    const app = fastify({ routerOptions: settings, ...(rewrites ? { rewriteUrl: ({ url }) => url.replace(/^\/x(?=\/)/, "") } : {}) });
    app.decorateRequest("keyward", null);
    app.addHook("onRequest", control === null ? fastifyGuard(guardOptions) : async (request, reply) => (control(request, request.raw.url.split("?", 1)[0]) ? undefined : reply.code(403).send("")));
    let count = 0;
    const register = (instance, list, prefix) => {
      count += registered(list, ({ id, path }) => instance.get(toFastify(path.slice(prefix.length)), async (request) => (ran.push([id, request.keyward.decision.operation]), "")));
    };
    // a plugin with a prefix has its routes
    const prefix = random(2) === 0 ? "/items" : "/-";
    const isInside = ({ path }) => path.startsWith(`${prefix}/`);
    register(app, routes.filter((route) => !isInside(route)), "");
    await app.register(async (instance) => register(instance, routes.filter(isInside), prefix), { prefix });
    await app.listen({ port: 0, host: "127.0.0.1" });
    const end = () => app.close();
    t.after(end);
    return { end, settings: { ...settings, rewrites, count }, ask: (target) => send(app.server.address().port, target, { headers: bearer("good") }) };
  },
  async Hono(t, { routes, ran, guardOptions, control, random, flag }) {
    const router = [undefined, new TrieRouter(), new LinearRouter(), new PatternRouter()][random(4)];
    const settings = { strict: flag(), ...(router === undefined ? {} : { router }) };
    const app = new Hono(settings);
    const isNested = random(2) === 0;
    const inner = isNested ? new Hono({ strict: settings.strict }) : app;
    app.use(control === null ? keyward(guardOptions) : async (c, next) => (control(c, new URL(c.req.url).pathname) ? next() : c.text("", 403)));
    const count = registered(routes, ({ id, path }) => {
      inner.get(toHono(path), (c) => (ran.push([id, c.get("keyward").decision.operation]), c.text("")));
    });
    if (isNested) app.route("/", inner);
    return { settings: { strict: settings.strict, router: router?.name, isNested, count }, ask: async (target) => {
      try {
        return await app.request(target, { headers: bearer("good") });
      } catch {
        return null; // LinearRouter does not know all patterns
      }
    } };
  },
  /** The router alone, behind the guard of either kind; each route says which operation it is, or its template. The control is the same without the option `route`. */
  async "find-my-way"(t, { routes, ran, guardOptions, control, random, flag }) {
    const settings = { caseSensitive: flag(), ignoreTrailingSlash: flag(), ignoreDuplicateSlashes: flag(), useSemicolonDelimiter: random(4) === 0 };
    const router = findMyWay({ ...settings, defaultRoute: () => {} });
    const [isByOperation, isByJudgedPath, isFetch] = [random(2) === 0, random(2) === 0, random(2) === 0];
    const count = registered(routes, ({ id, path }) => {
      router.on("GET", toFastify(path), ({ judged }) => void ran.push([id, judged.decision.operation]), isByOperation ? { operation: id } : { template: path });
    });
    const targetOf = (url, decision) => (isByJudgedPath ? decision.path : url);
    const pathOf = (url) => url.replace(/^https:\/\/api\.example/, "");
    const own = control === null ? { ...guardOptions, route: ({ url, method }, decision) => router.find(method, targetOf(pathOf(url), decision))?.store } : guardOptions;
    const run = (judged, url) => router.lookup({ method: "GET", url: targetOf(url, judged.decision), headers: {}, judged }, null);
    const byFetch = async (target) => {
      if (!URL.canParse(`https://api.example${target}`)) return;
      const request = new Request(`https://api.example${target}`, { headers: bearer("good") });
      const judged = await guard(request, own);
      if (judged.allowed) run(judged, pathOf(request.url));
    };
    const byNode = (target) => new Promise((resolve, reject) => {
      const request = { method: "GET", url: target, rawHeaders: Object.entries(bearer("good")).flat() };
      const response = { statusCode: 200, getHeader() {}, setHeader() {}, end: resolve };
      expressGuard(own)(request, response, (error) => {
        if (error !== undefined) return reject(error);
        run(request.keyward, request.url);
        resolve();
      });
    });
    return { settings: { ...settings, isByOperation, isByJudgedPath, isFetch, count }, requests: MORE_REQUESTS, ask: isFetch ? byFetch : byNode };
  },
  /** The router reads the target as it was sent, and the guard the URL that was made of it, as in Nitro and Bun. The control names the operation, but not the router's parameters. */
  async "a router of targets as they were sent"(t, { routes, ran, guardOptions, control, random }) {
    const router = findMyWay({ defaultRoute: () => {} });
    const [withOperation, asList] = [random(2) === 0, random(2) === 0];
    const count = registered(routes, ({ id, path }) => router.on("GET", toFastify(path), () => {}, { id, path }));
    const ask = async (target) => {
      if (!URL.canParse(`https://api.example${target}`)) return;
      const found = router.find("GET", target);
      if (found === null) return;
      const { id, path } = found.store;
      const [, tail] = /\{(\w+)\+\}/.exec(path) ?? [];
      const { "*": rest, ...params } = { ...found.params };
      if (tail !== undefined) params[tail] = asList ? rest.split("/") : rest;
      const chosen = control !== null ? { operation: id } : { ...(withOperation || tail !== undefined ? { operation: id } : {}), template: path, params };
      const judged = await guard(new Request(`https://api.example${target}`, { headers: bearer("good") }), { ...guardOptions, route: () => chosen });
      if (!judged.allowed) return;
      const filled = path.replace(/\{(\w+)\+?\}/g, (_, name) => [params[name]].flat().join("/"));
      const isJudged = filled.replace(/(?<=.)\/$/, "") === decodeURIComponent(judged.decision.path).replace(/(?<=.)\/$/, "");
      ran.push([isJudged ? id : `${id} as ${filled}`, judged.decision.operation]);
    };
    return { settings: { withOperation, asList, count }, requests: MORE_REQUESTS, ask };
  },
};

/** Random catalogs, each with its routes in any order and some of them left out, and settings at random. */
function* randomRounds(random) {
  for (let round = 0; round < ROUNDS; round += 1) {
    const rich = richCatalog(random);
    yield { rich, routed: shuffled(rich.operations, random).filter(() => random(6) > 0), flag: () => random(2) === 0 };
  }
}

/** Every two templates of a random catalog, as the only routes, in every setting for case and slashes. */
function* pairRounds(random) {
  const rich = richCatalog(random);
  const { operations } = rich;
  for (const [number, first] of operations.entries()) {
    for (const second of operations.slice(number + 1)) {
      for (let settings = 0; settings < 8; settings += 1) {
        let bit = 0;
        yield { rich, routed: random(2) === 0 ? [first, second] : [second, first], flag: () => ((settings >> bit++) & 1) === 1, targets: () => [rich, { ...rich, operations: [first, second] }].flatMap((each) => richRequests(each, random, 8)) };
      }
    }
  }
}

/** @returns how many handlers ran, and those that were not permitted, or ran as another operation */
async function table(t, start, rounds, { isControl }) {
  const random = randomOf(SEED);
  const wrong = [];
  let handled = 0;
  for (const { rich, routed, flag, targets = (count) => richRequests(rich, random, count) } of rounds(random)) {
    const { operations, identifiers } = rich;
    const permitted = [operations[0], ...operations.slice(1).filter(() => random(2) === 0)].map(({ id }) => id);
    const catalog = { ...catalogOf(operations, random(2) === 0 ? "ignore" : "reject"), identifiers, encodedSlash: random(2) === 0 ? "keep" : "reject" };
    if (Object.keys(identifiers).length === 0) delete catalog.identifiers;
    const ward = new Keyward(KEYS(permitted, AT), { catalog });
    const ran = [];
    const control = !isControl ? null : (native, path) => {
      const decision = ward.decide({ key: "good", method: "GET", path, at: AT });
      if (typeof native.set === "function") native.set("keyward", { decision });
      else native.keyward = { decision };
      return decision.allowed;
    };
    const routes = routed.flatMap((operation) => formsOf(operation.path, identifiers).map((path) => ({ ...operation, path })));
    const { settings, requests = REQUESTS, ask, end = () => {} } = await start(t, { routes, ran, random, flag, control, guardOptions: options({ ward }) });
    for (const target of targets(requests)) {
      ran.length = 0;
      const answer = await ask(target);
      handled += ran.length;
      if (answer?.status >= 500) wrong.push({ target, status: answer.status, settings, catalog: catalog.operations });
      for (const [ranAs, judgedAs] of ran) {
        if (ranAs !== judgedAs || !permitted.includes(ranAs)) wrong.push({ target, ranAs, judgedAs, permitted, settings, routes: routes.map(({ id, path }) => `${id} ${path}`) });
      }
    }
    await end();
    ward.free();
  }
  return { handled, wrong };
}

for (const [name, start] of Object.entries(ROUTERS)) {
  test(`${name}: no handler runs that was not permitted, among templates of all sorts: seed ${SEED}`, { timeout: 120_000 }, async (t) => {
    const { handled, wrong } = await table(t, start, randomRounds, { isControl: false });
    assert.deepEqual(wrong.slice(0, 3), []);
    assert.ok(handled > 100, `${handled} were handled`);
  });
  test(`${name}: nor where any two templates are the only routes, in any setting: seed ${SEED}`, { timeout: 240_000 }, async (t) => {
    const { handled, wrong } = await table(t, start, pairRounds, { isControl: false });
    assert.deepEqual(wrong.slice(0, 3), []);
    assert.ok(handled > 100, `${handled} were handled`);
  });
  test(`${name}: a guard that compares less lets some through: seed ${SEED}`, { timeout: 120_000 }, async (t) => {
    const { wrong } = await table(t, start, randomRounds, { isControl: true });
    assert.ok(wrong.some(({ ranAs }) => ranAs !== undefined));
  });
}
