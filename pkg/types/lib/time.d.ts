import type { Catalog } from "../types/catalog.js";
import type { Duration, Instant } from "../types/instant.js";
/**
 * When a key expires, in milliseconds. Without a lifetime: the kind's default. The kind is `management` if not given.
 * @throws {KeywardError} `lifetime_too_short`, `lifetime_too_long`, `duration_invalid`, `instant_invalid` (a sum beyond 9999 too), `request_invalid` for a kind
 * that the catalog does not list, `document_invalid` for the catalog.
 * @example
 * const expiresAt = expiryOf("2026-08-31T12:00:00Z", "P6M"); // 2027-02-28T12:00:00Z, in milliseconds
 */
export declare const expiryOf: (createdAt: Instant, lifetime?: Duration, options?: {
    readonly kind?: string;
    readonly catalog?: Catalog | string;
}) => number;
/**
 * When the expiry of a lifetime is announced, the last announcement last.
 * @throws {KeywardError} `lifetime_too_short` if `expiresAt` is not after `createdAt`, `instant_invalid`, `document_invalid` for the catalog
 * @example
 * const [{ at, rule }] = noticesOf("2026-11-23T12:00:00Z", "2027-05-23T12:00:00Z") as [{ at: number; rule: string }]; // a week before the end
 */
export declare const noticesOf: (createdAt: Instant, expiresAt: Instant, options?: {
    readonly catalog?: Catalog | string;
}) => {
    at: number;
    rule: string;
}[];
