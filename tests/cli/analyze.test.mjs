// keyward lint, diff, usage, least-privilege, test: what keyward/analyze says, with the lines of the files.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { diff, leastPrivilege, lint, lintRules, testCases, usage } from "../../pkg/analyze.js";
import { Keyward } from "../../pkg/inline.js";
import { AT, CATALOG, LOG, PROJECT, YAML, readCsv, shell } from "./harness.mjs";

const ward = new Keyward(PROJECT);

test("lint: findings with their places, worst first or alone", async (t) => {
  const { keyward, data } = shell(t, { "access.ndjson": LOG });
  const plain = data(["lint", "project.yaml", "--at", AT]);
  assert.equal(plain.status, 1);
  assert.deepEqual(plain.value.map(({ file, line, column, ...finding }) => finding), lint(ward, { at: AT }));
  const used = data(["lint", "project.yaml", "--at", AT, "--log", "access.ndjson"]).value;
  assert.deepEqual(used.map(({ file, line, column, ...finding }) => finding), lint(ward, { at: AT, usage: await usage(ward, LOG) }));
  const wide = used.find(({ code }) => code === "key_for_all_environments");
  assert.deepEqual([wide.file, wide.line, wide.column], ["project.yaml", 19, 19]);
  const { status, stdout } = keyward(["lint", "project.yaml", "--at", AT, "--severity", "warning"]);
  assert.equal(status, 1);
  assert.doesNotMatch(stdout, /^info\[/m);
  assert.match(stdout, /^warning\[key_untold\]: .*\n +--> project.yaml:16:5\n +\|\n16 \| {3}- id: k1\n +\| {5}\^\^\n +=/m);
  assert.equal(keyward(["lint", "project.yaml", "--at", AT, "--severity", "error"]).stdout, "nothing found\n");
  assert.equal(keyward(["lint", "project.yaml", "--at", AT, "--severity", "error"]).status, 0);
});

test("lint: a catalog that is given, and the list of rules", (t) => {
  const project = { format: "keyward/project@1", id: "p", environments: [], roles: [], users: [], keys: [] };
  const { keyward, data } = shell(t, { "empty.json": project, "catalog.json": CATALOG });
  const { status, value } = data(["lint", "empty.json", "--catalog", "catalog.json", "--at", AT]);
  const idle = value.find(({ code }) => code === "permission_unneeded");
  assert.deepEqual([status, idle.file, idle.at], [1, "catalog.json", "/permissions/1"]);
  assert.deepEqual(data(["lint", "--rules"]), { status: 0, value: JSON.parse(JSON.stringify(lintRules)) });
  assert.equal(keyward(["lint", "--rules", "project.yaml"]).status, 2);
  assert.equal(keyward(["lint"]).status, 2);
});

const CHANGED = YAML.replace("key:write-content]", "key:read-assets]").replace("2026-12-01", "2026-12-11").replace("      - role: writer\n", "      - role: writer\n        collections: [blog]\n");

test("diff: 1 where something changes, 0 where nothing does", (t) => {
  const { keyward, data } = shell(t, { "after.yaml": CHANGED, "same.json": PROJECT });
  const after = { ...PROJECT, users: [{ ...PROJECT.users[0], roles: [{ role: "writer", collections: ["blog"] }] }], keys: [{ ...PROJECT.keys[0], expiresAt: "2026-12-11T00:00:00Z", permissions: ["key:read-content", "key:read-assets"] }, PROJECT.keys[1]] };
  const expected = diff(PROJECT, after, { at: AT });
  assert.ok(expected.keys.length === 2 && expected.users.length === 1);
  assert.deepEqual(data(["diff", "project.yaml", "after.yaml", "--at", AT]), { status: 1, value: expected });
  const same = keyward(["diff", "project.yaml", "same.json", "--at", AT]);
  assert.deepEqual(same, { status: 0, stdout: "nothing changes for any key or user\n", stderr: "" });
  assert.equal(keyward(["diff", "-", "project.yaml", "--at", AT], { input: YAML }).status, 0);
  const { stdout } = keyward(["diff", "project.yaml", "after.yaml", "--at", AT]);
  assert.match(stdout, /^\+ gains +production +5 +retrieve-asset-folders, list-assets, /m);
  assert.match(stdout, /^- loses +staging +14 +(\S+, ){4}\S+ and 9 more$/m);
  assert.match(stdout, /^lifetime: good until 2026-12-01T00:00:00Z → good until 2026-12-11T00:00:00Z$/m);
  assert.match(stdout, /^notices: one_week_before at 2026-11-24T00:00:00Z to nobody → one_week_before at 2026-12-04T00:00:00Z to nobody$/m);
  assert.match(stdout, /upsert-a-content-item \(depends → depends\)/);
  assert.match(stdout, /^through: `permissions` of the key `k1` has changed \(after\.yaml:23:18\)$/m);
});

test("diff: each operation is a row of CSV; other catalogs", (t) => {
  const { keyward } = shell(t, { "after.yaml": CHANGED, "one.json": { ...PROJECT, roles: [], users: [], keys: [{ id: "t", kind: "token", environments: "all", createdAt: AT, expiresAt: null, permissions: ["read"] }] }, "old.json": { ...CATALOG, operations: [] }, "new.json": CATALOG });
  const rows = readCsv(keyward(["diff", "project.yaml", "after.yaml", "--at", AT, "--format", "csv"]).stdout);
  const { keys, users } = JSON.parse(keyward(["diff", "project.yaml", "after.yaml", "--at", AT, "--format", "json"]).stdout);
  const operations = [...keys, ...users].flatMap(({ environments }) => environments.flatMap(({ gained, lost }) => [...gained, ...lost]));
  assert.equal(rows.filter(({ what }) => what === "gained" || what === "lost").length, operations.length);
  assert.deepEqual(rows.find(({ what }) => what === "lifetime"), { who: "key", id: "k1", what: "lifetime", environment: "", operation: "", before: "2026-12-01T00:00:00Z", after: "2026-12-11T00:00:00Z", through: "`expiresAt` of the key `k1` has changed" });
  const gained = readCsv(keyward(["diff", "one.json", "one.json", "--catalog-before", "old.json", "--catalog", "new.json", "--at", AT, "--format", "csv"]).stdout);
  assert.ok(gained.length > 0 && gained.every(({ who, id, what, operation, before, after }) => [who, id, what, operation, before, after].join() === "key,t,gained,list,denied,allowed"), JSON.stringify(gained));
});

test("usage and least-privilege: from files, several, and standard input", async (t) => {
  const [first, second] = LOG.trim().split("\n");
  const { keyward, data } = shell(t, { "access.ndjson": LOG, "one.log": first, "two.log": second, "odd.log": `odd\n\n{}\n${first}\n`, "none.log": "odd\n{}\n" });
  const expected = JSON.parse(JSON.stringify(await usage(ward, LOG)));
  assert.deepEqual(data(["usage", "project.yaml", "access.ndjson"]), { status: 0, value: expected });
  assert.deepEqual(data(["usage", "project.yaml", "-"], { input: LOG }).value, expected);
  // a file may end without a line break
  assert.deepEqual(data(["usage", "project.yaml", "one.log", "two.log"]).value, expected);
  const [row] = readCsv(keyward(["usage", "project.yaml", "access.ndjson", "--format", "csv"]).stdout);
  assert.deepEqual(row, { key: "k1", calls: "2", refused: "1", first: "2026-11-23T10:00:00Z", last: "2026-11-23T11:00:00Z", operations: "list-content-items, list-assets", environments: "production", "not needed": expected.keys[0].unneeded.join(", ") });
  assert.match(keyward(["usage", "project.yaml", "odd.log"]).stdout, /^2 lines cannot be read\nline 1 /m);
  // counts of a log that cannot be read would be taken for keys that nobody uses
  const { status, stdout, stderr } = keyward(["usage", "project.yaml", "none.log", "--format", "json"]);
  assert.deepEqual([status, stdout, stderr], [2, "", "error: no line of the log can be read: line 1 is left out: it is neither JSON nor in the Common Log Format; what a line has to say: `keyward usage --help`\n"]);
  const least = await leastPrivilege(ward, LOG);
  assert.deepEqual(data(["least-privilege", "project.yaml", "access.ndjson"]), { status: 0, value: least });
  assert.match(keyward(["least-privilege", "project.yaml", "access.ndjson"]).stdout, /^k1 +key:read-content, key:write-content +key:read-content +production +proven +\d+ operations$/m);
  assert.deepEqual(data(["least-privilege", "project.yaml", "access.ndjson", "--key", "k2", "--key", "k1"]).value.map(({ key }) => key), ["k1", "k2"]);
  for (const words of [["--key", "nobody"], ["--effort", "0"], ["--effort", "much"]]) assert.equal(keyward(["least-privilege", "project.yaml", "access.ndjson", ...words]).status, 2);
  assert.match(keyward(["usage", "project.yaml", "missing.log"]).stderr, /^error: missing.log cannot be read: there is no such file\n$/);
});

test("usage: a log of many lines in little memory", (t) => {
  const { keyward, folder } = shell(t);
  writeFileSync(join(folder, "long.ndjson"), LOG.repeat(100_000));
  const { status, stdout, stderr } = keyward(["usage", "project.yaml", "long.ndjson", "--format", "json"], { node: ["--max-old-space-size=32"] });
  assert.deepEqual([status, stderr, JSON.parse(stdout).calls], [0, "", 200_000]);
});

const CASES = [
  { name: "CI does not publish", key: "k1", operation: ["publish-or-schedule-a-language-variant"], environment: "all", at: AT, expect: "denied" },
  { key: "k1", operation: "list-content-items", environment: "staging", at: AT, expect: "allowed" },
];

test("test: passed is 0, failed is 1, with what differs", (t) => {
  const { keyward, data } = shell(t, { "cases.json": { cases: CASES }, "good.yaml": `at: ${AT}\ncases:\n  - { user: ada, operation: list-assets, environment: staging, expect: denied }\n` });
  const { status, value } = data(["test", "project.yaml", "cases.json", "good.yaml"]);
  assert.deepEqual([status, value.passed, value.failed, value.files.map(({ file }) => file)], [1, 2, 1, ["cases.json", "good.yaml"]]);
  const { passed, failed, results } = testCases(PROJECT, CASES);
  assert.deepEqual([value.files[0].passed, value.files[0].failed, value.files[0].results.map(({ at, ...each }) => each)], [passed, failed, JSON.parse(JSON.stringify(results.map(({ at, ...each }) => each)))]);
  const { stdout } = keyward(["test", "project.yaml", "cases.json"]);
  assert.ok(stdout.includes("\ncases.json:3: CI does not publish\npublish-or-schedule-a-language-variant in production\n- allowed: false\n+ allowed: true\n"), stdout);
  assert.ok(stdout.endsWith("\n1 of 2 cases failed\n"));
  assert.deepEqual([keyward(["test", "project.yaml", "good.yaml"]).status, keyward(["test", "project.yaml", "-"], { input: JSON.stringify(CASES.slice(1)) }).status], [0, 0]);
  assert.deepEqual(readCsv(keyward(["test", "project.yaml", "cases.json", "--format", "csv"]).stdout).map(({ result, line }) => [result, line]), [["failed", "3"], ["passed", "13"]]);
  // a case's own instant stands before the one of the command line
  assert.equal(keyward(["test", "project.yaml", "good.yaml", "--at", "2026-01-01T00:00:00Z"]).status, 0);
});

test("test: cases that are wrong have a place; a misspelt or repeated member does not pass", (t) => {
  const { keyward } = shell(t, { "project.json": PROJECT });
  const wrong = [
    ["- { key: k1, operatn: list-assets, environment: staging, expect: denied }\n", "request_invalid", "stdin:1:14"],
    ["- { key: k1, operation: list-assets, environment: staging, expect: perhaps }\n", "request_invalid", "stdin:1:68"],
    ['[{"key":"k1","operation":"list-assets","environment":"staging","expect":"allowed",\n"expect":"denied"}]', "member_repeated", "stdin:2:1"],
    ["{", "json_invalid", "stdin:1:2"],
    ['"[]"', "request_invalid", "stdin:1:1"],
    ["at: 12\ncases: []\n", "instant_invalid", "stdin:1:5"],
  ];
  for (const [input, code, place] of wrong) {
    const { status, stdout, stderr } = keyward(["test", "project.json", "-"], { input });
    assert.deepEqual([status, stdout], [2, ""]);
    assert.ok(stderr.startsWith(`error[${code}]: `), stderr);
    assert.ok(stderr.includes(` --> ${place}\n`), stderr);
  }
  assert.match(keyward(["test", "project.json", "-", "--at", "12"], { input: "[]" }).stderr, /^error\[instant_invalid\]: --at: /);
});

test("lint and least-privilege say what of a log they could not read", (t) => {
  const call = JSON.stringify({ key: "k1", operation: "list-content-items", environment: "production", allowed: true });
  const { keyward } = shell(t, { "some.ndjson": `${call}\nno call\n`, "none.ndjson": "no call\nnor this\n" });
  for (const words of [["lint", "project.yaml", "--at", AT, "--log"], ["least-privilege", "project.yaml"]]) {
    assert.match(keyward([...words, "some.ndjson"]).stdout, /1 line/, words[0]);
    const { status, stdout, stderr } = keyward([...words, "none.ndjson"]);
    assert.deepEqual([status, stdout], [2, ""], words[0]);
    assert.match(stderr, /no line of the log can be read: line 1 is left out: /);
  }
  assert.equal(keyward(["least-privilege", "project.yaml", "-"], { input: "" }).stdout, "the log has no call that a key of the project may make\n");
});
