// All tests, in order; the first that fails ends the run.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { build, userCargoHome } from "./build.mjs";
import { deny } from "./deny.mjs";
import { buildDocs } from "./docs.mjs";
import { buildFacade, facadeFiles } from "./facade.mjs";
import { checkManifest, differences, inputFiles, OUTPUTS, readManifest, WASM_FOLDER } from "./manifest.mjs";
import { buildPage, PAGE_FOLDER } from "./page.mjs";
import { Failure, main, root, run } from "./process.mjs";
import { ensureCargoDeny, ensureChromium, ensureDocs, ensureFirefox, ensureHosts, ensureNodeModules, ensureRust, ensureWasmTools, ensureWebKit } from "./tools.mjs";

const REBUILT = "target/rebuilt-wasm";

const steps = [
  ["tools", () => [ensureRust, ensureWasmTools, ensureNodeModules, ensureDocs, ensureHosts, ensureCargoDeny, ensureChromium, ensureFirefox, ensureWebKit].forEach((ensure) => ensure())],
  ["format", () => run("cargo", ["fmt", "--check"])],
  ["lints", () => run("cargo", ["clippy", "--quiet", "--locked", "--all-targets", "--", "-D", "warnings"])],
  ["lints for wasm", () => run("cargo", ["clippy", "--quiet", "--locked", "--package", "keyward-wasm", "--target", "wasm32-unknown-unknown", "--", "-D", "warnings"])],
  ["licenses and sources of the crates", () => deny()],
  ["Rust tests", () => run("cargo", ["test", "--locked"])],
  ["JSON Schemas", () => run("cargo", ["test", "--locked", "--features", "schema", "--test", "schema"])],
  ["committed WebAssembly belongs to these sources", () => checkManifest()],
  ["rebuild", rebuild],
  ["same bytes in another folder", rebuildElsewhere],
  ["the committed scripts are what their sources give", rebuildFacade],
  ["types", () => ["facade", "cli", "tests/types", "tests/types/using", "tests/types/frameworks", "tests/types/frontends", "examples/nightly-notices", "action"].forEach((project) => run("node_modules/.bin/tsc", ["-p", project]))],
  ["JavaScript tests", () => nodeTests("tests/js")],
  ["analysis tests", () => nodeTests("tests/js/analyze")],
  ["import tests", () => nodeTests("tests/js/openapi")],
  ["command line tests", () => nodeTests("tests/cli")],
  ["package tests", () => nodeTests("tests/package")],
  ["documentation site", () => buildDocs()],
  ["documentation tests", () => nodeTests("tests/docs")],
  ["the committed page is what its sources give", rebuildPage],
  ["page tests", () => nodeTests("tests/page")],
  ["browser tests", () => nodeTests("tests/browser")],
  ["element tests", () => nodeTests("tests/element")],
  ["host tests", () => nodeTests("tests/hosts")],
  ["edge worker tests", () => nodeTests("tests/edge")],
  ["nightly notices tests", () => nodeTests("tests/notices-example")],
  ["GitHub Action tests", () => nodeTests("tests/action")],
];

/** The committed WebAssembly is what the sources give; with other versions of the tools, theirs is tested instead. */
async function rebuild() {
  await build({ out: REBUILT });
  const committed = readManifest(join(root, WASM_FOLDER)).tools;
  const tools = readManifest(join(root, REBUILT)).tools;
  const changed = differences(committed, tools);
  if (changed.length === 0) return compareOutputs(join(root, WASM_FOLDER), join(root, REBUILT));
  for (const tool of changed) console.log(`${WASM_FOLDER} was built with ${tool} ${committed[tool]}; here it is ${tools[tool]}`);
  console.log(`the tests that follow are of a new ${WASM_FOLDER}: commit it if these tools are to stay`);
  rmSync(join(root, WASM_FOLDER), { recursive: true });
  cpSync(join(root, REBUILT), join(root, WASM_FOLDER), { recursive: true });
}

/** Neither the project's folder nor cargo's, nor what an earlier build has left, changes a byte. */
async function rebuildElsewhere() {
  const folder = mkdtempSync(join(tmpdir(), "keyward other "));
  try {
    const project = join(folder, "a/deeper/place");
    for (const path of inputFiles(root)) cpSync(join(root, path), join(project, path));
    const cargoHome = join(folder, "cargo");
    symlinkSync(userCargoHome(), cargoHome);
    await build({ project, cargoHome });
    compareOutputs(join(root, REBUILT), join(project, WASM_FOLDER));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compareOutputs(expected, actual) {
  for (const name of OUTPUTS) {
    if (!readFileSync(join(expected, name)).equals(readFileSync(join(actual, name)))) {
      throw new Failure(`${name} has other bytes in ${relative(root, actual)} than in ${relative(root, expected)}, from the same sources`);
    }
  }
}

/** The page is built with the package as it is, and the packages of package-lock.json. */
function rebuildPage() {
  const [built, rebuilt] = [join(root, PAGE_FOLDER), join(root, "target/rebuilt-page")];
  buildPage({ out: rebuilt });
  const files = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort();
  compareBuilt(PAGE_FOLDER, [built, files(built)], [rebuilt, files(rebuilt)]);
}

/** The package's scripts are bundled from facade/, by the esbuild of package-lock.json. */
async function rebuildFacade() {
  const [built, rebuilt] = [join(root, "pkg"), join(root, "target/rebuilt-facade")];
  await buildFacade({ out: rebuilt });
  compareBuilt("pkg", [built, facadeFiles(built)], [rebuilt, facadeFiles(rebuilt)]);
}

/** Two folders have the same files, each of the same bytes. */
function compareBuilt(title, [built, there], [rebuilt, made]) {
  const other = made.filter((name) => !there.includes(name) || !readFileSync(join(built, name)).equals(readFileSync(join(rebuilt, name))));
  const left = there.filter((name) => !made.includes(name));
  if (other.length + left.length > 0) throw new Failure(`${title} is not what its sources give: run \`npm run build\`. What differs: ${[...other, ...left].join(", ")}`);
}

function nodeTests(folder) {
  const files = readdirSync(join(root, folder)).filter((name) => name.endsWith(".test.mjs")).sort();
  if (files.length === 0) throw new Failure(`${folder} has no tests`);
  run(process.execPath, ["--test", "--test-concurrency=2", ...files.map((name) => `${folder}/${name}`)]);
}

await main(async () => {
  const start = performance.now();
  const since = (then) => `${((performance.now() - then) / 1000).toFixed(1)} s`;
  for (const [name, step] of steps) {
    const then = performance.now();
    console.log(`\n== ${name}`);
    try {
      await step();
    } catch (error) {
      console.log(`== ${name}: FAILED after ${since(then)}`);
      throw error;
    }
    console.log(`== ${name}: ok, ${since(then)}`);
  }
  console.log(`\nall ${steps.length} steps passed in ${since(start)}`);
});
