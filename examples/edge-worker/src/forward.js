// Forwards an allowed request to the origin.

/** Headers by which an origin might take the request for another one, or for another caller's. */
const NOT_PASSED_ON = new Set(
  [
    "Authorization", "X-HTTP-Method", "X-HTTP-Method-Override", "X-Method-Override", "X-Method", "X-Original-Method", "X-Forwarded-Method",
    "X-Original-URL", "X-Original-URI", "X-Rewrite-URL", "X-Forwarded-URI", "X-Forwarded-Path", "X-Forwarded-Prefix", "X-Keyward-Actor", "X-Request-ID",
  ].map(plainName),
);
/** Bodies and the query parameter in which some frameworks look for another method. */
const FORMS = /^\s*(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i;
const METHOD_PARAMETER = /^_+method$/i;

/** The name as CGI and its heirs see it: there `X_Keyward_Actor` and `X-Keyward-Actor` are one. */
function plainName(name) {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "-");
}

/** The origin is asked for the path that was judged, in the worker's own name. */
export async function forward(request, env, { path, actor }, id) {
  const url = new URL(env.ORIGIN_URL);
  url.pathname = path;
  url.search = new URL(request.url).search;
  const refuse = (status, message) => Response.json({ request_id: id, error_code: 0, message }, { status });
  if (url.pathname !== path) return refuse(400, "The path cannot be passed on.");
  if ([...url.searchParams.keys()].some((name) => METHOD_PARAMETER.test(name))) return refuse(400, "The query names another method.");
  if (FORMS.test(request.headers.get("Content-Type") ?? "")) return refuse(415, "The API takes no forms: send JSON with its Content-Type.");
  const headers = new Headers(request.headers);
  for (const name of [...headers.keys()]) if (NOT_PASSED_ON.has(plainName(name))) headers.delete(name);
  headers.set("X-Request-ID", id);
  headers.set("X-Keyward-Actor", `${actor.type} ${encodeURIComponent(actor.id)}`);
  if (env.ORIGIN_TOKEN) headers.set("Authorization", `Bearer ${env.ORIGIN_TOKEN}`);
  const { method, body } = request;
  try {
    const origin = new Request(url, { method, headers, body, redirect: "manual" });
    return await (env.ORIGIN === undefined ? fetch(origin) : env.ORIGIN.fetch(origin));
  } catch (error) {
    console.error(JSON.stringify({ event: "origin_failed", request: id, message: String(error) }));
    return refuse(502, "The API did not answer.");
  }
}
