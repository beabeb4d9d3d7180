// From a compiled module to the package's exports.
import { initSync, kontent_management } from "../../pkg/wasm/keyward.js";
import { KeywardError } from "./errors.js";
import { useInstance } from "./instance.js";
import { Keyward } from "./keyward.js";
import { expiryOf, noticesOf } from "./time.js";

let started = null;

function deepFreeze(value) {
  if (typeof value === "object" && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}

/** A module that was compiled in another realm, as in the sandboxes of edge runtimes: the glue knows modules by their prototype. */
function ofThisRealm(module) {
  if (!(module instanceof WebAssembly.Module)) {
    WebAssembly.Module.exports(module); // throws for anything else
    Object.setPrototypeOf(module, WebAssembly.Module.prototype);
  }
  return module;
}

/** Makes one instance of the module, which everything below uses; where entries are mixed, the first one's module is it. */
export function start(module) {
  if (started === null) {
    useInstance(initSync({ module: ofThisRealm(module) }));
    started = Object.freeze({ Keyward, KeywardError, expiryOf, noticesOf, kontentManagement: deepFreeze(JSON.parse(kontent_management())) });
  }
  return started;
}
