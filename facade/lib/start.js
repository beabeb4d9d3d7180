// From a compiled module to the package's exports.
import { needWebAssembly } from "./compile.js";
import { KeywardError } from "./errors.js";
import { usableInstance, useModule } from "./instance.js";
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

/** Has the package use a module. Where entries are mixed, the first one's module is it. */
export function start(module) {
  if (started === null) {
    needWebAssembly();
    useModule(ofThisRealm(module));
    const kontentManagement = deepFreeze(JSON.parse(usableInstance().run((functions) => functions.kontentManagement())));
    started = Object.freeze({ Keyward, KeywardError, expiryOf, noticesOf, kontentManagement });
  }
  return started;
}
