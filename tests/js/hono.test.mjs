// keyward/hono, in a Hono application.
import assert from "node:assert/strict";
import test from "node:test";
import { Hono } from "hono";
import { keyward } from "../../pkg/hono.js";
import { bearer, ITEMS, options } from "./guarded.mjs";

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

test("a preflight is passed on where that is configured", async () => {
  const preflight = { method: "OPTIONS", headers: { Origin: "https://a.example", "Access-Control-Request-Method": "GET" } };
  const { app, reached } = application(options({ cors: "pass" }));
  assert.equal((await app.request(ITEMS, preflight)).status, 200);
  assert.deepEqual(reached, [null]);
  assert.equal((await application(options()).app.request(ITEMS, preflight)).status, 401);
});
