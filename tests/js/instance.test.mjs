// What breaks the module ends the wards that are in it, and no others.
import assert from "node:assert/strict";
import test from "node:test";

const AT = 1795435200000;
const PATH = "/v2/projects/e1/items";
const project = {
  format: "keyward/project@1",
  id: "p",
  environments: [{ id: "e1" }],
  roles: [{ id: "r", permissions: "every" }],
  users: [{ id: "u", name: "Ada", roles: [{ role: "r" }] }],
  keys: [{ id: "key-1", kind: "management", environments: "all", permissions: ["key:read-content"], createdAt: AT - 1000, expiresAt: AT + 1000 }],
};

/** The next call of this export traps, as a panic or the end of the memory would have it. */
let trapping = null;
const { Instance } = WebAssembly;
WebAssembly.Instance = function (...given) {
  const { exports } = new Instance(...given);
  const wrapped = Object.entries(exports).map(([name, value]) => [
    name,
    typeof value !== "function"
      ? value
      : (...values) => {
          if (trapping === name) {
            trapping = null;
            throw new WebAssembly.RuntimeError("unreachable");
          }
          return value(...values);
        },
  ]);
  return { exports: Object.fromEntries(wrapped) };
};
const { Keyward, KeywardError, expiryOf } = await import("../../pkg/inline.js");

const ask = (ward) => ward.decide({ key: "key-1", method: "GET", path: PATH, at: AT });
const isInternal = (error) => error instanceof KeywardError && error.code === "internal";

/** Every call of a ward, and for those that cross into the module what to have trap. */
const CALLS = {
  decide: [ask, "core_ask"],
  allows: [(ward) => ward.allows("key-1", "GET", PATH, AT), "core_ask"],
  decideMany: [(ward) => ward.decideMany([{ key: "key-1", method: "GET", path: PATH, at: AT }]), "core_askMany"],
  explain: [(ward) => ward.explain({ key: "key-1", method: "GET", path: PATH, at: AT }), "core_explain"],
  reach: [(ward) => ward.reach({ key: "key-1", environment: "e1", at: AT }), "core_reach"],
  "reach in detail": [(ward) => ward.reach({ key: "key-1", environment: "e1", at: AT, detail: true }), "core_reachDetail"],
  prepare: [(ward) => ward.prepare({ key: "key-1", operation: "list-content-items", environment: "e1" }).allows(AT), "core_ask"],
  status: [(ward) => ward.status("key-1", AT), "core_status"],
  notices: [(ward) => ward.notices({ at: AT }), "core_notices"],
  forecast: [(ward) => ward.forecast(AT, AT + 1), "core_forecast"],
  createKey: [(ward) => ward.createKey({ name: "n", kind: "management", environments: "all", permissions: ["key:read-content"] }, AT), "core_createKey"],
  regenerateKey: [(ward) => ward.regenerateKey("key-1", {}, AT), "core_regenerateKey"],
  revokeKey: [(ward) => ward.revokeKey("key-1", AT + 999), "core_revokeKey"],
  update: [(ward) => ward.update([]), "core_update"],
  toJSON: [(ward) => ward.toJSON(), "core_toJSON"],
};

for (const [name, [call, exported]] of Object.entries(CALLS)) {
  test(`${name} that traps ends the wards of its instance, and not those made later`, () => {
    const [ward, beside] = [new Keyward(project), new Keyward(project)];
    assert.equal(ask(beside).allowed, true);
    const prepared = beside.prepare({ key: "key-1", operation: "list-content-items", environment: "e1" });
    assert.equal(prepared.allows(AT), true);
    trapping = exported;
    assert.throws(() => call(ward), isInternal);
    assert.equal(trapping, null, "the call crosses there");
    for (const other of [ward, beside]) for (const [again] of Object.values(CALLS)) assert.throws(() => again(other), isInternal);
    assert.throws(() => prepared.allows(AT), isInternal);
    assert.throws(() => beside.allows("nobody", "GET", PATH, AT), isInternal);
    const later = new Keyward(project);
    assert.deepEqual([ask(later).allowed, later.allows("key-1", "GET", PATH, AT)], [true, true]);
    assert.equal(expiryOf(AT, "PT1H"), AT + 3_600_000);
    for (const freed of [ward, beside]) freed.free();
    assert.throws(() => ask(ward), { code: "freed" });
    assert.equal(ask(later).allowed, true);
  });
}

test("a load that traps ends the wards before it, and the next one loads", () => {
  const before = new Keyward(project);
  trapping = "core_load";
  assert.throws(() => new Keyward(project), isInternal);
  assert.throws(() => ask(before), isInternal);
  assert.equal(ask(new Keyward(project)).allowed, true);
});
