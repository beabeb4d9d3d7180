// The worker, which decides each request some times more.
import { knowledge } from "../src/guarded.js";
import { ledgerOf } from "../src/ledger.js";
import { settingsOf } from "../src/settings.js";
import worker from "../src/worker.js";

export { Ledger } from "../src/worker.js";

export default {
  async fetch(request, env) {
    const response = await worker.fetch(request, { ...env });
    const more = Number(env.MORE);
    if (more > 0 && response.status === 200 && request.method === "GET") {
      const { ward, at } = await knowledge.current(ledgerOf(env), env.KNOWLEDGE, { ...settingsOf(env), freshFor: 60_000, maxAge: 60_000 });
      const { pathname } = new URL(request.url);
      for (let count = 0; count < more; count += 1) ward.decide({ key: "reader", method: "GET", path: `${pathname}-${count}`, at });
    }
    return response;
  },
};
