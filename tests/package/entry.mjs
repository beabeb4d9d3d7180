import { readFileSync } from "node:fs";

const PACKAGE = new URL("../../pkg/", import.meta.url);

const { exports } = JSON.parse(readFileSync(new URL("package.json", PACKAGE), "utf8"));

/** The file that `import "keyward"` means under these conditions, relative to pkg/, as its package.json says. */
export const entry = (...conditions) => resolved(".", conditions);

/** Everything that can be imported under these conditions: specifiers and files. */
export function entries(...conditions) {
  const names = Object.keys(exports).filter((name) => !name.endsWith(".json"));
  return Object.fromEntries(names.map((name) => [name.replace(".", "keyward"), resolved(name, conditions)]));
}

function resolved(name, conditions) {
  const resolve = (target) => {
    if (typeof target === "string") return target;
    const condition = Object.keys(target).find((name) => name === "default" || conditions.includes(name));
    return resolve(target[condition]);
  };
  return resolve(exports[name]).replace("./", "");
}

/** The package as Node.js imports it. */
export const importForNode = () => import(new URL(entry("node", "import"), PACKAGE).href);
