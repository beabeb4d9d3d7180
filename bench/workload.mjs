// What is measured on: a project and requests, the same in every run. Nothing here asks keyward.
import { readFileSync } from "node:fs";
import { randomFrom } from "./random.mjs";

/** The instant of every question. */
export const AT = Date.parse("2026-11-23T12:00:00Z");
const DAY = 86_400_000;

export const catalog = JSON.parse(readFileSync(new URL("../catalogs/kontent-management-v2.json", import.meta.url), "utf8"));

const COLLECTIONS = ["blog", "shop", "press", "legal", "jobs"];
const LANGUAGES = ["en", "de", "cs", "ar"];
const KEY_PERMISSIONS = idsStarting("key:");
const ROLE_PERMISSIONS = idsStarting("role:");

function idsStarting(prefix) {
  return catalog.permissions.map(({ id }) => id).filter((id) => id.startsWith(prefix));
}

/** 20 environments, 10 roles, and so many keys: half management, half personal, of a quarter as many users. */
export function makeProject({ keys = 1000, seed = 1 } = {}) {
  const random = randomFrom(seed);
  const environments = Array.from({ length: 20 }, (_, place) => ({ id: random.uuid(), name: `Environment ${place}`, ...(place >= 19 && { managementApi: false }) }));
  const environmentIds = environments.map(({ id }) => id);
  const roles = Array.from({ length: 10 }, (_, place) => ({
    id: random.uuid(),
    name: `Role ${place}`,
    permissions: place === 0 ? "every" : random.some(ROLE_PERMISSIONS, 10 + random.below(12)),
  }));
  const users = Array.from({ length: Math.ceil(keys / 4) }, (_, place) => ({
    id: random.uuid(),
    name: `User ${place}`,
    email: `user-${place}@example.com`,
    active: !random.chance(0.06),
    roles: makeAssignments(random, roles, environmentIds),
  }));
  const sets = Array.from({ length: 30 }, () => random.some(KEY_PERMISSIONS, 3 + random.below(6)));
  return {
    format: "keyward/project@1",
    id: "bench",
    environments,
    roles,
    users,
    keys: Array.from({ length: keys }, (_, place) => makeKey(random, place, { environmentIds, users, sets })),
  };
}

function makeAssignments(random, roles, environmentIds) {
  const limited = random.chance(0.25);
  return random.some(roles, 1 + random.below(3)).map(({ id }) => ({
    role: id,
    ...(random.chance(0.2) && { environments: random.some(environmentIds, 12) }),
    ...(limited && random.chance(0.6) && { collections: random.some(COLLECTIONS, 1 + random.below(3)) }),
    ...(limited && random.chance(0.4) && { languages: random.some(LANGUAGES, 1 + random.below(2)) }),
  }));
}

function makeKey(random, place, { environmentIds, users, sets }) {
  const createdAt = AT - DAY * (10 + random.below(80));
  const personal = place % 2 === 1;
  const fate = random.below(100);
  return {
    id: random.uuid(),
    kind: personal ? "personal" : "management",
    name: `Key ${place}`,
    environments: random.chance(0.3) ? random.some(environmentIds, 8) : "all",
    createdAt,
    expiresAt: fate < 3 ? AT - DAY : AT + DAY * (1 + random.below(90)),
    ...(fate >= 3 && fate < 6 && { revokedAt: AT - 1 }),
    ...(fate >= 6 && fate < 8 && { notBefore: AT + DAY / 2 }),
    ...(fate >= 8 && fate < 10 && { disabled: true }),
    ...(fate >= 10 && fate < 13 && { revokedAt: AT + 60_000 }),
    ...(personal ? { owner: random.pick(users).id } : { permissions: random.pick(sets) }),
  };
}

/** The catalog with its operations copied under other prefixes. */
export function widened(times) {
  const copies = (operation) =>
    Array.from({ length: times }, (_, copy) => (copy === 0 ? operation : { ...operation, id: `${operation.id}-${copy}`, path: `/region-${copy}${operation.path}` }));
  return { ...catalog, operations: catalog.operations.flatMap(copies) };
}

const PLAIN = ["files/{file}", "files/{file}/parts", "files/{file}/parts/{part}", "jobs"];
const RICH = ["files/{file}:complete", "files/{file}.json", "files/v{version}", "jobs/{path+}"];

/** The catalog with operations of these templates, 10 times over. */
function extended(prefix, templates) {
  const [{ requires }] = catalog.operations;
  const added = Array.from({ length: 10 }, (_, copy) => templates.map((template, place) => ({ id: `added-${copy}-${place}`, method: ["GET", "POST"][copy % 2], path: `${prefix(copy)}/${template}`, requires })));
  return { ...catalog, operations: [...catalog.operations, ...added.flat()] };
}

/** The built-in catalog, and the same with 40 more operations: under a path of their own, or under that of the built-in ones. */
export const templateCatalogs = {
  builtIn: catalog,
  plainElsewhere: extended((copy) => `/elsewhere-${copy}`, PLAIN),
  richElsewhere: extended((copy) => `/elsewhere-${copy}`, RICH),
  richBeside: extended((copy) => `/v2/projects/{${catalog.environmentParameter}}/added-${copy}`, RICH),
};

/** Ways to spoil a path: each is one that some reader would take for another path. */
const SPOILT = [
  (path) => path.replace("/v2/", "/v2//"),
  (path) => `${path}/../items`,
  (path) => `${path}/%2e%2e/items`,
  (path) => `${path};v=1`,
  (path) => path.replace("projects", "%70rojects"),
  (path) => `${path}/a%2541`,
  (path) => `${path}/a%00`,
  (path) => `${path}/a%5Cb`,
  (path) => `${path}/a b`,
  (path) => `${path}/é`,
  (path) => `${path}/%C3%28`,
  (path) => `${path}?language=en`,
  (path) => `${path}//`,
  (path) => `${path}/a%2F..%2Fb`,
  (path) => `${path}/100%`,
  (path) => path.slice(1),
];

/** Requests as a router would see them, and some about a user directly. Their paths are different ones. */
export function makeRequests(project, { count = 100_000, seed = 2, operations = catalog.operations } = {}) {
  const random = randomFrom(seed);
  const forms = formsOf(catalog.identifiers);
  // most calls are about one thing, not about a list
  const identified = operations.filter(({ path }) => path.match(/\{/g).length > 1);
  const choose = () => random.pick(random.chance(0.8) ? identified : operations);
  const requests = Array.from({ length: count }, () => makeRequest(random, project, choose(), forms));
  // as they would come from a socket: strings of their own, not ropes
  return JSON.parse(JSON.stringify(requests));
}

function makeRequest(random, project, operation, forms) {
  const key = random.pick(project.keys);
  const inScope = key.environments !== "all" && random.chance(0.9);
  const environment = random.chance(0.02) ? random.uuid() : inScope ? random.pick(key.environments) : random.pick(project.environments).id;
  let path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name) => (name === catalog.environmentParameter ? environment : forms(random, name)));
  let { method } = operation;
  const fate = random.below(1000);
  if (fate < 30) path = random.pick(SPOILT)(path);
  else if (fate < 40) path += "/settings";
  else if (fate < 45) path = path.replace("/v2/", "/V2/");
  else if (fate < 50) method = random.pick(["OPTIONS", "get", "TRACE"]);
  else if (fate < 60) path += "/";
  else if (fate < 70 && method === "GET") method = "HEAD";
  const facts = makeFacts(random, operation);
  return { ...makeAsker(random, project, key), method, path, at: AT, ...(facts && { facts }) };
}

function makeAsker(random, project, key) {
  const fate = random.below(1000);
  if (fate < 8) return { key: random.uuid() };
  if (fate < 10) return { user: random.uuid() };
  if (fate < 30) return { user: random.pick(project.users).id };
  return { key: key.id };
}

/** What the caller knows of the request beside its path: mostly all that matters, sometimes nothing. */
function makeFacts(random, { requires }) {
  const alternatives = requires.personal ?? [];
  const conditions = alternatives.flatMap(({ when = {} }) => Object.keys(when));
  const isScoped = JSON.stringify(alternatives).match(/role:\w+-(content|assets)"/);
  if ((conditions.length === 0 && !isScoped) || random.chance(0.15)) return undefined;
  return {
    ...(random.chance(0.9) && { collection: random.chance(0.1) ? "other" : random.pick(COLLECTIONS) }),
    ...(random.chance(0.9) && { language: random.pick(LANGUAGES) }),
    ...(conditions.length > 0 && random.chance(0.9) && { [conditions[0]]: random.chance(0.7) }),
  };
}

/** Writes an identifier in one of its forms. */
function formsOf(identifiers) {
  const values = {
    external_id: (random) => `import%2F${random.uuid()}`,
    codename: (random) => `article_${random.uuid().replaceAll("-", "_")}`,
    email: (random) => `person+${random.uuid()}@example.com`,
    file_name: (random) => `caf%C3%A9-${random.uuid()}.jpg`,
  };
  const value = (random, name) => (values[name] ?? ((random) => random.uuid()))(random);
  return (random, name) => {
    const forms = identifiers[name] ?? [`{${name}}`];
    const form = random.chance(0.7) ? forms[0] : random.pick(forms);
    return form.replaceAll(/\{(\w+)\}/g, (_, part) => value(random, part));
  };
}
