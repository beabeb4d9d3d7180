/**
 * Calls back when the status of a key changes.
 * @module keyward/watch
 */
import { KeywardError } from "./lib/errors.js";
import type { Keyward } from "./lib/keyward.js";
import type { KeyStatus } from "./types/status.js";
/** How a watch ends. */
export interface WatchOptions {
    /** Ends the watch when it is aborted; an `AbortSignal`. */
    readonly signal?: {
        readonly aborted: boolean;
        addEventListener(type: "abort", listener: () => void): void;
        removeEventListener(type: "abort", listener: () => void): void;
    };
    /** Called when the watch ends by itself: the ward was freed (`freed`), or the key was removed (`key_unknown`). */
    readonly onEnd?: (error: KeywardError) => void;
}
/**
 * Calls back with the key's status at once, and again whenever it changes: with time, never before its
 * instant, or because the ward was changed. There is one timer, and it keeps no process running. The clock
 * is looked at once a minute at least, and when a page comes back into view, so that neither sleep nor a
 * clock that was set leaves a page behind; the ward is asked only where its answer is another one.
 *
 * What the callback throws goes to the host, as from any timer, and the watch goes on.
 *
 * @returns A function that ends the watch.
 * @throws {KeywardError} `key_unknown`, `freed`, `request_invalid`, and what the callback throws the first time. There is no watch then.
 * @example
 * const stop = watch(ward, "k1", ({ state, level }) => console.log(state, level));
 */
export declare function watch(ward: Pick<Keyward, "status"> & Partial<Pick<Keyward, "subscribe">>, key: string, callback: (status: KeyStatus) => void, options?: WatchOptions): () => void;
