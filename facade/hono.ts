// The guard as a middleware for Hono.
import { guardWith } from "./lib/guard/fetch.js";
import type { Route } from "./lib/guard/source.js";
import type { Awaitable, Guarded, GuardOptions, HostRequest, HostResponse } from "./types/guard.js";

/** A request that may go on: `c.get("keyward")`. */
export type KeywardVariable = Extract<Guarded, { allowed: true }>;

/** For `new Hono<{ Variables: KeywardVariables }>()`. */
export interface KeywardVariables {
  keyward: KeywardVariable;
}

/** What the middleware uses of Hono's context. */
export interface HonoContext {
  readonly req: { readonly raw: HostRequest };
  /** Bindings. `any`, because Hono's types do not tell them where a middleware is written in place. */
  readonly env: any;
  set(name: "keyward", value: KeywardVariable): void;
  header(name: string, value: string, options: { append: boolean }): void;
}

/**
 * The guard of `keyward/fetch` as a middleware: what is refused is answered, what is allowed goes on with `c.get("keyward")`.
 * If a route that runs after it reads the path otherwise than the operation's template, the request is refused with `route_mismatch`.
 * @param options or a function of the context that gives them, for bindings that come with the request
 */
export function keyward<C extends HonoContext>(options: GuardOptions | ((context: C) => Awaitable<GuardOptions>)): (context: C, next: () => Promise<void>) => Promise<HostResponse | void> {
  return async (context, next): Promise<HostResponse | void> => {
    const guarded = await guardWith(context.req.raw, typeof options === "function" ? () => options(context) : options, () => routesAfter(context.req as MatchedRoutes));
    if (!guarded.allowed && guarded.response !== null) return guarded.response;
    if (guarded.allowed) context.set("keyward", guarded);
    await next();
    for (const [name, value] of Object.entries(guarded.allowed ? guarded.headers : {})) context.header(name, value, { append: name === "Vary" });
  };
}

/** What the middleware reads of Hono's request, if its version has it. */
interface MatchedRoutes {
  readonly matchedRoutes?: readonly { readonly method: string; readonly path: string; readonly handler: { readonly length: number } }[];
  readonly routeIndex?: number;
}

/** The routes that run after this middleware, up to the handler. Middleware for all methods (two parameters) is no route of an operation. */
function routesAfter({ matchedRoutes = [], routeIndex = -1 }: MatchedRoutes): Route[] {
  const after = matchedRoutes.slice(routeIndex + 1);
  const last = after.findIndex(({ handler }) => handler.length < 2);
  return after
    .slice(0, last === -1 ? after.length : last + 1)
    .filter(({ method, handler }) => !(method === "ALL" && handler.length >= 2))
    .map(({ path }) => ({ dialect: "hono", any: [path] }));
}
