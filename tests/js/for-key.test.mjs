// A ward of one key answers as the project's ward does about that key.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { Keyward, KeywardError, kontentManagement } from "../../pkg/inline.js";

const START = 1_000_000_000_000;
const VECTORS = JSON.parse(readFileSync(new URL("../vectors/decisions.json", import.meta.url), "utf8"));
const management = { id: "k", kind: "management", environments: ["e"], permissions: ["key:read-content"], createdAt: START, expiresAt: START + 1000 };
const personal = { id: "p", kind: "personal", environments: "all", owner: "ada", createdAt: START, expiresAt: START + 1000 };
const environments = [{ id: "e" }];

/** What a look-up of one key would find. */
function contextOf(project, key) {
  const users = project.users.filter(({ id }) => id === key.owner);
  const assigned = new Set(users.flatMap(({ roles }) => roles.map(({ role }) => role)));
  return { id: project.id, ...(project.parameters && { parameters: project.parameters }), environments: project.environments, users, roles: project.roles.filter(({ id }) => assigned.has(id)) };
}

test("a ward of one key decides as the project's ward", () => {
  let compared = 0;
  for (const { project, catalog, cases } of VECTORS) {
    const options = catalog === undefined ? {} : { catalog };
    const whole = new Keyward(project, options);
    for (const key of project.keys) {
      const asked = cases.filter(({ request }) => request.key === key.id);
      if (asked.length === 0) continue;
      const one = Keyward.forKey(key, contextOf(project, key), options);
      for (const { request } of asked) {
        assert.deepEqual(answer(one, request), answer(whole, request));
        assert.deepEqual(one.status(key.id, request.at), whole.status(key.id, request.at));
      }
      one.free();
      compared += asked.length;
    }
    whole.free();
  }
  assert.ok(compared > 1000, `${compared} cases name a listed key`);
});

test("a path that another project is bound to is out of the scope of a ward of one key too", () => {
  const path = (subscription) => `/v2/subscriptions/${subscription}/users`;
  const subscription = { id: "s", kind: "subscription", environments: "all", owner: "ada", createdAt: START, expiresAt: START + 1000 };
  const context = { parameters: { subscription_id: "mine" }, environments, users: [{ id: "ada", roles: [] }] };
  const ward = Keyward.forKey(subscription, context);
  const reason = (id) => ward.decide({ key: "s", method: "GET", path: path(id), at: START }).reason;
  assert.deepEqual([reason("mine"), reason("another")], ["permitted", "parameter_out_of_scope"]);
  ward.free();
});

function answer(ward, request) {
  try {
    return ward.decide(request);
  } catch (error) {
    return error.problems;
  }
}

test("what the key needs and is not given is a problem, at its place", () => {
  const problems = (...args) => {
    try {
      Keyward.forKey(...args);
      return [];
    } catch (error) {
      assert.ok(error instanceof KeywardError, String(error));
      return error.problems.map(({ code, at }) => `${code} ${at}`);
    }
  };
  assert.deepEqual(problems(personal, { environments }), ["reference_dangling /keys/0/owner"]);
  assert.deepEqual(problems(management, { environments: [{ id: "other" }] }), ["reference_dangling /keys/0/environments/0"]);
  assert.deepEqual(problems(management, {}), ["member_missing /environments"]);
  assert.deepEqual(problems(management), ["member_missing /environments"]);
  assert.deepEqual(problems(undefined, { environments }), ["type_wrong /keys/0"]);
  assert.deepEqual(problems(JSON.stringify(management), { environments }), ["type_wrong /keys/0"]);
  assert.deepEqual(problems(management, { environments, keys: [] }), ["request_invalid /keys"]);
  assert.deepEqual(problems(management, { environments }), []);
});

test("wards made one after the other keep their own catalogs", () => {
  const other = { ...kontentManagement, operations: kontentManagement.operations.filter(({ id }) => id !== "list-content-types") };
  const texts = [kontentManagement, other].map((catalog) => JSON.stringify(catalog));
  const path = "/v2/projects/e/types";
  for (const [place, catalog] of [0, 0, 1, 1, 0, 1].map((place) => [place, texts[place]])) {
    using(Keyward.forKey({ ...management, permissions: ["key:read-content"] }, { environments }, { catalog }), (ward) => {
      const { reason } = ward.decide({ key: "k", method: "GET", path, at: START + 5 });
      assert.equal(reason === "operation_unknown", place === 1, reason);
    });
    assert.throws(() => Keyward.forKey(management, { environments }, { catalog: `${catalog} x` }), { code: "document_invalid" });
  }
});

function using(ward, run) {
  run(ward);
  ward.free();
}
