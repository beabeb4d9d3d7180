/**
 * The guard as a middleware for Hono.
 * @module keyward/hono
 */
// The guard as a middleware for Hono.
import { wrong } from "./lib/errors.js";
import { type Chosen, guardWith } from "./lib/guard/fetch.js";
import { checkConstantOptions } from "./lib/guard/options.js";
import type { Route } from "./lib/guard/source.js";
import { withoutSlash } from "./lib/guard/text.js";
import type { Awaitable, Guarded, GuardOptions, HostRequest, HostResponse } from "./types/guard.js";

/** A request that may go on: `c.get("keyward")`. */
export type KeywardVariable = Extract<Guarded, { allowed: true }>;

/** For `new Hono<{ Variables: KeywardVariables }>()`. */
export interface KeywardVariables {
  /** What was permitted. */
  keyward: KeywardVariable;
}

/** What the middleware uses of Hono's context. */
export interface HonoContext {
  /** The request. */
  readonly req: { readonly raw: HostRequest };
  /** Bindings. `any`, because Hono's types do not tell them where a middleware is written in place. */
  readonly env: any;
  /** Sets a variable. */
  set(name: "keyward", value: KeywardVariable): void;
  /** Sets a header of the response. */
  header(name: string, value: string, options: { append: boolean }): void;
}

/**
 * The guard of `keyward/fetch` as a middleware: what is refused is answered, what is allowed goes on with `c.get("keyward")`.
 * If a route that runs after it reads the path otherwise than the operation's template, the request is refused with `route_mismatch`.
 * If a handler goes on to such a route, Hono is given an error of status 403.
 * If a version of Hono does not tell which routes match, the option `route` is needed: without it, each request is refused with a 503.
 * @param options or a function of the context that gives them, for bindings that come with the request
 * @throws {KeywardError} `request_invalid` if an option is wrong. If a function gives a wrong option, the request is refused with a 503.
 * @example
 * const app = new Hono<{ Variables: KeywardVariables }>();
 * app.use("/v2/*", keyward({ ward, findKey }));
 */
export function keyward<C extends HonoContext>(options: GuardOptions | ((context: C) => Awaitable<GuardOptions>)): (context: C, next: () => Promise<void>) => Promise<HostResponse | void> {
  checkConstantOptions(options);
  return async (context, next): Promise<HostResponse | void> => {
    const request = context.req as HonoRoutes;
    let refused: ReadonlySet<number> = new Set();
    // called for each request that is allowed
    const routes: ReturnType<Chosen>["routes"] = (_, agrees) => {
      const compared = comparedAfter(request);
      refused = new Set(compared.filter(({ path }) => !agrees(path, "hono")).map(({ index }) => index));
      const last = compared.findIndex(({ handler }) => handler.length < 2);
      return compared.slice(0, last === -1 ? compared.length : last + 1).map(({ path }) => ({ dialect: "hono", any: [path] }));
    };
    const chosen: Chosen = ({ method, path }) => ({
      needsRoute: Array.isArray(request.matchedRoutes) && typeof request.routeIndex === "number" ? undefined : NO_ROUTES,
      mismatch: methodMismatch(request, method),
      routes: (decision, agrees) => (isRoutedBy(request, path) ? routes(decision, agrees) : [OTHER_PATH]),
    });
    const guarded = await guardWith(context.req.raw, typeof options === "function" ? () => options(context) : options, chosen);
    if (!guarded.allowed && guarded.response !== null) return guarded.response;
    if (guarded.allowed) {
      context.set("keyward", guarded);
      holdRoutes(request, refused);
    }
    await next();
    for (const [name, value] of Object.entries(guarded.allowed ? guarded.headers : {})) context.header(name, value, { append: name === "Vary" });
  };
}

/** What the middleware reads of Hono's request, in version 4: the handlers that match it in their order, and the index of the one at work. */
interface HonoRoutes {
  /** The path that Hono routes by. */
  readonly path?: string;
  readonly matchedRoutes?: readonly HonoRoute[];
  readonly routeIndex?: number;
}

interface HonoRoute {
  readonly method: string;
  readonly path: string;
  readonly handler: HonoHandler;
}

interface HonoHandler {
  /** How many parameters it declares: a handler takes the context, middleware takes `next` too. */
  readonly length: number;
  /** The handler that this one wraps. Hono wraps those of an application with an `onError` of its own. */
  readonly __COMPOSED_HANDLER?: HonoHandler;
}

const NO_ROUTES = "it is missing, and this version of Hono does not tell which routes match, so that they cannot be compared: give `route`";

const OTHER_PATH: Route = {
  dialect: "hono",
  any: [],
  mismatch: "the router chose by another path than the request's: `getPath`, or middleware before the guard, has changed it",
};

/** Why Hono chose by another method, if middleware before the guard has put another request in place of the one that was routed. HEAD is routed as GET. */
function methodMismatch({ matchedRoutes = [] }: HonoRoutes, method: string): string | undefined {
  const routed = method === "HEAD" ? "GET" : method;
  if (matchedRoutes.every((route) => route.method === "ALL" || route.method === routed)) return undefined;
  return "the request's method was changed after the router had chosen: add the guard before the middleware that does so";
}

/** Whether Hono routes by this path. It reads escapes as `decodeURI` does, and drops a slash at the end unless it is strict. */
function isRoutedBy({ path: routed }: HonoRoutes, path: string): boolean {
  return routed === undefined || routed === path || withoutSlash(readEscapes(routed)) === withoutSlash(readEscapes(path));
}

const readEscapes = (text: string): string =>
  text.replace(/(?:%[\da-f]{2})+/gi, (escapes) => {
    try {
      return decodeURI(escapes);
    } catch {
      return escapes;
    }
  });

/** The routes that may run after this middleware, with their indices. Middleware for all methods (two parameters, and a path that ends in `*`) is no route of an operation. */
function comparedAfter({ matchedRoutes = [], routeIndex = -1 }: HonoRoutes): (HonoRoute & { readonly index: number })[] {
  return matchedRoutes
    .map(({ path, method, handler }, index) => ({ path, method, handler: innermost(handler), index }))
    .filter(({ path, method, handler, index }) => index > routeIndex && !(method === "ALL" && path.endsWith("*") && handler.length >= 2));
}

const innermost = (handler: HonoHandler): HonoHandler => (typeof handler.__COMPOSED_HANDLER === "function" ? innermost(handler.__COMPOSED_HANDLER) : handler);

/**
 * Refuses the routes at these indices when their turn comes: a handler that declares no `next` can call it all the same.
 * Hono assigns `routeIndex` right before a handler runs, and that is the only notice, so it becomes an accessor.
 */
function holdRoutes(request: HonoRoutes, refused: ReadonlySet<number>): void {
  if (refused.size === 0) return;
  let current = request.routeIndex;
  const earlier = Object.getOwnPropertyDescriptor(request, "routeIndex")?.set; // of another guard
  const set = (index: number): void => {
    earlier?.(index);
    current = index;
    if (!refused.has(index)) return;
    const error = wrong("request_invalid", "", "the request went on to another route than the one that was checked");
    const getResponse = (): Response => new Response("Forbidden", { status: 403, headers: { "Cache-Control": "no-store" } });
    throw Object.assign(error, { status: 403, getResponse });
  };
  Object.defineProperty(request, "routeIndex", { configurable: true, enumerable: true, get: () => current, set });
}
