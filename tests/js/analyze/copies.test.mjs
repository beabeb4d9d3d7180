// Analyses take wards of another copy of the package: that for `import` those of the one for `require`, and the reverse.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import test from "node:test";
import * as analyze from "../../../pkg/analyze.js";
import { Keyward, KeywardError } from "../../../pkg/inline.js";
import { AT, randomCatalog, randomProject, seeded } from "./random.mjs";

const require = createRequire(import.meta.url);
const copies = { import: { Keyward, KeywardError, ...analyze }, require: { ...require("../../../pkg/cjs/index.cjs"), ...require("../../../pkg/cjs/analyze.cjs") } };
const DIRECTIONS = [["import", "require"], ["require", "import"]];

/** What each analysis finds of two wards. */
const findingsOf = async ({ diff, lint, leastPrivilege, testCases, usage }, before, after, log, cases) => [
  diff(before, after, { at: AT }), lint(after, { at: AT }), await usage(after, log), await leastPrivilege(after, log), testCases(after, cases, { at: AT }),
];

test("all analyses find the same for wards of another copy, with a catalog of their own or without one", { timeout: 120_000 }, async (t) => {
  assert.notEqual(copies.import.Keyward, copies.require.Keyward);
  const rounds = [];
  seeded(t, 4, (random) => {
    const catalog = randomCatalog(random);
    rounds.push({ catalog, projects: [randomProject(random, catalog), randomProject(random, catalog)] });
  });
  for (const { catalog, projects } of rounds) {
    const keys = projects[1].keys.map(({ id }) => id);
    const log = keys.flatMap((key) => catalog.operations.map(({ id }) => JSON.stringify({ key, operation: id, environment: projects[1].environments[0]?.id, at: AT }))).join("\n");
    const cases = keys.slice(0, 3).map((key) => ({ key, operation: catalog.operations[0].id, environment: projects[1].environments[0]?.id, expect: "allowed" }));
    for (const [ours, theirs] of DIRECTIONS) {
      const wards = (copy) => projects.map((project) => new copies[copy].Keyward(project, { catalog }));
      const [own, foreign] = [wards(ours), wards(theirs)];
      assert.deepEqual(await findingsOf(copies[ours], ...foreign, log, cases), await findingsOf(copies[ours], ...own, log, cases));
      // one of each
      assert.deepEqual(copies[ours].diff(foreign[0], own[1], { at: AT }), copies[ours].diff(own[0], foreign[1], { at: AT }));
      for (const ward of foreign) assert.equal(typeof ward.toJSON(), "object", "a ward that was given stays");
    }
  }
  const plain = { format: "keyward/project@1", id: "p", environments: [{ id: "e" }], roles: [], users: [], keys: [{ id: "k", kind: "management", environments: "all", createdAt: AT, expiresAt: AT + 1e9, permissions: ["key:read-content"] }] };
  for (const [ours, theirs] of DIRECTIONS) {
    assert.deepEqual(copies[ours].lint(new copies[theirs].Keyward(plain), { at: AT }), copies[ours].lint(plain, { at: AT }));
  }
});

test("a freed one, and what only looks like one, are refused", () => {
  for (const [ours, theirs] of DIRECTIONS) {
    const { Keyward: Other } = copies[theirs];
    const ward = new Other({ format: "keyward/project@1", id: "p", environments: [], roles: [], users: [], keys: [] });
    const { lint } = copies[ours];
    assert.deepEqual(lint(ward), []);
    for (const alike of [Object.create(Other.prototype), Object.create(ward), { toJSON: () => ward.toJSON(), decide() {} }]) {
      assert.throws(() => lint(alike), (error) => error instanceof KeywardError && error.code === "document_invalid");
    }
    ward.free();
    assert.throws(() => lint(ward), { code: "freed" });
  }
});
