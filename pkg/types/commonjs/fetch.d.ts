import type { AnsweringOptions, Awaitable, Guarded, GuardOptions, HostRequest, HostResponse } from "./types/guard.js";
export type { HostRequest, HostResponse, HostSignal, GuardReason, FoundKey, ChosenRoute, RouteParams, GuardOptions, CorsOptions, AuditEntry, GuardFailure, Permitted, Refused, Guarded, AnsweringOptions, } from "./types/guard.js";
/**
 * Judges a request by its bearer token, method and path. It never rejects: whatever fails within is a 503, and not allowed.
 * @param options or a function that gives them, whose failure is a 503 too
 * @example
 * const result = await guard(request, { ward, findKey });
 * const response = result.allowed ? result.respond(await fetch(origin + result.decision.path)) : result.response;
 */
export declare function guard(request: HostRequest, options: AnsweringOptions | (() => Awaitable<AnsweringOptions>)): Promise<Guarded<HostResponse>>;
/** The same with `cors: "pass"`: the response to a preflight is then `null`. */
export declare function guard(request: HostRequest, options: GuardOptions | (() => Awaitable<GuardOptions>)): Promise<Guarded>;
