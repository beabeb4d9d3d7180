// From a compiled module to the package's exports.
import type { KontentManagement } from "../types/kontent.js";
import { needWebAssembly } from "./compile.js";
import { KeywardError } from "./errors.js";
import { usableInstance, useModule } from "./instance.js";
import { Keyward } from "./keyward.js";
import { expiryOf, noticesOf } from "./time.js";

/** What the entry of a host exports. */
export interface Started {
  readonly Keyward: typeof Keyward;
  readonly KeywardError: typeof KeywardError;
  readonly expiryOf: typeof expiryOf;
  readonly noticesOf: typeof noticesOf;
  readonly kontentManagement: KontentManagement;
}

let started: Started | null = null;

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    Object.values(value).forEach((part) => void deepFreeze(part));
    Object.freeze(value);
  }
  return value;
}

/** A module that was compiled in another realm, as in the sandboxes of edge runtimes: the glue knows modules by their prototype. */
function ofThisRealm(module: object): WebAssembly.Module {
  if (!(module instanceof WebAssembly.Module)) {
    WebAssembly.Module.exports(module as WebAssembly.Module); // throws for anything else
    Object.setPrototypeOf(module, WebAssembly.Module.prototype);
  }
  return module as WebAssembly.Module;
}

/** Has the package use a module. Where entries are mixed, the first one's module is it. @internal */
export function start(module: object): Started {
  if (started === null) {
    needWebAssembly();
    useModule(ofThisRealm(module));
    const kontentManagement: KontentManagement = deepFreeze(JSON.parse(usableInstance().run((functions) => functions.kontentManagement())));
    started = Object.freeze({ Keyward, KeywardError, expiryOf, noticesOf, kontentManagement });
  }
  return started;
}
