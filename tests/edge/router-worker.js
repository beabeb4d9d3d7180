// A worker that routes by the URL that it is given, behind the guard or behind one that judges the target as it was sent.
import { Keyward } from "keyward";
import { guard } from "keyward/fetch";

const known = {};

/** The operation whose template reads like the path, by the URL's own segments: literals before parameters. */
function routeOf({ pathname }, operations) {
  const segments = pathname.split("/");
  const reads = ({ path }) => {
    const wanted = path.split("/");
    return wanted.length === segments.length && wanted.every((text, place) => (text.startsWith("{") ? segments[place] !== "" : text === segments[place]));
  };
  const rank = ({ path }) => path.split("/").map((text) => (text.startsWith("{") ? "1" : "0")).join("");
  return operations.filter(reads).sort((one, other) => (rank(one) < rank(other) ? -1 : 1))[0]?.id ?? null;
}

export default {
  async fetch(request, { PROJECT, CATALOG, AT }) {
    const operations = JSON.parse(CATALOG).operations;
    known.ward ??= new Keyward(PROJECT, { catalog: CATALOG });
    const path = request.headers.has("X-Control") ? () => request.headers.get("X-Control") : undefined;
    const found = await guard(request, { ward: known.ward, findKey: () => "good", at: () => Number(AT), path, onError: () => {} });
    if (!found.allowed) return found.response;
    return Response.json({ ran: routeOf(new URL(request.url), operations), judged: found.decision.operation });
  },
};
