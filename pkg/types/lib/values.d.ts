import type { ErrorCode, Problem } from "../types/problem.js";
import { KeywardError } from "./errors.js";
/** Own members that were read of a caller's object; those that it does not have are undefined. */
export type Members<Name extends string> = {
    readonly [name in Name]: unknown;
};
/** Whether a number is an instant in milliseconds. */
export declare const isInstant: (millis: unknown) => millis is number;
/** Runs a reading of the caller's objects, whose getters and proxies may throw anything. */
export declare function reading<T>(at: string, read: () => T, document?: Problem["document"]): T;
/** What reading a caller's object threw, as an error to throw on. */
export declare function unreadable(error: unknown, at: string, document?: Problem["document"]): KeywardError;
/** The own members' names of an object that is no list. */
export declare function membersOf(value: unknown, at: string, code?: ErrorCode): string[];
/** The error of a member that is not known; it names the one that was probably meant. */
export declare function unknownMember(name: string, at: string, known: readonly string[]): KeywardError;
/** The own members of an options object, of which only some are known. */
export declare function optionsOf<Name extends string>(options: unknown, known: readonly Name[]): Members<Name>;
/** Some own members of an object; those that it does not have are undefined. */
export declare function ownOf<Name extends string>(value: object, names: readonly Name[]): Members<Name>;
/** Text that a caller gives. */
export declare function text(value: unknown, at: string): string;
