// The public types: as one text, which changes only on purpose; and as TypeScript finds them in the installed package.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import test from "node:test";
import { commonJs } from "../../scripts/commonjs.mjs";
import { facadeFiles } from "../../scripts/facade.mjs";
import { KONTENT_TYPES, kontentTypes } from "../../scripts/kontent-types.mjs";
import { root, run } from "../../scripts/process.mjs";
import { projectWithPackage } from "./packed.mjs";

/** The current TypeScript, and the last one of version 5. */
const COMPILERS = ["node_modules/typescript", "tests/hosts/node_modules/typescript-5"];
const GOLDEN = join(root, "tests/types/public-types.golden.txt");

/** Declarations without comments, a statement's members one to a line. */
function declarations(text) {
  return text.replace(/\/\*.*?\*\//gs, "").replace(/^\s*\/\/.*$/gm, "").replace(/\s+$/gm, "").replace(/\n+/g, "\n").trim();
}

test("the public types are those of public-types.golden.txt", () => {
  const names = facadeFiles().filter((name) => name.startsWith("types/") && !name.startsWith("types/commonjs/"));
  const text = names.map((name) => `== ${name.slice("types/".length)}\n${declarations(readFileSync(join(root, "pkg", name), "utf8"))}\n`).join("\n");
  if (process.env.UPDATE_GOLDEN) writeFileSync(GOLDEN, text);
  assert.equal(text, readFileSync(GOLDEN, "utf8"), "if this is on purpose: UPDATE_GOLDEN=1 node --test tests/package/types.test.mjs");
});

test("the ids of the built-in catalog are those of its document", () => {
  assert.equal(readFileSync(join(root, KONTENT_TYPES), "utf8"), kontentTypes(), "node scripts/kontent-types.mjs");
});

test("pkg/cjs is made of the scripts", async () => {
  const folder = join(root, "pkg/cjs");
  const names = readdirSync(folder, { recursive: true }).filter((name) => /\.c[jt]s$/.test(name));
  const there = Object.fromEntries(names.map((name) => [name.replaceAll("\\", "/"), readFileSync(join(folder, name), "utf8")]));
  assert.deepEqual(there, await commonJs(), "node scripts/commonjs.mjs");
});

const WAYS = { node16: { module: "node16" }, nodenext: { module: "nodenext" }, bundler: { module: "esnext", moduleResolution: "bundler" } };

/** Checks these files of tests/types in a project with the installed package, and nothing else but these packages of the workspace. */
function checkInstalled(t, folder, files, packages = []) {
  const read = (path) => readFileSync(join(root, "tests/types", path), "utf8");
  const [base, own] = ["tsconfig.json", join(folder, "tsconfig.json")].map((path) => JSON.parse(read(path)).compilerOptions);
  const config = (way) => JSON.stringify({ compilerOptions: { ...base, ...own, paths: undefined, ...way }, files });
  const configs = Object.entries(WAYS).map(([name, way]) => [`${name}.json`, config(way)]);
  const project = projectWithPackage(t, { ...Object.fromEntries(files.map((name) => [name, read(join(folder, name))])), ...Object.fromEntries(configs) });
  for (const name of packages) {
    mkdirSync(dirname(join(project, "node_modules", name)), { recursive: true });
    symlinkSync(join(root, "node_modules", name), join(project, "node_modules", name));
  }
  for (const compiler of COMPILERS) for (const [name] of configs) run(process.execPath, [join(root, compiler, "bin/tsc"), "-p", name], { cwd: project });
}

test("TypeScript finds the types of every entry by its name, however it resolves modules", { timeout: 120_000 }, (t) => {
  const frontends = ["frontends/react.tsx", "frontends/vue.ts"];
  const text = ["entries.ts", ...frontends].map((name) => readFileSync(join(root, "tests/types", name), "utf8")).join("");
  const { exports } = JSON.parse(readFileSync(join(root, "pkg/package.json"), "utf8"));
  for (const entry of Object.keys(exports).filter((name) => !name.endsWith(".json"))) {
    assert.ok(text.includes(`from "keyward${entry.slice(1)}"`), `no file of tests/types that is checked here imports keyward${entry.slice(1)}`);
  }
  checkInstalled(t, ".", ["entries.ts"]);
});

test("and those of the entries for React and Vue beside their own types", { timeout: 120_000 }, (t) => {
  checkInstalled(t, "frontends", ["react.tsx", "vue.ts"], ["@types/react", "vue"]);
});
