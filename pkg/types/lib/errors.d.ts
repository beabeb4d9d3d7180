import type { ErrorCode, Problem } from "../types/problem.js";
/** Gives a class the name that consoles show: the scripts of the package are minified. */
export declare function nameClass(type: object, name: string): void;
/** The only thing keyward throws: a wrong call. A denial is a result, not an error. */
export declare class KeywardError extends Error {
    /** The class, for logs. */
    readonly name: "KeywardError";
    /** What kind of wrong call it is. */
    readonly code: ErrorCode;
    /** Everything that is wrong, up to 1,000 problems; never empty. */
    readonly problems: readonly Problem[];
    /** Also for those of another copy of the package. */
    static [Symbol.hasInstance](value: unknown): boolean;
    private constructor();
}
/** An error with these problems. The module makes its errors with it, too. */
export declare const failure: (code: ErrorCode, problems: readonly Problem[]) => KeywardError;
/** An error with one problem: the place in a document, and one sentence. */
export declare const wrong: (code: ErrorCode, at: string, message: string, document?: Problem["document"]) => KeywardError;
/** The same error, with `place` before the place of each problem. */
export declare const placedIn: (place: string, { code, problems }: KeywardError) => KeywardError;
/** Thrown where a call finds too little of the stack: made in advance, as there is none left to make it with. */
export declare const STACK_USED_UP: KeywardError;
/**
 * A function of up to four parameters that throws nothing but a KeywardError: the engine throws an error of its own wherever its stack ends, in
 * the midst of `call` too. That is a RangeError in V8 and JavaScriptCore and an InternalError in SpiderMonkey; nothing is called on
 * the way out, as there is nothing left to call it with.
 */
export declare function closed<F extends (...given: never[]) => unknown>(call: F): F;
/** Thrown in place of an error that nobody expects. */
export declare const internal: (error: unknown) => KeywardError;
/** The message of whatever was thrown. */
export declare const messageOf: (error: unknown) => string;
/** Keeps the message of a panic. The module calls this. */
export declare function panicked(message: string): void;
/** The message of the last panic, once. */
export declare function takePanic(): string;
/** Whether a value is a list; a proxy that was revoked is none. */
export declare function isList(value: unknown): value is readonly unknown[];
/** What a value is, for a sentence. */
export declare function describe(value: unknown): string;
/** A member's name in a JSON Pointer. */
export declare const step: (name: unknown) => string;
