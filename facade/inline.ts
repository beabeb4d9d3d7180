// The package where nothing but JavaScript can be loaded: the module is text in a script.
import { start } from "./lib/start.js";
import { base64 } from "./wasm/inline.js";

const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

export const { Keyward, KeywardError, expiryOf, noticesOf, kontentManagement } = start(new WebAssembly.Module(bytes));
