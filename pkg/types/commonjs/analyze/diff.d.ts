import type { Catalog } from "../types/catalog.js";
import type { Instant } from "../types/instant.js";
import type { Facts } from "../types/request.js";
import { type Access } from "./cells.js";
import { type DocumentChange } from "./changes.js";
import { type PlannedNotice } from "./notices.js";
import { type Ward } from "./subject.js";
/** Options of {@link diff}. */
export interface DiffOptions {
    /** The instant to compare from: keys that have ended by then do not count. Now if not given. */
    readonly at?: Instant | undefined;
    /** The catalog of projects that are given as documents; `kontent-management-v2` if not given. */
    readonly catalog?: Catalog | string | undefined;
}
/** The keys and users for whom something has changed. For all others, access, lifetime and notices are the same. */
export interface Difference {
    /** The instant that was compared from, in milliseconds. */
    readonly at: number;
    /** In the order of the keys after, then of those that are gone. */
    readonly keys: readonly KeyDifference[];
    /** Users who are asked about directly; none where the catalog has no single kind with its owner's permissions. */
    readonly users: readonly UserDifference[];
    /** A sentence. */
    readonly message: string;
}
/** What has changed for one key or user. */
export interface ActorDifference {
    /** Whether the entry itself is new, gone, or in both. */
    readonly change: "added" | "removed" | "changed";
    /** A JSON Pointer to the entry in the document before; `null` where it is not there. */
    readonly before: string | null;
    /** A JSON Pointer to the entry in the document after; `null` where it is not there. */
    readonly after: string | null;
    /** Environments in which operations were gained or lost, and `null` for operations that are judged without one. */
    readonly environments: readonly EnvironmentDifference[];
    /** Every change that had a part in it; the members `through` of the others are places in this list. */
    readonly through: readonly DocumentChange[];
    /** A sentence. */
    readonly message: string;
}
/** What has changed for one key. */
export interface KeyDifference extends ActorDifference {
    /** The key's id. */
    readonly key: string;
    /** When it is good, from `at` on; `null` where that is as it was. */
    readonly lifetime: {
        readonly before: Span | null;
        readonly after: Span | null;
        readonly through: readonly number[];
    } | null;
    /** The notices that are to come, from `at` on; `null` where they are as they were. */
    readonly notices: {
        readonly before: readonly PlannedNotice[];
        readonly after: readonly PlannedNotice[];
        readonly through: readonly number[];
    } | null;
}
/** What has changed for one user. */
export interface UserDifference extends ActorDifference {
    /** The user's id. */
    readonly user: string;
}
/** A half-open interval, in milliseconds; `until: null` never ends. */
export interface Span {
    /** The first instant. */
    readonly from: number;
    /** The instant after the last one. */
    readonly until: number | null;
}
/** What was gained and lost in one environment. */
export interface EnvironmentDifference {
    /** The environment's id; `null` for operations that are judged without one. */
    readonly environment: string | null;
    /** What can be done that could not be. */
    readonly gained: readonly OperationChange[];
    /** What could be done and can no longer be. */
    readonly lost: readonly OperationChange[];
}
/** An operation that was gained or lost. */
export interface OperationChange {
    /** The operation's id. */
    readonly operation: string;
    /** Whether it was permitted whatever the facts are, in some ways of the facts, or in none. */
    readonly before: Access;
    /** Whether it is so now. */
    readonly after: Access;
    /** Where both depend on facts: in which ways it was gained or lost; a collection that no assignment names stands for all others. Else `null`. */
    readonly when: readonly Facts[] | null;
    /** The changes without which the answer would not have changed; all that may have a part in it where none of them alone matters. */
    readonly through: readonly number[];
}
/**
 * What each key and user gained and lost from one project to another, environment by environment; whose lifetimes and
 * notices moved; and through which change.
 * @throws {KeywardError} `document_invalid`, `request_invalid`, `instant_invalid`
 * @example
 * for (const { key, message } of diff(before, after, { at: "2026-12-01T00:00:00Z" }).keys) console.log(key, message);
 */
export declare function diff(before: Ward, after: Ward, options?: DiffOptions): Difference;
