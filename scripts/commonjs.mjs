// pkg/cjs: each entry for `require`.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { isMain, main, root } from "./process.mjs";

const PACKAGE = join(root, "pkg");

/** What each file of the folder holds, by name. */
export function commonJs() {
  const { exports } = JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8"));
  const files = {};
  for (const target of Object.values(exports)) {
    const required = target.node?.require ?? target.require;
    if (required === undefined) continue;
    const module = target.node?.default ?? target.default;
    if (required.default.endsWith(".cjs")) files[basename(required.default)] = `module.exports = require("../${basename(module)}");
`;
  }
  return files;
}

/** Writes it anew. */
export function writeCommonJs() {
  const folder = join(PACKAGE, "cjs");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [name, text] of Object.entries(commonJs())) writeFileSync(join(folder, name), text);
}

if (isMain(import.meta.url)) await main(writeCommonJs);
