// keyward check: files and standard input, JSON and YAML, and the place of each problem.
import assert from "node:assert/strict";
import test from "node:test";
import { CATALOG, PROJECT, YAML, shell } from "./harness.mjs";

const good = { status: 0, stderr: "" };

test("documents that are right", (t) => {
  const { keyward } = shell(t, { "project.json": PROJECT, "catalog.json": CATALOG, "bom.json": `\ufeff${JSON.stringify(PROJECT)}`, "other.json": { ...PROJECT, roles: [], users: [], keys: [] } });
  assert.deepEqual(keyward(["check", "project.yaml", "project.json", "bom.json", "catalog.json"]), { ...good, stdout: "4 documents, no problems\n" });
  assert.deepEqual(keyward(["check", "other.json", "--catalog", "catalog.json"]), { ...good, stdout: "1 document, no problems\n" });
  for (const input of [YAML, JSON.stringify(PROJECT), `\n ${JSON.stringify(PROJECT)}`]) assert.deepEqual(keyward(["check", "-"], { input }), { ...good, stdout: "1 document, no problems\n" });
});

test("the place of a problem in YAML: of a name, of a value, of what is missing", (t) => {
  const text = YAML.replace("kind: personal", "kind: persnal").replace("    owner: ada\n", "    ownr: ada\n").replace("    kind: management\n", "");
  const { keyward } = shell(t, { "project.yaml": text });
  const { status, stdout, stderr } = keyward(["check", "project.yaml"]);
  assert.deepEqual([status, stderr], [1, ""]);
  assert.equal(
    stdout,
    `error[member_missing]: the member \`kind\` is missing
  --> project.yaml:16:5
   |
16 |   - id: k1
   |     ^^

error[reference_dangling]: \`persnal\` is not a listed kind; did you mean \`personal\`?
  --> project.yaml:23:11
   |
23 |     kind: persnal
   |           ^^^^^^^

error[member_unknown]: the member \`ownr\` is not known; did you mean \`owner\`?
  --> project.yaml:24:5
   |
24 |     ownr: ada
   |     ^^^^

3 problems
`,
  );
});

/** Line, column and width of the carets below the first place. */
function caret(text) {
  const [, line, column] = /--> .*:(\d+):(\d+)$/m.exec(text);
  const [, shown, marks] = /^\s*\d+ \| (.*)\n\s*\| ( *\^+)$/m.exec(text);
  return { line: Number(line), column: Number(column), marked: shown.slice(marks.indexOf("^"), marks.length) };
}

test("the place of a problem in JSON", (t) => {
  const places = [
    ['{"format":"keyward/project@1","id":"p",\n  "environments": [{"id":"e","colour":1}],\n"roles":[],"users":[],"keys":[]}', "member_unknown", { line: 2, column: 30, marked: '"colour"' }],
    ['{"format":"keyward/project@1","id":"p",\n\t"environments": [{"id":"e"},{"id":"e"}],"roles":[],"users":[],"keys":[]}', "entry_repeated", { line: 2, column: 36, marked: '"e"' }],
    ['{"format":"keyward/project@1","id":"p","environments":[],\r\n "id": "q","roles":[],"users":[],"keys":[]}', "member_repeated", { line: 2, column: 2, marked: '"id"' }],
    ['{"format":"keyward/project@1","id":"p","environments":[],"roles":[],"users":[],"keys":[\n {\n}]}', "member_missing", { line: 2, column: 2, marked: "{" }],
    ['{"format":"keyward/project@1","id":7,"environments":[],"roles":[],"users":[],"keys":[]}', "type_wrong", { line: 1, column: 36, marked: "7" }],
    ['{"id":"é",,}', "json_invalid", { line: 1, column: 11, marked: "," }],
    ["[]", "type_wrong", { line: 1, column: 1, marked: "[" }],
  ];
  const { keyward } = shell(t);
  for (const [input, code, expected] of places) {
    const { status, stdout } = keyward(["check", "-"], { input });
    assert.equal(status, 1);
    assert.ok(stdout.startsWith(`error[${code}]: `), stdout);
    assert.deepEqual(caret(stdout), expected, stdout);
  }
  const empty = keyward(["check", "-"], { input: "" });
  assert.deepEqual([empty.status, empty.stdout.split(":")[0]], [1, "error[json_invalid]"]);
});

test("a long line is shown around the place, wide and combined letters move the caret, tabs are one column", (t) => {
  const { keyward } = shell(t);
  const long = JSON.stringify({ ...PROJECT, name: "x".repeat(5000), nam: 1, id: "y".repeat(5000) });
  const { stdout } = keyward(["check", "-"], { input: long });
  assert.equal(caret(stdout).marked, '"nam"');
  assert.ok(stdout.split("\n").every((line) => line.length < 120));
  const wide = keyward(["check", "-"], { input: 'id: 漢字e\u0301\nformat: {"漢e\u0301": "", nam: 1}\n' }).stdout;
  assert.match(wide, /^2 \| format: \{"漢e\u0301": "", nam: 1\}\n {2}\| {9}\^$/m);
});

test("what cannot be text of JSON is refused in YAML", (t) => {
  const { keyward } = shell(t);
  const of = (input) => {
    const { status, stdout } = keyward(["check", "-"], { input });
    assert.equal(status, 1);
    return [...stdout.matchAll(/^error\[(\w+)\]: (.*)\n +--> stdin:(\d+:\d+)$/gm)].map(([, ...found]) => found);
  };
  assert.deepEqual(of("id: p\nkeys: [{ expiresAt: .inf }, { expiresAt: .nan }]\n"), [
    ["yaml_invalid", "JSON has no such value", "2:21"],
    ["yaml_invalid", "JSON has no such value", "2:42"],
  ]);
  assert.deepEqual(of("id: p\nid: q\n"), [["member_repeated", "the member is repeated", "2:1"]]);
  assert.deepEqual(of("id: p\nroles: [{ id: a, id: b, 'id': c }]\n").map(([code, , place]) => [code, place]), [["member_repeated", "2:18"], ["member_repeated", "2:25"]]);
  assert.deepEqual(of("id: p\n1: q\n"), [["yaml_invalid", "the name of a member has to be text; put it in quotes", "2:1"]]);
  assert.deepEqual(of("id: p\n---\nid: q\n").map(([code, message]) => [code, message]), [["yaml_invalid", "the file has a second document, and has to have one"]]);
  assert.deepEqual(of("id: &a [*a]\n").map(([code]) => code), ["yaml_invalid"]);
  assert.deepEqual(of("id: !!binary aGk=\n").map(([code, , place]) => [code, place]), [["yaml_invalid", "1:5"]]);
  assert.deepEqual(of("id: [1\nformat: x\n").map(([code]) => code), ["yaml_invalid"]);
  // an older version, in which it would be true
  assert.ok(of("%YAML 1.1\n---\nformat: yes\n").some(([, message]) => message.includes("`yes`")));
  const bomb = `a: &a [${"x,".repeat(9)}]\n${[..."bcdefgh"].map((name, place) => `${name}: &${name} [${`*${"abcdefg"[place]},`.repeat(9)}]\n`).join("")}`;
  assert.deepEqual(of(bomb).map(([code]) => code), ["yaml_invalid"]);
});

test("a member of an odd name is a member like others", (t) => {
  const { keyward } = shell(t);
  for (const input of [`${YAML}__proto__: { id: x }\n`, JSON.stringify(PROJECT).replace("{", '{"__proto__":{"id":"x"},')]) {
    const { status, stdout } = keyward(["check", "-"], { input });
    assert.equal(status, 1);
    assert.match(stdout, /^error\[member_unknown\]: the member `__proto__` is not known\n/);
  }
});

test("an alias stands for its value, at its place", (t) => {
  const { keyward } = shell(t, { "aliases.yaml": YAML.replace("environments: [production]", "environments: &where [production]").replace("environments: all", "environments: [nowhere]"), "alias.yaml": "format: keyward/project@1\nid: p\nenvironments: &list\n  - id: e\n    colour: red\nroles: []\nusers: []\nkeys: *list\n" });
  assert.equal(caret(keyward(["check", "aliases.yaml"]).stdout).marked, "nowhere");
  assert.deepEqual(caret(keyward(["check", "alias.yaml"]).stdout), { line: 5, column: 5, marked: "colour" });
});

test("a catalog that is wrong, alone and beside a project", (t) => {
  const broken = { ...CATALOG, operations: [{ ...CATALOG.operations[0], methd: "GET" }] };
  const { keyward } = shell(t, { "catalog.json": broken });
  for (const words of [["check", "catalog.json"], ["check", "project.yaml", "--catalog", "catalog.json"]]) {
    const { status, stdout } = keyward(words);
    assert.deepEqual([status, caret(stdout).marked, stdout.match(/-->/g).length], [1, '"methd"', 1], stdout);
  }
});

test("all problems of all files, as data too", (t) => {
  const { data } = shell(t, { "one.yaml": "format: x\n", "two.json": "{" });
  const { status, value } = data(["check", "one.yaml", "two.json", "project.yaml"]);
  assert.deepEqual([status, value.valid], [1, false]);
  assert.deepEqual(new Set(value.problems.map(({ file }) => file)), new Set(["one.yaml", "two.json"]));
  assert.deepEqual(value.problems[0], { file: "one.yaml", line: 1, column: 9, code: "value_invalid", at: "/format", message: value.problems[0].message });
});

test("what a document holds cannot move the cursor", (t) => {
  const { keyward } = shell(t);
  const input = JSON.stringify({ ...PROJECT, "\u001b[2J\u202e": 1 });
  for (const format of ["table", "github", "markdown"]) {
    const { stdout } = keyward(["check", "-", "--format", format], { input: input.replaceAll("\\u001b", "\\u001b") });
    assert.doesNotMatch(stdout, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/, format);
    assert.match(stdout, /\\u001b\\?\[2J\\u202e/, format);
  }
});

test("the package tells 1,000 problems of a document", (t) => {
  const keys = (count) => ({ ...PROJECT, keys: Array.from({ length: count }, (_, place) => ({ ...PROJECT.keys[0], id: `k${place}`, kind: "nosuch" })) });
  const { keyward } = shell(t, { "many.json": keys(1200), "fewer.json": keys(999) });
  assert.match(keyward(["check", "many.json"]).stdout, /\n1000 problems or more\n$/);
  assert.match(keyward(["check", "fewer.json"]).stdout, /\n999 problems\n$/);
});

test("the time for a document grows as its members do", (t) => {
  const names = Array.from({ length: 100_000 }, (_, place) => `m${place}`);
  const { keyward } = shell(t, { "wide.json": `{${names.map((name) => `"${name}":1`).join(",")}}`, "wide.yaml": names.map((name) => `${name}: 1\n`).join("") });
  for (const name of ["wide.json", "wide.yaml"]) {
    const start = performance.now();
    assert.match(keyward(["check", name, "--format", "github"]).stdout, /\nkeyward: 1000 problems or more\n$/);
    assert.ok(performance.now() - start < 15_000, name);
  }
});

test("a text that is nested too deeply", (t) => {
  const { keyward } = shell(t, { "deep.json": `{"format":${"[".repeat(100_000)}${"]".repeat(100_000)}}`, "deep.yaml": `format: ${"[".repeat(20_000)}` });
  const json = keyward(["check", "deep.json"]);
  assert.deepEqual([json.status, json.stderr], [1, ""]);
  assert.match(json.stdout, /^error\[too_deep\]: .*\n --> deep.json:1:\d+$/m);
  const yaml = keyward(["check", "deep.yaml"]);
  assert.deepEqual([yaml.status, yaml.stdout.split("]")[0], yaml.stderr], [1, "error[too_deep", ""]);
});
