// `npm run docs`: the documentation's site in docs/.vitepress/dist, with the API reference that TypeDoc makes of facade/ and
// rustdoc of src/, and the workbench beside it. DOCS_BASE names the folder below which it is served.
import { cpSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { undocumented } from "./reference.mjs";
import { Failure, isMain, main, root, run } from "./process.mjs";
import { ensureDocs, ensureRust } from "./tools.mjs";

export const SITE = "docs/.vitepress/dist";
const API = "docs/api";

/** Builds the site. Fails where a public item has no documentation, or a page leads nowhere. */
export function buildDocs() {
  const folder = ensureDocs();
  const installed = (name) => join(folder, "node_modules/.bin", name);
  rmSync(join(root, API), { recursive: true, force: true });
  run(installed("typedoc"), [], { cwd: folder });
  const left = undocumented(JSON.parse(readFileSync(join(root, API, "reference.json"), "utf8")));
  rmSync(join(root, API, "reference.json"));
  if (left.length > 0) throw new Failure(`the documentation comments of the public items are not whole:\n${left.join("\n")}`);

  run(installed("vitepress"), ["build", folder]);

  ensureRust();
  // the crate refuses public items without documentation (`missing_docs`)
  run("cargo", ["doc", "--locked", "--no-deps", "--package", "keyward", "--lib"], { env: { ...process.env, RUSTDOCFLAGS: "-D warnings" } });
  const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
  cpSync(join(target, "doc"), join(root, SITE, API, "rust"), { recursive: true });
  cpSync(join(root, "www/dist"), join(root, SITE, "www/dist"), { recursive: true });
}

if (isMain(import.meta.url)) {
  await main(() => {
    buildDocs();
    console.log(`built ${SITE}`);
  });
}
