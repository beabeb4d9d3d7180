// Reads Express' routers: which routes match a request, and which of them is about to run.
//
// Express has no public way to ask for either, so this relies on the following, which was checked in Express 4.22, and in Express 5 with router 2.2 and 2.3:
// - `app._router` (4) or `app.router` (5) has a `stack` of layers in the order in which they run. A layer has the `route` it was made for,
//   or a `handle`, which is middleware, or a router with a `stack` of its own. An application in an application is middleware: its routes can be seen
//   only while it runs, when it is `request.app`. One in a router is its handle.
// - `layer.match(path)` says whether a layer takes the path. What it took is in the object that it gives (router 2.3), or on the layer (before).
//   Routers read the latter right after they have called `match`, so calls in between do not disturb them.
// - `route.path` is what the route was registered with.
// - A router hands out `request.next`, and a route hands out a `next` of its own. (Where requests are traced, a router's `next` is another one too.
//   Then a guard counts as part of the route that was chosen last, if there is one: it is compared, and so is each route that follows.)
// - A router assigns `request.route` to a route that it has chosen. The route does so again right before its handlers run, and what is thrown
//   there becomes an error of the request.
// tests/js/express.test.mjs fails if one of these no longer holds.
import { wrong } from "../errors.js";
import { decoded } from "./text.js";

/** What is read of a request. All of it is optional, since the guard's own types do not ask for Express. */
export interface ExpressRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** The text that the mount paths of the routers so far took. */
  readonly baseUrl?: string;
  readonly route?: ExpressRoute | undefined;
  readonly next?: unknown;
  readonly app?: ExpressApplication;
}

interface ExpressApplication {
  readonly parent?: unknown;
  readonly _router?: ExpressRouter;
  readonly router?: ExpressRouter;
  /** The mount paths up to this application, as they were registered. */
  path(): string;
}

interface ExpressRouter {
  readonly stack?: readonly ExpressLayer[];
}

/** What a layer took of a path. `pattern` is the mount path as it was registered. */
interface Taken {
  readonly path?: string | undefined;
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  readonly pattern?: unknown;
}

interface ExpressLayer extends Taken {
  readonly route?: ExpressRoute | undefined;
  readonly handle?: unknown;
  /** In Express 4: what the mount path was made into. */
  readonly regexp?: RegExp;
  /** In Express 5: one for each mount path, named `regexpMatcher` for an expression. */
  readonly matchers?: readonly { readonly name: string }[];
  match(path: string): boolean | Taken;
}

export interface ExpressRoute {
  readonly path: unknown;
  readonly stack: readonly { readonly handle?: unknown }[];
  _handlesMethod?(method: string): boolean;
  /** The same in Express 4. */
  _handles_method?(method: string): boolean;
}

/** Where a guard is as it is called. */
export interface GuardPosition {
  readonly guard: unknown;
  /** The route that the guard is part of, if it is. */
  readonly route: ExpressRoute | undefined;
  readonly baseUrl: string;
}

/** A route that matches, and the patterns it has with the mount paths before them. One of these matched. */
export interface MatchingRoute {
  readonly route: ExpressRoute;
  readonly patterns: readonly unknown[];
}

/** The routes that match, from where a guard is. */
export interface MatchingRoutes {
  readonly first: MatchingRoute | undefined;
  readonly before: readonly MatchingRoute[];
  readonly after: readonly MatchingRoute[];
}

/** A route that matches, or the guard itself, in the order in which Express comes to them. */
interface Step {
  readonly isGuard: boolean;
  /** `request.baseUrl` as the guard sees it there; null in a route, where it is that of the router around it. */
  readonly baseUrl: string | null;
  readonly found: MatchingRoute | null;
}

/** Whether the request came through an Express application, so that its routes can be compared. */
export const hasRouter = ({ app }: ExpressRequest): boolean => Array.isArray(stackOf(app));

/** Express 4 throws for `router`. */
const stackOf = (app: ExpressApplication | undefined): readonly ExpressLayer[] | undefined => {
  try {
    return (app?._router ?? app?.router)?.stack;
  } catch {
    return undefined;
  }
};

/** Has to be read as the guard is called: routers change the request as they go on. */
export const positionOf = (guard: unknown, request: ExpressRequest, next: unknown): GuardPosition => ({
  guard,
  route: next === request.next ? undefined : request.route,
  baseUrl: request.baseUrl ?? "",
});

/**
 * The routes that match a path, in their order. One can be there several times, since a router can be mounted several times.
 * @returns those `before` the guard, those `after` it, and the `first` to run: the one that the guard is part of, or the first one after it
 */
export function routesOf(request: ExpressRequest, path: string, position: GuardPosition): MatchingRoutes {
  const { route, baseUrl } = position;
  const steps = stepsFrom(request, path, position);
  const foundIn = (some: readonly Step[]): MatchingRoute[] => some.flatMap(({ found }) => found ?? []);
  if (route === undefined) {
    const own = Math.max(steps.findIndex((step) => isAt(step, position)), 0);
    const after = foundIn(steps.slice(own));
    return { first: after[0], before: foundIn(steps.slice(0, own)), after };
  }
  const all = foundIn(steps);
  const own = all.findIndex((found) => found.route === route);
  return { first: all[own] ?? { route, patterns: patternsOf(route, literal(baseUrl)) }, before: all.slice(0, own + 1), after: all.slice(own + 1) };
}

/** One guard can stand at several positions. */
const isAt = ({ isGuard, baseUrl }: Step, position: GuardPosition): boolean => isGuard && (baseUrl === null || baseUrl === position.baseUrl);

/** The steps of the application that the guard is in. */
function stepsFrom({ app, method = "" }: ExpressRequest, path: string, position: GuardPosition): readonly Step[] {
  const stack = stackOf(app);
  if (app === undefined || !Array.isArray(stack)) return [];
  const stepsAt = (mount: string): Step[] =>
    path.startsWith(mount) ? [...stepsOf(stack, path.slice(mount.length) || "/", method, position.guard, mountPattern(app, mount), mount)] : [];
  if (app.parent === undefined || app.parent === null) return stepsAt("");
  // The mount path of an application can be a pattern. What that took is a beginning of the guard's `baseUrl`; routers within took the rest.
  const found = prefixesOf(position.baseUrl).map(stepsAt).filter((steps) => steps.some((step) => isAt(step, position)));
  return found.at(-1) ?? stepsAt(position.baseUrl);
}

/**
 * @param prefix the pattern of the mount paths so far
 * @param baseUrl the text that these took
 */
function* stepsOf(stack: readonly ExpressLayer[], path: string, method: string, guard: unknown, prefix: string, baseUrl: string): Generator<Step> {
  for (const layer of stack) {
    const match = layer.match(path);
    if (!match) continue;
    const { route, handle } = layer;
    if (route) {
      if (handles(route, method)) yield { isGuard: route.stack.some((step) => step.handle === guard), baseUrl: null, found: { route, patterns: patternsOf(route, prefix) } };
      continue;
    }
    const taken: Taken = match === true ? { path: layer.path, params: layer.params } : match;
    const text = (taken.path ?? "").replace(/\/$/, "");
    const inner = (handle as ExpressRouter | undefined)?.stack ?? stackOf(handle as ExpressApplication | undefined);
    if (handle === guard) yield { isGuard: true, baseUrl: baseUrl + text, found: null };
    else if (Array.isArray(inner)) {
      const rest = path.slice(text.length);
      yield* stepsOf(inner, rest.startsWith("/") ? rest : `/${rest}`, method, guard, prefix + patternOf(text, taken, layer), baseUrl + text);
    }
  }
}

const handles = (route: ExpressRoute, method: string): boolean => route._handlesMethod?.(method) ?? route._handles_method?.(method) ?? true;

const patternsOf = (route: ExpressRoute, prefix: string): unknown[] =>
  [route.path].flat(Infinity).map((pattern) => (typeof pattern === "string" ? prefix + pattern : pattern));

/** The pattern of a mount path. Where it is not known, each segment is a parameter from which a parameter took something. */
function patternOf(text: string, { pattern, params = {} }: Taken, layer: ExpressLayer): string {
  if (typeof pattern === "string" && !/[{}]/.test(pattern)) return pattern.replace(/\/$/, "");
  if (typeof pattern !== "string" && hasExpression(layer)) return text.replace(/[^/]+/g, ":mount");
  const segments = text.split("/").map((text) => ({ text, isParameter: false }));
  const candidates = segments.filter(({ text }) => text !== "");
  for (const value of Object.values(params).flat()) {
    if (typeof value !== "string") continue;
    const equal = candidates.filter(({ text }) => decoded(text) === value);
    for (const segment of equal.length > 0 ? equal : candidates.filter(({ text }) => decoded(text).includes(value))) segment.isParameter = true;
  }
  return segments.map(({ text, isParameter }) => (isParameter ? ":mount" : literal(text))).join("/");
}

/** What Express 4 makes of a mount path of text and parameters. */
const PLAIN = /^\^(?:\\.|[^\\?*+()[\]|{}.$^]|\(\?:(?:\\\/)?\((?:\[\^\\?\/\]|\(\?:\(\?!\\\/\|[^()]*\)\.\))\+\?\)\))*\\\/\?\(\?=\\\/\|\$\)$/;

/** Whether one of a layer's mount paths is an expression: it can take other text than it took, and has no parameter for that. */
function hasExpression({ regexp, matchers = [] }: ExpressLayer): boolean {
  if (regexp === undefined) return matchers.some(({ name }) => name === "regexpMatcher");
  return !regexp.source.split(/\|(?=\^)/).every((source) => PLAIN.test(source)); // several mount paths are joined
}

/** The pattern at which an application is mounted. Where it has optional or alternative parts, or is an expression, each segment is a parameter. */
function mountPattern(app: ExpressApplication, mount: string): string {
  if (app.parent === undefined || app.parent === null) return "";
  const own = app.path(); // several are joined by commas, and an expression is written out
  if (/^[\w/~,-]*$/.test(own)) return literal(mount);
  if (own.split("/").length === mount.split("/").length && !/[{},]/.test(own)) return own;
  return mount.replace(/[^/]+/g, ":mount");
}

/** A pattern that takes this text alone. */
const literal = (text: string): string => text.replace(/[\\:{}()[\]+?!*"]/g, "\\$&");

/** The patterns of a route that is about to run. One list of each place has to agree, since which place it is cannot be told. */
function runningPatterns(request: ExpressRequest, route: ExpressRoute): readonly (readonly unknown[])[] {
  const { app, method = "", baseUrl = "", url = "" } = request;
  const path = `${baseUrl}${url}`.split("?", 1)[0] ?? "";
  const stack = stackOf(app);
  const stepsAt = (mount: string): Step[] =>
    app === undefined || stack === undefined ? [] : [...stepsOf(stack, path.slice(mount.length) || "/", method, undefined, mountPattern(app, mount), mount)];
  const steps = prefixesOf(baseUrl).filter((mount) => canMount(app, mount)).flatMap(stepsAt);
  const found = steps.flatMap((step) => (step.found?.route === route ? [step.found.patterns] : []));
  return found.length > 0 ? found : [patternsOf(route, baseUrl.replace(/[^/]+/g, ":mount"))];
}

/** Whether an application's mount path can have taken this text. */
function canMount(app: ExpressApplication | undefined, mount: string): boolean {
  const own = app?.parent === undefined || app.parent === null ? "" : app.path().replace(/\/$/, "");
  return !/^[\w/:~-]*$/.test(own) || own.split("/").length === mount.split("/").length;
}

/** The texts that a mount path can have taken of this one. */
const prefixesOf = (baseUrl: string): string[] => baseUrl.split("/").map((_, index, texts) => texts.slice(0, index + 1).join("/"));

/** Whether a route may run. `places` gives its patterns as one list for each place in the running application where it can be. */
export type MayRun = (route: ExpressRoute, places: () => readonly (readonly unknown[])[]) => boolean;

/** The checks of a request, one of each guard that allowed it. */
const CHECKS = new WeakMap<object, MayRun[]>();

/**
 * Asks `mayRun` before the handlers of a further route run; where it says no, Express is given an error of status 403 instead.
 * `request.route` becomes an accessor for that, since a handler that calls `next()` gives no other notice.
 */
export function holdRoutes(request: ExpressRequest, mayRun: MayRun): void {
  const held = CHECKS.get(request);
  if (held !== undefined) return void held.push(mayRun);
  const checks = [mayRun];
  CHECKS.set(request, checks);
  let current = request.route;
  /** Assigned by a router, and not yet by itself. */
  let chosen: ExpressRoute | undefined;
  const set = (route: ExpressRoute | undefined): void => {
    const isAboutToRun = route !== undefined && route === chosen;
    chosen = isAboutToRun ? undefined : route;
    current = route;
    if (!isAboutToRun || !handles(route, request.method ?? "")) return; // HEAD comes to routes that have no handler for it
    if (checks.every((check) => check(route, () => runningPatterns(request, route)))) return;
    const error = wrong("request_invalid", "", "the request went on to another route, or under another path or method, than the one that was checked");
    throw Object.assign(error, { status: 403, statusCode: 403 });
  };
  Object.defineProperty(request, "route", { configurable: true, enumerable: true, get: () => current, set });
}
