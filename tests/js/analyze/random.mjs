// Random projects and catalogs for the oracles, from a fresh seed that a failing test prints.
import { randomFrom } from "../../../bench/random.mjs";

export const AT = Date.parse("2026-11-23T12:00:00Z");
const DAY = 86_400_000;

/** A fresh seed, or the one that is to be tried again. */
export const freshSeed = () => Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

/** Calls `body` with a source of numbers; a failure says which seed it had. */
export function seeded(t, rounds, body) {
  const seed = freshSeed();
  for (let round = 0; round < rounds; round += 1) {
    try {
      body(randomFrom(seed + round), round);
    } catch (error) {
      t.diagnostic(`SEED=${seed + round}`);
      throw error;
    }
  }
}

/** The same, for a body that is to be waited for. */
export async function seededAsync(t, rounds, body) {
  const seed = freshSeed();
  for (let round = 0; round < rounds; round += 1) {
    try {
      await body(randomFrom(seed + round), round);
    } catch (error) {
      t.diagnostic(`SEED=${seed + round}`);
      throw error;
    }
  }
}

const PERMISSIONS = ["a", "b", "c", "d", "wide", "red", "big", "huge"];

/** A small catalog with includes, conditions, scopes, several alternatives, and operations without an environment. */
export function randomCatalog(random, { hasEnvironments = random.chance(0.8) } = {}) {
  const alternative = () => {
    const allOf = random.some(PERMISSIONS, random.below(3));
    return random.chance(0.3) ? { when: Object.fromEntries(random.some(["exists", "draft"], 1 + random.below(2)).map((fact) => [fact, random.chance(0.5)])), allOf } : allOf;
  };
  const alternatives = () => {
    const made = Array.from({ length: 1 + random.below(3) }, alternative);
    // conditions in another order are the same alternative
    const text = ({ when = {}, ...each }) => JSON.stringify([Object.entries(when).sort(), each]);
    return [...new Map(made.map((each) => [text(each), each])).values()];
  };
  const operations = Array.from({ length: 9 }, (_, place) => {
    const requires = {};
    for (const kind of ["own", "personal", "root"]) if (random.chance(0.85)) requires[kind] = alternatives();
    const inside = hasEnvironments && (place === 0 || random.chance(0.7));
    return { id: `op${place}`, method: "GET", path: `${inside ? "/e/{environment}" : ""}/thing${place}`, requires };
  });
  return {
    format: "keyward/catalog@1",
    id: "random",
    permissions: [
      { id: "a" },
      { id: "b", scopedBy: ["collection"] },
      { id: "c", scopedBy: ["collection", "language"] },
      { id: "d" },
      { id: "wide", allEnvironments: true },
      { id: "red", scopedBy: ["language"] },
      { id: "big", includes: random.some(["a", "b", "c", "wide"], 1 + random.below(2)), ...(random.chance(0.3) && { scopedBy: ["collection"] }) },
      { id: "huge", includes: random.some(["big", "d", "red"], 1 + random.below(2)), ...(random.chance(0.2) && { allEnvironments: true }) },
    ],
    kinds: {
      own: { permissions: "own", lifetime: { default: "P6M", min: "PT1M", max: null }, recipients: "d" },
      personal: { permissions: "owner", lifetime: { default: "P6M", min: "PT1M", max: "P2Y" }, recipients: "owner" },
      root: { permissions: "every", lifetime: { default: "P6M", min: "PT1M", max: "P2Y" } },
    },
    ...(hasEnvironments && { environmentParameter: "environment" }),
    operations,
  };
}

export const ENVIRONMENTS = ["e1", "e2", "e3"];
const scope = (random, ids, all) => (random.chance(0.6) ? all : random.some(ids, 1 + random.below(ids.length - 1)));

const randomAssignment = (random, roles) => ({
  role: random.pick(roles),
  ...(random.chance(0.3) && { environments: scope(random, ENVIRONMENTS, "all") }),
  ...(random.chance(0.4) && { collections: scope(random, ["blog", "shop"], "any") }),
  ...(random.chance(0.3) && { languages: scope(random, ["en", "de"], "any") }),
});

const randomAssignments = (random, roles) => {
  const made = Array.from({ length: random.below(4) }, () => randomAssignment(random, roles));
  return [...new Map(made.map((each) => [JSON.stringify(each), each])).values()];
};

export const randomPermissions = (random) => random.some(PERMISSIONS, 1 + random.below(4));

function randomKey(random, id, users) {
  const kind = random.pick(["own", "own", "personal", "personal", "root"]);
  return {
    id,
    kind,
    environments: scope(random, ENVIRONMENTS, "all"),
    createdAt: AT - DAY * (9 + random.below(50)),
    expiresAt: AT + DAY * (random.below(60) - 5) + 1,
    ...(random.chance(0.1) && { notBefore: AT + DAY }),
    ...(random.chance(0.1) && { revokedAt: AT + DAY * (random.below(9) - 4) }),
    ...(random.chance(0.1) && { disabled: true }),
    ...(kind === "own" ? { permissions: randomPermissions(random) } : { owner: random.pick(users) }),
  };
}

/** A small project for such a catalog. */
export function randomProject(random) {
  const roles = ["r1", "r2", "r3"].map((id) => ({ id, permissions: random.chance(0.15) ? "every" : randomPermissions(random) }));
  const roleIds = roles.map(({ id }) => id);
  const users = ["u1", "u2", "u3"].map((id) => ({ id, ...(random.chance(0.2) && { active: false }), roles: randomAssignments(random, roleIds) }));
  return {
    format: "keyward/project@1",
    id: "random",
    environments: ENVIRONMENTS.map((id) => ({ id, ...(random.chance(0.15) && { managementApi: false }) })),
    roles,
    users,
    keys: Array.from({ length: 6 }, (_, place) => randomKey(random, `k${place}`, users.map(({ id }) => id))),
  };
}

/** The project after so many random changes. */
export function changedProject(random, project, changes) {
  const next = structuredClone(project);
  const roles = next.roles.map(({ id }) => id);
  const users = next.users.map(({ id }) => id);
  for (let count = 0; count < changes; count += 1) {
    const edits = [
      () => (random.pick(next.roles).permissions = randomPermissions(random)),
      () => (random.pick(next.users).roles = randomAssignments(random, roles)),
      () => (random.pick(next.users).active = random.chance(0.7)),
      () => (random.pick(next.environments).managementApi = random.chance(0.6)),
      () => next.keys.splice(random.below(next.keys.length), 1, randomKey(random, `k${random.below(6)}-new`, users)),
      () => (random.pick(next.keys).environments = scope(random, ENVIRONMENTS, "all")),
      () => (random.pick(next.keys).expiresAt += DAY),
      () => (random.pick(next.keys).disabled = random.chance(0.5)),
      () => {
        const { id } = random.pick(next.keys);
        next.keys = next.keys.map((key) => (key.id === id ? randomKey(random, id, users) : key));
      },
      () => {
        if (!next.environments.some(({ id }) => id === "e4")) next.environments.push({ id: "e4" });
      },
    ];
    random.pick(edits)();
  }
  // ids stay unique
  next.keys = [...new Map(next.keys.map((key) => [key.id, key])).values()];
  return next;
}
