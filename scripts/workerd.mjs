// Bundles a Worker as Wrangler does: `.wasm` files stay imports, and go along as modules of their own.
import { join, relative } from "node:path";
import { build } from "esbuild";

/** Miniflare's list of modules, the script first. */
export async function bundleForWorkerd(folder, script) {
  const outdir = join(folder, "bundled");
  const { outputFiles } = await build({
    absWorkingDir: folder, entryPoints: [script], outdir, bundle: true, write: false, format: "esm", target: "es2024", logLevel: "silent", external: ["cloudflare:*"],
    conditions: ["workerd", "worker", "browser"], mainFields: ["browser", "module", "main"], loader: { ".wasm": "copy" }, assetNames: "[name]", entryNames: "[name]",
  });
  const modules = outputFiles.map(({ path, contents }) => ({ type: path.endsWith(".wasm") ? "CompiledWasm" : "ESModule", path: relative(outdir, path), contents }));
  return modules.sort((a, b) => a.type.length - b.type.length);
}
