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

/** What a template has in common with all that answer to the same requests. */
export const shapeOf = (path) => path.toLowerCase().replace(/\{\w+\}/g, "{}");

/** Paths like those of the operations, some spoilt: another case, a slash at the end, an empty segment, an escape. */
export function requestsFor(operations, random, count) {
  return Array.from({ length: count }, () => {
    let path = operations[random(operations.length)].path.replace(/\{\w+\}/g, () => ["all", "All", "items", "x", "ITEMS", "a%2Fb", "%C3%A9"][random(7)]);
    if (random(3) === 0) path = [path.toUpperCase(), `${path}/`, path.replace(/\/[^/]+$/, "/"), path.replace("/", "//"), path.replace(/a/, "%61"), path.toLowerCase()][random(6)];
    return path;
  });
}

export const toExpress = (path) => path.replace(/\{(\w+)\+\}/g, "*$1").replace(/:/g, "\\:").replace(/\{(\w+)\}/g, ":$1");
export const toFastify = (path) => path.replace(/\{\w+\+\}/g, "*").replace(/:/g, "::").replace(/\{(\w+)\}(:?)/g, (_, name, colon) => `:${name}${colon && `(^.+)${colon}`}`);
/** A parameter is a whole segment there, and text about it is part of its expression. */
export const toHono = (path) => path.split("/").map((text) => (/^\{\w+\+\}$/.test(text) ? "*" : text.replace(/^([^{]*)\{(\w+)\}(.*)$/, (_, before, name, after) => `:${name}${before + after && `{${before}.+${after.replace(".", "\\.")}}`}`))).join("/");

const AFFIXES = ["{x}:all", "{x}.json", "v{x}", "v{x}:all", "{x}"];
const WHOLE = ["all", "All", "items", "v2", "a:all", "v2.json", ":all"];
const VALUES = ["all", "ALL", "items", "x", "v2", "v", "a:all", "a%3Aall", "a.json", "v2:all", "a%2Fb", "items%2Fall", "%C3%A9", "codename", "code%20name", "-", "keyward-probe"];

/** Operations whose templates have text about parameters, tails, and identifiers of several forms; and a catalog's members for these. */
export function richCatalog(random) {
  const identifiers = random(2) === 0 ? {} : { item: ["{item}", "codename/{codename}"] };
  const kept = [];
  for (let tries = 0; tries < 30 && kept.length < 7; tries += 1) {
    let place = 0;
    const parameter = (form) => form.replace("{x}", `{x${(place += 1)}}`);
    const segments = Array.from({ length: 1 + random(3) }, () => {
      const kind = random(10);
      return kind < 3 ? parameter("{x}") : kind < 5 ? parameter(AFFIXES[random(AFFIXES.length)]) : kind < 6 ? "{item}" : WHOLE[random(WHOLE.length)];
    });
    if (random(5) === 0) segments.push("{path+}");
    const path = `/${segments.join("/")}`;
    if (path.split("{item}").length > 2 || segments.some((text) => text.startsWith(":"))) continue;
    const shapes = formsOf(path, identifiers).map(shapeOf);
    if (kept.some((other) => other.shapes.some((shape) => shapes.includes(shape)))) continue;
    kept.push({ id: `op${kept.length}`, method: "GET", path, shapes });
  }
  return { operations: kept.map(({ shapes, ...operation }) => operation), identifiers };
}

/** A template in each form of its identifiers. */
export const formsOf = (path, identifiers) => Object.entries(identifiers).reduce((paths, [name, forms]) => paths.flatMap((path) => (path.split("/").includes(`{${name}}`) ? forms.map((form) => path.replace(`{${name}}`, form)) : [path])), [path]);

/** Paths of these operations, and such as are spoilt a little. */
export function richRequests({ operations, identifiers }, random, count) {
  return Array.from({ length: count }, () => {
    const forms = formsOf(operations[random(operations.length)].path, identifiers);
    const value = () => VALUES[random(VALUES.length)];
    let path = forms[random(forms.length)].replace(/\{\w+\+\}/g, () => Array.from({ length: 1 + random(3) }, value).join("/")).replace(/\{\w+\}/g, value);
    if (random(3) === 0) {
      const swapped = path.split("/");
      swapped[1 + random(swapped.length - 1)] = value();
      path = swapped.join("/");
    }
    if (random(4) === 0) path = SPOILT[random(SPOILT.length)](path);
    return path;
  });
}

const SPOILT = [
  (path) => path.toUpperCase(), (path) => `${path}/`, (path) => `${path}//`, (path) => path.replace(/\/[^/]+$/, "/"), (path) => path.replace("/", "//"), (path) => path.replace(/a/, "%61"), (path) => `/x/..${path}`, (path) => path.replace(/\/(?=[^/]*$)/, "/./"),
  (path) => path.replace(/\/(?=[^/]*$)/, "\\"), (path) => `${path};x=1`, (path) => `${path}%00`, (path) => `${path}?x=/all`, (path) => path.replace(/\/(?=[^/]*$)/, "%2F"), (path) => `${path}%2e`, (path) => `/%2e%2e${path}`, (path) => `${path}#x`, (path) => path.replace(/l/, "L"), (path) => path.replace(/\/(?=[^/]*$)/, "/%2E%2E/"),
];
