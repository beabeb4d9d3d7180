// The package in a page that Angular makes: it limits how large the first script may be, so the module is in one of its own.
import { bytesOf, compile } from "./lib/compile.js";
import { start } from "./lib/start.js";

const { base64 } = await import("./wasm/inline.js");

export const { Keyward, KeywardError, expiryOf, noticesOf, kontentManagement } = start(compile(bytesOf(base64)));
