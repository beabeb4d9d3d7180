// The differences between two projects that concern one key or user, as parts that can be undone one by one.
import { step } from "../lib/errors.js";
import type { DocumentChange } from "../types/analyze.js";
import type { KeyRecord, RoleAssignment, User } from "../types/project.js";
import type { EnvironmentOrNone } from "./cells.js";
import type { Listed, Subject } from "./subject.js";

/** The two documents. */
export interface Pair {
  readonly before: Subject;
  readonly after: Subject;
}

export type SideName = keyof Pair;

/** A part of a key's or user's circumstances that differs: its name, and the change that it is. */
export interface Part {
  readonly name: string;
  /** Whether it changes which paths an operation has, and not who may do it: a bound parameter. */
  readonly isOfPaths: boolean;
  /** Undefined where it does not concern that environment or operation. */
  describe(environment: EnvironmentOrNone, operation: string): DocumentChange | undefined;
}

/** The key or user that is looked at, on both sides. */
export interface Actor {
  readonly key: string | null;
  readonly user: string | null;
}

/** An entry before and after; undefined where it is not there. */
type Entries<T> = { readonly [side in SideName]: Listed<T> | undefined };

export const same = (one: unknown, other: unknown): boolean => one === other || JSON.stringify(one) === JSON.stringify(other);

type List = string | readonly string[] | undefined;

/** A list of ids in an order that does not depend on how it was written: the order means nothing. */
const inOrder = (list: List): List => (typeof list === "object" ? [...list].sort() : list);

/** Whether two values are the same but for the order of ids. */
export const alike = (one: unknown, other: unknown): boolean => same(Array.isArray(one) ? inOrder(one) : one, Array.isArray(other) ? inOrder(other) : other);

/** Assignments as text, with what is meant by what is left out, in an order that does not depend on how they were written. */
const assignmentTexts = (assignments: readonly RoleAssignment[]): string[] =>
  assignments.map(({ role, environments = "all", collections = "any", languages = "any" }) => JSON.stringify([role, ...[environments, collections, languages].map(inOrder)])).sort();

export const SIDES: readonly SideName[] = ["before", "after"];

export const otherSide = (side: SideName): SideName => (side === "before" ? "after" : "before");

/** When a key is good, from an instant on: half-open; null if never. Its owner and whether it is disabled are left aside. */
export function spanOf(key: KeyRecord | undefined, at: number): { from: number; until: number | null } | null {
  if (key === undefined) return null;
  const from = Math.max(at, key.notBefore ?? at);
  const until = Math.min(key.expiresAt ?? Infinity, key.revokedAt ?? Infinity);
  return from < until ? { from, until: until === Infinity ? null : until } : null;
}

/** The assignments of one role, in the order of the user's list. */
export const assignmentsOf = (user: User | undefined, role: string): readonly RoleAssignment[] => (user?.roles ?? []).filter((assignment) => assignment.role === role);

/** The roles that a user is assigned, with repetitions. */
export const rolesOf = (user: User | undefined): string[] => (user?.roles ?? []).map(({ role }) => role);

/** A JSON Pointer to a member of a list's entry. */
function pointer(list: string, index: number | undefined, member: string | null = null): string | null {
  if (index === undefined) return null;
  return `/${list}/${index}${member === null ? "" : step(member)}`;
}

/** A change of an entry, with its pointers on both sides. */
function changeOf(what: DocumentChange["what"], list: string, id: string, { before, after }: Entries<unknown>, member: string | null, message: string): DocumentChange {
  return { what, id, member, before: pointer(list, before?.index, member), after: pointer(list, after?.index, member), message };
}

/** A part that concerns every environment and operation. */
const everywhere = (name: string, change: DocumentChange): Part => ({ name, isOfPaths: false, describe: () => change });

/** The owner before and after, or the user who is asked about. */
export function ownersOf(pair: Pair, { key, user }: Actor): string[] {
  const owners = SIDES.map((side) => user ?? pair[side].keys.get(key ?? "")?.record.owner);
  return [...new Set(owners.filter((owner) => owner !== undefined))];
}

/** What differs between the documents and may concern an actor. Owners are named by number, so that those of alike circumstances have the same names. */
export function partsOf(pair: Pair, actor: Actor, at: number): Part[] {
  const owners = ownersOf(pair, actor);
  const whole = wholeEntry(pair, actor);
  if (whole !== undefined) return [whole];
  return [
    ...(actor.key === null ? [] : keyParts(pair, actor.key, at)),
    ...owners.flatMap((owner, number) => ownerParts(pair, owner, number)),
    ...roleParts(pair, owners),
    ...environmentParts(pair),
    ...catalogParts(pair),
    ...parameterParts(pair),
  ];
}

/** The one part of a key or user that was added or removed. */
function wholeEntry({ before, after }: Pair, { key, user }: Actor): Part | undefined {
  const what = key === null ? "user" : "key";
  const list = `${what}s` as const;
  const id = key ?? user ?? "";
  const found = { before: before[list].get(id), after: after[list].get(id) };
  if (found.before !== undefined && found.after !== undefined) return undefined;
  return everywhere(what, changeOf(what, list, id, found, null, `the ${what} \`${id}\` was ${found.before === undefined ? "added" : "removed"}`));
}

function keyParts({ before, after }: Pair, id: string, at: number): Part[] {
  const key = { before: before.keys.get(id), after: after.keys.get(id) };
  const [old, now] = [key.before?.record, key.after?.record];
  const part = (name: string, member: keyof KeyRecord) => everywhere(`key.${name}`, changeOf("key", "keys", id, key, member, `\`${member}\` of the key \`${id}\` has changed`));
  const members = (["kind", "environments", "permissions", "owner", "disabled"] as const).filter((member) => !alike(old?.[member], now?.[member]));
  const parts = members.map((member) => part(member, member));
  if ((spanOf(old, at) === null) === (spanOf(now, at) === null)) return parts;
  const times = ["revokedAt", "expiresAt", "notBefore"] as const;
  return [...parts, part("time", times.find((name) => old?.[name] !== now?.[name]) ?? "expiresAt")];
}

function ownerParts({ before, after }: Pair, id: string, number: number): Part[] {
  const user = { before: before.users.get(id), after: after.users.get(id) };
  if (user.before === undefined || user.after === undefined) return []; // the key has another owner now
  const [old, now] = [user.before.record, user.after.record];
  const roles = new Set([...rolesOf(old), ...rolesOf(now)]);
  const parts = [...roles].flatMap((role) => assignmentPart(user.before as Listed<User>, user.after as Listed<User>, role, number) ?? []);
  if ((old.active ?? true) === (now.active ?? true)) return parts;
  const message = `the user \`${id}\` is ${now.active === false ? "no longer" : "now"} active`;
  return [everywhere(`active:${number}`, changeOf("user", "users", id, user, "active", message)), ...parts];
}

/** What differs in a user's assignments of one role. */
function assignmentPart(before: Listed<User>, after: Listed<User>, role: string, number: number): Part | undefined {
  const [old, now] = [assignmentsOf(before.record, role), assignmentsOf(after.record, role)];
  if (same(assignmentTexts(old), assignmentTexts(now))) return undefined;
  const verb = old.length === 0 ? "was given" : now.length === 0 ? "no longer has" : "has another assignment of";
  const message = `the user \`${before.record.id}\` ${verb} the role \`${role}\``;
  return everywhere(`assignment:${number}:${role}`, { what: "assignment", id: role, member: null, before: assignmentPointer(before, role, now), after: assignmentPointer(after, role, old), message });
}

/** The first assignment of a role that the other side does not have, or else the first one. */
function assignmentPointer({ record, index }: Listed<User>, role: string, others: readonly RoleAssignment[]): string | null {
  const own = record.roles.findIndex((assignment) => assignment.role === role && !others.some((other) => same(assignmentTexts([assignment]), assignmentTexts([other]))));
  const first = own === -1 ? record.roles.findIndex((assignment) => assignment.role === role) : own;
  return first === -1 ? null : `/users/${index}/roles/${first}`;
}

function roleParts(pair: Pair, owners: readonly string[]): Part[] {
  const ids = new Set(SIDES.flatMap((side) => owners.flatMap((owner) => rolesOf(pair[side].users.get(owner)?.record))));
  return [...ids].flatMap((id) => {
    const role = { before: pair.before.roles.get(id), after: pair.after.roles.get(id) };
    // a role that is not there on one side is assigned to nobody there
    if (role.before === undefined || role.after === undefined || alike(role.before.record.permissions, role.after.record.permissions)) return [];
    return [everywhere(`role:${id}`, changeOf("role", "roles", id, role, "permissions", `the permissions of the role \`${id}\` have changed`))];
  });
}

function environmentParts({ before, after }: Pair): Part[] {
  const changes = new Map<string, DocumentChange>();
  for (const id of new Set([...before.environments.keys(), ...after.environments.keys()])) {
    const environment = { before: before.environments.get(id), after: after.environments.get(id) };
    const [old, now] = [environment.before?.record, environment.after?.record];
    const isWhole = old === undefined || now === undefined;
    if (!isWhole && (old.managementApi ?? true) === (now.managementApi ?? true)) continue;
    const verb = old === undefined ? "was added" : now === undefined ? "was removed" : `has its Management API ${now.managementApi === false ? "deactivated" : "activated"}`;
    changes.set(id, changeOf("environment", "environments", id, environment, isWhole ? null : "managementApi", `the environment \`${id}\` ${verb}`));
  }
  if (changes.size === 0) return [];
  return [{ name: "environment", isOfPaths: false, describe: (environment) => (environment === null ? undefined : changes.get(environment)) }];
}

function catalogParts(pair: Pair): Part[] {
  if (pair.before.catalogText === pair.after.catalogText) return [];
  return [{ name: "catalog", isOfPaths: false, describe: (_, operation) => operationChange(pair, operation) ?? permissionsChange(pair) }];
}

function operationChange({ before, after }: Pair, id: string): DocumentChange | undefined {
  const operation = { before: before.operations.get(id), after: after.operations.get(id) };
  if (same(operation.before?.record, operation.after?.record)) return undefined;
  const verb = operation.before === undefined ? "was added" : operation.after === undefined ? "was removed" : "has changed";
  const change = changeOf("catalog", "operations", after.catalog.id, operation, null, `the operation \`${id}\` ${verb} in the catalog`);
  return { ...change, member: "operations" };
}

function permissionsChange(pair: Pair): DocumentChange {
  const { id } = pair.after.catalog;
  const [before = null, after = null] = SIDES.map((side) => {
    const others = pair[otherSide(side)].catalog.permissions;
    const index = pair[side].catalog.permissions.findIndex((permission) => !others.some((other) => same(permission, other)));
    return index === -1 ? null : `/permissions/${index}`;
  });
  if (before === null && after === null) return { what: "catalog", id, member: null, before: "", after: "", message: "the catalog has changed" };
  return { what: "catalog", id, member: "permissions", before, after, message: "the permissions of the catalog have changed" };
}

/** The bound parameters whose values differ, with both values; null where the parameter is not bound. */
export function parameterValues({ before, after }: Pair): Map<string, { readonly before: string | null; readonly after: string | null }> {
  const [old = {}, now = {}] = [before.project.parameters, after.project.parameters];
  const values = [...new Set([...Object.keys(old), ...Object.keys(now)])].map((name) => [name, { before: old[name] ?? null, after: now[name] ?? null }] as const);
  return new Map(values.filter(([, value]) => value.before !== value.after));
}

function parameterParts(pair: Pair): Part[] {
  return [...parameterValues(pair)].map(([name, { before, after }]) => {
    const to = after === null ? "is no longer bound" : before === null ? `is now bound to \`${after}\`` : `is now bound to \`${after}\` instead of \`${before}\``;
    const at = `/parameters${step(name)}`;
    const change: DocumentChange = { what: "parameter", id: name, member: null, before: before === null ? null : at, after: after === null ? null : at, message: `the parameter \`${name}\` ${to}` };
    return { name: `parameter:${name}`, isOfPaths: true, describe: () => change };
  });
}
