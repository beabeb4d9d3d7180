// The documentation's site: the texts of the repository as they are, with the API reference that docs/ is given by scripts/docs.mjs.
import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { defineConfig } from "vitepress";
import { slugOf } from "../../scripts/pages.mjs";

const root = resolve(import.meta.dirname, "../..");
const isThere = (path) => existsSync(join(root, path));

/** The texts that are pages: all of docs/, and these. */
const TEXTS = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "bench/README.md", ...readdirSync(join(root, "examples")).map((name) => `examples/${name}/README.md`)].filter(isThere);
const shown = new Set(["docs", ...TEXTS]);
/** Every folder and text of the repository that is not shown. */
const srcExclude = [
  ...readdirSync(root).filter((name) => !shown.has(name) && !["bench", "examples"].includes(name)).flatMap((name) => [name, `${name}/**`]),
  "**/node_modules/**",
];
/** `README.md` is the page of its folder. */
const folderPage = (path) => path.replace(/README\.md$/, "index.md");

/** A page of docs/, if it is there: some come with parts of the package. */
const page = (text, path) => (isThere(`docs/${path}.md`) ? [{ text, link: `/docs/${path}` }] : []);
/** TypeDoc's pages, one for each module of the package. */
const modules = isThere("docs/api") ? readdirSync(join(root, "docs/api"), { recursive: true }).filter((name) => name.endsWith(".md") && name !== "index.md").map((name) => name.replace(/\.md$/, "")).sort() : [];

const sidebar = [
  { text: "Start", items: [{ text: "What keyward is", link: "/" }, ...page("Concepts", "concepts"), ...page("Migrate from CASL", "migrate/casl"), ...page("Migrate from your own checks", "migrate/home-made")] },
  {
    text: "Build",
    items: [...page("Guard", "guard"), ...page("A router of your own", "routers"), ...page("Hosts and frameworks", "hosts"), ...page("Keys and notices", "keys"), ...page("Nightly notices", "nightly-notices"), ...page("&lt;key-expiry&gt;", "element"), ...page("Import OpenAPI", "import-openapi")],
  },
  { text: "Operate and audit", items: [...page("Analysis", "analysis"), ...page("Command line", "command-line"), ...page("GitHub Action", "github-action"), ...page("Workbench", "workbench")] },
  {
    text: "Reference",
    items: [
      ...page("Calls", "reference/calls"), ...page("Project", "reference/project"), ...page("Catalog", "reference/catalog"), ...page("Errors", "reference/errors"), ...page("TypeScript", "reference/types"), ...page("Rust", "rust"),
      { text: "API: npm package", collapsed: true, items: modules.map((name) => ({ text: name, link: `/docs/api/${name}` })) },
      { text: "API: Rust crate", link: "/docs/api/rust/keyward/index.html", target: "_self" },
    ],
  },
  { text: "Judge", items: [...page("Security", "security"), ...page("Design", "design"), ...page("Benchmarks", "benchmarks"), { text: "Changelog", link: "/CHANGELOG" }, { text: "Contributing", link: "/CONTRIBUTING" }] },
];

/** Links that lead out of the pages: the workbench is a page of its own beside them, and `README.md` is its folder's page. */
function links(markdown) {
  markdown.core.ruler.push("keyward-links", ({ tokens }) => {
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      if (token.type !== "link_open") continue;
      const href = token.attrGet("href") ?? "";
      if (/(^|\/)www\/dist\/index\.html/.test(href)) token.attrSet("target", "_self");
      else token.attrSet("href", href.replace(/README\.md(?=$|#)/, "index.md"));
    }
  });
}

export default defineConfig({
  title: "keyward",
  description: "Decide what an API key may do, in the browser, at the edge, or in a server.",
  lang: "en-US",
  head: [["link", { rel: "icon", href: "data:," }]],
  // the folder below which the site is served: "/keyward/"
  base: process.env.DOCS_BASE || "/",
  srcDir: root,
  srcExclude,
  rewrites: Object.fromEntries([...TEXTS, "docs/README.md"].filter((path) => path.endsWith("README.md")).map((path) => [path, folderPage(path)])),
  outDir: join(import.meta.dirname, "dist"),
  cacheDir: join(import.meta.dirname, "cache"),
  ignoreDeadLinks: [/\/www\/dist\/index/],
  lastUpdated: false,
  markdown: { anchor: { slugify: slugOf }, config: links },
  themeConfig: {
    nav: [{ text: "Concepts", link: "/docs/concepts" }, { text: "Guard", link: "/docs/guard" }, { text: "Reference", link: "/docs/reference/calls" }, { text: "Workbench", link: "/www/dist/index.html", target: "_self" }],
    sidebar,
    search: { provider: "local" },
    outline: [2, 3],
  },
});
