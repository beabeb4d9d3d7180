import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
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
  ...["element", "fetch", "hono", "index", "inline"].flatMap((name) => [`cjs/${name}.cjs`, `cjs/${name}.d.cts`]),
  "cjs/keyward.wasm.d.cts",
  ...["messages", "node", "slim", "token", "watch"].flatMap((name) => [`cjs/${name}.cjs`, `cjs/${name}.d.cts`]),
  "edge-light.js",
  "element.d.ts",
  "element.js",
  "fetch.d.ts",
  "fetch.js",
  "hono.d.ts",
  "hono.js",
  "index.d.ts",
  "inline.d.ts",
  "inline.js",
  "keyward.wasm.d.ts",
  ...["changes", "decision", "documents"].map((name) => `lib/${name}.js`),
  ...["instants", "lifetime", "parts", "style", "words"].map((name) => `lib/element/${name}.js`),
  ...["errors", "formats"].map((name) => `lib/${name}.js`),
  ...["bearer", "cors", "denial", "judge", "options"].map((name) => `lib/guard/${name}.js`),
  ...["instance", "instants", "keyward"].map((name) => `lib/${name}.js`),
  ...["ar", "cs", "de", "en"].map((name) => `lib/languages/${name}.js`),
  ...["load", "paths", "request", "sentences", "start", "tables", "time", "values"].map((name) => `lib/${name}.js`),
  "messages.d.ts",
  "messages.js",
  "node.d.ts",
  "node.js",
  "nodejs.js",
  "package.json",
  "slim.d.ts",
  "slim.js",
  "token.d.ts",
  "token.js",
  "wasm/inline.js",
  "wasm/keyward.js",
  "wasm/keyward_bg.wasm",
  "wasm/manifest.json",
  "watch.d.ts",
  "watch.js",
  "workerd.js",
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

test("it has no dependencies, and its peers are optional", () => {
  const { dependencies, peerDependencies, peerDependenciesMeta, optionalDependencies } = JSON.parse(readFileSync(join(root, "pkg/package.json"), "utf8"));
  assert.deepEqual([dependencies, optionalDependencies], [undefined, undefined]);
  assert.deepEqual(peerDependenciesMeta, Object.fromEntries(Object.keys(peerDependencies).map((name) => [name, { optional: true }])));
});

const printed = (project, name) => output(process.execPath, [join(project, name)], { cwd: project, stdio: ["ignore", "pipe", "inherit"] });

test("installed, it decides where it is imported", (t) => {
  const project = projectWithPackage(t, { "user.mjs": `import { Keyward } from "keyward";${DECIDE}console.log(answer);` });
  assert.equal(printed(project, "user.mjs"), ANSWER);
});

test("installed, its messages and its watch are there, and load no wasm", (t) => {
  const script = `
    import { statusMessage } from "keyward/messages";
    import { watch } from "keyward/watch";
    const status = { key: "k", state: "expired", level: "critical", expiresAt: 0, endsAt: 0, remaining: null, notices: [], changesAt: null };
    watch({ status: () => status }, "k", (status) => console.log(statusMessage(status, { language: "de", timeZone: "UTC" }).subject));
  `;
  const project = projectWithPackage(t, { "user.mjs": script });
  rmSync(join(project, "node_modules/keyward/wasm"), { recursive: true });
  assert.equal(printed(project, "user.mjs"), "API-Schlüssel „k“: Abgelaufen");
});

test("installed, it decides where it is required", { skip: process.features.require_module ? false : "this node requires no ES modules" }, (t) => {
  const project = projectWithPackage(t, { "user.cjs": `const { Keyward } = require("keyward");${DECIDE}console.log(answer);` });
  assert.equal(printed(project, "user.cjs"), ANSWER);
});
