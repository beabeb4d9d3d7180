// What all copies of the package in one realm share: the ES modules, the CommonJS ones, and those in bundles.

const NAME = Symbol.for("keyward/shared@1");

/** The errors that were thrown, and who is told when a ward has changed. */
const own = { errors: new WeakSet(), listeners: new WeakMap() };

/** Where the global object is frozen, each copy stands for itself. */
function sharedWithOthers() {
  try {
    if (globalThis[NAME] === undefined) Object.defineProperty(globalThis, NAME, { value: Object.freeze(own) });
    return globalThis[NAME];
  } catch {
    return own;
  }
}

export const { errors, listeners } = sharedWithOthers();
