// pkg/types: the declarations that TypeScript makes of facade/, for `import`; and the same again for `require`. What is marked
// `@internal` is left out: entries share files with the rest of the package.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path/posix";
import { root, run } from "./process.mjs";

/** What is required: a package.json says that its files are CommonJS. */
const REQUIRED = "types/commonjs";

/** The entries whose types are those of index.ts. */
const HOSTS = ["browser.d.ts", "bundled.d.ts", "edge-light.d.ts", "inline.d.ts", "split.d.ts", "workerd.d.ts"];

/** Text of each file, by its path in the package. */
export function declarations() {
  const emitted = mkdtempSync(join(tmpdir(), "keyward-"));
  try {
    run("node_modules/.bin/tsc", ["-p", "facade", "--noEmit", "false", "--emitDeclarationOnly", "--stripInternal", "--outDir", emitted]);
    const texts = new Map([["keyward.wasm.d.ts", readFileSync(join(root, "facade/keyward.wasm.d.ts"), "utf8")]]);
    const entries = readdirSync(emitted).filter((name) => name.endsWith(".d.ts") && !HOSTS.includes(name));
    for (const entry of entries) addReached(texts, emitted, entry);
    const files = { [`${REQUIRED}/package.json`]: '{ "type": "commonjs" }\n' };
    for (const [name, text] of texts) files[`types/${name}`] = files[`${REQUIRED}/${name}`] = text;
    return files;
  } finally {
    rmSync(emitted, { recursive: true, force: true });
  }
}

/** Adds the text of a file and of those that it names. */
function addReached(texts, folder, name) {
  if (texts.has(name)) return;
  const text = readFileSync(join(folder, name), "utf8");
  texts.set(name, text);
  for (const [, path] of text.matchAll(/\b(?:from |import\()"(\.[^"]+)\.js"/g)) addReached(texts, folder, `${join(name, "..", path)}.d.ts`);
}
