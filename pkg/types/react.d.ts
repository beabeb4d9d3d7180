import { type ReactNode } from "react";
import type { Keyward } from "./lib/keyward.js";
import type { Decision } from "./types/decision.js";
import type { Instant } from "./types/instant.js";
import type { AccessRequest } from "./types/request.js";
import type { KeyStatus } from "./types/status.js";
/** What `<KeywardProvider>` takes. */
export interface KeywardProviderProps {
    /** Who is asked. Keep it outside of components, or in state: a new one is another one. */
    readonly ward: Keyward;
    /** When the server rendered the page: what counts as now there, and while the page is hydrated, so that both render the same. */
    readonly renderedAt?: Instant | undefined;
    /** What asks the ward. */
    readonly children?: ReactNode;
}
/** Which ward is asked, where it is not that of the nearest `<KeywardProvider>`. */
export interface UseOptions {
    /** The ward that is asked. */
    readonly ward?: Keyward | undefined;
}
/** Of `useKeyStatus`. */
export interface KeyStatusOptions extends UseOptions {
    /** The instant that counts as now, for previews. */
    readonly at?: Instant | undefined;
}
/** What to render: nodes, or a function of the decision. */
export type CanChildren = ReactNode | ((decision: Decision) => ReactNode);
/** What `<Can>` takes. */
export interface CanProps extends UseOptions {
    /** What is asked. It may be written anew each time. */
    readonly request: AccessRequest;
    /** Where it is allowed. */
    readonly children?: CanChildren;
    /** Where it is denied; nothing if not given. */
    readonly denied?: CanChildren;
    /** Where it depends on facts that are not known (`facts_needed`); the children if not given, as it may well be allowed. */
    readonly depends?: CanChildren;
}
/**
 * Has everything below it ask a ward.
 * @example
 * const app = createElement(KeywardProvider, { ward }, "…"); // <KeywardProvider ward={ward}>…</KeywardProvider>
 */
export declare function KeywardProvider({ ward, renderedAt, children }: KeywardProviderProps): ReactNode;
/**
 * The ward of the nearest `<KeywardProvider>`.
 * @throws {KeywardError} `request_invalid`: there is none
 * @example
 * const ward = useKeyward();
 */
export declare const useKeyward: () => Keyward;
/**
 * The decision on a request, kept current: it renders again when the ward was changed and when `until` has come. With an `at` in
 * the request, for previews, time does not count.
 * @throws {KeywardError} of a wrong call, and `freed`
 * @example
 * const { allowed, reason } = useDecision({ key: "k1", operation: "list-assets", environment: "e1" });
 */
export declare function useDecision(request: AccessRequest, options?: UseOptions): Decision;
/**
 * The status of a key, kept current: it renders again when the ward was changed and when `changesAt` has come. `null` while the ward
 * does not list the key. With an `at`, for previews, time does not count.
 * @throws {KeywardError} `freed`, `instant_invalid`, `request_invalid`
 * @example
 * const status = useKeyStatus("k1"); // null while the ward lists no such key
 */
export declare function useKeyStatus(key: string, options?: KeyStatusOptions): KeyStatus | null;
/**
 * Renders by the decision on a request: what is allowed, denied, or depends on facts that are not known.
 * @example
 * const save = createElement(Can, { request, denied: ({ message }) => message }, "Save"); // <Can request={request} denied={…}>Save</Can>
 */
export declare function Can({ request, ward, children, denied, depends }: CanProps): ReactNode;
