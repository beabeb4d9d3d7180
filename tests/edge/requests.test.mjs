// What reaches the origin, what the admin route answers to bad bodies, and an environment that was just cloned.
import assert from "node:assert/strict";
import { connect } from "node:net";
import test from "node:test";
import { ADMIN_SECRET } from "../../examples/edge-worker/local/start.mjs";
import { ask, ITEMS, startSystem } from "./system.mjs";

/** One request by a raw socket, since clients refuse to send some headers. */
function send(url, { method = "GET", target = ITEMS, headers, body = "" }) {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(Number(port), hostname);
    socket.setEncoding("utf8").on("data", (part) => (text += part)).on("error", reject).on("close", () => resolve({ status: Number(text.split(" ")[1]), body: text.slice(text.indexOf("\r\n\r\n") + 4) }));
    socket.end(`${method} ${target} HTTP/1.1\r\nHost: ${hostname}\r\nConnection: close\r\n${Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${body}`);
  });
}

const DROPPED = ["Cookie", "Proxy-Authorization", "X-Keyward-Actor", "X-Request-ID", "X-HTTP-Method", "X-HTTP-Method-Override", "X-Method-Override", "X-Method", "X-Original-Method", "X-Forwarded-Method", "X-Original-URL", "X-Original-URI", "X-Rewrite-URL", "X-Forwarded-URI", "X-Forwarded-Path", "X-Forwarded-Prefix", "X-Forwarded-URL", "X-Envoy-Original-Path", "X-Original-Path", "X-HTTP-Path-Override"];
const SPELLINGS = [(name) => name, (name) => name.replaceAll("-", "_"), (name) => name.toLowerCase().replace("-", "_"), (name) => name.replaceAll("-", ".")];

test("no header of the caller, however it is spelt, passes for the worker's own, or for another method", { timeout: 300_000 }, async (t) => {
  const { urls, secrets } = await startSystem(t);
  for (const spell of SPELLINGS) {
    const headers = { ...Object.fromEntries(DROPPED.map((name) => [spell(name), "forged"])), Authorization: `Bearer ${secrets.reader}`, "X-Harmless": "kept", "X-Forwarded-Proto": "https" };
    const { status, body } = await send(urls.main, { headers });
    assert.equal(status, 200, body);
    assert.doesNotMatch(body, /forged/);
    assert.match(body, /"x-forwarded-proto":"https","x-harmless":"kept"/);
    assert.match(body, /"actor":"key reader"/);
  }
});

test("neither the query nor a form gives the origin another method", { timeout: 300_000 }, async (t) => {
  const { urls, secrets, admin } = await startSystem(t);
  const { token } = await admin("POST", "keys", { id: "writer", name: "Writer", kind: "management", environments: ["shop"], permissions: ["key:write-content"] });
  const Authorization = `Bearer ${token}`;
  for (const query of ["?_method=DELETE", "?a=1&_METHOD=put", "?%5Fmethod=DELETE", "?a=1;_method=DELETE", "?_method[]=DELETE", "?.method=DELETE", "?[method=DELETE", "?+_method=DELETE"]) assert.equal((await send(urls.main, { target: ITEMS + query, headers: { Authorization } })).status, 400, query);
  const post = (type) => fetch(urls.main + ITEMS, { method: "POST", headers: { Authorization, "Content-Type": type }, body: "_method=DELETE" });
  for (const type of ["application/x-www-form-urlencoded", "Multipart/Form-Data; boundary=x", "application/json, application/x-www-form-urlencoded"]) assert.equal((await post(type)).status, 415, type);
  assert.equal((await post("application/json")).status, 200);
  const raw = (headers, body) => send(urls.main, { method: "POST", headers: { Authorization, ...headers }, body });
  assert.equal((await raw({ "Content-Length": "14" }, "_method=DELETE")).status, 415, "a body of no type");
  for (const headers of [{}, { "Content-Length": "0" }]) assert.equal((await raw(headers)).status, 200, "no body");
  for (const query of ["?method=DELETE", "?a_method=DELETE", "?_methods=x"]) assert.equal((await send(urls.main, { target: ITEMS + query, headers: { Authorization: `Bearer ${secrets.reader}` } })).status, 200, query);
});

test("bad admin bodies are 400, whatever is wrong", { timeout: 300_000 }, async (t) => {
  const { urls } = await startSystem(t, { install: false });
  const call = async (method, path, body) => {
    const response = await fetch(`${urls.main}/admin/${path}`, { method, headers: { Authorization: `Bearer ${ADMIN_SECRET}` }, body });
    return [response.status, await response.json()];
  };
  const project = { format: "keyward/project@1", id: "p", environments: [], roles: [], users: [], keys: [] };
  const bodies = ["{", "null", "7", '"text"', "[]", "true", JSON.stringify({ project, tokens: null }), JSON.stringify({ project, tokens: [1] }), JSON.stringify({ project, tokens: { x: "k" } }), JSON.stringify({ project: JSON.stringify(project), tokens: 7 })];
  for (const body of bodies) assert.equal((await call("PUT", "project", body))[0], 400, body);
  for (const body of ["{}", '{"project":{}}', '{"project":7}']) assert.ok([400, 422].includes((await call("PUT", "project", body))[0]), body);
  // tokens that a wrong name hides cannot be installed later
  assert.deepEqual(await call("PUT", "project", JSON.stringify({ project, token: {} })), [400, { message: "the body has a member `token`, which is not known here" }]);
  assert.equal((await call("PUT", "project", JSON.stringify({ project: JSON.stringify(project) })))[0], 200, "text is a project too");
  assert.equal((await call("POST", "changes", Buffer.from('[{"set":"environment","value":{"id":"\xe9"}}]', "latin1")))[0], 400, "no UTF-8");
  assert.equal((await call("POST", "changes", JSON.stringify([{ set: "environment", value: { id: "x".repeat(1_000_000) } }])))[0], 413);
  assert.equal((await call("POST", "keys/nobody/revoke", '{"at":"2027-01-01T00:00:00Z"}'))[0], 400, "it revokes now");
  for (const body of ["{", "null", "{}", '"set"', "7"]) assert.equal((await call("POST", "changes", body))[0], 400, body);
  for (const body of ["[null]", "[7]", "[[]]", '[{"set":"key"}]', '[{"remove":"planet","id":"x"}]']) assert.ok([400, 422].includes((await call("POST", "changes", body))[0]), body);
  for (const path of ["keys", "keys/k/regenerate", "keys/k/revoke"]) for (const body of ["{", "null", "[]"]) assert.equal((await call("POST", path, body))[0], 400, `${path} ${body}`);
  assert.equal((await call("POST", "keys/%FF/revoke", "{}"))[0], 400);
  assert.equal((await call("POST", "keys/nobody/revoke", "{}"))[0], 404);
});

test("a clone of an environment is known at once, in every isolate and after a restart", { timeout: 300_000 }, async (t) => {
  const { urls, admin, secrets } = await startSystem(t, { others: { second: {}, third: {} } });
  const path = "/v2/projects/shop-copy/items";
  for (const url of [urls.main, urls.second]) assert.equal(await ask(url, secrets.everywhere, { path }), 403);
  await admin("POST", "changes", [{ clone: "environment", from: "shop", id: "shop-copy" }, { clone: "environment", from: "archive", id: "archive-copy" }]);
  for (const url of [urls.main, urls.second, urls.third]) {
    assert.deepEqual([await ask(url, secrets.everywhere, { path }), await ask(url, secrets.reader, { path }), await ask(url, secrets.everywhere, { path: "/v2/projects/archive-copy/items" })], [200, 403, 404]);
  }
  const { project } = await admin("GET", "project");
  assert.deepEqual(project.environments.map(({ id }) => id), ["shop", "staging", "archive", "shop-copy", "archive-copy"]);
});
