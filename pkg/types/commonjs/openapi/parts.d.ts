import type { Findings } from "./findings.js";
/** A value of a document, and where it stands. */
export interface Part {
    readonly value: unknown;
    /** The document's name; `""` is the one that is imported. */
    readonly file: string;
    /** A JSON Pointer. */
    readonly at: string;
}
/** An object of a document. */
export type Members = {
    readonly [name: string]: unknown;
};
export declare const isObject: (value: unknown) => value is Members;
/** A member of an object; undefined if it is not its own, or has no value. */
export declare function member(part: Part, name: string): Part | undefined;
/** The members of an object, by their names. */
export declare function members(part: Part): [string, Part][];
/** The entries of a list. */
export declare function entries(part: Part): Part[];
/** Text of a member. */
export declare function textOf(part: Part, name: string): string | undefined;
/** Text that can be an id: not empty, without half of a surrogate pair. */
export declare const isId: (value: unknown) => value is string;
export declare const wellFormed: (text: string) => string;
/** Follows references. What cannot be followed is told once, at the place of the reference. */
export declare class References {
    #private;
    constructor(root: unknown, findings: Findings, read?: (name: string) => unknown);
    /** What a part stands for: itself, or what its `$ref` leads to. Null if that cannot be followed. */
    resolved(part: Part): Part | null;
    /** A part, and each that the references lead to from it, the target last. Null if they cannot be followed. */
    layers(part: Part): Part[] | null;
    /** A member, followed. Undefined if it is not there, null if it cannot be followed. */
    follow(part: Part, name: string): Part | null | undefined;
}
