// One attempt to give one mail to the server.
//
// A server accepts a mail when it has read the line with the single dot that ends it, and says so with its reply. Between the
// two, neither side can know what the other knows. So everything up to that line is done for many mails at a time, and the
// line itself for one at a time: the mail is recorded as begun, its end is sent, the reply is awaited and recorded. Whenever
// this process is killed, at most one mail is in doubt.
import { Readable } from "node:stream";
import { domainToASCII } from "node:url";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { Ledger, Mail } from "./ledger.ts";
import type { Settings } from "./settings.ts";
import type { Turns } from "./turns.ts";

export type Outcome =
  | { readonly kind: "sent" }
  /** The server has not accepted it. `isFinal`: it will not today either. */
  | { readonly kind: "refused"; readonly isFinal: boolean; readonly reason: string }
  /** The server had the whole mail, and its reply is not known. */
  | { readonly kind: "doubtful"; readonly reason: string };

/** How long a server may take to end a connection after a mail, in milliseconds. */
const GOODBYE = 2000;

export interface Circumstances {
  readonly settings: Pick<Settings, "smtp" | "password" | "from" | "patienceSeconds">;
  readonly ledger: Ledger;
  readonly turns: Turns;
  /** Ends attempts whose mail has not been given its end. */
  readonly signal: AbortSignal;
}

/** The ledger could not be written. */
export class RecordFailed extends Error {}

export async function deliver(mail: Mail, circumstances: Circumstances): Promise<Outcome> {
  const attempt = new Attempt(mail, circumstances);
  try {
    return await attempt.run();
  } catch (error) {
    attempt.close();
    throw error;
  } finally {
    attempt.end();
  }
}

class Attempt {
  readonly #mail: Mail;
  readonly #with: Circumstances;
  readonly #connection: SMTPConnection;
  readonly #failure = Promise.withResolvers<never>();
  /** Aborted at once when the attempt has failed: what waits must not go on. */
  readonly #over = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #endTurn: (() => void) | undefined;
  /** Set just before the server can see the mail's end. */
  #isEnded = false;
  /** Whether no earlier attempt has come that far. */
  #isFirst = true;
  #recordFailure: unknown;

  constructor(mail: Mail, circumstances: Circumstances) {
    this.#mail = mail;
    this.#with = circumstances;
    const { smtp, patienceSeconds } = circumstances.settings;
    const patience = Math.ceil(patienceSeconds * 1000);
    this.#connection = new SMTPConnection({
      host: smtp.host,
      port: smtp.port,
      secure: smtp.security === "tls",
      requireTLS: smtp.security === "starttls",
      ignoreTLS: smtp.security === "none",
      connectionTimeout: patience,
      greetingTimeout: patience,
      // silence is no fault while the mail waits for its turn: the attempt's own timer decides
      socketTimeout: 2 ** 31 - 1,
      // nothing more may go out once the attempt has failed
      socketCloseTimeout: 0,
    });
    this.#failure.promise.catch(() => {});
    this.#connection.on("error", this.#fail);
  }

  readonly #fail = (error: unknown): void => {
    this.#over.abort(error);
    this.#failure.reject(error);
  };

  close(): void {
    this.#connection.close();
  }

  readonly #abort = (): void => this.#fail(this.#with.signal.reason);

  async run(): Promise<Outcome> {
    const { signal, ledger } = this.#with;
    if (signal.aborted) this.#abort();
    signal.addEventListener("abort", this.#abort);
    this.#allowTime();
    try {
      await this.#transmit();
    } catch (error) {
      return this.#outcomeOf(error);
    }
    recording(() => ledger.finish(this.#mail, Date.now()));
    this.#takeLeave();
    return { kind: "sent" };
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#with.signal.removeEventListener("abort", this.#abort);
    this.#endTurn?.();
  }

  async #transmit(): Promise<void> {
    const { smtp, password, from } = this.#with.settings;
    const connection = this.#connection;
    await this.#step((done) => connection.connect(done));
    if (smtp.user !== undefined) await this.#step((done) => connection.login({ user: smtp.user, pass: password }, done));
    const envelope = { from: forServer(from.address), to: [forServer(this.#mail.address)], size: this.#mail.content.length };
    const stream = Readable.from(this.#content(), { objectMode: false });
    await this.#step((done) => connection.send(envelope, stream, (error) => done(error ?? (this.#isEnded ? null : new Error("the server replied before the end of the mail")))));
  }

  /** The mail. The stream's end is what sends the line with the dot, so it comes when the turn has, and the record is written. */
  async *#content(): AsyncGenerator<Uint8Array> {
    yield this.#mail.content;
    clearTimeout(this.#timer);
    const endTurn = await this.#with.turns.take(this.#over.signal);
    if (this.#over.signal.aborted) {
      endTurn();
      throw this.#over.signal.reason;
    }
    this.#endTurn = endTurn;
    try {
      this.#isFirst = this.#with.ledger.begin(this.#mail, Date.now());
    } catch (error) {
      this.#recordFailure = error;
      throw error;
    }
    this.#with.signal.removeEventListener("abort", this.#abort);
    this.#isEnded = true;
    this.#allowTime();
  }

  async #step(start: (done: (error?: Error | null) => void) => void): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    start((error) => (error ? this.#fail(error) : resolve()));
    await Promise.race([this.#failure.promise, promise]);
  }

  #allowTime(): void {
    const { patienceSeconds } = this.#with.settings;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#fail(new Error(`the server took longer than ${patienceSeconds} s`)), patienceSeconds * 1000);
  }

  #outcomeOf(error: unknown): Outcome {
    this.close();
    if (this.#recordFailure !== undefined) throw new RecordFailed("the ledger cannot be written", { cause: this.#recordFailure });
    const { responseCode, message } = error as Error & { readonly responseCode?: number };
    const isReply = responseCode !== undefined && responseCode >= 400;
    if (this.#isEnded && !isReply) return { kind: "doubtful", reason: message };
    // a mail that an earlier attempt has left in doubt stays so
    if (this.#isEnded && this.#isFirst) recording(() => this.#with.ledger.drop(this.#mail.messageId));
    return { kind: "refused", isFinal: isReply && responseCode >= 500, reason: message };
  }

  /** The next mail does not wait for the server's goodbye. */
  #takeLeave(): void {
    this.#connection.quit();
    setTimeout(() => this.close(), GOODBYE).unref();
  }
}

/** An address with its domain in ASCII, which servers take that know no other letters (SMTPUTF8). */
function forServer(address: string): string {
  const at = address.lastIndexOf("@") + 1;
  const domain = address.slice(at);
  return /^[\x20-\x7e]*$/.test(domain) ? address : address.slice(0, at) + (domainToASCII(domain) || domain);
}

function recording(write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new RecordFailed("the ledger cannot be written", { cause: error });
  }
}
