// What the build and the tests need beside Node.js and Rust: each function makes sure that one thing is there.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { homedir, platform } from "node:os";
import { delimiter, join, relative } from "node:path";
import { Failure, output, root, run } from "./process.mjs";

const WASM_PACK = "0.15.1";
const CARGO_DENY = "0.20.2";
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

/** The folder of cargo-deny; `null` if the PATH has it. */
export const ensureCargoDeny = () => ensureCargoTool("cargo-deny", "cargo-deny", CARGO_DENY);

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
export const ensureNodeModules = () => ensurePackages(root);

/** The folder with the hosts that come from npm, and their packages. */
export function ensureHosts() {
  const folder = join(root, "tests/hosts");
  ensurePackages(folder);
  return folder;
}

/** The folder of the documentation's site, with its packages. */
export function ensureDocs() {
  const folder = join(root, "docs");
  ensurePackages(folder);
  return folder;
}

/** The path of a Node.js that is not older than `major.minor`: the one that runs this, or npm's among the packages of the hosts. */
export function ensureNode(version) {
  const [major, minor] = version.split(".").map(Number);
  const isNewEnough = (found) => {
    const [, ownMajor, ownMinor] = /^v(\d+)\.(\d+)/.exec(found ?? "") ?? [];
    return Number(ownMajor) > major || (Number(ownMajor) === major && Number(ownMinor) >= minor);
  };
  if (isNewEnough(process.version)) return process.execPath;
  const packaged = join(ensureHosts(), "node_modules/node-22/bin/node");
  if (isNewEnough(output(packaged, ["--version"]))) return packaged;
  throw new Failure(`this needs Node.js ${version} or later; here is ${process.version}`);
}

function ensurePackages(project) {
  const folder = join(project, "node_modules");
  const installed = join(folder, ".package-lock.json");
  if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(join(project, "package-lock.json")).mtimeMs) {
    console.log(`tools: installing the npm packages of ${relative(root, join(project, "package-lock.json"))}`);
    run("npm", ["ci", "--no-audit", "--no-fund"], { cwd: project });
  }
  return folder;
}

/** The path of a Chromium. */
export const ensureChromium = () => ensureBrowser("Chromium", "KEYWARD_CHROMIUM", "chromium", ["chromium", "chromium-browser", "google-chrome"], "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

/** The path of a Firefox. */
export const ensureFirefox = () => ensureBrowser("Firefox", "KEYWARD_FIREFOX", "firefox-esr", ["firefox-esr", "firefox"], "/Applications/Firefox.app/Contents/MacOS/firefox");

/** The paths of WebKit's driver, of its browser, and of a display for it; `null` where Debian's packages are not to be had. */
export function ensureWebKit() {
  const find = () => {
    const [driver, display] = ["WebKitWebDriver", "Xvfb"].map((name) => onPath([name]));
    const libraries = existsSync("/usr/lib") ? readdirSync("/usr/lib").map((name) => `/usr/lib/${name}/webkit2gtk-4.1/MiniBrowser`) : [];
    const browser = libraries.find((path) => existsSync(path));
    return driver && display && browser ? { driver, display, browser } : null;
  };
  const found = find();
  if (found !== null || !mayInstall()) return found;
  aptInstall("webkit2gtk-driver", "xvfb");
  return find();
}

/** The path of a browser: the one that a variable names, one of these names on the PATH, the one of macOS, or that of Debian's package. */
function ensureBrowser(browser, variable, debianPackage, names, application) {
  const named = process.env[variable];
  if (named) {
    if (existsSync(named)) return named;
    throw new Failure(`${variable} names no file: ${named}`);
  }
  const find = () => {
    return onPath(names) ?? (platform() === "darwin" && existsSync(application) ? application : undefined);
  };
  return find() ?? installed(browser, variable, debianPackage, find);
}

const onPath = (names) =>
  (process.env.PATH ?? "").split(delimiter).flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));

const mayInstall = () => existsSync("/etc/debian_version") && process.getuid() === 0;

function aptInstall(...packages) {
  console.log(`tools: installing Debian's ${packages.join(", ")}`);
  const environment = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  run("apt-get", ["update", "-qq"], environment);
  run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], environment);
}

function installed(browser, variable, debianPackage, find) {
  if (!mayInstall()) {
    throw new Failure(`the browser tests need ${browser}: install the package ${debianPackage}, or name a ${browser} in ${variable}`);
  }
  aptInstall(debianPackage);
  const found = find();
  if (!found) throw new Failure(`Debian's package ${debianPackage} was installed, but the PATH has no ${debianPackage}`);
  return found;
}
