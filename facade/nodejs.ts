// The package in Node: the module is read from the disk, at once.
import { readFileSync } from "node:fs";
import { start } from "./lib/start.js";

const bytes = readFileSync(new URL("./wasm/keyward_bg.wasm", import.meta.url));

export const { Keyward, KeywardError, expiryOf, noticesOf, kontentManagement } = start(new WebAssembly.Module(bytes));
