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

const steps = [
  ["tools", () => [ensureRust, ensureWasmTools, ensureNodeModules, ensureDocs, ensureHosts, ensureCargoDeny, ensureChromium, ensureFirefox, ensureWebKit].forEach((ensure) => ensure())],
  ["format", () => run("cargo", ["fmt", "--check"])],
  ["lints", () => run("cargo", ["clippy", "--quiet", "--locked", "--all-targets", "--", "-D", "warnings"])],
  ["lints for wasm", () => run("cargo", ["clippy", "--quiet", "--locked", "--package", "keyward-wasm", "--target", "wasm32-unknown-unknown", "--", "-D", "warnings"])],
  ["licenses and sources of the crates", () => deny()],
  ["Rust tests", () => run("cargo", ["test", "--locked", "--features", "schema"])],
  ["committed WebAssembly belongs to these sources", () => checkManifest()],
  ["the committed WebAssembly is what its sources give", rebuild],
  ["the committed scripts are what their sources give", rebuildFacade],
  ["types", () => ["facade", "cli", "tests/types", "tests/types/using", "tests/types/frameworks", "tests/types/frontends", "examples/nightly-notices", "action"].forEach((project) => run("node_modules/.bin/tsc", ["-p", project]))],
  ["JavaScript tests", () => nodeTests("tests/js")],
  ["analysis tests", () => nodeTests("tests/js/analyze")],
  ["import tests", () => nodeTests("tests/js/openapi")],
  ["command line tests", () => nodeTests("tests/cli", 3)],
  ["package tests", () => nodeTests("tests/package")],
  ["documentation site", () => buildDocs()],
  ["documentation tests", () => nodeTests("tests/docs")],
  ["the committed page is what its sources give", rebuildPage],
  ["page, element, and framework tests", () => testFiles(["chromium-1", "chromium-2", "firefox-1", "firefox-2"].map((share) => `tests/browser/shares/${share}.mjs`), 4)],
  ["browser tests", () => nodeTests("tests/browser")],
  ["host, edge worker, nightly notices, and GitHub Action tests", () => testFiles(["tests/hosts", "tests/notices-example", "tests/edge", "tests/action"].flatMap(testsIn), 4)],
];

/**
 * Builds the module in another folder with another cargo home, neither of which may change a byte of it, and compares it with the
 * committed one. If the versions of the tools differ, the tests that follow use the new module instead.
 */
async function rebuild() {
  const folder = mkdtempSync(join(tmpdir(), "keyward other "));
  try {
    const project = join(folder, "a/deeper/place");
    for (const path of inputFiles(root)) cpSync(join(root, path), join(project, path));
    const cargoHome = join(folder, "cargo");
    symlinkSync(userCargoHome(), cargoHome);
    await build({ project, cargoHome });
    const [committed, rebuilt] = [join(root, WASM_FOLDER), join(project, WASM_FOLDER)];
    const before = readManifest(committed).tools;
    const tools = readManifest(rebuilt).tools;
    const changed = differences(before, tools);
    if (changed.length === 0) return compareOutputs(committed, rebuilt);
    for (const tool of changed) console.log(`${WASM_FOLDER} was built with ${tool} ${before[tool]}; here it is ${tools[tool]}`);
    console.log(`the tests that follow are of a new ${WASM_FOLDER}: commit it if these tools are to stay`);
    rmSync(committed, { recursive: true });
    cpSync(rebuilt, committed, { recursive: true });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compareOutputs(committed, rebuilt) {
  const other = OUTPUTS.filter((name) => !readFileSync(join(committed, name)).equals(readFileSync(join(rebuilt, name))));
  if (other.length > 0) throw new Failure(`${WASM_FOLDER} is not what its sources give: run \`npm run build\`. What differs: ${other.join(", ")}`);
}

/** Builds the page with the package as it is, and compares it with the committed one. */
function rebuildPage() {
  const [built, rebuilt] = [join(root, PAGE_FOLDER), join(root, "target/rebuilt-page")];
  buildPage({ out: rebuilt });
  const files = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort();
  compareBuilt(PAGE_FOLDER, [built, files(built)], [rebuilt, files(rebuilt)]);
}

/** Bundles the package's scripts from facade/, and compares them with the committed ones. */
async function rebuildFacade() {
  const [built, rebuilt] = [join(root, "pkg"), join(root, "target/rebuilt-facade")];
  await buildFacade({ out: rebuilt });
  compareBuilt("pkg", [built, facadeFiles(built)], [rebuilt, facadeFiles(rebuilt)]);
}

/** Fails unless two folders have the same files with the same bytes. */
function compareBuilt(title, [built, there], [rebuilt, made]) {
  const other = made.filter((name) => !there.includes(name) || !readFileSync(join(built, name)).equals(readFileSync(join(rebuilt, name))));
  const left = there.filter((name) => !made.includes(name));
  if (other.length + left.length > 0) throw new Failure(`${title} is not what its sources give: run \`npm run build\`. What differs: ${[...other, ...left].join(", ")}`);
}

const nodeTests = (folder, concurrency) => testFiles(testsIn(folder), concurrency);

function testsIn(folder) {
  const files = readdirSync(join(root, folder)).filter((name) => name.endsWith(".test.mjs")).sort();
  if (files.length === 0) throw new Failure(`${folder} has no tests`);
  return files.map((name) => `${folder}/${name}`);
}

/** Runs this many test files at a time: more than two where they mostly wait for other processes. */
const testFiles = (files, concurrency = 2) => run(process.execPath, ["--test", `--test-concurrency=${concurrency}`, ...files]);

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
