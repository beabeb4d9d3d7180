// Documents that go into the core piece by piece, and what is asked for afterwards when it is needed.
import assert from "node:assert/strict";
import test from "node:test";
import { Keyward } from "../../pkg/inline.js";

const AT = 1795435200000;
const project = () => ({
  format: "keyward/project@1",
  id: "p",
  environments: [{ id: "e1" }, { id: "e2" }],
  roles: [{ id: "r", permissions: ["role:view-content"] }],
  users: [{ id: "u", name: "Ada", roles: [{ role: "r" }] }, { id: "v", roles: [] }],
  keys: [
    { id: "k", kind: "personal", environments: ["e1"], createdAt: AT - 1000, expiresAt: AT + 1000, owner: "u" },
    { id: "m", kind: "management", name: "CI", environments: "all", createdAt: AT - 1000, expiresAt: AT + 1000, permissions: ["key:read-content"] },
  ],
});
const manyKeys = (count, name) => Array.from({ length: count }, (_, number) => ({ ...project().keys[1], id: `key-${number}`, name }));
const problemsOf = (document) => {
  try {
    new Keyward(document).free();
    return [];
  } catch (error) {
    return error.problems.map(({ code, at }) => `${code} ${at}`);
  }
};
const actorOf = (ward, key) => ward.decide({ key, method: "GET", path: "/v2/projects/e1/items", at: AT }).actor;

test("a text is the same wherever it is cut into pieces", () => {
  for (let shift = 0; shift < 8; shift += 1) {
    const large = { ...project(), name: "x".repeat(shift), keys: manyKeys(2000, "ž☃😀\u0001\\\"\u{10ffff}é") };
    assert.deepEqual(new Keyward(JSON.stringify(large)).toJSON(), large);
    assert.deepEqual(new Keyward(large).toJSON(), large);
    assert.deepEqual(new Keyward(`${" ".repeat(70_000)}${JSON.stringify(large, null, 1)}\n${"\t".repeat(70_000)}`).toJSON(), large);
  }
});

test("a pair of surrogates is not cut in two", () => {
  const start = JSON.stringify({ ...project(), name: "" }).indexOf('""');
  for (let end = 65_536 - 4; end < 65_536 + 4; end += 1) {
    const large = { ...project(), name: `${"x".repeat(end - start)}😀` };
    assert.deepEqual(new Keyward(JSON.stringify(large)).toJSON(), large);
  }
});

test("an entry may be longer than a piece", () => {
  const large = project();
  large.users[1].roles = [{ role: "r", collections: Array.from({ length: 40_000 }, (_, number) => `collection-${number}`) }];
  large.keys[1].name = "😀".repeat(100_000);
  assert.deepEqual(new Keyward(JSON.stringify(large)).toJSON(), large);
});

test("members come in any order", () => {
  const large = { ...project(), keys: [...project().keys, ...manyKeys(2000, "x")] };
  const lists = ["environments", "roles", "users", "keys"];
  const orders = (rest) => (rest.length === 0 ? [[]] : rest.flatMap((name) => orders(rest.filter((other) => other !== name)).map((order) => [name, ...order])));
  for (const order of orders(lists)) {
    const text = JSON.stringify(Object.fromEntries([...order, "id", "format"].map((name) => [name, large[name]])));
    const ward = new Keyward(text);
    assert.deepEqual(ward.toJSON(), large);
    ward.free();
    assert.deepEqual(problemsOf(text.replace('"owner":"u"', '"owner":"w"')), ["reference_dangling /keys/0/owner"], `${order}`);
    assert.deepEqual(problemsOf(`${text.slice(0, -1)},"${order[0]}":[]}`), [`member_repeated /${order[0]}`], `${order}`);
  }
});

test("what is wrong late in a text is told as what is wrong early", () => {
  const large = { ...project(), keys: manyKeys(3000, "x") };
  const text = JSON.stringify(large);
  const last = text.lastIndexOf("key-2999");
  const spoilt = (piece) => problemsOf(`${text.slice(0, last)}${piece}${text.slice(last)}`);
  assert.deepEqual(spoilt("\ud800"), ["value_invalid /keys/2999/id"]);
  assert.deepEqual(spoilt("\\udc00"), ["value_invalid /keys/2999/id"]);
  assert.deepEqual(spoilt("\u0001"), ["json_invalid "]);
  assert.deepEqual(spoilt('key-7","x":"'), ["entry_repeated /keys/2999/id", "member_unknown /keys/2999/x"]);
  assert.deepEqual(spoilt('","id":"'), ["value_invalid /keys/2999/id", "member_repeated /keys/2999/id"]);
  for (const end of ["", "x", "}", ",", "{}", "\u0000"]) assert.deepEqual(problemsOf(text.slice(0, end === "" ? -1 : undefined) + end), ["json_invalid "]);
  assert.deepEqual(problemsOf(text), []);
});

test("nobody is known by half a character", () => {
  const odd = project();
  odd.keys[0].id = "a\ufffd";
  odd.users[0].id = odd.keys[0].owner = "\ufffd";
  const ward = new Keyward(odd);
  const reason = (who) => ward.decide({ ...who, method: "GET", path: "/v2/projects/e1/items", at: AT }).reason;
  for (const half of ["\ud800", "\udfff"]) {
    assert.deepEqual([reason({ key: `a${half}` }), reason({ user: half })], ["key_unknown", "user_unknown"]);
    assert.equal(ward.allows(`a${half}`, "GET", "/v2/projects/e1/items", AT), false);
  }
  assert.notEqual(reason({ key: "a\ufffd" }), "key_unknown");
  assert.notEqual(reason({ user: "\ufffd" }), "user_unknown");
  for (const id of ["", "a", "x".repeat(10_000_000), "__proto__", "constructor"]) assert.equal(reason({ key: id }), "key_unknown");
});

test("a decision keeps whom it named", () => {
  const ward = new Keyward(project());
  const decision = (key) => ward.decide({ key, method: "GET", path: "/v2/projects/e1/items", at: AT });
  const told = decision("k").actor;
  const byUser = (user) => ward.decide({ user, method: "GET", path: "/v2/projects/e1/items", environment: "e1", at: AT });
  const before = [decision("k"), decision("m"), byUser("v"), byUser("u")];
  const { users, keys } = project();
  ward.update([
    { set: "user", value: { ...users[0], name: "Bea" } },
    { set: "key", value: { ...keys[1], name: "CD" } },
    { remove: "user", id: "v" },
  ]);
  const after = [decision("k"), decision("m"), byUser("u")];
  ward.update([{ remove: "key", id: "k" }, { remove: "key", id: "m" }, { remove: "user", id: "u" }]);
  assert.deepEqual([actorOf(ward, "k"), actorOf(ward, "m")], [null, null]);
  ward.update([{ set: "user", value: users[1] }, { set: "key", value: { ...keys[0], owner: "v" } }]);
  const last = decision("k");
  ward.free();
  assert.deepEqual(told, { type: "user", id: "u", name: "Ada" });
  assert.deepEqual(before.map(({ actor }) => actor), [told, { type: "key", id: "m", name: "CI" }, { type: "user", id: "v", name: null }, told]);
  assert.deepEqual(after.map(({ actor }) => actor), [{ ...told, name: "Bea" }, { type: "key", id: "m", name: "CD" }, { ...told, name: "Bea" }]);
  assert.deepEqual(last.actor, { type: "user", id: "v", name: null });
});

test("who is listed later is known then", () => {
  const ward = new Keyward(project());
  assert.equal(actorOf(ward, "new"), null);
  ward.createKey({ id: "new", name: "New", kind: "management", environments: "all", permissions: ["key:read-content"] }, AT);
  assert.deepEqual(actorOf(ward, "new"), { type: "key", id: "new", name: "New" });
  const { key } = ward.regenerateKey("new", undefined, AT);
  assert.deepEqual(actorOf(ward, key.id), { type: "key", id: key.id, name: "New" });
  const names = Array.from({ length: 3000 }, (_, number) => `name ${number}`);
  for (const name of names) {
    ward.update([{ set: "key", value: { ...project().keys[1], name } }]);
    assert.deepEqual(actorOf(ward, "m").name, name);
  }
  assert.deepEqual(ward.toJSON().keys.map(({ id, name }) => [id, name]), [["k", undefined], ["m", names.at(-1)], ["new", "New"], [key.id, "New"]]);
});

test("a document of nothing but problems is refused with the first 1,000 of them, each in its place", { timeout: 30_000 }, () => {
  const parts = { environments: [], roles: [], users: [], keys: [] };
  const refused = (document) => {
    try {
      new Keyward(JSON.stringify({ format: "keyward/project@1", id: "p", ...parts, ...document }));
    } catch ({ problems }) {
      return problems;
    }
    throw new Error("it was loaded");
  };
  const keys = refused({ keys: new Array(50_000).fill({}) });
  assert.equal(keys.length, 1000);
  keys.forEach(({ code, at }, place) => assert.ok(code === "member_missing" && at.startsWith(`/keys/${Math.floor(place / 5)}/`), at));
  const repeated = refused({ roles: [{ id: "r", permissions: new Array(50_000).fill("role:manage-roles") }] });
  assert.deepEqual([repeated.length, repeated[0].at, repeated.at(-1).at], [1000, "/roles/0/permissions/1", "/roles/0/permissions/1000"]);
});
