import type { Instant, KeyStatus, Keyward } from "./index.cjs";

/** The host's `HTMLElement`, where its types have one. */
export type HostElement = typeof globalThis extends { HTMLElement: { prototype: infer E } } ? E : object;

/** What is particular to `<key-expiry>`. */
export interface KeyExpiryMembers {
  /** Who is asked about the key. Without one, the attributes `created-at` and `expires-at` count, by Kontent.ai's notice rules. */
  ward: Pick<Keyward, "status"> | null;
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

/**
 * How long a key is still good, in words, in the page's language, kept current with one timer.
 *
 * Attributes: `key-id`, `name`, `created-at`, `expires-at` (an instant, or `never`), `lang`, `time-zone`, `variant` (`banner` or `badge`),
 * `dismissible`, `dismissed-level`. It sets `state` and `level`. Events, which bubble: `key-expiry-change` and `key-expiry-dismiss`
 * (`detail`: the {@link KeyStatus}), `key-expiry-error` (`detail.error`).
 */
export type KeyExpiry = HostElement & KeyExpiryMembers;

/** The class, for one's own element by extension. Importing the module defines `<key-expiry>`, unless it is defined. */
export const KeyExpiry: { new (): KeyExpiry; readonly observedAttributes: readonly string[] };

declare global {
  interface HTMLElementTagNameMap {
    "key-expiry": KeyExpiry;
  }
}
