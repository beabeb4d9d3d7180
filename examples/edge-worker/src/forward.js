// Forwards an allowed request to the origin.

/** Headers by which an origin might take the request for another caller's. */
const NOT_PASSED_ON = new Set(["Authorization", "Proxy-Authorization", "Cookie", "X-Keyward-Actor", "X-Request-ID"].map(plainName));
/** Headers by which servers and frameworks name another method or path: `X-HTTP-Method-Override`, `X-Original-URL`, `X-Envoy-Original-Path`. */
const OTHER_REQUEST = /(?:^|-)(?:method|override)(?:-|$)|-(?:original|rewrite|forwarded)-(?:url|uri|path|prefix)$/;
/** Bodies in which some frameworks look for another method. Of several types in one header, any may count. */
const FORMS = /application\/x-www-form-urlencoded|multipart\/form-data/i;
/** Names of a parameter that some frameworks read as `_method`: PHP takes a dot, a space or a bracket for the `_`. */
const METHOD_PARAMETER = /^[^a-z0-9]+method(?![a-z0-9])/i;

/** The name as CGI and its heirs see it: there `X_Keyward_Actor` and `X-Keyward-Actor` are one. */
function plainName(name) {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "-");
}

/** The names of the query's parameters, which some frameworks part at `;` as well. */
const parametersOf = ({ search }) => [...new URLSearchParams(search.replaceAll(";", "&")).keys()];

/** A request whose body is said to be empty has one too. */
const hasBody = ({ body, headers }) => body !== null && headers.get("Content-Length") !== "0";

/** The origin is asked for the path that was judged, in the worker's own name. */
export async function forward(request, env, { path, actor }, id) {
  const url = new URL(env.ORIGIN_URL);
  url.pathname = path;
  url.search = new URL(request.url).search;
  const refuse = (status, message) => Response.json({ request_id: id, error_code: 0, message }, { status });
  if (url.pathname !== path) return refuse(400, "The path cannot be passed on.");
  if (parametersOf(url).some((name) => METHOD_PARAMETER.test(name))) return refuse(400, "The query names another method.");
  const type = request.headers.get("Content-Type") ?? "";
  if (FORMS.test(type)) return refuse(415, "The API takes no forms: send JSON with its Content-Type.");
  // some frameworks read a body of no type as a form
  if (hasBody(request) && type.trim() === "") return refuse(415, "The body has no Content-Type.");
  const headers = new Headers(request.headers);
  for (const name of [...headers.keys()]) if (NOT_PASSED_ON.has(plainName(name)) || OTHER_REQUEST.test(plainName(name))) headers.delete(name);
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
