// What the build makes of index.html: a page that draws itself with its first response, has in it the script that every view needs
// and the module, and asks at once for what the view and the language of the address need besides.
import { buildSync } from "esbuild";
import { readFileSync } from "node:fs";
import { contentSecurityPolicy } from "../../scripts/policy.mjs";
import { bytesInParts } from "./bytes.js";
import { entryOf, inline } from "./inline.js";

const LANGUAGES = ["en", "de", "cs", "ar"];
const wordsOf = (tag) => JSON.parse(readFileSync(new URL(`../src/language/page/${tag}.json`, import.meta.url), "utf8"));
const MODULE = new URL("../../pkg/wasm/keyward_bg.wasm", import.meta.url);
const FIRST = new URL("../src/shell/first.ts", import.meta.url).pathname;
/** Has V8 compile all of a script's functions while the page waits for the module, and not when each is first called. */
export const EAGER = "//# allFunctionsCalledOnLoad";
/**
 * Each import() of the page goes through this, in place of Vite's helper. One that fails is told by an event, once, and what waits for it
 * never goes on: Firefox ends the imports of a page that is left, and that is no error of the page.
 */
const PRELOAD = `export const __vitePreload = (load) => load().catch(() => {
  dispatchEvent(new Event("missing"));
  return new Promise(() => {});
});`;

export function page() {
  return {
    name: "page",
    enforce: "pre",
    /** Nothing is to be done before an import: what a view needs is asked for by first.ts. */
    load: (id) => (id === "\0vite/preload-helper.js" ? PRELOAD : undefined),
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle }) {
        const words = Object.fromEntries(LANGUAGES.map((tag) => [tag, wordsOf(tag)]));
        const data = `<script type="application/json" id="words">${JSON.stringify(words).replaceAll("<", "\\u003c")}</script>`;
        const text = written(html, words.en).replace(/ *<!--.*?-->\n/gs, "");
        const first = firstScript(bundle === undefined ? { views: {}, languages: {} } : filesOf(bundle));
        const module = bytesInParts(readFileSync(MODULE)).map((part) => `<script type="application/octet-stream" class="module">${part}</script>`);
        const end = (...scripts) => text.replace("</noscript>\n", (noscript) => `${noscript}${[data, ...scripts, ...module].map((line) => `  ${line}\n`).join("")}`);
        if (bundle === undefined) return end(`<script>${first}</script>`);

        const css = Object.keys(bundle).find((name) => name.endsWith(".css"));
        const style = String(bundle[css].source).trim();
        const script = `${EAGER}\n${inline(bundle)}`;
        // Both stand in the page.
        for (const name of Object.keys(bundle)) if (/\.(?:css|wasm)$/.test(name)) delete bundle[name];
        return {
          html: end(`<script>${first}</script>`, `<script type="module" async>${script}</script>`)
            .replace(/ *<link rel="stylesheet"[^>]*>\n/, () => `  <style>${style}</style>\n`)
            .replace(/ *<script type="module"[^>]* src=[^>]*><\/script>\n/, ""),
          // In the page itself, so that it holds wherever it is served.
          tags: [{ tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: contentSecurityPolicy({ scripts: [first, script], styles: [style] }) }, injectTo: "head-prepend" }],
        };
      },
    },
  };
}

/** The files of each view and language, besides the script that stands in the page. */
function filesOf(bundle) {
  const entry = entryOf(bundle);
  const withImports = (chunk, found = new Set()) => {
    if (chunk === entry || found.has(chunk)) return found;
    found.add(chunk);
    for (const name of chunk.imports) withImports(bundle[name], found);
    return found;
  };
  const found = (pattern) => {
    const named = Object.values(bundle).map((chunk) => [pattern.exec(chunk.facadeModuleId ?? "")?.[1], chunk]);
    return Object.fromEntries(named.filter(([name]) => name !== undefined).map(([name, chunk]) => [name, [...withImports(chunk)].map(({ fileName }) => `./${fileName}`)]));
  };
  return { views: found(/\/views\/(\w+)\/\1\.ts$/), languages: found(/\/language\/dictionaries\/(\w+)\.ts$/) };
}

const firstScript = (files) => buildSync({ entryPoints: [FIRST], bundle: true, minify: true, format: "iife", target: "es2022", write: false, define: { FILES: JSON.stringify(files) } }).outputFiles[0].text.trim();

/** The page in English, as it is for whom no script runs. */
function written(html, words) {
  const escaped = (name) => words[name].replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  return html
    .replace(/data-say="(\w+)"([^>]*)>/g, (tag, name) => tag + escaped(name))
    .replace(/data-label="(\w+)"/g, (attribute, name) => `${attribute} aria-label="${escaped(name)}"`)
    .replace(/data-title="(\w+)"/g, (attribute, name) => `${attribute} title="${escaped(name)}"`);
}
