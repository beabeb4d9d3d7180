// The scripts of pkg/: each entry of facade/ bundled and minified, what several of them share in pkg/chunks; their
// declarations; and the command line.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { buildCli } from "./cli.mjs";
import { declarations } from "./declarations.mjs";
import { isMain, main, root } from "./process.mjs";
import { ensureNodeModules } from "./tools.mjs";

const PACKAGE = join(root, "pkg");
const CHUNKS = "chunks";
const TYPES = "types";
/** Declares what the entry of each host exports; it has no script of its own. */
const INDEX = "index.ts";

const scripts = (folder) => readdirSync(folder).filter((name) => /\.js(\.map)?$/.test(name));
const entries = () => readdirSync(join(root, "facade")).filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts") && name !== INDEX);

/** Writes the scripts and the declarations in `out`. The same sources give the same bytes in any folder. `plugins` are esbuild's. */
export async function buildFacade({ out = PACKAGE, plugins = [] } = {}) {
  ensureNodeModules();
  const { build } = await import("esbuild");
  mkdirSync(out, { recursive: true });
  for (const name of scripts(out)) rmSync(join(out, name));
  rmSync(join(out, CHUNKS), { recursive: true, force: true });
  mkdirSync(join(out, CHUNKS));
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: entries().map((name) => `facade/${name}`),
    // wherever they are written: source maps name the sources from there, and chunks are named by their bytes
    outdir: PACKAGE,
    write: false,
    chunkNames: `${CHUNKS}/[hash]`,
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    target: "es2022",
    // React Native's preset for Babel does not read them
    supported: { "class-static-blocks": false },
    charset: "utf8",
    sourcemap: "linked",
    // the module, which each host loads in its own way
    external: ["./wasm/*", "node:*", "react", "vue"],
    logLevel: "warning",
    plugins,
  });
  for (const { path, contents } of outputFiles) writeFileSync(join(out, relative(PACKAGE, path)), contents);
  await buildCli(out);
  const declared = Object.entries(declarations());
  rmSync(join(out, TYPES), { recursive: true, force: true });
  for (const [name, text] of declared) {
    mkdirSync(dirname(join(out, name)), { recursive: true });
    writeFileSync(join(out, name), text);
  }
}

/** The files that a folder has of those that are written, by their names relative to it. */
export function facadeFiles(folder = PACKAGE) {
  const types = readdirSync(join(folder, TYPES), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return [
    ...scripts(folder),
    ...scripts(join(folder, CHUNKS)).map((name) => `${CHUNKS}/${name}`),
    ...types.map((entry) => relative(folder, join(entry.parentPath, entry.name))),
  ].sort();
}

if (isMain(import.meta.url)) await main(buildFacade);
