import type { Catalog } from "../types/catalog.js";
import { type Access } from "./cells.js";
import { type Log } from "./lines.js";
import { type Ward } from "./subject.js";
/** Options of {@link leastPrivilege}. */
export interface LeastPrivilegeOptions {
    /** The catalog of a project that is given as a document; `kontent-management-v2` if not given. */
    readonly catalog?: Catalog | string | undefined;
    /** The keys to look at; those that were used if not given. */
    readonly keys?: readonly string[] | undefined;
    /** How many sets of permissions are tried for a key before the search gives up; 200,000 if not given. */
    readonly effort?: number | undefined;
}
/** The least that a key has to hold. */
export interface LeastPrivilege {
    /** The key's id. */
    readonly key: string;
    /** A JSON Pointer to the key in the project. */
    readonly at: string;
    /** How many operations, each in its environment, the calls were that have to stay permitted. */
    readonly needed: number;
    /** What the key, or all roles of its owner together, list now; `null` for a kind that holds every permission. */
    readonly held: readonly string[] | null;
    /** The smallest set that will do, of what is held now: for the key itself, or for its owner's roles. `null` for a kind that holds every permission. */
    readonly permissions: readonly string[] | null;
    /** The environments of the key. */
    readonly environments: {
        /** Those that it has now. */
        readonly held: "all" | readonly string[];
        /** The fewest that will do; `"all"` where a call is judged without an environment, or needs a permission that counts only for all. */
        readonly least: "all" | readonly string[];
    };
    /** Whether no smaller set of permissions exists. Otherwise the search was given up, and `atLeast` is all that is known. */
    readonly proven: boolean;
    /** How many permissions the set has, those that they include counted too. */
    readonly size: number;
    /** How many it has to have at least; the same as `size` where that is proven. */
    readonly atLeast: number;
    /** What the key may do now and could no longer, by environment; `null` for operations that are judged without one. */
    readonly takesAway: readonly {
        readonly environment: string | null;
        readonly operations: readonly TakenAway[];
    }[];
    /** A sentence. */
    readonly message: string;
}
/**
 * For each key that was used: the smallest set of permissions, and of environments, that permits the same calls, and what it
 * takes away; nothing is in it that the key does not hold now. Size counts included permissions, so that one that includes many is not smaller than the few that are needed.
 * A call whose answer depends on facts stays permitted in every way of the facts in which it is. Calls that are refused now
 * are left aside.
 * @throws {KeywardError} `request_invalid`, `document_invalid`, `input_unreadable` with what the log threw as its `cause`
 * @example
 * const [least] = await leastPrivilege(ward, log); // least?.permissions, least?.environments.least
 */
export declare function leastPrivilege(ward: Ward, calls: Log, options?: LeastPrivilegeOptions): Promise<LeastPrivilege[]>;
/** An operation that a key may do now, and could no longer, or in fewer cases. */
export interface TakenAway {
    /** The operation's id. */
    readonly operation: string;
    /** Whether it is permitted now. */
    readonly before: Access;
    /** Whether it is permitted with the smallest set. */
    readonly after: Access;
}
