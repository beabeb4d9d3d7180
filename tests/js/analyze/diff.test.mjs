// diff against an oracle that asks `decide` for every cell, and its way of saying through which change.
import assert from "node:assert/strict";
import test from "node:test";
import { diff } from "../../../pkg/analyze.js";
import { Keyward } from "../../../pkg/inline.js";
import { AT, changedProject, randomCatalog, randomProject, seeded } from "./random.mjs";

const WAYS = ["blog", "shop", "x"].flatMap((collection) =>
  ["en", "de", "x"].flatMap((language) => [true, false].flatMap((exists) => [true, false].map((draft) => ({ collection, language, exists, draft })))),
);

/** From when on a key is good; undefined if it never is. */
function startOf(key, at) {
  const from = Math.max(at, key?.notBefore ?? at);
  return key !== undefined && from < Math.min(key.expiresAt ?? Infinity, key.revokedAt ?? Infinity) ? from : undefined;
}

/** What the oracle finds permitted in each way of the facts: by cell, a text of ones and zeros. */
function cellsOf(project, catalog, who) {
  const ward = new Keyward(project, { catalog });
  const key = project.keys.find(({ id }) => id === who.key);
  const isThere = who.user === undefined ? key !== undefined : project.users.some(({ id }) => id === who.user);
  const at = who.user === undefined ? startOf(key, AT) : AT;
  const cells = new Map();
  const environments = [...project.environments.map(({ id }) => id), null];
  for (const { id: operation, path } of catalog.operations) {
    for (const environment of environments) {
      if (catalog.environmentParameter !== undefined && path.includes("{environment}") !== (environment !== null)) continue;
      const ask = (facts) => ward.decide({ ...who, operation, at, facts, ...(environment !== null && { environment }) }).allowed;
      const bits = !isThere || at === undefined ? "0".repeat(WAYS.length) : WAYS.map((facts) => (ask(facts) ? "1" : "0")).join("");
      cells.set(`${operation} ${environment}`, bits);
    }
  }
  ward.free();
  return cells;
}

const isMore = (one, other) => [...other].some((bit, way) => bit === "1" && one[way] === "0");

/** What was gained and lost, by the oracle. */
function expected(before, after, [catalogBefore, catalogAfter], who) {
  const [old, now] = [cellsOf(before, catalogBefore, who), cellsOf(after, catalogAfter, who)];
  const none = "0".repeat(WAYS.length);
  const found = { gained: [], lost: [] };
  for (const cell of new Set([...old.keys(), ...now.keys()])) {
    const [was, is] = [old.get(cell) ?? none, now.get(cell) ?? none];
    if (isMore(was, is)) found.gained.push(cell);
    if (isMore(is, was)) found.lost.push(cell);
  }
  return { gained: found.gained.sort(), lost: found.lost.sort() };
}

function told(entry) {
  const cells = (of) => (entry?.environments ?? []).flatMap((each) => each[of].map(({ operation }) => `${operation} ${each.environment}`)).sort();
  return { gained: cells("gained"), lost: cells("lost") };
}

test("it agrees with asking for every cell, in every way of the facts", { timeout: 300_000 }, (t) => {
  seeded(t, 25, (random, round) => {
    const catalog = randomCatalog(random);
    const other = round % 5 === 0 ? { ...catalog, operations: randomCatalog(random, { hasEnvironments: catalog.environmentParameter !== undefined }).operations } : catalog;
    const project = randomProject(random);
    const next = changedProject(random, project, random.below(4));
    const [before, after] = [new Keyward(project, { catalog }), new Keyward(next, { catalog: other })];
    const found = diff(before, after, { at: AT });
    for (const key of new Set([...project.keys, ...next.keys].map(({ id }) => id))) {
      const entry = found.keys.find((each) => each.key === key);
      assert.deepEqual(told(entry), expected(project, next, [catalog, other], { key }), key);
      for (const { gained, lost } of entry?.environments ?? []) {
        for (const { through } of [...gained, ...lost]) assert.ok(through.length > 0 && through.every((place) => entry.through[place] !== undefined), key);
      }
    }
    for (const user of new Set([...project.users, ...next.users].map(({ id }) => id))) {
      assert.deepEqual(told(found.users.find((each) => each.user === user)), expected(project, next, [catalog, other], { user }), user);
    }
    for (const ward of [before, after]) ward.free();
  });
});

const START = AT - 1000;
const project = {
  format: "keyward/project@1",
  id: "shop",
  environments: [{ id: "e1" }, { id: "e2" }],
  roles: [{ id: "editor", permissions: ["role:view-content"] }, { id: "modeler", permissions: ["role:manage-content-types"] }],
  users: [{ id: "ada", email: "ada@example.com", roles: [{ role: "editor" }] }],
  keys: [
    { id: "own", kind: "management", environments: "all", createdAt: START, expiresAt: AT + 90 * 86_400_000, permissions: ["key:read-content"] },
    { id: "hers", kind: "personal", owner: "ada", environments: ["e1"], createdAt: START, expiresAt: AT + 90 * 86_400_000 },
  ],
};
const changed = (edit) => {
  const next = structuredClone(project);
  edit(next);
  return diff(project, next, { at: AT });
};

test("nothing is told of what has no effect", () => {
  const found = changed((next) => {
    next.name = "Shop";
    next.keys[0].name = "Indexer";
    next.roles[1].permissions.push("role:manage-taxonomy"); // nobody has it
    next.roles.push({ id: "new", permissions: "every" });
    next.keys.reverse();
    next.keys[0].environments = ["e1"];
  });
  assert.deepEqual(found, { at: AT, keys: [], users: [], message: "nothing changes for any key or user" });
});

test("a role's permission is told of its keys and users, with the place", () => {
  const { keys, users } = changed((next) => next.roles[0].permissions.push("role:manage-taxonomy"));
  assert.deepEqual(keys.map(({ key, before, after }) => [key, before, after]), [["hers", "/keys/1", "/keys/1"]]);
  assert.deepEqual(users.map(({ user }) => user), ["ada"]);
  const [hers] = keys;
  assert.deepEqual(hers.environments.map(({ environment, lost }) => [environment, lost]), [["e1", []]]);
  assert.ok(hers.environments[0].gained.some(({ operation, before, after }) => operation === "list-taxonomy-groups" && before === "denied" && after === "allowed"));
  assert.deepEqual(hers.through, [{ what: "role", id: "editor", member: "permissions", before: "/roles/0/permissions", after: "/roles/0/permissions", message: "the permissions of the role `editor` have changed" }]);
  assert.match(hers.message, /^the key `hers` gains \d+ operations in `e1`: the permissions of the role `editor` have changed$/);
});

test("of two changes, each gain names the one that matters to it", () => {
  const { keys } = changed((next) => {
    next.users[0].roles.push({ role: "modeler" });
    next.roles[0].permissions.push("role:manage-taxonomy");
  });
  const [hers] = keys;
  const causes = (id) => hers.environments[0].gained.find(({ operation }) => operation === id).through.map((place) => hers.through[place]);
  assert.deepEqual(causes("list-content-types").map(({ what, id, after }) => [what, id, after]), [["assignment", "modeler", "/users/0/roles/1"]]);
  assert.deepEqual(causes("list-taxonomy-groups").map(({ what, id }) => [what, id]), [["role", "editor"]]);
});

test("a change that another one hides is not named", () => {
  const { keys } = changed((next) => {
    next.keys[1].disabled = true;
    next.environments[1].managementApi = false;
  });
  const hers = keys.find(({ key }) => key === "hers");
  assert.deepEqual(hers.through.map(({ what, member }) => [what, member]), [["key", "disabled"]]);
  const own = keys.find(({ key }) => key === "own");
  assert.deepEqual(own.through.map(({ what, id }) => [what, id]), [["environment", "e2"]]);
  assert.deepEqual(own.environments.map(({ environment }) => environment), ["e2"]);
});

test("a new environment is a gain of keys for all", () => {
  const { keys } = changed((next) => next.environments.push({ id: "clone" }));
  assert.deepEqual(keys.map(({ key, through }) => [key, through.map(({ message }) => message)]), [["own", ["the environment `clone` was added"]]]);
});

test("a lifetime and its notices move through the key", () => {
  const { keys } = changed((next) => (next.keys[1].expiresAt += 86_400_000));
  assert.equal(keys.length, 1);
  const [{ key, environments, lifetime, notices, through }] = keys;
  assert.deepEqual([key, environments], ["hers", []]);
  assert.deepEqual(lifetime, { before: { from: AT, until: project.keys[1].expiresAt }, after: { from: AT, until: project.keys[1].expiresAt + 86_400_000 }, through: [0] });
  assert.deepEqual([notices.before.map(({ recipients }) => recipients), notices.through], [[["ada"]], [0]]);
  assert.deepEqual(through.map(({ what, member, after }) => [what, member, after]), [["key", "expiresAt", "/keys/1/expiresAt"]]);
});

test("who is told moves through the role", () => {
  const { keys } = changed((next) => next.roles[0].permissions.push("role:manage-api-keys"));
  const own = keys.find(({ key }) => key === "own");
  assert.deepEqual([own.notices.before[0].recipients, own.notices.after[0].recipients], [[], ["ada"]]);
  assert.deepEqual(own.through.map(({ what, id }) => [what, id]), [["role", "editor"]]);
});

const BOUND = {
  format: "keyward/catalog@1", id: "bound", permissions: [{ id: "p" }, { id: "q" }], environmentParameter: "environment", boundParameters: ["tenant", "region"],
  kinds: { management: { permissions: "own", lifetime: { default: "P6M", min: "PT1M", max: "P2Y" } } },
  operations: [
    { id: "tenant", method: "GET", path: "/{tenant}/things", requires: { management: [["p"]] } },
    { id: "tenant-in", method: "GET", path: "/{tenant}/in/{environment}", requires: { management: [["p"]] } },
    { id: "region", method: "GET", path: "/regions/{region}", requires: { management: [["q"]] } },
    { id: "free", method: "GET", path: "/free", requires: { management: [["p"]] } },
  ],
};
const boundProject = (parameters, permissions = ["p"]) => ({
  format: "keyward/project@1", id: "bound", ...(parameters && { parameters }), environments: [{ id: "e" }], roles: [], users: [],
  keys: [{ id: "k", kind: "management", environments: "all", createdAt: AT - 1, expiresAt: AT + 1e9, permissions }, { id: "none", kind: "management", environments: "all", createdAt: AT - 1, expiresAt: AT + 1e9, permissions: ["q"] }],
});
const boundDiff = (before, after, ...permissions) => diff(boundProject(before, permissions[0]), boundProject(after, permissions[1]), { at: AT, catalog: BOUND });

test("a bound parameter with another value is told of those who may use operations with it", () => {
  const cases = [
    [{ tenant: "a" }, { tenant: "b" }, [{ tenant: "a" }], [{ tenant: "b" }], "the parameter `tenant` is now bound to `b` instead of `a`", "/parameters/tenant", "/parameters/tenant"],
    [undefined, { tenant: "b" }, [{ tenant: null }], [], "the parameter `tenant` is now bound to `b`", null, "/parameters/tenant"],
    [{ tenant: "a" }, {}, [], [{ tenant: null }], "the parameter `tenant` is no longer bound", "/parameters/tenant", null],
  ];
  for (const [before, after, lost, gained, message, pointerBefore, pointerAfter] of cases) {
    const found = boundDiff(before, after);
    assert.deepEqual(found.keys.map(({ key }) => key), ["k"], "the other key may use none of them");
    const [{ environments, through }] = found.keys;
    assert.deepEqual(through, [{ what: "parameter", id: "tenant", member: null, before: pointerBefore, after: pointerAfter, message }]);
    const changes = (operation, values, isGain) => values.map((each) => ({ operation, before: isGain ? "denied" : "allowed", after: isGain ? "allowed" : "denied", when: null, values: each, through: [0] }));
    assert.deepEqual(environments, [["e", "tenant-in"], [null, "tenant"]].map(([environment, operation]) => ({ environment, gained: changes(operation, gained, true), lost: changes(operation, lost, false) })));
  }
});

test("each value that is told of is what `decide` says of its path", () => {
  const values = [undefined, "a", "b", "c"];
  for (const old of values) {
    for (const now of values) {
      const [before, after] = [old, now].map((tenant) => new Keyward(boundProject(tenant && { tenant }), { catalog: BOUND }));
      const allowed = (ward, tenant) => ward.decide({ key: "k", method: "GET", path: `/${tenant}/things`, at: AT }).allowed;
      const [key] = diff(before, after, { at: AT }).keys;
      const { gained = [], lost = [] } = key?.environments.find(({ environment }) => environment === null) ?? {};
      const covers = (changes, tenant, other) => changes.some(({ values }) => values.tenant === tenant || (values.tenant === null && tenant !== other));
      for (const tenant of ["a", "b", "c", "x"]) {
        assert.equal(covers(gained, tenant, old), !allowed(before, tenant) && allowed(after, tenant), `${old} ${now} ${tenant}`);
        assert.equal(covers(lost, tenant, now), allowed(before, tenant) && !allowed(after, tenant), `${old} ${now} ${tenant}`);
      }
    }
  }
});

test("beside other changes, a parameter is told of where it matters", () => {
  const { keys: [key] } = boundDiff({ tenant: "a", region: "x" }, { tenant: "a", region: "y" }, ["p"], ["p", "q"]);
  const [{ gained, lost }] = key.environments;
  assert.deepEqual(lost, []);
  assert.deepEqual(gained.map(({ operation, values, through }) => [operation, values, through.map((number) => key.through[number].what)]), [["region", null, ["key"]]]);
  const widened = boundDiff({ tenant: "a", region: "x" }, { tenant: "b", region: "x" }, ["p", "q"], ["p"]).keys[0];
  assert.deepEqual(widened.environments.map(({ environment, lost }) => [environment, lost.map(({ operation, values, through }) => [operation, values, through.map((number) => widened.through[number].id)])]), [["e", [["tenant-in", { tenant: "a" }, ["tenant"]]]], [null, [["region", null, ["k"]], ["tenant", { tenant: "a" }, ["tenant"]]]]]);
  assert.deepEqual(boundDiff({ region: "x" }, { region: "x" }).keys, []);
  const added = diff({ ...boundProject({ tenant: "a" }), keys: [] }, boundProject({ tenant: "b" }), { at: AT, catalog: BOUND }).keys[0];
  assert.deepEqual(added.through.map(({ what }) => what), ["key"]);
});

test("keys that come and go", () => {
  const { keys } = changed((next) => next.keys.splice(0, 1, { ...next.keys[0], id: "fresh" }));
  assert.deepEqual(keys.map(({ key, change, before, after, through }) => [key, change, before, after, through.map(({ message }) => message)]), [
    ["fresh", "added", null, "/keys/0", ["the key `fresh` was added"]],
    ["own", "removed", "/keys/0", null, ["the key `own` was removed"]],
  ]);
});

test("an operation of the catalog is named by its place", async () => {
  const { kontentManagement } = await import("../../../pkg/inline.js");
  const catalog = structuredClone(kontentManagement);
  const place = catalog.operations.findIndex(({ id }) => id === "list-content-types");
  catalog.operations[place].requires.management = [["key:read-content"]];
  const [before, after] = [new Keyward(project), new Keyward(project, { catalog })];
  const { keys } = diff(before, after, { at: AT });
  assert.deepEqual(keys.map(({ key, through }) => [key, through.map(({ what, after }) => [what, after])]), [["own", [["catalog", `/operations/${place}`]]]]);
});

test("what is no ward and no document is refused", () => {
  assert.throws(() => diff(project, {}, { at: AT }), { name: "KeywardError", code: "document_invalid" });
  assert.throws(() => diff(project, project, { when: AT }), { name: "KeywardError", code: "request_invalid" });
  assert.throws(() => diff(project, project, { at: 5 }), { name: "KeywardError", code: "instant_invalid" });
});

/** Single changes of a project, each with what `through` calls it. */
function randomEdits(random, project) {
  const permissions = () => random.some(["a", "b", "c", "d", "wide", "red", "big", "huge"], 1 + random.below(4));
  const key = random.pick(project.keys);
  const edits = [
    ...project.roles.map(({ id }, place) => ({ name: `role ${id} permissions`, edit: ((given) => (next) => (next.roles[place].permissions = given))(permissions()) })),
    ...project.users.map(({ id, active = true }, place) => ({ name: `user ${id} active`, edit: (next) => (next.users[place].active = !active) })),
    ...project.environments.map(({ id, managementApi = true }, place) => ({ name: `environment ${id} managementApi`, edit: (next) => (next.environments[place].managementApi = !managementApi) })),
    { name: `key ${key.id} disabled`, edit: (next) => (next.keys.find(({ id }) => id === key.id).disabled = !key.disabled) },
    { name: `key ${key.id} environments`, edit: ((given) => (next) => (next.keys.find(({ id }) => id === key.id).environments = given))(random.some(["e1", "e2"], 1)) },
  ];
  return random.some(edits, 2 + random.below(3));
}

const edited = (project, edits) => {
  const next = structuredClone(project);
  for (const { edit } of edits) edit(next);
  return next;
};

test("it names the changes that matter: without which, or by which alone, the answer is another one", { timeout: 300_000 }, (t) => {
  let compared = 0;
  seeded(t, 25, (random) => {
    const catalog = randomCatalog(random);
    const project = randomProject(random);
    for (const key of project.keys) Object.assign(key, { expiresAt: AT + 1e9, revokedAt: undefined, notBefore: undefined });
    const edits = randomEdits(random, project);
    const wards = new Map();
    const answer = (applied, key, operation, environment, isByWay) => {
      const name = applied.map(({ name }) => name).join();
      if (!wards.has(name)) wards.set(name, new Keyward(edited(project, applied), { catalog }));
      const request = { key, operation, at: AT, ...(environment !== null && { environment }) };
      if (isByWay) return WAYS.map((facts) => Number(wards.get(name).decide({ ...request, facts }).allowed)).join("");
      const { reason } = wards.get(name).decide(request);
      return ["permitted", "facts_needed"].indexOf(reason);
    };
    for (const { key, environments, through } of diff(project, edited(project, edits), { at: AT, catalog }).keys) {
      for (const { environment, gained, lost } of environments) {
        for (const { operation, through: places, when } of [...gained, ...lost]) {
          const ask = (applied) => answer(applied, key, operation, environment, when !== null);
          const matters = edits.filter((edit) => ask(edits.filter((each) => each !== edit)) !== ask(edits) || ask([edit]) !== ask([])).map(({ name }) => name);
          const named = places.map((place) => `${through[place].what} ${through[place].id} ${through[place].member}`);
          // where none matters by itself, all that may have a part are named
          if (matters.length === 0) continue;
          compared += 1;
          assert.deepEqual([...named].sort(), [...new Set(matters)].sort(), `${key} ${operation} ${environment}`);
        }
      }
    }
    for (const ward of wards.values()) ward.free();
  });
  assert.ok(compared > 50, `${compared} answers compared`);
});

const DAY = 86_400_000;
const TIMES = { createdAt: AT - 10 * DAY, expiresAt: AT + 100 * DAY };
/** Two managers who are told of expiries, a key with its own permissions, and one of an editor. */
const office = () => ({
  format: "keyward/project@1",
  id: "office",
  environments: [{ id: "e1" }, { id: "e2" }],
  roles: [{ id: "manager", permissions: "every" }, { id: "editor", permissions: ["role:view-content", "role:edit-content"] }],
  users: [
    { id: "ada", roles: [{ role: "manager" }] },
    { id: "bob", roles: [{ role: "manager" }] },
    { id: "cleo", roles: [{ role: "editor", collections: ["a", "b"], languages: ["en", "de"], environments: ["e1", "e2"] }] },
  ],
  keys: [
    { id: "own", kind: "management", environments: ["e1", "e2"], permissions: ["key:read-content", "key:write-assets"], ...TIMES },
    { id: "hers", kind: "personal", owner: "cleo", environments: ["e1", "e2"], ...TIMES },
  ],
});

/** The sentences about an office after a change. */
function sentencesAfter(change) {
  const next = office();
  change(next);
  const { keys, users } = diff(office(), next, { at: AT });
  return [...keys, ...users].map(({ message }) => message);
}

/** Turns every list around whose order means nothing. */
function reorder(project) {
  const around = (list) => Array.isArray(list) && list.reverse();
  for (const { permissions } of project.roles) around(permissions);
  for (const { roles } of project.users) for (const each of roles) [each.environments, each.collections, each.languages].forEach(around);
  for (const { environments, permissions } of project.keys) [environments, permissions].forEach(around);
  [project.environments, project.roles, project.users, project.keys].forEach(around);
}

test("lists in another order are no change, nor the cause of one", () => {
  assert.deepEqual(sentencesAfter(reorder), []);
  const [message] = sentencesAfter((next) => (reorder(next), (next.keys[1].expiresAt += DAY)));
  assert.equal(message, "the key `own` is good until 2027-03-04T12:00:00Z instead of until 2027-03-03T12:00:00Z, has other notices: `expiresAt` of the key `own` has changed");
  const changes = (change) => diff(office(), Object.assign(office(), change), { at: AT }).keys.flatMap(({ through }) => through.map(({ message: cause }) => cause));
  const next = office();
  reorder(next);
  next.roles.find(({ id }) => id === "editor").permissions = ["role:view-content"];
  assert.deepEqual(changes(next), ["the permissions of the role `editor` have changed"]);
});

test("what an assignment leaves out is what it stands for", () => {
  const manager = (members) => (next) => Object.assign(next.users[0].roles[0], members);
  assert.deepEqual(sentencesAfter(manager({ environments: "all", collections: "any", languages: "any" })), []);
  const both = (next) => (manager({ collections: "any" })(next), (next.users[0].active = false));
  assert.ok(sentencesAfter(both).some((message) => message.startsWith("the user `ada` ")));
  for (const message of sentencesAfter(both)) assert.match(message, /: the user `ada` is no longer active$/);
});

test("a sentence says when a key is good, what is lost in part, and which notices there are", () => {
  const own = (members) => (next) => Object.assign(next.keys[0], members);
  assert.deepEqual(sentencesAfter(own({ notBefore: AT + 3 * DAY })), ["the key `own` is good from 2026-11-26T12:00:00Z until 2027-03-03T12:00:00Z instead of until 2027-03-03T12:00:00Z: `notBefore` of the key `own` has changed"]);
  assert.match(sentencesAfter(own({ revokedAt: AT }))[0], /^the key `own` loses \d+ operations in `e1` and `e2`, is no longer good \(it was until 2027-03-03T12:00:00Z\), has no notices any more: `revokedAt` of the key `own` has changed$/);
  assert.match(sentencesAfter((next) => next.keys.push({ ...next.keys[0], id: "new", createdAt: AT }))[0], /^the key `new` gains \d+ operations in `e1` and `e2`, is good until 2027-03-03T12:00:00Z, has notices: the key `new` was added$/);
  assert.match(sentencesAfter((next) => (next.users[2].roles[0].collections = ["a"]))[0], /^the key `hers` loses \d+ operations, in some cases, in `e1` and `e2`: /);
  // all that it could do in some cases is lost wholly
  assert.match(sentencesAfter((next) => next.keys.pop())[0], /^the key `hers` loses \d+ operations in `e1` and `e2`, is no longer good/);
  const [, promoted] = sentencesAfter((next) => (next.users[2].roles = [{ role: "manager" }]));
  assert.match(promoted, /^the key `hers` gains \d+ operations, \d+ of them in some cases, in `e1` and `e2`: /);
});

test("a successor is the cause of other notices only where it matters whether it is in use", () => {
  const before = office();
  before.keys.push({ ...before.keys[0], id: "next", replaces: "own", name: "Next", revokedAt: AT + DAY });
  const next = structuredClone(before);
  Object.assign(next.keys[2], { name: "Other", permissions: ["key:read-content"] });
  next.keys[0].expiresAt += DAY;
  const [{ through }] = diff(before, next, { at: AT }).keys;
  assert.deepEqual(through.map(({ id, member }) => [id, member]), [["own", "expiresAt"]]);
});
