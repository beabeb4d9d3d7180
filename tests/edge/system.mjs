// Workers of the example in workerd, for tests.
import { Miniflare } from "miniflare";
import { join } from "node:path";
import { makeSeed } from "../../examples/edge-worker/local/seed.mjs";
import { administer, originWorker, workerOf } from "../../examples/edge-worker/local/start.mjs";
import { root } from "../../scripts/process.mjs";
import { bundleForWorkerd } from "../../scripts/workerd.mjs";

const modules = await bundleForWorkerd(root, "tests/edge/faulty-worker.js");
const origin = await originWorker();

/**
 * A system of workers: `main` has the ledger, the others share it.
 * @param others variables by worker
 */
export async function startSystem(t, { vars = {}, others = {}, persist, install = true } = {}) {
  const quiet = (stdout, stderr) => (stdout.resume(), stderr.resume());
  const direct = { unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }] };
  const miniflare = new Miniflare({
    port: 0, host: "127.0.0.1", handleRuntimeStdio: quiet,
    ...(persist === undefined ? {} : { durableObjectsPersist: join(persist, "do"), kvPersist: join(persist, "kv") }),
    workers: [
      { ...workerOf("main", modules, { vars }), ...direct },
      ...Object.entries(others).map(([name, own]) => ({ ...workerOf(name, modules, { vars: own, ledger: "main" }), ...direct })),
      origin,
    ],
  });
  let ended = false;
  /** Ends workerd at once, whatever it is doing. */
  const kill = async () => {
    if (!ended) await ((ended = true), miniflare.dispose());
  };
  t.after(kill);
  await miniflare.ready;
  const urls = {};
  for (const name of ["main", ...Object.keys(others)]) urls[name] = (await miniflare.unsafeGetDirectURL(name)).href.replace(/\/$/, "");
  const seed = install ? await makeSeed() : null;
  if (seed !== null) await administer(urls.main, "PUT", "project", { project: seed.project, tokens: seed.tokens });
  return {
    urls, kill, secrets: seed?.secrets,
    admin: (method, path, body) => administer(urls.main, method, path, body),
    runCron: async () => (await miniflare.getWorker("main")).scheduled({ cron: "*/5 * * * *" }),
  };
}

export const ITEMS = "/v2/projects/shop/items";

/** The status that a token gets. */
export async function ask(url, token, { path = ITEMS, fault } = {}) {
  const response = await fetch(url + path, { headers: { Authorization: `Bearer ${token}`, ...(fault === undefined ? {} : { "X-Fault": fault }) } });
  await response.arrayBuffer();
  return response.status;
}
