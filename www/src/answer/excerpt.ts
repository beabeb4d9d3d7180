// The part of a project that decides about one key or user.
import type { Key, Project, User } from "keyward/slim";

export type Who = { readonly key: string } | { readonly user: string };

export const keyOf = (project: Project, who: Who): Key | undefined => ("key" in who ? project.keys.find(({ id }) => id === who.key) : undefined);

/** The user who is asked about, or the owner of the key. */
export function userOf(project: Project, who: Who): User | undefined {
  const id = "user" in who ? who.user : keyOf(project, who)?.owner;
  return id === undefined ? undefined : project.users.find((user) => user.id === id);
}

/** The environment that a path names. */
export function environmentIn(project: Project, path: string): string | null {
  const named = new Set(path.split("/").map(decoded));
  return project.environments.find(({ id }) => named.has(id))?.id ?? null;
}

/** The same answers about this key or user and path, with nothing in it that they do not need. */
export function excerpt(project: Project, who: Who, path: string): Project {
  const [key, user] = [keyOf(project, who), userOf(project, who)];
  const environment = environmentIn(project, path);
  const assigned = user?.roles ?? [];
  const listed = new Set([...(environment === null ? [] : [environment]), ...scopeOf(key?.environments), ...assigned.flatMap(({ environments }) => scopeOf(environments))]);
  const roles = new Set(assigned.map(({ role }) => role));
  const { replaces: _, ...alone } = key ?? ({} as Key);
  return {
    ...project,
    environments: project.environments.filter(({ id }) => listed.has(id)),
    roles: project.roles.filter(({ id }) => roles.has(id)),
    users: user === undefined ? [] : [user],
    keys: key === undefined ? [] : [alone],
  };
}

const scopeOf = (environments: "all" | readonly string[] | undefined): readonly string[] => (environments === undefined || environments === "all" ? [] : environments);

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
