// Waiting in a way that neither sleep nor a clock that is set leaves a page behind.

/** Read the clock at least this often, in milliseconds: a timer does not notice sleep, drift, or a clock that was set. */
const LONGEST_WAIT = 60_000;

/** A timer that keeps no process running. It may ring early: after a minute at most. */
export function wait(run: () => void, millis: number): ReturnType<typeof setTimeout> {
  const timer: unknown = setTimeout(run, Math.min(millis, LONGEST_WAIT));
  if (typeof timer === "object") (timer as { unref?(): void } | null)?.unref?.();
  else (globalThis as { Deno?: { unrefTimer?(timer: unknown): void } }).Deno?.unrefTimer?.(timer);
  return timer as ReturnType<typeof setTimeout>;
}

/** Has `woken` called when a page comes back into view, until the function it gives is called. */
export function onWake(woken: () => void): () => void {
  const { document } = globalThis as { document?: Document };
  const stops = [
    ...["visibilitychange", "resume"].map((event) => listen(document, event, woken)),
    ...["pageshow", "focus"].map((event) => listen(document?.defaultView, event, woken)),
  ];
  return () => stops.forEach((stop) => stop());
}

/** Listens to an event, if there is something that has it. */
export function listen(target: Pick<EventTarget, "addEventListener" | "removeEventListener"> | null | undefined, event: string, listener: () => void): () => void {
  target?.addEventListener(event, listener);
  return () => target?.removeEventListener(event, listener);
}
