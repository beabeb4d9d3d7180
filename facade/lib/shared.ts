// What all copies of the package in one realm share: the ES modules, the CommonJS ones, and those in bundles.

const NAME = Symbol.for("keyward/shared@1");

interface Shared {
  /** The errors that were thrown. */
  readonly errors: WeakSet<object>;
  /** By ward, the text of its catalog; null for the built-in one. Wards that share a catalog share its text. */
  readonly catalogs: WeakMap<object, string | null>;
}

const own: Shared = { errors: new WeakSet(), catalogs: new WeakMap() };

/** Where the global object is frozen, each copy stands for itself. */
function sharedWithOthers(): Shared {
  const host = globalThis as { [NAME]?: Shared };
  try {
    if (host[NAME] === undefined) Object.defineProperty(host, NAME, { value: Object.freeze(own) });
    return host[NAME] ?? own;
  } catch {
    return own;
  }
}

export const { errors, catalogs } = sharedWithOthers();
