// The package in Vercel's edge runtime, and in Workers that Nitro bundles with unwasm: the module is imported by the name that
// these bundlers know.
import module from "./wasm/keyward_bg.wasm?module";
import { start } from "./lib/start.js";

export const { Keyward, KeywardError, expiryOf, noticesOf, kontentManagement } = start(module);
