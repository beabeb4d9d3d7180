// How many requests a second, and how much of the time is keyward's.
import { Miniflare } from "miniflare";
import { bundleForWorkerd } from "../../../scripts/workerd.mjs";
import { makeSeed } from "./seed.mjs";
import { administer, originWorker, workerOf } from "./start.mjs";

const SECONDS = 5;
const AT_ONCE = 32;
const MORE = 2000;

/** Runs requests for some seconds, and gives how many there were in one. */
async function rate(url, token) {
  const headers = { Authorization: `Bearer ${token}` };
  const end = performance.now() + SECONDS * 1000;
  let count = 0;
  const one = async () => {
    while (performance.now() < end) {
      const response = await fetch(`${url}/v2/projects/shop/items/${count}`, { headers });
      await response.arrayBuffer();
      if (response.status !== 200) throw new Error(`a request was answered ${response.status}`);
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return count / SECONDS;
}

/** The clock of workerd stands still while it computes: so each request is decided many times more, and the difference divided. */
export async function load(folder) {
  const rows = [];
  for (const [title, freshFor] of [["each request asks the ledger (FRESH_FOR 0)", "0"], ["the ledger is asked once a second (FRESH_FOR 1000)", "1000"]]) {
    const modules = await bundleForWorkerd(folder, "local/load-worker.js");
    const rates = [];
    for (const more of [0, MORE]) {
      const vars = { FRESH_FOR: freshFor, MAX_AGE: freshFor, MORE: String(more) };
      const miniflare = new Miniflare({ port: 0, host: "127.0.0.1", handleRuntimeStdio: (...outputs) => outputs.forEach((output) => output.resume()), workers: [workerOf("edge", modules, { vars }), await originWorker()] });
      try {
        const url = (await miniflare.ready).href.replace(/\/$/, "");
        const { project, tokens, secrets } = await makeSeed();
        await administer(url, "PUT", "project", { project, tokens });
        await rate(url, secrets.reader);
        rates.push(await rate(url, secrets.reader));
      } finally {
        await miniflare.dispose();
      }
    }
    const [plain, busy] = rates.map((perSecond) => 1e6 / perSecond);
    const decision = (busy - plain) / MORE;
    rows.push({ title, perSecond: rates[0], micros: plain, decision, share: decision / plain });
  }
  console.log(`Client and worker share this machine's cores.\n\n| worker, one process of workerd, ${AT_ONCE} requests at a time | requests a second | µs a request | keyward's decision | share |\n| --- | --- | --- | --- | --- |`);
  for (const { title, perSecond, micros, decision, share } of rows) {
    console.log(`| ${title} | ${Math.round(perSecond)} | ${Math.round(micros)} | ${decision.toFixed(2)} µs | ${(share * 100).toFixed(2)} % |`);
  }
}
