// The package in a page: the module is fetched from beside this file, once.
import { start } from "./lib/start.js";

const response = await fetch(new URL("./wasm/keyward_bg.wasm", import.meta.url));
if (!response.ok) throw new Error(`keyward: ${response.url} answered ${response.status}; the file has to be served beside the script`);

// Compiled while it comes in, where the server names its type.
const isNamed = /^application\/wasm\b/i.test(response.headers.get("Content-Type") ?? "");
const module = isNamed ? await WebAssembly.compileStreaming(response) : await WebAssembly.compile(await response.arrayBuffer());

export const { Keyward, KeywardError, expiryOf, noticesOf, kontentManagement } = start(module);
