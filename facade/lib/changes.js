// Who is told when a ward has changed.

/** The callbacks of one ward. */
export class Subscriptions {
  #live = new Set();

  /** Adds a callback, until the function it gives is called. The same callback may be added several times. */
  add(callback) {
    const call = () => {
      if (this.#live.has(call)) callback();
    };
    this.#live.add(call);
    return () => void this.#live.delete(call);
  }

  /** Calls all of them when the call that changed the ward is over. Each is called by the host: what one throws keeps no other from being called. */
  tell() {
    for (const call of this.#live) queueMicrotask(call);
  }
}
