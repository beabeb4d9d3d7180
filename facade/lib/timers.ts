// Waiting in a way that neither sleep nor a clock that is set leaves a page behind.

/** Read the clock at least this often, in milliseconds: a timer does not notice sleep, drift, or a clock that was set. */
const LONGEST_WAIT = 60_000;

/** A timer that keeps no process running. It fires after a minute at most, and may be early. */
export function startTimer(run: () => void, millis: number): number {
  const timer = setTimeout(() => run(), Math.min(millis, LONGEST_WAIT));
  if (isNodeTimer(timer)) timer.unref?.();
  else (globalThis as { readonly Deno?: { unrefTimer?(timer: number): void } }).Deno?.unrefTimer?.(timer);
  return timer;
}

/** Node's timers are objects, other hosts' numbers. */
const isNodeTimer = (timer: unknown): timer is { unref?(): unknown } => typeof timer === "object";

/** Has `woken` called when the page comes back into view, until the function it gives is called. */
export function onWake(woken: () => void): () => void {
  const { document }: { readonly document?: Document } = globalThis;
  const page = ["visibilitychange", "resume"].map((event) => listen(document, event, woken));
  const window = ["pageshow", "focus"].map((event) => listen(document?.defaultView, event, woken));
  return () => [...page, ...window].forEach((end) => end());
}

/** What events come from: a page, its window, a signal. */
interface Listenable<Name extends string> {
  addEventListener(type: Name, listener: () => void): void;
  removeEventListener(type: Name, listener: () => void): void;
}

/** Listens to an event, if there is something that has it, until the function it gives is called. */
export function listen<Name extends string>(target: Listenable<Name> | null | undefined, event: Name, listener: () => void): () => void {
  target?.addEventListener(event, listener);
  return () => target?.removeEventListener(event, listener);
}
