/** What a page shows of one key at one instant. Instants are milliseconds. */
export interface KeyStatus {
    /** The key's id. */
    readonly key: string;
    /** `active` of no key that a check of the key or its owner refuses; `retiring`: good, and to be revoked. */
    readonly state: "active" | "retiring" | "owner_inactive" | "disabled" | "not_yet_valid" | "expired" | "revoked";
    /** `notice` from the first notice on, `warning` with 24 hours or less left, `critical` with one hour or less, or none. */
    readonly level: "none" | "notice" | "warning" | "critical";
    /** `null`: never. */
    readonly expiresAt: number | null;
    /** The earlier of expiry and revocation. */
    readonly endsAt: number | null;
    /** What is left until `endsAt`, rounded down, at least 1; `null` when it is over or never ends. Fits `Intl.RelativeTimeFormat`. */
    readonly remaining: {
        readonly value: number;
        readonly unit: "day" | "hour" | "minute";
    } | null;
    /** When the expiry is announced. */
    readonly notices: readonly {
        readonly at: number;
        readonly rule: string;
    }[];
    /** When any of the above next changes: the one timer a page needs. */
    readonly changesAt: number | null;
}
/** The message that a key is about to expire. Instants are milliseconds. */
export interface Notice {
    /** The same for the same key, expiry, rule and duration, and another one after any change of these. */
    readonly id: string;
    /** The key's id. */
    readonly key: string;
    /** What people call it. */
    readonly name: string | null;
    /** The name of the rule that sets it. */
    readonly rule: string;
    /** When it is due. */
    readonly at: number;
    /** When the key expires. */
    readonly expiresAt: number;
    /** Active users, each once. There may be none: such a notice is not to be recorded as sent. */
    readonly recipients: readonly Recipient[];
    /** The ids of the notices for earlier thresholds that this one stands for. */
    readonly replaces: readonly string[];
}
/** A user who is told about a key. */
export interface Recipient {
    /** The user's id. */
    readonly user: string;
    /** What people call them. */
    readonly name: string | null;
    /** Where mail goes. */
    readonly email: string | null;
}
/** A key that ends soon. Instants are milliseconds. */
export interface EndingKey<Kind extends string = string> {
    /** The key's id. */
    readonly key: string;
    /** What people call it. */
    readonly name: string | null;
    /** Its kind. */
    readonly kind: Kind;
    /** The earlier of expiry and revocation. */
    readonly endsAt: number;
    /** `null`: never; then it is to be revoked. */
    readonly expiresAt: number | null;
    /** As in {@link KeyStatus}. */
    readonly state: KeyStatus["state"];
    /** As in {@link KeyStatus}. */
    readonly remaining: KeyStatus["remaining"];
    /** The living keys that were regenerated from it. While there is one, its end is not announced. */
    readonly replacedBy: readonly string[];
    /** The active users who are told about the key, each once. */
    readonly recipients: readonly Recipient[];
}
