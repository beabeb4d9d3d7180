// leastPrivilege against brute force over all subsets.
import assert from "node:assert/strict";
import test from "node:test";
import { leastPrivilege } from "../../../pkg/analyze.js";
import { Keyward } from "../../../pkg/inline.js";
import { bitsOf, covers, load, randomCalls, timeless } from "./oracle.mjs";
import { closureOf, reduced, subsets } from "./reduced.mjs";
import { AT, ENVIRONMENTS, randomCatalog, randomProject, seededAsync } from "./random.mjs";

test("no smaller set permits the same calls", { timeout: 600_000 }, async (t) => {
  await seededAsync(t, 12, async (random) => {
    const catalog = randomCatalog(random);
    const given = randomProject(random);
    const project = timeless(given);
    const ward = load(project, catalog);
    const calls = randomCalls(random, given, catalog, 24).map((call) => ({ ...call, bits: bitsOf(ward, call) }));
    const lines = calls.map(({ key, operation, environment, bits }) => JSON.stringify({ key, operation, environment, allowed: bits.includes("1") }));
    const found = await leastPrivilege(given, lines, { catalog });
    const used = [...new Set(calls.filter(({ bits }) => bits.includes("1")).map(({ key }) => key))];
    assert.deepEqual(found.map(({ key }) => key).sort(), used.sort());
    for (const { key: id, held, permissions, environments, proven, size, takesAway } of found) {
      const own = [...new Map(calls.filter(({ key, bits }) => key === id && bits.includes("1")).map((call) => [`${call.operation} ${call.environment}`, call])).values()];
      const keeps = (set, scope) => {
        const less = load(reduced(project, catalog, id, set, scope), catalog);
        const kept = own.every((call) => covers(bitsOf(less, call), call.bits));
        less.free();
        return kept;
      };
      const key = project.keys.find((each) => each.id === id);
      const every = catalog.permissions.map((permission) => permission.id);
      // a key that is limited only now keeps what its permissions for all environments include
      const mine = held === null ? every : key.environments === "all" ? [...closureOf(catalog, held)] : held;
      const scopes = [...subsets(project.environments.map((environment) => environment.id)).filter(({ length }) => length > 0).sort((a, b) => a.length - b.length), "all"];
      const allowed = scopes.filter((scope) => key.environments === "all" || (scope !== "all" && scope.every((environment) => key.environments.includes(environment))));
      const least = allowed.find((scope) => keeps(mine, scope));
      assert.deepEqual([environments.least.length, environments.least === "all"], [least.length, least === "all"], `${id}: environments`);
      assert.ok(keeps(permissions ?? every, environments.least), `${id} keeps its calls`);
      assert.ok(proven, id);
      if (held === null) continue;
      const whole = (set) => closureOf(catalog, set, environments.least === "all");
      const now = closureOf(catalog, held, key.environments === "all");
      assert.equal(size, whole(permissions).size);
      const best = Math.min(...subsets([...now]).filter((set) => whole(set).size < size && whole(set).size === set.length).filter((set) => keeps(set, environments.least)).map(({ length }) => length));
      assert.equal(best, Infinity, `${id}: ${best} would do, not ${size}`);
      // nothing is given that was not held
      for (const permission of permissions) assert.ok(now.has(permission), `${id}: ${permission}`);
      assert.ok(Array.isArray(takesAway));
      const less = load(reduced(project, catalog, id, permissions, environments.least), catalog);
      for (const { id: operation } of catalog.operations) {
        for (const { id: environment } of project.environments) assert.ok(covers(bitsOf(ward, { key: id, operation, environment }), bitsOf(less, { key: id, operation, environment })), `${id} gains ${operation}`);
      }
      less.free();
    }
    ward.free();
  });
});

test("what is found for a key is the same alone and among many that are alike", { timeout: 600_000 }, async (t) => {
  await seededAsync(t, 8, async (random) => {
    const catalog = randomCatalog(random);
    for (const permission of catalog.permissions) if (random.chance(0.2)) permission.allEnvironments = true;
    const { keys, ...given } = randomProject(random);
    const users = Array.from({ length: 10 }, (_, copy) => randomProject(random).users.map((user) => ({ ...user, id: `${user.id}-${copy}` }))).flat();
    const rest = { ...given, users };
    const alike = (key, copy) => ({ ...key, id: `${key.id}-${copy}`, ...(key.owner && { owner: random.pick(users).id }), environments: random.chance(0.5) ? key.environments : random.chance(0.5) ? "all" : random.some(ENVIRONMENTS, 1 + random.below(3)) });
    // more than are looked at together
    const project = { ...rest, keys: keys.flatMap((key) => Array.from({ length: 50 }, (_, copy) => alike(key, copy))) };
    const calls = randomCalls(random, project, catalog, 1500).map((call) => ({ ...call, text: JSON.stringify({ key: call.key, operation: call.operation, environment: call.environment, allowed: true }) }));
    const ids = project.keys.map(({ id }) => id);
    const found = await leastPrivilege(project, calls.map(({ text }) => text), { catalog, keys: ids });
    assert.deepEqual(found.map(({ key }) => key), ids);
    for (const one of random.some(found, 40)) {
      const lines = calls.filter(({ key }) => key === one.key).map(({ text }) => text);
      const single = { ...rest, keys: project.keys.filter(({ id }) => id === one.key) };
      const [alone] = await leastPrivilege(single, lines, { catalog, keys: [one.key] });
      assert.deepEqual({ ...one, at: "/keys/0" }, alone);
    }
  });
});

const project = {
  format: "keyward/project@1",
  id: "shop",
  environments: [{ id: "e1" }, { id: "e2" }],
  roles: [{ id: "editor", permissions: ["role:view-content", "role:edit-content", "role:create-content", "role:manage-taxonomy"] }],
  users: [{ id: "ada", roles: [{ role: "editor", collections: ["blog"] }] }],
  keys: [
    { id: "k1", kind: "management", environments: "all", createdAt: AT - 1e9, expiresAt: AT + 1e9, permissions: ["key:write-content", "key:manage-content-model", "key:manage-environments"] },
    { id: "k2", kind: "personal", owner: "ada", environments: "all", createdAt: AT - 1e9, expiresAt: AT + 1e9 },
    { id: "k3", kind: "subscription", owner: "ada", environments: "all", createdAt: AT - 1e9, expiresAt: AT + 1e9 },
  ],
};
const line = (key, operation, environment) => JSON.stringify({ key, operation, environment, allowed: true });

test("a key that only reads needs the permission to read, which the one to write includes", async () => {
  const [{ permissions, environments, takesAway, message, size, needed, at }] = await leastPrivilege(project, line("k1", "list-content-items", "e1"));
  assert.deepEqual([permissions, environments, size, needed, at], [["key:read-content"], { held: "all", least: ["e1"] }, 1, 1, "/keys/0"]);
  assert.deepEqual(takesAway.map(({ environment }) => environment), ["e1", "e2"]);
  assert.ok(takesAway[0].operations.some(({ operation, before, after }) => operation === "add-a-content-item" && before === "allowed" && after === "denied"));
  assert.ok(!takesAway[0].operations.some(({ operation }) => operation === "list-content-items"));
  assert.match(message, /^for its calls the key `k1` needs `key:read-content` in `e1`; to hold no more takes away \d+ operations, counted in each environment$/);
});

test("a permission that counts only on keys for all environments keeps the key for all", async () => {
  const [{ permissions, environments }] = await leastPrivilege(project, line("k1", "rename-an-environment", "e1"));
  assert.deepEqual([permissions, environments.least], [["key:manage-environments"], "all"]);
});

test("an owner's roles are reduced; a call that depends on facts stays permitted in the same ways", async () => {
  const [{ key, permissions, held }] = await leastPrivilege(project, line("k2", "upsert-a-content-item", "e1"));
  assert.deepEqual([key, permissions, held.length], ["k2", ["role:edit-content", "role:create-content"], 4]);
});

test("more collections and languages than can be tried for all operations at once", async () => {
  const many = (name, count) => Array.from({ length: count }, (_, number) => `${name}${number}`);
  const users = [{ id: "ada", roles: [{ role: "editor", collections: many("c", 40), languages: many("l", 20) }] }];
  const [{ permissions, proven }] = await leastPrivilege({ ...project, users }, line("k2", "upsert-a-content-item", "e1"));
  assert.deepEqual([permissions, proven], [["role:edit-content", "role:create-content"], true]);
});

test("a role that is assigned several times, for the same collections where all apply", async () => {
  const assigned = (environments, collections) => ({ role: "editor", environments, collections });
  const roles = [assigned(["e1"], ["blog", "shop"]), assigned(["e1", "e2"], ["blog", "shop"]), assigned("all", ["shop", "blog"])];
  const [{ permissions, environments }] = await leastPrivilege({ ...project, users: [{ id: "ada", roles }] }, line("k2", "upsert-a-content-item", "e1"));
  assert.deepEqual([permissions, environments.least], [["role:edit-content", "role:create-content"], ["e1"]]);
});

test("owners whose roles are the same, for other collections", async () => {
  const catalog = {
    format: "keyward/catalog@1",
    id: "limits",
    permissions: [{ id: "b", scopedBy: ["collection"] }, { id: "c", scopedBy: ["collection"] }],
    kinds: { personal: { permissions: "owner", lifetime: { default: "P6M", min: "PT1M", max: "P2Y" } } },
    operations: [{ id: "read", method: "GET", path: "/read", requires: { personal: [["b"], ["c"]] } }],
  };
  const user = (id, collections) => ({ id, roles: [{ role: "b", collections: ["blog"] }, { role: "c", collections }] });
  const users = [user("apart", ["shop"]), user("within", ["blog", "shop"])];
  const keys = users.map(({ id }) => ({ id, kind: "personal", owner: id, environments: "all", createdAt: AT, expiresAt: AT + 1e9 }));
  const limited = { format: "keyward/project@1", id: "limits", environments: [], roles: ["b", "c"].map((id) => ({ id, permissions: [id] })), users, keys };
  const found = await leastPrivilege(limited, keys.map(({ id }) => line(id, "read", null)), { catalog });
  assert.deepEqual(found.map(({ permissions }) => permissions), [["b", "c"], ["c"]]);
});

test("a key that holds everything can only be limited to environments", async () => {
  const [{ held, permissions, environments }] = await leastPrivilege(project, line("k3", "list-content-items", "e2"));
  assert.deepEqual([held, permissions, environments.least], [null, null, ["e2"]]);
});

test("keys that were not used are asked for by name", async () => {
  assert.deepEqual(await leastPrivilege(project, ""), []);
  const [{ key, needed, permissions }] = await leastPrivilege(project, "", { keys: ["k1"] });
  assert.deepEqual([key, needed, permissions], ["k1", 0, []]);
  await assert.rejects(leastPrivilege(project, "", { keys: ["k9"] }), { name: "KeywardError", code: "request_invalid", message: "/keys/0: the project has no key `k9`" });
  await assert.rejects(leastPrivilege(project, "", { effort: 0 }), { name: "KeywardError", code: "request_invalid" });
});

test("with the least effort, the environments of a key that no collection or language limits are found", async () => {
  const catalog = {
    format: "keyward/catalog@1",
    id: "effort",
    permissions: [{ id: "low" }, { id: "wide", allEnvironments: true }],
    kinds: { own: { permissions: "own", lifetime: { default: "P6M", min: "PT1M", max: null } } },
    environmentParameter: "e",
    operations: [{ id: "op", method: "GET", path: "/{e}/op", requires: { own: [["low"], ["wide"]] } }],
  };
  const keys = [["low", "wide"], ["wide"]].map((permissions) => ({ id: permissions.join("-"), kind: "own", environments: "all", createdAt: AT, expiresAt: null, permissions }));
  const effort = { format: "keyward/project@1", id: "effort", environments: [{ id: "e1" }, { id: "e2" }], roles: [], users: [], keys };
  const found = await leastPrivilege(effort, keys.map(({ id }) => line(id, "op", "e1")), { catalog, effort: 1 });
  assert.deepEqual(found.map(({ environments, permissions, proven }) => [environments.least, permissions, proven]), [[["e1"], ["low"], true], ["all", ["wide"], true]]);
});

/** A catalog whose smallest set is that of a vertex cover: operation `a-b` needs `a` or `b`. */
function coverOf(edges, count) {
  const names = Array.from({ length: count }, (_, number) => `p${number}`);
  const catalog = {
    format: "keyward/catalog@1",
    id: "cover",
    permissions: names.map((id) => ({ id })),
    kinds: { own: { permissions: "own", lifetime: { default: "P6M", min: "PT1M", max: null } } },
    operations: edges.map(([a, b]) => ({ id: `${a}-${b}`, method: "GET", path: `/${a}/${b}`, requires: { own: [[`p${a}`], [`p${b}`]] } })),
  };
  const project = { format: "keyward/project@1", id: "cover", environments: [{ id: "e" }], roles: [], users: [], keys: [{ id: "k", kind: "own", environments: "all", createdAt: AT, expiresAt: null, permissions: names }] };
  const lines = edges.map(([a, b]) => line("k", `${a}-${b}`, "e"));
  return { ward: new Keyward(project, { catalog }), lines };
}

test("what an include does not hand on is listed by itself, and nothing that the key does not hold", async () => {
  const catalog = {
    format: "keyward/catalog@1",
    id: "chain",
    permissions: [{ id: "top", includes: ["wide"] }, { id: "wide", includes: ["low", "other"], allEnvironments: true }, { id: "low" }, { id: "other" }],
    kinds: { own: { permissions: "own", lifetime: { default: "P6M", min: "PT1M", max: null } } },
    environmentParameter: "e",
    operations: ["top", "low", "other"].map((id) => ({ id, method: "GET", path: `/{e}/${id}`, requires: { own: [[id]] } })),
  };
  const project = { format: "keyward/project@1", id: "chain", environments: [{ id: "e1" }], roles: [], users: [], keys: [{ id: "k", kind: "own", environments: ["e1"], createdAt: AT, expiresAt: null, permissions: ["top", "low"] }] };
  const [{ permissions, proven, size }] = await leastPrivilege(project, [line("k", "top", "e1"), line("k", "low", "e1")], { catalog });
  assert.deepEqual([permissions, proven, size], [["top", "low"], true, 2]);
});

test("on a key that is not for all environments, a role does not hold what only a permission for all includes", async () => {
  const catalog = {
    format: "keyward/catalog@1",
    id: "roles",
    permissions: [{ id: "wide", includes: ["low"], allEnvironments: true }, { id: "low", scopedBy: ["collection"] }, { id: "more" }],
    kinds: { owner: { permissions: "owner", lifetime: { default: "P6M", min: "PT1M", max: null } } },
    environmentParameter: "e",
    operations: [{ id: "low", method: "GET", path: "/{e}/low", requires: { owner: [["low"]] } }, { id: "both", method: "GET", path: "/{e}/both", requires: { owner: [["low"], ["more"]] } }],
  };
  const roles = [{ id: "any", permissions: ["wide", "more"] }, { id: "blog", permissions: ["low"] }];
  const users = [{ id: "u", roles: [{ role: "any" }, { role: "blog", collections: ["blog"] }] }];
  const project = { format: "keyward/project@1", id: "roles", environments: [{ id: "e1" }], roles, users, keys: [{ id: "k", kind: "owner", owner: "u", environments: ["e1"], createdAt: AT, expiresAt: null }] };
  const [{ permissions, takesAway }] = await leastPrivilege(project, [line("k", "low", "e1")], { catalog });
  assert.deepEqual([permissions, takesAway], [["low"], [{ environment: "e1", operations: [{ operation: "both", before: "allowed", after: "depends" }] }]]);
});

test("what a limited permission includes is not listed by itself in a role, where it would reach further", async () => {
  const catalogOf = (id) => ({
    format: "keyward/catalog@1",
    id: "limits",
    permissions: [{ id, includes: ["view"], scopedBy: ["collection", "language"] }, { id: "view", scopedBy: ["language"] }, { id: "more", scopedBy: ["collection", "language"] }],
    kinds: { owner: { permissions: "owner", lifetime: { default: "P6M", min: "PT1M", max: null } } },
    environmentParameter: "e",
    operations: ["view", "more"].map((each) => ({ id: each, method: "GET", path: `/{e}/${each}`, requires: { owner: [[each]] } })),
  });
  for (const id of ["edit", "every"]) {
    const users = [{ id: "u", roles: [{ role: "editor", collections: ["blog"] }] }];
    const project = { format: "keyward/project@1", id: "limits", environments: [{ id: "e1" }], roles: [{ id: "editor", permissions: [id, "more"] }], users, keys: [{ id: "k", kind: "owner", owner: "u", environments: ["e1"], createdAt: AT, expiresAt: null }] };
    const [{ permissions, proven }] = await leastPrivilege(project, [line("k", "view", "e1")], { catalog: catalogOf(id) });
    assert.deepEqual([permissions, proven], [[id], true]);
    const whole = { ...project, roles: [{ id: "editor", permissions: "every" }] };
    assert.ok((await leastPrivilege(whole, [line("k", "view", "e1")], { catalog: catalogOf(id) })).length === 1);
  }
});

test("a permission in between that reaches no further takes the place of the listed one", async () => {
  const scopedBy = ["collection"];
  const catalog = {
    format: "keyward/catalog@1",
    id: "between",
    permissions: [{ id: "top", includes: ["middle", "other"], scopedBy }, { id: "middle", includes: ["low"], scopedBy }, { id: "other" }, { id: "low" }],
    kinds: { owner: { permissions: "owner", lifetime: { default: "P6M", min: "PT1M", max: null } } },
    environmentParameter: "e",
    operations: ["low", "other"].map((id) => ({ id, method: "GET", path: `/{e}/${id}`, requires: { owner: [[id]] } })),
  };
  const users = [{ id: "u", roles: [{ role: "r", collections: ["blog"] }] }];
  const project = { format: "keyward/project@1", id: "between", environments: [{ id: "e1" }], roles: [{ id: "r", permissions: ["top"] }], users, keys: [{ id: "k", kind: "owner", owner: "u", environments: "all", createdAt: AT, expiresAt: null }] };
  const least = async (...operations) => {
    const [{ permissions, size, proven }] = await leastPrivilege(project, operations.map((id) => line("k", id, "e1")), { catalog });
    return [permissions, size, proven];
  };
  assert.deepEqual(await least("low"), [["middle"], 2, true]);
  // nothing in between includes this one
  assert.deepEqual(await least("other"), [["top"], 4, true]);
});

/** An operation with alternatives of so many permissions each, every one of which comes with either of two limited ones. */
function eitherOf(alternatives, count) {
  const groups = Array.from({ length: alternatives }, (_, group) => Array.from({ length: count }, (_, place) => `p${group}-${place}`));
  const limited = (id) => ["one", "other"].map((which) => ({ id: `${which}-${id}`, scopedBy: ["collection"], includes: [id] }));
  const catalog = {
    format: "keyward/catalog@1",
    id: "either",
    permissions: groups.flat().flatMap((id) => [...limited(id), { id }]),
    kinds: { owner: { permissions: "owner", lifetime: { default: "P6M", min: "PT1M", max: null } } },
    environmentParameter: "e",
    operations: [{ id: "op", method: "GET", path: "/{e}/op", requires: { owner: groups } }],
  };
  const listed = groups.flat().flatMap((id) => limited(id).map((each) => each.id));
  const users = [{ id: "u", roles: [{ role: "r", collections: ["blog"] }] }];
  return [{ format: "keyward/project@1", id: "either", environments: [{ id: "e1" }], roles: [{ id: "r", permissions: listed }], users, keys: [{ id: "k", kind: "owner", owner: "u", environments: "all", createdAt: AT, expiresAt: null }] }, catalog];
}

test("many ways to hold what one operation asks for are looked through, or what is found is not called proven", async () => {
  const least = async (alternatives, count) => {
    const [project, catalog] = eitherOf(alternatives, count);
    const [{ size, atLeast, proven }] = await leastPrivilege(project, line("k", "op", "e1"), { catalog });
    return [size, atLeast, proven];
  };
  assert.deepEqual(await least(2, 3), [6, 6, true]);
  // 1,024 ways to hold one of two alternatives, and 81 constraints
  assert.deepEqual(await least(2, 9), [18, 18, true]);
  // 2,048 ways, and 6,561 constraints: all that may matter stays
  assert.deepEqual(await least(4, 9), [108, 0, false]);
});

test("a key is limited to the environments of its calls where what it needs of a permission for all is listed", async () => {
  const catalog = {
    format: "keyward/catalog@1",
    id: "wide",
    permissions: [{ id: "wide", includes: ["low"], allEnvironments: true }, { id: "low" }],
    kinds: { own: { permissions: "own", lifetime: { default: "P6M", min: "PT1M", max: null } } },
    environmentParameter: "e",
    operations: ["wide", "low"].map((id) => ({ id, method: "GET", path: `/{e}/${id}`, requires: { own: [[id]] } })),
  };
  const project = { format: "keyward/project@1", id: "wide", environments: [{ id: "e1" }, { id: "e2" }], roles: [], users: [], keys: [{ id: "k", kind: "own", environments: "all", createdAt: AT, expiresAt: null, permissions: ["wide"] }] };
  const [{ permissions, environments }] = await leastPrivilege(project, [line("k", "low", "e1")], { catalog });
  assert.deepEqual([permissions, environments.least], [["low"], ["e1"]]);
  const [whole] = await leastPrivilege(project, [line("k", "wide", "e1")], { catalog });
  assert.deepEqual([whole.permissions, whole.environments.least], [["wide"], "all"]);
});

test("it says how much of the log could not be read, and refuses one of which nothing can", async () => {
  const [{ leftOut, message, permissions }] = await leastPrivilege(project, [line("k1", "list-content-items", "e1"), "no call"]);
  assert.deepEqual([leftOut, permissions], [1, ["key:read-content"]]);
  assert.match(message, /; what 1 line asked for that cannot be read is not known$/);
  assert.equal((await leastPrivilege(project, line("k1", "list-content-items", "e1")))[0].leftOut, 0);
  await assert.rejects(leastPrivilege(project, "key: k1\noperation: list-assets\n"), { code: "request_invalid", message: /^\/calls: no line of the log can be read: line 1 is left out: / });
});

test("it is the smallest, where the greedy choice is not", async () => {
  // one that is in most pairs is not in the smallest cover
  const edges = [[0, 1], [0, 2], [0, 3], [1, 4], [2, 5], [3, 6]];
  const { ward, lines } = coverOf(edges, 7);
  const [{ permissions, proven, size }] = await leastPrivilege(ward, lines);
  assert.deepEqual([permissions, proven, size], [["p1", "p2", "p3"], true, 3]);
});

test("a search that is given up says so, and how far it came", async () => {
  const edges = [];
  for (let a = 0; a < 30; a += 1) for (let step = 1; step <= 3; step += 1) edges.push([a, (a + step * step) % 30]);
  const { ward, lines } = coverOf(edges, 30);
  const [{ permissions, proven, size, atLeast, message }] = await leastPrivilege(ward, lines, { effort: 40 });
  assert.equal(proven, false);
  assert.ok(atLeast < size && size === permissions.length, `${atLeast} ${size}`);
  assert.match(message, /the search was given up: a smaller set may exist, of \d+ permissions or more$/);
  const start = performance.now();
  const [whole] = await leastPrivilege(ward, lines);
  assert.ok(whole.size <= size && performance.now() - start < 30_000);
});
