// testCases: expectations as data, and what a failure shows.
import assert from "node:assert/strict";
import test from "node:test";
import { testCases, usage } from "../../../pkg/analyze.js";
import { Keyward } from "../../../pkg/inline.js";
import { AT } from "./random.mjs";

const project = {
  format: "keyward/project@1",
  id: "shop",
  environments: [{ id: "e1" }, { id: "e2" }],
  roles: [{ id: "editor", permissions: ["role:view-content", "role:edit-content"] }],
  users: [{ id: "ada", roles: [{ role: "editor" }] }],
  keys: [
    { id: "indexer", kind: "management", environments: ["e1"], createdAt: AT - 1e9, expiresAt: AT + 1e9, permissions: ["key:write-content"] },
    { id: "hers", kind: "personal", owner: "ada", environments: "all", createdAt: AT - 1e9, expiresAt: AT + 1e9 },
  ],
};
const ward = new Keyward(project);
const run = (...cases) => testCases(ward, { at: AT, cases });

test("cases that hold pass, in each way in which they can be written", () => {
  const report = run(
    { name: "the indexer reads", key: "indexer", operation: "list-content-items", environment: "e1", expect: "allowed" },
    { key: "indexer", operation: ["list-content-types", "list-assets"], environment: ["e1", "e2"], expect: "denied" },
    { key: "hers", operation: "list-content-items", environment: "all", expect: { allowed: true, status: 200 } },
    { user: "ada", method: "GET", path: "/v2/projects/e1/items", expect: { reason: "permitted", operation: "list-content-items", environment: "e1" } },
    { key: "hers", operation: "upsert-a-content-item", environment: "e1", expect: { reason: "facts_needed", needs: ["exists"] } },
    { key: "hers", operation: "upsert-a-content-item", environment: "e1", facts: { exists: true }, expect: "allowed" },
    { key: "indexer", operation: "list-assets", environment: "e1", expect: { missing: [["key:read-assets"]], code: 16 } },
    { key: "indexer", operation: "list-content-items", environment: "e1", at: AT + 2e9, expect: { reason: "key_expired" } },
    { key: "gone", operation: "list-content-items", environment: "e1", expect: { reason: "key_unknown" } },
  );
  assert.deepEqual(report.results.flatMap(({ failures }) => failures), []);
  assert.deepEqual([report.passed, report.failed, report.message], [9, 0, "9 cases passed"]);
  assert.deepEqual(report.results.slice(0, 3).map(({ name, at, passed, requests }) => [name, at, passed, requests]), [
    ["the indexer reads", "/cases/0", true, 1],
    ["key indexer may not list-content-types, list-assets in e1, e2", "/cases/1", true, 4],
    ["key hers may list-content-items in all", "/cases/2", true, 2],
  ]);
});

test("a failure shows what differs, and who gives what was not to be given", () => {
  const { failed, message, results } = run({ name: "the indexer does not write", key: "indexer", operation: ["list-assets", "add-a-content-item"], environment: "e1", expect: "denied" });
  assert.deepEqual([failed, message, results[0].message], [1, "1 of 1 case failed", "the indexer does not write: 1 of 2 requests answered otherwise"]);
  const [{ operation, environment, differences, diff, decision }] = results[0].failures;
  assert.deepEqual([operation, environment, differences], ["add-a-content-item", "e1", [{ member: "allowed", expected: false, actual: true }]]);
  assert.deepEqual(decision, ward.decide({ key: "indexer", operation, environment, at: AT }));
  assert.equal(diff, ["- allowed: false", "+ allowed: true", `  ${decision.message}`, "  `key:write-content`, held by the key"].join("\n"));
  const [, other] = run({ key: "hers", operation: "list-content-items", environment: "e1", expect: "allowed" }, { key: "hers", operation: "list-content-items", environment: "e1", expect: { reason: "key_revoked", status: 403 } }).results;
  assert.equal(other.failures[0].diff, ['- reason: "key_revoked"', '+ reason: "permitted"', "- status: 403", "+ status: 200", `  ${other.failures[0].decision.message}`, "  `role:view-content`, held by the role `editor`"].join("\n"));
});

test("what does not exist does not pass as denied", () => {
  const cases = [{ key: "indxer" }, { user: "adda" }, { key: "hers", operation: "list-content" }, { key: "hers", environment: "e3" }];
  const { results } = run(...cases.map((each) => ({ operation: "list-content-items", environment: "e1", ...each, expect: "denied" })));
  assert.deepEqual(results.map(({ passed, failures }) => [passed, failures[0].differences[0].actual]), [[false, "key_unknown"], [false, "user_unknown"], [false, "operation_unknown"], [false, "environment_unknown"]]);
});

test("a failure names the id that does not exist, and the one that was probably meant", () => {
  const hintOf = (members, expect = "denied") => {
    const asked = Object.entries({ key: "hers", operation: "list-content-items", environment: "e1", ...members }).filter(([, value]) => value !== undefined);
    return run({ ...Object.fromEntries(asked), expect }).results[0].failures[0].diff.split("\n");
  };
  assert.deepEqual(hintOf({ key: "indxer" }), ["- reason: that of something that exists", '+ reason: "key_unknown"', "  The key is not known.", "  the project has no key `indxer`; did you mean `indexer`?"]);
  assert.equal(hintOf({ key: "indxer" }, "allowed").at(-1), "  the project has no key `indxer`; did you mean `indexer`?");
  assert.equal(hintOf({ key: undefined, user: "adda" }).at(-1), "  the project has no user `adda`; did you mean `ada`?");
  assert.equal(hintOf({ operation: "list-content-item" }).at(-1), "  the catalog has no operation `list-content-item`; did you mean `list-content-items`?");
  assert.equal(hintOf({ operation: "publish" }).at(-1), "  the catalog has no operation `publish`");
  assert.equal(hintOf({ environment: "e11" }).at(-1), "  the project has no environment `e11`; did you mean `e1`?");
  assert.equal(hintOf({ environment: undefined }).at(-1), "  the case names no environment");
});

test("what may be done in some cases is not denied", () => {
  const publish = { key: "hers", operation: "upsert-a-content-item", environment: "e1" };
  const { results } = run({ ...publish, expect: "denied" }, { ...publish, facts: { exists: false }, expect: "denied" }, { ...publish, expect: { allowed: false } }, { ...publish, expect: "allowed" });
  assert.deepEqual(results.map(({ passed }) => passed), [false, true, true, false]);
  const [{ diff, decision }] = results[0].failures;
  assert.equal(diff, ["- reason: denied whatever the facts are", '+ reason: "facts_needed"', `  ${decision.message}`, "  `role:edit-content`, held by the role `editor`"].join("\n"));
});

test("permissions and facts are expected in any order", () => {
  const project = { ...structuredClone(ward.toJSON()), users: [{ id: "ada", roles: [{ role: "editor", collections: ["blog"] }] }] };
  const upsert = { key: "hers", operation: "upsert-a-content-item", environment: "e1" };
  for (const needs of [["collection", "exists"], ["exists", "collection"]]) assert.equal(testCases(project, [{ ...upsert, expect: { needs } }], { at: AT }).failed, 0);
  assert.equal(testCases(project, [{ ...upsert, expect: { needs: ["exists"] } }], { at: AT }).failed, 1);
});

test("cases as text, as a list, and for a project that is a document", () => {
  const list = [{ key: "indexer", operation: "list-content-items", environment: "e1", expect: "allowed" }];
  for (const cases of [list, JSON.stringify(list), JSON.stringify({ at: "2026-11-23T12:00:00Z", cases: list })]) {
    assert.deepEqual(testCases(project, cases, { at: AT }).results.map(({ at, passed }) => [at, passed]), [[cases[0] === "{" ? "/cases/0" : "/0", true]]);
  }
  assert.equal(testCases(project, list, { at: AT + 2e9 }).failed, 1);
});

test("only own members count, of cases and of the entries of a log", async (t) => {
  t.after(() => ["expect", "key", "operation", "allowed"].forEach((name) => delete Object.prototype[name]));
  Object.assign(Object.prototype, { expect: "denied", key: "indexer", operation: "list-assets", allowed: true });
  assert.throws(() => run({ key: "hers", method: "GET", path: "/" }), ({ problems }) => problems[0].at === "/cases/0/expect");
  const { unreadable, calls } = await usage(project, [{ method: "GET", path: "/v2/projects/e1/items" }]);
  assert.deepEqual([calls, unreadable.first[0].message], [0, "line 1 is left out: it has no `key`"]);
});

test("everything that is wrong with the cases is told at once, with its place", () => {
  const wrongs = [
    5,
    { key: "hers", operation: "x" },
    { key: "hers", operation: "x", expect: "alowed" },
    { key: "hers", operation: "x", expect: {} },
    { key: "hers", operation: "x", expect: { alowed: true } },
    { key: "hers", operation: [], expect: "denied" },
    { key: "hers", operatoin: "x", expect: "denied" },
    { key: "hers", expect: "denied" },
    { operation: "x", expect: "denied" },
    { key: "hers", operation: "x", at: "noon", expect: "denied" },
    { key: "hers", operation: "x", facts: { exists: "yes" }, expect: "denied" },
    { key: "hers", operation: "x", facts: { exist: true }, expect: "denied" },
    { key: "hers", operation: "x", expect: { reason: "permision_missing" } },
    { key: "hers", operation: "x", expect: { status: "200" } },
    { key: "hers", operation: "x", expect: { allowed: "no" } },
    { key: "hers", operation: "x", expect: { code: "16" } },
    { key: "hers", operation: "x", expect: { operation: 5 } },
    { key: "hers", operation: "x", expect: { environment: ["e1"] } },
    { key: "hers", operation: "x", expect: { missing: ["a"] } },
    { key: "hers", operation: "x", expect: { needs: "exists" } },
  ];
  assert.throws(() => run(...wrongs), (error) => {
    assert.deepEqual([error.name, error.code], ["KeywardError", "request_invalid"]);
    assert.deepEqual(error.problems.map(({ at }) => at), ["/cases/0", "/cases/1/expect", "/cases/2/expect", "/cases/3/expect", "/cases/4/expect/alowed", "/cases/5/operation", "/cases/6/operatoin", "/cases/7", "/cases/8", "/cases/9/at", "/cases/10/facts/exists", "/cases/11/facts/exist", ...["reason", "status", "allowed", "code", "operation", "environment", "missing", "needs"].map((member, place) => `/cases/${place + 12}/expect/${member}`)]);
    assert.match(error.problems[2].message, /^it is `alowed`, .*did you mean `allowed`\?$/);
    assert.match(error.problems[4].message, /did you mean `allowed`/);
    assert.match(error.problems[11].message, /^no operation depends on the fact `exist`; did you mean `exists`\?$/);
    assert.match(error.problems[12].message, /^no decision has the reason `permision_missing`; did you mean `permission_missing`\?$/);
    return true;
  });
  assert.throws(() => testCases(ward, "{"), { code: "request_invalid" });
  assert.throws(() => testCases(ward, { cases: 5 }), { code: "request_invalid" });
  assert.throws(() => testCases({ ...project, environments: [], keys: [], users: [] }, [{ user: "ada", operation: "x", environment: "all", expect: "denied" }]), { code: "request_invalid" });
});
