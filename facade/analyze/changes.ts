// The differences between two projects that concern one key or user, as parts that can be undone one by one.
import type { Keyward } from "../lib/keyward.js";
import { step } from "../lib/errors.js";
import type { KeyRecord, Project, Role, RoleAssignment, User } from "../types/project.js";
import type { Place } from "./cells.js";
import { FAR, type Subject } from "./subject.js";

/** One difference between the documents. */
export interface DocumentChange {
  /** What kind of entry it is in. */
  readonly what: "key" | "user" | "assignment" | "role" | "environment" | "catalog";
  /** The entry's id; of an assignment, the role's. */
  readonly id: string;
  /** The member that differs; `null` where the whole entry was added or removed. */
  readonly member: string | null;
  /** A JSON Pointer to the place in the document before; `null` where it is not there. */
  readonly before: string | null;
  /** A JSON Pointer to the place in the document after; `null` where it is not there. */
  readonly after: string | null;
  /** A sentence. */
  readonly message: string;
}

/** The two documents. */
export interface Pair {
  readonly before: Subject;
  readonly after: Subject;
}

export type SideName = keyof Pair;

/** A part of a key's or user's circumstances that differs: its name, and what it is at some place. */
export interface Part {
  readonly name: string;
  /** Undefined where it does not concern that place or operation. */
  describe(place: Place, operation: string): DocumentChange | undefined;
}

/** The key or user that is looked at, on both sides. */
export interface Actor {
  readonly key: string | null;
  readonly user: string | null;
}

export const same = (one: unknown, other: unknown): boolean => one === other || JSON.stringify(one) === JSON.stringify(other);

const SIDES: readonly SideName[] = ["before", "after"];

/** When a key is good, from an instant on: half-open; null if never. Its owner and whether it is disabled are left aside. */
export function spanOf(key: KeyRecord | undefined, at: number): { from: number; until: number | null } | null {
  if (key === undefined) return null;
  const from = Math.max(at, key.notBefore ?? at);
  const until = Math.min(key.expiresAt ?? Infinity, key.revokedAt ?? Infinity);
  return from < until ? { from, until: until === Infinity ? null : until } : null;
}

/** The assignments of one role, in the order of the user's list. */
const assignmentsOf = (user: User | undefined, role: string): readonly RoleAssignment[] => (user?.roles ?? []).filter((it) => it.role === role);

const rolesOf = (user: User | undefined): string[] => (user?.roles ?? []).map(({ role }) => role);

const pointer = (list: string, place: number | undefined, member: string | null = null): string | null =>
  place === undefined ? null : `/${list}/${place}${member === null ? "" : step(member)}`;

/** The owner before and after, or the user who is asked about. */
function ownersOf(pair: Pair, { key, user }: Actor): string[] {
  const owners = SIDES.map((side) => user ?? pair[side].keys.get(key ?? "")?.record.owner);
  return [...new Set(owners.filter((owner) => owner !== undefined))];
}

/** What differs between the documents and may concern an actor. Owners are named by number, so that those of alike circumstances have the same names. */
export function partsOf(pair: Pair, { key: keyId, user: userId }: Actor, at: number): Part[] {
  const parts: Part[] = [];
  const whole = (name: string, change: DocumentChange) => parts.push({ name, describe: () => change });
  const keys = [pair.before.keys.get(keyId ?? ""), pair.after.keys.get(keyId ?? "")] as const;
  if (keyId !== null) {
    const [before, after] = keys;
    const change = (member: string | null, message: string): DocumentChange => ({
      what: "key", id: keyId, member, before: pointer("keys", before?.place, member), after: pointer("keys", after?.place, member), message,
    });
    if (before === undefined || after === undefined) {
      const added = before === undefined;
      return [{ name: "key", describe: () => change(null, `the key \`${keyId}\` was ${added ? "added" : "removed"}`) }];
    }
    for (const member of ["kind", "environments", "permissions", "owner", "disabled"] as const) {
      if (!same(before.record[member], after.record[member])) whole(`key.${member}`, change(member, `\`${member}\` of the key \`${keyId}\` has changed`));
    }
    if (spanOf(before.record, at) === null !== (spanOf(after.record, at) === null)) {
      const member = (["revokedAt", "expiresAt", "notBefore"] as const).find((name) => before.record[name] !== after.record[name]) ?? "expiresAt";
      whole("key.time", change(member, `\`${member}\` of the key \`${keyId}\` has changed`));
    }
  }
  const owners = ownersOf(pair, { key: keyId, user: userId });
  for (const [number, id] of owners.entries()) {
    const [before, after] = [pair.before.users.get(id), pair.after.users.get(id)];
    if (userId !== null && (before === undefined || after === undefined)) {
      const message = `the user \`${id}\` was ${before === undefined ? "added" : "removed"}`;
      return [{ name: "user", describe: () => ({ what: "user", id, member: null, before: pointer("users", before?.place), after: pointer("users", after?.place), message }) }];
    }
    if (before === undefined || after === undefined) continue; // the key has another owner now
    if (before.record.active !== after.record.active && (before.record.active ?? true) !== (after.record.active ?? true)) {
      const message = `the user \`${id}\` is ${after.record.active === false ? "no longer" : "now"} active`;
      whole(`active:${number}`, { what: "user", id, member: "active", before: pointer("users", before.place, "active"), after: pointer("users", after.place, "active"), message });
    }
    for (const role of new Set([...rolesOf(before.record), ...rolesOf(after.record)])) {
      const [old, now] = [assignmentsOf(before.record, role), assignmentsOf(after.record, role)];
      if (same(old, now)) continue;
      const at = ({ record, place }: { record: User; place: number }, others: readonly RoleAssignment[]) => {
        const found = record.roles.findIndex((it) => it.role === role && !others.some((other) => same(it, other)));
        const first = found === -1 ? record.roles.findIndex((it) => it.role === role) : found;
        return first === -1 ? null : `/users/${place}/roles/${first}`;
      };
      const verb = old.length === 0 ? "was given" : now.length === 0 ? "was deprived of" : "has another assignment of";
      whole(`assignment:${number}:${role}`, { what: "assignment", id: role, member: null, before: at(before, now), after: at(after, old), message: `the user \`${id}\` ${verb} the role \`${role}\`` });
    }
  }
  const roles = SIDES.flatMap((side) => owners.flatMap((owner) => rolesOf(pair[side].users.get(owner)?.record)));
  for (const id of new Set(roles)) {
    const [before, after] = [pair.before.roles.get(id), pair.after.roles.get(id)];
    // a role that is not there on one side is assigned to nobody there
    if (before === undefined || after === undefined || same(before.record.permissions, after.record.permissions)) continue;
    whole(`role:${id}`, { what: "role", id, member: "permissions", before: pointer("roles", before.place, "permissions"), after: pointer("roles", after.place, "permissions"), message: `the permissions of the role \`${id}\` have changed` });
  }
  const changed = environmentChanges(pair);
  if (changed.size > 0) parts.push({ name: "environment", describe: (place) => (place === null ? undefined : changed.get(place)) });
  if (pair.before.catalogText !== pair.after.catalogText) parts.push({ name: "catalog", describe: (_, operation) => catalogChange(pair, operation) });
  return parts;
}

/** By environment, what has changed about it. */
function environmentChanges({ before, after }: Pair): Map<string, DocumentChange> {
  const changes = new Map<string, DocumentChange>();
  for (const id of new Set([...before.environments.keys(), ...after.environments.keys()])) {
    const [old, now] = [before.environments.get(id), after.environments.get(id)];
    const isWhole = old === undefined || now === undefined;
    if (!isWhole && (old.record.managementApi ?? true) === (now.record.managementApi ?? true)) continue;
    const member = isWhole ? null : "managementApi";
    const message = old === undefined ? "was added" : now === undefined ? "was removed" : `has its Management API ${now.record.managementApi === false ? "deactivated" : "activated"}`;
    changes.set(id, { what: "environment", id, member, before: pointer("environments", old?.place, member), after: pointer("environments", now?.place, member), message: `the environment \`${id}\` ${message}` });
  }
  return changes;
}

function catalogChange({ before, after }: Pair, operation: string): DocumentChange {
  const { id } = after.catalog;
  const [old, now] = [before.operations.get(operation), after.operations.get(operation)];
  if (!same(old?.record, now?.record)) {
    const verb = old === undefined ? "was added" : now === undefined ? "was removed" : "has changed";
    return { what: "catalog", id, member: "operations", before: pointer("operations", old?.place), after: pointer("operations", now?.place), message: `the operation \`${operation}\` ${verb} in the catalog` };
  }
  const places = SIDES.map((side) => {
    const others = (side === "before" ? after : before).catalog.permissions;
    const place = (side === "before" ? before : after).catalog.permissions.findIndex((permission) => !others.some((other) => same(permission, other)));
    return place === -1 ? null : `/permissions/${place}`;
  });
  const [first = null, second = null] = places;
  if (first === null && second === null) return { what: "catalog", id, member: null, before: "", after: "", message: "the catalog has changed" };
  return { what: "catalog", id, member: "permissions", before: first, after: second, message: "the permissions of the catalog have changed" };
}

/** An environment that no document has: so that a list is not empty. */
const NOWHERE = "\u{1F}nowhere";

/**
 * A ward of one key or user, each differing part taken from the side that `pick` names. Undefined where these parts do not
 * go together, such as permissions that the other catalog does not have.
 */
export function mixed(pair: Pair, actor: Actor, at: number, pick: (part: string) => SideName): Keyward | undefined {
  const id = actor.key ?? "";
  const record = (member: string): KeyRecord => {
    const side = pick(`key.${member}`);
    return (pair[side].keys.get(id) ?? pair[side === "before" ? "after" : "before"].keys.get(id))?.record as KeyRecord;
  };
  const environmentSide = pair[pick("environment")];
  const environments = [...environmentSide.project.environments, { id: NOWHERE }];
  const known = (ids: readonly string[]) => {
    const found = ids.filter((each) => environmentSide.environments.has(each));
    return found.length === 0 ? [NOWHERE] : found;
  };
  const owner = actor.user ?? (actor.key === null ? undefined : record("owner").owner);
  const users: User[] = [];
  const roles = new Map<string, Role>();
  if (owner !== undefined) {
    const sides = SIDES.map((side) => pair[side].users.get(owner)?.record);
    const user = (side: SideName) => sides[side === "before" ? 0 : 1] ?? sides[side === "before" ? 1 : 0];
    const names = [...new Set(sides.flatMap((side) => rolesOf(side)))];
    const number = ownersOf(pair, actor).indexOf(owner);
    const assignments = names.flatMap((role) => [...assignmentsOf(user(pick(`assignment:${number}:${role}`)), role)]);
    const active = user(pick(`active:${number}`))?.active ?? true;
    users.push({ id: owner, active, roles: assignments.map((it) => ({ ...it, ...(Array.isArray(it.environments) && { environments: known(it.environments) }) })) });
    for (const role of new Set(assignments.map((it) => it.role))) {
      const found = pair[pick(`role:${role}`)].roles.get(role) ?? pair.before.roles.get(role) ?? pair.after.roles.get(role);
      if (found !== undefined) roles.set(role, found.record);
    }
  }
  const keys: KeyRecord[] = [];
  if (actor.key !== null) {
    const { kind } = record("kind");
    const source = pair[pick("catalog")].catalog.kinds[kind]?.permissions;
    const { environments: scope } = record("environments");
    const { disabled = false } = record("disabled");
    const isOver = spanOf(record("time"), at) === null;
    keys.push({
      id,
      kind,
      environments: scope === "all" ? "all" : known(scope),
      createdAt: at,
      expiresAt: FAR,
      disabled,
      ...(isOver && { revokedAt: at }),
      ...(source === "own" ? { permissions: record("permissions").permissions ?? [] } : { owner: owner ?? "" }),
    });
  }
  const project: Project = { format: "keyward/project@1", id: "mixed", environments, roles: [...roles.values()], users, keys };
  try {
    return pair[pick("catalog")].load(project);
  } catch {
    return undefined;
  }
}
