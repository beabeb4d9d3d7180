// keyward/fetch: what its options change, the wards that it frees, and the paths that it judges.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { guard } from "../../pkg/fetch.js";
import { Keyward } from "../../pkg/inline.js";
import { bypassWard } from "./compare.mjs";
import { AT, ask, answering, bearer, CHALLENGE, fail, failLater, ITEMS, never, options, PROJECT, seen, TOKENS, UNDECIDED, ward } from "./guarded.mjs";
import { randomOf, SEED } from "./routing.mjs";

test("the option environment counts only where the path names none, and does not tell which there are", async () => {
  const answers = [];
  for (const name of ["other", "nowhere", "e"]) {
    const { allowed, decision, response } = await ask(`/v2/projects/${name}/items`, { headers: bearer("good") }, { environment: "e" });
    assert.equal(allowed, name === "e", name);
    if (!allowed) answers.push(JSON.stringify(await seen({ response })));
    else assert.equal(decision.environment, "e");
  }
  assert.equal(answers.length, 2);
  assert.equal(answers[0], answers[1]);
  for (const environment of ["other", "nowhere"]) assert.equal((await ask(ITEMS, { headers: bearer("good") }, { environment })).allowed, true, environment);
  // paths of this catalog name none
  const catalog = { format: "keyward/catalog@1", id: "plain", permissions: [{ id: "p" }], kinds: { management: { permissions: "own", lifetime: { default: "P6M", min: "PT1M", max: "P2Y" } } }, operations: [{ id: "list", method: "GET", path: "/things", requires: { management: [["p"]] } }] };
  const plain = new Keyward({ ...PROJECT, roles: [], users: [], keys: [{ ...PROJECT.keys[0], permissions: ["p"] }] }, { catalog });
  for (const [environment, reason] of [["e", "permitted"], [() => "other", "environment_out_of_scope"], ["nowhere", "environment_unknown"]]) {
    assert.equal((await ask("/things", { headers: bearer("good") }, { ward: plain, environment })).decision.reason, reason);
  }
});

test("refusals that are about the scope are one answer to the byte", async () => {
  const reasons = ["parameter_out_of_scope", "environment_unknown", "environment_out_of_scope"];
  for (const own of [{}, { form: "problem" }, { reasonMember: "why" }, { form: "problem", reasonMember: "why" }, { statusFor: "rfc6750" }, { tokenFrom: "Authorization-Key" }]) {
    for (const [status, code] of [[403, 4], [404, null], [401, 7]]) {
      const answers = new Set();
      for (const reason of reasons) {
        const decision = { ...UNDECIDED, allowed: false, status, code, reason, operation: "list", environment: null, missing: [], message: `said of ${reason}` };
        const headers = own.tokenFrom === undefined ? bearer("good") : { [own.tokenFrom]: TOKENS.good };
        const found = await ask(ITEMS, { headers }, { ...own, ward: answering(decision) });
        answers.add(JSON.stringify(await seen(found)));
      }
      assert.equal(answers.size, 1);
      assert.doesNotMatch([...answers][0], /unknown|parameter|environment/);
    }
  }
});

test("refusals that are about the scope are one answer, whatever the catalog says", async () => {
  const reasons = ["parameter_out_of_scope", "environment_unknown", "environment_out_of_scope"];
  const catalogWith = (responses) => ({
    format: "keyward/catalog@1", id: "scoped", permissions: [{ id: "p" }], environmentParameter: "environment", boundParameters: ["tenant"], ...(responses === undefined ? {} : { responses }),
    kinds: { management: { permissions: "own", lifetime: { default: "P6M", min: "PT1M", max: "P2Y" } } },
    operations: [{ id: "one", method: "GET", path: "/{tenant}/{environment}/items", requires: { management: [["p"]] } }],
  });
  const project = { ...PROJECT, parameters: { tenant: "t" }, roles: [], users: [], keys: [{ ...PROJECT.keys[0], permissions: ["p"] }] };
  for (const response of [undefined, { status: 404 }, { status: 404, code: 7 }, { status: 401, code: 0 }, { status: 599 }, { status: 503 }]) {
    const own = new Keyward(project, { catalog: catalogWith(response && Object.fromEntries(reasons.map((reason) => [reason, response]))) });
    for (const more of [{}, { form: "problem" }, { statusFor: "rfc6750", reasonMember: "why" }, { cors: { origins: ["https://a.example"] } }, { environment: "e" }, { environment: "nowhere" }, { environment: "other" }]) {
      const answers = new Set();
      const found = [];
      for (const path of ["/x/e/items", "/t/nowhere/items", "/t/other/items", "/x/nowhere/items", "/x/other/items", "/t/off/items", "/t/__proto__/items"]) {
        const { decision, response: answer } = await ask(path, { headers: { ...bearer("good"), Origin: "https://a.example" } }, { ward: own, ...more });
        found.push(decision.reason);
        answers.add(JSON.stringify([answer.status, answer.statusText, [...answer.headers], await answer.text()]));
      }
      assert.deepEqual(found.slice(0, 3), reasons);
      assert.equal(answers.size, 1, JSON.stringify([...answers]));
      assert.equal((await ask("/t/e/items", { headers: bearer("good") }, { ward: own, ...more })).allowed, true);
    }
  }
  for (const some of [{ environment_unknown: { status: 404 } }, Object.fromEntries(reasons.map((reason, place) => [reason, { status: 400 + place }]))]) {
    assert.throws(() => new Keyward(project, { catalog: catalogWith(some) }), { code: "document_invalid" });
  }
});

test("the token can come from another header, or from a function", async () => {
  const from = (tokenFrom, headers, own) => ask(ITEMS, { headers }, { tokenFrom, ...own });
  assert.equal((await from("X-Api-Key", { "x-api-key": TOKENS.good })).allowed, true);
  assert.equal((await from(async (request) => request.headers.get("X-Odd")?.slice(4), { "X-Odd": `key=${TOKENS.good}` })).allowed, true);
  const refused = async (tokenFrom, headers) => {
    const { status, headers: answered, body } = await seen(await from(tokenFrom, headers));
    return [status, answered["www-authenticate"], body.message];
  };
  assert.deepEqual(await refused("X-Api-Key", bearer("good")), [401, 'ApiKey realm="API"', "An API key is needed: send it in the header `X-Api-Key`."], "no other header counts");
  assert.deepEqual(await refused("X-Api-Key", [["X-Api-Key", TOKENS.good], ["X-Api-Key", TOKENS.good]]), [400, 'ApiKey realm="API", error="invalid_request"', "The API key cannot be read: send it in the header `X-Api-Key`, once."]);
  assert.deepEqual(await refused("X-Api-Key", { "X-Api-Key": `Bearer ${TOKENS.good}` }), [400, 'ApiKey realm="API", error="invalid_request"', "The API key cannot be read: send it in the header `X-Api-Key`, once."]);
  assert.deepEqual(await refused(() => null, bearer("good")), [401, 'ApiKey realm="API"', "An API key is needed."]);
  const told = [];
  await from("X-Api-Key", { "X-Api-Key": TOKENS.good }, { findKey: fail, onError: (failure) => void told.push(failure) });
  assert.equal(told[0].message, "Error: broken, by [token]");
  const preflight = { method: "OPTIONS", headers: { Origin: "https://a.example", "Access-Control-Request-Method": "GET" } };
  const { response } = await ask(ITEMS, preflight, { tokenFrom: "X-Api-Key", cors: { origins: ["https://a.example"] } });
  assert.equal(response.headers.get("Access-Control-Allow-Headers"), "X-Api-Key, Content-Type");
});

test("a token is read up to 4,096 characters, together with its scheme", async () => {
  for (const [length, reason] of [[4096, "key_unknown"], [4097, "token_unreadable"]]) {
    const sources = {
      "the Authorization header": [{ Authorization: "Bearer ".padEnd(length, "a") }, undefined],
      "another header": [{ "X-Api-Key": "a".repeat(length) }, "X-Api-Key"],
      "a function": [{}, () => "a".repeat(length)],
    };
    for (const [name, [headers, tokenFrom]] of Object.entries(sources)) {
      const entries = [];
      await ask(ITEMS, { headers }, { tokenFrom, tokenPrefix: undefined, onDecision: (entry) => void entries.push(entry) });
      assert.equal(entries[0].reason, reason, `${name}: ${length}`);
    }
  }
});

test("statuses can be those of RFC 6750", async () => {
  for (const [key, status, challenge] of [["revoked", 401, `${CHALLENGE}, error="invalid_token"`], ["expired", 401, `${CHALLENGE}, error="invalid_token"`], ["later", 403, null], ["disabled", 403, null]]) {
    const events = [];
    const { status: got, headers } = await seen(await ask(ITEMS, { headers: bearer(key) }, { statusFor: "rfc6750", onDecision: (event) => void events.push(event) }));
    assert.deepEqual([got, headers["www-authenticate"] ?? null, events[0].status], [status, challenge, status], key);
  }
});

test("the reason stands in a member of the body where the host wants it", async () => {
  const body = async (key, own) => (await seen(await ask(ITEMS, { headers: bearer(key) }, own))).body;
  assert.equal((await body("expired", { reasonMember: "reason" })).reason, "key_expired");
  assert.equal("reason" in (await body("expired")), false);
  const { why, reason } = await body("expired", { form: "problem", reasonMember: "why" });
  assert.deepEqual([why, reason], ["key_expired", undefined]);
  assert.equal((await body("expired", { form: "problem" })).reason, "key_expired");
});

test("HEAD is judged as GET, and OPTIONS that is no preflight as any method", async () => {
  const head = await ask(ITEMS, { method: "HEAD", headers: bearer("good") });
  const get = await ask(ITEMS, { headers: bearer("good") });
  assert.deepEqual([head.allowed, head.decision.operation], [true, get.decision.operation]);
  for (const cors of [undefined, "pass", { origins: "*" }]) {
    const { allowed, preflight, decision } = await ask(ITEMS, { method: "OPTIONS", headers: { ...bearer("good"), Origin: "https://a.example" } }, { cors });
    assert.deepEqual([allowed, preflight, decision.reason], [false, false, "operation_unknown"]);
  }
});

test("a ward to free is freed once, on every path", { timeout: 60_000 }, async () => {
  const paths = {
    "the key is no text": { give: { key: 7 } }, "there is no key": { give: { key: null } }, "the ward cannot decide": { ward: { free: () => {} } },
    "facts fail": { facts: fail }, "the environment fails": { environment: failLater }, "the path fails": { path: fail }, "the clock fails": { at: fail }, "the audit fails": { onDecision: fail }, "the audit never ends": { onDecision: never },
    "the status fails": { ward: { status: fail } }, "the decision fails": { ward: { decide: fail } }, "the decision cannot be read": { ward: { decide: () => null } }, "it is refused": { target: "/v2/nothing" }, "it is allowed": {}, "reading the key throws": { broken: true },
  };
  for (const [name, { give, ward: members, target = ITEMS, broken, ...own }] of Object.entries(paths)) {
    let freed = 0;
    const one = { decide: (asked) => ward.decide(asked), status: (...asked) => ward.status(...asked), ...members, free: () => void (freed += 1) };
    if (name === "the ward cannot decide") delete one.decide;
    const given = { key: "good", ward: one, free: true, ...give };
    if (broken) Object.defineProperty(given, "key", { enumerable: true, get: fail });
    const found = await ask(target, { headers: bearer("good") }, { timeout: 30, ward: undefined, findKey: () => given, ...own });
    assert.equal(freed, 1, name);
    if (found.allowed) {
      const stream = new ReadableStream({ pull: (controller) => (controller.enqueue(new TextEncoder().encode("x")), controller.close()) });
      assert.equal(await found.respond(new Response(stream)).text(), "x");
      assert.equal(freed, 1, "it is not held while an answer is sent");
    }
  }
  // given at the very moment at which it is no longer waited for
  for (let delay = 18; delay <= 23; delay += 1) {
    let freed = 0;
    const one = { decide: (asked) => ward.decide(asked), status: (...asked) => ward.status(...asked), free: () => void (freed += 1) };
    await ask(ITEMS, { headers: bearer("good") }, { timeout: 20, ward: undefined, findKey: () => new Promise((resolve) => setTimeout(resolve, delay, { key: "good", ward: one, free: true })) });
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(freed, 1, `after ${delay} ms`);
  }
});

test("pages of other origins", async () => {
  const preflight = { method: "OPTIONS", headers: { Origin: "https://app.example", "Access-Control-Request-Method": "POST" } };
  const cors = { origins: ["https://app.example"], exposedHeaders: ["X-Own"] };
  const answered = await ask(ITEMS, preflight, { cors });
  assert.deepEqual([answered.allowed, answered.preflight, answered.response.status], [false, true, 204]);
  assert.deepEqual(Object.fromEntries(answered.response.headers), {
    "access-control-allow-headers": "Authorization, Content-Type",
    "access-control-allow-methods": "GET, POST, PUT, PATCH, DELETE",
    "access-control-allow-origin": "https://app.example",
    "access-control-max-age": "600",
    vary: "Origin",
  });
  const stranger = await ask(ITEMS, { ...preflight, headers: { ...preflight.headers, Origin: "https://evil.example" } }, { cors });
  assert.deepEqual(Object.fromEntries(stranger.response.headers), { vary: "Origin" });
  assert.deepEqual(await ask(ITEMS, preflight, { cors: "pass" }), { allowed: false, preflight: true, decision: null, requestId: "", response: null });
  assert.equal((await ask(ITEMS, preflight)).response.status, 401, "not configured: judged like any other");
  assert.equal((await ask(ITEMS, { method: "OPTIONS", headers: { Origin: "https://app.example" } }, { cors: "pass" })).response.status, 401, "no preflight");

  const refused = await ask(ITEMS, { headers: { Origin: "https://app.example" } }, { cors });
  assert.equal(refused.response.headers.get("Access-Control-Allow-Origin"), "https://app.example");
  assert.equal(refused.response.headers.get("Access-Control-Expose-Headers"), "Keyward-Expires, Retry-After, WWW-Authenticate, X-Own");
  const allowed = await ask(ITEMS, { headers: { ...bearer("good"), Origin: "https://app.example" } }, { cors });
  const answer = allowed.respond(new Response("", { headers: { Vary: "Accept" } }));
  assert.deepEqual([answer.headers.get("Vary"), answer.headers.get("Access-Control-Allow-Origin")], ["Accept, Origin", "https://app.example"]);
});

test("a request is allowed exactly when its decision is", async () => {
  let seed = 7;
  const pick = (list) => list[(seed = (Math.imul(seed, 1103515245) + 12345) >>> 1) % list.length];
  const paths = ["/v2/projects/e/items", "/v2/projects/other/items", "/v2/projects/off/types", "/v2/projects/e/items/x", "/v2/projects/e/assets", "/v2/projects/e/types/", "/v2/projects/e/%69tems", "/v2/x"];
  let allowed = 0;
  for (let round = 0; round < 2000; round += 1) {
    const [{ id: key }, method, path, late] = [pick(PROJECT.keys), pick(["GET", "HEAD", "POST", "PUT", "DELETE"]), pick(paths), pick([0, 3_600_000, 10_000_000_000])];
    const at = AT + late;
    const found = await ask(path, { method, headers: bearer(key) }, { at: () => at });
    const expected = ward.decide({ key, method, path: new URL(`https://api.example${path}`).pathname, at });
    assert.deepEqual([found.allowed, found.decision], [expected.allowed, expected]);
    if (found.allowed) allowed += 1;
  }
  assert.ok(allowed > 100 && allowed < 1900, `${allowed} allowed`);
});

test("paths that routers read differently do not go on", async () => {
  const vectors = JSON.parse(readFileSync(new URL("../vectors/url-bypass.json", import.meta.url), "utf8"));
  const bypass = bypassWard(Keyward, { trailingSlash: "ignore", encodedSlash: "keep" });
  let refused = 0;
  for (const { id, method, path } of vectors) {
    const url = `https://api.example${path}`;
    if (!URL.canParse(url)) continue;
    const found = await guard(new Request(url, { method, headers: bearer("good") }), options({ ward: bypass, findKey: () => "visitor" }));
    // The URL standard has resolved dot segments: what is left may be public, and is what goes on.
    if (found.allowed) assert.ok(found.decision.path === new URL(url).pathname && new URL(url).pathname !== path, `${id}: ${path}`);
    else refused += 1;
  }
  assert.ok(refused >= 30, `${refused} refused`);
});

test("a path with a fragment is refused: some routers read on behind the `#`, and others do not", async () => {
  for (const path of [`${ITEMS}#`, `${ITEMS}#x`, `${ITEMS}#?x`, "/#x", "#x"]) {
    const { allowed, decision } = await ask(path, { headers: bearer("good") });
    assert.deepEqual([allowed, decision.reason], [false, "path_not_canonical"], path);
  }
  assert.equal((await ask(`${ITEMS}?a#x`, { headers: bearer("good") })).allowed, true, "the query is not read");
});

test(`the judged path is the one that the URL standard reads: seed ${SEED}`, async () => {
  const random = randomOf(SEED);
  const pieces = ["/", "/", "items", "..", ".", "%2e", "%2E%2E", "\\", "\t", "\n", " ", "%", "%2F", "%5c", ";", "?", "#", "@", ":", "//", "é", "\ud800", "\0", "|", "^", "{", "<", "%61", "&", "\u3000", "\u2024"];
  let differs = 0;
  for (let round = 0; round < 3000; round += 1) {
    const text = `https://api.example/${Array.from({ length: random(8) }, () => pieces[random(pieces.length)]).join("")}`;
    if (!URL.canParse(text)) continue;
    const judged = [];
    const answer = (asked) => (judged.push(asked.path), { ...UNDECIDED, allowed: false, reason: "operation_unknown", status: 403, code: null, operation: null, environment: null, missing: [] });
    const sent = new Request(text, { headers: bearer("good") });
    await guard(sent, options({ ward: { decide: answer, status: fail } }));
    const path = sent.url.slice("https://api.example".length).split("?", 1)[0];
    if (!path.includes("#")) assert.equal(path, new URL(sent.url).pathname);
    assert.deepEqual(judged, [path], JSON.stringify(text));
    if (/^https:\/\/[^/]*([^?#]*)/.exec(text)[1] !== judged[0]) differs += 1; // what a guard would judge that reads the text itself
  }
  assert.ok(differs > 100, `${differs} differ`);
});
