// keyward/fetch: what goes on, what is answered, and that nothing goes on when something breaks.
import assert from "node:assert/strict";
import test from "node:test";
import { guard } from "../../pkg/fetch.js";
import { Keyward } from "../../pkg/inline.js";
import { createToken } from "../../pkg/token.js";
import { AT, ask, answering, bearer, CHALLENGE, fail, failLater, ITEMS, never, options, PROJECT, request, seen, TOKENS, ward } from "./guarded.mjs";

test("a permitted request goes on with its decision", async () => {
  const found = await ask(ITEMS, { headers: bearer("good") });
  assert.deepEqual([found.allowed, found.preflight, found.key, found.requestId, found.headers], [true, false, "good", "r-1", {}]);
  assert.equal(found.decision.path, ITEMS);
});

test("a caller whose key ends soon is told when", async () => {
  const found = await ask(ITEMS, { headers: bearer("soon") });
  assert.deepEqual(found.headers, { "Keyward-Expires": "2026-11-24T14:00:00.000Z" });
  const answer = found.respond(new Response("[]", { status: 207, headers: { "X-Own": "1" } }));
  assert.deepEqual([answer.status, answer.headers.get("X-Own"), answer.headers.get("Keyward-Expires"), await answer.text()], [207, "1", "2026-11-24T14:00:00.000Z", "[]"]);
});

/** key, request, and what is answered: status, error_code, WWW-Authenticate, message. */
const REFUSALS = [
  ["no token", {}, 401, 0, CHALLENGE, /^An API key is needed/],
  ["another scheme", { headers: { Authorization: "Basic Zm9vOmJhcg==" } }, 401, 0, CHALLENGE, /^An API key is needed/],
  ["a scheme that begins alike", { headers: { Authorization: `Bearers ${TOKENS.good}` } }, 401, 0, CHALLENGE, /^An API key is needed/],
  ["a token in the query", { path: `${ITEMS}?access_token=${TOKENS.good}` }, 401, 0, CHALLENGE, /^An API key is needed/],
  ["no token after the scheme", { headers: { Authorization: "Bearer" } }, 400, 0, `${CHALLENGE}, error="invalid_request"`, /not hold exactly one bearer token/],
  ["two tokens", { headers: [["Authorization", `Bearer ${TOKENS.good}`], ["Authorization", `Bearer ${TOKENS.good}`]] }, 400, 0, `${CHALLENGE}, error="invalid_request"`, /not hold exactly one bearer token/],
  ["text that is no token", { headers: { Authorization: "Bearer a,b" } }, 400, 0, `${CHALLENGE}, error="invalid_request"`, /not hold exactly one bearer token/],
  ["a token that is too long", { headers: { Authorization: `Bearer ${"a".repeat(5000)}` } }, 400, 0, `${CHALLENGE}, error="invalid_request"`, /not hold exactly one bearer token/],
  ["a mistyped token", { headers: { Authorization: `Bearer ${TOKENS.good.slice(0, -1)}_` } }, 401, 0, `${CHALLENGE}, error="invalid_token"`, /cut off or mistyped/],
  ["an unknown token", { headers: { Authorization: `Bearer ${createToken()}` } }, 401, 0, `${CHALLENGE}, error="invalid_token"`, /not known/],
  ["revoked", { key: "revoked" }, 403, 0, null, /has been revoked/],
  ["expired", { key: "expired" }, 403, 0, null, /has expired/],
  ["not yet valid", { key: "later" }, 403, 0, null, /not valid yet/],
  ["disabled", { key: "disabled" }, 403, 0, null, /is disabled/],
  ["owner inactive", { key: "orphan" }, 403, 0, null, /no longer active/],
  ["path not canonical", { key: "good", path: "/v2/projects/e//items" }, 400, 0, null, /canonical/],
  ["no such operation", { key: "good", path: "/v2/nothing" }, 403, 0, null, /no operation/],
  ["no such environment", { key: "everywhere", path: "/v2/projects/nowhere/items" }, 403, 4, null, /no access to this part of the project, or it does not exist/],
  ["environment out of scope", { key: "good", path: "/v2/projects/other/items" }, 403, 4, null, /no access to this part of the project, or it does not exist/],
  ["API deactivated", { key: "everywhere", path: "/v2/projects/off/items" }, 404, 0, null, /deactivated/],
  ["permission missing", { key: "writer", path: "/v2/projects/e/assets" }, 403, 16, `${CHALLENGE}, error="insufficient_scope", scope="key:read-assets"`, /needs: `key:read-assets`\.$/],
];

for (const form of ["kontent", "problem"]) {
  test(`what is refused is answered: ${form}`, async () => {
    for (const [name, { key, path = ITEMS, method, headers = key === undefined ? {} : bearer(key) }, status, code, challenge, message] of REFUSALS) {
      const found = await ask(path, { method, headers }, { form });
      assert.equal(found.allowed, false, name);
      const { headers: answered, body, status: got } = await seen(found);
      assert.deepEqual([got, answered["www-authenticate"] ?? null, answered["cache-control"]], [status, challenge, "no-store"], name);
      const told = form === "kontent" ? body.message : body.detail;
      assert.match(told, message, name);
      if (form === "kontent") assert.deepEqual([answered["content-type"], body.request_id, body.error_code], ["application/json", "r-1", code], name);
      else assert.deepEqual([answered["content-type"], body.type, body.status, body.request_id], ["application/problem+json", "about:blank", status, "r-1"], name);
      assert.deepEqual(body.missing_permissions, name === "permission missing" ? [["key:read-assets"]] : undefined, name);
      for (const held of ["key:manage-content-model", "key:write-content"]) assert.ok(!JSON.stringify([body, answered]).includes(held), `${name} tells what is held`);
    }
  });
}

test("whether an environment exists does not show", async () => {
  const answers = [];
  for (const form of ["kontent", "problem"]) {
    for (const environment of ["nowhere", "other"]) answers.push(JSON.stringify(await seen(await ask(`/v2/projects/${environment}/items`, { headers: bearer("good") }, { form }))));
  }
  assert.equal(answers[0], answers[1]);
  assert.equal(answers[2], answers[3]);
});

test("an answer to HEAD has no body", async () => {
  const { response } = await ask(ITEMS, { method: "HEAD" });
  assert.deepEqual([response.status, await response.text()], [401, ""]);
});

const freed = new Keyward(PROJECT);
freed.free();
const trapped = { decide: () => { throw new WebAssembly.RuntimeError("unreachable"); }, status: () => ward.status("good", AT) };

/** Every dependency, cut in every way. */
const CUTS = {
  "findKey throws": { findKey: fail },
  "findKey rejects": { findKey: failLater },
  "findKey never answers": { findKey: never },
  "findKey gives nothing": { findKey: () => undefined },
  "findKey gives a number": { findKey: () => 7 },
  "findKey gives true": { findKey: () => true },
  "findKey gives a record": { findKey: () => PROJECT.keys[0] },
  "findKey gives a ward without a key": { findKey: () => ({ ward }) },
  "findKey gives a broken record's ward": { findKey: () => ({ key: "good", ward: Keyward.forKey({ ...PROJECT.keys[0], permissions: ["x"] }, { environments: PROJECT.environments }) }) },
  "findKey gives a freed ward": { findKey: () => ({ key: "good", ward: freed }) },
  "findKey is missing": { findKey: undefined },
  "there is no ward": { ward: undefined },
  "the ward fails": { ward: fail },
  "the ward fails later": { ward: failLater },
  "the ward never comes": { ward: never },
  "the ward is nothing": { ward: () => null },
  "the ward is freed": { ward: freed },
  "the module trapped": { ward: trapped },
  "the decision is nothing": { ward: answering(null) },
  "the decision is text": { ward: answering("permitted") },
  "the decision is truthy": { ward: answering({ allowed: 1, reason: "permitted", status: 200 }) },
  "the decision contradicts itself": { ward: answering({ allowed: true, reason: "permission_missing", status: 403, missing: [] }) },
  "the decision refuses with 200": { ward: answering({ allowed: false, reason: "key_expired", status: 200, missing: [] }) },
  "the decision's status is none": { ward: answering({ allowed: false, reason: "key_expired", status: 42, missing: [] }) },
  "the decision allows with 403": { ward: answering({ allowed: true, reason: "permitted", status: 403, missing: [] }) },
  "the status fails": { ward: { decide: (asked) => ward.decide(asked), status: fail } },
  "facts throw": { facts: fail },
  "facts never come": { facts: never },
  "facts are wrong": { facts: () => ({ exists: "yes" }) },
  "the environment throws": { environment: fail },
  "the environment is a number": { environment: () => 7 },
  "the token's function throws": { tokenFrom: fail },
  "the token never comes": { tokenFrom: never },
  "the token is a number": { tokenFrom: () => 7 },
  "tokenFrom is no header's name": { tokenFrom: "X Api Key" },
  "statusFor is unknown": { statusFor: "rfc9999" },
  "reasonMember is taken": { reasonMember: "message" },
  "the clock throws": { at: fail },
  "the clock is broken": { at: () => NaN },
  "the clock gives nothing": { at: () => undefined },
  "the clock counts seconds": { at: () => AT / 1000 },
  "the path throws": { path: fail },
  "the path gives nothing": { path: () => undefined },
  "the path gives null": { path: () => null },
  "the path comes later": { path: async () => ITEMS },
  "the path only turns into text": { path: () => ({ toString: () => ITEMS }) },
  "the path is no function": { path: ITEMS },
  "requestId throws": { requestId: fail },
  "requestId gives nothing": { requestId: () => undefined },
  "the audit throws": { onDecision: fail },
  "the audit rejects": { onDecision: failLater },
  "the audit never ends": { onDecision: never },
  "onError throws too": { findKey: fail, onError: fail },
  "onError rejects too": { findKey: fail, onError: failLater },
  "an option is unknown": { findkey: () => "good" },
  "form is unknown": { form: "html" },
  "the timeout is wrong": { timeout: "soon" },
  "cors is wrong": { cors: { origins: "https://a.example" } },
  "realm would end its quotes": { realm: 'x", error="' },
};

test("whatever is cut, the answer is 503, and nothing goes on", { timeout: 60_000 }, async (t) => {
  const printed = [];
  for (const name of ["error", "log", "warn", "info", "debug"]) t.mock.method(console, name, (...texts) => printed.push(texts.join(" ")));
  const told = [];
  const cuts = Object.entries(CUTS).map(([name, own]) => [name, options({ timeout: 100, onError: (failure) => void told.push(failure), ...own })]);
  cuts.push(["options fail", fail], ["options reject", failLater], ["options are nothing", undefined], ["options are null", null]);
  for (const [name, broken] of cuts) {
    const found = await guard(request(ITEMS, { headers: bearer("good") }), broken);
    assert.equal(found.allowed, false, name);
    const { status, headers, body } = await seen(found);
    assert.deepEqual([status, body.message], [503, "The API key cannot be checked right now. Try again later."], name);
    assert.ok(Number(headers["retry-after"]) > 0, name);
    assert.equal(found.decision, null, name);
    assert.ok(!JSON.stringify([headers, body]).includes("broken"), name);
  }
  assert.ok(told.length >= 36, `${told.length} failures were told`);
  assert.ok(told.some(({ stage, message }) => stage === "findKey" && message === "Error: broken, by [token]"));
  assert.equal(printed.length, 4 + 10, "those whose options cannot be read are printed");
  assert.ok(!JSON.stringify([told, printed]).includes(TOKENS.good), "a token was told");
});

/** What is told to `onError`. */
async function failureOf(own) {
  const told = [];
  const { response } = await ask(ITEMS, { headers: bearer("good") }, { onError: (failure) => void told.push(failure), ...own });
  assert.equal(response.status, 503);
  return told.map(({ stage, message }) => `${stage}: ${message}`);
}

test("a request that cannot be read is refused", async () => {
  const sound = { url: `https://api.example${ITEMS}`, method: "GET", headers: new Headers(bearer("good")) };
  const told = [];
  const statusOf = async (request) => (await guard(request, options({ onError: ({ message }) => void told.push(message) }))).response?.status;
  assert.equal(await statusOf(sound), undefined);
  for (const name of ["url", "method", "headers"]) {
    assert.equal(await statusOf(Object.defineProperty({ ...sound }, name, { get: fail })), 503, name);
  }
  for (const request of [null, undefined, {}, new Proxy({}, { get: fail }), { ...sound, headers: undefined }, { ...sound, headers: { get: fail } }]) assert.equal(await statusOf(request), 503);
  // what only turns into text could be another text for the handler
  for (const url of [{ toString: () => sound.url }, { [Symbol.toPrimitive]: () => sound.url }, [sound.url], new String(sound.url)]) assert.equal(await statusOf({ ...sound, url }), 400);
  for (const method of [{ toString: () => "GET" }, ["GET"], undefined]) assert.equal(await statusOf({ ...sound, method }), 503);
  for (const header of [[bearer("good").Authorization], { toString: () => bearer("good").Authorization, length: 4 }, 7]) assert.equal(await statusOf({ ...sound, headers: { get: (name) => (name === "Authorization" ? header : null) } }), 400);
  for (const url of ["https://api.example/\ud800", "https://api.example/\0", `https://api.example${"/a".repeat(1e6)}`, "a".repeat(1e6), "", `https://api.example/${"%".repeat(1e5)}`]) assert.equal(await statusOf({ ...sound, url }), 400);
  assert.ok(!JSON.stringify(told).includes(TOKENS.good));
});

test("a ward whose `free` rejects changes no answer", async () => {
  const told = [];
  const free = async () => fail();
  const found = await ask(ITEMS, { headers: bearer("good") }, { ward: undefined, onError: ({ stage }) => void told.push(stage), findKey: () => ({ key: "good", free: true, ward: { decide: (asked) => ward.decide(asked), status: (...asked) => ward.status(...asked), free } }) });
  await new Promise(setImmediate);
  assert.deepEqual([found.allowed, told], [true, ["free"]]);
});

test("what is missing or mistaken is told in words", async () => {
  const nobody = "ward: KeywardError: /ward: findKey gave the id `good`, and there is no ward: set `ward`, or return `{ key, ward }`";
  assert.deepEqual(await failureOf({ ward: undefined }), [nobody]);
  assert.deepEqual(await failureOf({ ward: () => null }), ["ward: KeywardError: /ward: it gave null, and has to give a Keyward"]);
  assert.deepEqual(await failureOf({ at: () => 1_795_000_000 }), ["at: KeywardError: /at: it gave 1795000000: these look like seconds, and have to be milliseconds"]);
  assert.deepEqual(await failureOf({ path: () => 7 }), ["path: KeywardError: /path: it gave a number, and has to give text"]);
});

test("a clock may stand at any time at which there were milliseconds to count", async () => {
  const old = new Keyward({ ...PROJECT, keys: [{ ...PROJECT.keys[0], createdAt: 100_000_000_000 }] });
  for (const [at, status] of [[1e12 - 1, 503], [1e12, null]]) {
    const found = await ask(ITEMS, { headers: bearer("good") }, { ward: old, at: () => at });
    assert.equal(found.response?.status ?? null, status);
  }
});

test("the path that is judged can be taken from the request, and is the one to route by", async () => {
  const path = (_, whole) => whole.replace(/^\/api(?=\/)/, "");
  const behind = (url, own = { path }) => ask(url, { headers: bearer("good") }, own);
  const found = await behind(`/api${ITEMS}`);
  assert.deepEqual([found.allowed, found.decision.path], [true, ITEMS]);
  const refusals = [[`/api${ITEMS}`, {}, "operation_unknown"], ["/api/v2/projects/e/assets", { path }, "permission_missing"], ["/api", { path }, "operation_unknown"], ["/api//v2/projects/e/items", { path }, "path_not_canonical"]];
  for (const [url, own, reason] of refusals) assert.equal((await behind(url, own)).decision.reason, reason, url);
  for (const text of ["", ITEMS.slice(1), `https://api.example${ITEMS}`, `${ITEMS}?depth=0`, `${ITEMS}#x`, `/x/..${ITEMS}`, `${ITEMS}%2F..`, `${ITEMS}\n`]) {
    const { allowed, response, decision } = await behind(ITEMS, { path: () => text });
    assert.deepEqual([allowed, response.status, decision.reason], [false, 400, "path_not_canonical"], text);
  }
});

test("what a request's URL still holds of dot segments is judged as it stands", async () => {
  const raw = (url) => Object.defineProperty(new Request("https://api.example/", { headers: bearer("good") }), "url", { value: url });
  for (const [url, reason] of [
    [`http://api.example${ITEMS}?x=/../y#z`, "permitted"],
    ["http://api.example/v2/projects/other/x/../../e/items", "path_not_canonical"],
    ["http://api.example/v2/projects/other/%2e%2e/%2E./projects/e/items", "path_not_canonical"],
    ["http://api.example/v2/projects/other\\..\\e/items", "path_not_canonical"],
    ["http://api.example\\v2/projects/e/items", "path_not_canonical"],
    [`http://api.example?${ITEMS}`, "operation_unknown"],
    [`http://a b${ITEMS}`, "permitted"],
    [`/${ITEMS}`, "path_not_canonical"],
  ]) {
    const { allowed, decision } = await guard(raw(url), options());
    assert.deepEqual([allowed, decision.reason], [reason === "permitted", reason], url);
  }
});

test("what is inherited does not count, on the way to a decision either", async () => {
  const own = new Keyward(PROJECT);
  const found = async (name, value, init, options) => {
    Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
    try {
      return await ask(ITEMS, init, options);
    } finally {
      delete Object.prototype[name];
    }
  };
  assert.equal((await found("token", TOKENS.good, {})).response.status, 401);
  assert.equal((await found("ward", own, { headers: bearer("good") }, { ward: undefined })).response.status, 503);
  assert.equal((await found("key", "good", { headers: bearer("good") }, { findKey: () => ({ ward: own }) })).response.status, 503);
  assert.equal((await found("free", true, { headers: bearer("good") }, { ward: undefined, findKey: () => ({ key: "good", ward: own }) })).allowed, true);
  const listed = await found("origins", "*", { headers: { Origin: "https://a.example" } }, { cors: {} });
  assert.deepEqual([listed.response.status, listed.response.headers.get("Access-Control-Allow-Origin")], [503, null]);
  const events = [];
  await found("actor", "polluted", {}, { onDecision: (event) => void events.push(event) });
  assert.equal(events[0].actor, null);
  assert.equal(own.decide({ key: "good", method: "GET", path: ITEMS, at: AT }).allowed, true, "nobody freed it");
});

test("options that do not come are waited for no longer than look-ups", { timeout: 10_000 }, async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const asked = guard(request(ITEMS, { headers: bearer("good") }), never);
  await new Promise(setImmediate);
  t.mock.timers.tick(5000);
  t.mock.method(console, "error", () => {});
  assert.equal((await asked).response.status, 503);
});

test("without Web Crypto, nothing goes on", async (t) => {
  const crypto = Object.getOwnPropertyDescriptor(globalThis, "crypto");
  t.after(() => Object.defineProperty(globalThis, "crypto", crypto));
  Object.defineProperty(globalThis, "crypto", { value: undefined, configurable: true });
  const found = await ask(ITEMS, { headers: bearer("good") }, { requestId: undefined });
  assert.deepEqual([found.allowed, found.response.status], [false, 503]);
});

test("a look-up that is no longer waited for is told to stop", async () => {
  let signal;
  await ask(ITEMS, { headers: bearer("good") }, { timeout: 20, findKey: (_, about) => ((signal = about.signal), never()) });
  assert.equal(signal.aborted, true);
});

test("a ward of one key is freed after its decision, and only if that is asked for", async () => {
  const context = { environments: PROJECT.environments };
  for (const free of [true, false]) {
    for (const path of [ITEMS, "/v2/nothing"]) {
      const own = Keyward.forKey(PROJECT.keys[0], context);
      const found = await ask(path, { headers: bearer("good") }, { ward: undefined, findKey: () => ({ key: "good", ward: own, free }) });
      assert.equal(found.decision.reason, path === ITEMS ? "permitted" : "operation_unknown");
      if (free) assert.throws(() => own.toJSON(), { code: "freed" });
      else own.free();
    }
  }
});

test("a ward that is found too late is freed", async () => {
  const own = Keyward.forKey(PROJECT.keys[0], { environments: PROJECT.environments });
  const late = new Promise((resolve) => setTimeout(resolve, 60, { key: "good", ward: own, free: true }));
  const found = await ask(ITEMS, { headers: bearer("good") }, { timeout: 20, findKey: () => late });
  assert.equal(found.response.status, 503);
  await late;
  await new Promise((resolve) => setTimeout(resolve));
  assert.throws(() => own.toJSON(), { code: "freed" });
});

test("each decision is told before it takes effect, without its token", async () => {
  const events = [];
  const onDecision = (event) => void events.push(event);
  for (const key of ["good", "personal", "expired"]) await ask(ITEMS, { headers: bearer(key) }, { onDecision });
  await ask(ITEMS, {}, { onDecision });
  assert.deepEqual(events.map(({ allowed, reason, status, key, actor }) => [allowed, reason, status, key, actor?.type ?? null, actor?.id ?? null]), [
    [true, "permitted", 200, "good", "key", "good"],
    [true, "permitted", 200, "personal", "user", "ada"],
    [false, "key_expired", 403, "expired", "key", "expired"],
    [false, "token_missing", 401, null, null, null],
  ]);
  assert.deepEqual(Object.keys(events[0]), ["at", "requestId", "method", "path", "allowed", "status", "reason", "key", "actor", "operation", "environment", "missing"]);
  for (const token of Object.values(TOKENS)) assert.ok(!JSON.stringify(events).includes(token));
});

test("a request that is refused before a key is known, or because something failed, is recorded as it came", async () => {
  const events = [];
  const onDecision = (event) => void events.push(event);
  const path = "/v2//projects/%65/items/";
  await ask(path, { method: "POST" }, { onDecision });
  await ask(path, { headers: { Authorization: `Bearer ${createToken()}` } }, { onDecision });
  await ask(path, { headers: bearer("good") }, { onDecision });
  await ask(ITEMS, { headers: bearer("good") }, { onDecision, facts: fail });
  await ask(ITEMS, { headers: bearer("good") }, { onDecision, at: fail, findKey: fail });
  await ask(`${ITEMS}?x=1`, { method: "POST", headers: bearer("good") }, { onDecision });
  assert.ok(Math.abs(events[4].at - Date.now()) < 60_000, "the guard's own clock, where the given one was not read");
  const entry = (members) => ({ at: AT, requestId: "r-1", method: "GET", path, allowed: false, key: null, actor: null, operation: null, environment: null, missing: [], ...members });
  const actor = { type: "key", id: "good", name: "good" };
  assert.deepEqual(events, [
    entry({ method: "POST", status: 401, reason: "token_missing" }),
    entry({ status: 401, reason: "key_unknown" }),
    entry({ status: 400, reason: "path_not_canonical", key: "good", actor }),
    entry({ path: ITEMS, status: 503, reason: "unavailable", key: "good" }),
    entry({ path: ITEMS, at: events[4].at, status: 503, reason: "unavailable" }),
    entry({ path: ITEMS, method: "POST", status: 403, reason: "permission_missing", key: "good", actor, operation: events[5].operation, environment: "e", missing: [["key:write-content"]] }),
  ]);
  assert.ok(typeof events[5].operation === "string");
  events.length = 0;
  for (const method of ["GET", "POST"]) await ask(`${ITEMS}/`, { method, headers: bearer("good") }, { onDecision });
  assert.deepEqual(events.map(({ path, allowed }) => [path, allowed]), [[`${ITEMS}/`, true], [`${ITEMS}/`, false]], "the path as it came, not as it was judged");
});
