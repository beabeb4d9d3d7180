// The package for those who bring the module themselves.
import { compile } from "./lib/compile.js";
import { KeywardError, wrong } from "./lib/errors.js";
import { start } from "./lib/start.js";

export { KeywardError } from "./lib/errors.js";
export { Keyward } from "./lib/keyward.js";
export { expiryOf, noticesOf } from "./lib/time.js";

export function init(module) {
  try {
    return start(isBytes(module) ? compile(module) : module);
  } catch (error) {
    if (error instanceof KeywardError) throw error;
    throw wrong("request_invalid", "", `init takes this version's keyward.wasm, as a WebAssembly.Module or its bytes: ${error?.message ?? error}`);
  }
}

const isBytes = (value) => ArrayBuffer.isView(value) || Object.prototype.toString.call(value) === "[object ArrayBuffer]";
