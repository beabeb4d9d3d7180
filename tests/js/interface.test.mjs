// index.d.ts against what the package exports and answers.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import * as keyward from "../../pkg/nodejs.js";

const START = 1_000_000_000_000;
const { Keyward } = keyward;
const text = readFileSync(new URL("../../pkg/index.d.ts", import.meta.url), "utf8");
const lines = text.split("\n");
const endsComment = (line) => line.trimEnd().endsWith("*/");

/** The body of an exported declaration. */
const body = (name) => new RegExp(`^export (?:interface|class|type) ${name}\\b(.*?)^(?:}|  \\| "[^"]*";$)`, "ms").exec(text)[0];
/** The members of a class or interface, one level deep. */
const members = (name) => [...body(name).matchAll(/^ {2}(?:readonly )?(\w+|\[Symbol\.dispose\])\??[:(]/gm)].map(([, member]) => member);
const union = (name) => [...body(name).matchAll(/^ {2}\| "(\w+)"/gm)].map(([, member]) => member);

const project = {
  format: "keyward/project@1",
  id: "p",
  environments: [{ id: "e" }],
  roles: [],
  users: [],
  keys: [{ id: "k", kind: "management", name: "K", environments: "all", createdAt: START, expiresAt: START + 1e9, permissions: ["key:read-content"] }],
};
const request = { key: "k", operation: "list-content-items", environment: "e", at: START };

test("the values that are declared are those that are exported", () => {
  const declared = [...text.matchAll(/^export (?:class|function|const) (\w+)/gm)].map(([, name]) => name);
  assert.deepEqual(declared.sort(), Object.keys(keyward).sort());
});

test("the other entries export what they declare, and their members", async () => {
  for (const name of ["analyze", "messages", "watch"]) {
    const text = readFileSync(new URL(`../../pkg/${name}.d.ts`, import.meta.url), "utf8");
    const declared = [...text.matchAll(/^export (?:class|function|const|\{) (\w+)/gm)].map(([, name]) => name);
    assert.deepEqual(declared.sort(), Object.keys(await import(`../../pkg/${name}.js`)).sort());
    const lines = text.split("\n");
    assert.deepEqual(lines.filter((line, place) => /^export (?![{])/.test(line) && !endsComment(lines[place - 1])), []);
  }
  const { statusMessage, noticeMessage } = await import("../../pkg/messages.js");
  const ward = new Keyward(project);
  const text = ["language", "direction", "subject", "text", "html"];
  assert.deepEqual(Object.keys(statusMessage(ward.status("k", START))), ["label", ...text]);
  assert.deepEqual(Object.keys(noticeMessage(ward.forecast(START, START + 1e9)[0])), text);
});

test("the members that are declared are those that are there", () => {
  const ward = new Keyward(project);
  const actual = Reflect.ownKeys(Keyward.prototype).map((name) => (name === Symbol.dispose ? "[Symbol.dispose]" : name));
  const expected = members("Keyward").filter((name) => Symbol.dispose || name !== "[Symbol.dispose]");
  assert.deepEqual(actual.sort(), expected.sort());
  const decision = ward.decide(request);
  assert.deepEqual(Object.keys(decision), members("Decision"));
  for (const name of members("Decision")) assert.ok(name in decision, name);
  assert.deepEqual(Object.keys(ward.explain(request)), members("Explanation"));
  const detailed = ward.reach({ key: "k", environment: "e", at: START, detail: true });
  for (const reach of detailed) assert.deepEqual(Object.keys(reach), members("Reach"));
  for (const reach of ward.reach({ key: "k", environment: "e", at: START })) assert.deepEqual(Object.keys(reach), ["operation", "allowed", "reason"]);
  const { grants } = ward.explain(request);
  assert.deepEqual(grants, [{ alternative: 0, permissions: [{ permission: "key:read-content", listed: "key:read-content", role: null, assignment: null }] }]);
  assert.deepEqual(Object.keys(grants[0]), members("Grant"));
  assert.deepEqual(detailed.find(({ operation }) => operation === request.operation).grants, grants);
  const { remedies } = ward.explain({ ...request, operation: "list-assets" });
  assert.deepEqual(remedies, [{ permission: "key:read-assets", on: "key", roles: [] }]);
  assert.deepEqual(Object.keys(remedies[0]), members("Remedy"));
  assert.deepEqual(Object.keys(ward.status("k", START)), members("KeyStatus"));
  assert.deepEqual(Object.keys(ward.forecast(START, START + 1e9)[0]), members("Notice"));
});

test("the members of a problem are those that are declared, and no longer than they may be", () => {
  const problems = (call) => {
    try {
      call();
    } catch (error) {
      return error.problems;
    }
    return [];
  };
  const ward = new Keyward(project);
  const long = "x".repeat(500);
  const calls = {
    project: () => new Keyward({ ...project, keys: [{ ...project.keys[0], [long]: 1 }] }),
    catalog: () => new Keyward(project, { catalog: { ...keyward.kontentManagement, id: 1 } }),
    changes: () => ward.update([{ remove: "key", id: long }]),
    input: () => ward.createKey({ kind: long, environments: "all", [long]: 1 }),
    request: () => ward.decide({ ...request, at: null }),
  };
  for (const [document, call] of Object.entries(calls)) {
    const found = problems(call);
    assert.ok(found.length > 0, document);
    for (const problem of found) {
      assert.deepEqual(Object.keys(problem), members("Problem"));
      assert.equal(problem.document, document);
      assert.ok(problem.at.length <= 200 && problem.message.length <= 1000, `${problem.at}: ${problem.message}`);
    }
  }
});

test("classes have their names, though the scripts are minified", () => {
  const ward = new Keyward(project);
  assert.deepEqual([Keyward, keyward.KeywardError].map(({ name }) => name), ["Keyward", "KeywardError"]);
});

test("the reasons and codes that are declared are those that are given", async () => {
  const { instantiate } = await import("../../pkg/wasm/keyward.js");
  const { constants } = instantiate(new WebAssembly.Module(readFileSync(new URL("../../pkg/wasm/keyward_bg.wasm", import.meta.url))), { failure: assert.fail, panicked: assert.fail });
  assert.deepEqual(union("Reason"), constants().reasons);
  assert.equal(union("ErrorCode").length, 13);
});

test("every declaration and every member has a doc comment", () => {
  const bare = lines.filter((line, place) => /^(export |declare )(?!type \{)/.test(line) && !endsComment(lines[place - 1]));
  assert.deepEqual(bare, []);
  for (const name of ["Keyward", "Decision", "Catalog", "Project", "Key", "KeyStatus", "Notice", "User", "Role", "Environment", "Remedy", "Reach"]) {
    const block = body(name).split("\n");
    const undocumented = block.filter((line, place) => /^ {2}(?:readonly )?\w+\??[:(]/.test(line) && !line.includes("constructor") && !endsComment(block[place - 1]));
    assert.deepEqual(undocumented, [], name);
  }
});
