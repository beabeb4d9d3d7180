// Reads the routers of Express: which routes match a request, and which of them runs.
// A handler may call `next()`, and middleware may change `request.url`, so the route is compared again each time one is about to run.
import { wrong } from "../errors.js";

/** A guard's place in the routers, as it is called: the route it is part of, if it is, and the URL its router was mounted at. */
export const placeOf = (guard, request, next) => ({
  guard,
  // A router hands out `request.next`; a route hands out a `next` of its own.
  route: request.route !== undefined && next !== request.next ? request.route : undefined,
  base: request.baseUrl ?? "",
});

/**
 * The routes that match a path: the one that the guard is part of, or the first one after the guard, and all.
 * @returns `{ first, all }` of `{ route, patterns }`, where one of the patterns is the one that matched
 */
export function routesOf(request, path, { guard, route, base }) {
  const all = [...stepsFrom(request, path, guard, base)];
  const steps = all.filter((step) => step.route !== null);
  const own = all.findIndex((step) => step.isGuard && (step.base === base || step.base === null));
  const after = (own === -1 ? all : all.slice(own)).find((step) => step.route !== null);
  const first = route === undefined ? after : (steps.find((step) => step.route === route) ?? { route, patterns: patternsOf(route, literal(base)) });
  return { first, all: steps };
}

function stepsFrom(request, path, guard, base) {
  const { app } = request;
  const router = app?._router ?? app?.router;
  if (!Array.isArray(router?.stack)) return [];
  const stepsAt = (mount) => (path.startsWith(mount) ? [...stepsOf(router.stack, path.slice(mount.length) || "/", request.method, guard, mountPattern(app, mount), mount)] : []);
  if (app.parent === undefined || app.parent === null) return stepsAt("");
  // The mount path of an application can be a pattern. What it took is some beginning of the URL that the guard's router is mounted at.
  const mounts = base.split("/").map((_, place, texts) => texts.slice(0, place + 1).join("/"));
  const found = mounts.map(stepsAt).filter((steps) => steps.some((step) => step.isGuard && (step.base === base || step.base === null)));
  return found.at(-1) ?? stepsAt(base);
}

/** `base` is what `request.baseUrl` is in a middleware, and null in a route, where it is that of the router. */
function* stepsOf(stack, path, method, guard, prefix, base) {
  for (const layer of stack) {
    const match = layer.match(path);
    if (!match) continue;
    const { route, handle } = layer;
    if (route) {
      const handles = route._handlesMethod?.(method) ?? route._handles_method?.(method) ?? true;
      if (handles) yield { isGuard: route.stack.some((step) => step.handle === guard), base: null, route, patterns: patternsOf(route, prefix) };
      continue;
    }
    const taken = ((match === true ? layer.path : match.path) ?? "").replace(/\/$/, "");
    if (handle === guard) yield { isGuard: true, base: base + taken, route: null, patterns: [] };
    else if (Array.isArray(handle?.stack)) {
      const rest = path.slice(taken.length);
      const inner = prefix + takenPattern(taken, match === true ? undefined : match.pattern, match === true ? layer.params : match.params);
      yield* stepsOf(handle.stack, rest.startsWith("/") ? rest : `/${rest}`, method, guard, inner, base + taken);
    }
  }
}

const patternsOf = (route, prefix) => [route.path].flat(Infinity).map((pattern) => (typeof pattern === "string" ? prefix + pattern : pattern));

/** The pattern of a mount path. Where it is not known, a segment that a parameter took is a parameter. */
function takenPattern(taken, pattern, params) {
  if (typeof pattern === "string" && !/[{}]/.test(pattern)) return pattern.replace(/\/$/, "");
  const segments = taken.split("/").map((text) => ({ text, isParameter: false }));
  for (const value of Object.values(params ?? {}).flat()) {
    const equal = segments.filter(({ text }) => text !== "" && decoded(text) === value);
    for (const segment of equal.length > 0 ? equal : segments.filter(({ text }) => text !== "" && decoded(text).includes(value))) segment.isParameter = true;
  }
  return segments.map(({ text, isParameter }) => (isParameter ? ":mount" : literal(text))).join("/");
}

function mountPattern(app, mount) {
  const own = app.parent == null ? "" : app.path();
  return own.split("/").length === mount.split("/").length && !/[{},]/.test(own) ? own : literal(mount);
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const literal = (text) => text.replace(/[\\:{}()[\]+?!*"]/g, "\\$&");

const HELD = new WeakMap();

/**
 * Calls `mayRun(route, patterns)` before a route's handlers run; where it gives false, Express is given an error of status 403 instead.
 * A router sets `request.route` to a route that it chose, and the route does so again when its turn has come: there an error reaches `next`.
 */
export function holdRoutes(request, mayRun) {
  const held = HELD.get(request);
  if (held !== undefined) return void held.push(mayRun);
  const checks = [mayRun];
  HELD.set(request, checks);
  let current = request.route;
  let chosen;
  const set = (route) => {
    const isTurn = route !== undefined && route === chosen;
    chosen = isTurn ? undefined : route;
    current = route;
    if (!isTurn || checks.every((check) => check(route, patternsOf(route, literal(request.baseUrl ?? ""))))) return;
    throw Object.assign(wrong("request_invalid", "", "the request went on to another route, or under another path or method, than the one that was checked"), { status: 403, statusCode: 403 });
  };
  Object.defineProperty(request, "route", { configurable: true, enumerable: true, get: () => current, set });
}
