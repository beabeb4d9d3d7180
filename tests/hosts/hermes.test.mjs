// Hermes, the engine of React Native, has no WebAssembly: real Hermes says so in one sentence, and runs the entries that need none.
// The scripts go through React Native's preset for Babel. Its last virtual machine for desktops is 0.12; of later versions there is the compiler, which reads them as they are.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { build } from "esbuild";
import { hostProject, hosts, requireHost } from "./project.mjs";

const NONE = "KeywardError internal: this host has no WebAssembly, which keyward needs (React Native's Hermes has none): decide on a server, and use here what it answers";
const BINARIES = { linux: "linux64-bin", darwin: "osx-bin", win32: "win64-bin" }[process.platform];

const SCRIPT = `
  const said = (call) => { try { return call(); } catch (error) { return \`\${error.name} \${error.code}: \${error.message}\`; } };
  print(typeof WebAssembly);
  print(said(() => require("keyward")));
  print(said(() => require("keyward/inline")));
  print(said(() => require("keyward/slim").init(new Uint8Array(8))));
  for (const name of ["messages", "watch", "token", "audit", "fetch"]) print(name, typeof entries[name]);
  print(said(() => entries.token.readToken("kw_").valid));
`;
const ENTRIES = ["messages", "watch", "token", "audit", "fetch"].map((name) => `${name}: require("keyward/${name}")`).join(", ");

/** One script with the package in it, as React Native's bundler resolves it. */
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
  const printed = execFileSync(join(hosts, "node_modules/hermes-engine-cli", BINARIES, "hermes"), ["transformed.js"], { cwd: project, encoding: "utf8" });
  assert.deepEqual(printed.trim().split("\n"), ["undefined", NONE, NONE, NONE, "messages object", "watch object", "token object", "audit object", "fetch object", "false"]);
});

test("the compiler of Hermes today reads the scripts as they are", async () => {
  const project = hostProject("hermesc", {});
  writeFileSync(join(project, "bundle.js"), await bundled(project));
  execFileSync(join(hosts, "node_modules/hermes-compiler/hermesc", BINARIES, "hermesc"), ["-w", "-emit-binary", "-out", "bundle.hbc", "bundle.js"], { cwd: project });
});
