// Compares two projects: what each key and user gains and loses.
import { instantOrNow } from "../lib/instants.js";
import { optionsOf } from "../lib/values.js";
import type { Catalog } from "../types/catalog.js";
import type { Instant } from "../types/instant.js";
import type { Facts } from "../types/request.js";
import { Attribution, Through, type Cause } from "./attribution.js";
import { ACCESS, DENIED, DEPENDS, Grid, applyingAt, differing, differingWays, factsOf, scopesOf, type Access, type GridSide, type Place, type Scopes } from "./cells.js";
import { partsOf, same, spanOf, type Actor, type DocumentChange, type Pair, type Part, type SideName } from "./changes.js";
import { noticeChanges, plannedNotices, type PlannedNotice } from "./notices.js";
import { Subject, type Ward, readFailure } from "./subject.js";
import { counted, listed } from "./words.js";

/** Options of {@link diff}. */
export interface DiffOptions {
  /** The instant to compare from: keys that have ended by then do not count. Now if not given. */
  readonly at?: Instant | undefined;
  /** The catalog of projects that are given as documents; `kontent-management-v2` if not given. */
  readonly catalog?: Catalog | string | undefined;
}

/** The keys and users for whom something has changed. For all others, access, lifetime and notices are the same. */
export interface Difference {
  /** The instant that was compared from, in milliseconds. */
  readonly at: number;
  /** In the order of the keys after, then of those that are gone. */
  readonly keys: readonly KeyDifference[];
  /** Users who are asked about directly; none where the catalog has no single kind with its owner's permissions. */
  readonly users: readonly UserDifference[];
  /** A sentence. */
  readonly message: string;
}

/** What has changed for one key or user. */
export interface ActorDifference {
  /** Whether the entry itself is new, gone, or in both. */
  readonly change: "added" | "removed" | "changed";
  /** A JSON Pointer to the entry in the document before; `null` where it is not there. */
  readonly before: string | null;
  /** A JSON Pointer to the entry in the document after; `null` where it is not there. */
  readonly after: string | null;
  /** Environments in which operations were gained or lost, and `null` for operations that are judged without one. */
  readonly environments: readonly EnvironmentDifference[];
  /** Every change that had a part in it; the members `through` of the others are places in this list. */
  readonly through: readonly DocumentChange[];
  /** A sentence. */
  readonly message: string;
}

/** What has changed for one key. */
export interface KeyDifference extends ActorDifference {
  /** The key's id. */
  readonly key: string;
  /** When it is good, from `at` on; `null` where that is as it was. */
  readonly lifetime: { readonly before: Span | null; readonly after: Span | null; readonly through: readonly number[] } | null;
  /** The notices that are to come, from `at` on; `null` where they are as they were. */
  readonly notices: { readonly before: readonly PlannedNotice[]; readonly after: readonly PlannedNotice[]; readonly through: readonly number[] } | null;
}

/** What has changed for one user. */
export interface UserDifference extends ActorDifference {
  /** The user's id. */
  readonly user: string;
}

/** A half-open interval, in milliseconds; `until: null` never ends. */
export interface Span {
  /** The first instant. */
  readonly from: number;
  /** The instant after the last one. */
  readonly until: number | null;
}

/** What was gained and lost in one environment. */
export interface EnvironmentDifference {
  /** The environment's id; `null` for operations that are judged without one. */
  readonly environment: string | null;
  /** What can be done that could not be. */
  readonly gained: readonly OperationChange[];
  /** What could be done and can no longer be. */
  readonly lost: readonly OperationChange[];
}

/** An operation that was gained or lost. */
export interface OperationChange {
  /** The operation's id. */
  readonly operation: string;
  /** Whether it was permitted whatever the facts are, in some ways of the facts, or in none. */
  readonly before: Access;
  /** Whether it is so now. */
  readonly after: Access;
  /** Where both depend on facts: in which ways it was gained or lost; a collection that no assignment names stands for all others. Else `null`. */
  readonly when: readonly Facts[] | null;
  /** The changes without which the answer would not have changed; all that may have a part in it where none of them alone matters. */
  readonly through: readonly number[];
}

/** What was found for one key or user, and for all with the same circumstances. */
interface Found {
  readonly environments: readonly EnvironmentDifference[];
  /** What the places in `through` stand for. */
  readonly causes: readonly Cause[];
}

/** An operation that depends on facts on both sides, and the ways in which it was gained, or lost. */
interface WayChange {
  readonly id: string;
  readonly isGain: boolean;
  readonly when: readonly Facts[];
}

const NOTHING: Found = { environments: [], causes: [] };

/**
 * What each key and user gained and lost from one project to another, environment by environment; whose lifetimes and
 * notices moved; and through which change.
 * @throws {KeywardError} `document_invalid`, `request_invalid`, `instant_invalid`
 * @example
 * for (const { key, message } of diff(before, after, { at: "2026-12-01T00:00:00Z" }).keys) console.log(key, message);
 */
export function diff(before: Ward, after: Ward, options?: DiffOptions): Difference {
  try {
    const { at: given, catalog } = optionsOf(options, ["at", "catalog"]) as DiffOptions;
    const at = instantOrNow(given, "/at");
    const one = new Subject(before, catalog);
    try {
      const other = new Subject(after, catalog);
      try {
        return new Comparison({ before: one, after: other }, at).result();
      } finally {
        other.close();
      }
    } finally {
      one.close();
    }
  } catch (error) {
    throw readFailure(error);
  }
}

class Comparison {
  readonly #pair: Pair;
  readonly #at: number;
  readonly #grids: Readonly<Record<SideName, Grid>>;
  /** Every operation, with its numbers on both sides; -1 where it is not there. */
  readonly #operations: readonly { readonly id: string; readonly before: number; readonly after: number }[];
  readonly #alike = new Map<string, Found>();

  constructor(pair: Pair, at: number) {
    this.#pair = pair;
    this.#at = at;
    const grids = { before: new Grid(pair.before), after: new Grid(pair.after) };
    this.#grids = grids;
    const number = (side: SideName, id: string) => grids[side].numbers.get(id) ?? -1;
    this.#operations = [...new Set([...grids.after.operations, ...grids.before.operations])].map((id) => ({ id, before: number("before", id), after: number("after", id) }));
  }

  result(): Difference {
    const { before, after } = this.#pair;
    const planned = { before: plannedNotices(before, this.#at), after: plannedNotices(after, this.#at) };
    const keys = union(after.keys, before.keys).flatMap((key) => this.#key(key, planned.before.get(key) ?? [], planned.after.get(key) ?? []));
    const users = before.ownerKind === undefined || after.ownerKind === undefined ? [] : union(after.users, before.users).flatMap((user) => this.#user(user));
    const message = keys.length + users.length === 0 ? "nothing changes for any key or user" : `something changes for ${counted(keys.length, "key")} and ${counted(users.length, "user")}`;
    return { at: this.#at, keys, users, message };
  }

  #key(key: string, told: readonly PlannedNotice[], tells: readonly PlannedNotice[]): KeyDifference[] {
    const { before, after } = this.#pair;
    const parts = partsOf(this.#pair, { key, user: null }, this.#at);
    const { environments, causes } = this.#find({ key, user: null }, parts);
    const moved = this.#lifetime(key, parts);
    const changed = same(told, tells) ? null : { before: told, after: tells };
    if (environments.length === 0 && moved === null && changed === null) return [];
    const through = new Through(parts, causes);
    const lifetime = moved && { before: moved.before, after: moved.after, through: through.places(moved.changes) };
    const notices = changed && { ...changed, through: through.places(noticeChanges(this.#pair, key, told, tells)) };
    const entry = { key, ...entryOf("keys", before.keys.get(key)?.place, after.keys.get(key)?.place), environments, lifetime, notices, through: through.list };
    return [{ ...entry, message: sentence(`the key \`${key}\``, entry) }];
  }

  #user(user: string): UserDifference[] {
    const { before, after } = this.#pair;
    const parts = partsOf(this.#pair, { key: null, user }, this.#at);
    const { environments, causes } = this.#find({ key: null, user }, parts);
    if (environments.length === 0) return [];
    const through = new Through(parts, causes).list;
    const entry = { user, ...entryOf("users", before.users.get(user)?.place, after.users.get(user)?.place), environments, through };
    return [{ ...entry, message: sentence(`the user \`${user}\``, { ...entry, lifetime: null, notices: null }) }];
  }

  /** The answers that differ. */
  #find(actor: Actor, parts: readonly Part[]): Found {
    if (parts.length === 0) return NOTHING;
    const circumstances = JSON.stringify([this.#circumstances("before", actor), this.#circumstances("after", actor), parts.map(({ name }) => name)]);
    let found = this.#alike.get(circumstances);
    if (found === undefined) this.#alike.set(circumstances, (found = this.#compare(actor, parts)));
    return found;
  }

  /** What decides the answers of an actor, beside the environments, the roles and the catalog as they are. */
  #circumstances(side: SideName, { key, user }: Actor): unknown {
    const { keys, users } = this.#pair[side];
    const record = key === null ? undefined : keys.get(key)?.record;
    const owner = users.get(user ?? record?.owner ?? "")?.record;
    const own = record && [record.kind, record.environments, record.permissions, record.disabled ?? false, spanOf(record, this.#at) === null];
    return [own, owner && [owner.active ?? true, owner.roles]];
  }

  #compare(actor: Actor, parts: readonly Part[]): Found {
    const scopes = this.#scopes(actor);
    const attribution = new Attribution(this.#pair, this.#grids, actor, parts, this.#at, { before: this.#side("before", actor), after: this.#side("after", actor) }, scopes);
    try {
      return { environments: this.#environments(actor, parts, attribution, scopes), causes: attribution.causes };
    } finally {
      attribution.free();
    }
  }

  #environments(actor: Actor, parts: readonly Part[], attribution: Attribution, scopes: Scopes): EnvironmentDifference[] {
    const { before, after } = this.#grids;
    const environments: EnvironmentDifference[] = [];
    // where the same assignments apply, the same operations depend on facts in the same ways
    const compared = new Map<string, WayChange[]>();
    for (const place of new Set<Place>([...after.places, ...before.places])) {
      // what differs about other environments does not matter here
      if (!parts.some((part) => part.name !== "environment" || part.describe(place, "") !== undefined)) continue;
      const [old, now] = [this.#answers("before", actor, place), this.#answers("after", actor, place)];
      if (old === undefined && now === undefined) continue;
      const gained: OperationChange[] = [];
      const lost: OperationChange[] = [];
      const uncertain = [];
      for (const operation of this.#operations) {
        const [was, is] = [old?.[operation.before] ?? DENIED, now?.[operation.after] ?? DENIED];
        if (was === DEPENDS && is === DEPENDS) uncertain.push(operation);
        if (was === is) continue;
        (was < is ? gained : lost).push({ operation: operation.id, before: ACCESS[was] as Access, after: ACCESS[is] as Access, when: null, through: attribution.of(place, operation.id, was, is) });
      }
      if (uncertain.length > 0) {
        const alike = JSON.stringify([uncertain.map(({ id }) => id), this.#applying("before", actor, place), this.#applying("after", actor, place)]);
        let ways = compared.get(alike);
        if (ways === undefined) compared.set(alike, (ways = this.#compareWays(actor, place, uncertain, scopes)));
        for (const { id, isGain, when } of ways) {
          (isGain ? gained : lost).push({ operation: id, before: "depends", after: "depends", when, through: attribution.ofWays(place, id, alike) });
        }
      }
      if (gained.length + lost.length > 0) environments.push({ environment: place, gained, lost });
    }
    return environments;
  }

  /** Of operations that depend on facts before and after, those that do not do so in the same ways. */
  #compareWays(actor: Actor, place: Place, operations: readonly { id: string; before: number; after: number }[], scopes: Scopes): WayChange[] {
    const { before, after } = this.#pair;
    const [one, other] = [this.#side("before", actor), this.#side("after", actor)];
    const records = operations.flatMap(({ id }) => [before, after].flatMap((side) => side.operations.get(id)?.record ?? []));
    return [...differing(one, other, operations, factsOf(records), place, scopes)].flatMap((number) => {
      const { id } = operations[number] as { id: string };
      const { gained, lost } = differingWays(one, other, id, place, scopes);
      return [{ id, isGain: true, when: gained }, { id, isGain: false, when: lost }].filter(({ when }) => when.length > 0);
    });
  }

  #applying(side: SideName, { key, user }: Actor, place: Place): number[] {
    const { keys, users } = this.#pair[side];
    return applyingAt(users.get(user ?? keys.get(key ?? "")?.record.owner ?? "")?.record, place);
  }

  #scopes({ key, user }: Actor): Scopes {
    const sides = [this.#pair.before, this.#pair.after];
    return scopesOf(sides.map(({ keys, users }) => users.get(user ?? keys.get(key ?? "")?.record.owner ?? "")?.record));
  }

  /** Who asks on one side, while the key is good. */
  #side(side: SideName, { key, user }: Actor): GridSide {
    const span = key === null ? null : spanOf(this.#pair[side].keys.get(key)?.record, this.#at);
    return { grid: this.#grids[side], ward: this.#pair[side].ward, who: key === null ? { user: user as string } : { key }, at: span?.from ?? this.#at };
  }

  #answers(side: SideName, actor: Actor, place: Place): Uint8Array | undefined {
    const { keys, users, environments } = this.#pair[side];
    if (actor.key === null ? !users.has(actor.user as string) : !keys.has(actor.key)) return undefined;
    if (place !== null && !environments.has(place)) return undefined;
    const { grid, ward, who, at } = this.#side(side, actor);
    return grid.answers(ward, who, place, at);
  }

  /** How the time in which a key is good has moved. */
  #lifetime(key: string, parts: readonly Part[]): { before: Span | null; after: Span | null; changes: DocumentChange[] } | null {
    const { before, after } = this.#pair;
    const [old, now] = [before.keys.get(key), after.keys.get(key)];
    if (old?.record.disabled === true && now?.record.disabled === true) return null;
    const spans = { before: spanOf(old?.record, this.#at), after: spanOf(now?.record, this.#at) };
    if (same(spans.before, spans.after)) return null;
    if (old === undefined || now === undefined) return { ...spans, changes: parts.flatMap((part) => part.describe(null, "") ?? []) };
    const members = (["notBefore", "expiresAt", "revokedAt"] as const).filter((member) => old.record[member] !== now.record[member]);
    const changes = members.map((member): DocumentChange => ({ what: "key", id: key, member, before: `/keys/${old.place}/${member}`, after: `/keys/${now.place}/${member}`, message: `\`${member}\` of the key \`${key}\` has changed` }));
    return { ...spans, changes };
  }
}

const union = (one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): string[] => [...new Set([...one.keys(), ...other.keys()])];

function entryOf(list: string, before: number | undefined, after: number | undefined) {
  const pointer = (place: number | undefined) => (place === undefined ? null : `/${list}/${place}`);
  const change = before === undefined ? ("added" as const) : after === undefined ? ("removed" as const) : ("changed" as const);
  return { change, before: pointer(before), after: pointer(after) };
}

type Told = Pick<KeyDifference, "environments" | "lifetime" | "notices" | "through">;

function sentence(who: string, { environments, lifetime, notices, through }: Told): string {
  const count = (of: "gained" | "lost") => new Set(environments.flatMap((each) => each[of].map(({ operation }) => operation))).size;
  const where = environments.map(({ environment }) => environment).filter((id) => id !== null);
  const inWhich = where.length === 0 ? "" : ` in ${where.length > 3 ? counted(where.length, "environment") : listed(where)}`;
  const parts: string[] = [];
  if (count("gained") > 0) parts.push(`gains ${counted(count("gained"), "operation")}${inWhich}`);
  if (count("lost") > 0) parts.push(`loses ${counted(count("lost"), "operation")}${inWhich}`);
  if (lifetime !== null) parts.push(`is good ${spanText(lifetime.after)} instead of ${spanText(lifetime.before)}`);
  if (notices !== null) parts.push("has other notices");
  const causes = through.slice(0, 3).map(({ message }) => message);
  const more = through.length - causes.length;
  return `${who} ${parts.join(", ")}: ${causes.join("; ")}${more > 0 ? `; and ${more} more` : ""}`;
}

function spanText(span: Span | null): string {
  if (span === null) return "never";
  return span.until === null ? "without end" : `until ${new Date(span.until).toISOString().replace(".000Z", "Z")}`;
}
