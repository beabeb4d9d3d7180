// What the core answers in numbers, in words: facade/lib/sentence.ts says what src/sentence.rs says.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Keyward } from "../../pkg/inline.js";

const START = 1_000_000_000_000;
const requires = (...alternatives) => ({ own: alternatives });
const catalog = {
  format: "keyward/catalog@1",
  id: "c",
  permissions: ["a", "b", "c", "d"].map((id) => ({ id })),
  kinds: { own: { permissions: "own", lifetime: { default: "P1M", min: "PT1H", max: null } } },
  environmentParameter: "environment",
  operations: [
    { id: "two", requires: requires(["a", "b"], ["c"]) },
    { id: "three", requires: requires(["a", "b", "c"]) },
    { id: "facts", requires: requires({ when: { x: true, y: true, z: true }, allOf: ["d"] }, { when: { x: false }, allOf: ["a"] }) },
    { id: "excluded", requires: requires({ when: { x: true }, allOf: ["a"] }) },
    { id: "free", requires: requires([]) },
    { id: "$0 $1", requires: requires(["a"]) },
  ].map((operation, place) => ({ method: "GET", path: `/{environment}/${place}`, ...operation })),
};
const key = { id: "k", kind: "own", environments: "all", createdAt: START, expiresAt: null, permissions: ["d"] };
const project = { format: "keyward/project@1", id: "p", environments: [{ id: "e1" }, { id: "off", managementApi: false }], roles: [], users: [], keys: [key] };
const ward = new Keyward(project, { catalog });

const cases = [
  [{ operation: "two" }, "`two` needs `a` and `b`, or `c` in environment `e1`.", "missing: `a` and `b`, or `c`"],
  [{ operation: "three" }, "`three` needs `a`, `b` and `c` in environment `e1`.", "missing: `a`, `b` and `c`"],
  [{ operation: "facts" }, "Whether `facts` is permitted in environment `e1` depends on `x`, `y` and `z`.", "depends on `x`, `y` and `z`"],
  [
    { operation: "excluded", facts: { x: false } },
    "`excluded` needs conditions that the given facts rule out in environment `e1`.",
    "missing: conditions that the given facts rule out",
  ],
  [{ operation: "$0 $1" }, "`$0 $1` needs `a` in environment `e1`.", "missing: `a`"],
  [{ operation: "free" }, "`free` is permitted in environment `e1`.", "the key's own permissions meet the requirement"],
  [{ operation: "free", environment: "off" }, "The Management API is deactivated in environment `off`.", "an earlier check failed"],
  [{ operation: "free", environment: "none" }, "The environment or resource does not exist, is missing from the request, or is outside the key's scope.", "an earlier check failed"],
  [{ operation: "free", key: "none" }, "The key is not known.", "an earlier check failed"],
];

for (const [request, message, detail] of cases) {
  test(message, () => {
    const { decision, checks } = ward.explain({ key: "k", environment: "e1", at: START + 1, ...request });
    assert.equal(decision.message, message);
    assert.equal(checks.at(-1).detail, detail);
  });
}
