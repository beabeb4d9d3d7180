import type { Keyward } from "../lib/keyward.js";
import type { Change } from "../types/change.js";
import type { Key, KeyRecord, Role } from "../types/project.js";
import { Grid, type Place } from "./cells.js";
import { type Subject } from "./subject.js";
/** The instant at which wards are asked in which time does not matter. */
export declare const ANYTIME = 1000000000000;
/** One operation in one environment. */
export interface Called {
    readonly operation: number;
    readonly place: Place;
}
/** The key as one that is good at any time. */
export declare const timelessKey: ({ id, kind, environments, permissions, owner }: Key) => Key;
/** A ward in which every key is good, every owner active and every Management API on: only missing permissions and scope can refuse a request there. */
export declare function timelessWard(subject: Subject): Keyward;
/** The permissions that a key, or its owner's roles, list; `null` for a key of a kind that holds every permission. */
export declare function heldBy(subject: Subject, key: KeyRecord): string[] | null;
/** What a role lists; for `"every"` all permissions of the catalog. */
export declare function listedBy({ catalog }: Subject, role: Role | undefined): readonly string[];
/** Wards in which keys can be given less, and asked what that does to their calls. */
export declare class Trial {
    #private;
    readonly full: Keyward;
    readonly grid: Grid;
    /** The ward that changes while something is tried. */
    readonly less: Keyward;
    constructor(subject: Subject);
    /** Runs `ask` while the entries are as these changes say. */
    during<T>(changes: readonly Change[], ask: () => T): T;
    /** Every role and key without a permission. */
    without(permission: string): Change[];
    /**
     * What decides the answers of a key in a place: who holds the same, in a place to which the same assignments apply, and that
     * is in the scope of both or of none, is answered the same.
     */
    circumstances(id: string, place: Place): string;
    /** What a key is answered with all that it holds. */
    answers(key: string, place: Place): Uint8Array;
    /** What it is answered with less, where it has this scope. */
    answersInScope(key: string, place: Place, scope: "all" | readonly string[]): Uint8Array;
    /** What it is answered with less. */
    answersOfLess(key: string, place: Place): Uint8Array;
    /**
     * Whether a key may still do all of this, in every way of the facts in which it may with all that it holds. What is tried
     * either treats keys alike that hold the same, or changes one key alone, of which alone this is asked; and it leaves the
     * places of the calls in its scope, or none.
     */
    keeps(key: string, called: readonly Called[]): boolean;
    free(): void;
}
