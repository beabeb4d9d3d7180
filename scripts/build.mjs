// Builds pkg/wasm from the Rust sources. The same sources and tools give the same bytes in any folder.
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join, relative } from "node:path";
import { writeCommonJs } from "./commonjs.mjs";
import { buildFacade } from "./facade.mjs";
import { makeGlue } from "./glue.mjs";
import { writeInline } from "./inline.mjs";
import { GLUE, KEPT, PACKED, WASM_FOLDER, digestInputs, writeManifest } from "./manifest.mjs";
import { writePackagedTexts } from "./package-docs.mjs";
import { buildPage, PAGE_FOLDER } from "./page.mjs";
import { Failure, isMain, main, output, root, run } from "./process.mjs";
import { ensureRust, ensureWasmTools } from "./tools.mjs";

/** The crate of the module, relative to the project. */
const CRATE = "wasm";

/**
 * Builds the crate in `project` into its folder `out` (a relative path), with the manifest beside it.
 * `cargoHome` stands in for the user's: what it is called must not change a byte. `simd`: whether the module may use
 * vector instructions, as it does wherever it is not measured without them.
 */
export async function build({ project = root, out = WASM_FOLDER, cargoHome = userCargoHome(), simd = true } = {}) {
  ensureRust();
  run("cargo", ["fetch", "--locked", "--target", "wasm32-unknown-unknown"], { cwd: project });
  const fingerprint = digestInputs(project).sha256.slice(0, 16);
  const env = {
    ...process.env,
    PATH: [...ensureWasmTools(), process.env.PATH].join(delimiter),
    CARGO_HOME: cargoHome,
    CARGO_TARGET_DIR: join(project, "target"),
    CARGO_ENCODED_RUSTFLAGS: [`-Ctarget-feature=${simd ? "+" : "-"}simd128`, ...remappings(project, cargoHome)].join("\x1f"),
    KEYWARD_BUILD: fingerprint,
  };
  if (!output("wasm-opt", ["--version"], { env })) throw new Failure("wasm-opt is missing: run `npm ci`");

  const staging = "target/wasm-pack";
  // wasm-pack takes the folder from where the crate is
  const outDir = join(relative(CRATE, "."), staging);
  rmSync(join(project, staging), { recursive: true, force: true });
  const options = ["--mode", "no-install", "--target", "web", "--release", "--no-pack", "--no-gitignore"];
  run("wasm-pack", ["build", ...options, "--out-dir", outDir, "--out-name", "keyward", CRATE, "--locked"], { cwd: project, env });

  const made = readdirSync(join(project, staging)).sort();
  if (made.join() !== PACKED.join()) throw new Failure(`wasm-pack wrote ${made.join(", ")}, not ${PACKED.join(", ")}`);
  const folder = join(project, out);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, kept] of Object.entries(KEPT)) cpSync(join(project, staging, name), join(folder, kept));
  writeFileSync(join(folder, GLUE), await makeGlue(join(project, staging), GLUE, fingerprint));
  writeInline(folder);
  writeManifest(project, folder, { env });
}

/** Panic messages hold the paths of the sources: each that depends on the machine is given a fixed name. */
function remappings(project, cargoHome) {
  const registry = join(cargoHome, "registry/src");
  const sysroot = output("rustc", ["--print", "sysroot"]);
  const commit = /^commit-hash: (.+)$/m.exec(output("rustc", ["-vV"]))?.[1];
  return [
    [cargoHome, "/cargo"],
    // the name of the folder depends on how crates.io is reached
    ...readdirIfAny(registry).map((index) => [join(registry, index), "/crates"]),
    [join(sysroot, "lib/rustlib/src/rust"), `/rustc/${commit}`],
    [project.replace(/(?<=.)\/$/, ""), "/keyward"],
  ].map(([from, to]) => `--remap-path-prefix=${from}=${to}`);
}

/** The folder that cargo keeps crates in. */
export const userCargoHome = () => process.env.CARGO_HOME || join(homedir(), ".cargo");

function readdirIfAny(folder) {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

if (isMain(import.meta.url)) {
  await main(async () => {
    await build();
    writePackagedTexts();
    cpSync(join(root, "schema"), join(root, "pkg/schema"), { recursive: true });
    console.log(`built ${WASM_FOLDER}`);
    await buildFacade();
    await writeCommonJs();
    buildPage();
    console.log(`built ${PAGE_FOLDER}`);
  });
}
