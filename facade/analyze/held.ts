// The permissions that keys hold, and a ward in which only permissions and scopes decide.
import type { Keyward } from "../lib/keyward.js";
import type { Key, KeyRecord, Role } from "../types/project.js";
import type { EnvironmentOrNone } from "./cells.js";
import { FAR, type Subject } from "./subject.js";

/** The instant at which to ask a timeless ward. */
export const ANYTIME = 1_000_000_000_000;

/** One operation in one environment. */
export interface Called {
  readonly operation: number;
  readonly environment: EnvironmentOrNone;
}

/** A copy of the key that is valid at any time. */
export const timelessKey = ({ id, kind, environments, permissions, owner }: Key): Key => ({
  id, kind, environments, createdAt: ANYTIME, expiresAt: FAR, ...(permissions !== undefined && { permissions }), ...(owner !== undefined && { owner }),
});

/** A copy of the ward in which every key is valid, every owner active, and every Management API on. Only missing permissions and scopes refuse a request there. */
export function timelessWard(subject: Subject): Keyward {
  const { project } = subject;
  return subject.load({
    ...project,
    environments: project.environments.map(({ id }) => ({ id })),
    users: project.users.map(({ id, roles }) => ({ id, roles })),
    keys: project.keys.map(timelessKey),
  });
}

/** The permissions that a key, or its owner's roles, list; `null` for a key of a kind that holds every permission. */
export function heldBy(subject: Subject, key: KeyRecord): string[] | null {
  if (key.permissions !== undefined) return [...key.permissions];
  if (subject.catalog.kinds[key.kind]?.permissions === "every") return null;
  const roles = (subject.users.get(key.owner ?? "")?.record.roles ?? []).map(({ role }) => subject.roles.get(role)?.record);
  return [...new Set(roles.flatMap((role) => listedBy(subject, role)))];
}

/** The permissions that a role lists. For `"every"`, all permissions of the catalog. */
export function listedBy({ catalog }: Subject, role: Role | undefined): readonly string[] {
  if (role === undefined) return [];
  return role.permissions === "every" ? catalog.permissions.map(({ id }) => id) : role.permissions;
}
