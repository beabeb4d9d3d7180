// pkg/cjs: the entries for `require`. Each script of the package is turned into CommonJS by itself, so that the entries
// share their chunks there as well.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isMain, main, root } from "./process.mjs";

const PACKAGE = join(root, "pkg");

const IMPORT = /\bfrom ?"(\.[^"]+)\.js"|\bimport ?"(\.[^"]+)\.js"/g;

/** What each file of the folder holds, by its path there. */
export async function commonJs(folder = PACKAGE) {
  const { exports } = JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8"));
  const files = {};
  for (const target of Object.values(exports)) {
    if (target.require === undefined) continue;
    const script = target.require.default;
    if (!script.endsWith(".cjs")) continue;
    // "." as well: its `default` is the entry that needs no file beside it
    await addScript(files, folder, target.default.slice(2), basename(script));
  }
  return files;
}

/** Adds a script of the package as CommonJS, and those that it imports. */
async function addScript(files, folder, path, name) {
  if (files[name] !== undefined) return;
  const { transform } = await import("esbuild");
  const source = readFileSync(join(folder, path), "utf8").replace(/^\/\/# sourceMappingURL=.*$/m, "");
  const imported = [...source.matchAll(IMPORT)].map(([, from, alone]) => join(dirname(path), from ?? alone));
  const { code } = await transform(source, { format: "cjs", platform: "node", target: "es2022", charset: "utf8", minify: true });
  files[name] = code.replace(/\brequire\("(\.[^"]+)\.js"\)/g, 'require("$1.cjs")');
  for (const script of imported) await addScript(files, folder, `${script}.js`, `${script}.cjs`);
}

/** Writes it anew. */
export async function writeCommonJs() {
  const folder = join(PACKAGE, "cjs");
  rmSync(folder, { recursive: true, force: true });
  for (const [name, text] of Object.entries(await commonJs())) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

if (isMain(import.meta.url)) await main(writeCommonJs);
