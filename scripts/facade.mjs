// The scripts of pkg/: each entry of facade/ bundled and minified, what several of them share in pkg/chunks.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { isMain, main, root } from "./process.mjs";
import { ensureNodeModules } from "./tools.mjs";

const PACKAGE = join(root, "pkg");
const CHUNKS = "chunks";

const scripts = (folder) => readdirSync(folder).filter((name) => /\.js(\.map)?$/.test(name));

/** Writes the scripts in `out`. The same sources give the same bytes in any folder. `plugins` are esbuild's. */
export async function buildFacade({ out = PACKAGE, plugins = [] } = {}) {
  ensureNodeModules();
  const { build } = await import("esbuild");
  mkdirSync(out, { recursive: true });
  for (const name of scripts(out)) rmSync(join(out, name));
  rmSync(join(out, CHUNKS), { recursive: true, force: true });
  mkdirSync(join(out, CHUNKS));
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: scripts(join(root, "facade")).map((name) => `facade/${name}`),
    // wherever they are written: source maps name the sources from there, and chunks are named by their bytes
    outdir: PACKAGE,
    write: false,
    chunkNames: `${CHUNKS}/[hash]`,
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    sourcemap: "linked",
    // the module, which each host loads in its own way
    external: ["./wasm/*", "node:*"],
    logLevel: "warning",
    plugins,
  });
  for (const { path, contents } of outputFiles) writeFileSync(join(out, relative(PACKAGE, path)), contents);
}

/** The scripts that a folder has, by their names relative to it. */
export function facadeFiles(folder = PACKAGE) {
  return [...scripts(folder), ...scripts(join(folder, CHUNKS)).map((name) => `${CHUNKS}/${name}`)].sort();
}

if (isMain(import.meta.url)) await main(buildFacade);
