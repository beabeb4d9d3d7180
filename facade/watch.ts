/**
 * Calls back when the status of a key changes.
 * @module keyward/watch
 */
// Calls back when the status of a key changes. It has no wasm of its own and asks the given ward.
import { KeywardError, describe, wrong } from "./lib/errors.js";
import type { Keyward } from "./lib/keyward.js";
import { listen, onWake, startTimer } from "./lib/timers.js";
import { optionsOf, reading, text } from "./lib/values.js";
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
export function watch(ward: Pick<Keyward, "status"> & Partial<Pick<Keyward, "subscribe">>, key: string, callback: (status: KeyStatus) => void, options?: WatchOptions): () => void {
  const { signal, onEnd } = readOptions(ward, callback, options);
  const id = text(key, "/key");
  if (signal?.aborted) return () => {};

  let status: KeyStatus | undefined;
  /** When the ward gave this status. */
  let askedAt = 0;
  /** The status that the callback was called with last, as text. */
  let lastText: string | undefined;
  let timer: number | undefined;
  let over = false;
  const cleanups: (() => void)[] = [];

  function stop(): void {
    over = true;
    clearTimeout(timer);
    for (const cleanup of cleanups.splice(0)) cleanup();
  }

  /** Asks the ward if the status may have changed, and sets the timer again. */
  function refresh(stale = false): void {
    if (over) return;
    clearTimeout(timer);
    const now = Date.now();
    if (status === undefined || stale || now < askedAt || (status.changesAt !== null && now >= status.changesAt)) {
      try {
        status = ward.status(id, now);
      } catch (error) {
        stop();
        if (!(error instanceof KeywardError) || lastText === undefined) throw error;
        return onEnd?.(error);
      }
      askedAt = now;
    }
    if (status.changesAt !== null) timer = startTimer(refresh, status.changesAt - now);
    const text = JSON.stringify(status);
    if (text === lastText) return;
    lastText = text;
    callback(status);
  }

  const changed = (): void => refresh(true);
  const woken = (): void => refresh();
  const unsubscribe = reading("/ward", () => ward.subscribe?.(changed));
  cleanups.push(() => unsubscribe?.(), listen(signal, "abort", stop), onWake(woken));
  try {
    refresh(true);
  } catch (error) {
    stop();
    throw error;
  }
  return stop;
}

/** Checks what the watch is given, which may come from JavaScript. */
function readOptions(ward: Partial<Keyward> | undefined, callback: unknown, options: unknown): WatchOptions {
  if (reading("/ward", () => typeof ward?.status) !== "function") throw wrong("request_invalid", "/ward", `it is ${describe(ward)}, and has to be a Keyward`);
  if (typeof callback !== "function") throw wrong("request_invalid", "/callback", `it is ${describe(callback)}, and has to be a function`);
  const given = optionsOf(options, ["signal", "onEnd"]) as WatchOptions;
  const { signal, onEnd } = given;
  if (signal !== undefined && reading("/signal", () => typeof signal?.addEventListener) !== "function") {
    throw wrong("request_invalid", "/signal", `it is ${describe(signal)}, and has to be an AbortSignal`);
  }
  if (onEnd !== undefined && typeof onEnd !== "function") throw wrong("request_invalid", "/onEnd", `it is ${describe(onEnd)}, and has to be a function`);
  return given;
}
