// A stack that the caller has used up ends nobody: the module is not begun where it could not come to an end.
import assert from "node:assert/strict";
import test from "node:test";
import { Keyward, KeywardError, expiryOf, noticesOf } from "../../pkg/inline.js";

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

const ask = (ward) => ward.decide({ key: "key-1", method: "GET", path: PATH, at: AT });
const isInternal = (error) => error instanceof KeywardError && error.code === "internal";

/** Every call of a ward. */
const CALLS = {
  decide: ask,
  allows: (ward) => ward.allows("key-1", "GET", PATH, AT),
  decideMany: (ward) => ward.decideMany([{ key: "key-1", method: "GET", path: PATH, at: AT }]),
  explain: (ward) => ward.explain({ key: "key-1", method: "GET", path: PATH, at: AT }),
  reach: (ward) => ward.reach({ key: "key-1", environment: "e1", at: AT }),
  "reach in detail": (ward) => ward.reach({ key: "key-1", environment: "e1", at: AT, detail: true }),
  prepare: (ward) => ward.prepare({ key: "key-1", operation: "list-content-items", environment: "e1" }).allows(AT),
  status: (ward) => ward.status("key-1", AT),
  notices: (ward) => ward.notices({ at: AT }),
  forecast: (ward) => ward.forecast(AT, AT + 1),
  createKey: (ward) => ward.createKey({ name: "n", kind: "management", environments: "all", permissions: ["key:read-content"] }, AT),
  regenerateKey: (ward) => ward.regenerateKey("key-1", {}, AT),
  revokeKey: (ward) => ward.revokeKey("key-1", AT + 999),
  update: (ward) => ward.update([]),
  toJSON: (ward) => ward.toJSON(),
};

const ALL = {
  ...CALLS,
  constructor: () => new Keyward(project),
  forKey: () => Keyward.forKey(project.keys[0], { environments: project.environments }),
  expiryOf: () => expiryOf(AT),
  noticesOf: () => noticesOf(AT, AT + 1),
};

/** Calls itself until the stack ends, with frames of the size that so many variables give. `call` gets the depth. */
function recursion(size) {
  const values = Array.from({ length: size }, (_, place) => `v${place}`);
  return new Function("call", "depth", "deeper", `${values.map((value) => `let ${value} = Math.random();`).join("")} call(depth); deeper(call, depth + 1, deeper); return ${["0", ...values].join("+")};`);
}

test("a call that has begun throws nothing but a KeywardError, wherever the stack ends", () => {
  let found = 0;
  for (const [name, call] of Object.entries(ALL)) {
    for (let size = 0; size < 8; size += 1) {
      const ward = new Keyward(project);
      const deeper = recursion(size);
      let deepest = 0;
      assert.throws(() => deeper((depth) => void (deepest = depth), 0, deeper), RangeError);
      let first;
      const last = (depth) => {
        if (depth <= deepest - 300) return;
        try {
          call(ward);
        } catch (error) {
          first ??= error;
          throw error;
        }
      };
      assert.throws(() => deeper(last, 0, deeper), Error);
      if (first instanceof KeywardError) assert.equal(first.code, "internal", name);
      // the engine could not even begin the call: its error comes from here
      else if (first !== undefined) assert.doesNotMatch(first.stack.split("\n")[1], /\/pkg\//, name);
      found += first instanceof KeywardError ? 1 : 0;
    }
  }
  assert.ok(found > 50, `${found} calls began`);
});

test("a stack that the caller has used up ends nobody", () => {
  const ward = new Keyward(project);
  for (const [name, call] of Object.entries(ALL)) {
    for (let size = 0; size < 8; size += 1) {
      // with frames of several sizes, the stack ends at several places of the call
      const deeper = recursion(size);
      let deepest = 0;
      assert.throws(() => deeper((depth) => void (deepest = depth), 0, deeper), RangeError);
      const last = (depth) => depth > deepest - 300 && call(ward);
      assert.throws(() => deeper(last, 0, deeper), (error) => error instanceof RangeError || (isInternal(error) && /stack/.test(error.message)), name);
      assert.equal(ask(ward).allowed, true, name);
    }
  }
});
