// Catalogs of a few templates, and the same templates as routes of Express, Fastify and Hono, for the tests of the adapters.

export const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 32));

/** Random numbers below a limit, from a seed. */
export function randomOf(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** The same in another order. */
export const shuffled = (list, random) => list.map((item) => [random(1e6), item]).sort(([a], [b]) => a - b).map(([, item]) => item);

const KIND = { permissions: "own", lifetime: { default: "P6M", min: "PT1M", max: "P2Y" } };

/** A catalog whose operations are these templates, each of which needs a permission of its own. */
export const catalogOf = (operations, trailingSlash = "ignore") => ({
  format: "keyward/catalog@1", id: "routing", trailingSlash, encodedSlash: "keep",
  permissions: operations.map(({ id }) => ({ id })), kinds: { management: KIND },
  operations: operations.map(({ id, method, path }) => ({ id, method, path, requires: { management: [[id]] } })),
});

/** A project with one key, which may do these. */
export const KEYS = (permissions, at) => ({
  format: "keyward/project@1", id: "routing", environments: [], roles: [], users: [],
  keys: [{ id: "good", kind: "management", environments: "all", createdAt: at - 1000, expiresAt: at + 86_400_000 * 31, permissions }],
});

const WORDS = ["items", "all", "report", "Items", "v2"];

/** Operations of templates that are easily taken for each other. */
export function randomCatalog(random) {
  const paths = new Set();
  while (paths.size < 6) {
    const segments = Array.from({ length: 1 + random(3) }, () => (random(5) < 2 ? "{x}" : WORDS[random(WORDS.length)]));
    paths.add(`/${segments.join("/")}`.replace(/\{x\}/g, (_, place) => `{x${place}}`));
  }
  // alike but for case is one template in the eyes of most routers
  const kept = [...paths].filter((path, place, all) => all.findIndex((other) => shapeOf(other) === shapeOf(path)) === place);
  return kept.map((path, place) => ({ id: `op${place}`, method: "GET", path }));
}

const shapeOf = (path) => path.toLowerCase().replace(/\{\w+\}/g, "{}");

/** Paths like those of the operations, some spoilt: another case, a slash at the end, an empty segment, an escape. */
export function requestsFor(operations, random, count) {
  return Array.from({ length: count }, () => {
    let path = operations[random(operations.length)].path.replace(/\{\w+\}/g, () => ["all", "All", "items", "x", "ITEMS", "a%2Fb", "%C3%A9"][random(7)]);
    if (random(3) === 0) path = [path.toUpperCase(), `${path}/`, path.replace(/\/[^/]+$/, "/"), path.replace("/", "//"), path.replace(/a/, "%61"), path.toLowerCase()][random(6)];
    return path;
  });
}

export const toExpress = (path) => path.replace(/\{(\w+)\+\}/g, "*$1").replace(/:/g, "\\:").replace(/\{(\w+)\}/g, ":$1");
export const toFastify = (path) => path.replace(/\{\w+\+\}/g, "*").replace(/:/g, "::").replace(/\{(\w+)\}/g, ":$1");
export const toHono = (path) => path.replace(/\{\w+\+\}/g, "*").replace(/\{(\w+)\}/g, ":$1");
