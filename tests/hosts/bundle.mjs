// Bundles a project's script as the tools of edge hosts do.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { requireHost } from "./project.mjs";

const { build } = requireHost("esbuild");

/** As Wrangler does: `.wasm` files stay imports, and go along as modules of their own. */
export async function bundleForWorkerd(project, script) {
  const outdir = join(project, `workerd-${script}`);
  const { outputFiles } = await build({
    absWorkingDir: project, entryPoints: [script], outdir, bundle: true, write: false, format: "esm", target: "es2024", logLevel: "silent",
    conditions: ["workerd", "worker", "browser"], mainFields: ["browser", "module", "main"], loader: { ".wasm": "copy" }, assetNames: "[name]",
  });
  return outputFiles.map(({ path, contents }) => ({ type: path.endsWith(".wasm") ? "CompiledWasm" : "ESModule", path: path.slice(outdir.length + 1), contents })).sort((a, b) => a.type.length - b.type.length); // the script is the first
}

/** As Next.js does: the text of one script, and the modules that `.wasm?module` names, to be compiled into globals of these names. */
export async function bundleForEdgeLight(project, script) {
  const modules = {};
  const asGlobal = {
    name: "wasm as a global",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /\.wasm\?module$/ }, ({ path, resolveDir }) => ({ path: join(resolveDir, path.replace("?module", "")), namespace: "module" }));
      onLoad({ filter: /./, namespace: "module" }, ({ path }) => {
        modules.wasm_module = readFileSync(path);
        return { contents: "export default wasm_module;" };
      });
    },
  };
  const { outputFiles } = await build({
    absWorkingDir: project, entryPoints: [script], bundle: true, write: false, format: "iife", globalName: "route", logLevel: "silent", conditions: ["edge-light", "worker", "browser"], plugins: [asGlobal],
  });
  return { text: outputFiles[0].text, modules };
}
