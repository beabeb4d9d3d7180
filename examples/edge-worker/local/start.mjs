// The worker on real workerd, by Miniflare: with a stand-in for the API, and no account.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { Miniflare } from "miniflare";
import { bundleForWorkerd } from "../../../scripts/workerd.mjs";

const folder = dirname(dirname(fileURLToPath(import.meta.url)));
export const ADMIN_SECRET = "an-admin-secret-for-this-machine";

/** The variables of wrangler.json, as far as a run here changes them. */
const VARS = { ORIGIN_URL: "http://origin.example", FRESH_FOR: "0", MAX_AGE: "0", PATIENCE: "2000", CORS_ORIGINS: "https://app.example.com", NOTICE_WEBHOOK: "", ADMIN_SECRET, ORIGIN_TOKEN: "the-workers-own" };
const COMPATIBILITY = "2026-04-01";

/** One worker of these modules, bound as wrangler.json says; `ledger` is the worker that has the ledger. */
export function workerOf(name, modules, { vars = {}, ledger = name, className = "Ledger", bindings = {} } = {}) {
  return {
    name, modules, compatibilityDate: COMPATIBILITY, bindings: { ...VARS, ...vars }, kvNamespaces: { KNOWLEDGE: "knowledge" }, serviceBindings: { ORIGIN: "origin", ...bindings },
    durableObjects: { LEDGER: ledger === name ? { className, useSQLite: true } : { className, useSQLite: true, scriptName: ledger } },
  };
}

export const originWorker = async () => ({
  name: "origin", modules: await bundleForWorkerd(folder, "local/origin.js"), compatibilityDate: COMPATIBILITY, durableObjects: { OWN: { className: "Unreachable", useSQLite: true } },
});

/** The worker of this folder, and one whose ledger cannot be reached. */
export async function start({ webhook = "", port = 0, log } = {}) {
  const modules = await bundleForWorkerd(folder, "src/worker.js");
  const vars = { NOTICE_WEBHOOK: webhook };
  const miniflare = new Miniflare({
    port, host: "127.0.0.1", ...(log === undefined ? {} : { handleRuntimeStdio: log }),
    workers: [
      { ...workerOf("edge", modules, { vars }), unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }] },
      { ...workerOf("cut", modules, { ledger: "origin", className: "Unreachable" }), unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }] },
      await originWorker(),
    ],
  });
  await miniflare.ready;
  const urlOf = async (name) => (await miniflare.unsafeGetDirectURL(name)).href.replace(/\/$/, "");
  return { miniflare, url: await urlOf("edge"), cutUrl: await urlOf("cut") };
}

/** An admin call. @returns the answer's body; throws on another status than 200 or 201 */
export async function administer(url, method, path, body) {
  const response = await fetch(`${url}/admin/${path}`, { method, headers: { Authorization: `Bearer ${ADMIN_SECRET}` }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${method} /admin/${path} was answered ${response.status}: ${JSON.stringify(answer)}`);
  return answer;
}
