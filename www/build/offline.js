// The service worker, with the list of all files of the page.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

export function offline() {
  return {
    name: "offline",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const files = ["./", "./icon.svg", ...Object.keys(bundle).filter((name) => !name.endsWith(".html")).map((name) => `./${name}`)].sort();
        const digest = createHash("sha256");
        for (const { code, source } of Object.values(bundle)) digest.update(code ?? source ?? "");
        const worker = readFileSync(new URL("../src/offline/worker.js", import.meta.url), "utf8");
        this.emitFile({ type: "asset", fileName: "worker.js", source: worker.replace("[/* files */]", JSON.stringify(files)).replace("/* version */", digest.digest("hex").slice(0, 16)) });
      },
    },
  };
}
