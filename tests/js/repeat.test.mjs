// Answers that are remembered, by path or by who asks, are those of a ward that remembers nothing.
import assert from "node:assert/strict";
import test from "node:test";
import { Keyward, KeywardError } from "../../pkg/inline.js";

const AT = Date.parse("2026-11-23T12:00:00Z");
const HOUR = 3_600_000;
const management = (id, members) => ({ id, kind: "management", environments: "all", permissions: ["key:read-content"], createdAt: AT - HOUR, expiresAt: AT + 24 * HOUR, ...members });
const project = () => ({
  format: "keyward/project@1",
  id: "p",
  environments: [{ id: "e1" }, { id: "e2" }, { id: "off", managementApi: false }],
  roles: [{ id: "r", permissions: ["role:view-content", "role:manage-taxonomy"] }],
  users: [{ id: "ada", roles: [{ role: "r", collections: ["blog"] }] }, { id: "bo", active: false, roles: [] }],
  keys: [
    management("good"),
    management("limited", { environments: ["e1"] }),
    management("old", { expiresAt: AT - 1 }),
    management("ends", { expiresAt: AT + HOUR, revokedAt: AT + 2 * HOUR }),
    management("soon", { notBefore: AT + HOUR }),
    management("revoked", { revokedAt: AT - 5 }),
    management("off", { disabled: true }),
    { id: "ada", kind: "personal", owner: "ada", environments: "all", createdAt: AT - HOUR, expiresAt: AT + 24 * HOUR },
    { id: "bo", kind: "personal", owner: "bo", environments: "all", createdAt: AT - HOUR, expiresAt: AT + 24 * HOUR },
  ],
});
const PATHS = ["e1", "e2", "e3", "off"].flatMap((environment) =>
  ["items", "items/", "items/codename/x", "items/1/variants", "items/codename/variants", "types", "taxonomies", "assets", "nothing", "items//x"].map((rest) => `/v2/projects/${environment}/${rest}`),
);
const requests = [...project().keys.map(({ id }) => ({ key: id })), { key: "nobody" }, { user: "ada" }, { user: "bo" }].flatMap((who) =>
  PATHS.flatMap((path) => ["GET", "POST", "HEAD", "LINK"].map((method) => ({ ...who, method, path }))),
);
const INSTANTS = [AT, AT + HOUR - 1, AT + HOUR, AT - 2, AT + 24 * HOUR, AT];
/** What changes a ward, one after the other: each call that there is, keys that are refused for other reasons among them. */
const CHANGES = [
  (ward) => ward.update([]),
  (ward) => ward.update([{ set: "environment", value: { id: "e3" } }]),
  (ward) => ward.update([{ set: "key", value: management("limited", { environments: ["e2", "e3"] }) }]),
  (ward) => ward.update([{ set: "environment", value: { id: "off" } }, { set: "user", value: { id: "bo", roles: [{ role: "r" }] } }]),
  (ward) => ward.update([{ set: "key", value: management("limited", { environments: ["e3"] }) }, { remove: "environment", id: "e2" }]),
  (ward) => ward.update([{ set: "environment", value: { id: "e2" } }, { remove: "key", id: "good" }]),
  (ward) => ward.update([{ set: "key", value: management("good", { permissions: ["key:manage-content-model"] }) }, { set: "key", value: management("off") }]),
  (ward) => ward.revokeKey("ada", AT + HOUR - 1),
  (ward) => ["off", "old", "soon", "bo", "limited"].forEach((key) => ward.revokeKey(key, AT)),
  (ward) => ward.revokeKey("ada", AT),
  (ward) => ward.regenerateKey("good", {}, AT - HOUR),
  (ward) => ward.createKey({ name: "new", kind: "management", environments: "all", permissions: ["key:read-content"] }, AT),
];

/** What a ward says of every request; asked often enough that it remembers what can be remembered. */
function answers(ward, at) {
  const plain = requests.map((request) => ward.decide({ ...request, at }));
  const many = ward.decideMany(requests.map((request) => ({ ...request, at }))).map((decision) => decision);
  const short = requests.map(({ key, method, path }) => (key === undefined ? null : ward.allows(key, method, path, at)));
  return { plain, many, short };
}

test("a ward that remembers answers as a new one, at every instant and after every change", () => {
  const ward = new Keyward(project());
  for (const change of CHANGES) {
    change(ward);
    for (let round = 0; round < 3; round += 1) {
      for (const at of INSTANTS) {
        const found = answers(ward, at);
        // a ward that has answered nothing yet, and so remembers nothing
        const other = new Keyward(ward.toJSON());
        const fresh = other.decideMany(requests.map((request) => ({ ...request, at })));
        fresh.forEach((decision, place) => assert.deepEqual(found.plain[place], decision, JSON.stringify({ ...requests[place], at })));
        other.free();
        assert.deepEqual(found.many, found.plain);
        found.short.forEach((allowed, place) => allowed === null || assert.equal(allowed, found.plain[place].allowed));
      }
    }
  }
});

test("a prepared question is answered as decide answers, and sees changes", () => {
  const ward = new Keyward(project());
  const asked = ["good", "limited", "old", "ends", "soon", "ada", "bo", "nobody"].flatMap((key) =>
    ["list-content-items", "list-content-types", "no-operation"].flatMap((operation) =>
      [{ environment: "e1" }, { environment: "e2" }, { environment: "e3" }, {}, { environment: "e1", facts: { collection: "blog", exists: true } }].map((rest) => ({ key, operation, ...rest })),
    ),
  );
  const prepared = asked.map((request) => ward.prepare(request));
  for (const change of CHANGES) {
    change(ward);
    for (const at of INSTANTS) {
      prepared.forEach((question, place) => assert.equal(question.allows(at), ward.decide({ ...asked[place], at }).allowed, JSON.stringify({ ...asked[place], at })));
    }
  }
  const refused = (code, call) => assert.throws(call, (error) => error instanceof KeywardError && error.code === code);
  for (const request of [null, {}, { key: "k" }, { operation: "o" }, { key: "k", user: "u", operation: "o" }, { key: "k", operation: 1 }, { key: "k", operation: "o", at: 0 }, { key: "k", method: "GET", path: "/" }, { key: "k", operation: "o", facts: [] }]) {
    refused("request_invalid", () => ward.prepare(request));
  }
  refused("instant_invalid", () => prepared[0].allows(NaN));
  const mutable = { key: "good", operation: "list-content-items", environment: "e1", facts: {} };
  const kept = ward.prepare(mutable);
  mutable.key = "old";
  ward.update([{ set: "key", value: management("good") }]);
  assert.equal(kept.allows(AT), true, "the request was copied");
  ward.free();
  refused("freed", () => kept.allows(AT));
});
