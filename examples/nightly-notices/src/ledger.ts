// What was sent, and the mail that may have been: one SQLite file, which one run at a time has for itself.
import { DatabaseSync, type StatementSync } from "node:sqlite";

/** Another run has the ledger. */
export class LedgerInUse extends Error {}

/** The file is no ledger of this project. */
export class LedgerError extends Error {}

/** A mail to one person. */
export interface Mail {
  /** Made from the ids of its notices, so that a repeat has the same. */
  readonly messageId: string;
  /** The user's id. */
  readonly user: string;
  readonly address: string;
  /** The notices that it stands for, and when their keys expire. */
  readonly notices: readonly { readonly id: string; readonly expiresAt: number }[];
  /** The whole message, as it goes to the server. */
  readonly content: Uint8Array;
}

const VERSION = 1;
const BUSY = 5; // SQLITE_BUSY
const KEPT_FOR = 90 * 86_400_000;

const SCHEMA = `
  CREATE TABLE project (id TEXT NOT NULL) STRICT;
  -- A mail is written here before the server is given its end. Until sent_at is known, the server may have accepted it or not.
  CREATE TABLE mail (
    message_id TEXT PRIMARY KEY,
    user TEXT NOT NULL,
    address TEXT NOT NULL,
    content BLOB NOT NULL,
    begun_at INTEGER NOT NULL,
    sent_at INTEGER
  ) STRICT;
  CREATE TABLE notice (
    message_id TEXT NOT NULL REFERENCES mail ON DELETE CASCADE,
    id TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (message_id, id)
  ) STRICT, WITHOUT ROWID;
  -- In how many runs a person was tried and not reached since their last mail: they come after the others.
  CREATE TABLE failure (user TEXT PRIMARY KEY, times INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  PRAGMA user_version = ${VERSION};
`;

export class Ledger {
  readonly #database: DatabaseSync;

  private constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /**
   * Opens the ledger of a project for this process alone, and makes it if the file is not there. The operating system
   * holds the lock and frees it when the process ends, however it ends; there is no time after which it could pass to
   * another one while this one only sleeps.
   * @throws {LedgerInUse | LedgerError}
   */
  static open(path: string, project: string): Ledger {
    let database;
    try {
      database = new DatabaseSync(path, { timeout: 0 });
      // in this mode SQLite keeps the lock of the first transaction until the file is closed
      database.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = EXTRA; BEGIN EXCLUSIVE");
      prepareFor(database, project, path);
      database.exec("COMMIT");
      return new Ledger(database);
    } catch (error) {
      database?.close();
      if (error instanceof LedgerError) throw error;
      const { errcode, message } = error as Error & { readonly errcode?: number };
      throw errcode === BUSY ? new LedgerInUse(`another run has ${path}`) : new LedgerError(`${path} cannot be used as the ledger: ${message}`);
    }
  }

  /** The users who were told, by the ids of notices. */
  told(): Map<string, Set<string>> {
    const told = new Map<string, Set<string>>();
    for (const { id, user } of this.#prepare("SELECT id, user FROM notice JOIN mail USING (message_id) WHERE sent_at IS NOT NULL").all()) {
      const users = told.get(String(id)) ?? new Set();
      told.set(String(id), users.add(String(user)));
    }
    return told;
  }

  /** The mails of which it is not known whether the server has accepted them, the oldest first. */
  doubtful(): Mail[] {
    const notices = this.#prepare("SELECT id, expires_at FROM notice WHERE message_id = ?");
    return this.#prepare("SELECT message_id, user, address, content FROM mail WHERE sent_at IS NULL ORDER BY begun_at, message_id").all().map((row) => ({
      messageId: String(row["message_id"]),
      user: String(row["user"]),
      address: String(row["address"]),
      content: row["content"] as Uint8Array,
      notices: notices.all(String(row["message_id"])).map(({ id, expires_at }) => ({ id: String(id), expiresAt: Number(expires_at) })),
    }));
  }

  /** Records that the server is about to be given the end of a mail. Gives whether that has never happened before. */
  begin({ messageId, user, address, content, notices }: Mail, at: number): boolean {
    return this.#transaction(() => {
      const { changes } = this.#prepare("INSERT INTO mail (message_id, user, address, content, begun_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING").run(messageId, user, address, content, at);
      if (changes === 0) return false;
      const insert = this.#prepare("INSERT INTO notice (message_id, id, expires_at) VALUES (?, ?, ?)");
      for (const { id, expiresAt } of notices) insert.run(messageId, id, expiresAt);
      return true;
    });
  }

  /** Records that the server has accepted a mail. */
  finish({ messageId, user }: Mail, at: number): void {
    this.#transaction(() => {
      this.#prepare("UPDATE mail SET sent_at = ?, content = x'' WHERE message_id = ?").run(at, messageId);
      this.#prepare("DELETE FROM failure WHERE user = ?").run(user);
    });
  }

  /** Forgets a mail that the server has not accepted, or whose notices are no longer due. */
  drop(messageId: string): void {
    this.#prepare("DELETE FROM mail WHERE message_id = ?").run(messageId);
  }

  /** Counts a run in which a person was tried and not reached. */
  countFailure(user: string): void {
    this.#prepare("INSERT INTO failure (user, times) VALUES (?, 1) ON CONFLICT DO UPDATE SET times = times + 1").run(user);
  }

  /** In how many runs since their last mail a person was tried and not reached. */
  failures(): Map<string, number> {
    return new Map(this.#prepare("SELECT user, times FROM failure").all().map(({ user, times }) => [String(user), Number(times)]));
  }

  /** The instant of the newest record, or null. */
  newest(): number | null {
    const newest = this.#prepare("SELECT max(max(begun_at, coalesce(sent_at, 0))) AS at FROM mail").get()?.["at"];
    return newest === null ? null : Number(newest);
  }

  /**
   * Forgets mails about keys that had expired 90 days before the newest record: their notices cannot fall due again.
   * A clock that is years ahead for one run makes all keys look expired, and must not have everybody told once more.
   */
  prune(): void {
    this.#prepare("DELETE FROM mail WHERE sent_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM notice WHERE notice.message_id = mail.message_id AND expires_at > ?)").run((this.newest() ?? 0) - KEPT_FOR);
  }

  close(): void {
    this.#database.close();
  }

  #prepare(text: string): StatementSync {
    return this.#database.prepare(text);
  }

  #transaction<T>(body: () => T): T {
    this.#database.exec("BEGIN");
    try {
      const result = body();
      this.#database.exec("COMMIT");
      return result;
    } catch (error) {
      // SQLite may have rolled back by itself
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw error;
    }
  }
}

/** Within a transaction: the tables of a new file, or a check that they are this project's. */
function prepareFor(database: DatabaseSync, project: string, path: string): void {
  const version = Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
  const isEmpty = database.prepare("SELECT 1 FROM sqlite_schema").get() === undefined;
  if (version === 0 && isEmpty) {
    database.exec(SCHEMA);
    database.prepare("INSERT INTO project (id) VALUES (?)").run(project);
    return;
  }
  if (version !== VERSION) throw new LedgerError(`${path} is not a ledger of this version of the job`);
  const id = database.prepare("SELECT id FROM project").get()?.["id"];
  if (id !== project) throw new LedgerError(`${path} is the ledger of the project \`${String(id)}\`, not of \`${project}\``);
}
