// The texts for readers: which there are, their blocks of code, and their links.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { root } from "./process.mjs";

const DOCS = "docs";
/** Folders of docs/ that hold no pages of ours. */
const SKIPPED = ["node_modules", "api", ".vitepress"];

/** Every page of docs/, relative to the repository, sorted. */
export function docsPages() {
  const walk = (folder) =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      if (SKIPPED.includes(entry.name)) return [];
      if (entry.isDirectory()) return walk(`${folder}/${entry.name}`);
      return entry.name.endsWith(".md") ? [`${folder}/${entry.name}`] : [];
    });
  return walk(DOCS).sort();
}

/** Every text for readers: README.md first, then docs/, then the others. */
export function allPages() {
  const examples = readdirSync(join(root, "examples")).map((name) => `examples/${name}/README.md`).filter((path) => existsSync(join(root, path)));
  return ["README.md", ...docsPages(), "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "bench/README.md", ...examples];
}

export const readPage = (page) => readFileSync(join(root, page), "utf8");

/**
 * The blocks of code of a page, in their order. The first line names a block's language and, where another block or a test refers to
 * it, its name: ` ```js ask.js `.
 */
export function blocksOf(page) {
  const blocks = [];
  let open = null;
  for (const [place, line] of readPage(page).split("\n").entries()) {
    const fence = /^```(.*)$/.exec(line)?.[1];
    if (fence === undefined) open?.lines.push(line);
    else if (open !== null) {
      blocks.push({ page, line: open.line, language: open.language, name: open.name, body: open.lines.map((line) => `${line}\n`).join("") });
      open = null;
    } else {
      const [language = "", name = ""] = fence.trim().split(/\s+/, 2);
      open = { line: place + 1, language, name, lines: [] };
    }
  }
  if (open !== null) throw new Error(`${page}:${open.line}: the block has no end`);
  return blocks;
}

/** Writes another body into a block; blocks of the page after it are to be read anew. */
export function replaceBlock({ page, line }, body) {
  const lines = readPage(page).split("\n");
  const end = lines.indexOf("```", line);
  lines.splice(line, end - line, ...body.replace(/\n$/, "").split("\n"));
  writeFileSync(join(root, page), lines.join("\n"));
}

/** The text of a page without code: blocks and spans become empty, and lines stay where they are. */
const withoutCode = (text) =>
  text
    .replace(/^```.*?^```$/gms, (block) => block.replace(/[^\n]/g, ""))
    .replace(/(`+)[^`]+?\1/g, (span) => (span.includes("](") ? span.replace(/[[\]()]/g, " ") : span));

const LINK = /(!?)\[((?:[^[\]]|\[[^\]]*\])*)\]\(([^()\s]+)\)/g;

/** The links and pictures of a text. */
export function linksIn(whole) {
  const text = withoutCode(whole);
  return [...text.matchAll(LINK)].map(({ 1: mark, 2: title, 3: target, index }) => ({ line: text.slice(0, index).split("\n").length, isPicture: mark === "!", title, target }));
}

/** The links and pictures of a page. */
export const linksOf = (page) => linksIn(readPage(page)).map((link) => ({ page, ...link }));

/** The page's text with each link replaced by what `change` gives for it; code stays as it is. */
export function withLinks(text, change) {
  return text
    .split(/(^```.*?^```$)/gms)
    .map((part) => (part.startsWith("```") ? part : part.replace(LINK, (whole, mark, title, target) => change({ whole, isPicture: mark === "!", title, target }))))
    .join("");
}

/** Where a relative link leads: a path relative to the repository, and what follows `#`. */
export function resolveLink(page, target) {
  const [path, hash = null] = target.split(/#(.*)/s, 2);
  const file = path === "" ? page : relative(root, resolve(root, dirname(page), path)).split(sep).join("/");
  return { file, hash };
}

export const isOutside = (target) => /^[a-z][a-z0-9+.-]*:/i.test(target);

/** The anchor of a heading, as GitHub makes it; the site does the same. */
export const slugOf = (heading) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M} _-]/gu, "")
    .replace(/ /g, "-");

/** The anchors of a page. */
export function anchorsOf(page) {
  const anchors = new Map();
  const text = readPage(page).replace(/^```.*?^```$/gms, "");
  for (const [, heading] of text.matchAll(/^#{1,6} (.*)$/gm)) {
    const slug = slugOf(heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1"));
    anchors.set(slug, (anchors.get(slug) ?? -1) + 1);
  }
  return [...anchors].flatMap(([slug, more]) => [slug, ...Array.from({ length: more }, (_, place) => `${slug}-${place + 1}`)]);
}
