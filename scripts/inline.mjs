// pkg/wasm/inline.js: the module as text, for places that can load nothing but JavaScript.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { WASM_FOLDER } from "./manifest.mjs";
import { isMain, main, root } from "./process.mjs";

export const INLINE = "inline.js";

/** Writes it in `folder`, from the module that is there. */
export function writeInline(folder) {
  const module = readFileSync(join(folder, "keyward_bg.wasm"));
  writeFileSync(join(folder, INLINE), `// keyward_bg.wasm, by scripts/inline.mjs\nexport const base64 =\n  "${module.toString("base64")}";\n`);
}

if (isMain(import.meta.url)) await main(() => writeInline(join(root, WASM_FOLDER)));
