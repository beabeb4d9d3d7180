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
export declare function expressGuard<R extends NodeRequest>(options: GuardOptions<R> | ((request: R) => Awaitable<GuardOptions<R>>)): (request: R, response: NodeResponse, next: (error?: unknown) => void) => void;
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
export declare function fastifyGuard<R extends FastifyLikeRequest>(options: GuardOptions<R> | ((request: R) => Awaitable<GuardOptions<R>>)): (request: R, reply: FastifyLikeReply) => Promise<unknown>;
