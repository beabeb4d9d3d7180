// leastPrivilege against every subset of all permissions, on small catalogs whose permissions include each other at random.
import assert from "node:assert/strict";
import test from "node:test";
import { leastPrivilege } from "../../../pkg/analyze.js";
import { ANYTIME, bitsOf, covers, load } from "./oracle.mjs";
import { closureOf, inStead, reduced, subsets } from "./reduced.mjs";
import { seededAsync } from "./random.mjs";

const IDS = ["p0", "p1", "p2", "p3", "p4", "p5"];
const LIMITS = [[], [], ["collection"], ["language"], ["collection", "language"], ["collection", "language"]];

/** Permissions that include each other in chains, now and then in a cycle; limited, or for all environments, at random. */
function chainedCatalog(random) {
  const permissions = IDS.map((id, place) => {
    const later = random.some(IDS.slice(place + 1), random.below(3));
    const includes = place > 0 && random.chance(0.05) ? [...later, IDS[random.below(place)]] : later;
    const scopedBy = random.pick(LIMITS);
    return { id, ...(includes.length > 0 && { includes }), ...(scopedBy.length > 0 && { scopedBy }), ...(random.chance(0.15) && { allEnvironments: true }) };
  });
  const alternative = () => {
    const allOf = random.some(IDS.slice(1), 1 + random.below(2));
    return random.chance(0.2) ? { when: { [random.pick(["exists", "draft"])]: random.chance(0.5) }, allOf } : allOf;
  };
  const alternatives = () => [...new Map(Array.from({ length: 1 + random.below(3) }, alternative).map((each) => [JSON.stringify(each), each])).values()];
  const operations = Array.from({ length: 5 }, (_, place) => ({ id: `op${place}`, method: "GET", path: `/e/{environment}/op${place}`, requires: { own: alternatives(), owner: alternatives() } }));
  const lifetime = { default: "P6M", min: "PT1M", max: null };
  return { format: "keyward/catalog@1", id: "chained", permissions, kinds: { own: { permissions: "own", lifetime }, owner: { permissions: "owner", lifetime } }, environmentParameter: "environment", operations };
}

function randomProject(random) {
  const environments = ["e1", "e2"];
  const listed = () => random.some(IDS, 1 + random.below(3));
  const roles = ["r1", "r2"].map((id) => ({ id, permissions: random.chance(0.1) ? "every" : listed() }));
  const limit = (ids) => (random.chance(0.5) ? "any" : random.some(ids, 1 + random.below(ids.length)));
  const assignment = () => ({ role: random.pick(["r1", "r2"]), collections: limit(["blog", "shop"]), languages: limit(["en", "de"]), ...(random.chance(0.2) && { environments: [random.pick(environments)] }) });
  const assignments = () => [...new Map(Array.from({ length: 1 + random.below(3) }, assignment).map((each) => [JSON.stringify(each), each])).values()];
  const scope = () => (random.chance(0.6) ? "all" : random.some(environments, 1));
  const times = { createdAt: ANYTIME, expiresAt: null };
  const keys = ["u1", "u2", "u3"].map((owner) => ({ id: `of-${owner}`, kind: "owner", owner, environments: scope(), ...times }));
  keys.push({ id: "own", kind: "own", permissions: listed(), environments: scope(), ...times });
  return { format: "keyward/project@1", id: "chained", environments: environments.map((id) => ({ id })), roles, users: ["u1", "u2", "u3"].map((id) => ({ id, roles: assignments() })), keys };
}

/** All that a key holds. */
function heldNow(project, catalog, key) {
  const owner = project.users.find(({ id }) => id === key.owner);
  const listed = key.permissions ?? owner.roles.flatMap(({ role }) => project.roles.find(({ id }) => id === role).permissions);
  return closureOf(catalog, listed.includes("every") ? IDS : listed, key.environments === "all");
}

/** Asks about a key that would have less. */
function trial(project, catalog, id, scope) {
  const within = (set, ask) => {
    const ward = load(reduced(project, catalog, id, set, scope), catalog);
    try {
      return ask(ward);
    } finally {
      ward.free();
    }
  };
  const keeps = (set, calls) => within(set, (ward) => calls.every((call) => covers(bitsOf(ward, call), call.bits)));
  const gainsNothing = (set, full) => within(set, (ward) => catalog.operations.every(({ id: operation }) => ["e1", "e2"].every((environment) => covers(bitsOf(full, { key: id, operation, environment }), bitsOf(ward, { key: id, operation, environment })))));
  return { keeps, gainsNothing };
}

/** How many permissions the smallest set has. */
function smallestSize(catalog, now, isForAll, keeps) {
  const closed = subsets(IDS).map((set) => [...closureOf(catalog, set, isForAll)].sort()).filter((set) => set.every((each) => now.has(each)));
  const bySize = [...new Map(closed.map((set) => [set.join(), set])).values()].sort((a, b) => a.length - b.length);
  return bySize.find(keeps).length;
}

test("no subset of all permissions is smaller than what is found", { timeout: 600_000 }, async (t) => {
  await seededAsync(t, Number(process.env.ROUNDS ?? 40), async (random) => {
    const catalog = chainedCatalog(random);
    const project = randomProject(random);
    const ward = load(project, catalog);
    const calls = Array.from({ length: 12 }, () => ({ key: random.pick(project.keys).id, operation: random.pick(catalog.operations).id, environment: random.pick(["e1", "e2"]) }));
    const kept = calls.map((call) => ({ ...call, bits: bitsOf(ward, call) })).filter(({ bits }) => bits.includes("1"));
    const lines = kept.map(({ bits: _, ...call }) => JSON.stringify({ ...call, allowed: true }));
    const little = await leastPrivilege(project, lines, { catalog, effort: 1 + random.below(150) });
    for (const [place, { key: id, permissions, environments: { least }, proven, size, atLeast }] of (await leastPrivilege(project, lines, { catalog })).entries()) {
      const key = project.keys.find((each) => each.id === id);
      const own = kept.filter((call) => call.key === id);
      const { keeps, gainsNothing } = trial(project, catalog, id, least);
      const isForAll = least === "all";
      assert.ok(keeps(permissions, own), `${id} keeps its calls`);
      assert.ok(gainsNothing(permissions, ward), `${id} gains something`);
      assert.deepEqual([closureOf(catalog, permissions, isForAll).size, proven, atLeast], [size, true, size]);
      assert.equal(size, smallestSize(catalog, heldNow(project, catalog, key), isForAll, (set) => keeps(set, own)), `${id}: ${permissions}`);
      // with little effort, what is said is true all the same
      const given = little[place];
      const less = trial(project, catalog, id, given.environments.least);
      assert.ok(less.keeps(given.permissions, own), `${id} keeps its calls`);
      assert.ok(less.gainsNothing(given.permissions, ward), `${id} gains something`);
      if (given.proven) assert.deepEqual([given.environments.least, given.size], [least, size]);
      if (given.environments.least === least) assert.ok(given.atLeast <= size && given.size >= size, `${id}: at least ${given.atLeast}, not ${size}`);
    }
    ward.free();
  });
});
