import type { Catalog } from "../types/catalog.js";
import { Trial, type Called } from "./held.js";
import { type Log } from "./lines.js";
import { Subject, type Ward } from "./subject.js";
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
    /** The time of the last call, in milliseconds; `null` where it was not used, or no line says when. */
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
    /** Those without which each by itself the key could do all that it did. */
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
/**
 * What each key was used for, refused, and holds without need, from lines of NDJSON (those of `keyward/audit` among them) or
 * of the Common Log Format, in which the user is the key's id. Memory does not grow with the log. Which operation a call was
 * is decided by the ward as it is; a line that says neither `allowed` nor `status` is judged by it, too.
 * @throws {KeywardError} `request_invalid`, `document_invalid`, `input_unreadable` with what the log threw as its `cause`
 * @example
 * const { keys } = await usage(ward, log);
 * console.log(keys.filter(({ calls }) => calls === 0).map(({ key }) => key)); // not used
 */
export declare function usage(ward: Ward, calls: Log, options?: UsageOptions): Promise<Usage>;
/** Reads a log, and frees what that took when `use` is done with it. */
export declare function tallied<T>(subject: Subject, calls: Log, use: (tally: Tally) => T): Promise<T>;
/** Counts calls, key by key. */
declare class Tally {
    #private;
    constructor(subject: Subject);
    read(log: Log): Promise<void>;
    result(): Usage;
    /** The calls of a key that were let through, and would be now. */
    called(key: string): Called[];
    get trial(): Trial;
    free(): void;
}
export {};
