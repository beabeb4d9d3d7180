// Who is told when a ward has changed.

const listeners = new WeakMap<object, Set<() => void>>();

/** Has `listener` called after each change of a ward, until the function it gives is called. */
export function onChange(ward: object, listener: () => void): () => void {
  const known = listeners.get(ward) ?? new Set<() => void>();
  listeners.set(ward, known.add(listener));
  return () => void known.delete(listener);
}

/** Tells that a ward has changed, once the call that changed it is over. */
export function changed(ward: object): void {
  for (const listener of listeners.get(ward) ?? []) queueMicrotask(listener);
}
