// Bundles the cases of a framework with the published package, and gives them a window.
import assert from "node:assert/strict";
import { cpSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { blocksFor } from "../../docs/runners.mjs";
import { hostProject, requireHost } from "../project.mjs";

/** The block of docs/hosts.md for a framework, by its language. */
const frameworkBlock = (wanted) => blocksFor("frameworks").find(({ language }) => language === wanted).body;

/** Compiles components of Vue. */
const vueComponents = {
  name: "vue components",
  setup({ onLoad }) {
    onLoad({ filter: /\.vue$/ }, ({ path }) => {
      const { parse, compileScript } = requireHost("vue/compiler-sfc");
      const { descriptor, errors } = parse(readFileSync(path, "utf8"));
      assert.deepEqual(errors, []);
      return { contents: compileScript(descriptor, { id: "page", inlineTemplate: true }).content, loader: "ts" };
    });
  },
};

/** The script of the cases, in a project that has these packages beside keyward: folders by name. */
export async function bundledCases(name, file, packages) {
  const project = hostProject(name, Object.fromEntries(["tsx", "vue"].map((language) => [`page.${language}`, frameworkBlock(language)])));
  cpSync(import.meta.dirname, project, { recursive: true });
  for (const [name, folder] of Object.entries(packages)) symlinkSync(folder, join(project, "node_modules", name));
  await build({ absWorkingDir: project, entryPoints: [file], outfile: "cases.mjs", bundle: true, packages: "external", platform: "node", format: "esm", jsx: "automatic", plugins: [vueComponents], logLevel: "error" });
  return pathToFileURL(join(project, "cases.mjs"));
}

/** A window of happy-dom, as the one that there is. */
export function openWindow() {
  const { Window } = requireHost("happy-dom");
  const window = new Window();
  const { document, Element, SVGElement } = window;
  Object.assign(globalThis, { window, document, Element, SVGElement });
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
