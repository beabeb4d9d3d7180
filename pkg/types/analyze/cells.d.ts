import { type Keyward } from "../lib/keyward.js";
import type { CatalogOperation } from "../types/catalog.js";
import type { Facts } from "../types/request.js";
import type { User } from "../types/project.js";
import type { Subject } from "./subject.js";
/** Who asks. */
export type Asker = {
    readonly key: string;
} | {
    readonly user: string;
};
/** An answer without facts: refused, dependent on facts, or permitted whatever they are. */
export type Access = "denied" | "depends" | "allowed";
export declare const ACCESS: readonly Access[];
export declare const DENIED = 0;
export declare const DEPENDS = 1;
export declare const ALLOWED = 2;
/** An environment's id; null where a question is judged without one. */
export type Place = string | null;
/** The operations of a catalog, and where each is asked about. */
export declare class Grid {
    #private;
    readonly operations: readonly string[];
    readonly numbers: ReadonlyMap<string, number>;
    /** Where to ask: each environment, and without one if that makes a question of its own. */
    readonly places: readonly Place[];
    constructor({ catalog, project }: Subject);
    /** By operation, the answer; what is not asked about in the place is denied. */
    answers(ward: Keyward, who: Asker, place: Place, at: number, facts?: Facts): Uint8Array;
}
/** The collections and languages that role assignments name. */
export interface Scopes {
    readonly collections: readonly string[];
    readonly languages: readonly string[];
}
/** What these users' assignments name. */
export declare function scopesOf(users: readonly (User | undefined)[]): Scopes;
/** The places, in a user's list, of the assignments that can apply somewhere. Where these are the same, so are the answers. */
export declare function applyingAt(user: User | undefined, place: Place): number[];
/** Every way that some facts can be: a collection or language that no assignment names stands for all others. */
export declare function waysOf(needs: readonly string[], { collections, languages }: Scopes): Facts[];
/** Somebody who asks somewhere. */
export interface Side {
    readonly ward: Keyward;
    readonly who: Asker;
    readonly at: number;
}
/** The ways in which one side permits what the other does not, and the other way round; of answers that depend on facts. */
export declare function differingWays(one: Side, other: Side, operation: string, place: Place, scopes: Scopes): {
    lost: Facts[];
    gained: Facts[];
};
/** The named facts on which operations depend. */
export declare function factsOf(operations: readonly CatalogOperation[]): string[];
/** Every way of collection, language and these facts; undefined if there are too many to ask for all operations at once. */
export declare function gridWays(facts: readonly string[], scopes: Scopes): Facts[] | undefined;
/** Of operations whose answers depend on facts on both sides, those that are not permitted in the same ways, by number. */
export declare function differing(one: GridSide, other: GridSide, operations: readonly {
    id: string;
    before: number;
    after: number;
}[], facts: readonly string[], place: Place, scopes: Scopes): Set<number>;
/** Somebody who asks, with the operations that can be asked for. */
export interface GridSide extends Side {
    readonly grid: Grid;
}
