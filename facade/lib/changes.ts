// Who is told when a ward has changed.

/** The callbacks of one ward. */
export class Subscriptions {
  readonly #live: Set<() => void>;

  constructor() {
    this.#live = new Set();
  }

  /** Adds a callback, until the function it gives is called. The same callback may be added several times. */
  add(callback: () => void): () => void {
    const call = (): void => {
      if (this.#live.has(call)) callback();
    };
    this.#live.add(call);
    return () => void this.#live.delete(call);
  }

  /** Calls all of them when the call that changed the ward is over. Each is called by the host: what one throws keeps no other from being called. */
  tell(): void {
    for (const call of this.#live) queueMicrotask(call);
  }
}
