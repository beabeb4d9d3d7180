// keyward decide, explain, reach: the same answers as the package's, for people and as data.
import assert from "node:assert/strict";
import test from "node:test";
import { Keyward } from "../../pkg/inline.js";
import { AT, CATALOG, PROJECT, readCsv, shell } from "./harness.mjs";

const ward = new Keyward(PROJECT);
const PATH = "/v2/projects/production/items";

test("decide: allowed is 0, denied is 1, and the data is the decision", (t) => {
  const { data } = shell(t);
  const asked = [
    [["GET", PATH, "--key", "k1"], { key: "k1", method: "GET", path: PATH }],
    [["DELETE", "/v2/projects/production/assets/x", "--key=k1"], { key: "k1", method: "DELETE", path: "/v2/projects/production/assets/x" }],
    [["--user", "ada", "--operation", "list-assets", "--environment", "staging"], { user: "ada", operation: "list-assets", environment: "staging" }],
    [["--key", "k2", "--operation", "upsert-a-content-item", "--environment", "production"], { key: "k2", operation: "upsert-a-content-item", environment: "production" }],
    [["--key", "k2", "--operation", "upsert-a-content-item", "--environment", "production", "--fact", "exists=true", "--fact", "collection=a=b"], { key: "k2", operation: "upsert-a-content-item", environment: "production", facts: { exists: true, collection: "a=b" } }],
    [["GET", PATH, "--key", "nobody"], { key: "nobody", method: "GET", path: PATH }],
    [["GET", "/v2//items", "--key", "k1"], { key: "k1", method: "GET", path: "/v2//items" }],
  ];
  const answers = new Set();
  for (const [words, request] of asked) {
    const expected = ward.decide({ ...request, at: AT });
    const { status, value } = data(["decide", "project.yaml", ...words, "--at", AT]);
    assert.deepEqual([status, value], [expected.allowed ? 0 : 1, expected]);
    answers.add(expected.reason);
  }
  assert.ok(answers.size >= 4, [...answers].join());
});

test("decide: for people, and as a row", (t) => {
  const { keyward } = shell(t);
  const words = ["decide", "project.yaml", "GET", "/v2/projects/production/types", "--key", "k2", "--at", AT];
  assert.equal(
    keyward(words).stdout,
    `answer       denied
reason       permission_missing
status       403, code 16
operation    list-content-types
environment  production
actor        user ada (Ada)
missing      role:manage-content-types
until        2027-04-01T00:00:00Z
\`list-content-types\` needs \`role:manage-content-types\` in environment \`production\`.
`,
  );
  const [row] = readCsv(keyward([...words, "--format", "csv"]).stdout);
  assert.deepEqual([row.allowed, row.reason, row.code, row.missing, row.actor], ["false", "permission_missing", "16", "role:manage-content-types", "ada"]);
});

test("decide: an instant as milliseconds; now if none is given", (t) => {
  const { data } = shell(t);
  const words = ["decide", "project.yaml", "GET", PATH, "--key", "k1"];
  assert.equal(data([...words, "--at", String(Date.parse(AT))]).value.reason, "permitted");
  assert.equal(data([...words, "--at", "2026-12-01T00:00:00Z"]).value.reason, "key_expired");
  assert.equal(data(words).value.reason, ward.decide({ key: "k1", method: "GET", path: PATH }).reason);
});

test("decide: another API, from standard input", (t) => {
  const project = { ...PROJECT, roles: [], users: [], keys: [{ id: "t", kind: "token", environments: "all", createdAt: AT, expiresAt: null, permissions: ["read"] }] };
  const { data } = shell(t, { "catalog.json": CATALOG });
  const { status, value } = data(["decide", "-", "GET", "/books", "--key", "t", "--catalog", "catalog.json", "--at", AT], { input: JSON.stringify(project) });
  assert.deepEqual([status, value.operation], [0, "list"]);
});

test("explain: checks, grants and remedies", (t) => {
  const { keyward, data } = shell(t);
  const request = { key: "k1", method: "GET", path: PATH, at: AT };
  const allowed = data(["explain", "project.yaml", "GET", PATH, "--key", "k1", "--at", AT]);
  assert.deepEqual([allowed.status, allowed.value], [0, ward.explain(request)]);
  const shown = keyward(["explain", "project.yaml", "GET", PATH, "--key", "k1", "--at", AT]).stdout;
  assert.match(shown, /^Who gives it\nALTERNATIVE +PERMISSION +HELD BY +THROUGH\n1 +key:read-content +the key\n1 +key:read-content +the key +key:write-content$/m);
  const denied = keyward(["explain", "project.yaml", "GET", "/v2/projects/production/assets", "--key", "k1", "--at", AT]);
  assert.equal(denied.status, 1);
  assert.match(denied.stdout, /^14 +permission_missing +fails /m);
  assert.match(denied.stdout, /^What would help\nPERMISSION +HOW\nkey:read-assets +add it to the key$/m);
  assert.match(keyward(["explain", "project.yaml", "GET", PATH, "--key", "k1", "--at", AT, "--format", "markdown"]).stdout, /^### Checks\n\n\| {2}\| check \| outcome \| detail \|\n\| --- \| --- \| --- \| --- \|\n\| 1 \| key\\_unknown \| holds \| the key `k1` is listed \|$/m);
  assert.equal(readCsv(keyward(["explain", "project.yaml", "GET", PATH, "--key", "k1", "--at", AT, "--format", "csv"]).stdout).length, 14);
});

test("reach: every environment, or those that are named", (t) => {
  const { keyward, data } = shell(t);
  const of = (environment, more) => ({ environment, operations: ward.reach({ key: "k1", environment, at: AT, detail: false, ...more }) });
  const base = ["reach", "project.yaml", "--key", "k1", "--at", AT];
  assert.deepEqual(data(base), { status: 0, value: [of("production"), of("staging")] });
  assert.deepEqual(data([...base, "--environment", "staging", "--detail"]), { status: 0, value: [of("staging", { detail: true })] });
  const allowed = of("staging").operations.filter((each) => each.allowed);
  const only = ["--environment", "staging", "--only", "allowed"];
  assert.deepEqual(data([...base, ...only]).value[0].operations, allowed);
  const { stdout } = keyward([...base, ...only]);
  assert.ok(stdout.endsWith(`\n\n${allowed.length} of ${of("staging").operations.length} operations allowed, counted in each environment\n`));
  const rows = readCsv(keyward([...base, ...only, "--detail", "--format", "csv"]).stdout);
  assert.deepEqual(rows.map(({ operation }) => operation), allowed.map(({ operation }) => operation));
  assert.ok(rows.some(({ through }) => through.includes("key:read-content: the key (key:write-content)")));
});

test("wrong questions", (t) => {
  const { keyward } = shell(t);
  const wrong = [
    [["decide", "project.yaml", "GET", PATH], /either `--key` or `--user`/],
    [["decide", "project.yaml", "GET", PATH, "--key", "k1", "--user", "ada"], /either `--key` or `--user`/],
    [["decide", "project.yaml", "GET", "--key", "k1"], /METHOD and PATH stand together/],
    [["decide", "project.yaml", "--key", "k1"], /either METHOD and PATH or `--operation`/],
    [["decide", "project.yaml", "GET", PATH, "--operation", "list-assets", "--key", "k1"], /either METHOD and PATH or `--operation`/],
    [["decide", "project.yaml", "GET", PATH, "--key", "k1", "--fact", "exists"], /NAME=VALUE/],
    [["decide", "project.yaml", "GET", PATH, "--key", "k1", "--fact", "exists=yes"], /`exists=true` or `exists=false`/],
    [["decide", "project.yaml", "GET", PATH, "--key", "k1", "--fact", "exists=true", "--fact", "exists=false"], /given twice/],
    [["decide", "project.yaml", "GET", PATH, "--key", "k1", "--at", "tomorrow"], /error\[instant_invalid\]: --at: /],
    [["decide", "project.yaml", "GET", PATH, "--key", "k1", "--environment", "staging"], /error\[request_invalid\]: --environment: /],
    [["reach", "project.yaml"], /either `--key` or `--user`/],
    [["reach", "project.yaml", "--key", "k1", "--only", "some"], /`--only` is `some`, and has to be one of allowed, denied/],
  ];
  for (const [words, expected] of wrong) {
    const { status, stdout, stderr } = keyward(words);
    assert.deepEqual([status, stdout], [2, ""], words.join(" "));
    assert.match(stderr, expected);
    assert.match(stderr, /see `keyward (decide|reach) --help`/);
  }
});

test("a document that is wrong: exit code 2, with the places", (t) => {
  const { keyward } = shell(t, { "broken.json": { ...PROJECT, keys: [{ ...PROJECT.keys[0], kind: "nosuch" }] } });
  const { status, stdout, stderr } = keyward(["decide", "broken.json", "GET", PATH, "--key", "k1"]);
  assert.deepEqual([status, stdout], [2, ""]);
  assert.match(stderr, /^error\[reference_dangling\]: .*\n +--> broken.json:\d+:\d+\n +\|\n\d+ \| +"kind": "nosuch",\n +\| {15}\^{8}$/m);
});

test("an id that is not there: the one that was probably meant, for people alone", (t) => {
  const { keyward, data } = shell(t, { "catalog.json": CATALOG, "other.json": { ...PROJECT, keys: [], roles: [], users: [] } });
  const cases = [
    [["--key", "k9", "--operation", "list-assets", "--environment", "production"], /\nthere is no key `k9`; did you mean `k1`\?\n/],
    [["--user", "adaa", "--operation", "list-assets", "--environment", "production"], /\nthere is no user `adaa`; did you mean `ada`\?\n/],
    [["--key", "k1", "--operation", "list-asets", "--environment", "production"], /\nthere is no operation `list-asets`; did you mean `list-assets`\?\n/],
    [["--key", "k1", "--operation", "list-assets", "--environment", "prodution"], /\nthere is no environment `prodution`; did you mean `production`\?\n/],
  ];
  for (const [words, expected] of cases) {
    for (const command of ["decide", "explain"]) {
      const { status, stdout, stderr } = keyward([command, "project.yaml", ...words, "--at", AT]);
      assert.deepEqual([status, stderr], [1, ""]);
      assert.match(stdout, expected, command);
    }
    assert.deepEqual(Object.keys(data(["decide", "project.yaml", ...words, "--at", AT]).value), ["allowed", "status", "code", "reason", "operation", "environment", "path", "actor", "missing", "needs", "until", "message"]);
  }
  for (const [words, expected] of [
    [["--key", "k9"], /the project has no key `k9`; did you mean `k1`\?\n/],
    [["--user", "nobody-like-it"], /the project has no user `nobody-like-it`\n/],
    [["--key", "k1", "--environment", "stagin"], /the project has no environment `stagin`; did you mean `staging`\?\n/],
  ]) {
    const { status, stdout, stderr } = keyward(["reach", "project.yaml", ...words, "--at", AT]);
    assert.deepEqual([status, stdout], [2, ""]);
    assert.match(stderr, expected);
  }
  for (const words of [["--key", "k1", "--operation", "nothing-like-it", "--environment", "production"], ["--key", "k1", "--operation", "list-assets", "--environment", "production"]]) assert.doesNotMatch(keyward(["decide", "project.yaml", ...words, "--at", AT]).stdout, /did you mean/);
});
