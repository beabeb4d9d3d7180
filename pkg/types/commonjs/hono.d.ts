import type { Awaitable, Guarded, GuardOptions, HostRequest, HostResponse } from "./types/guard.js";
/** A request that may go on: `c.get("keyward")`. */
export type KeywardVariable = Extract<Guarded, {
    allowed: true;
}>;
/** For `new Hono<{ Variables: KeywardVariables }>()`. */
export interface KeywardVariables {
    keyward: KeywardVariable;
}
/** What the middleware uses of Hono's context. */
export interface HonoContext {
    readonly req: {
        readonly raw: HostRequest;
    };
    /** Bindings. `any`, because Hono's types do not tell them where a middleware is written in place. */
    readonly env: any;
    set(name: "keyward", value: KeywardVariable): void;
    header(name: string, value: string, options: {
        append: boolean;
    }): void;
}
/**
 * The guard of `keyward/fetch` as a middleware: what is refused is answered, what is allowed goes on with `c.get("keyward")`.
 * If a route that runs after it reads the path otherwise than the operation's template, the request is refused with `route_mismatch`.
 * If a handler goes on to such a route, Hono is given an error of status 403.
 * @param options or a function of the context that gives them, for bindings that come with the request
 */
export declare function keyward<C extends HonoContext>(options: GuardOptions | ((context: C) => Awaitable<GuardOptions>)): (context: C, next: () => Promise<void>) => Promise<HostResponse | void>;
