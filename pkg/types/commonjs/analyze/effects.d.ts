import { Subject } from "./subject.js";
export declare class Effects {
    #private;
    /** The operations that no key can call. */
    readonly uncallable: ReadonlySet<string>;
    constructor({ project, catalog, catalogText }: Subject);
    /** The permissions of an own key without which each by itself it could do the same. */
    ofKey(kind: string, permissions: readonly string[], isForAll: boolean): readonly string[];
    /** The permissions of a role without which each by itself who has only this role could do the same. */
    ofRole(id: string): readonly string[];
}
