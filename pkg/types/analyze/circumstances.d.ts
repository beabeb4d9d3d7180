import type { KeyRecord } from "../types/project.js";
import type { KeyStatus } from "../types/status.js";
import { Effects } from "./effects.js";
import { type PlannedNotice } from "./notices.js";
import { type Subject } from "./subject.js";
import type { KeyUsage, Usage } from "./usage.js";
/** A key that is neither expired, revoked nor disabled. */
export interface LivingKey {
    readonly record: KeyRecord;
    /** Its JSON Pointer. */
    readonly at: string;
    readonly status: KeyStatus;
    /** Where its permissions come from, by its kind. */
    readonly source: "own" | "owner" | "every";
    /** What `usage` says of it. */
    readonly usage: KeyUsage | undefined;
}
/** A key by its name, for sentences. */
export declare const named: ({ id, name }: KeyRecord) => string;
/** The ids of a finding about a key: its own, and its owner's. */
export declare const idsOf: ({ record }: LivingKey) => {
    readonly key: string;
    readonly user?: string;
};
export declare class Circumstances {
    #private;
    readonly subject: Subject;
    readonly at: number;
    readonly usage: Usage | undefined;
    readonly keys: readonly LivingKey[];
    constructor(subject: Subject, at: number, usage: Usage | undefined);
    /** By key, the notices of its whole life. */
    get told(): ReadonlyMap<string, readonly PlannedNotice[]>;
    /** Keys that a living key replaces. */
    get replaced(): ReadonlySet<string>;
    /** What permissions do on keys and in roles. */
    get effects(): Effects;
}
