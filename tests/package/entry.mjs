import { readFileSync } from "node:fs";

const PACKAGE = new URL("../../pkg/", import.meta.url);

/** The file that `import "keyward"` means under these conditions, relative to pkg/, as its package.json says. */
export function entry(...conditions) {
  const { exports } = JSON.parse(readFileSync(new URL("package.json", PACKAGE), "utf8"));
  const resolve = (target) => {
    if (typeof target === "string") return target;
    const condition = Object.keys(target).find((name) => name === "default" || conditions.includes(name));
    return resolve(target[condition]);
  };
  return resolve(exports["."] ?? exports).replace("./", "");
}

/** The package as Node.js imports it. */
export const importForNode = () => import(new URL(entry("node", "import"), PACKAGE).href);
