import type { Keyward } from "../lib/keyward.js";
import type { KeyRecord } from "../types/project.js";
import type { Place } from "./cells.js";
import { type Subject } from "./subject.js";
/** One difference between the documents. */
export interface DocumentChange {
    /** What kind of entry it is in. */
    readonly what: "key" | "user" | "assignment" | "role" | "environment" | "catalog";
    /** The entry's id; of an assignment, the role's. */
    readonly id: string;
    /** The member that differs; `null` where the whole entry was added or removed. */
    readonly member: string | null;
    /** A JSON Pointer to the place in the document before; `null` where it is not there. */
    readonly before: string | null;
    /** A JSON Pointer to the place in the document after; `null` where it is not there. */
    readonly after: string | null;
    /** A sentence. */
    readonly message: string;
}
/** The two documents. */
export interface Pair {
    readonly before: Subject;
    readonly after: Subject;
}
export type SideName = keyof Pair;
/** A part of a key's or user's circumstances that differs: its name, and what it is at some place. */
export interface Part {
    readonly name: string;
    /** Undefined where it does not concern that place or operation. */
    describe(place: Place, operation: string): DocumentChange | undefined;
}
/** The key or user that is looked at, on both sides. */
export interface Actor {
    readonly key: string | null;
    readonly user: string | null;
}
export declare const same: (one: unknown, other: unknown) => boolean;
/** When a key is good, from an instant on: half-open; null if never. Its owner and whether it is disabled are left aside. */
export declare function spanOf(key: KeyRecord | undefined, at: number): {
    from: number;
    until: number | null;
} | null;
/** What differs between the documents and may concern an actor. Owners are named by number, so that those of alike circumstances have the same names. */
export declare function partsOf(pair: Pair, { key: keyId, user: userId }: Actor, at: number): Part[];
/**
 * A ward of one key or user, each differing part taken from the side that `pick` names. Undefined where these parts do not
 * go together, such as permissions that the other catalog does not have.
 */
export declare function mixed(pair: Pair, actor: Actor, at: number, pick: (part: string) => SideName): Keyward | undefined;
