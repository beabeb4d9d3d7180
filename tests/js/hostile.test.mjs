// Hostile values at the border: each is one clear error, and the next normal call is right.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import vm from "node:vm";
import { Keyward, KeywardError, expiryOf, kontentManagement, noticesOf } from "../../pkg/inline.js";

const AT = 1795435200000;
const project = () => ({
  format: "keyward/project@1",
  id: "p",
  environments: [{ id: "e1" }, { id: "e2" }],
  roles: [{ id: "r", permissions: ["role:manage-taxonomy"] }],
  users: [{ id: "u", name: "Ada", roles: [{ role: "r" }] }],
  keys: [
    { id: "k", kind: "personal", owner: "u", environments: ["e1"], createdAt: AT - 1000, expiresAt: AT + 1000 },
    { id: "m", kind: "management", name: "CI", environments: "all", createdAt: AT - 1000, expiresAt: AT + 1000, permissions: ["key:read-content"] },
  ],
});
const permitted = { key: "k", method: "GET", path: "/v2/projects/e1/taxonomies", at: AT };
const denied = { key: "k", method: "GET", path: "/v2/projects/e1/types", at: AT };
const ward = new Keyward(project());

function standsFirm() {
  assert.equal(ward.decide(permitted).reason, "permitted");
  assert.equal(ward.decide(denied).reason, "permission_missing");
  assert.equal(ward.allows("k", "GET", "/v2/projects/e1/taxonomies", AT), true);
}

/** The error of a call, which must be a KeywardError; afterwards the ward is as it was. */
function refusal(call) {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof KeywardError && error instanceof Error, `${error}`);
    assert.equal(error.name, "KeywardError");
    assert.ok(error.problems.length > 0);
    assert.ok(error.problems.length <= 1000);
    for (const { at, message, document } of error.problems) {
      assert.ok(["project", "catalog", "changes", "input", "request"].includes(document), `${document}`);
      assert.ok(at.length <= 200, at);
      assert.match(at, /^(\/.*)?$/s);
      assert.doesNotMatch(message, /\.$|::|Option|unwrap/);
    }
    standsFirm();
    return error.code;
  }
  return "nothing";
}

const throwing = (type) => new Proxy({}, { [type]: () => { throw "a string"; } });
const revoked = Proxy.revocable({}, {});
revoked.revoke();

test("what is no instant is refused", () => {
  const badDate = Object.create(Date.prototype);
  const lying = { [Symbol.toStringTag]: "Date", getTime: () => AT };
  for (const at of [NaN, Infinity, -1, -0, 0, 99_999_999_999, AT / 1000, AT + 0.5, 2 ** 53, 253402300800000, 10n, null, true, "", "2026-11-23", "9".repeat(1e6), new Date(NaN), badDate, lying, [AT], {}, Symbol("x"), () => AT, revoked.proxy]) {
    const code = refusal(() => ward.decide({ ...permitted, at }));
    assert.ok(code === "instant_invalid" || code === "input_unreadable", `${String(typeof at)} ${code}`);
    if (at !== undefined) assert.notEqual(refusal(() => ward.allows("k", "GET", permitted.path, at)), "nothing");
  }
  for (const at of [new Date(AT), vm.runInNewContext(`new Date(${AT})`), "2026-11-23T12:00:00Z", "2026-11-23T13:00:00+01:00"]) assert.equal(ward.decide({ ...permitted, at }).allowed, true);
});

test("what is no request is refused", () => {
  for (const request of [undefined, null, 1, "k", [], [permitted], () => permitted, 10n, {}, { key: "k" }, { ...permitted, user: "u" }, { ...permitted, enviroment: "e1" }, { ...permitted, operation: "list-types" }, { key: "k", path: "/" }, { key: "k", method: "GET" }, { ...permitted, key: 1 }, { ...permitted, key: new String("k") }, { ...permitted, environment: undefined }, { ...permitted, path: ["/v2"] }, { ...permitted, environment: "e2" }, { ...permitted, facts: [] }, { ...permitted, facts: { exists: "yes" } }, { ...permitted, facts: { collection: true } }, { ...permitted, facts: null }]) {
    assert.equal(refusal(() => ward.decide(request)), "request_invalid");
    assert.equal(refusal(() => ward.explain(request)), "request_invalid");
    assert.equal(refusal(() => ward.decideMany([permitted, request])), "request_invalid");
  }
  for (const request of [throwing("ownKeys"), { ...permitted, get facts() { throw new Error("no"); } }, revoked.proxy, new Proxy({ ...permitted }, { get: () => { throw 1; } })]) {
    assert.match(refusal(() => ward.decide(request)), /input_unreadable/);
  }
  assert.equal(refusal(() => ward.decideMany(new Set([permitted]))), "request_invalid");
  try {
    ward.decideMany([permitted, denied, { ...permitted, enviroment: "x" }]);
  } catch (error) {
    assert.equal(error.problems[0].at, "/2/enviroment");
  }
});

test("what is undefined is missing where it is needed, and may be left out where it is not", () => {
  const said = (call) => {
    try {
      call();
    } catch ({ code, problems: [{ at, message }] }) {
      return `${code} ${at}: ${message}`;
    }
    return "nothing";
  };
  const missing = { "/key": [{ ...permitted, key: undefined }], "/method": [{ ...permitted, method: undefined }], "/path": [{ ...permitted, path: undefined }] };
  for (const [at, [request]] of Object.entries(missing)) assert.equal(said(() => ward.decide(request)), `request_invalid ${at}: it is missing, and has to be text`);
  for (const call of [() => ward.status(), () => ward.allows(), () => ward.revokeKey(), () => ward.regenerateKey()]) assert.equal(said(call), "request_invalid /key: it is missing, and has to be text");
  assert.equal(said(() => ward.allows("k", "GET")), "request_invalid /path: it is missing, and has to be text");
  assert.equal(said(() => ward.decideMany([permitted, { ...permitted, path: undefined }])), "request_invalid /1/path: it is missing, and has to be text");
  for (const member of ["user", "operation", "environment"]) {
    assert.equal(said(() => ward.decide({ ...permitted, [member]: undefined })), `request_invalid /${member}: it is undefined: give text, or leave the member out`);
  }
  assert.equal(said(() => ward.decide({ ...permitted, key: 1 })), "request_invalid /key: it is a number, and has to be text");
});

test("a catalog where options belong is told apart", () => {
  const calls = [() => new Keyward(project(), kontentManagement), () => Keyward.forKey(project().keys[1], { environments: [{ id: "e1" }] }, kontentManagement), () => expiryOf(AT, "P6M", kontentManagement), () => noticesOf(AT, AT + 1, kontentManagement)];
  for (const call of calls) {
    assert.equal(refusal(call), "request_invalid");
    assert.throws(call, { message: "the options are `{ catalog }`, and this is the catalog itself" });
  }
  assert.throws(() => new Keyward(project(), { catlog: kontentManagement }), { message: "/catlog: the member `catlog` is not known; did you mean `catalog`?" });
});

test("only own members count, each read once", () => {
  let reads = 0;
  const counting = { ...permitted, get key() { reads += 1; return reads === 1 ? "k" : "m"; } };
  assert.equal(ward.decide(counting).allowed, true);
  assert.equal(reads, 1);
  assert.equal(refusal(() => ward.decide(Object.create(permitted))), "request_invalid");
  const polluted = { environment: "e2", key: "m", facts: { exists: true }, toJSON: () => ({}), catalog: "x" };
  for (const [name, value] of Object.entries(polluted)) {
    Object.defineProperty(Object.prototype, name, { value, configurable: true, enumerable: true, writable: true });
    try {
      standsFirm();
      assert.equal(new Keyward(project()).decide(permitted).allowed, true);
    } finally {
      delete Object.prototype[name];
    }
  }
  assert.equal(ward.decide(Object.assign(Object.create(null), permitted)).allowed, true);
});

test("a getter that uses the ward does not mix answers up", () => {
  const nested = { ...permitted, get method() { ward.decideMany([denied, denied]); return "GET"; } };
  assert.equal(ward.decide(nested).allowed, true);
  assert.deepEqual(ward.decideMany([denied, nested, denied]).map(({ allowed }) => allowed), [false, true, false]);
  const freeing = new Keyward(project());
  assert.throws(() => freeing.decide({ ...permitted, get key() { freeing.free(); return "k"; } }), KeywardError);
});

test("odd text stays odd", () => {
  const long = "x".repeat(1e6);
  for (const odd of ["", "\0", "\ud800", "k\ud800", "😀", long, "__proto__", "constructor"]) {
    assert.equal(ward.decide({ ...permitted, key: odd }).reason, "key_unknown");
    assert.notEqual(ward.decide({ ...permitted, method: odd }).reason, "permitted");
    assert.notEqual(ward.decide({ ...permitted, path: odd }).reason, "permitted");
    assert.equal(ward.decide({ key: "k", operation: odd, environment: "e1", at: AT }).reason, "operation_unknown");
    assert.equal(ward.decide({ key: "k", operation: "list-taxonomy-groups", environment: odd, at: AT }).reason, "environment_unknown");
  }
  const ids = ["\ud800", "\udfff"].map((id) => ({ id }));
  assert.equal(refusal(() => new Keyward({ ...project(), environments: [...project().environments, ...ids] })), "document_invalid");
  assert.equal(refusal(() => new Keyward(JSON.stringify(project()).replace('"e2"', '"\ud800"'))), "document_invalid");
  const emoji = new Keyward({ ...project(), environments: [{ id: "e1" }, { id: "e2" }, { id: "ě😀" }] });
  assert.equal(emoji.decide({ key: "m", method: "GET", path: "/v2/projects/%C4%9B%F0%9F%98%80/items", at: AT }).environment, "ě😀");
});

test("documents that are none are refused", () => {
  const cyclic = project();
  cyclic.self = cyclic;
  let shared = {};
  for (let depth = 0; depth < 60; depth += 1) shared = { a: shared };
  let deep = {};
  for (let depth = 0; depth < 10000; depth += 1) deep = { deep };
  const withKey = (members) => ({ ...project(), keys: [{ ...project().keys[1], ...members }] });
  for (const document of [undefined, null, 1, [], "", "{", "null", cyclic, { ...project(), shared }, { ...project(), deep }, "[".repeat(10000), new Map(), new Date(), withKey({ createdAt: NaN }), withKey({ expiresAt: new Date(NaN) }), withKey({ expiresAt: Infinity }), withKey({ disabled: 1n }), withKey({ environments: new Set(["e1"]) }), withKey({ revokedAt: () => 1 }), withKey({ permissions: new Array(4294967295) })]) {
    assert.equal(refusal(() => new Keyward(document)), "document_invalid");
  }
  assert.equal(refusal(() => new Keyward({ ...project(), get keys() { throw 1; } })), "input_unreadable");
  assert.equal(refusal(() => new Keyward(project(), { catalog: "{}" })), "document_invalid");
  assert.equal(refusal(() => new Keyward(project(), { catalogue: "{}" })), "request_invalid");
  assert.equal(refusal(() => ward.update([{ set: "role", value: { id: "r", permissions: [NaN] } }])), "change_invalid");
  assert.equal(refusal(() => ward.update("[]x")), "change_invalid");
});

test("what is no list of changes is refused as a document of the wrong type, and bytes as bytes", () => {
  const refused = (changes) => {
    try {
      ward.update(changes);
    } catch ({ code, problems }) {
      return [code, ...problems.map((problem) => `${problem.code} ${problem.document} ${problem.at}`)];
    }
    return [];
  };
  for (const odd of [undefined, null, 1, "[]", {}, { length: 0 }, new Set(), () => []]) {
    assert.deepEqual(refused(odd), ["change_invalid", "type_wrong changes "], String(odd));
  }
  for (const bytes of [Buffer.from("[]"), new ArrayBuffer(2), new Blob(["[]"])]) {
    assert.deepEqual(refused(bytes), ["request_invalid", "request_invalid changes "]);
  }
});

test("a document is copied, and an answer stays as it was", () => {
  const source = project();
  const own = new Keyward(source);
  source.roles[0].permissions.push("role:manage-content-types");
  const before = own.decide(denied);
  assert.equal(before.allowed, false);
  own.update([{ set: "role", value: { id: "r", permissions: "every" } }, { set: "user", value: { id: "u", name: "Eva", roles: [{ role: "r" }] } }]);
  assert.equal(own.decide(denied).allowed, true);
  assert.equal(own.decide(denied).actor.name, "Eva");
  const text = JSON.stringify(before);
  own.free();
  own.free();
  assert.equal(JSON.stringify(before), text);
  assert.deepEqual([before.actor.name, before.missing], ["Ada", [["role:manage-content-types"]]]);
  for (const call of [() => own.decide(denied), () => own.allows("k", "GET", "/"), () => own.update([]), () => own.toJSON(), () => own.reach({ key: "k", environment: "e1" })]) assert.equal(refusal(call), "freed");
});

test("methods are refused elsewhere, and errors cannot be made", () => {
  const { decide, allows, free, toJSON } = ward;
  for (const call of [() => decide(permitted), () => allows.call({}, "k", "GET", "/"), () => free.call(1), () => toJSON.call(null), () => new KeywardError("internal", [])]) assert.equal(refusal(call), "request_invalid");
});

test("100,000 keys load, decide, and leave other wards alone", () => {
  const [, key] = project().keys;
  const keys = Array.from({ length: 100_000 }, (_, number) => ({ ...key, id: `key-${number}`, name: `Key ${number}` }));
  const large = new Keyward({ ...project(), keys });
  assert.equal(large.decide({ key: "key-99999", method: "GET", path: "/v2/projects/e1/items", at: AT }).actor.name, "Key 99999");
  standsFirm();
  large.free();
  standsFirm();
});

test("a batch reads the clock once and answers as one by one", (t) => {
  const sample = readFileSync(new URL("../../www/samples/museum.json", import.meta.url), "utf8");
  const own = new Keyward(sample);
  const keys = own.toJSON().keys.map(({ id }) => id);
  const requests = kontentManagement.operations.flatMap(({ id }) => keys.map((key) => ({ key, operation: id, environment: "none" })));
  const now = t.mock.method(Date, "now", () => AT);
  const many = own.decideMany(requests);
  assert.equal(now.mock.callCount(), 1);
  assert.deepEqual(many, requests.map((request) => own.decide(request)));
  assert.deepEqual(own.decideMany([]), []);
});

test("reach and explain agree with decide", () => {
  const reach = ward.reach({ key: "k", environment: "e1", at: AT });
  assert.deepEqual(reach.map(({ operation }) => operation), kontentManagement.operations.map(({ id }) => id));
  for (const { operation, allowed, reason } of reach) {
    const { decision, checks } = ward.explain({ key: "k", operation, environment: "e1", at: AT });
    assert.deepEqual([decision.allowed, decision.reason], [allowed, reason]);
    assert.equal(checks.length, 14);
    assert.equal(checks.find(({ outcome }) => outcome === "fails")?.check, allowed ? undefined : reason);
  }
});

test("the built-in catalog is frozen to its leaves", () => {
  const frozen = (value) => typeof value !== "object" || value === null || (Object.isFrozen(value) && Object.values(value).every(frozen));
  assert.ok(frozen(kontentManagement));
});

test("a project with many keys is loaded in parts, and refused as a whole", () => {
  const [, key] = project().keys;
  const keys = Array.from({ length: 2000 }, (_, number) => ({ ...key, id: `key-${number}` }));
  let reads = 0;
  const large = { ...project(), get keys() { reads += 1; return keys; } };
  assert.deepEqual(new Keyward(large).toJSON().keys, keys);
  assert.equal(reads, 1);
  keys[1999] = { ...key, id: "key-3", owner: "u" };
  keys[700] = { ...key, id: "", nmae: "x" };
  try {
    new Keyward(large);
    assert.fail("it was loaded");
  } catch (error) {
    assert.deepEqual(error.problems.map(({ code, at }) => `${code} ${at}`), ["value_invalid /keys/700/id", "member_unknown /keys/700/nmae", "entry_repeated /keys/1999/id", "value_invalid /keys/1999/owner"]);
  }
  assert.equal(reads, 2);
  standsFirm();
});
