// How the work of leastPrivilege, usage, diff and testCases grows with collections, languages and facts: counted in questions, not in time.
import assert from "node:assert/strict";
import test from "node:test";
import { diff, leastPrivilege, testCases, usage } from "../../../pkg/analyze.js";
import { Keyward } from "../../../pkg/inline.js";
import { ANYTIME } from "./oracle.mjs";

/** How many questions wards are asked meanwhile. */
async function questionsOf(run) {
  const { prototype } = Keyward;
  const { decide, decideMany, explain } = prototype;
  let count = 0;
  const counting = (call, size) => function (...given) {
    count += size(...given);
    return call.apply(this, given);
  };
  prototype.decide = counting(decide, () => 1);
  prototype.decideMany = counting(decideMany, (requests) => requests.length);
  prototype.explain = counting(explain, () => 1);
  try {
    const result = await run();
    return { count, result };
  } finally {
    Object.assign(prototype, { decide, decideMany, explain });
  }
}

const named = (name, count) => Array.from({ length: count }, (_, number) => `${name}${number}`);

/** A catalog with one operation whose alternatives depend on so many facts, and on what is limited by collection and language. */
function catalogOf(facts) {
  const limited = { a: ["collection"], b: ["collection", "language"], c: ["language"], d: [] };
  const alternatives = named("fact", facts).map((fact, place) => ({ when: { [fact]: true }, allOf: [Object.keys(limited)[place % 4]] }));
  return {
    format: "keyward/catalog@1",
    id: "growth",
    permissions: Object.entries(limited).map(([id, scopedBy]) => ({ id, ...(scopedBy.length > 0 && { scopedBy }) })),
    kinds: { owner: { permissions: "owner", lifetime: { default: "P6M", min: "PT1M", max: null } } },
    environmentParameter: "e",
    operations: [{ id: "op", method: "GET", path: "/{e}/op", requires: { owner: [...alternatives, ["a", "b", "c", "d"]] } }],
  };
}

/** A project of one key, whose owner has these assignments and all of another role. */
function projectOf(roles) {
  return {
    format: "keyward/project@1",
    id: "growth",
    environments: [{ id: "e1" }],
    roles: [{ id: "ab", permissions: ["a", "b"] }, { id: "cd", permissions: ["c", "d"] }],
    users: [{ id: "u", roles: [...roles, { role: "cd" }] }],
    keys: [{ id: "k", kind: "owner", owner: "u", environments: "all", createdAt: ANYTIME, expiresAt: null }],
  };
}

const together = (names) => projectOf([{ role: "ab", collections: named("c", names), languages: named("l", names) }]);
const apart = (names) => projectOf(named("", names).map((number) => ({ role: "ab", collections: [`c${number}`], languages: [`l${number}`] })));
const LOG = JSON.stringify({ key: "k", operation: "op", environment: "e1", allowed: true });
const least = (project, facts, options = {}) => questionsOf(() => leastPrivilege(project, LOG, { catalog: catalogOf(facts), ...options }));
const used = (project, facts) => questionsOf(() => usage(project, LOG, { catalog: catalogOf(facts) }));

test("names that the same assignments name cost no more than one", async () => {
  for (const ask of [least, used]) {
    const [few, many] = [await ask(together(2), 6), await ask(together(60), 6)];
    assert.equal(many.count, few.count);
  }
  const { result: [{ permissions, proven }] } = await least(together(60), 6);
  assert.deepEqual([permissions, proven], [["a", "b", "c", "d"], true]);
});

test("diff asks for names that the same assignments name once, and tells of each", async () => {
  const changed = (project) => ({ ...project, roles: project.roles.map((role) => ({ ...role, permissions: role.permissions.slice(0, 1) })) });
  const asked = (names) => questionsOf(() => diff(together(names), changed(together(names)), { catalog: catalogOf(2), at: ANYTIME }));
  const [few, many] = [await asked(2), await asked(30)];
  assert.equal(many.count, few.count);
  const [{ when }] = many.result.keys[0].environments[0].lost;
  // what needs `b` is lost in each of these, and what needs `c` in none
  assert.deepEqual([when.length, new Set(when.map((way) => JSON.stringify(way))).size], [900, 900]);
  assert.ok(when.every(({ collection, language, fact1 }) => /^c\d+$/.test(collection) && /^l\d+$/.test(language) && fact1));
});

test("facts cost no more questions: the conditions of the alternatives tell what they change", async () => {
  for (const ask of [least, used]) {
    const [few, many] = [await ask(apart(6), 6), await ask(apart(6), 12)];
    assert.ok(many.count <= few.count + 8, `${few.count} ${many.count}`);
  }
});

test("assignments of other collections and languages each cost their product, until that is more than the effort allows", async () => {
  const [five, ten, twenty] = [await least(apart(5), 6), await least(apart(10), 6), await least(apart(20), 6)];
  // six by six, eleven by eleven, and twenty-one by twenty-one: asked for what is needed, and before and after what is found
  for (const [{ count, result: [{ proven }] }, product] of [[five, 36], [ten, 121], [twenty, 441]]) {
    assert.ok(count >= product && count <= 4 * product, `${count} ${product}`);
    assert.equal(proven, true);
  }
  for (const effort of [20, 1000, 8000]) {
    for (const names of [20, 120]) {
      const { count, result: [{ permissions, proven, atLeast, size, message }] } = await least(apart(names), 6, { effort });
      assert.ok(count <= 20 + effort / 5, `${effort}: ${count}`);
      if (effort / 20 > 441 && names === 20) continue;
      assert.deepEqual([permissions, proven, atLeast, size], [["a", "b", "c", "d"], false, 0, 4]);
      assert.match(message, /; the search was given up: a smaller set may exist$/);
    }
  }
  // without a limit of one's own, too
  assert.ok((await least(apart(150), 6)).count < 50_000);
});

test("what usage does not look into, for more collections and languages than 2,048 together, counts as needed", async () => {
  const permissions = { ab: ["a", "b", "d"], cd: ["c", "d"] };
  const withMore = (project) => ({ ...project, roles: project.roles.map(({ id }) => ({ id, permissions: permissions[id] })) });
  const few = await used(withMore(apart(20)), 2);
  const many = await used(withMore(apart(60)), 2);
  assert.deepEqual([few.result.keys[0].unneeded, many.result.keys[0].unneeded], [["c", "d"], []]);
  assert.ok(many.count < few.count, `${many.count} ${few.count}`);
});

test("testCases looks for the ids that were probably meant as long as that does not take too long", () => {
  const keys = named("k", 10_000).map((id) => ({ id, kind: "management", environments: "all", createdAt: ANYTIME, expiresAt: null, permissions: [] }));
  const catalog = { format: "keyward/catalog@1", id: "c", permissions: [], kinds: { management: { permissions: "own", lifetime: { default: "P1Y", min: "PT1M", max: null } } }, operations: [{ id: "o", method: "GET", path: "/o", requires: { management: [[]] } }] };
  const project = { format: "keyward/project@1", id: "p", environments: [], roles: [], users: [], keys };
  const { results } = testCases(project, Array.from({ length: 201 }, () => ({ key: "kk0", operation: "o", expect: "denied" })), { catalog });
  const hasHint = ({ failures: [{ diff }] }) => diff.endsWith("the project has no key `kk0`; did you mean `k0`?");
  assert.deepEqual([results.filter(hasHint).length, hasHint(results[200]), results.every(({ passed }) => !passed)], [200, false, true]);
});
