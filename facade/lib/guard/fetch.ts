// A guard for hosts that have Request and Response.
import type { Guarded, HostRequest, HostResponse } from "../../types/guard.js";
import { type OptionsSource, judge } from "./judge.js";
import type { Answer, Headers, Source } from "./source.js";

/** What the host's router has chosen for a request of this method and path. */
export type Chosen = (source: Pick<Source, "method" | "path">) => Pick<Source, "routes" | "mismatch" | "needsRoute">;

/** @param chosen what the host's router has chosen, if that is known */
export async function guardWith(request: HostRequest, options: OptionsSource<HostRequest>, chosen?: Chosen): Promise<Guarded> {
  const source = sourceOf(request);
  const judged = await judge({ ...source, ...chosen?.(source) }, options);
  if (judged.allowed) return { ...judged, respond: (response) => withHeaders(response, judged.headers) };
  if (judged.preflight) return { ...judged, response: judged.response === null ? null : responseOf(judged.response) };
  return { ...judged, response: responseOf(judged.response) };
}

/** The path of a URL, from the end of its authority on. A `#` stays in it, and the ward refuses it: some hosts route by what follows, others by what comes before. */
const PATH = /^[a-z][a-z\d+.-]*:\/\/[^/?#\\]*([^?]*)/i;

/**
 * The path as it stands in the request's URL. Most hosts write that as the URL standard has it; where one leaves dot segments in it,
 * routers see them, and so does the ward.
 */
function sourceOf(request: HostRequest): Source<HostRequest> {
  try {
    const { url, method, headers } = request;
    const path = typeof url === "string" ? PATH.exec(url)?.[1] : undefined; // what only turns into text may be another text for the next reader
    return { method, path: path === "" ? "/" : (path ?? ""), header: (name) => headers.get(name), native: request };
  } catch (error) {
    const header = (): never => {
      throw error;
    };
    return { method: "", path: "", header, native: request }; // the first question for a header is refused, as any failure
  }
}

const responseOf = ({ body, status, headers }: Answer): HostResponse => new Response(body, { status, headers });

function withHeaders(response: HostResponse, headers: Headers): HostResponse {
  const answer = new Response(response.body, response);
  for (const [name, value] of Object.entries(headers)) {
    if (name === "Vary") answer.headers.append(name, value);
    else answer.headers.set(name, value);
  }
  return answer;
}
