// The worker's entry: requests, the cron run, and the Durable Object that orders changes.
import { ADMIN, administer } from "./admin.js";
import { guarded } from "./guarded.js";
import { ledgerOf } from "./ledger.js";

export { Ledger } from "./ledger.js";

export default {
  fetch: (request, env) => (new URL(request.url).pathname.startsWith(ADMIN) ? administer(request, env) : guarded(request, env)),

  async scheduled(controller, env) {
    const run = await ledgerOf(env).sendNotices();
    console.log(JSON.stringify({ event: "notices", ...run }));
  },
};
