// A lock within the process: one holder at a time, in the order in which it was asked for.

export class Turns {
  #last: Promise<void> = Promise.resolve();

  /** Waits for the turn; call what it gives to end it. A wait that the signal ends throws its reason. */
  async take(signal: AbortSignal): Promise<() => void> {
    const before = this.#last;
    const { promise, resolve } = Promise.withResolvers<void>();
    // whoever comes later waits for this one, and with it for all before
    this.#last = before.then(() => promise);
    try {
      await untilAborted(before, signal);
      signal.throwIfAborted();
      return resolve;
    } catch (error) {
      resolve();
      throw error;
    }
  }
}

/** What a promise gives, or the signal's reason if that comes first. */
async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const stop = () => reject(signal.reason);
  signal.addEventListener("abort", stop);
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
