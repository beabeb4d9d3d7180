// A stand-in for the Management API, for runs on this machine: it says what reached it.
import { DurableObject } from "cloudflare:workers";

export default {
  fetch(request) {
    const { pathname } = new URL(request.url);
    return Response.json({ method: request.method, path: pathname, actor: request.headers.get("X-Keyward-Actor"), credential: request.headers.get("Authorization"), headers: Object.fromEntries([...request.headers].filter(([name]) => /^(?:x|cookie|proxy)/.test(name))) });
  },
};

/** A ledger that cannot be reached. */
export class Unreachable extends DurableObject {
  since() {
    throw new Error("the ledger is down");
  }
}
