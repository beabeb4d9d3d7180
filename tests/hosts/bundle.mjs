// Bundles a project's script as the tools of Vercel's edge runtime do, and Nitro with unwasm.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

/** As Next.js does: the text of one script, and the modules that `.wasm?module` names, to be compiled into globals of these names. */
export async function bundleForEdgeLight(project, script, conditions = ["edge-light", "worker", "browser"]) {
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
    absWorkingDir: project, entryPoints: [script], bundle: true, write: false, format: "iife", globalName: "route", logLevel: "silent", conditions, plugins: [asGlobal],
  });
  return { text: outputFiles[0].text, modules };
}
