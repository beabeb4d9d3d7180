// pkg/wasm/manifest.json: which sources and tools the committed WebAssembly was built from, as SHA-256 digests.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure, output, root } from "./process.mjs";

export const WASM_FOLDER = "pkg/wasm";
/** What wasm-pack makes, and what of it is kept: the declarations of the exports by another name, as the glue has other ones. */
export const GLUE = "keyward.js";
export const PACKED = ["keyward.d.ts", GLUE, "keyward_bg.wasm", "keyward_bg.wasm.d.ts"];
export const KEPT = { "keyward.d.ts": "exports.d.ts", [GLUE]: GLUE, "keyward_bg.wasm": "keyward_bg.wasm" };
/** All that is built. */
export const OUTPUTS = ["inline.js", ...Object.values(KEPT)];
const MANIFEST = "manifest.json";

const SOURCES = ["src", "catalogs", "Cargo.toml", "Cargo.lock", "wasm", "rust-toolchain.toml", ".cargo/config.toml", "scripts/build.mjs", "scripts/glue.mjs", "scripts/inline.mjs"];

/** All files of the project that the build reads, as sorted relative paths. */
export function inputFiles(project) {
  const walk = (path) =>
    statSync(join(project, path)).isDirectory()
      ? readdirSync(join(project, path)).flatMap((name) => walk(`${path}/${name}`))
      : [path];
  return SOURCES.filter((path) => existsSync(join(project, path))).flatMap(walk).sort();
}

/** Describes the outputs in `folder`, and what they were made from, in a file beside them. */
export function writeManifest(project, folder, { env }) {
  const manifest = { inputs: digestInputs(project), tools: toolVersions(env), outputs: digestOutputs(folder) };
  writeFileSync(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
}

export function readManifest(folder) {
  const path = join(folder, MANIFEST);
  if (!existsSync(path)) throw new Failure(`${WASM_FOLDER} is not built: run \`npm run build\``);
  return JSON.parse(readFileSync(path, "utf8"));
}

/** Checks that pkg/wasm is what its manifest says, and the sources are those it was built from. */
export function checkManifest(project = root) {
  const folder = join(project, WASM_FOLDER);
  const { inputs, outputs } = readManifest(folder);
  const differing = [
    ...differences(inputs.files, digestInputs(project).files),
    ...differences(digests(outputs), digests(digestOutputs(folder))).map((name) => `${WASM_FOLDER}/${name}`),
  ];
  if (differing.length > 0) {
    throw new Failure(`${WASM_FOLDER} was not built from these sources: run \`npm run build\`. What differs: ${differing.join(", ")}`);
  }
}

/** The names whose values are not the same in both. */
export function differences(a, b) {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].filter((name) => a[name] !== b[name]).sort();
}

const digests = (outputs) => Object.fromEntries(Object.entries(outputs).map(([name, { sha256 }]) => [name, sha256]));

/** What the build reads: each file's digest, and one of all. */
export function digestInputs(project) {
  const names = inputFiles(project);
  const files = Object.fromEntries(names.map((name) => [name, sha256(readFileSync(join(project, name)))]));
  return { sha256: sha256(JSON.stringify(files)), files };
}

function digestOutputs(folder) {
  const present = OUTPUTS.filter((name) => existsSync(join(folder, name)));
  return Object.fromEntries(
    present.map((name) => {
      const bytes = readFileSync(join(folder, name));
      return [name, { bytes: bytes.length, sha256: sha256(bytes) }];
    }),
  );
}

/** The versions of everything that shapes the bytes; `env` has the tools on its PATH. */
export function toolVersions(env) {
  const rustc = output("rustc", ["-vV"]);
  return {
    rustc: `${rustc.split("\n")[0].replace("rustc ", "")} ${/^host: (.+)$/m.exec(rustc)[1]}`,
    "wasm-pack": output("wasm-pack", ["--version"], { env }).split(" ")[1],
    "wasm-bindgen": output("wasm-bindgen", ["--version"], { env }).split(" ")[1],
    "wasm-opt": output("wasm-opt", ["--version"], { env }).replace("wasm-opt version ", ""),
  };
}

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
