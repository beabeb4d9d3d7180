// In front of anything that speaks Request and Response.
import { judge } from "./lib/guard/judge.js";

export async function guard(request, options) {
  const { response, headers, ...judged } = await judge(sourceOf(request), options);
  if (judged.allowed) return { ...judged, headers, respond: (answer) => withHeaders(answer, headers) };
  return { ...judged, response: response === null ? null : new Response(response.body, response) };
}

/** Requests hold their URL as the URL standard has it: dot segments are gone, and what goes on has to be `decision.path`. */
function sourceOf(request) {
  const { pathname } = new URL(request.url);
  return { method: request.method, path: pathname, header: (name) => request.headers.get(name), native: request };
}

function withHeaders(response, headers) {
  const answer = new Response(response.body, response);
  for (const [name, value] of Object.entries(headers)) name === "Vary" ? answer.headers.append(name, value) : answer.headers.set(name, value);
  return answer;
}
