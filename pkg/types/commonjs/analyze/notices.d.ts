import { type DocumentChange, type Pair } from "./changes.js";
import { type Subject } from "./subject.js";
/** An upcoming notice. */
export interface PlannedNotice {
    /** When it is due, in milliseconds. */
    readonly at: number;
    /** The name of the rule that sets it. */
    readonly rule: string;
    /** The ids of the users who are told. */
    readonly recipients: readonly string[];
}
/** By key, the notices that are due from an instant on, in order of time. */
export declare function plannedNotices({ ward }: Subject, at: number): Map<string, PlannedNotice[]>;
/** What may have changed a key's notices. */
export declare function noticeChanges(pair: Pair, key: string, before: readonly PlannedNotice[], after: readonly PlannedNotice[]): DocumentChange[];
