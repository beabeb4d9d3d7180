// What the build and the tests need beside Node.js and Rust: each function makes sure that one thing is there.
import { existsSync, readFileSync, statSync } from "node:fs";
import { homedir, platform } from "node:os";
import { delimiter, join } from "node:path";
import { Failure, output, root, run } from "./process.mjs";

const WASM_PACK = "0.15.1";
const WASM_TARGET = "wasm32-unknown-unknown";

/** rustc with the components and the target that the build and the tests use. */
export function ensureRust() {
  if (!output("rustc", ["--version"]) || !output("cargo", ["--version"])) {
    throw new Failure("Rust is not installed: install it with rustup (https://rustup.rs), then run this again");
  }
  for (const component of ["rustfmt", "clippy"]) {
    const subcommand = component === "rustfmt" ? "fmt" : component;
    if (!output("cargo", [subcommand, "--version"])) rustup("component", component);
  }
  const libraries = join(output("rustc", ["--print", "sysroot"]), "lib/rustlib", WASM_TARGET);
  if (!existsSync(libraries)) rustup("target", WASM_TARGET);
}

function rustup(sort, name) {
  if (!output("rustup", ["--version"])) throw new Failure(`Rust's ${sort} ${name} is missing, and there is no rustup to add it`);
  console.log(`tools: adding Rust's ${sort} ${name}`);
  run("rustup", [sort, "add", name]);
}

/** The folders with wasm-pack, wasm-bindgen and wasm-opt, to be put before the others on the PATH. */
export function ensureWasmTools() {
  return [
    ensureCargoTool("wasm-pack", "wasm-pack", WASM_PACK),
    ensureCargoTool("wasm-bindgen-cli", "wasm-bindgen", wasmBindgenVersion()),
    join(ensureNodeModules(), ".bin"),
  ].filter((folder) => folder !== null);
}

/** The version of the wasm-bindgen crate: the command-line tool has to be of the very same one. */
function wasmBindgenVersion() {
  const lock = join(root, "Cargo.lock");
  if (!existsSync(lock)) run("cargo", ["generate-lockfile"]);
  const found = /^name = "wasm-bindgen"\r?\nversion = "(.+)"/m.exec(readFileSync(lock, "utf8"));
  if (!found) throw new Failure("Cargo.lock names no wasm-bindgen");
  return found[1];
}

/** The folder of a tool that cargo installs, in a cache that is kept per user; `null` if the PATH has the right version. */
function ensureCargoTool(crate, binary, version) {
  const isRight = (command) => output(command, ["--version"])?.split(" ")[1] === version;
  if (isRight(binary)) return null;
  const cache = process.env.KEYWARD_TOOLS || join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "keyward");
  const folder = join(cache, `${crate}-${version}`);
  const bin = join(folder, "bin");
  if (!isRight(join(bin, binary))) {
    console.log(`tools: installing ${crate} ${version} with cargo, once: this takes a few minutes`);
    run("cargo", ["install", crate, "--version", `=${version}`, "--root", folder, "--force", "--quiet"]);
  }
  return bin;
}

/** node_modules as package-lock.json has it. */
export function ensureNodeModules() {
  const folder = join(root, "node_modules");
  const installed = join(folder, ".package-lock.json");
  if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(join(root, "package-lock.json")).mtimeMs) {
    console.log("tools: installing the npm packages of package-lock.json");
    run("npm", ["ci", "--no-audit", "--no-fund"]);
  }
  return folder;
}

/** The path of a Chromium. */
export function ensureChromium() {
  const named = process.env.KEYWARD_CHROMIUM;
  if (named) {
    if (existsSync(named)) return named;
    throw new Failure(`KEYWARD_CHROMIUM names no file: ${named}`);
  }
  const found = findChromium();
  if (found) return found;
  if (!existsSync("/etc/debian_version") || process.getuid() !== 0) {
    throw new Failure("the browser tests need Chromium: install the package chromium, or name a Chromium or Chrome in KEYWARD_CHROMIUM");
  }
  console.log("tools: installing Debian's package chromium");
  const environment = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  run("apt-get", ["update", "-qq"], environment);
  run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], environment);
  const installed = findChromium();
  if (!installed) throw new Failure("Debian's package chromium was installed, but the PATH has no chromium");
  return installed;
}

function findChromium() {
  const names = ["chromium", "chromium-browser", "google-chrome"];
  const paths = (process.env.PATH ?? "").split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  if (platform() === "darwin") paths.push("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
  return paths.find((path) => existsSync(path));
}
