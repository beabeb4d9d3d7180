// A decision is a plain object that says all it has to say; bytes are no document.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { Keyward, expiryOf } from "../../pkg/inline.js";

const AT = 1795435200000;
const MEMBERS = ["allowed", "status", "code", "reason", "operation", "environment", "path", "actor", "missing", "needs", "until", "message"];
const project = {
  format: "keyward/project@1",
  id: "p",
  environments: [{ id: "e1" }],
  roles: [{ id: "r", permissions: ["role:view-content"] }],
  users: [{ id: "u", name: "Ada", roles: [{ role: "r" }] }],
  keys: [{ id: "key-1", kind: "personal", owner: "u", environments: "all", createdAt: AT - 1000, expiresAt: AT + 1000 }],
};
const ward = new Keyward(project);
const request = (path, members) => ({ key: "key-1", method: "GET", path, at: AT, ...members });
const requests = [request("/v2/projects/e1/items"), request("/v2/projects/e1/types"), request("/v2/projects/e2/items"), request("//"), request("/", { key: "nobody" }), request("/v2/projects/e1/items", { at: AT + 1000 })];
const decisions = requests.map((request) => ward.decide(request));

test("its members are its own, enumerable, and in order", () => {
  const all = [...decisions, ...ward.decideMany(requests), ...requests.map((request) => ward.explain(request).decision)];
  for (const decision of all) {
    assert.equal(Object.getPrototypeOf(decision), Object.prototype);
    assert.deepEqual(Reflect.ownKeys(decision), MEMBERS);
    for (const { get, enumerable } of Object.values(Object.getOwnPropertyDescriptors(decision))) assert.deepEqual([get, enumerable], [undefined, true]);
  }
});

test("copies and comparisons see what it says", () => {
  for (const decision of decisions) {
    for (const copy of [{ ...decision }, structuredClone(decision), JSON.parse(JSON.stringify(decision))]) assert.deepEqual(copy, decision);
    for (const other of decisions) if (other !== decision) assert.notDeepEqual(other, decision);
  }
});

test("what decisions share cannot be changed", () => {
  const [permitted, denied] = decisions;
  const again = ward.decide(requests[1]);
  assert.equal(again.missing, denied.missing);
  assert.equal(again.actor, permitted.actor);
  for (const shared of [denied.missing, denied.missing[0], denied.needs, permitted.missing, permitted.actor]) assert.ok(Object.isFrozen(shared));
});

test("bytes are refused at once, with a word on how to read them", () => {
  const bytes = new TextEncoder().encode(JSON.stringify(project));
  for (const document of [bytes, Buffer.from(bytes), bytes.buffer, new DataView(bytes.buffer), new Uint16Array(4), new Blob([bytes]), readFileSync(new URL(import.meta.url))]) {
    for (const call of [() => new Keyward(document), () => new Keyward(project, { catalog: document }), () => ward.createKey(document, AT), () => expiryOf(AT, "P6M", { catalog: document })]) {
      assert.throws(call, (error) => error.code === "request_invalid" && error.problems.length === 1 && /as text/.test(error.message));
    }
  }
});

test("a byte order mark before a text is passed over", () => {
  assert.equal(new Keyward(`\ufeff${JSON.stringify(project)}`).decide(requests[0]).allowed, true);
});

test("a problem says what it is in", () => {
  const documentOf = (call) => {
    try {
      call();
    } catch ({ problems }) {
      return problems.map(({ document }) => document).join();
    }
    return "nothing";
  };
  assert.equal(documentOf(() => new Keyward({ ...project, x: 1 })), "project");
  assert.equal(documentOf(() => new Keyward(project, { catalog: "[]" })), "catalog");
  assert.equal(documentOf(() => ward.update([{ remove: "role", id: "r" }])), "changes");
  assert.equal(documentOf(() => ward.createKey({ kind: 1 }, AT)).split(",")[0], "input");
  assert.equal(documentOf(() => ward.decide({ key: "key-1" })), "request");
});
