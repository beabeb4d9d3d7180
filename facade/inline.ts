// The package with the module in it, as text: it needs nothing beside it, so that it runs in every bundle, from every folder.
import { bytesOf, compile } from "./lib/compile.js";
import { start } from "./lib/start.js";
import { base64 } from "./wasm/inline.js";

export const { Keyward, KeywardError, expiryOf, noticesOf, kontentManagement } = start(compile(bytesOf(base64)));
