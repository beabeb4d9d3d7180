// The declarations of pkg/types against what the package exports and answers.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";
import * as keyward from "../../pkg/inline.js";

const START = 1_000_000_000_000;
const { Keyward } = keyward;
const TYPES = new URL("../../pkg/types/", import.meta.url);
const read = (name) => readFileSync(new URL(name, TYPES), "utf8");
/** The types of what is passed in and out, a file each. */
const files = readdirSync(new URL("types/", TYPES)).map((name) => read(`types/${name}`));
const text = files.join("\n");
const endsComment = (line) => line.trimEnd().endsWith("*/");
/** The lines of declarations that nothing describes. */
const undescribed = (text) => text.split("\n").filter((line, place, lines) => /^export (?!type \*|(?:type )?\{)/.test(line) && !endsComment(lines[place - 1] ?? ""));
/** The names of the values that an entry exports. */
const values = (text) => [...text.matchAll(/^export (?:declare (?:class|function|const) (\w+)|\{ (.*?) \})/gm)].flatMap(([, one, several]) => one ?? several.split(", "));

/** The body of an exported declaration. */
const body = (name) => new RegExp(`^export (?:interface|class|type) ${name}\\b(.*?)^}`, "ms").exec(text)[0];
/** The members of a class or interface, one level deep. */
const members = (name) => [...body(name).matchAll(/^ {4}(?:readonly )?(\w+|\[Symbol\.dispose\])\??[:(<]/gm)].map(([, member]) => member);
const union = (name) => [...new RegExp(`^export type ${name} = (.*?);$`, "ms").exec(text)[1].matchAll(/"(\w+)"/g)].map(([, member]) => member);

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
  assert.deepEqual(values(read("index.d.ts")).sort(), Object.keys(keyward).sort());
});

test("the other entries export what they declare, and their members", async () => {
  for (const name of ["analyze", "messages", "openapi", "watch"]) {
    const text = read(`${name}.d.ts`);
    assert.deepEqual(values(text).sort(), Object.keys(await import(`../../pkg/${name}.js`)).sort());
    assert.deepEqual(undescribed(text), []);
  }
  const { digest, statusMessage, noticeMessage } = await import("../../pkg/messages.js");
  const ward = new Keyward(project);
  const text = ["language", "direction", "subject", "text", "html"];
  assert.deepEqual(Object.keys(statusMessage(ward.status("k", START))), ["label", ...text]);
  const notices = ward.forecast(START, START + 1e9);
  assert.deepEqual(Object.keys(noticeMessage(notices[0])), text);
  assert.deepEqual(Object.keys(digest([{ ...notices[0], recipients: [{ user: "u", name: null, email: null }] }])[0]), ["user", "name", "email", "notices", ...text]);
});

test("the members that are declared are those that are there", () => {
  const ward = new Keyward(project);
  const actual = Reflect.ownKeys(Keyward.prototype).filter((name) => name !== Symbol.toStringTag).map((name) => (name === Symbol.dispose ? "[Symbol.dispose]" : name));
  const expected = ["constructor", ...members("Ward")].filter((name) => Symbol.dispose || name !== "[Symbol.dispose]");
  assert.deepEqual(actual.sort(), expected.sort());
  assert.equal(String(ward), "[object Keyward]");
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
  assert.deepEqual(Object.keys(ward.keysEnding({ within: "P30D", at: START })[0]), members("EndingKey"));
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
  const { constants } = instantiate(new WebAssembly.Module(readFileSync(new URL("../../pkg/wasm/keyward_bg.wasm", import.meta.url))), { TextDecoder, TextEncoder, failure: assert.fail, panicked: assert.fail });
  assert.deepEqual(union("Reason"), constants().reasons);
  assert.equal(union("ErrorCode").length, 13);
});

test("every declaration and every member has a doc comment", () => {
  assert.deepEqual([read("index.d.ts"), ...files].flatMap(undescribed), []);
  for (const name of ["Ward", "Decision", "Catalog", "Project", "Key", "KeyStatus", "Notice", "EndingKey", "CalendarDay", "User", "Role", "Environment", "Remedy", "Reach"]) {
    const block = body(name).split("\n");
    const undocumented = block.filter((line, place) => /^ {4}(?:readonly )?\w+\??[:(<]/.test(line) && !endsComment(block[place - 1]));
    assert.deepEqual(undocumented, [], name);
  }
});
