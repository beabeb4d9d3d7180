// The package in a page: the module is fetched from beside this file, once.
import { start } from "./lib/start.js";

const response = await fetch(new URL("./wasm/keyward_bg.wasm", import.meta.url));
if (!response.ok) throw new Error(`keyward: ${response.url} answered ${response.status}; the file has to be served beside the script`);

export const { Keyward, KeywardError, expiryOf, noticesOf, kontentManagement } = start(await WebAssembly.compile(await response.arrayBuffer()));
