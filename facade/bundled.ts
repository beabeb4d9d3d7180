// The package in a page that Vite or Rollup makes. Vite, which sets import.meta.env.BASE_URL, serves what
// `new URL(…, import.meta.url)` names, and leaves the other branch out. Rollup serves no such file: there the module is a script.
// Only in production: Vite's servers for development before version 8 move scripts away from such files, and those before 7
// refuse `await` outside of functions as well, so `development` is left to inline.ts.
import { bytesOf, compile, fetched } from "./lib/compile.js";
import { start } from "./lib/start.js";

const module =
  import.meta.env?.BASE_URL === undefined
    ? compile(bytesOf((await import("./wasm/inline.js")).base64))
    : await fetched(new URL("./wasm/keyward_bg.wasm", import.meta.url));

export const { Keyward, KeywardError, expiryOf, noticesOf, kontentManagement } = start(module);
