// A path's environment counts: a different one given beside it is a wrong call, whether either is listed or not.
import assert from "node:assert/strict";
import test from "node:test";
import { guard } from "../../pkg/fetch.js";
import { Keyward, KeywardError } from "../../pkg/inline.js";
import { AT, PROJECT, bearer, options } from "./guarded.mjs";

const SEGMENTS = { e: "e", other: "other", nowhere: "nowhere", "no%20pe": "no pe", "%C3%A9": "é", "%c3%a9": "é" };
const GIVEN = ["e", "other", "nowhere", "elsewhere", "no pe", "no%20pe", "é", "", "E", "\ud800", "e".repeat(9000)];
const project = { ...PROJECT, environments: [...PROJECT.environments, { id: "é" }] };

/** What a call gives, or the code of its error with its place. */
function outcome(call) {
  try {
    return call();
  } catch (error) {
    assert.ok(error instanceof KeywardError);
    return `${error.code} ${error.problems.map(({ at }) => at).join()}`;
  }
}

test("an environment that differs from the path's is a wrong call", () => {
  const ward = new Keyward(project);
  const listed = new Set(project.environments.map(({ id }) => id));
  const agreeing = [];
  for (const key of ["everywhere", "nobody", "expired"]) {
    for (const [segment, inPath] of Object.entries(SEGMENTS)) {
      const reason = key === "nobody" ? "key_unknown" : key === "expired" ? "key_expired" : listed.has(inPath) ? "permitted" : "environment_unknown";
      for (const environment of GIVEN) {
        for (const facts of [undefined, { collection: "none" }]) {
          const request = { key, method: "GET", path: `/v2/projects/${segment}/items`, environment, at: AT, ...(facts && { facts }) };
          const expected = (place) => (environment === inPath ? reason : `request_invalid ${place}/environment`);
          assert.equal(outcome(() => ward.decide(request).reason), expected(""), JSON.stringify(request));
          assert.equal(outcome(() => ward.explain(request).decision.reason), expected(""), JSON.stringify(request));
          assert.equal(outcome(() => ward.decideMany([{ key, operation: "list-content-items", at: AT, environment: "gone" }, request])[1].reason), expected("/1"), JSON.stringify(request));
          if (environment === inPath) agreeing.push([request, reason]);
        }
      }
    }
  }
  assert.deepEqual(ward.decideMany(agreeing.map(([request]) => request)).map(({ reason }) => reason), agreeing.map(([, reason]) => reason));
  assert.ok(agreeing.some(([, reason]) => reason === "environment_unknown"));
});

test("a path that names no operation contradicts nothing", () => {
  const ward = new Keyward(project);
  for (const [path, reason] of [["/v2/projects/%65/items", "path_not_canonical"], ["/v2/projects/nowhere/none", "operation_unknown"]]) {
    for (const environment of ["e", "nowhere", "elsewhere"]) assert.equal(ward.decide({ key: "everywhere", method: "GET", path, environment, at: AT }).reason, reason);
  }
});

test("an unlisted environment that was given once is not taken for one that is listed later", () => {
  const ward = new Keyward(project);
  const operation = { key: "everywhere", operation: "list-content-items", at: AT };
  assert.equal(ward.decide({ key: "everywhere", method: "GET", path: "/v2/projects/new/items", environment: "new", at: AT }).reason, "environment_unknown");
  ward.update([{ set: "environment", value: { id: "new" } }]);
  assert.equal(ward.decide({ ...operation, environment: "other-one" }).reason, "environment_unknown");
  assert.equal(ward.decide({ ...operation, environment: "new" }).reason, "permitted");
  assert.equal(ward.decide({ key: "everywhere", method: "GET", path: "/v2/projects/new/items", environment: "new", at: AT }).reason, "permitted");
});

test("a guard judges by the path's environment, whatever its option says", async () => {
  for (const environment of ["e", "elsewhere", "nowhere"]) {
    const ask = async (segment) => (await guard(new Request(`https://api.example/v2/projects/${segment}/items`, { headers: bearer("everywhere") }), options({ environment }))).decision.reason;
    assert.equal(await ask("e"), "permitted");
    assert.equal(await ask("nowhere"), "environment_unknown");
  }
});
