// The texts that the npm package carries: README.md and what it links to.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { docsPages, isOutside, linksOf, readPage, resolveLink, withLinks } from "./pages.mjs";
import { isMain, main, root } from "./process.mjs";

/** What the package has of the repository's own texts, as they are. */
export const TEXTS = ["CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "README.md", "SECURITY.md"];

/** The text of each file, by its path in the package. */
export function packagedTexts() {
  const pages = docsPages();
  const drawings = pages.flatMap(linksOf).filter(({ isPicture, target }) => isPicture && target.endsWith(".svg")).map(({ page, target }) => resolveLink(page, target).file);
  const kept = new Set([...TEXTS, ...pages, ...drawings]);
  return Object.fromEntries([...kept].sort().map((path) => [path, pages.includes(path) ? packagedPage(path, kept) : readFileSync(join(root, path), "utf8")]));
}

/** A page of docs/ whose links lead to what is in the package; of others the text stays, with their place in the repository. */
const packagedPage = (page, kept) =>
  withLinks(readPage(page), ({ whole, isPicture, title, target }) => {
    if (isOutside(target) || kept.has(resolveLink(page, target).file)) return whole;
    const { file, hash } = resolveLink(page, target);
    if (isPicture) return `*Picture: ${title}*`;
    if (file.startsWith(title.replaceAll("`", ""))) return `${title} (in the repository)`;
    return `${title} (in the repository: \`${file}${hash === null ? "" : `#${hash}`}\`)`;
  });

/** Writes them into pkg/. */
export function writePackagedTexts() {
  rmSync(join(root, "pkg/docs"), { recursive: true, force: true });
  for (const [path, text] of Object.entries(packagedTexts())) {
    mkdirSync(dirname(join(root, "pkg", path)), { recursive: true });
    writeFileSync(join(root, "pkg", path), text);
  }
}

if (isMain(import.meta.url)) await main(writePackagedTexts);
