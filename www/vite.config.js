import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { defineConfig } from "vite";

/** What the page may do: its own files, and nothing else. In the page itself, so that it holds wherever it is served. */
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'";

/** The policy, the module asked for early, and a service worker with the list of all files. */
function finished() {
  return {
    name: "finished page",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(_, { bundle }) {
        const wasm = Object.keys(bundle ?? {}).find((name) => name.endsWith(".wasm"));
        const chunks = Object.values(bundle ?? {}).filter(({ type }) => type === "chunk");
        const app = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith("/src/app.ts"));
        const early = [...new Set([app, ...(app?.imports ?? []).map((name) => bundle[name])])].filter((chunk) => chunk !== undefined && !chunk.isEntry);
        return [
          ...early.map(({ fileName }) => ({ tag: "link", attrs: { rel: "modulepreload", crossorigin: "", href: `./${fileName}` }, injectTo: "head" })),
          { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: POLICY }, injectTo: "head-prepend" },
          ...(wasm === undefined ? [] : [{ tag: "link", attrs: { rel: "preload", as: "fetch", type: "application/wasm", crossorigin: "", href: `./${wasm}` }, injectTo: "head" }]),
        ];
      },
    },
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const files = ["./", "./icon.svg", ...Object.keys(bundle).filter((name) => !name.endsWith(".html")).map((name) => `./${name}`)].sort();
        const digest = createHash("sha256");
        for (const { code, source } of Object.values(bundle)) digest.update(code ?? source ?? "");
        const worker = readFileSync(new URL("src/offline/worker.js", import.meta.url), "utf8");
        this.emitFile({ type: "asset", fileName: "worker.js", source: worker.replace("[/* files */]", JSON.stringify(files)).replace("/* version */", digest.digest("hex").slice(0, 16)) });
      },
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  plugins: [finished()],
  build: { outDir: "dist", emptyOutDir: true, target: "es2022", modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
});
