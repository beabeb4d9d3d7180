// The example's worker, whose store and ledger fail as a variable says.
import worker, { Ledger as Sound } from "../../examples/edge-worker/src/worker.js";

const never = () => new Promise(() => {});

/** Ways for KV to fail at reading. */
const STORES = {
  sound: (store) => store,
  missing: () => ({ get: async () => null }),
  garbage: () => ({ get: async () => '{"format":"keyward-edge/snapshot@2","revision":1,"epoch":"x","project":{},"tokens":{}}' }),
  damaged: (store) => ({ get: async (name, options) => (await store.get(name, options))?.replace(/"revokedAt":\d+/, '"revokedAt":253402300799999') }),
  "of another time": (store) => ({ get: async (name, options) => (await store.get((await store.list({ prefix: "project/" })).keys.find((key) => key.name !== name)?.name ?? name, options)) }),
  throws: () => ({ get: async () => { throw new Error("KV is down"); } }),
  "never answers": () => ({ get: never }),
};

/** Ways for the ledger to fail at being asked what has changed. */
const LEDGERS = {
  sound: (answer) => answer,
  throws: () => { throw new Error("the ledger is down"); },
  "never answers": never,
  "gives nothing": () => undefined,
  "gives text": () => "ok",
  "has no revision": ({ revision, ...answer }) => answer,
  "has a revision that is none": (answer) => ({ ...answer, revision: "3" }),
  "has changes that are none": (answer) => ({ ...answer, revision: answer.revision + 1, entries: [{ revision: answer.revision + 1, epoch: "x", changes: "all", tokens: {} }] }),
  "leaves changes out": (answer) => ({ ...answer, revision: answer.revision + 1 }),
  "leaves the middle out": (answer) => ({ ...answer, revision: answer.revision + 2, entries: [{ revision: answer.revision + 2, epoch: "x", changes: [], tokens: {} }] }),
  "has no epoch": ({ epoch, ...answer }) => answer,
  "has another epoch": (answer) => ({ ...answer, epoch: "x" }),
  "has gone back": (answer) => ({ ...answer, revision: answer.revision - 1 }),
  "has a clock of another day": (answer) => ({ ...answer, at: answer.at - 86_400_000 }),
  "has no clock": ({ at, ...answer }) => answer,
};

function faulty(env) {
  const { STORE = "sound", LEDGER_FAULT = "sound", LATE = "0" } = env;
  const ledger = {
    since: async (...known) => {
      if (LATE !== "0") await new Promise((resolve) => setTimeout(resolve, Number(LATE)));
      return LEDGERS[LEDGER_FAULT](await env.LEDGER.get(env.LEDGER.idFromName("ledger")).since(...known));
    },
    document: () => (LEDGER_FAULT === "sound" ? env.LEDGER.get(env.LEDGER.idFromName("ledger")).document() : LEDGERS.throws()),
  };
  return { ...env, KNOWLEDGE: STORES[STORE](env.KNOWLEDGE), LEDGER: { idFromName: () => "", get: () => ledger } };
}

export default {
  // A fault is switched on by a header, so that an isolate can know something first.
  fetch(request, env) {
    const verb = /^\/test\/(remember|restore)$/.exec(new URL(request.url).pathname)?.[1];
    if (verb !== undefined) return env.LEDGER.get(env.LEDGER.idFromName("ledger"))[verb]().then(() => new Response("done"), (error) => new Response(String(error)));
    if (new URL(request.url).pathname.startsWith("/admin/")) return worker.fetch(request, env);
    const fault = request.headers.get("X-Fault");
    return worker.fetch(request, faulty(fault === null ? env : { ...env, LEDGER_FAULT: fault }));
  },
  scheduled: worker.scheduled,
};

const KEPT = ["meta", "entry", "token", "change", "epoch", "snapshot", "notice"];

/** A ledger whose KV refuses to be written, and that can be set back to an earlier state, as point-in-time recovery does. */
export class Ledger extends Sound {
  constructor(ctx, env) {
    super(ctx, env.STORE_REFUSES ? { ...env, KNOWLEDGE: { put: async () => { throw new Error("KV is read-only"); } } } : env);
  }

  async remember() {
    const { sql } = this.ctx.storage;
    await this.ctx.storage.put("remembered", Object.fromEntries(KEPT.map((table) => [table, sql.exec(`SELECT * FROM ${table}`).toArray()])));
  }

  async restore() {
    const tables = await this.ctx.storage.get("remembered");
    const { sql } = this.ctx.storage;
    for (const [table, rows] of Object.entries(tables)) {
      sql.exec(`DELETE FROM ${table}`);
      for (const row of rows) sql.exec(`INSERT INTO ${table} (${Object.keys(row)}) VALUES (${Object.keys(row).map(() => "?")})`, ...Object.values(row));
    }
    await this.ctx.storage.sync();
    this.ctx.abort("restored"); // it starts anew, with what is on the disk
  }
}
