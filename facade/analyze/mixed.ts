// Wards of one key or user whose circumstances are taken in part from the project before, in part from the one after.
import type { Keyward } from "../lib/keyward.js";
import type { KeyRecord, Project, Role, RoleAssignment, User } from "../types/project.js";
import { SIDES, assignmentsOf, otherSide, ownersOf, rolesOf, spanOf, type Actor, type Pair, type SideName } from "./changes.js";
import { FAR } from "./subject.js";

/** An environment that no document has, for lists that would be empty. */
const NOWHERE = "\u{1F}nowhere";

/** Names the side that a part is taken from. */
type Pick = (part: string) => SideName;

/**
 * A ward of one key or user, each differing part taken from the side that `pick` names. Undefined where these parts do not
 * go together, such as permissions that the other catalog does not have.
 */
export function mixed(pair: Pair, actor: Actor, at: number, pick: Pick): Keyward | undefined {
  const record = (member: string): KeyRecord => recordFrom(pair, actor.key ?? "", pick(`key.${member}`));
  const { project, environments } = pair[pick("environment")];
  const known = (ids: readonly string[]): string[] => {
    const found = ids.filter((id) => environments.has(id));
    return found.length === 0 ? [NOWHERE] : found;
  };
  const owner = actor.user ?? (actor.key === null ? undefined : record("owner").owner);
  const user = owner === undefined ? undefined : mixedUser(pair, actor, owner, pick, known);
  const document: Project = {
    format: "keyward/project@1",
    id: "mixed",
    environments: [...project.environments, { id: NOWHERE }],
    roles: user === undefined ? [] : mixedRoles(pair, user, pick),
    users: user === undefined ? [] : [user],
    keys: actor.key === null ? [] : [mixedKey(pair, actor.key, owner, at, pick, record, known)],
  };
  try {
    return pair[pick("catalog")].load(document);
  } catch {
    return undefined;
  }
}

/** A key as it is on a side, or on the other one if it is not there. */
const recordFrom = (pair: Pair, id: string, side: SideName): KeyRecord => (pair[side].keys.get(id) ?? pair[otherSide(side)].keys.get(id))?.record as KeyRecord;

function mixedUser(pair: Pair, actor: Actor, id: string, pick: Pick, known: (ids: readonly string[]) => string[]): User {
  const from = (side: SideName): User | undefined => (pair[side].users.get(id) ?? pair[otherSide(side)].users.get(id))?.record;
  const roles = [...new Set(SIDES.flatMap((side) => rolesOf(pair[side].users.get(id)?.record)))];
  const number = ownersOf(pair, actor).indexOf(id);
  const assignments = roles.flatMap((role) => assignmentsOf(from(pick(`assignment:${number}:${role}`)), role));
  const limited = (assignment: RoleAssignment): RoleAssignment => (Array.isArray(assignment.environments) ? { ...assignment, environments: known(assignment.environments) } : assignment);
  return { id, active: from(pick(`active:${number}`))?.active ?? true, roles: assignments.map(limited) };
}

function mixedRoles(pair: Pair, user: User, pick: Pick): Role[] {
  return [...new Set(rolesOf(user))].flatMap((id) => {
    const found = pair[pick(`role:${id}`)].roles.get(id) ?? pair.before.roles.get(id) ?? pair.after.roles.get(id);
    return found === undefined ? [] : [found.record];
  });
}

function mixedKey(pair: Pair, id: string, owner: string | undefined, at: number, pick: Pick, record: (member: string) => KeyRecord, known: (ids: readonly string[]) => string[]): KeyRecord {
  const { kind } = record("kind");
  const source = pair[pick("catalog")].catalog.kinds[kind]?.permissions;
  const { environments } = record("environments");
  const { disabled = false } = record("disabled");
  const isOver = spanOf(record("time"), at) === null;
  return {
    id,
    kind,
    environments: environments === "all" ? "all" : known(environments),
    createdAt: at,
    expiresAt: FAR,
    disabled,
    ...(isOver && { revokedAt: at }),
    ...(source === "own" ? { permissions: record("permissions").permissions ?? [] } : { owner: owner ?? "" }),
  };
}
