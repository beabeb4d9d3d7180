// Builds the workbench: www/dist, from www/src and the package.
import { run } from "./process.mjs";
import { ensureNodeModules } from "./tools.mjs";

export const PAGE_FOLDER = "www/dist";

/** In `out`, relative to www. */
export function buildPage({ out = "dist" } = {}) {
  ensureNodeModules();
  run("node_modules/.bin/tsc", ["-p", "www"]);
  run("node_modules/.bin/vite", ["build", "-c", "www/vite.config.js", "--outDir", out, "--emptyOutDir", "--logLevel", "warn"]);
}
