import type { Keyward } from "../lib/keyward.js";
import type { Decision, Reason } from "./decision.js";
import type { Facts } from "./request.js";
/** The host's `Request`, where its types have one. */
export type HostRequest = typeof globalThis extends {
    Request: {
        prototype: infer R;
    };
} ? R : {
    readonly method: string;
    readonly url: string;
    readonly headers: {
        get(name: string): string | null;
    };
};
/** The host's `Response`, where its types have one. */
export type HostResponse = typeof globalThis extends {
    Response: {
        prototype: infer R;
    };
} ? R : {
    readonly status: number;
    readonly headers: {
        get(name: string): string | null;
    };
    text(): Promise<string>;
};
/** The host's `AbortSignal`, where its types have one. */
export type HostSignal = typeof globalThis extends {
    AbortSignal: {
        prototype: infer S;
    };
} ? S : {
    readonly aborted: boolean;
};
/** Why a request is refused: a decision's reason, or one of the guard's own. `route_mismatch`: the router chose another route than the operation's template. */
export type GuardReason = Reason | "token_missing" | "token_unreadable" | "token_mistyped" | "route_mismatch" | "unavailable";
/** Whose token it is: the id of a key of `ward`; or a key and a ward of its own, as from `Keyward.forKey`. With `free: true` the guard frees that ward before it answers, whatever happens. */
export type FoundKey = string | {
    readonly key: string;
    readonly ward: Keyward;
    readonly free?: boolean;
};
/**
 * The route that a host's router chose: the operation that its handler carries out, or its template as a catalog writes one (`/items/{id}`), to be matched with `decision.path`.
 * With `params`, the router's parameters are compared, too: each has to hold what the template takes there, with or without its escapes. With an operation and a template that has parameters, they are needed.
 */
export type ChosenRoute = {
    readonly operation: string;
    readonly template?: undefined;
    readonly params?: undefined;
} | {
    readonly template: string;
    readonly operation?: string | undefined;
    readonly params?: RouteParams | undefined;
};
/** What a router took for its parameters, by their names in the template. A tail is text with slashes, or a list of segments. */
export type RouteParams = Readonly<Record<string, string | readonly string[] | undefined>>;
/** A value, or a promise of one. */
export type Awaitable<T> = T | PromiseLike<T>;
/** Options of a guard. `R` is the host's request; `GuardOptions<unknown>` fit every host. */
export interface GuardOptions<R = HostRequest> {
    /**
     * Looks the token up, usually by `hashToken` of `keyward/token`; `null` if nobody has it. A failure to look has to throw.
     * `signal` is aborted when the guard no longer waits.
     */
    readonly findKey: (token: string, about: {
        readonly request: R;
        readonly signal: HostSignal;
    }) => Awaitable<FoundKey | null>;
    /** Who decides, where `findKey` gives an id. */
    readonly ward?: Keyward | ((request: R) => Awaitable<Keyward>) | undefined;
    /**
     * Where the token comes from, if not from `Authorization: Bearer`: the name of a header that holds nothing else (`X-Api-Key`),
     * or a function that gives the token, or null if there is none. The challenge in `WWW-Authenticate` is then `ApiKey`.
     */
    readonly tokenFrom?: string | ((request: R) => Awaitable<string | null | undefined>) | undefined;
    /** Prefixes of `keyward/token`: a token of another form, or mistyped, is refused without a look-up. */
    readonly tokenPrefix?: string | readonly string[] | undefined;
    /** What the request itself does not say. */
    readonly facts?: Facts | ((request: R) => Awaitable<Facts | undefined>) | undefined;
    /** The environment, used only where the path names none. */
    readonly environment?: string | ((request: R) => Awaitable<string | undefined>) | undefined;
    /** The path that is judged, where the catalog's begin below a prefix, from the request's whole path as routers see it, which is judged if this is not given. Text: anything else is 503. Route by `decision.path`. */
    readonly path?: ((request: R, whole: string) => string) | undefined;
    /**
     * The route that is going to run, where the host uses a router that no adapter reads. Called once for each permitted request.
     * If its operation is not the judged one, or its template or parameters read the path otherwise, or there is none (`null`, `undefined`), the request is refused with `route_mismatch`.
     */
    readonly route?: ((request: R, decision: Decision) => Awaitable<ChosenRoute | null | undefined>) | undefined;
    /** The clock, in milliseconds; `Date.now` if not given. Read once, after the look-ups. What looks like seconds is 503. */
    readonly at?: (() => number) | undefined;
    /** The bodies of refusals: Kontent.ai's (`request_id`, `error_code`, `message`; the default), or RFC 9457's `application/problem+json`. */
    readonly form?: "kontent" | "problem" | undefined;
    /**
     * A member of the body for the reason of a refusal, whose name the body does not have already. If not given, `problem` bodies have `reason` and `kontent` bodies have none.
     * The three reasons about the scope (`parameter_out_of_scope`, `environment_unknown`, `environment_out_of_scope`) are all told as `out_of_scope`.
     */
    readonly reasonMember?: string | undefined;
    /** Statuses: the catalog's (`catalog`, the default), or with 401 and `error="invalid_token"` for revoked and expired keys (`rfc6750`). */
    readonly statusFor?: "catalog" | "rfc6750" | undefined;
    /** Named in `WWW-Authenticate`; `API` if not given. */
    readonly realm?: string | undefined;
    /** Names the request in bodies and events; a random UUID if not given. */
    readonly requestId?: ((request: R) => string) | undefined;
    /** How long all look-ups together may take, in milliseconds; 5,000 if not given. Longer is 503. */
    readonly timeout?: number | undefined;
    /** `Retry-After` of a 503, in seconds; 5 if not given. */
    readonly retryAfter?: number | undefined;
    /**
     * Pages of other origins. Preflights are answered here, or passed on (`"pass"`); if not given, they are judged like any request.
     * Any other OPTIONS request is judged by its method like the rest. HEAD is judged as GET, and its refusals have no body.
     */
    readonly cors?: CorsOptions | "pass" | undefined;
    /**
     * Called once for each request except preflights, before the answer takes effect. If it throws or rejects, the answer is 503:
     * a request that cannot be recorded is refused. `keyward/audit` writes entries as NDJSON or for OpenTelemetry.
     */
    readonly onDecision?: ((entry: AuditEntry) => Awaitable<void>) | undefined;
    /** Called with the reason for a 503 or a `route_mismatch`; `console.error` if not given. */
    readonly onError?: ((failure: GuardFailure) => Awaitable<void>) | undefined;
}
/** Which pages may call. */
export interface CorsOptions {
    /** Their origins, or every one. */
    readonly origins: "*" | readonly string[];
    /** GET, POST, PUT, PATCH and DELETE if not given. */
    readonly methods?: readonly string[] | undefined;
    /** Request headers; Authorization and Content-Type if not given. */
    readonly headers?: readonly string[] | undefined;
    /** Response headers beside the guard's own. */
    readonly exposedHeaders?: readonly string[] | undefined;
    /** `false` if not given. */
    readonly credentials?: boolean | undefined;
    /** How long a preflight holds, in seconds; 600 if not given. */
    readonly maxAge?: number | undefined;
}
/** One request in the audit log, also if it was refused before a key was known. It holds no token. Its members stand in this order. */
export interface AuditEntry {
    /** When it was judged, in milliseconds. */
    readonly at: number;
    /** The id that the option `requestId` gave, or a random one. */
    readonly requestId: string;
    /** As it came. */
    readonly method: string;
    /** The path as it came, without the query. Paths hold what people wrote. */
    readonly path: string;
    /** Whether it was let through. */
    readonly allowed: boolean;
    /** The refusal's status; 200 if allowed. */
    readonly status: number;
    /** Why. */
    readonly reason: GuardReason;
    /** The key's id; `null` if none was found. */
    readonly key: string | null;
    /** The key itself, or its owner; `null` without a decision, as the next two. */
    readonly actor: Decision["actor"];
    /** The operation's id, if one was found. */
    readonly operation: string | null;
    /** The environment's id, if it was found in scope. */
    readonly environment: string | null;
    /** For `permission_missing`: the permissions that each alternative lacks. */
    readonly missing: readonly (readonly string[])[];
}
/** Why a request was answered 503 or `route_mismatch`, for logs. The token is removed. */
export interface GuardFailure {
    /** As in the audit entry. */
    readonly requestId: string;
    /** The option or step that failed. */
    readonly stage: string;
    /** The error's name and message. */
    readonly message: string;
}
/** A request that may go on. */
export interface Permitted {
    /** It may go on. */
    readonly allowed: true;
    /** It is no CORS preflight. */
    readonly preflight: false;
    /** Forward and route on `decision.path`. */
    readonly decision: Decision;
    /** The key's id. */
    readonly key: string;
    /** As in the audit entry. */
    readonly requestId: string;
    /** What the response to the caller is to carry: `Keyward-Expires` (RFC 3339, UTC) from the first notice on, and CORS headers. */
    readonly headers: Readonly<Record<string, string>>;
}
/** A request that is answered, and goes no further. */
export interface Refused {
    /** It goes no further. */
    readonly allowed: false;
    /** Whether it is a CORS preflight. */
    readonly preflight: boolean;
    /** `null` if the request was refused before the ward was asked. */
    readonly decision: Decision | null;
    /** `""` for a preflight. */
    readonly requestId: string;
}
/** What `guard` found. `response` is `null` for a preflight that is to be passed on (`cors: "pass"`), and only then: `P` is what a preflight's may be. */
export type Guarded<P extends HostResponse | null = HostResponse | null> = (Permitted & {
    respond(response: HostResponse): HostResponse;
}) | (Refused & {
    readonly preflight: false;
    readonly response: HostResponse;
}) | (Refused & {
    readonly preflight: true;
    readonly response: P;
});
/** Options that pass no preflight on. */
export type AnsweringOptions<R = HostRequest> = GuardOptions<R> & {
    readonly cors?: CorsOptions | undefined;
};
