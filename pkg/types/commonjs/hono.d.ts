import type { Awaitable, Guarded, GuardOptions, HostRequest, HostResponse } from "./types/guard.js";
/** A request that may go on: `c.get("keyward")`. */
export type KeywardVariable = Extract<Guarded, {
    allowed: true;
}>;
/** For `new Hono<{ Variables: KeywardVariables }>()`. */
export interface KeywardVariables {
    /** What was permitted. */
    keyward: KeywardVariable;
}
/** What the middleware uses of Hono's context. */
export interface HonoContext {
    /** The request. */
    readonly req: {
        readonly raw: HostRequest;
    };
    /** Bindings. `any`, because Hono's types do not tell them where a middleware is written in place. */
    readonly env: any;
    /** Sets a variable. */
    set(name: "keyward", value: KeywardVariable): void;
    /** Sets a header of the response. */
    header(name: string, value: string, options: {
        append: boolean;
    }): void;
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
export declare function keyward<C extends HonoContext>(options: GuardOptions | ((context: C) => Awaitable<GuardOptions>)): (context: C, next: () => Promise<void>) => Promise<HostResponse | void>;
