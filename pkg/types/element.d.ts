import type { Keyward } from "./lib/keyward.js";
import type { Instant } from "./types/instant.js";
import type { KeyStatus } from "./types/status.js";
/** The host's `HTMLElement`, where its types have one. */
export type HostElement = typeof globalThis extends {
    HTMLElement: {
        prototype: infer E;
    };
} ? E : object;
/** What is particular to `<key-expiry>`. */
export interface KeyExpiryMembers {
    /** Who is asked about the key. Without one, the attributes `created-at` and `expires-at` count, by Kontent.ai's notice rules. */
    ward: (Pick<Keyward, "status"> & Partial<Pick<Keyward, "subscribe">>) | null;
    /** The attribute `key-id`. */
    keyId: string | null;
    /** The attribute `name`: what people call the key; its id if not given. */
    name: string | null;
    /** The instant that counts as now: the clock's (`null`, and kept current) unless it is set. */
    now: Instant | null;
    /** What is shown; `null` if nothing, or an error, is. */
    readonly status: KeyStatus | null;
    /** Hides it until its level rises. Sets the attribute `dismissed-level`, which a page may keep. */
    dismiss(): void;
}
/** An event of `<key-expiry>`: the host's `CustomEvent`, where its types have one. It bubbles. */
export type KeyExpiryEvent<D> = (typeof globalThis extends {
    CustomEvent: {
        prototype: infer E;
    };
} ? Omit<E, "detail"> : object) & {
    readonly detail: D;
};
/** Its events, by name. */
export interface KeyExpiryEvents {
    /** The level has changed, or is the first one of a key. */
    "key-expiry-change": KeyExpiryEvent<KeyStatus>;
    /** Somebody has hidden it. */
    "key-expiry-dismiss": KeyExpiryEvent<KeyStatus>;
    /** It cannot be shown. */
    "key-expiry-error": KeyExpiryEvent<{
        readonly error: unknown;
    }>;
}
/** Its events as JSX has them: `onkey-expiry-change` and so on. */
export type KeyExpiryHandlers = {
    readonly [E in keyof KeyExpiryEvents as `on${E}`]?: ((event: KeyExpiryEvents[E]) => void) | undefined;
};
/** What a template may give it: properties, attributes, events. docs/reference/types.md says how a framework's types learn of it. */
export interface KeyExpiryAttributes extends KeyExpiryHandlers {
    /** See {@link KeyExpiryMembers.ward}. */
    readonly ward?: KeyExpiryMembers["ward"] | undefined;
    /** See {@link KeyExpiryMembers.keyId}. */
    readonly keyId?: string | null | undefined;
    /** The key that the ward is asked about. */
    readonly "key-id"?: string | undefined;
    /** See {@link KeyExpiryMembers.name}. */
    readonly name?: string | null | undefined;
    /** See {@link KeyExpiryMembers.now}. */
    readonly now?: Instant | null | undefined;
    /** When the lifetime starts, where there is no ward. */
    readonly "created-at"?: string | number | undefined;
    /** When the lifetime ends, where there is no ward; `never` for none. */
    readonly "expires-at"?: string | number | undefined;
    /** An IANA time zone; the host's if not given. */
    readonly "time-zone"?: string | undefined;
    /** `badge` for a table; a banner if not given. */
    readonly variant?: "banner" | "badge" | undefined;
    /** Whether there is a button that hides it until its level rises. */
    readonly dismissible?: boolean | "" | undefined;
    /** The level at which it was hidden, as a page has kept it. */
    readonly "dismissed-level"?: KeyStatus["level"] | undefined;
}
declare global {
    interface HTMLElementTagNameMap {
        "key-expiry": KeyExpiry;
    }
    interface GlobalEventHandlersEventMap extends KeyExpiryEvents {
    }
}
/**
 * How long a key is still good, in words, in the page's language, kept current with one timer.
 *
 * Attributes: `key-id`, `name`, `created-at`, `expires-at` (an instant, or `never`), `lang`, `time-zone`, `variant` (`banner` or `badge`),
 * `dismissible`, `dismissed-level`. Its state and level are custom states. Events, which bubble: `key-expiry-change` and `key-expiry-dismiss`
 * (`detail`: the {@link KeyStatus}), `key-expiry-error` (`detail.error`). What is missing is waited for one second.
 */
export type KeyExpiry = HostElement & KeyExpiryMembers;
/** The class, for one's own element by extension. Importing the module defines `<key-expiry>`, unless it is defined. */
export declare const KeyExpiry: {
    new (): KeyExpiry;
    readonly observedAttributes: readonly string[];
};
