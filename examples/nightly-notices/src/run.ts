// One run of the job: what is due goes out, several mails at a time, and again what failed.
import { setTimeout as wait } from "node:timers/promises";
import type { Keyward } from "keyward";
import { deliver, type Circumstances, type Outcome } from "./delivery.ts";
import type { Ledger } from "./ledger.ts";
import { planned, type Planned } from "./plan.ts";
import type { Settings } from "./settings.ts";
import { Turns } from "./turns.ts";

/** How often a run gives a server the whole of one mail without hearing what became of it: each time its reader may get it again. */
const MOST_DOUBTS = 2;

/** How far the clock may be behind the ledger's newest record, in milliseconds: clocks are corrected now and then. */
const MOST_BEHIND = 3_600_000;

/** What is logged: a line of JSON each. */
export type Event = { readonly event: string; readonly [member: string]: unknown };

export interface RunResult {
  readonly sent: number;
  /** Mails that were not sent: the next run tries them again. */
  readonly unsent: number;
  /** Keys about whose end nobody could be told. */
  readonly untold: number;
  /** Whether the clock is behind, so that what is due is not known. */
  readonly isBehind: boolean;
}

interface Entry extends Planned {
  attempts: number;
  doubts: number;
  /** The instant before which it is not tried again. */
  readyAt: number;
}

export async function run(ward: Keyward, ledger: Ledger, settings: Settings, log: (event: Event) => void, stop: AbortSignal): Promise<RunResult> {
  const at = Date.now();
  const newest = ledger.newest();
  const isBehind = newest !== null && newest - at > MOST_BEHIND;
  if (isBehind) log({ event: "clock_behind", newestRecord: new Date(newest).toISOString() });
  ledger.prune();
  const { mails, obsolete, unreachable, untold } = await planned(ward, ledger, settings, at);
  // by a clock that is behind, their notices are not due yet, and will be
  for (const { messageId, user } of isBehind ? [] : obsolete) {
    ledger.drop(messageId);
    log({ event: "mail_obsolete", user, messageId });
  }
  for (const { user, email } of unreachable) log({ event: "no_address", user, address: email });
  for (const key of untold) log({ event: "nobody_told", key });
  const outbox = new Outbox(mails, ledger, settings, log, stop);
  const sent = await outbox.empty();
  return { sent, unsent: mails.length - sent, untold: untold.length, isBehind };
}

class Outbox {
  readonly #waiting: Entry[];
  readonly #settings: Settings;
  readonly #ledger: Ledger;
  readonly #log: (event: Event) => void;
  readonly #end = new AbortController();
  readonly #circumstances: Circumstances;
  #sent = 0;

  constructor(mails: readonly Planned[], ledger: Ledger, settings: Settings, log: (event: Event) => void, stop: AbortSignal) {
    this.#waiting = mails.map((each) => ({ ...each, attempts: 0, doubts: 0, readyAt: 0 }));
    this.#settings = settings;
    this.#ledger = ledger;
    this.#log = log;
    this.#circumstances = { settings, ledger, turns: new Turns(), signal: AbortSignal.any([stop, this.#end.signal]) };
  }

  /** Gives how many mails were sent. */
  async empty(): Promise<number> {
    const { limitMinutes } = this.#settings;
    const limit = setTimeout(() => this.#end.abort(new Error(`the run took longer than ${limitMinutes} minutes`)), limitMinutes * 60_000);
    const workers = Array.from({ length: Math.min(this.#settings.connections, this.#waiting.length) }, () =>
      this.#work().catch((error: unknown) => {
        // what cannot be recorded must not be sent: all others end too
        this.#end.abort(error);
        throw error;
      }),
    );
    const ends = await Promise.allSettled(workers);
    clearTimeout(limit);
    const failed = ends.find((end) => end.status === "rejected");
    if (failed !== undefined) throw failed.reason;
    for (const entry of this.#waiting) this.#giveUp(entry, (this.#circumstances.signal.reason as Error).message);
    return this.#sent;
  }

  async #work(): Promise<void> {
    const { signal } = this.#circumstances;
    for (let entry = this.#next(); entry !== undefined && !signal.aborted; entry = this.#next()) {
      try {
        if (entry.readyAt > Date.now()) await wait(entry.readyAt - Date.now(), undefined, { signal });
      } catch {
        return void this.#waiting.push(entry);
      }
      entry.attempts += 1;
      this.#settle(entry, await deliver(entry.mail, this.#circumstances));
    }
  }

  /** The mail that is ready first. */
  #next(): Entry | undefined {
    if (this.#circumstances.signal.aborted) return undefined;
    const first = this.#waiting.reduce<Entry | undefined>((found, each) => (found === undefined || each.readyAt < found.readyAt ? each : found), undefined);
    if (first !== undefined) this.#waiting.splice(this.#waiting.indexOf(first), 1);
    return first;
  }

  #settle(entry: Entry, outcome: Outcome): void {
    const { user, messageId, notices } = entry.mail;
    if (outcome.kind === "sent") {
      this.#sent += 1;
      return this.#log({ event: "mail_sent", user, messageId, notices: notices.map(({ id }) => id), mayBeRepeat: entry.isRepeat || entry.doubts > 0 });
    }
    this.#log({ event: outcome.kind === "doubtful" ? "mail_in_doubt" : "mail_refused", user, messageId, attempt: entry.attempts, reason: outcome.reason });
    if (outcome.kind === "doubtful") entry.doubts += 1;
    const isOver = entry.attempts >= this.#settings.attempts || entry.doubts >= MOST_DOUBTS || (outcome.kind === "refused" && outcome.isFinal);
    if (isOver || this.#circumstances.signal.aborted) return this.#giveUp(entry, outcome.reason);
    // half of the pause is by chance, so that mails that failed together do not come back together
    const pause = this.#settings.pauseSeconds * 1000 * 2 ** (entry.attempts - 1);
    entry.readyAt = Date.now() + pause * (0.5 + Math.random() / 2);
    this.#waiting.push(entry);
  }

  /** Who was not even tried comes before the others in the next run. */
  #giveUp({ mail: { user, messageId }, attempts }: Entry, reason: string): void {
    if (attempts > 0) this.#ledger.countFailure(user);
    this.#log({ event: "mail_unsent", user, messageId, reason });
  }
}
