/** A log: its text; or lines or chunks of it, as text or bytes, or entries that are objects already, in a list, an iterable or a stream. */
export type Log = string | Iterable<LogItem> | AsyncIterable<LogItem> | LogStream;
/** A line or chunk of a log, or an entry. */
export type LogItem = string | Uint8Array | object;
/** What keyward uses of a `ReadableStream`. */
export interface LogStream {
    /** Takes the stream for reading. */
    getReader(): {
        read(): Promise<{
            done: boolean;
            value?: LogItem | undefined;
        }>;
        releaseLock(): void;
    };
}
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
