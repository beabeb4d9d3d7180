// The package in a page without a bundler: the module is fetched from beside this file, once.
import { fetched } from "./lib/compile.js";
import { start } from "./lib/start.js";

export const { Keyward, KeywardError, expiryOf, noticesOf, kontentManagement } = start(await fetched(new URL("./wasm/keyward_bg.wasm", import.meta.url)));
