import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { join, posix } from "node:path";
import test from "node:test";
import { publint } from "publint";
import { commonJs } from "../../scripts/commonjs.mjs";
import { facadeFiles } from "../../scripts/facade.mjs";
import { TEXTS, packagedTexts } from "../../scripts/package-docs.mjs";
import { isOutside, linksIn } from "../../scripts/pages.mjs";
import { output, root } from "../../scripts/process.mjs";
import { ANSWER, DECIDE, pack, projectWithPackage, temporaryFolder } from "./packed.mjs";

/** The entries, each a script with its source map. */
const SCRIPTS = ["analyze", "audit", "element", "fetch", "hono", "inline", "messages", "node", "openapi", "react", "slim", "token", "vue", "watch"];
const ENTRIES = ["browser", "bundled", "edge-light", "split", "workerd", ...SCRIPTS];

const FILES = [
  ...["cli.js", "package.json"],
  ...ENTRIES.flatMap((name) => [`${name}.js`, `${name}.js.map`]),
  ...["catalog", "project"].map((name) => `schema/${name}.json`),
  ...["inline.js", "keyward_bg.wasm", "manifest.json"].map((name) => `wasm/${name}`),
];

test("the tarball has these files and no others", async (t) => {
  const { files } = pack(temporaryFolder(t));
  const built = facadeFiles().filter((name) => /^(chunks|types)\//.test(name));
  const required = Object.keys(await commonJs()).map((name) => `cjs/${name}`);
  assert.deepEqual(files, [...FILES, ...Object.keys(packagedTexts()), ...built, ...required].sort());
});

test("its texts are those of the repository", () => {
  for (const [name, text] of Object.entries(packagedTexts())) assert.equal(readFileSync(join(root, "pkg", name), "utf8"), text, `${name}: node scripts/package-docs.mjs`);
  for (const name of TEXTS) assert.equal(packagedTexts()[name], readFileSync(join(root, name), "utf8"), name);
});

test("it carries what its texts link to", (t) => {
  const { files } = pack(temporaryFolder(t));
  const pages = files.filter((name) => name === "README.md" || /^docs\/.*\.md$/.test(name));
  assert.ok(pages.length >= 15);
  for (const page of pages) {
    for (const { target } of linksIn(readFileSync(join(root, "pkg", page), "utf8"))) {
      if (!isOutside(target)) assert.ok(files.includes(posix.join(posix.dirname(page), target.split("#")[0] || posix.basename(page))), `${page}: ${target}`);
    }
  }
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
    const status = { key: "k", state: "expired", level: "critical", expiresAt: 1e12, endsAt: 1e12, remaining: null, notices: [], changesAt: null };
    watch({ status: () => status }, "k", (status) => console.log(statusMessage(status, { language: "de", timeZone: "UTC" }).subject));
  `;
  const project = projectWithPackage(t, { "user.mjs": script });
  rmSync(join(project, "node_modules/keyward/wasm"), { recursive: true });
  assert.equal(printed(project, "user.mjs"), "API-Schlüssel „k“: Abgelaufen");
});

test("installed, it decides where it is required, without help of ES modules", (t) => {
  const project = projectWithPackage(t, { "user.cjs": `const { Keyward } = require("keyward");${DECIDE}console.log(answer);` });
  const args = process.features.require_module ? ["--no-experimental-require-module"] : [];
  assert.equal(output(process.execPath, [...args, join(project, "user.cjs")], { cwd: project, stdio: ["ignore", "pipe", "inherit"] }), ANSWER);
});

test("installed, it brings the command `keyward`", (t) => {
  const project = projectWithPackage(t);
  const { version } = JSON.parse(readFileSync(join(root, "pkg/package.json"), "utf8"));
  assert.equal(output(join(project, "node_modules/.bin/keyward"), ["--version"], { cwd: project }), version);
  assert.match(output("npm", ["exec", "--offline", "--", "keyward", "schema", "project"], { cwd: project }), /^\{\n/);
});
