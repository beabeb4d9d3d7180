/** A log: its text, lines or chunks of it one after the other, bytes too, or entries that are objects already. */
export type Log = string | Iterable<string | Uint8Array | object> | AsyncIterable<string | Uint8Array | object> | ReadableStream<string | Uint8Array | object>;
/** A longer line is not read. */
export declare const LONGEST_LINE = 65536;
/** One line, or an object; `isWhole` is false of a line whose rest was dropped. */
export interface Item {
    readonly line: number;
    readonly content: string | object;
    readonly isWhole: boolean;
}
/**
 * Numbers the lines of a log from 1 on and hands them over, empty ones left out. `isLine` says whether a text can stand as a
 * line by itself: then items of a source that never has a line break, such as `readline`'s, are lines.
 */
export declare function eachLine(log: Log, isLine: (text: string) => boolean, tell: (item: Item) => void | Promise<void>): Promise<void>;
/** The sentence about what cannot be read as a log. */
export declare const NO_LOG = "it is no log: give its text, lines or chunks of it that can be iterated, or a stream";
/** Whether a value can be read as a log. */
export declare function isLog(value: unknown): value is Log;
