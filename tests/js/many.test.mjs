// decideMany answers each request as decide does, however many there are, and whatever runs while they are read.
import assert from "node:assert/strict";
import test from "node:test";
import { Keyward, KeywardError } from "../../pkg/inline.js";

const AT = 1795435200000;
const ITEMS = "/v2/projects/e1/items";
const project = () => ({
  format: "keyward/project@1",
  id: "p",
  environments: [{ id: "e1" }, { id: "e2" }, { id: "off", managementApi: false }],
  roles: [{ id: "r", permissions: ["role:manage-taxonomy", "role:edit-content"] }, { id: "s", permissions: ["role:create-content"] }],
  users: [
    { id: "u", name: "Ada", roles: [{ role: "r" }] },
    { id: "limited", name: "Eva", roles: [{ role: "s", collections: ["blog"], languages: ["en"] }] },
  ],
  keys: [
    { id: "personal-1", kind: "personal", owner: "u", environments: ["e1"], createdAt: AT - 5000, expiresAt: AT + 1000 },
    { id: "personal-2", kind: "personal", owner: "limited", environments: "all", createdAt: AT - 5000, expiresAt: AT + 2000 },
    { id: "management", kind: "management", name: "CI", environments: "all", createdAt: AT - 5000, expiresAt: AT + 1000, permissions: ["key:read-content"] },
    { id: "over", kind: "management", name: "old", environments: "all", createdAt: AT - 5000, expiresAt: AT - 1, permissions: ["key:read-content"] },
  ],
});
const KEYS = ["personal-1", "personal-2", "management", "over", "nobody's"];
const PATHS = [
  ITEMS, "/v2/projects/e1/taxonomies", "/v2/projects/e2/types", "/v2/projects/off/items", "/v2/projects/e9/items", `${ITEMS}/codename/a_b`, "", "/", "/none",
  `${ITEMS}/é`, `${ITEMS}/\ud83d`, `\ude00${ITEMS}`, `${ITEMS}/%C3%A9`, `${ITEMS}/${"x".repeat(8200)}`, `${ITEMS}/${"x".repeat(8100)}`, `${ITEMS}/x/../y`, `${ITEMS}/%2e%2e/y`,
  `${ITEMS}/${"y".repeat(60)}/variants/codename/en`,
];
const FACTS = [undefined, { collection: "blog" }, { collection: "shop", language: "en" }, { exists: true, unknown: false }, { exists: false, language: "de" }];

/** Requests of every sort, one after the other in another order each time. */
const mixed = (count) =>
  Array.from({ length: count }, (_, place) => {
    const pick = (list, step) => list[(place * step + (place >> 4)) % list.length];
    const facts = pick(FACTS, 3);
    const who = place % 11 === 0 ? { user: place % 2 === 0 ? "u" : "limited" } : { key: pick(KEYS, 7) };
    const what = place % 7 === 0 ? { operation: "list-taxonomy-groups", environment: "e1" } : { method: place % 5 === 0 ? "PUT" : "GET", path: pick(PATHS, 5) };
    return { ...who, ...what, at: AT + (place % 3), ...(facts && { facts }) };
  });

// the first of all: what is told later finds room that has grown
test("a batch that ends in a wrong call leaves other answers as they are", () => {
  const project = {
    format: "keyward/project@1",
    id: "p",
    environments: [{ id: "e1" }, { id: "e2" }],
    roles: [],
    users: [],
    keys: [{ id: "k", kind: "management", environments: "all", permissions: ["key:read-content"], createdAt: AT - 5000, expiresAt: AT + 1 }],
  };
  const denied = { key: "k", method: "GET", path: "/v2/projects/e1/assets", at: AT };
  const other = new Keyward(project);
  assert.equal(other.decide(denied).missing.length, 1);
  for (let count = 1; count < 100; count += 7) {
    const ward = new Keyward(project);
    assert.throws(() => ward.decideMany([...Array(count).fill(denied), { ...denied, environment: "e2" }]), ({ problems }) => problems[0].at === `/${count}/environment`);
    const decision = other.decide(denied);
    assert.deepEqual([decision.missing, decision.message], [[["key:read-assets"]], "`list-assets` needs `key:read-assets` in environment `e1`."]);
    ward.free();
  }
});

test("each has its own facts, up to the last", () => {
  const ward = new Keyward(project());
  const request = (place) => ({ key: "personal-1", method: "PUT", path: `${ITEMS}/codename/${place}`, at: AT, facts: { exists: place % 3 === 0 } });
  const requests = Array.from({ length: 3000 }, (_, place) => request(place));
  assert.deepEqual(ward.decideMany(requests).map(({ allowed }) => allowed), requests.map(({ facts }) => facts.exists));
});

test("as many as there are, each is answered as by itself", () => {
  const [ward, other] = [new Keyward(project()), new Keyward(project())];
  for (const count of [0, 1, 2, 15, 16, 17, 255, 256, 257, 700, 5000]) {
    const requests = mixed(count);
    assert.deepEqual(ward.decideMany(requests), requests.map((request) => other.decide(request)), `${count}`);
  }
});

test("a path that contradicts the environment is a wrong call, whoever asks", () => {
  const ward = new Keyward(project());
  for (const key of KEYS) {
    const request = { key, method: "GET", path: ITEMS, environment: "e2", at: AT };
    for (const ask of [() => ward.decide(request), () => ward.decideMany([{ ...request, environment: "e1" }, request])]) {
      assert.throws(ask, (error) => error instanceof KeywardError && error.problems[0].at.endsWith("/environment"), key);
    }
  }
});

test("paths are told apart, wherever they stand among others", () => {
  const ward = new Keyward(project());
  const good = { key: "personal-1", method: "GET", path: "/v2/projects/e1/taxonomies", at: AT };
  for (const path of [`${ITEMS}/é`, "\ud83d", "\ude00", "€", "", "x".repeat(9000), undefined]) {
    const odd = path === undefined ? { key: "personal-1", operation: "list-taxonomy-groups", environment: "e1", at: AT } : { ...good, path };
    for (const place of [0, 1, 15, 16, 30]) {
      const requests = Array.from({ length: 31 }, (_, index) => (index === place ? odd : good));
      assert.deepEqual(ward.decideMany(requests).map(({ allowed }) => allowed), requests.map((request) => request === good || path === undefined), `${path} ${place}`);
    }
  }
  // two halves of one character, the one at the end of a path and the other at the beginning of the next
  const halves = [{ ...good, path: `${good.path}\ud83d` }, { ...good, path: `\ude00${good.path}` }, good];
  assert.deepEqual(ward.decideMany(halves).map(({ reason }) => reason), ["path_not_canonical", "path_not_canonical", "permitted"]);
});

test("what stands after a path in memory is no part of it", () => {
  const ward = new Keyward(project());
  const asked = (path) => ({ key: "management", method: "GET", path, at: AT });
  const stale = asked(`${ITEMS}/${"\u0001".repeat(300)}`);
  const slashes = asked(`/${"%2e/".repeat(80)}`);
  for (let length = ITEMS.length + 2; length < 150; length += 1) {
    const path = `${ITEMS}/`.padEnd(length, "x");
    for (const before of [stale, slashes]) {
      ward.decide(before);
      assert.equal(ward.decide(asked(path)).reason, "permitted", path);
      ward.decide(before);
      assert.equal(ward.allows("management", "GET", path, AT), true, path);
    }
    const spoilt = [];
    for (let place = 0; place < length; place += 1) for (const odd of [";", "\0", "\x7f", "%"]) spoilt.push(asked(path.slice(0, place) + odd + path.slice(place + 1)));
    const [first, ...others] = ward.decideMany([asked(path), ...spoilt]);
    assert.equal(first.reason, "permitted", path);
    for (const { reason } of others) assert.equal(reason, "path_not_canonical", path);
  }
});

test("what runs while requests are read does not change them", () => {
  const ward = new Keyward(project());
  const requests = mixed(300);
  const expected = requests.map((request) => new Keyward(project()).decide(request));
  const uses = [
    () => ward.decideMany(mixed(40).reverse()),
    () => ward.decideMany(mixed(20_000).reverse()), // the exchange moves, the memory grows
    () => mixed(20).forEach((request) => ward.decide(request)),
    () => new Keyward({ ...project(), users: [...project().users, ...Array.from({ length: 20_000 }, (_, place) => ({ id: `user ${place}`, name: "x".repeat(100), roles: [] }))] }),
    () => ward.update([{ set: "environment", value: { id: `new ${Math.random()}` } }]),
    () => assert.throws(() => ward.decideMany([...mixed(30), { key: 1 }]), KeywardError),
  ];
  for (const use of uses) {
    for (const place of [0, 17, 255, 256, 299]) {
      for (const name of ["at", "facts", "key", "user", "path", "method", "operation", "environment"]) {
        const request = { ...requests[place] };
        if (!(name in request)) continue;
        const value = request[name];
        Object.defineProperty(request, name, { enumerable: true, get: () => (use(), value) });
        const list = requests.map((one, index) => (index === place ? request : one));
        assert.deepEqual(ward.decideMany(list), expected, `${use} ${place} ${name}`);
        if (use === uses[1] || use === uses[3]) break; // these take long
      }
    }
  }
});

test("a list that cannot be read leaves nothing behind", () => {
  const ward = new Keyward(project());
  const requests = mixed(300);
  const expected = ward.decideMany(requests);
  const refused = (change, at) => {
    assert.throws(() => ward.decideMany(change([...requests])), (error) => error instanceof KeywardError && error.problems[0].at === at);
    assert.deepEqual(ward.decideMany(requests), expected);
  };
  refused((list) => [...list, undefined], "/300");
  refused((list) => [...list, { ...list[1], facts: { exists: 1 } }], "/300/facts/exists");
  refused((list) => (list.splice(20, 0, { key: "personal-1", method: "GET", path: ITEMS, environment: "e2", at: AT }), list), "/20/environment");
  refused((list) => new Proxy(list, { get: (all, name) => (name === "length" ? 2 ** 32 - 1 : all[name]) }), "/300");
});

test("a hole in a list is no request, whatever lists inherit", () => {
  const permitted = { key: "nobody", operation: "list-assets", environment: "e1", at: AT };
  Array.prototype[0] = permitted;
  try {
    assert.throws(() => new Keyward({ format: "keyward/project@1", id: "p", environments: [], roles: [], users: [], keys: [] }).decideMany(new Array(1)), { code: "request_invalid" });
  } finally {
    delete Array.prototype[0];
  }
});
