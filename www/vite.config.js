import { defineConfig } from "vite";
import { offline } from "./build/offline.js";
import { EAGER, page } from "./build/page.js";

/** In one file: what every view is made of, and all that it imports; and what the views share that ask. */
const groups = [
  { name: "page", test: /\/src\/(?:main|language\/plural|model\/(?:rows|sample-paths)|ui\/\w+)\.ts$/ },
  { name: "question", test: /\/src\/(?:views\/ask\/(?:question|reasons(?:\/en)?)|answer\/(?:answer|empty|excerpt|facts|fields|verdict|words(?:\/en)?))\.ts$/ },
];

/** What a first view is made of. */
const FIRST = /^(?:start|ask|question|keys|element)$/;

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
    rolldownOptions: { output: { codeSplitting: { groups }, postBanner: ({ name }) => (FIRST.test(name) ? EAGER : "") } },
  },
});
