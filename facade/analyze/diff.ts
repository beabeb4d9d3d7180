// What changes for whom when one project, or its catalog, takes the place of another.
import { instantOrNow } from "../lib/instants.js";
import type { Catalog } from "../types/catalog.js";
import type { Facts } from "../types/request.js";
import { ACCESS, DENIED, DEPENDS, Grid, counted, differingWays, listed, scopesOf, type Access, type Asker, type Place, type Scopes } from "./cells.js";
import { mixed, partsOf, same, spanOf, type Actor, type DocumentChange, type Pair, type Part, type SideName } from "./changes.js";
import { noticeChanges, plannedNotices, type PlannedNotice } from "./notices.js";
import { Subject, optionsOf, type Instant, type Ward } from "./subject.js";

export interface DiffOptions {
  /** From when on to compare: what is over by then does not count. Now if not given. */
  readonly at?: Instant | undefined;
  /** The catalog of projects that are given as documents; `kontent-management-v2` if not given. */
  readonly catalog?: Catalog | string | undefined;
}

/** What has changed for whom. Who is not listed can do the same as before, for as long, and is told the same. */
export interface Difference {
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
  readonly change: "added" | "removed" | "changed";
  /** JSON Pointers to the entry in the document before and after; `null` where it is not there. */
  readonly before: string | null;
  readonly after: string | null;
  /** Environments in which operations were gained or lost, and `null` for operations that are judged without one. */
  readonly environments: readonly EnvironmentDifference[];
  /** Every change that had a part in it; the members `through` of the others are places in this list. */
  readonly through: readonly DocumentChange[];
  /** A sentence. */
  readonly message: string;
}

export interface KeyDifference extends ActorDifference {
  readonly key: string;
  /** When it is good, from `at` on; `null` where that is as it was. */
  readonly lifetime: { readonly before: Span | null; readonly after: Span | null; readonly through: readonly number[] } | null;
  /** The notices that are to come, from `at` on; `null` where they are as they were. */
  readonly notices: { readonly before: readonly PlannedNotice[]; readonly after: readonly PlannedNotice[]; readonly through: readonly number[] } | null;
}

export interface UserDifference extends ActorDifference {
  readonly user: string;
}

/** A half-open interval, in milliseconds; `until: null` never ends. */
export interface Span {
  readonly from: number;
  readonly until: number | null;
}

export interface EnvironmentDifference {
  readonly environment: string | null;
  readonly gained: readonly OperationChange[];
  readonly lost: readonly OperationChange[];
}

export interface OperationChange {
  readonly operation: string;
  /** Whether it is permitted whatever the facts are, in some ways of the facts, or in none. */
  readonly before: Access;
  readonly after: Access;
  /** Where both depend on facts: in which ways it was gained or lost; a collection that no assignment names stands for all others. Else `null`. */
  readonly when: readonly Facts[] | null;
  /** The changes without which the answer would not have changed; all that may have a part in it where none of them alone matters. */
  readonly through: readonly number[];
}

/** A changed answer, by the names of the parts that it came through. */
interface Cell {
  readonly place: Place;
  readonly operation: string;
  readonly before: number;
  readonly after: number;
  readonly gained: readonly Facts[] | null;
  readonly lost: readonly Facts[] | null;
  readonly through: readonly string[];
}

/**
 * What each key and user gained and lost from one project to another, environment by environment; whose lifetimes and
 * notices moved; and through which change.
 * @throws {KeywardError} `document_invalid`, `request_invalid`, `instant_invalid`
 */
export function diff(before: Ward, after: Ward, options?: DiffOptions): Difference {
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
}

class Comparison {
  readonly #pair: Pair;
  readonly #at: number;
  readonly #grids: Readonly<Record<SideName, Grid>>;
  /** What was found for those whose circumstances are alike. */
  readonly #alike = new Map<string, readonly Cell[]>();

  constructor(pair: Pair, at: number) {
    this.#pair = pair;
    this.#at = at;
    this.#grids = { before: new Grid(pair.before), after: new Grid(pair.after) };
  }

  result(): Difference {
    const { before, after } = this.#pair;
    const planned = { before: plannedNotices(before, this.#at), after: plannedNotices(after, this.#at) };
    const keys = [...new Set([...after.keys.keys(), ...before.keys.keys()])].flatMap((key) => {
      const parts = partsOf(this.#pair, { key, user: null }, this.#at);
      const found = this.#entry({ key, user: null }, parts);
      const lifetime = this.#lifetime(key);
      const [told, tells] = [planned.before.get(key) ?? [], planned.after.get(key) ?? []];
      const notices = same(told, tells) ? null : { before: told, after: tells };
      if (found.cells.length === 0 && lifetime === null && notices === null) return [];
      const through = new Through(parts);
      const environments = this.#environments(found.cells, through);
      const [old, now] = [before.keys.get(key), after.keys.get(key)];
      const moved = lifetime && { before: lifetime.before, after: lifetime.after, through: through.places(lifetime.changes) };
      const retold = notices && { ...notices, through: through.places(noticeChanges(this.#pair, key, told, tells)) };
      const head = { key, ...entryOf("keys", old?.place, now?.place), environments, lifetime: moved, notices: retold, through: through.list };
      return [{ ...head, message: sentence(`the key \`${key}\``, head) }];
    });
    const users = before.ownerKind === undefined || after.ownerKind === undefined ? [] : [...new Set([...after.users.keys(), ...before.users.keys()])];
    const changedUsers = users.flatMap((user) => {
      const parts = partsOf(this.#pair, { key: null, user }, this.#at);
      const { cells } = this.#entry({ key: null, user }, parts);
      if (cells.length === 0) return [];
      const through = new Through(parts);
      const environments = this.#environments(cells, through);
      const head = { user, ...entryOf("users", before.users.get(user)?.place, after.users.get(user)?.place), environments, lifetime: null, notices: null, through: through.list };
      const { lifetime: _, notices: __, ...members } = head;
      return [{ ...members, message: sentence(`the user \`${user}\``, head) }];
    });
    const message =
      keys.length + changedUsers.length === 0 ? "nothing changes for any key or user" : `something changes for ${counted(keys.length, "key")} and ${counted(changedUsers.length, "user")}`;
    return { at: this.#at, keys, users: changedUsers, message };
  }

  /** The answers that differ. */
  #entry(actor: Actor, parts: readonly Part[]): { cells: readonly Cell[] } {
    if (parts.length === 0) return { cells: [] };
    const circumstances = JSON.stringify([this.#circumstances("before", actor), this.#circumstances("after", actor), parts.map(({ name }) => name)]);
    let cells = this.#alike.get(circumstances);
    if (cells === undefined) {
      cells = this.#cells(actor, parts);
      this.#alike.set(circumstances, cells);
    }
    return { cells };
  }

  /** What decides the answers of an actor, beside the environments and roles as they are. */
  #circumstances(side: SideName, { key, user }: Actor): unknown {
    const { keys, users } = this.#pair[side];
    const record = key === null ? undefined : keys.get(key)?.record;
    const owner = users.get(user ?? record?.owner ?? "")?.record;
    const own = record && [record.kind, record.environments, record.permissions, record.disabled ?? false, spanOf(record, this.#at) === null];
    return [own, owner && [owner.active ?? true, owner.roles]];
  }

  #cells(actor: Actor, parts: readonly Part[]): Cell[] {
    const { before, after } = this.#grids;
    const scopes = this.#scopes(actor);
    const places = new Set<Place>([...after.places, ...before.places]);
    const attribution = new Attribution(this.#pair, this.#grids, actor, parts, this.#at, scopes);
    const cells: Cell[] = [];
    for (const place of places) {
      const [old, now] = [this.#answers("before", actor, place), this.#answers("after", actor, place)];
      for (const operation of new Set([...after.operations, ...before.operations])) {
        const found = [answerOf(before, old, operation), answerOf(after, now, operation)] as const;
        const [was, is] = found;
        if (was === is && was !== DEPENDS) continue;
        let ways: { lost: Facts[]; gained: Facts[] } | null = null;
        if (was === is) {
          const sides = { before: this.#side("before", actor), after: this.#side("after", actor) };
          ways = differingWays(sides.before, sides.after, operation, place, scopes);
          if (ways.lost.length + ways.gained.length === 0) continue;
        }
        cells.push({ place, operation, before: was, after: is, gained: ways?.gained ?? null, lost: ways?.lost ?? null, through: attribution.of(place, operation, was, is) });
      }
    }
    attribution.free();
    return cells;
  }

  #scopes({ key, user }: Actor): Scopes {
    const sides = [this.#pair.before, this.#pair.after];
    return scopesOf(sides.map(({ keys, users }) => users.get(user ?? keys.get(key ?? "")?.record.owner ?? "")?.record));
  }

  /** Who asks on one side, while the key is good. */
  #side(side: SideName, { key, user }: Actor) {
    const span = key === null ? null : spanOf(this.#pair[side].keys.get(key)?.record, this.#at);
    return { ward: this.#pair[side].ward, who: key === null ? { user: user as string } : { key }, at: span?.from ?? this.#at };
  }

  #answers(side: SideName, actor: Actor, place: Place): Uint8Array | undefined {
    const { keys, users, environments } = this.#pair[side];
    if (actor.key === null ? !users.has(actor.user as string) : !keys.has(actor.key)) return undefined;
    if (place !== null && !environments.has(place)) return undefined;
    const { ward, who, at } = this.#side(side, actor);
    return this.#grids[side].answers(ward, who, place, at);
  }

  #environments(cells: readonly Cell[], through: Through): EnvironmentDifference[] {
    const byPlace = new Map<Place, { gained: OperationChange[]; lost: OperationChange[] }>();
    for (const cell of cells) {
      const { place, operation, before, after, gained, lost } = cell;
      let found = byPlace.get(place);
      if (found === undefined) byPlace.set(place, (found = { gained: [], lost: [] }));
      const places = through.ofCell(cell);
      const change = (when: readonly Facts[] | null): OperationChange => ({ operation, before: ACCESS[before] as Access, after: ACCESS[after] as Access, when, through: places });
      if (before < after || (gained !== null && gained.length > 0)) found.gained.push(change(gained));
      if (before > after || (lost !== null && lost.length > 0)) found.lost.push(change(lost));
    }
    return [...byPlace].map(([environment, found]) => ({ environment, ...found }));
  }

  /** How the time in which a key is good has moved. */
  #lifetime(key: string): { before: Span | null; after: Span | null; changes: DocumentChange[] } | null {
    const { before, after } = this.#pair;
    const [old, now] = [before.keys.get(key), after.keys.get(key)];
    if (old?.record.disabled === true && now?.record.disabled === true) return null;
    const spans = { before: spanOf(old?.record, this.#at), after: spanOf(now?.record, this.#at) };
    if (same(spans.before, spans.after)) return null;
    if (old === undefined || now === undefined) return { ...spans, changes: partsOf(this.#pair, { key, user: null }, this.#at).flatMap((part) => part.describe(null, "") ?? []) };
    const members = (["notBefore", "expiresAt", "revokedAt"] as const).filter((member) => old.record[member] !== now.record[member]);
    const changes = members.map((member): DocumentChange => ({ what: "key", id: key, member, before: `/keys/${old.place}/${member}`, after: `/keys/${now.place}/${member}`, message: `\`${member}\` of the key \`${key}\` has changed` }));
    return { ...spans, changes };
  }
}

const answerOf = (grid: Grid, answers: Uint8Array | undefined, operation: string): number => answers?.[grid.numbers.get(operation) ?? -1] ?? DENIED;

/** Finds out which parts matter to a changed answer: by putting each back, and by making it alone. */
class Attribution {
  readonly #wards = new Map<string, { answers: (place: Place) => Uint8Array; free: () => void } | undefined>();

  constructor(
    readonly pair: Pair,
    readonly grids: Readonly<Record<SideName, Grid>>,
    readonly actor: Actor,
    readonly parts: readonly Part[],
    readonly at: number,
    readonly scopes: Scopes,
  ) {}

  /** The names of the parts. */
  of(place: Place, operation: string, before: number, after: number): string[] {
    const concerned = this.parts.filter((part) => part.describe(place, operation) !== undefined).map(({ name }) => name);
    if (concerned.length <= 1 || before === after) return concerned;
    const matters = concerned.filter((name) => this.#answer("before", name, place, operation) !== before || this.#answer("after", name, place, operation) !== after);
    return matters.length === 0 ? concerned : matters;
  }

  /** The answer with all parts as they are on one side, but for this one; undefined where that cannot be. */
  #answer(side: SideName, but: string, place: Place, operation: string): number | undefined {
    const name = `${side} ${but}`;
    if (!this.#wards.has(name)) this.#wards.set(name, this.#load(side, but));
    const ward = this.#wards.get(name);
    const other: SideName = side === "before" ? "after" : "before";
    return ward && answerOf(this.grids[but === "catalog" ? other : side], ward.answers(place), operation);
  }

  #load(side: SideName, but: string) {
    const other: SideName = side === "before" ? "after" : "before";
    const ward = mixed(this.pair, this.actor, this.at, (part) => (part === but ? other : side));
    if (ward === undefined) return undefined;
    const grid = this.grids[but === "catalog" ? other : side];
    const who: Asker = this.actor.key === null ? { user: this.actor.user as string } : { key: this.actor.key };
    const known = new Map<Place, Uint8Array>();
    const answers = (place: Place) => {
      let found = known.get(place);
      if (found === undefined) known.set(place, (found = grid.answers(ward, who, place, this.at)));
      return found;
    };
    return { answers, free: () => ward.free() };
  }

  free(): void {
    for (const ward of this.#wards.values()) ward?.free();
  }
}

/** The list of changes of one actor, and places in it. */
class Through {
  readonly list: DocumentChange[] = [];
  readonly #parts: ReadonlyMap<string, Part>;
  readonly #known = new Map<string, number>();

  constructor(parts: readonly Part[]) {
    // alike circumstances name the owner's parts alike
    this.#parts = new Map(parts.map((part) => [part.name, part]));
  }

  places(changes: readonly DocumentChange[]): number[] {
    return changes.map((change) => {
      const name = JSON.stringify([change.what, change.id, change.before, change.after]);
      let place = this.#known.get(name);
      if (place === undefined) this.#known.set(name, (place = this.list.push(change) - 1));
      return place;
    });
  }

  ofCell({ place, operation, through }: Cell): number[] {
    return this.places(through.flatMap((name) => this.#parts.get(name)?.describe(place, operation) ?? []));
  }
}

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

