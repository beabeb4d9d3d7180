// The guard as a middleware for Hono.
import { wrong } from "./lib/errors.js";
import { guardWith } from "./lib/guard/fetch.js";

export const keyward = (options) => async (context, next) => {
  let refused;
  const routes = (_, agrees) => {
    const compared = comparedAfter(context.req);
    refused = new Set(compared.filter(({ path }) => !agrees(path, "hono")).map(({ place }) => place));
    const last = compared.findIndex(({ handler }) => handler.length < 2);
    return compared.slice(0, last === -1 ? compared.length : last + 1).map(({ path }) => ({ dialect: "hono", any: [path] }));
  };
  const guarded = await guardWith(context.req.raw, typeof options === "function" ? () => options(context) : options, routes);
  if (!guarded.allowed && guarded.response !== null) return guarded.response;
  if (guarded.allowed) {
    context.set("keyward", guarded);
    holdRoutes(context.req, refused);
  }
  await next();
  for (const [name, value] of Object.entries(guarded.allowed ? guarded.headers : {})) context.header(name, value, { append: name === "Vary" });
};

/** The routes that may run after this middleware, with their places. Middleware for all methods (two parameters, and a path that ends in `*`) is no route of an operation. */
function comparedAfter({ matchedRoutes = [], routeIndex = -1 }) {
  return matchedRoutes
    .map(({ path, method, handler }, place) => ({ path, method, handler: innermost(handler), place }))
    .filter(({ path, method, handler, place }) => place > routeIndex && !(method === "ALL" && path.endsWith("*") && handler.length >= 2));
}

/** Hono wraps the handlers of an application with an `onError` of its own. */
const innermost = (handler) => (typeof handler.__COMPOSED_HANDLER === "function" ? innermost(handler.__COMPOSED_HANDLER) : handler);

/** A handler whose one parameter is not declared can call `next` too: what is behind it is refused when its turn comes. Hono then sets `routeIndex`. */
function holdRoutes(request, refused) {
  if (refused.size === 0) return;
  let place = request.routeIndex;
  const earlier = Object.getOwnPropertyDescriptor(request, "routeIndex")?.set;
  const set = (index) => {
    earlier?.(index);
    place = index;
    if (!refused.has(index)) return;
    const error = wrong("request_invalid", "", "the request went on to another route than the one that was checked");
    throw Object.assign(error, { status: 403, getResponse: () => new Response("Forbidden", { status: 403, headers: { "Cache-Control": "no-store" } }) });
  };
  Object.defineProperty(request, "routeIndex", { configurable: true, enumerable: true, get: () => place, set });
}
