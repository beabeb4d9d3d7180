import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { publint } from "publint";
import { TEXTS } from "../../scripts/build.mjs";
import { output, root } from "../../scripts/process.mjs";
import { ANSWER, DECIDE, pack, projectWithPackage, temporaryFolder } from "./packed.mjs";

const FILES = [
  "CHANGELOG.md",
  "LICENSE-APACHE",
  "LICENSE-MIT",
  "README.md",
  "browser.js",
  "index.d.ts",
  ...["decision", "documents", "errors", "instance", "keyward", "request", "start", "tables", "time", "values"].map((name) => `lib/${name}.js`),
  "node.js",
  "package.json",
  "wasm/keyward.js",
  "wasm/keyward_bg.wasm",
  "wasm/manifest.json",
];

test("the tarball has these files and no others", (t) => {
  const { files } = pack(temporaryFolder(t));
  assert.deepEqual(files, FILES);
});

test("its texts are those of the repository", () => {
  for (const name of TEXTS) assert.equal(readFileSync(join(root, "pkg", name), "utf8"), readFileSync(join(root, name), "utf8"), name);
});

test("publint finds nothing in it", async (t) => {
  const { tarball } = pack(temporaryFolder(t));
  const bytes = readFileSync(tarball);
  const { messages } = await publint({ pkgDir: "package", pack: { tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) } });
  assert.deepEqual(messages, []);
});

test("it has no dependencies", () => {
  const { dependencies, peerDependencies, optionalDependencies } = JSON.parse(readFileSync(join(root, "pkg/package.json"), "utf8"));
  assert.deepEqual([dependencies, peerDependencies, optionalDependencies], [undefined, undefined, undefined]);
});

const printed = (project, name) => output(process.execPath, [join(project, name)], { cwd: project, stdio: ["ignore", "pipe", "inherit"] });

test("installed, it decides where it is imported", (t) => {
  const project = projectWithPackage(t, { "user.mjs": `import { Keyward } from "keyward";${DECIDE}console.log(answer);` });
  assert.equal(printed(project, "user.mjs"), ANSWER);
});

test("installed, it decides where it is required", { skip: process.features.require_module ? false : "this node requires no ES modules" }, (t) => {
  const project = projectWithPackage(t, { "user.cjs": `const { Keyward } = require("keyward");${DECIDE}console.log(answer);` });
  assert.equal(printed(project, "user.cjs"), ANSWER);
});
