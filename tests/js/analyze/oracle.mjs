// What keys can do, found by asking `decide` for every way of the facts.
import { Keyward } from "../../../pkg/nodejs.js";

export const WAYS = ["blog", "shop", "x"].flatMap((collection) =>
  ["en", "de", "x"].flatMap((language) => [true, false].flatMap((exists) => [true, false].map((draft) => ({ collection, language, exists, draft })))),
);

const FOREVER = Date.parse("9999-12-31T23:59:59.999Z");
export const ANYTIME = 1_000_000_000_000;

/** The project with nothing in the way but what keys hold. */
export const timeless = (project) => ({
  ...project,
  environments: project.environments.map(({ id }) => ({ id })),
  users: project.users.map(({ active: _, ...user }) => user),
  keys: project.keys.map(({ id, kind, environments, permissions, owner }) => ({ id, kind, environments, createdAt: ANYTIME, expiresAt: FOREVER, ...(permissions && { permissions }), ...(owner && { owner }) })),
});

/** Ones and zeros: in which ways of the facts a call is permitted. */
export const bitsOf = (ward, { key, operation, environment }) =>
  WAYS.map((facts) => (ward.decide({ key, operation, at: ANYTIME, facts, ...(environment !== null && { environment }) }).allowed ? "1" : "0")).join("");

/** Whether one permits at least what the other does. */
export const covers = (bits, needed) => [...needed].every((bit, way) => bit === "0" || bits[way] === "1");

/** The permissions that a key, or its owner's roles, list; null for every one. */
export function heldBy(project, catalog, key) {
  if (key.permissions) return key.permissions;
  if (catalog.kinds[key.kind].permissions === "every") return null;
  const roles = project.users.find(({ id }) => id === key.owner).roles.map(({ role }) => project.roles.find(({ id }) => id === role));
  return [...new Set(roles.flatMap(({ permissions }) => (permissions === "every" ? catalog.permissions.map(({ id }) => id) : permissions)))];
}

/** The project with other permissions for one key: its own, or those of its owner's roles. */
export function withPermissions(project, catalog, keyId, change) {
  const key = project.keys.find(({ id }) => id === keyId);
  if (key.permissions) return { ...project, keys: project.keys.map((each) => (each === key ? { ...each, permissions: change(each.permissions) } : each)) };
  const all = catalog.permissions.map(({ id }) => id);
  return { ...project, roles: project.roles.map((role) => ({ ...role, permissions: change(role.permissions === "every" ? all : role.permissions) })) };
}

/** Calls of random keys, some that are refused, in random order. */
export function randomCalls(random, project, catalog, count) {
  const environments = [...project.environments.map(({ id }) => id), "nowhere"];
  return Array.from({ length: count }, () => {
    const { id: operation, path } = random.pick(catalog.operations);
    const inside = path.includes("{environment}");
    const environment = catalog.environmentParameter === undefined ? (random.chance(0.2) ? null : random.pick(environments)) : inside ? random.pick(environments) : null;
    return { key: random.pick(project.keys).id, operation, environment, path: path.replace("{environment}", environment ?? "") };
  });
}

export const load = (project, catalog) => new Keyward(project, { catalog });
