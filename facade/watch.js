// Calls back when the status of a key changes. It has no wasm of its own and asks the given ward.
import { KeywardError, describe, wrong } from "./lib/errors.js";
import { optionsOf, reading, text } from "./lib/values.js";

/** Read the clock at least this often, in milliseconds: a timer does not notice sleep, drift, or a clock that was set. */
const LONGEST_WAIT = 60_000;

export function watch(ward, key, callback, options) {
  const { signal, onEnd } = readOptions(ward, callback, options);
  const id = text(key, "/key");
  if (signal?.aborted) return () => {};

  let status;
  let shown;
  let asked;
  let timer;
  let over = false;
  const undo = [];

  function stop() {
    over = true;
    clearTimeout(timer);
    for (const undone of undo.splice(0)) undone();
  }

  /** Asks the ward if the status may have changed, and sets the timer again. */
  function look(stale = false) {
    if (over) return;
    clearTimeout(timer);
    const now = Date.now();
    if (stale || now < asked || (status.changesAt !== null && now >= status.changesAt)) {
      try {
        status = ward.status(id, now);
      } catch (error) {
        stop();
        if (!(error instanceof KeywardError) || shown === undefined) throw error;
        return onEnd?.(error);
      }
      asked = now;
    }
    if (status.changesAt !== null) timer = wait(look, status.changesAt - now);
    const text = JSON.stringify(status);
    if (text === shown) return;
    shown = text;
    callback(status);
  }

  const changed = () => look(true);
  const woken = () => look();
  undo.push(reading("/ward", () => ward.subscribe?.(changed)) ?? (() => {}), listen(signal, "abort", stop));
  const { document } = globalThis;
  for (const event of ["visibilitychange", "resume"]) undo.push(listen(document, event, woken));
  for (const event of ["pageshow", "focus"]) undo.push(listen(document?.defaultView, event, woken));
  try {
    look(true);
  } catch (error) {
    stop();
    throw error;
  }
  return stop;
}

function readOptions(ward, callback, options) {
  if (reading("/ward", () => typeof ward?.status) !== "function") throw wrong("request_invalid", "/ward", `it is ${describe(ward)}, and has to be a Keyward`);
  if (typeof callback !== "function") throw wrong("request_invalid", "/callback", `it is ${describe(callback)}, and has to be a function`);
  const { signal, onEnd } = optionsOf(options, ["signal", "onEnd"]);
  if (signal !== undefined && reading("/signal", () => typeof signal?.addEventListener) !== "function") {
    throw wrong("request_invalid", "/signal", `it is ${describe(signal)}, and has to be an AbortSignal`);
  }
  if (onEnd !== undefined && typeof onEnd !== "function") throw wrong("request_invalid", "/onEnd", `it is ${describe(onEnd)}, and has to be a function`);
  return { signal, onEnd };
}

function listen(target, event, listener) {
  target?.addEventListener(event, listener);
  return () => target?.removeEventListener(event, listener);
}

/** A timer that keeps no process running. */
function wait(run, millis) {
  const timer = setTimeout(() => run(), Math.min(millis, LONGEST_WAIT));
  if (typeof timer === "object") timer.unref?.();
  else globalThis.Deno?.unrefTimer?.(timer);
  return timer;
}
