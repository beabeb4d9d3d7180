// One timer for all that wait for an instant, so that what changes at one instant is rendered together.
import { onWake, startTimer } from "./timers.js";

interface Alarm {
  /** When to ring; `Infinity` for never, unless the clock is set back. */
  readonly due: number;
  /** When it was set. */
  readonly from: number;
  readonly ring: () => void;
}

const alarms = new Set<Alarm>();
let timer: number | undefined;
/** The instant that the timer is for; `Infinity` without one. */
let next = Infinity;
let sleep: (() => void) | undefined;

/** Has `ring` called once, when `due` has come or the clock was set back, unless the function it gives is called before. */
export function setAlarm(due: number, ring: () => void): () => void {
  const alarm = { due, from: Date.now(), ring };
  alarms.add(alarm);
  sleep ??= onWake(look);
  plan(due);
  return () => {
    alarms.delete(alarm);
    if (alarms.size > 0) return;
    clearTimeout(timer);
    next = Infinity;
    sleep?.();
    sleep = undefined;
  };
}

/** Sets the timer, unless it is for an earlier instant. */
function plan(due: number): void {
  if (due >= next) return;
  clearTimeout(timer);
  next = due;
  timer = startTimer(look, Math.max(0, due - Date.now()));
}

/** Rings what is due, and waits for the rest. */
function look(): void {
  const now = Date.now();
  const rung = [...alarms].filter(({ due, from }) => now >= due || now < from);
  for (const alarm of rung) alarms.delete(alarm);
  clearTimeout(timer);
  next = Infinity;
  for (const { due } of alarms) plan(due);
  for (const { ring } of rung) queueMicrotask(ring);
}
