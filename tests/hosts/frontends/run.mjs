// Bundles the cases of a framework with the published package, and gives them a window.
import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { hostProject, hosts, requireHost } from "../project.mjs";

/** A script with everything in it but Node's modules. */
export async function bundledCases(name, file, options = {}) {
  const project = hostProject(name, {});
  cpSync(import.meta.dirname, project, { recursive: true });
  await build({
    absWorkingDir: project, entryPoints: [file], outfile: "cases.mjs", bundle: true, platform: "node", format: "esm", jsx: "automatic",
    define: { "process.env.NODE_ENV": '"development"' }, nodePaths: [join(hosts, "node_modules")],
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    logLevel: "error", ...options,
  });
  return join(project, "cases.mjs");
}

/** A window of happy-dom, as the one that there is. */
export function openWindow() {
  const { Window } = requireHost("happy-dom");
  const window = new Window();
  Object.assign(globalThis, { window, document: window.document });
  globalThis.navigator ??= window.navigator; // Node has one from version 21 on
  return window;
}

/** Has a test fail on any error or warning on the console, unless it silences it. `t.silenced()` gives what was said. */
export const quietConsole = (run) => async (t) => {
  const said = [];
  let isSilent = false;
  const { error, warn } = console;
  Object.assign(console, Object.fromEntries(["error", "warn"].map((name) => [name, (...words) => said.push(words.map(String).join(" "))])));
  t.silenced = () => ((isSilent = true), said);
  try {
    await run(t);
  } finally {
    Object.assign(console, { error, warn });
  }
  if (!isSilent) assert.deepEqual(said, []);
};
