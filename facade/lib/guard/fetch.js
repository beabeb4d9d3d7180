// A guard for hosts that have Request and Response.
import { judge } from "./judge.js";

/** @param routes what the host's router has chosen, if that is known: see `judge` */
export async function guardWith(request, options, routes) {
  const { response, headers, ...judged } = await judge({ ...sourceOf(request), routes }, options);
  if (judged.allowed) return { ...judged, headers, respond: (answer) => withHeaders(answer, headers) };
  return { ...judged, response: response === null ? null : new Response(response.body, response) };
}

/** The path of a URL, from the end of its authority on. */
const PATH = /^[a-z][a-z\d+.-]*:\/\/[^/?#\\]*([^?#]*)/i;

/**
 * The path as it stands in the request's URL. Most hosts write that as the URL standard has it; where one leaves dot segments in it,
 * routers see them, and so does the ward.
 */
function sourceOf(request) {
  try {
    const { url, method, headers } = request;
    const path = typeof url === "string" ? PATH.exec(url)?.[1] : undefined; // what only turns into text may be another text for the next reader
    return { method, path: path === "" ? "/" : (path ?? ""), header: (name) => headers.get(name), native: request };
  } catch (error) {
    return { method: "", path: "", native: request, header: () => { throw error; } }; // the first question is refused, as any failure
  }
}

function withHeaders(response, headers) {
  const answer = new Response(response.body, response);
  for (const [name, value] of Object.entries(headers)) name === "Vary" ? answer.headers.append(name, value) : answer.headers.set(name, value);
  return answer;
}
