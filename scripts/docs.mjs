// `npm run docs`: the documentation's site in docs/.vitepress/dist, with the API reference that TypeDoc makes of facade/ and
// rustdoc of src/, and the workbench beside it. DOCS_BASE names the folder below which it is served.
import { cpSync, existsSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join, posix, sep } from "node:path";
import { Failure, isMain, main, root, run } from "./process.mjs";
import { undocumented } from "./reference.mjs";
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
  checkSite();
}

/** Every link of a page to the site itself names a file of it. rustdoc and the workbench answer for their own. */
function checkSite() {
  const site = join(root, SITE);
  const base = process.env.DOCS_BASE || "/";
  const pages = readdirSync(site, { recursive: true }).map((name) => name.split(sep).join("/")).filter((name) => name.endsWith(".html") && !name.startsWith("www/") && !name.startsWith(`${API}/rust/`));
  const lost = pages.flatMap((page) => {
    const targets = [...readFileSync(join(site, page), "utf8").matchAll(/ href="([^"#?]+)[^"]*"/g)].map(([, target]) => decodeURI(target)).filter((target) => !/^[a-z]+:/.test(target));
    const files = targets.map((target) => (target.startsWith(base) ? target.slice(base.length) : posix.join(posix.dirname(page), target)));
    return files.map((file) => (file === "" || file.endsWith("/") ? `${file}index.html` : file)).filter((file) => !existsSync(join(site, file))).map((file) => `${page}: ${file}`);
  });
  if (pages.length < 30 || lost.length > 0) throw new Failure(`links of the site lead nowhere:\n${[...new Set(lost)].join("\n")}`);
}

if (isMain(import.meta.url)) {
  await main(() => {
    buildDocs();
    console.log(`built ${SITE}`);
  });
}
