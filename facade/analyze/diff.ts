// Compares two projects: what each key and user gains and loses.
import { instantOrNow } from "../lib/instants.js";
import { optionsOf } from "../lib/values.js";
import type { Facts } from "../types/request.js";
import type { Access, DiffOptions, Difference, DocumentChange, EnvironmentDifference, KeyDifference, OperationChange, PlannedNotice, Span, UserDifference, WardOrProject } from "../types/analyze.js";
import { Attribution, Through, type Cause } from "./attribution.js";
import { ACCESS, DENIED, DEPENDS, Grid, applyingAt, differing, differingWays, factsOf, type GridSide, type EnvironmentOrNone } from "./cells.js";
import { parameterValues, partsOf, same, spanOf, type Actor, type Pair, type Part, type SideName } from "./changes.js";
import { sentence } from "./difference-text.js";
import { areSameNotices, noticeChanges, plannedNotices } from "./notices.js";
import { scopesOf, type Scopes } from "./scopes.js";
import { Subject, readFailure } from "./subject.js";
import { counted } from "./words.js";

/** What was found for one key or user, and for all with the same circumstances. */
interface Found {
  readonly environments: readonly EnvironmentDifference[];
  /** What the numbers in `through` stand for. */
  readonly causes: readonly Cause[];
}

/** An operation that depends on facts on both sides, and the ways in which it was gained, or lost. */
interface WayChange {
  readonly id: string;
  readonly isGain: boolean;
  readonly when: readonly Facts[];
}

/** What is gained and lost in one environment. */
interface Changes {
  readonly gained: OperationChange[];
  readonly lost: OperationChange[];
}

/** The answers in one environment, by the number of an operation; undefined where that does not exist. */
type Answers = { readonly [side in SideName]: Uint8Array | undefined };

/** A bound parameter whose value differs; null where it is not bound. */
type ChangedParameter = { readonly name: string } & { readonly [side in SideName]: string | null };

const accessOf = (answer: number): Access => ACCESS[answer] as Access;

const NOTHING: Found = { environments: [], causes: [] };

/**
 * What each key and user gained and lost from one project to another, environment by environment; whose lifetimes and
 * notices moved; and through which change.
 * @throws {KeywardError} `document_invalid`, `request_invalid`, `instant_invalid`
 * @example
 * for (const { key, message } of diff(before, after, { at: "2026-12-01T00:00:00Z" }).keys) console.log(key, message);
 */
export function diff(before: WardOrProject, after: WardOrProject, options?: DiffOptions): Difference {
  try {
    const { at: given, catalog } = optionsOf(options, ["at", "catalog"]) as DiffOptions;
    const at = instantOrNow(given, "/at");
    const subjectBefore = new Subject(before, catalog);
    try {
      const subjectAfter = new Subject(after, catalog);
      try {
        return new Comparison({ before: subjectBefore, after: subjectAfter }, at).result();
      } finally {
        subjectAfter.close();
      }
    } finally {
      subjectBefore.close();
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
  readonly #parameters: readonly ChangedParameter[];
  readonly #alike = new Map<string, Found>();

  constructor(pair: Pair, at: number) {
    this.#pair = pair;
    this.#at = at;
    this.#parameters = [...parameterValues(pair)].map(([name, values]) => ({ name, ...values }));
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

  #key(key: string, noticesBefore: readonly PlannedNotice[], noticesAfter: readonly PlannedNotice[]): KeyDifference[] {
    const { before, after } = this.#pair;
    const parts = partsOf(this.#pair, { key, user: null }, this.#at);
    const { environments, causes } = this.#find({ key, user: null }, parts);
    const moved = this.#lifetime(key, parts);
    const changed = areSameNotices(noticesBefore, noticesAfter) ? null : { before: noticesBefore, after: noticesAfter };
    if (environments.length === 0 && moved === null && changed === null) return [];
    const through = new Through(parts, causes);
    const lifetime = moved && { before: moved.before, after: moved.after, through: through.indices(moved.changes) };
    const notices = changed && { ...changed, through: through.indices(noticeChanges(this.#pair, key, noticesBefore, noticesAfter)) };
    const entry = { key, ...entryOf("keys", before.keys.get(key)?.index, after.keys.get(key)?.index), environments, lifetime, notices, through: through.list };
    return [{ ...entry, message: sentence(`the key \`${key}\``, entry, this.#at) }];
  }

  #user(user: string): UserDifference[] {
    const { before, after } = this.#pair;
    const parts = partsOf(this.#pair, { key: null, user }, this.#at);
    const { environments, causes } = this.#find({ key: null, user }, parts);
    if (environments.length === 0) return [];
    const through = new Through(parts, causes).list;
    const entry = { user, ...entryOf("users", before.users.get(user)?.index, after.users.get(user)?.index), environments, through };
    return [{ ...entry, message: sentence(`the user \`${user}\``, { ...entry, lifetime: null, notices: null }, this.#at) }];
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
    // where the same assignments apply, the same operations depend on facts in the same ways
    const waysKnown = new Map<string, WayChange[]>();
    return [...new Set<EnvironmentOrNone>([...after.environments, ...before.environments])].flatMap((environment) => {
      // what differs about other environments does not matter here
      if (!parts.some((part) => part.name !== "environment" || part.describe(environment, "") !== undefined)) return [];
      const answers = { before: this.#answers("before", actor, environment), after: this.#answers("after", actor, environment) };
      if (answers.before === undefined && answers.after === undefined) return [];
      const found: Changes = { gained: [], lost: [] };
      this.#compareAnswers(environment, answers, attribution, found);
      this.#compareFacts(actor, environment, answers, attribution, scopes, waysKnown, found);
      this.#comparePaths(environment, answers, attribution, found);
      return found.gained.length + found.lost.length > 0 ? [{ environment, ...found }] : [];
    });
  }

  /** Adds the operations whose answers differ. */
  #compareAnswers(environment: EnvironmentOrNone, answers: Answers, attribution: Attribution, found: Changes): void {
    for (const operation of this.#operations) {
      const [was, is] = [answers.before?.[operation.before] ?? DENIED, answers.after?.[operation.after] ?? DENIED];
      if (was === is) continue;
      const change = { operation: operation.id, before: accessOf(was), after: accessOf(is), when: null, values: null, through: attribution.of(environment, operation.id, was, is) };
      (was < is ? found.gained : found.lost).push(change);
    }
  }

  /** Adds the operations that depend on facts on both sides, in other ways. */
  #compareFacts(actor: Actor, environment: EnvironmentOrNone, answers: Answers, attribution: Attribution, scopes: Scopes, waysKnown: Map<string, WayChange[]>, found: Changes): void {
    const uncertain = this.#operations.filter(({ before, after }) => answers.before?.[before] === DEPENDS && answers.after?.[after] === DEPENDS);
    if (uncertain.length === 0) return;
    const alike = JSON.stringify([uncertain.map(({ id }) => id), this.#applying("before", actor, environment), this.#applying("after", actor, environment)]);
    let ways = waysKnown.get(alike);
    if (ways === undefined) waysKnown.set(alike, (ways = this.#compareWays(actor, environment, uncertain, scopes)));
    for (const { id, isGain, when } of ways) {
      const change = { operation: id, before: "depends", after: "depends", when, values: null, through: attribution.ofWays(environment, id, alike) } as const;
      (isGain ? found.gained : found.lost).push(change);
    }
  }

  /** Adds the operations that have other paths now, because a parameter of theirs is bound to another value. */
  #comparePaths(environment: EnvironmentOrNone, answers: Answers, attribution: Attribution, found: Changes): void {
    if (answers.before === undefined || answers.after === undefined) return; // all of it was gained or lost
    for (const { id, before, after } of this.#operations) {
      const [was, is] = [answers.before[before] ?? DENIED, answers.after[after] ?? DENIED];
      const changed = was === DENIED || is === DENIED ? [] : this.#parametersOf(id); // else all paths were gained or lost
      if (changed.length === 0) continue;
      const through = attribution.ofPaths(environment, id, changed.map(({ name }) => `parameter:${name}`));
      const valuesOn = (side: SideName) => Object.fromEntries(changed.map((parameter) => [parameter.name, parameter[side]]));
      // a parameter that is not bound takes every value, the one that it is bound to on the other side too
      const [narrowed, widened] = [changed.some((parameter) => parameter.after !== null), changed.some((parameter) => parameter.before !== null)];
      if (narrowed) found.lost.push({ operation: id, before: accessOf(was), after: "denied", when: null, values: valuesOn("before"), through });
      if (widened) found.gained.push({ operation: id, before: "denied", after: accessOf(is), when: null, values: valuesOn("after"), through });
    }
  }

  /** The parameters of an operation that are bound to another value. */
  #parametersOf(operation: string): ChangedParameter[] {
    const path = (this.#pair.after.operations.get(operation) ?? this.#pair.before.operations.get(operation))?.record.path ?? "";
    return this.#parameters.filter(({ name }) => path.includes(`{${name}}`));
  }

  /** Of operations that depend on facts before and after, those that do not do so in the same ways. */
  #compareWays(actor: Actor, environment: EnvironmentOrNone, operations: readonly { id: string; before: number; after: number }[], scopes: Scopes): WayChange[] {
    const { before, after } = this.#pair;
    const sides = { before: this.#side("before", actor), after: this.#side("after", actor) };
    const records = operations.flatMap(({ id }) => [before, after].flatMap((side) => side.operations.get(id)?.record ?? []));
    return [...differing(sides.before, sides.after, operations, factsOf(records), environment, scopes)].flatMap((number) => {
      const { id } = operations[number] as { id: string };
      const { gained, lost } = differingWays(sides.before, sides.after, id, environment, scopes);
      return [{ id, isGain: true, when: gained }, { id, isGain: false, when: lost }].filter(({ when }) => when.length > 0);
    });
  }

  #applying(side: SideName, { key, user }: Actor, environment: EnvironmentOrNone): number[] {
    const { keys, users } = this.#pair[side];
    return applyingAt(users.get(user ?? keys.get(key ?? "")?.record.owner ?? "")?.record, environment);
  }

  #scopes({ key, user }: Actor): Scopes {
    const sides = [this.#pair.before, this.#pair.after];
    return scopesOf(sides.flatMap(({ keys, users }) => users.get(user ?? keys.get(key ?? "")?.record.owner ?? "")?.record.roles ?? []));
  }

  /** Who asks on one side, while the key is good. */
  #side(side: SideName, { key, user }: Actor): GridSide {
    const span = key === null ? null : spanOf(this.#pair[side].keys.get(key)?.record, this.#at);
    return { grid: this.#grids[side], ward: this.#pair[side].ward, who: key === null ? { user: user as string } : { key }, at: span?.from ?? this.#at };
  }

  #answers(side: SideName, actor: Actor, environment: EnvironmentOrNone): Uint8Array | undefined {
    const { keys, users, environments } = this.#pair[side];
    if (actor.key === null ? !users.has(actor.user as string) : !keys.has(actor.key)) return undefined;
    if (environment !== null && !environments.has(environment)) return undefined;
    const { grid, ward, who, at } = this.#side(side, actor);
    return grid.answers(ward, who, environment, at);
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
    const changes = members.map((member): DocumentChange => ({ what: "key", id: key, member, before: `/keys/${old.index}/${member}`, after: `/keys/${now.index}/${member}`, message: `\`${member}\` of the key \`${key}\` has changed` }));
    return { ...spans, changes };
  }
}

const union = (first: ReadonlyMap<string, unknown>, second: ReadonlyMap<string, unknown>): string[] => [...new Set([...first.keys(), ...second.keys()])];

function entryOf(list: string, before: number | undefined, after: number | undefined) {
  const pointer = (index: number | undefined) => (index === undefined ? null : `/${list}/${index}`);
  const change = before === undefined ? ("added" as const) : after === undefined ? ("removed" as const) : ("changed" as const);
  return { change, before: pointer(before), after: pointer(after) };
}
