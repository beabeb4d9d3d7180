// A request that was allowed, on its way to the origin.

/** What would have the origin read another request than the one that was judged, or hold something else than this worker vouches for. */
const NOT_PASSED_ON = ["Authorization", "X-HTTP-Method", "X-HTTP-Method-Override", "X-Method-Override", "X-Original-URL", "X-Rewrite-URL", "X-Keyward-Actor", "X-Request-ID"];

/** The origin is asked for the path that was judged, in the worker's own name. */
export async function forward(request, env, { path, actor }, id) {
  const url = new URL(env.ORIGIN_URL);
  url.pathname = path;
  url.search = new URL(request.url).search;
  if (url.pathname !== path) return Response.json({ request_id: id, error_code: 0, message: "The path cannot be passed on." }, { status: 400 });
  const headers = new Headers(request.headers);
  for (const name of NOT_PASSED_ON) headers.delete(name);
  headers.set("X-Request-ID", id);
  headers.set("X-Keyward-Actor", `${actor.type} ${encodeURIComponent(actor.id)}`);
  if (env.ORIGIN_TOKEN) headers.set("Authorization", `Bearer ${env.ORIGIN_TOKEN}`);
  const { method, body } = request;
  try {
    const origin = new Request(url, { method, headers, body, redirect: "manual" });
    return await (env.ORIGIN === undefined ? fetch(origin) : env.ORIGIN.fetch(origin));
  } catch (error) {
    console.error(JSON.stringify({ event: "origin_failed", request: id, message: String(error) }));
    return Response.json({ request_id: id, error_code: 0, message: "The API did not answer." }, { status: 502 });
  }
}
