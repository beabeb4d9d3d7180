// Counts the calls of a log, key by key.
import { wrong } from "../lib/errors.js";
import type { Decision } from "../types/decision.js";
import type { KeyRecord } from "../types/project.js";
import type { KeyUsage, Log, UnreadableLine, Usage } from "../types/usage.js";
import type { EnvironmentOrNone } from "./cells.js";
import { ANYTIME, heldBy, type Called } from "./held.js";
import { LONGEST_LINE, NO_LOG, eachLine, isLog, type Item } from "./lines.js";
import { readEntry, readLine, type Call, type Read } from "./logs.js";
import type { Subject } from "./subject.js";
import { Trial } from "./trial.js";
import { counted, listed, unjudgedText } from "./words.js";

/** Reads a log, and frees what that took when `use` is done with it. */
export async function tallied<T>(subject: Subject, calls: Log, use: (tally: Tally) => T): Promise<T> {
  const tally = new Tally(subject);
  try {
    await tally.read(calls);
    return use(tally);
  } finally {
    tally.free();
  }
}

/** Limits for lists that could grow with the log. */
const MOST_SHOWN = 5;
const MOST_UNKNOWN = 10;
const MOST_CLIENTS = 16;
const LONGEST_CLIENT = 200;
/** How many calls are decided at once. */
const TOGETHER = 512;

/** What is counted of one key. */
class Counts {
  calls = 0;
  refused = 0;
  unmatched = 0;
  /** Those of them that were let through. */
  unjudged = 0;
  first: number | null = null;
  last: number | null = null;
  /** By operation and environment; whether a call was let through that would be now. */
  readonly operations = new Map<string, { operation: string; environment: EnvironmentOrNone; allowed: number; refused: number; isKept: boolean }>();
  readonly reasons = new Map<string, number>();
  readonly clients = new Set<string>();
  readonly hours = new Set<number>();
}

/** Counts calls, key by key. */
class Tally {
  readonly #subject: Subject;
  readonly #trial: Trial;
  readonly #counts = new Map<string, Counts>();
  readonly #unreadable: UnreadableLine[] = [];
  readonly #unknown = new Set<string>();
  readonly #waiting: Call[] = [];
  #lines = 0;
  #calls = 0;
  #unread = 0;
  #anonymous = 0;
  #unlisted = 0;
  #from: number | null = null;
  #to: number | null = null;

  constructor(subject: Subject) {
    this.#subject = subject;
    this.#trial = new Trial(subject);
  }

  async read(log: Log): Promise<void> {
    if (!isLog(log)) throw wrong("request_invalid", "/calls", NO_LOG);
    await eachLine(log, (text) => typeof readLine(text) !== "string", (item) => this.#take(item));
    this.#judge();
  }

  #take({ line, content, isWhole }: Item): void {
    this.#lines += 1;
    const read: Read = !isWhole ? `it is longer than ${LONGEST_LINE} characters` : typeof content === "string" ? readLine(content) : readEntry(content);
    if (typeof read === "string") {
      this.#leaveOut(line, content, read);
      return;
    }
    const call = this.#placed(read);
    if (typeof call === "string") {
      this.#leaveOut(line, content, call);
      return;
    }
    if (read.at !== null) {
      this.#from = Math.min(this.#from ?? read.at, read.at);
      this.#to = Math.max(this.#to ?? read.at, read.at);
    }
    if (read.key === null) this.#anonymous += 1;
    else if (!this.#subject.keys.has(read.key)) {
      this.#unlisted += 1;
      if (this.#unknown.size < MOST_UNKNOWN) this.#unknown.add(read.key.slice(0, 200));
    } else if (this.#waiting.push(call) === TOGETHER) this.#judge();
  }

  #leaveOut(line: number, content: string | object, why: string): void {
    this.#unread += 1;
    if (this.#unreadable.length < MOST_SHOWN) this.#unreadable.push({ line, text: typeof content === "string" ? content.slice(0, 200) : "", message: `line ${line} is left out: ${why}` });
  }

  /** A call that names an operation, but not the environment in which it was let through: the path may name it. Counted without it, the key would seem not to need the call. */
  #placed(call: Call): Read {
    const { key, operation, environment, method, path, allowed } = call;
    if (operation === null || environment !== null || allowed === false || key === null || !this.#subject.keys.has(key)) return call;
    const parameter = this.#subject.catalog.environmentParameter;
    const record = this.#subject.operations.get(operation)?.record;
    if (record === undefined || parameter === undefined || !record.path.includes(`{${parameter}}`)) return call;
    const isOfPath = method !== null && path !== null && this.#trial.full.decide({ key, at: ANYTIME, method, path }).operation === operation;
    return isOfPath ? { ...call, operation: null } : `it names no environment, and \`${operation.slice(0, 200)}\` is judged in one`;
  }

  /** Finds out which operations the calls were, and counts them. */
  #judge(): void {
    const calls = this.#waiting.splice(0);
    if (calls.length === 0) return;
    const found: Decision[] = this.#trial.full.decideMany(calls.map((call) => ({ key: call.key as string, at: ANYTIME, ...this.#asked(call) })));
    const unsaid = calls.filter(({ allowed }) => allowed === null);
    const judged: Decision[] = this.#subject.ward.decideMany(unsaid.map((call) => ({ key: call.key as string, ...(call.at !== null && { at: call.at }), ...this.#asked(call) })));
    const decisions = new Map(unsaid.map((call, index) => [call, judged[index] as Decision]));
    calls.forEach((call, index) => this.#count(call, found[index] as Decision, decisions.get(call)));
  }

  /** What a call asked for: the operation where it is told, since the path may be one before a prefix was taken off. A path's environment counts, where it names one. */
  #asked({ operation, method, path, environment }: Call) {
    const where = environment === null ? {} : { environment };
    const isNamed = operation !== null && this.#subject.operations.has(operation);
    if (!isNamed && method !== null && path !== null) return { method, path, ...(this.#subject.catalog.environmentParameter === undefined && where) };
    return { operation: operation as string, ...where };
  }

  #count(call: Call, found: Decision, judged: Decision | undefined): void {
    const key = call.key as string;
    let counts = this.#counts.get(key);
    if (counts === undefined) this.#counts.set(key, (counts = new Counts()));
    const isRefused = !(call.allowed ?? judged?.allowed);
    this.#calls += 1;
    counts.calls += 1;
    if (isRefused) {
      counts.refused += 1;
      const reason = call.reason?.slice(0, 64) ?? judged?.reason ?? (found.allowed ? undefined : found.reason);
      if (reason !== undefined && (counts.reasons.has(reason) || counts.reasons.size < 64)) counts.reasons.set(reason, (counts.reasons.get(reason) ?? 0) + 1);
    }
    if (call.at !== null) {
      counts.first = Math.min(counts.first ?? call.at, call.at);
      counts.last = Math.max(counts.last ?? call.at, call.at);
      counts.hours.add(new Date(call.at).getUTCHours());
    }
    if (call.client !== null && counts.clients.size < MOST_CLIENTS) counts.clients.add(call.client.slice(0, LONGEST_CLIENT));
    if (found.operation === null) {
      counts.unmatched += 1;
      if (!isRefused) counts.unjudged += 1;
      return;
    }
    const { operation, environment } = found;
    const name = JSON.stringify([operation, environment]);
    let uses = counts.operations.get(name);
    if (uses === undefined) counts.operations.set(name, (uses = { operation, environment, allowed: 0, refused: 0, isKept: false }));
    uses[isRefused ? "refused" : "allowed"] += 1;
    if (!isRefused && (found.allowed || found.reason === "facts_needed")) uses.isKept = true;
  }

  result(): Usage {
    const unneeded = this.#isRead ? this.#unneeded() : new Map<string, string[]>();
    const keys = this.#subject.project.keys.map((key, index) => this.#ofKey(key, index, unneeded.get(key.id) ?? []));
    const used = keys.filter(({ calls }) => calls > 0).length;
    return {
      lines: this.#lines,
      calls: this.#calls,
      from: this.#from,
      to: this.#to,
      unreadable: { count: this.#unread, first: this.#unreadable },
      anonymous: this.#anonymous,
      unknown: { calls: this.#unlisted, keys: [...this.#unknown] },
      keys,
      message: !this.#isRead ? this.#nothingRead() : `${counted(this.#calls, "call")} with ${used} of ${counted(keys.length, "key")}${this.#unread > 0 ? `; ${counted(this.#unread, "line")} left out` : ""}`,
    };
  }

  /** Whether any line could be read. If none could, nothing is known of what keys need. */
  get #isRead(): boolean {
    return this.#lines > this.#unread;
  }

  /** How many lines could not be read. */
  get leftOut(): number {
    return this.#unread;
  }

  /** Why nothing is known of a log that has lines; `null` if some could be read. */
  get refusal(): string | null {
    return this.#unread === 0 || this.#isRead ? null : `no line of the log can be read: ${this.#unreadable[0]?.message}`;
  }

  #nothingRead(): string {
    const why = this.#lines === 0 ? "the log is empty" : `no line of the log can be read: ${counted(this.#unread, "line")} left out`;
    return `${why}; nothing is known about what keys were used for`;
  }

  /** The calls of a key that were let through, and would be now. */
  called(key: string): Called[] {
    const operations = [...(this.#counts.get(key)?.operations.values() ?? [])];
    return operations.filter(({ isKept }) => isKept).map(({ operation, environment }) => ({ operation: this.#trial.grid.numbers.get(operation) as number, environment }));
  }

  /** How many calls of a key were let through of which it is not known what they need, since they match no operation. */
  unjudged(key: string): number {
    return this.#counts.get(key)?.unjudged ?? 0;
  }

  get trial(): Trial {
    return this.#trial;
  }

  /** By key, the permissions without which each by itself it keeps its calls. */
  #unneeded(): Map<string, string[]> {
    const { project, catalog } = this.#subject;
    const held = new Map(project.keys.map((key) => [key.id, heldBy(this.#subject, key) ?? []]));
    const called = new Map(project.keys.map(({ id }) => [id, this.called(id)]));
    const unneeded = new Map<string, string[]>(project.keys.map(({ id }) => [id, []]));
    for (const { id: permission } of catalog.permissions) {
      const holders = project.keys.filter(({ id }) => held.get(id)?.includes(permission));
      const asked = holders.filter(({ id }) => (called.get(id) as Called[]).length > 0);
      const losing = new Set<string>();
      if (asked.length > 0) {
        this.#trial.without(permission, () => {
          for (const { id } of asked) if (!this.#trial.keeps(id, called.get(id) as Called[])) losing.add(id);
        });
      }
      for (const { id } of holders) if (!losing.has(id)) unneeded.get(id)?.push(permission);
    }
    return unneeded;
  }

  #ofKey(key: KeyRecord, index: number, unneeded: readonly string[]): KeyUsage {
    const counts = this.#counts.get(key.id) ?? new Counts();
    const held = heldBy(this.#subject, key);
    const operations = [...counts.operations.values()];
    const environments = [...new Set(operations.filter(({ allowed }) => allowed > 0).map(({ environment }) => environment))].filter((id) => id !== null);
    const { calls, refused } = counts;
    const needs = unneeded.length === 0 ? "" : `; it did not need ${listed(unneeded)}${unneeded.length === 1 ? "" : ", each taken by itself"}`;
    const doubt = counts.unjudged === 0 ? "" : `; ${unjudgedText(counts.unjudged)}`;
    const used = `the key \`${key.id}\` was used for ${counted(calls, "call")}, ${refused === 0 ? "none" : refused} of which ${refused > 1 ? "were" : "was"} refused`;
    return {
      key: key.id,
      at: `/keys/${index}`,
      calls,
      refused,
      first: counts.first,
      last: counts.last,
      operations: operations.map(({ isKept: _, ...uses }) => uses),
      unmatched: counts.unmatched,
      reasons: Object.fromEntries(counts.reasons),
      environments,
      clients: [...counts.clients],
      hours: [...counts.hours].sort((a, b) => a - b),
      held,
      unneeded,
      message: !this.#isRead ? `no line was read, so nothing is known about the key \`${key.id}\`` : calls === 0 ? `the key \`${key.id}\` was not used` : `${used}${needs}${doubt}`,
    };
  }

  free(): void {
    this.#trial.free();
  }
}
