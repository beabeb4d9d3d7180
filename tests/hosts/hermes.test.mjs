// Hermes, the engine of React Native, has no WebAssembly: real Hermes says so in one sentence, and runs the entries that need none.
// The scripts go through React Native's preset for Babel. Its last virtual machine for desktops is 0.12; of later versions there is the compiler, which reads them as they are.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { build } from "esbuild";
import { link } from "./linked.mjs";
import { ANSWERS, hostProject, hosts, requireHost } from "./project.mjs";
import { assertNoWarnings, built } from "./served.mjs";

const NONE = "KeywardError internal: this host has no WebAssembly, which keyward needs (React Native's Hermes has none): decide on a server, and use here what it answers";
const BINARIES = { linux: "linux64-bin", darwin: "osx-bin", win32: "win64-bin" }[process.platform];

/** The entries that need no WebAssembly. */
const NAMES = ["messages", "watch", "token", "audit", "fetch"];
const LOADED = [...NAMES.map((name) => `${name} object`), "false"];

const SCRIPT = `
  const said = (call) => { try { return call(); } catch (error) { return \`\${error.name} \${error.code}: \${error.message}\`; } };
  print(typeof WebAssembly);
  print(said(() => require("keyward")));
  print(said(() => require("keyward/inline")));
  print(said(() => require("keyward/slim").init(new Uint8Array(8))));
  for (const name of ${JSON.stringify(NAMES)}) print(name, typeof entries[name]);
  print(said(() => entries.token.readToken("kw_").valid));
`;
const ENTRIES = NAMES.map((name) => `${name}: require("keyward/${name}")`).join(", ");

/** The lines that Hermes prints when it runs a script. */
const printedBy = (script, project) => execFileSync(join(hosts, "node_modules/hermes-engine-cli", BINARIES, "hermes"), [script], { cwd: project, encoding: "utf8" }).trim().split("\n");

/** One script with the package in it, as a bundler that knows React Native resolves it. */
async function bundled(project) {
  const { outputFiles } = await build({
    absWorkingDir: project, stdin: { contents: `const entries = { ${ENTRIES} };${SCRIPT}`, resolveDir: project }, bundle: true, write: false,
    format: "iife", platform: "neutral", conditions: ["react-native", "require"], logLevel: "silent",
  });
  return outputFiles[0].text;
}

test("Hermes: what is missing, in one sentence, and the entries that need no module", async () => {
  const project = hostProject("hermes", {});
  const bundle = await bundled(project);
  const presets = [[requireHost.resolve("@react-native/babel-preset"), { disableImportExportTransform: true, enableBabelRuntime: false }]];
  const { code } = requireHost("@babel/core").transformSync(bundle, { presets, babelrc: false, configFile: false, compact: true, filename: join(project, "bundle.js") });
  writeFileSync(join(project, "transformed.js"), code);
  assert.deepEqual(printedBy("transformed.js", project), ["undefined", NONE, NONE, NONE, ...LOADED]);
});

test("the compiler of Hermes today reads the scripts as they are", async () => {
  const project = hostProject("hermesc", {});
  writeFileSync(join(project, "bundle.js"), await bundled(project));
  execFileSync(join(hosts, "node_modules/hermes-compiler/hermesc", BINARIES, "hermesc"), ["-w", "-emit-binary", "-out", "bundle.hbc", "bundle.js"], { cwd: project });
});

const METRO_ENTRY = `
  ${NAMES.map((name) => `import * as ${name} from "keyward/${name}";`).join("\n")}
  const entries = { ${NAMES.join(", ")} };
  ${SCRIPT.replace(`print(said(() => require("keyward/inline")));`, "")}
`;

/** Makes a release bundle, not minified, as React Native does for Hermes. Metro's own command waits seconds before it ends. */
const METRO_BUILD = `
  const Metro = require("metro");
  const options = { entry: "index.js", out: "bundle.js", platform: "android", dev: false, minify: false };
  Metro.loadConfig({ cwd: __dirname }).then((config) => {
    console.log("package exports:", config.resolver.unstable_enablePackageExports);
    return Metro.runBuild(config, options);
  }).then(() => process.exit(0), (error) => {
    console.error(error);
    process.exit(1);
  });
`;

test("Metro: its bundle does the same, with the package found by `exports`", { timeout: 120_000 }, async () => {
  const project = hostProject("metro", {
    "index.js": METRO_ENTRY,
    "build.cjs": METRO_BUILD,
    // as React Native's template has it
    "babel.config.cjs": `module.exports = { presets: ["module:@react-native/babel-preset"] };`,
  });
  link(hosts, project, ["metro", "@babel/core", "@react-native/babel-preset"]);
  // Metro caches in the temporary folder
  const written = await built(project, ["../build.cjs"], { variables: { TMPDIR: project } });
  assertNoWarnings(written);
  assert.match(written, /package exports: true/);
  assert.deepEqual(printedBy("bundle.js", project), ["undefined", NONE, NONE, ...LOADED]);
});

const WEB_ENTRY = `
  import { Keyward, KeywardError } from "keyward";
  import "keyward/element";
  import { project } from "./project.js";
  const ward = new Keyward(project);
  console.log(["GET", "POST"].map((method) => ward.decide({ key: "k1", method, path: "/v2/projects/e/items" }).reason).join(" "));
  try { new Keyward({}); } catch (error) { console.log(error instanceof KeywardError, error.code); }
  console.log(new Error("x") instanceof KeywardError);
`;

test("Metro for the web: classes become functions, and the errors stay what they are", { timeout: 120_000 }, async () => {
  const project = hostProject("metro-web", {
    "index.js": WEB_ENTRY,
    "build.cjs": METRO_BUILD.replace(`"android"`, `"web"`),
    "babel.config.cjs": `module.exports = { presets: ["module:@react-native/babel-preset"] };`,
  });
  link(hosts, project, ["metro", "@babel/core", "@react-native/babel-preset"]);
  const written = await built(project, ["../build.cjs"], { variables: { TMPDIR: project } });
  assertNoWarnings(written);
  const bundle = readFileSync(join(project, "bundle.js"), "utf8");
  assert.match(bundle, /Cannot call a class as a function/);
  writeFileSync(join(project, "bundle.cjs"), bundle);
  assert.deepEqual(execFileSync(process.execPath, ["bundle.cjs"], { cwd: project, encoding: "utf8" }).trim().split("\n"), [ANSWERS, "true document_invalid", "false"]);
});
