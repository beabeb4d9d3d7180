// The package in Cloudflare Workers: the module is imported, as they compile none from bytes.
import module from "./wasm/keyward_bg.wasm";
import { start } from "./lib/start.js";

export const { Keyward, KeywardError, expiryOf, noticesOf, kontentManagement } = start(module);
