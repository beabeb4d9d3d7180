/**
 * The guard as middleware for Express, and as a hook for Fastify.
 * @module keyward/node
 */
// Guards for Express and Fastify. They judge the request's target as it was sent, which is what their routers see, and compare the route that runs.
import { type ExpressRequest, type MatchingRoute, type MatchingRoutes, type MayRun, type GuardPosition, hasRouter, holdRoutes, positionOf, routesOf } from "./lib/guard/express.js";
import { type FastifyRoute, methodMismatch, patternOf, routesOf as chosenRoutes } from "./lib/guard/fastify.js";
import { judge } from "./lib/guard/judge.js";
import { checkConstantOptions } from "./lib/guard/options.js";
import type { Agrees, Answer, Route, Source } from "./lib/guard/source.js";
import { withoutSlash } from "./lib/guard/text.js";
import type { Decision } from "./types/decision.js";
import type { Awaitable, GuardOptions, Permitted } from "./types/guard.js";

/** What the guard uses of a request: Node's `http.IncomingMessage`, and what Express adds. */
export interface NodeRequest {
  /** The method. */
  readonly method?: string | undefined;
  /** The target, as Express and Fastify route on it. */
  readonly url?: string | undefined;
  /** Names and values in turns, as they came. */
  readonly rawHeaders: string[];
}

/** What the guard uses of a response: Node's `http.ServerResponse`. */
export interface NodeResponse {
  /** The status. */
  statusCode: number;
  /** The value of a header. */
  getHeader(name: string): unknown;
  /** Sets a header. */
  setHeader(name: string, value: string): unknown;
  /** Whether somebody has begun to answer. */
  readonly headersSent?: boolean;
  /** Sends the response. */
  end(body?: string): unknown;
}

/** What the guard uses of a Fastify request. */
export interface FastifyLikeRequest {
  /** Node's request. */
  readonly raw: NodeRequest;
}

/** What the guard uses of a Fastify reply. */
export interface FastifyLikeReply {
  /** Node's response. */
  readonly raw: NodeResponse;
  /** Keeps Fastify from answering. */
  hijack(): unknown;
  /** Sets a header. */
  header(name: string, value: string): unknown;
  /** The value of a header. */
  getHeader(name: string): unknown;
}

/** A request that may go on, on `request.keyward`. */
export type { Permitted } from "./types/guard.js";

/**
 * What a request then has. For Express: `declare global { namespace Express { interface Request extends WithKeyward {} } }`.
 * For Fastify: `declare module "fastify" { interface FastifyRequest extends WithKeyward {} }`.
 */
export interface WithKeyward {
  /** What was permitted. */
  keyward?: Permitted | null;
}

/**
 * The guard of `keyward/fetch` as Express middleware. It judges what Express routes on: `baseUrl` and `url`, as they were sent.
 * Mount it ahead of body parsers. What is refused is answered; what is allowed goes on with `request.keyward`.
 * If the first route after it reads the path otherwise than the operation's template (`/items/all` for `DELETE /items/All`), the request is refused with `route_mismatch`.
 * Further routes are compared before they run; for one that differs, Express is given an error of status 403.
 * Without an Express application, as behind another router for Node's requests, the option `route` is needed: without it, each request is refused with a 503.
 * @throws {KeywardError} `request_invalid` if an option is wrong. If a function gives a wrong option, the request is refused with a 503.
 * @example
 * const app = express();
 * app.use("/v2", expressGuard({ ward, findKey }));
 */
export function expressGuard<R extends NodeRequest>(
  options: GuardOptions<R> | ((request: R) => Awaitable<GuardOptions<R>>),
): (request: R, response: NodeResponse, next: (error?: unknown) => void) => void {
  checkConstantOptions(options);
  const guard = (request: R & ExpressRequest & WithKeyward, response: NodeResponse, next: (error?: unknown) => void): void => {
    const source = sourceOf(request, targetOf(request), request);
    const position = positionOf(guard, request, next);
    let mayRun: MayRun = () => false;
    // called for each request that is allowed
    const routes = (decision: Decision, agrees: Agrees): Route[] => {
      const found = routesOf(request, source.path, position);
      mayRun = comparison(request, source, decision, agrees, found, position);
      return found.first === undefined ? [] : [{ dialect: "express", any: found.first.patterns }];
    };
    judge({ ...source, needsRoute: hasRouter(request) ? undefined : NO_ROUTER, routes }, typeof options === "function" ? () => options(request) : options)
      .then((judged) => {
        if (!judged.allowed && judged.response !== null) return answer(response, judged.response);
        holdRoutes(request, judged.allowed ? mayRun : () => request.method === "OPTIONS"); // a preflight is not judged, and stays one
        if (judged.allowed) {
          request.keyward = judged;
          for (const [name, value] of Object.entries(judged.headers)) setHeader(response, name, value);
        }
        next();
      })
      .catch(next);
  };
  return guard;
}

const NO_PATTERN = "it is missing, and this version of Fastify does not tell which route it has chosen, so that it cannot be compared: give `route`";
const NO_ROUTER = "it is missing, and the request did not come through an Express application whose routes could be compared: give `route`, or use `fastifyGuard` in Fastify";

/** What Express routes on. */
const targetOf = ({ baseUrl = "", url = "" }: ExpressRequest): string => `${baseUrl}${url}`;
const withoutQuery = (target: string): string => target.split("?", 1)[0] ?? "";

/** The routes that match one path. */
interface Listed {
  readonly isJudged: boolean;
  /** For each route whether it may run: the first time, the second time, and so on. */
  readonly agreeing: ReadonlyMap<MatchingRoute["route"], boolean[]>;
}

/**
 * Whether a route may run for the request that was judged. Routes that match it are compared at once, because the ward may be freed afterwards;
 * those of mounted applications, which cannot be seen before they run, when they do.
 */
function comparison(request: ExpressRequest, { method, path }: Source, decision: Decision, agrees: Agrees, matching: MatchingRoutes, position: GuardPosition): MayRun {
  const listed = new Map<string, Listed>();
  const list = (path: string, { before, after }: MatchingRoutes, isJudged: boolean): void => {
    const agreeing = new Map<MatchingRoute["route"], boolean[]>();
    const isAgreeing = ({ patterns }: MatchingRoute): boolean => patterns.some((pattern) => agrees(pattern, "express", isJudged));
    for (const found of after) agreeing.set(found.route, [...(agreeing.get(found.route) ?? []), isAgreeing(found)]);
    for (const found of before) if (!after.some(({ route }) => route === found.route)) agreeing.set(found.route, [isAgreeing(found) && (agreeing.get(found.route)?.[0] ?? true)]);
    listed.set(withoutSlash(path), { isJudged, agreeing });
  };
  list(path, matching, false);
  // A host whose paths have a prefix may route by the decision's path.
  const judged = decision.path;
  if (judged !== null && !listed.has(withoutSlash(judged))) list(judged, routesOf(request, judged, { ...position, baseUrl: "" }), true);
  return (route, places) => {
    const found = listed.get(withoutSlash(withoutQuery(targetOf(request))));
    if (found === undefined || request.method !== method) return false;
    const times = found.agreeing.get(route);
    if (times !== undefined) return (times.length > 1 ? times.shift() : times[0]) === true;
    try {
      return places().every((patterns) => patterns.some((pattern) => agrees(pattern, "express", found.isJudged)));
    } catch {
      return false; // the ward is freed, and cannot be asked again
    }
  };
}

/**
 * The same as an `onRequest` hook for Fastify: `app.addHook("onRequest", fastifyGuard(options))`.
 * Call `app.decorateRequest("keyward", null)` before; what is allowed goes on with `request.keyward`.
 * If the route that Fastify has chosen reads the path otherwise than the operation's template, the request is refused with `route_mismatch`.
 * @throws {KeywardError} `request_invalid` if an option is wrong. If a function gives a wrong option, the request is refused with a 503.
 * @example
 * const server = fastify();
 * server.decorateRequest("keyward", null);
 * server.addHook("onRequest", fastifyGuard({ ward, findKey }));
 */
export function fastifyGuard<R extends FastifyLikeRequest>(
  options: GuardOptions<R> | ((request: R) => Awaitable<GuardOptions<R>>),
): (request: R, reply: FastifyLikeReply) => Promise<unknown> {
  checkConstantOptions(options);
  return async (request: R & FastifyRoute & WithKeyward, reply): Promise<unknown> => {
    const source = sourceOf(request.raw, request.raw.url ?? "", request);
    const needsRoute = request.is404 !== true && patternOf(request) === undefined ? NO_PATTERN : undefined;
    const compared = { needsRoute, mismatch: methodMismatch(request, source.method), routes: () => chosenRoutes(request, source.path) };
    const judged = await judge({ ...source, ...compared }, typeof options === "function" ? () => options(request) : options);
    if (!judged.allowed && judged.response !== null) {
      answer(reply.raw, judged.response);
      reply.hijack();
      return reply;
    }
    if (judged.allowed) {
      for (const [name, value] of Object.entries(judged.headers)) reply.header(name, name === "Vary" ? [reply.getHeader("Vary"), value].filter(Boolean).join(", ") : value);
      request.keyward = judged;
    }
    return undefined;
  };
}

function sourceOf<R>(message: NodeRequest, target: string, native: R): Source<R> {
  return { method: message.method ?? "", path: withoutQuery(target), header: (name) => headerOf(message, name), native };
}

/** All values of a header, as they came: `headers` keeps only the first Authorization of several. */
function headerOf({ rawHeaders }: NodeRequest, name: string): string | null {
  const values = rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name.toLowerCase());
  return values.length === 0 ? null : values.join(", ");
}

/**
 * Refuses a request. It never fails, since hosts can go on after an error: where somebody else has begun to answer, as after a time limit,
 * nothing is sent, and where the answer cannot be sent, an empty 503 is.
 */
function answer(response: NodeResponse, { status, headers, body }: Answer): void {
  if (response.headersSent === true) return;
  try {
    for (const [name, value] of Object.entries(headers)) setHeader(response, name, value);
    response.statusCode = status;
    response.end(body ?? undefined);
  } catch {
    endWithout(response);
  }
}

function endWithout(response: NodeResponse): void {
  try {
    response.statusCode = 503;
    response.end();
  } catch {
    // there is nobody to answer any more
  }
}

function setHeader(response: NodeResponse, name: string, value: string): void {
  const others = name === "Vary" ? [response.getHeader("Vary") ?? []].flat() : [];
  response.setHeader(name, [...others, value].join(", "));
}
