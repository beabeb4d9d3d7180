import type { MaybeRefOrGetter, Ref } from "vue";
import type { Keyward } from "./lib/keyward.js";
import type { Decision } from "./types/decision.js";
import type { Instant } from "./types/instant.js";
import type { AccessRequest } from "./types/request.js";
import type { KeyStatus } from "./types/status.js";
/** How `provideKeyward` provides. */
export interface ProvideOptions {
    /** When the server rendered the page: what counts as now there, and while the page is hydrated, so that both render the same. */
    readonly renderedAt?: Instant | undefined;
}
/** Which ward is asked, where it is not the provided one. */
export interface UseOptions {
    /** The ward that is asked. */
    readonly ward?: MaybeRefOrGetter<Keyward | undefined>;
}
/** Of `useKeyStatus`. */
export interface KeyStatusOptions extends UseOptions {
    /** The instant that counts as now, for previews. */
    readonly at?: MaybeRefOrGetter<Instant | undefined>;
}
/** What `<Can>` takes. */
export interface CanProps {
    /** What is asked. */
    readonly request: AccessRequest;
    /** Who is asked, if not the ward that was provided. */
    readonly ward?: Keyward | undefined;
}
/** The slots of `<Can>`, each with the decision. */
export interface CanSlots {
    /** Where it is allowed. */
    default?(scope: {
        readonly decision: Decision;
    }): unknown;
    /** Where it is denied; nothing if not given. */
    denied?(scope: {
        readonly decision: Decision;
    }): unknown;
    /** Where it depends on facts that are not known (`facts_needed`); the default slot if not given, as it may well be allowed. */
    depends?(scope: {
        readonly decision: Decision;
    }): unknown;
}
/**
 * Has the components below this one ask a ward: itself, a ref of it, or a getter. For `setup`.
 * @example
 * provideKeyward(ward, { renderedAt: Date.now() });
 */
export declare function provideKeyward(ward: MaybeRefOrGetter<Keyward>, options?: ProvideOptions): void;
/**
 * The ward that was provided.
 * @throws {KeywardError} `request_invalid`, when it is read: there is none
 * @example
 * const ward = useKeyward(); // ward.value
 */
export declare function useKeyward(): Readonly<Ref<Keyward>>;
/**
 * The decision on a request, kept current: when the request (itself, a ref, or a getter) or the ward was changed, and when `until`
 * has come. With an `at` in the request, for previews, time does not count.
 * @throws {KeywardError} when it is read: of a wrong call, and `freed`
 * @example
 * const decision = useDecision(() => ({ key: "k1", operation: "list-assets", environment: "e1" })); // decision.value.allowed
 */
export declare const useDecision: (request: MaybeRefOrGetter<AccessRequest>, options?: UseOptions) => Readonly<Ref<Decision>>;
/**
 * The status of a key, kept current: when the id or the ward was changed, and when `changesAt` has come. `null` while the ward does
 * not list the key. With an `at`, for previews, time does not count.
 * @throws {KeywardError} when it is read: `freed`, `instant_invalid`, `request_invalid`
 * @example
 * const status = useKeyStatus("k1"); // status.value, null while the ward lists no such key
 */
export declare const useKeyStatus: (key: MaybeRefOrGetter<string>, options?: KeyStatusOptions) => Readonly<Ref<KeyStatus | null>>;
/** Renders by the decision on a request: what is allowed, denied, or depends on facts that are not known. */
export declare const Can: new () => {
    $props: CanProps;
    $slots: CanSlots;
};
