// pkg/cli.js: the command line of cli/ in one file, with the libraries that it reads documents with. The package itself it
// imports by its name, like any other user of it.
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./process.mjs";

export const CLI = "cli.js";

/** What is bundled in, with the file that has its licence. */
const BUNDLED = { "jsonc-parser": "LICENSE.md", yaml: "LICENSE" };

/** Writes it in `out`. */
export async function buildCli(out) {
  const { build } = await import("esbuild");
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: ["cli/keyward.ts"],
    outfile: join(root, "pkg", CLI),
    write: false,
    metafile: true,
    bundle: true,
    minify: true,
    format: "esm",
    // the scripts of the libraries that need nothing of Node.js: they are ES modules
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "node20",
    charset: "utf8",
    external: ["node:*", "keyward", "keyward/*"],
    legalComments: "none",
    footer: { js: licences() },
    logLevel: "warning",
  });
  const packages = new Set(Object.keys(metafile.inputs).flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []));
  const other = [...packages].filter((name) => !(name in BUNDLED));
  if (other.length > 0) throw new Error(`${CLI} bundles ${other.join(", ")}: name the licence in scripts/cli.mjs`);
  const [{ contents }] = outputFiles;
  writeFileSync(join(out, CLI), contents);
  chmodSync(join(out, CLI), 0o755);
}

/** The licences of what is bundled in, as they demand. */
function licences() {
  const texts = Object.entries(BUNDLED).map(([name, file]) => `${name}\n\n${readFileSync(join(root, "node_modules", name, file), "utf8").replaceAll("*/", "* /").trim()}`);
  return `/*\nThis file contains:\n\n${texts.join("\n\n\n")}\n*/`;
}
