import { defineConfig } from "vite";
import { offline } from "./build/offline.js";
import { page } from "./build/page.js";

/** What every view is made of, in one file; and what the views share that ask. */
const groups = [
  { name: "page", test: /lit|\/pkg\/(?:slim\.js|lib\/(?!formats|sentences)\w+\.js|wasm\/)|\/src\/(?:language|model|offline|shell|ui)\/|\/src\/(?:main|views\/load)\.ts/ },
  { name: "question", test: /\/src\/views\/ask\/(?:question|reasons)\.ts/ },
];

export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  plugins: [page(), offline()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
});
