// What a key or its owner's roles would list if they were given less: the oracle's own reading of the rules.

export const subsets = (list) => list.reduce((found, each) => [...found, ...found.map((subset) => [...subset, each])], [[]]);

/** These permissions and what they include. On a key that is not for all environments, permissions that are for these do not count. */
export function closureOf(catalog, permissions, isForAll = true) {
  const counts = (id) => isForAll || catalog.permissions.find((each) => each.id === id).allEnvironments !== true;
  const found = new Set(permissions.filter(counts));
  for (const each of found) for (const included of catalog.permissions.find(({ id }) => id === each).includes ?? []) if (counts(included)) found.add(included);
  return found;
}

/** Whether a permission reaches at least as far as another: it is limited by no more, languages alone aside. */
function reaches(catalog, one, other) {
  const [first, second] = [one, other].map((id) => [...(catalog.permissions.find((each) => each.id === id).scopedBy ?? [])].sort().join());
  return first === "" || first === second || (first === "collection" && second === "collection,language");
}

/** What of that a role may list by itself, so that nobody gains: what is reached through nothing that reaches less far. */
export function inStead(catalog, permissions, isForAll) {
  const wide = (id) => ({ ...catalog, permissions: catalog.permissions.map((each) => ({ ...each, includes: (each.includes ?? []).filter((next) => reaches(catalog, each.id, id) && reaches(catalog, next, id)) })) });
  return [...closureOf(catalog, permissions, isForAll)].filter((id) => closureOf(wide(id), permissions.filter((each) => reaches(catalog, each, id)), isForAll).has(id));
}

/** The project in which one key has less: its own permissions, or what is kept of each of its owner's roles. */
export function reduced(project, catalog, keyId, permissions, environments) {
  const kept = closureOf(catalog, permissions, environments === "all");
  const all = catalog.permissions.map(({ id }) => id);
  const key = project.keys.find(({ id }) => id === keyId);
  const less = (role) => inStead(catalog, role.permissions === "every" ? all : role.permissions, key.environments === "all").filter((each) => kept.has(each));
  return {
    ...project,
    roles: key.permissions ? project.roles : project.roles.map((role) => ({ ...role, permissions: less(role) })),
    keys: [{ ...key, environments, ...(key.permissions && { permissions }) }],
  };
}
