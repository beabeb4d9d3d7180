// The formats for other programs: SARIF, GitHub's annotations, CSV, Markdown.
import assert from "node:assert/strict";
import test from "node:test";
import Ajv from "ajv";
import { lintRules } from "../../pkg/analyze.js";
import { AT, PROJECT, YAML, readCsv, shell } from "./harness.mjs";

/** What the schema of SARIF 2.1.0 demands of the parts that are used; it allows no other members in them. */
const text = { type: "object", additionalProperties: false, required: ["text"], properties: { text: { type: "string", minLength: 1 } } };
const level = { enum: ["none", "note", "warning", "error"] };
const positive = { type: "integer", minimum: 1 };
const closed = (properties, required = Object.keys(properties)) => ({ type: "object", additionalProperties: false, required, properties });
const list = (items) => ({ type: "array", items });
const SARIF = closed({
  $schema: { type: "string", format: "uri" },
  version: { const: "2.1.0" },
  runs: list(
    closed({
      tool: closed({
        driver: closed({
          name: { type: "string" },
          version: { type: "string" },
          semanticVersion: { type: "string" },
          rules: { ...list(closed({ id: { type: "string" }, shortDescription: text, help: text, defaultConfiguration: closed({ level }) }, ["id"])), uniqueItems: true },
        }),
      }),
      columnKind: { enum: ["utf16CodeUnits", "unicodeCodePoints"] },
      results: list(
        closed({
          ruleId: { type: "string" },
          ruleIndex: { type: "integer", minimum: -1 },
          level,
          message: text,
          locations: list(
            closed({
              physicalLocation: closed({
                artifactLocation: closed({ uri: { type: "string", format: "uri-reference" } }),
                region: closed({ startLine: positive, startColumn: positive, endLine: positive, endColumn: positive }),
              }),
              logicalLocations: { ...list(closed({ fullyQualifiedName: { type: "string" }, kind: { type: "string" } })), uniqueItems: true },
            }),
          ),
        }),
      ),
    }),
  ),
});

const isUri = (value) => URL.canParse(value);
const isReference = (value) => /^(?:[\w.~!$&'()*+,;=:@/-]|%[\dA-F]{2})+$/.test(value) && URL.canParse(value, "file:///");
const isSarif = new Ajv({ formats: { uri: isUri, "uri-reference": isReference } }).compile(SARIF);

const BROKEN = YAML.replace("kind: personal", "kind: persnal").replace("- id: ada", "- idd: ada");

test("SARIF of check, lint, test and diff", (t) => {
  const files = { "a folder é.yaml": BROKEN, "cases.yaml": `- { key: k1, operation: list-assets, environment: all, at: ${AT}, expect: allowed }\n`, "after.yaml": YAML.replace("key:write-content]", "key:read-assets]") };
  const { keyward } = shell(t, files);
  const found = (words) => {
    const { status, stdout, stderr } = keyward([...words, "--format", "sarif"]);
    assert.deepEqual([status, stderr], [1, ""]);
    const log = JSON.parse(stdout);
    assert.ok(isSarif(log), JSON.stringify(isSarif.errors));
    const [{ tool, results }] = log.runs;
    for (const { ruleId, ruleIndex } of results) assert.equal(tool.driver.rules[ruleIndex].id, ruleId);
    assert.ok(results.length > 0);
    return { rules: tool.driver.rules, results };
  };
  const check = found(["check", "a folder é.yaml"]);
  const kind = check.results.find(({ ruleId }) => ruleId === "reference_dangling");
  assert.deepEqual(kind.locations, [
    { physicalLocation: { artifactLocation: { uri: "a%20folder%20%C3%A9.yaml" }, region: { startLine: 24, startColumn: 11, endLine: 24, endColumn: 18 } }, logicalLocations: [{ fullyQualifiedName: "/keys/1/kind", kind: "value" }] },
  ]);
  const lint = found(["lint", "project.yaml", "--at", AT]);
  assert.deepEqual(lint.rules.map(({ id }) => id), lintRules.map(({ code }) => code));
  assert.deepEqual(new Set(lint.results.map((each) => each.level)), new Set(["warning", "note"]));
  assert.match(found(["test", "project.yaml", "cases.yaml"]).results[0].message.text, /\n- allowed: true\n\+ allowed: false\n/);
  assert.deepEqual(found(["diff", "project.yaml", "after.yaml", "--at", AT]).results.map((each) => each.level), ["note"]);
  const fine = JSON.parse(keyward(["check", "project.yaml", "--format", "sarif"]).stdout);
  assert.ok(isSarif(fine));
  assert.deepEqual(fine.runs[0].results, []);
});

test("the schema of SARIF refuses what it should", (t) => {
  const { keyward } = shell(t, { "broken.yaml": BROKEN });
  const log = () => JSON.parse(keyward(["check", "broken.yaml", "--format", "sarif"]).stdout);
  const spoil = [(it) => (it.version = "2.0"), (it) => (it.runs[0].results[0].level = "info"), (it) => (it.runs[0].results[0].locations[0].physicalLocation.region.startLine = 0), (it) => (it.runs[0].results[0].message = "text"), (it) => (it.runs[0].more = 1)];
  for (const each of spoil) {
    const it = log();
    each(it);
    assert.ok(!isSarif(it), String(each));
  }
});

test("JSON and SARIF: no control character for a terminal, no link that a name makes", (t) => {
  const name = "\u007f\u009b31m[a](https://example.com)";
  const { keyward } = shell(t, { "project.json": { ...PROJECT, [name]: 1 } });
  const [json, sarif] = ["json", "sarif"].map((format) => keyward(["check", "project.json", "--format", format]).stdout);
  for (const text of [json, sarif]) assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  assert.ok(JSON.parse(json).problems[0].message.includes(name));
  assert.ok(JSON.parse(sarif).runs[0].results[0].message.text.includes("\u007f\u009b31m[a] (https://example.com)"));
});

test("annotations of GitHub: one line each, nothing of the document is a command", (t) => {
  const name = "50 %,\r\n::error::x";
  const { keyward } = shell(t, { "odd,name:1.json": { ...PROJECT, [name]: 1 }, "project.yaml": YAML.replace("kind: personal", "kind: persnal") });
  const { status, stdout } = keyward(["check", "project.yaml", "odd,name:1.json", "--format", "github"]);
  assert.equal(status, 1);
  const [first, second, third, ...others] = stdout.split("\n");
  assert.equal(first, "::error file=project.yaml,line=24,col=11,endColumn=18,title=reference_dangling::`persnal` is not a listed kind; did you mean `personal`?");
  assert.match(second, /^::error file=odd%2Cname%3A1\.json,line=\d+,col=3,endColumn=\d+,title=member_unknown::the member `50 %25,/);
  assert.deepEqual([third, others], ["keyward: 2 problems", [""]]);
  const lint = keyward(["lint", "project.yaml", "--at", AT, "--format", "github"]);
  assert.equal(lint.status, 2);
  const levels = keyward(["lint", "-", "--at", AT, "--format", "github"], { input: YAML }).stdout;
  assert.match(levels, /^::warning file=stdin,line=16,.*%0A/m);
  assert.match(levels, /^::notice /m);
});

test("in the log of a workflow, nothing of the document is a command, in words for people either", (t) => {
  const id = "::set-output name=allowed::true##[set-output name=allowed]true";
  const { keyward } = shell(t, { "named.json": { ...PROJECT, keys: [{ ...PROJECT.keys[0], id, name: "##[set-output name=allowed]true" }] }, "broken.yaml": `${YAML}"##[add-mask]k": 1\n` });
  /** What the runner looks for in each line. */
  const commands = (text) => text.split(/\r?\n/).filter((line) => line.trimStart().startsWith("::") || line.includes("##["));
  const env = { GITHUB_ACTIONS: "true" };
  const table = ["keys", "named.json", "--at", AT];
  const changed = ["diff", "named.json", "project.yaml", "--at", AT];
  for (const words of [table, [...table, "--format", "markdown"], changed, [...changed, "--format", "markdown"]]) assert.deepEqual(commands(keyward(words, { env }).stdout), [], words.join(" "));
  for (const words of [["lint", "broken.yaml", "--format", "github"], ["keys", "named.json", "##[add-mask]x"]]) assert.deepEqual(commands(keyward(words, { env }).stderr), [], words.join(" "));
  // elsewhere, text is what it is
  assert.equal(commands(keyward(table, { env: { GITHUB_ACTIONS: "" } }).stdout).length, 1);
  assert.equal(JSON.parse(keyward([...table, "--format", "json"], { env }).stdout)[0].key, id);
});

test("CSV keeps commas, quotes and line breaks", (t) => {
  const name = 'a "b", c\nd';
  const { keyward } = shell(t, { "project.json": { ...PROJECT, keys: [{ ...PROJECT.keys[0], name }] } });
  const { stdout } = keyward(["keys", "project.json", "--at", AT, "--format", "csv"]);
  assert.equal(readCsv(stdout)[0].name, name);
  assert.ok(stdout.endsWith("\r\n"));
  const [problem] = readCsv(keyward(["check", "-", "--format", "csv"], { input: BROKEN }).stdout);
  assert.deepEqual([problem.level, problem.code, problem.file, problem.line, problem.column, problem.pointer], ["error", "member_unknown", "stdin", "10", "5", "/users/0/idd"]);
});

test("CSV: a spreadsheet runs no name of a document", (t) => {
  const names = ["=cmd|x!A1", "+1", "@x", "-x", "-1", "-2+cmd|x!A1", "\r=1", "plain", " =1", "\uff1d1", "\u001b[2J\u009b"];
  const keys = names.map((name, place) => ({ id: `k${place}`, name, kind: "management", environments: "all", permissions: ["key:read-content"], createdAt: AT, expiresAt: "2027-05-23T12:00:00Z" }));
  const { keyward } = shell(t, { "named.json": { format: "keyward/project@1", id: "p", environments: [], roles: [], users: [], keys } });
  const { stdout } = keyward(["keys", "named.json", "--format", "csv", "--at", AT]);
  for (const [place, shown] of ["'=cmd|x!A1", "'+1", "'@x", "'-x", "-1", "'-2+cmd|x!A1", `"'\r=1"`, "plain", "' =1", "'\uff1d1", "\\u001b[2J\\u009b"].entries()) assert.ok(stdout.includes(`k${place},${shown},`), stdout);
});

test("Markdown: names of a document are text", (t) => {
  const name = "<img src=x> | [a](b) *c* @all #1";
  const { keyward } = shell(t, { "project.json": { ...PROJECT, keys: [{ ...PROJECT.keys[0], name }] } });
  const { stdout } = keyward(["keys", "project.json", "--at", AT, "--format", "markdown"]);
  const row = stdout.split("\n")[2];
  assert.ok(row.startsWith("| k1 | \\<img src=x\\> \\| \\[a\\](b) \\*c\\* \\@&#8203;all \\#&#8203;1 | management |"), row);
  assert.equal(row.replaceAll("\\|", "").match(/\|/g).length, 10);
  // backticks that stand together begin no code, of which the rest would be thought
  const odd = { ...PROJECT, keys: [{ ...PROJECT.keys[0], name: "```<img src=x>` `*c*` \\`<b>` `\\|`" }] };
  const shown = keyward(["keys", "-", "--at", AT, "--format", "markdown"], { input: JSON.stringify(odd) }).stdout;
  assert.ok(shown.includes("| k1 | \\`\\`\\`\\<img src=x\\>` `\\*c\\*` \\`\\<b\\>` `\\\\\\|\\` | management |"), shown);
  // GitHub makes links of these after it has read the Markdown
  const linked = { ...PROJECT, keys: [{ ...PROJECT.keys[0], name: "https://evil.example/ FTP://evil.example _www.evil.example GH-1" }] };
  const quiet = keyward(["keys", "-", "--at", AT, "--format", "markdown"], { input: JSON.stringify(linked) }).stdout;
  assert.ok(quiet.includes("| k1 | https:&#8203;//evil.example/ FTP:&#8203;//evil.example \\_www&#8203;.evil.example GH&#8203;-1 | management |"), quiet);
  const diff = keyward(["diff", "project.json", "-", "--at", AT, "--format", "markdown"], { input: YAML }).stdout;
  assert.match(diff, /^### the key `k2` /m);
  assert.match(diff, /^\| change \| environment \| operations \| which \|\n\| --- \| --- \| --- \| --- \|\n\| \+ gains \| production \| \d+ \| /m);
});
