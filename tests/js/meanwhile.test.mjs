// What runs while a call reads its arguments, or stands on a prototype, changes no answer but as the contract says, and breaks nothing.
import assert from "node:assert/strict";
import test from "node:test";
import { Keyward, KeywardError } from "../../pkg/nodejs.js";
import { importFacade } from "./facade.mjs";
import { createToken, readToken } from "../../pkg/token.js";

const AT = 1795435200000;
const PATH = "/v2/projects/e1/taxonomies";
const project = (members) => ({
  format: "keyward/project@1",
  id: "p",
  environments: [{ id: "e1" }, { id: "off", managementApi: false }],
  roles: [{ id: "has", permissions: "every" }, { id: "not", permissions: ["role:view-assets"] }],
  users: [{ id: "ada", roles: [{ role: "not" }] }],
  keys: [
    { id: "personal", kind: "personal", owner: "ada", environments: "all", createdAt: AT - 1000, expiresAt: AT + 1000 },
    { id: "management", kind: "management", environments: "all", permissions: ["key:manage-content-model"], createdAt: AT - 1000, expiresAt: AT + 1000 },
  ],
  ...members,
});
const firm = new Keyward(project());

/** The code of what a call throws; afterwards other wards answer as before. */
function refusal(call) {
  let code;
  assert.throws(call, (error) => {
    code = error.code;
    return error instanceof KeywardError;
  });
  assert.equal(firm.allows("management", "GET", PATH, AT), true);
  assert.equal(firm.decide({ key: "management", method: "GET", path: "/v2/projects/e1/items", at: AT }).reason, "permission_missing");
  return code;
}

/** A valid instant, whose reading runs something. */
function instantThat(run) {
  const prototype = new Proxy(Date.prototype, {
    getPrototypeOf(target) {
      run();
      return target;
    },
  });
  return Object.setPrototypeOf(new Date(AT), prototype);
}

test("a ward that is freed while an instant is read answers nothing", () => {
  for (const ask of [
    (ward, at) => ward.allows("personal", "GET", PATH, at),
    (ward, at) => ward.prepare({ key: "personal", operation: "list-taxonomy-groups", environment: "e1" }).allows(at),
    (ward, at) => ward.decide({ key: "personal", method: "GET", path: PATH, at }),
    (ward, at) => ward.decideMany([{ key: "personal", method: "GET", path: PATH, at }]),
    (ward, at) => ward.explain({ key: "personal", method: "GET", path: PATH, at }),
    (ward, at) => ward.reach({ key: "personal", environment: "e1", at }),
    (ward, at) => ward.status("personal", at),
    (ward, at) => ward.notices({ at }),
    (ward, at) => ward.forecast(AT - 1, at),
    (ward, at) => ward.createKey({}, at),
    (ward, at) => ward.regenerateKey("personal", {}, at),
    (ward, at) => ward.revokeKey("personal", at),
  ]) {
    const ward = new Keyward(project());
    assert.equal(refusal(() => ask(ward, instantThat(() => ward.free()))), "freed", `${ask}`);
  }
});

test("an answer is that of the project before a change or after it, never of both", () => {
  const before = { id: "ada", roles: [{ role: "not", environments: ["e1"] }] };
  const after = { id: "ada", roles: [{ role: "has" }, { role: "not", collections: ["blog"], languages: ["cs"] }] };
  const facts = { collection: "blog", language: "cs", exists: true };
  const question = { key: "personal", operation: "upsert-a-language-variant", environment: "e1", facts };
  const ask = (asked) => {
    const ward = new Keyward(project({ users: [before] }));
    const change = () => ward.update([{ set: "user", value: after }]);
    return asked(ward, change);
  };
  const reason = (ward) => ward.decide({ ...question, at: AT }).reason;
  assert.deepEqual([ask(reason), ask((ward, change) => (change(), reason(ward)))], ["permission_missing", "permission_missing"]);
  for (const asked of [
    (ward, change) => ward.decide({ ...question, at: instantThat(change) }).allowed,
    (ward, change) => ward.explain({ ...question, at: instantThat(change) }).decision.allowed,
    (ward, change) => ward.decideMany([{ ...question, at: AT }, { get at() { change(); return AT; }, ...question }])[0].allowed,
    (ward, change) => ward.reach({ key: "personal", environment: "e1", facts, at: instantThat(change) }).find(({ operation }) => operation === question.operation).allowed,
    (ward, change) => ward.prepare({ ...question, get key() { change(); return "personal"; } }).allows(AT),
    (ward, change) => ward.prepare(question).allows(instantThat(change)),
  ]) {
    assert.equal(ask(asked), false, `${asked}`);
  }
});

test("a prepared question has its own members alone", () => {
  const ward = new Keyward(project());
  const question = { key: "management", operation: "list-taxonomy-groups", environment: "off" };
  assert.equal(ward.decide({ ...question, at: AT }).reason, "api_deactivated");
  for (const descriptor of [{ set() {}, get: () => "e1" }, { value: "e1", writable: false }]) {
    Object.defineProperty(Object.prototype, "environment", { configurable: true, ...descriptor });
    try {
      assert.equal(ward.prepare(question).allows(AT), false);
    } finally {
      delete Object.prototype.environment;
    }
  }
  const odd = JSON.parse('{ "__proto__": { "environment": "e1" }, "key": "management", "operation": "list-taxonomy-groups" }');
  assert.equal(refusal(() => ward.prepare(odd)), "request_invalid");
});

test("members that every object inherits do not count", async () => {
  const { Question } = await importFacade("lib/request");
  const ask = () => {
    const ward = new Keyward(project());
    const question = { key: "management", method: "GET", path: PATH, at: AT };
    return [ward.decide(question), ...ward.decideMany([question, question]), ward.allows("management", "GET", PATH, AT)];
  };
  const expected = ask();
  for (const name of ["number", "id", "actor", "instance", "core", "lane", "words", "answers", "version", "rest", "learns", "keys", "users", ...Object.keys(new Question())]) {
    let found;
    Object.defineProperty(Object.prototype, name, { configurable: true, set() {}, get: () => 1 });
    try {
      found = ask();
    } finally {
      delete Object.prototype[name];
    }
    assert.deepEqual(found, expected, name);
  }
});

test("elements that lists inherit do not count", () => {
  const ward = new Keyward(project());
  for (let index = 0; index < 16; index += 1) Object.defineProperty(Object.prototype, index, { value: "polluted", configurable: true, writable: true });
  try {
    for (let round = 0; round < 600; round += 1) {
      assert.equal(ward.allows("management", "GET", PATH, AT), true);
      assert.equal(ward.decide({ key: "management", method: "GET", path: PATH, at: AT }).reason, "permitted");
    }
  } finally {
    for (let index = 0; index < 16; index += 1) delete Object.prototype[index];
  }
});

test("more paths than the core should hold are refused, and as many as it can are judged", () => {
  const request = { key: "management", method: "GET", path: `/v2/projects/e1/${"x".repeat(8192 - 16)}`, at: AT };
  assert.equal(refusal(() => firm.decideMany(new Array(9000).fill(request))), "request_invalid");
  assert.ok(firm.decideMany(new Array(1000).fill(request)).every(({ reason }) => reason === "operation_unknown"));
});

test("an id that is no well-formed text is nobody's", () => {
  const [key] = project().keys;
  const ward = new Keyward(project({ keys: [{ ...key, id: "\ufffd" }] }));
  for (const call of [() => ward.status("\ud800"), () => ward.revokeKey("\ud800", AT), () => ward.regenerateKey("\ud800", {}, AT), () => ward.status("")]) assert.equal(refusal(call), "key_unknown");
  assert.equal(ward.decide({ key: "\ufffd", operation: "list-assets", environment: "e1", at: AT }).reason, "permitted");
});

test("half of a pair of surrogates that is escaped is no JSON", () => {
  const text = JSON.stringify(project());
  for (const [id, code] of [["\ud800", "value_invalid"], ["\\\ud800", "json_invalid"], ["\\\\\ud800", "value_invalid"], ["\\\\\\\ud800", "json_invalid"]]) {
    assert.throws(() => new Keyward(text.replace('"e1"', `"${id}"`)), ({ problems }) => problems[0].code === code, JSON.stringify(id));
  }
});

test("nothing else is thrown, whatever is given", () => {
  const { proxy, revoke } = Proxy.revocable([], {});
  revoke();
  const throwing = new Proxy([], { get() { throw "a text"; } });
  for (const call of [
    () => firm.allows(proxy, "GET", "/", AT),
    () => firm.allows("k", proxy, "/", AT),
    () => firm.allows("k", "GET", proxy, AT),
    () => firm.status(proxy),
    () => firm.revokeKey(proxy),
    () => firm.update(proxy),
    () => firm.decideMany(proxy),
    () => firm.update(throwing),
    () => readToken(createToken(), { prefix: proxy }),
    () => readToken(createToken(), { prefix: throwing }),
  ]) {
    assert.match(refusal(call), /_invalid$|^input_unreadable$/, `${call}`);
  }
});
