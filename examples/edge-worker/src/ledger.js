// The one writer: orders changes, keeps them before it answers, and publishes snapshots to KV.
import { DurableObject } from "cloudflare:workers";
import { Keyward, KeywardError } from "keyward";
import { hashToken as sha256 } from "keyward/token";
import { sendNotices } from "./notices.js";
import { nameOf, noteTokens, readTokens, snapshotText } from "./snapshot.js";

/** The newest changes that are kept: an isolate that is further behind loads a snapshot. */
const CHANGES_KEPT = 1000;
/** Changes within this time share a snapshot; and when to try again after KV failed. */
const SNAPSHOT_AFTER = 1_000;
const SNAPSHOT_AGAIN = 30_000;
const SNAPSHOTS_KEPT = 2;

const LISTS = { environment: "environments", role: "roles", user: "users", key: "keys" };
const TABLES = `
  CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value);
  CREATE TABLE IF NOT EXISTS entry (kind TEXT, id TEXT, value TEXT NOT NULL, PRIMARY KEY (kind, id));
  CREATE TABLE IF NOT EXISTS token (hash TEXT PRIMARY KEY, key TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS change (revision INTEGER PRIMARY KEY, value TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS epoch (revision INTEGER PRIMARY KEY, value TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS snapshot (revision INTEGER PRIMARY KEY, digest TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS notice (id TEXT PRIMARY KEY, failures INTEGER NOT NULL, sent INTEGER, expires INTEGER NOT NULL);
`;

/** The ledger of this worker: there is one. */
export const ledgerOf = (env) => env.LEDGER.get(env.LEDGER.idFromName("ledger"));

export class Ledger extends DurableObject {
  #held = null;
  #sending = null;

  constructor(ctx, env) {
    super(ctx, env);
    ctx.storage.sql.exec(TABLES);
  }

  /**
   * The changes after a revision. If that one is too old, or of another history, the digest of a snapshot (or null) and the changes after it.
   * Each revision has a random epoch: a ledger that was restored counts the same numbers again, with other epochs.
   */
  since(known, knownEpoch) {
    const [revision, at] = [this.#meta("revision") ?? 0, this.#now()];
    if (revision === 0) return { revision, at, entries: [] };
    const answer = { revision, epoch: this.#epochOf(revision), at };
    const oldest = this.#one("SELECT MIN(revision) AS value FROM change") ?? revision + 1;
    const isOurs = known > 0 && knownEpoch !== undefined && this.#epochOf(known) === knownEpoch;
    if (isOurs && known >= oldest - 1 && known <= revision) return { ...answer, entries: this.#changesAfter(known) };
    const [snapshot] = this.#all("SELECT revision, digest FROM snapshot ORDER BY revision DESC LIMIT 1");
    if (snapshot === undefined || snapshot.revision < oldest - 1) return { ...answer, snapshot: null, entries: [] };
    return { ...answer, snapshot: snapshot.digest, entries: this.#changesAfter(snapshot.revision) };
  }

  #epochOf(revision) {
    return this.#one("SELECT value FROM epoch WHERE revision = ?", revision);
  }

  #changesAfter(revision) {
    return this.#all("SELECT value FROM change WHERE revision > ? ORDER BY revision", revision).map(({ value }) => JSON.parse(value));
  }

  /** The project as it stands, as the text of a snapshot. */
  document() {
    const { revision, ward, tokens } = this.#hold();
    return snapshotText(revision, this.#epochOf(revision), ward.toJSON(), tokens);
  }

  /** Takes the first project in, with the keys of tokens that exist already, by their SHA-256. */
  install({ project, tokens }) {
    return this.#answering(() => {
      if (this.#meta("revision") !== undefined) throw new Refusal(409, "project_installed", "a project was installed already: send changes");
      const ward = new Keyward(project);
      this.#held = { revision: 0, ward, tokens: new Map() };
      const document = ward.toJSON();
      const read = (this.#held.tokens = readListedTokens(document, tokens));
      return this.#commit({ changes: [], tokens: Object.fromEntries(read) }, () => {
        const { format, environments, roles, users, keys, ...names } = document;
        this.#setMeta("project", JSON.stringify({ format, ...names }));
        for (const [kind, list] of Object.entries(LISTS)) for (const entry of document[list]) this.#setEntry(kind, entry);
        return {};
      });
    });
  }

  /** Applies changes of roles, users, environments and keys: all or nothing. */
  change(changes) {
    return this.#answering(() => {
      const { ward } = this.#hold();
      ward.update(changes);
      const document = ward.toJSON();
      return this.#commit({ changes, tokens: {} }, () => {
        for (const { set, remove, clone, id, value } of changes) {
          const [kind, name] = [set ?? remove ?? clone, set === undefined ? id : value.id];
          const entry = document[LISTS[kind]].find((entry) => entry.id === name);
          if (entry === undefined) this.#exec("DELETE FROM entry WHERE kind = ? AND id = ?", kind, name);
          else this.#setEntry(kind, entry);
          if (remove === "key") this.#exec("DELETE FROM token WHERE key = ?", id);
        }
        return {};
      });
    });
  }

  createKey(input, hash) {
    return this.#answering(() => {
      const key = this.#hold().ward.createKey(input, this.#now());
      return this.#commitKeys([key], { [hash]: key.id }, { key });
    });
  }

  regenerateKey(id, input, hash) {
    return this.#answering(() => {
      const { key, retired } = this.#hold().ward.regenerateKey(id, input, this.#now());
      return this.#commitKeys([key, retired], { [hash]: key.id }, { key, retired });
    });
  }

  revokeKey(id) {
    return this.#answering(() => {
      const key = this.#hold().ward.revokeKey(id, this.#now());
      return this.#commitKeys([key], {}, { key });
    });
  }

  #commitKeys(keys, tokens, answer) {
    const changes = keys.map((value) => ({ set: "key", value }));
    return this.#commit({ changes, tokens }, () => {
      for (const key of keys) this.#setEntry("key", key);
      return answer;
    });
  }

  /** Keeps a change that the ward has taken in. What the caller is told leaves the object when it is on the disk. */
  #commit({ changes, tokens }, write) {
    const held = this.#held;
    const revision = held.revision + 1;
    const epoch = crypto.randomUUID();
    const answer = this.ctx.storage.transactionSync(() => {
      const written = write();
      for (const [hash, key] of Object.entries(tokens)) this.#exec("INSERT INTO token (hash, key) VALUES (?, ?)", hash, key);
      // A first project is no change: whoever has none loads a snapshot.
      if (revision > 1) this.#exec("INSERT INTO change (revision, value) VALUES (?, ?)", revision, JSON.stringify({ revision, epoch, changes, tokens }));
      this.#exec("INSERT OR REPLACE INTO epoch (revision, value) VALUES (?, ?)", revision, epoch);
      this.#setMeta("revision", revision);
      this.#setMeta("clock", this.#now());
      return written;
    });
    noteTokens(held, { revision, changes, tokens });
    this.ctx.waitUntil(this.#planSnapshot(SNAPSHOT_AFTER));
    return { revision, ...answer };
  }

  /** The ward, from the disk if need be. */
  #hold() {
    if (this.#held !== null) return this.#held;
    const revision = this.#meta("revision");
    if (revision === undefined) throw new Refusal(409, "project_missing", "no project was installed");
    const lists = Object.entries(LISTS).map(([kind, list]) => [list, this.#all("SELECT value FROM entry WHERE kind = ? ORDER BY rowid", kind).map(({ value }) => JSON.parse(value))]);
    const project = { ...JSON.parse(this.#meta("project")), ...Object.fromEntries(lists) };
    const tokens = new Map(this.#all("SELECT hash, key FROM token").map(({ hash, key }) => [hash, key]));
    this.#held = { revision, ward: new Keyward(project), tokens };
    return this.#held;
  }

  /** An answer that crosses to the caller: what was refused is told, what broke is thrown. After both, the disk is what counts. */
  #answering(run) {
    try {
      return run();
    } catch (error) {
      this.#held?.ward.free();
      this.#held = null;
      if (error instanceof Refusal) return { refused: { status: error.status, code: error.code, problems: [{ code: error.code, document: "request", at: "", message: error.message }] } };
      if (!(error instanceof KeywardError) || error.code === "internal") throw error;
      return { refused: { status: STATUSES[error.code] ?? 422, code: error.code, problems: error.problems } };
    }
  }

  async #planSnapshot(delay) {
    if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(Date.now() + delay);
  }

  /** Publishes a snapshot. Nothing but speed depends on it: who finds none asks the ledger. */
  async alarm() {
    try {
      await this.#publish();
    } catch (error) {
      console.error(JSON.stringify({ event: "snapshot_failed", message: String(error) }));
      await this.ctx.storage.setAlarm(Date.now() + SNAPSHOT_AGAIN);
    }
  }

  async #publish() {
    const { revision } = this.#hold();
    const text = this.document();
    const digest = await sha256(text);
    await this.env.KNOWLEDGE.put(nameOf(digest), text);
    this.#exec("INSERT OR REPLACE INTO snapshot (revision, digest) VALUES (?, ?)", revision, digest);
    const pruned = Math.min(revision, (this.#meta("revision") ?? 0) - CHANGES_KEPT);
    this.#exec("DELETE FROM change WHERE revision <= ?", pruned);
    this.#exec("DELETE FROM epoch WHERE revision < ?", pruned);
    for (const old of this.#all("SELECT revision, digest FROM snapshot ORDER BY revision DESC LIMIT -1 OFFSET ?", SNAPSHOTS_KEPT)) {
      await this.env.KNOWLEDGE.delete(nameOf(old.digest));
      this.#exec("DELETE FROM snapshot WHERE revision = ?", old.revision);
    }
  }

  /** Sends the notices that are due. Runs never overlap. */
  sendNotices() {
    if (this.#meta("revision") === undefined) return { sent: 0, failed: 0, left: 0 };
    this.#sending ??= sendNotices(this.#noticeBook(), this.env).finally(() => (this.#sending = null));
    return this.#sending;
  }

  /** Which notices are due, and what was sent. */
  #noticeBook() {
    return {
      due: () => {
        const at = this.#now();
        this.#exec("DELETE FROM notice WHERE expires < ?", at - 86_400_000); // those of keys that are over
        const rows = this.#all("SELECT id, failures, sent FROM notice");
        const sent = rows.filter((row) => row.sent !== null).map(({ id }) => id);
        const failures = new Map(rows.map(({ id, failures }) => [id, failures]));
        const notices = this.#hold().ward.notices({ at, sent });
        return notices.map((notice) => ({ notice, failures: failures.get(notice.id) ?? 0 }));
      },
      recordSent: async (notice) => {
        this.ctx.storage.transactionSync(() => {
          for (const id of [notice.id, ...notice.replaces]) {
            this.#exec("INSERT INTO notice (id, failures, sent, expires) VALUES (?, 0, ?, ?) ON CONFLICT (id) DO UPDATE SET sent = excluded.sent", id, this.#now(), notice.expiresAt);
          }
        });
        await this.ctx.storage.sync();
      },
      recordFailure: (notice) =>
        this.#exec("INSERT INTO notice (id, failures, sent, expires) VALUES (?, 1, NULL, ?) ON CONFLICT (id) DO UPDATE SET failures = failures + 1", notice.id, notice.expiresAt),
    };
  }

  /** The clock, which never runs back behind a change. */
  #now = () => Math.max(Date.now(), this.#meta("clock") ?? 0);

  #exec = (statement, ...values) => this.ctx.storage.sql.exec(statement, ...values);
  #all = (statement, ...values) => this.#exec(statement, ...values).toArray();
  #one = (statement, ...values) => this.#all(statement, ...values)[0]?.value ?? undefined;
  #meta = (name) => this.#one("SELECT value FROM meta WHERE name = ?", name);
  #setMeta = (name, value) => this.#exec("INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name, value);
  #setEntry = (kind, entry) =>
    this.#exec("INSERT INTO entry (kind, id, value) VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET value = excluded.value", kind, entry.id, JSON.stringify(entry));
}

const STATUSES = { request_invalid: 400, key_unknown: 404, key_revoked: 409, key_disabled: 409 };

class Refusal extends Error {
  constructor(status, code, message) {
    super(message);
    Object.assign(this, { status, code });
  }
}

function readListedTokens(project, tokens = {}) {
  let read;
  try {
    read = readTokens(tokens);
  } catch (error) {
    throw new Refusal(400, "tokens_invalid", error.message);
  }
  const listed = new Set(project.keys.map(({ id }) => id));
  for (const key of read.values()) if (!listed.has(key)) throw new Refusal(422, "tokens_invalid", `a token is listed for \`${key}\`, which is not a listed key`);
  return read;
}
