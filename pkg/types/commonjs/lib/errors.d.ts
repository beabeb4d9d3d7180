import type { ErrorCode, Problem } from "../types/problem.js";
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
