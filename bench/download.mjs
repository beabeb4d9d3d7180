// What `import "keyward"` loads in a page, compressed as a server would: each file by itself, with Brotli at its best.
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

/** The most that the download may have, in bytes. */
export const DOWNLOAD_LIMIT = 181_000;

const PACKAGE = new URL("../pkg/", import.meta.url);
const ENTRY = new URL("browser.js", PACKAGE);

export const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;

/** The files that are loaded, the entry first, relative to the package; wasm files, too. */
export function loadedFiles() {
  const found = new Map();
  const visit = (url) => {
    if (found.has(url.href)) return;
    found.set(url.href, relative(fileURLToPath(PACKAGE), fileURLToPath(url)));
    if (!url.pathname.endsWith(".js")) return;
    const source = readFileSync(url, "utf8");
    for (const [, path] of source.matchAll(/\b(?:import|from)\s*"(\.[^"]+)"/g)) visit(new URL(path, url));
    for (const [, path] of source.matchAll(/new URL\("([^"]+)",\s*import\.meta\.url\)/g)) visit(new URL(path, url));
  };
  visit(ENTRY);
  return [...found.values()];
}

const minified = async (options) => {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({ bundle: true, minify: true, format: "esm", target: "es2022", write: false, external: ["./wasm/*"], logOverride: { "ignored-bare-import": "silent" }, ...options }); // chunks name one another for their order alone
  return brotli(outputFiles[0].contents);
};

/** Compressed bytes of an entry and all that it imports from the package, in one file. */
export const bundledEntrySize = (name) => minified({ entryPoints: [fileURLToPath(new URL(`${name}.js`, PACKAGE))], external: ["react", "vue"] });

/** Compressed bytes of the wasm file, of the scripts, and of all; and of the glue that is in the scripts, by itself. */
export async function downloadSize() {
  const size = (files) => files.reduce((sum, file) => sum + brotli(readFileSync(new URL(file, PACKAGE))), 0);
  const files = loadedFiles();
  const [wasm, scripts] = [".wasm", ".js"].map((ending) => size(files.filter((file) => file.endsWith(ending))));
  const glue = await minified({ stdin: { contents: 'export { BUILD, Flag, Ids, Mark, Part, instantiate } from "./keyward.js";', resolveDir: fileURLToPath(new URL("wasm", PACKAGE)) } });
  return { wasm, scripts, glue, total: wasm + scripts };
}

/** The same when a bundler has made one file of the scripts. */
export async function bundledSize() {
  const wasm = brotli(readFileSync(new URL("wasm/keyward_bg.wasm", PACKAGE)));
  const scripts = await minified({ entryPoints: [fileURLToPath(ENTRY)] });
  return { wasm, scripts, glue: null, total: wasm + scripts };
}

/** Raw and compressed bytes of the sections of the wasm file that matter, the built-in catalog's text apart. */
export function wasmParts() {
  const wasm = readFileSync(new URL("wasm/keyward_bg.wasm", PACKAGE));
  const sections = {};
  let place = 8;
  const number = () => {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = wasm[place++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  while (place < wasm.length) {
    const id = wasm[place++];
    const length = number();
    sections[id] = wasm.subarray(place, place + length);
    place += length;
  }
  const [code, data] = [sections[10], sections[11]];
  const text = readFileSync(new URL("../catalogs/kontent-management-v2.json", import.meta.url));
  const start = data.indexOf(text);
  if (start === -1) throw new Error("the module does not hold the built-in catalog's text");
  const catalog = [start, start + text.length];
  const parts = { code, "built-in catalog": data.subarray(...catalog), "other data": Buffer.concat([data.subarray(0, catalog[0]), data.subarray(catalog[1])]) };
  return Object.fromEntries(Object.entries(parts).map(([part, bytes]) => [part, { raw: bytes.length, brotli: brotli(bytes) }]));
}
