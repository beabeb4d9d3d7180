import type { Access } from "./analyze.js";
import type { Catalog } from "./catalog.js";
/** A log: its text; or lines or chunks of it, as text or bytes, or entries that are objects already, in a list, an iterable or a stream. */
export type Log = string | Iterable<LogItem> | AsyncIterable<LogItem> | LogStream;
/** A line or chunk of a log, or an entry. */
export type LogItem = string | Uint8Array | object;
/** What keyward uses of a `ReadableStream`. */
export interface LogStream {
    /** Takes the stream for reading. */
    getReader(): {
        read(): Promise<{
            done: boolean;
            value?: LogItem | undefined;
        }>;
        releaseLock(): void;
    };
}
/** Options of {@link usage}. */
export interface UsageOptions {
    /** The catalog of a project that is given as a document; `kontent-management-v2` if not given. */
    readonly catalog?: Catalog | string | undefined;
}
/** What a log says of a project's keys. */
export interface Usage {
    /** Lines that are not empty. */
    readonly lines: number;
    /** Lines that are calls with a key of the project. */
    readonly calls: number;
    /** When the first of the lines was, in milliseconds; `null` where no line says. */
    readonly from: number | null;
    /** When the last of the lines was, in milliseconds; `null` where no line says. */
    readonly to: number | null;
    /** Lines that cannot be read, and the first five of them. */
    readonly unreadable: {
        readonly count: number;
        readonly first: readonly UnreadableLine[];
    };
    /** Calls without a key. */
    readonly anonymous: number;
    /** Calls with keys that the project does not list, and the first ten of their ids. */
    readonly unknown: {
        readonly calls: number;
        readonly keys: readonly string[];
    };
    /** Every key of the project, in its order. */
    readonly keys: readonly KeyUsage[];
    /** A sentence. */
    readonly message: string;
}
/** A line that cannot be read. */
export interface UnreadableLine {
    /** From 1 on. */
    readonly line: number;
    /** Its first 200 characters; `""` of an entry that is an object. */
    readonly text: string;
    /** Why it cannot be read, in a sentence. */
    readonly message: string;
}
/** What one key was used for. */
export interface KeyUsage {
    /** The key's id. */
    readonly key: string;
    /** A JSON Pointer to the key in the project. */
    readonly at: string;
    /** All calls, refused ones too. */
    readonly calls: number;
    /** The calls that were refused. */
    readonly refused: number;
    /** The time of the first call, in milliseconds; `null` where it was not used, or no line says when. */
    readonly first: number | null;
    /** The time of the last call, in milliseconds; `null` likewise. */
    readonly last: number | null;
    /** In the order of the first call. */
    readonly operations: readonly OperationUsage[];
    /** Calls of what the catalog has no operation for. */
    readonly unmatched: number;
    /** Refused calls by reason, where it is known. */
    readonly reasons: {
        readonly [reason: string]: number;
    };
    /** Environments in which a call was let through. */
    readonly environments: readonly string[];
    /** The programs or addresses that called, up to sixteen. */
    readonly clients: readonly string[];
    /** The hours of the day (UTC) in which it was called. */
    readonly hours: readonly number[];
    /** The permissions that the key or its owner's roles list; `null` for a kind that holds every permission. */
    readonly held: readonly string[] | null;
    /**
     * Those without which each by itself the key could do all that it did; none where no line of the log could be read. Where the
     * owner's assignments make a difference to more than 2,048 combinations of collection and language, a permission that matters to a call counts as needed.
     */
    readonly unneeded: readonly string[];
    /** A sentence. */
    readonly message: string;
}
/** Calls of one operation in one environment. */
export interface OperationUsage {
    /** The operation's id. */
    readonly operation: string;
    /** `null` where it is judged without one, or the key may not use the one that was asked for. */
    readonly environment: string | null;
    /** The calls that were let through. */
    readonly allowed: number;
    /** The calls that were refused. */
    readonly refused: number;
}
/** Options of {@link leastPrivilege}. */
export interface LeastPrivilegeOptions {
    /** The catalog of a project that is given as a document; `kontent-management-v2` if not given. */
    readonly catalog?: Catalog | string | undefined;
    /** The keys to look at; those that were used if not given. */
    readonly keys?: readonly string[] | undefined;
    /**
     * How many sets of permissions are tried for a key before the search gives up; 200,000 if not given. Where the owner's assignments
     * name collections and languages, a twentieth of that many combinations of these are asked about.
     */
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
    /** How many lines of the log could not be read: what they asked for is not known, and may need more. */
    readonly leftOut: number;
    /** How many calls were let through and match no operation of the catalog: what they need is not known either. */
    readonly unmatched: number;
    /** What the key, or all roles of its owner together, list now; `null` for a kind that holds every permission. */
    readonly held: readonly string[] | null;
    /** The smallest set that will do, of what is held now: for the key itself, or for its owner's roles. A role does not list what would reach more collections or languages by itself than now: that comes with a limited permission that includes it. `null` for a kind that holds every permission. */
    readonly permissions: readonly string[] | null;
    /** The environments of the key. */
    readonly environments: {
        /** Those that it has now. */
        readonly held: "all" | readonly string[];
        /** The fewest that will do; `"all"` where a call is judged without an environment, or needs a permission that counts only for all. */
        readonly least: "all" | readonly string[];
    };
    /** Whether no smaller set of permissions, and no fewer environments, will do. Otherwise the search was given up, and `atLeast` is all that is known. */
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
/** An operation that a key may do now, and could no longer, or in fewer cases. */
export interface TakenAway {
    /** The operation's id. */
    readonly operation: string;
    /** Whether it is permitted now. */
    readonly before: Access;
    /** Whether it is permitted with the smallest set. */
    readonly after: Access;
}
