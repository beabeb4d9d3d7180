import { type DocumentChange, type Pair } from "./changes.js";
import { type Subject } from "./subject.js";
/** A notice that is to come. Instants are milliseconds. */
export interface PlannedNotice {
    readonly at: number;
    readonly rule: string;
    /** The ids of the users who are told. */
    readonly recipients: readonly string[];
}
/** By key, the notices that are due from an instant on, in order of time. */
export declare function plannedNotices({ ward }: Subject, at: number): Map<string, PlannedNotice[]>;
/** What may have changed a key's notices. */
export declare function noticeChanges(pair: Pair, key: string, before: readonly PlannedNotice[], after: readonly PlannedNotice[]): DocumentChange[];
