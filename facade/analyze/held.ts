// What keys hold, and what becomes of their calls when they hold less.
import type { Keyward } from "../lib/keyward.js";
import type { Change } from "../types/change.js";
import type { Key, KeyRecord, Role } from "../types/project.js";
import { ALLOWED, DENIED, Grid, differing, factsOf, scopesOf, type Place } from "./cells.js";
import { FAR, type Subject } from "./subject.js";

/** The instant at which wards are asked in which time does not matter. */
export const ANYTIME = 1_000_000_000_000;

/** One operation in one environment. */
export interface Called {
  readonly operation: number;
  readonly place: Place;
}

/** The key as one that is good at any time. */
export const timelessKey = ({ id, kind, environments, permissions, owner }: Key): Key => ({
  id, kind, environments, createdAt: ANYTIME, expiresAt: FAR, ...(permissions !== undefined && { permissions }), ...(owner !== undefined && { owner }),
});

/** A ward in which every key is good, every owner active and every Management API on: what is refused there is refused for what the key holds. */
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

/** What a role lists; for `"every"` all permissions of the catalog. */
export function listedBy({ catalog }: Subject, role: Role | undefined): readonly string[] {
  if (role === undefined) return [];
  return role.permissions === "every" ? catalog.permissions.map(({ id }) => id) : role.permissions;
}

/** Wards in which keys can be given less, and asked what that does to their calls. */
export class Trial {
  readonly full: Keyward;
  readonly grid: Grid;
  readonly #subject: Subject;
  /** The ward that changes while something is tried. */
  readonly less: Keyward;
  /** What the full ward answers, by key and place. */
  readonly #answers = new Map<string, Uint8Array>();

  constructor(subject: Subject) {
    this.#subject = subject;
    this.grid = new Grid(subject);
    this.full = timelessWard(subject);
    this.less = timelessWard(subject);
  }

  /** Runs `ask` while the entries are as these changes say. */
  during<T>(changes: readonly Change[], ask: () => T): T {
    const { keys, roles } = this.#subject;
    this.less.update(changes);
    try {
      return ask();
    } finally {
      const undo = changes.flatMap((change): Change[] => {
        if (!("set" in change)) return [];
        if (change.set === "role") return [{ set: "role", value: roles.get(change.value.id)?.record as Role }];
        return [{ set: "key", value: timelessKey(keys.get(change.value.id)?.record as KeyRecord) }];
      });
      this.less.update(undo);
    }
  }

  /** Every role and key without a permission. */
  without(permission: string): Change[] {
    const { project } = this.#subject;
    const left = (permissions: readonly string[]) => permissions.filter((each) => each !== permission);
    const roles = project.roles.flatMap((role): Change[] => {
      const permissions = listedBy(this.#subject, role);
      return permissions.includes(permission) ? [{ set: "role", value: { id: role.id, permissions: left(permissions) } }] : [];
    });
    const keys = project.keys.flatMap((key): Change[] => (key.permissions?.includes(permission) ? [{ set: "key", value: { ...timelessKey(key), permissions: left(key.permissions) } }] : []));
    return [...roles, ...keys];
  }

  /** What a key is answered with all that it holds. */
  answers(key: string, place: Place): Uint8Array {
    const name = JSON.stringify([key, place]);
    let found = this.#answers.get(name);
    if (found === undefined) this.#answers.set(name, (found = this.grid.answers(this.full, { key }, place, ANYTIME)));
    return found;
  }

  /** What it is answered with less. */
  answersOfLess(key: string, place: Place): Uint8Array {
    return this.grid.answers(this.less, { key }, place, ANYTIME);
  }

  /** Whether a key may still do all of this, in every way of the facts in which it may with all that it holds. */
  keeps(key: string, called: readonly Called[]): boolean {
    for (const place of new Set(called.map((each) => each.place))) {
      const operations = called.filter((each) => each.place === place).map(({ operation }) => operation);
      const [full, less] = [this.answers(key, place), this.answersOfLess(key, place)];
      const uncertain: number[] = [];
      for (const operation of operations) {
        const [was, is] = [full[operation] ?? DENIED, less[operation] ?? DENIED];
        if (is < was) return false;
        if (was !== DENIED && was !== ALLOWED) uncertain.push(operation);
      }
      if (uncertain.length > 0 && !this.#keepsWays(key, place, uncertain)) return false;
    }
    return true;
  }

  #keepsWays(key: string, place: Place, operations: readonly number[]): boolean {
    const { catalog, users, keys } = this.#subject;
    const records = operations.flatMap((number) => catalog.operations[number] ?? []);
    const scopes = scopesOf([users.get(keys.get(key)?.record.owner ?? "")?.record]);
    const side = { grid: this.grid, who: { key }, at: ANYTIME };
    const pairs = operations.map((number) => ({ id: this.grid.operations[number] as string, before: number, after: number }));
    return differing({ ...side, ward: this.full }, { ...side, ward: this.less }, pairs, factsOf(records), place, scopes).size === 0;
  }

  free(): void {
    this.full.free();
    this.less.free();
  }
}
