// Test runners: Jest with CommonJS and ES modules, as Node and as a page; and the fake timers of Jest, Vitest and node:test.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import test from "node:test";
import { link } from "./linked.mjs";
import { ANSWERS, hostProject, hosts } from "./project.mjs";
import { built, laterNode } from "./served.mjs";

const timeout = 180_000;
const ENTRIES = ["keyward", ...["audit", "element", "fetch", "hono", "inline", "messages", "node", "slim", "token", "watch"].map((name) => `keyward/${name}`)];

const KEY = `
  const DAY = 86_400_000;
  const start = Date.parse("2026-11-01T00:00:00Z");
  const project = (environment = "e") => ({
    format: "keyward/project@1", id: "shop", environments: [{ id: environment }], roles: [], users: [],
    keys: [{ id: "k1", kind: "management", environments: "all", createdAt: start - 2 * DAY, expiresAt: start + 30 * DAY, permissions: ["key:read-content"] }],
  });
`;
/** What every runner is asked. */
const ASKED = (expect) => `
  ${KEY}
  test("it decides", () => {
    const ward = new Keyward(project("žluťoučký \\u{1f511}"));
    const ask = (method) => ward.decide({ key: "k1", method, path: "/v2/projects/%C5%BE/items", at: start }).reason;
    ${expect("ask(\"GET\")", `"environment_unknown"`)}
    const plain = new Keyward(project());
    ${expect(`["GET", "POST"].map((method) => plain.decide({ key: "k1", method, path: "/v2/projects/e/items", at: new Date(start) }).reason).join(" ")`, JSON.stringify(ANSWERS))}
    ${expect("ward.toJSON().environments[0].id", `"žluťoučký \\u{1f511}"`)}
    ${expect("plain.decide({ key: \"\\ud800\", method: \"GET\", path: \"/v2/projects/e/items\", at: start }).reason", `"key_unknown"`)}
  });
  test("its errors are its own", () => {
    let thrown;
    try { new Keyward({}); } catch (error) { thrown = error; }
    ${expect("[thrown instanceof KeywardError, thrown instanceof Error, new Error(\"x\") instanceof KeywardError].join()", `"true,true,false"`)}
  });
`;
const TIMED = (expect, use, advance) => `
  test("watch follows fake timers", async () => {
    ${use}
    try {
      const told = [];
      const stop = watch(new Keyward(project()), "k1", ({ level }) => told.push(level));
      for (let day = 0; day < 31; day += 1) { ${advance} }
      stop();
      ${expect("[...new Set(told)].join()", `"none,notice,warning,critical"`)}
    } finally {
      restore();
    }
  });
`;

const toBe = (actual, expected) => `expect(${actual}).toBe(${expected});`;
const JEST_TIMERS = [`jest.useFakeTimers({ now: start }); const restore = () => jest.useRealTimers();`, "jest.advanceTimersByTime(DAY);"];
const IN_A_PAGE = `
  test("the element shows", async () => {
    document.body.innerHTML = '<key-expiry created-at="2026-05-30T08:15:00Z" expires-at="never" name="CI"></key-expiry>';
    await new Promise((resolve) => setTimeout(resolve));
    ${toBe(`document.querySelector("key-expiry").shadowRoot.querySelector(".label").textContent`, `"Active"`)}
  });
`;
const requiring = `
  const all = ${JSON.stringify(ENTRIES)}.map((name) => [name, require(name)]);
  const { Keyward, KeywardError } = require("keyward");
  const { watch } = require("keyward/watch");
  test("every entry loads", () => { for (const [name, entry] of all) expect([name, Object.keys(entry).length > 0]).toEqual([name, true]); });
  test("another copy knows the errors of this one", () => {
    let thrown;
    try { new Keyward({}); } catch (error) { thrown = error; }
    jest.isolateModules(() => {
      const other = require("keyward");
      ${toBe("[other.KeywardError === KeywardError, thrown instanceof other.KeywardError].join()", `"false,true"`)}
    });
  });
`;
const importing = `
  import { jest } from "@jest/globals";
  ${ENTRIES.map((name, place) => `import * as entry${place} from "${name}";`).join("\n")}
  const { Keyward, KeywardError } = entry0;
  const { watch } = entry${ENTRIES.indexOf("keyward/watch")};
`;

test("Jest: required and imported, in Node and in jsdom, with fake timers", { timeout }, async () => {
  const file = (environment, first, last = "") => `/** @jest-environment ${environment} */\n${first}${ASKED(toBe)}${TIMED(toBe, ...JEST_TIMERS)}${last}`;
  const project = hostProject("jest", {
    "node.test.cjs": file("node", requiring),
    "page.test.cjs": file("jsdom", requiring, IN_A_PAGE),
    "node.test.mjs": file("node", importing),
    "page.test.mjs": file("jsdom", importing, IN_A_PAGE),
    "package.json": JSON.stringify({ name: "user", private: true }),
  });
  link(hosts, project, ["jest", "jest-environment-jsdom"]);
  const written = await built(project, ["jest/bin/jest.js", "--ci", "--json"], { variables: { NODE_OPTIONS: "--experimental-vm-modules --no-warnings" } });
  const { numPassedTestSuites, numPassedTests, success } = JSON.parse(/^\{.*\}$/m.exec(written)[0]);
  assert.deepEqual({ numPassedTestSuites, numPassedTests, success }, { numPassedTestSuites: 4, numPassedTests: 2 * 5 + 2 * 3 + 2, success: true });
});

test("Vitest, with fake timers", { timeout, skip: laterNode === null ? "it needs a later node, and npm has none for this machine" : false }, async () => {
  const project = hostProject("vitest", {
    "a.test.js": `import { expect, test, vi } from "vitest"; import { Keyward, KeywardError } from "keyward"; import { watch } from "keyward/watch";${ASKED(toBe)}${TIMED(toBe, `vi.useFakeTimers({ now: start }); const restore = () => vi.useRealTimers();`, "vi.advanceTimersByTime(DAY);")}`,
  });
  link(hosts, project, ["vitest"]);
  assert.match(await built(project, ["vitest/vitest.mjs", "run"], { node: laterNode, variables: { NO_COLOR: "1", FORCE_COLOR: undefined } }), /Tests +3 passed/);
});

test("node:test, with fake timers", { timeout }, () => {
  const equal = (actual, expected) => `assert.equal(${actual}, ${expected});`;
  const project = hostProject("node-test", {
    "a.test.js": `import assert from "node:assert/strict"; import { mock, test } from "node:test"; import { Keyward, KeywardError } from "keyward"; import { watch } from "keyward/watch";${ASKED(equal)}${TIMED(equal, `mock.timers.enable({ apis: ["Date", "setTimeout"], now: start }); const restore = () => mock.timers.reset();`, "mock.timers.tick(DAY);")}`,
  });
  assert.match(execFileSync(process.execPath, ["--test", "--test-reporter=tap", "a.test.js"], { cwd: project, encoding: "utf8", env: { ...process.env, NODE_TEST_CONTEXT: undefined } }), /^# pass 3$/m);
});

test("the ES modules and the CommonJS of the package know each other's errors, wards and decisions", { timeout }, () => {
  const project = hostProject("copies", { "both.cjs": `
    const assert = require("node:assert/strict");
    const required = { ...require("keyward"), ...require("keyward/watch"), ...require("keyward/fetch"), ...require("keyward/messages") };
    Promise.all(["keyward", "keyward/watch", "keyward/fetch", "keyward/messages"].map((name) => import(name))).then(async (parts) => {
      const imported = Object.assign({}, ...parts);
      assert.notEqual(required.Keyward, imported.Keyward);
      const { project } = await import("./project.js");
      for (const [own, other] of [[required, imported], [imported, required]]) {
        assert.throws(() => new own.Keyward({}), other.KeywardError);
        assert.ok(!(new Error("x") instanceof other.KeywardError || Object.create(own.KeywardError.prototype) instanceof other.KeywardError));
        const ward = new own.Keyward(project);
        const told = [];
        const stop = other.watch(ward, "k1", ({ state }) => told.push(state));
        ward.revokeKey("k1");
        await new Promise((resolve) => setTimeout(resolve));
        stop();
        assert.deepEqual(told, ["active", "revoked"]);
        assert.equal(other.statusMessage(ward.status("k1"), { language: "en" }).label, "Revoked");
        const answer = await other.guard(new Request("https://api.example/v2/projects/e/items", { headers: { Authorization: "Bearer x" } }), { ward, findKey: () => "k1" });
        assert.equal(answer.decision.reason, "key_revoked");
        assert.equal(new other.Keyward(ward.toJSON()).decide({ key: "k1", method: "GET", path: "/v2/projects/e/items" }).reason, "key_revoked");
      }
      console.log("ok");
    });` });
  assert.equal(execFileSync(process.execPath, [...(process.features.require_module ? ["--no-experimental-require-module"] : []), "both.cjs"], { cwd: project, encoding: "utf8" }).trim(), "ok");
});
