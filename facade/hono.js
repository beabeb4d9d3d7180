// The guard as a middleware for Hono.
import { guardWith } from "./lib/guard/fetch.js";

export const keyward = (options) => async (context, next) => {
  const guarded = await guardWith(context.req.raw, typeof options === "function" ? () => options(context) : options, () => routesAfter(context.req));
  if (!guarded.allowed && guarded.response !== null) return guarded.response;
  if (guarded.allowed) context.set("keyward", guarded);
  await next();
  for (const [name, value] of Object.entries(guarded.allowed ? guarded.headers : {})) context.header(name, value, { append: name === "Vary" });
};

/** The routes that run after this middleware, up to the handler. Middleware for all methods (two parameters) is no route of an operation. */
function routesAfter({ matchedRoutes = [], routeIndex = -1 }) {
  const after = matchedRoutes.slice(routeIndex + 1);
  const last = after.findIndex(({ handler }) => handler.length < 2);
  return after
    .slice(0, last === -1 ? after.length : last + 1)
    .filter(({ method, handler }) => !(method === "ALL" && handler.length >= 2))
    .map(({ path }) => ({ dialect: "hono", any: [path] }));
}
