// The parts of a project that decide, and the changes that permit what is denied, compared with the whole project.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Keyward, kontentManagement } from "keyward";
import { root } from "../../scripts/process.mjs";
import { test } from "../browser/both.mjs";
import { moduleOf } from "./open.mjs";

const { excerpt } = await moduleOf("answer/excerpt.ts");
const { fixesFor } = await moduleOf("answer/fixes.ts");
const { literal } = await moduleOf("answer/literal.ts");
const museum = new Keyward(readFileSync(join(root, "www/samples/museum.json"), "utf8")).toJSON();
const AT = Date.parse("2026-11-23T12:00:00Z");
const ID = "4f1d7a90-26c3-4b8e-9d55-7e0c1ab3f628";

/** Each operation in an environment, by a path. */
const paths = (environment) => kontentManagement.operations.map(({ method, path }) => ({ method, path: path.replace("{environment_id}", environment).replace(/\{[^}]+\}/g, ID) }));
const askers = [...museum.keys.map(({ id }) => ({ key: id })), ...museum.users.map(({ id }) => ({ user: id })), { key: "nobody" }];

test("the excerpt for a key or user answers like the project", () => {
  const ward = new Keyward(museum);
  let count = 0;
  for (const who of askers) {
    for (const { id } of museum.environments) {
      const part = new Keyward(excerpt(museum, who, `/v2/projects/${id}/items`));
      for (const asked of paths(id)) {
        count += 1;
        assert.deepEqual(part.decide({ ...who, ...asked, at: AT }), ward.decide({ ...who, ...asked, at: AT }), JSON.stringify([who, asked]));
      }
      part.free();
    }
  }
  assert.ok(count > 9000, String(count));
  ward.free();
});

test("a change that is said to permit a request does, in the whole project, and the best one gives the least", () => {
  let [permitting, steps] = [0, new Set()];
  const [environment] = museum.environments;
  const sampled = paths(environment.id).filter((_, place) => place % 6 === 0);
  for (const who of askers.filter((_, place) => place % 2 === 0)) {
    for (const asked of sampled) {
      const ward = new Keyward(museum);
      const request = { ...who, ...asked, at: AT };
      const explanation = ward.explain(request);
      if (!explanation.decision.allowed) {
        const fixes = fixesFor({ project: museum, catalog: kontentManagement, who, request, path: asked.path, explanation });
        for (const { step, changes, permits, gained } of fixes) {
          steps.add(step.do);
          const changed = new Keyward(museum);
          const reach = () => changed.reach({ ...who, environment: environment.id, at: AT }).filter(({ allowed }) => allowed).length;
          const before = reach();
          changed.update(changes);
          assert.equal(changed.decide(request).allowed, permits, JSON.stringify([request, step]));
          // Nothing is counted for a path without an environment.
          assert.equal(asked.path.includes(environment.id) ? reach() - before : 0, gained);
          if (permits) permitting += 1;
          else assert.notEqual(changed.decide(request).reason, explanation.decision.reason);
          changed.free();
        }
        const good = fixes.filter(({ permits }) => permits).map(({ gained }) => gained);
        assert.deepEqual(good, [...good].sort((a, b) => a - b));
        assert.ok(fixes.findIndex(({ permits }) => !permits) === -1 || fixes.slice(0, good.length).every(({ permits }) => permits));
      }
      ward.free();
    }
  }
  assert.ok(permitting > 100, String(permitting));
  for (const step of ["add-to-key", "add-to-role", "assign-role", "enable-key", "widen-key"]) assert.ok(steps.has(step), step);
});

test("what is allowed, or depends on facts, has no change", () => {
  const ward = new Keyward(museum);
  const ask = (who, method, path) => {
    const request = { ...who, method, path, at: AT };
    const explanation = ward.explain(request);
    return [explanation.decision.reason, fixesFor({ project: museum, catalog: kontentManagement, who, request, path, explanation }).length];
  };
  const [{ id }] = museum.environments;
  assert.deepEqual(ask({ key: "key-website-preview" }, "GET", `/v2/projects/${id}/items`), ["permitted", 0]);
  assert.deepEqual(ask({ user: "user-sato-misaki" }, "PUT", `/v2/projects/${id}/items/codename/a/variants/codename/ja-JP`), ["facts_needed", 0]);
  assert.deepEqual(ask({ key: "key-foyer-kiosk" }, "GET", `/v2/projects/${id}/items`), ["key_expired", 0]);
  ward.free();
});

test("values are written as JavaScript and as JSON that say the same", () => {
  const values = [museum, [], {}, "a\"b\\\u2028", { "": [1, null, true], "a-b": { c: "d".repeat(120) }, list: [[["x".repeat(60)], ["y".repeat(60)]]] }];
  for (const value of values) {
    assert.deepEqual(JSON.parse(literal(value, { json: true })), value);
    assert.deepEqual((0, eval)(`(${literal(value)})`), value);
  }
  const polluting = JSON.parse('{"__proto__": {"allowed": true}}');
  const read = (0, eval)(`(${literal(polluting)})`);
  assert.equal(read.allowed, undefined);
  assert.deepEqual(Object.keys(read), ["__proto__"]);
  assert.ok(literal(museum).split("\n").every((line) => line.length <= 160));
});
