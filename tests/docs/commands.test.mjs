// The commands of README.md and docs/ print what they say, and the others exist. With UPDATE_GOLDEN=1, what they print is written there.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { allPages, readPage, replaceBlock } from "../../scripts/pages.mjs";
import { root } from "../../scripts/process.mjs";
import { CLI, shell } from "../cli/harness.mjs";
import { blocksFor, placeOf } from "./runners.mjs";

const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const commandNames = [...spawnSync(process.execPath, [CLI, "--help"], { encoding: "utf8" }).stdout.matchAll(/^ {2}([a-z-]+) {2,}\S/gm)].map(([, name]) => name);
const COMMAND = /^\$ (.*)\n((?:(?!\$ ).*\n)*)/gm;

/** A shell in a folder with the files that a page shows, in which `keyward` and `npx keyward` are the built command line. */
function shellOf(t, page) {
  const files = Object.fromEntries(blocksFor("files").filter((block) => block.page === page).map(({ name, body }) => [name, body]));
  const { folder } = shell(t, files);
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules")); // what its programs import
  const bin = join(folder, ".bin");
  mkdirSync(bin);
  const script = (name, text) => (writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`), chmodSync(join(bin, name), 0o755));
  script("keyward", `exec "${process.execPath}" "${CLI}" "$@"`);
  script("npx", `test "$1" = keyward || exit 2\nshift\nexec "${process.execPath}" "${CLI}" "$@"`);
  return (line) => {
    const { stdout, stderr } = spawnSync("sh", ["-c", line], { cwd: folder, encoding: "utf8", env: { ...process.env, PATH: `${bin}:${process.env.PATH}` } });
    return [stdout, stderr].map((text) => text.trimEnd()).filter(Boolean).join("\n").replace(/[ \t]+$/gm, "");
  };
}

for (const page of new Set(blocksFor("consoles").map(({ page }) => page))) {
  test(`the commands of ${page} print what follows them`, { timeout: 60_000 }, (t) => {
    const run = shellOf(t, page);
    for (const place of blocksFor("consoles").filter((block) => block.page === page).keys()) {
      const block = blocksFor("consoles").filter((block) => block.page === page)[place]; // an update may have moved it
      const commands = [...block.body.matchAll(COMMAND)];
      assert.ok(commands.length > 0, placeOf(block));
      const actual = commands.map(([, line]) => `$ ${line}\n${run(line)}\n`).join("\n");
      if (process.env.UPDATE_GOLDEN && actual !== block.body) replaceBlock(block, actual);
      else assert.equal(actual, block.body, placeOf(block));
    }
  });
}

test("each file that a page shows is used by a command of the page", () => {
  for (const { page, name, ...block } of blocksFor("files")) {
    const consoles = blocksFor("consoles").filter((other) => other.page === page);
    assert.ok(consoles.some(({ body }) => body.includes(name)), placeOf({ page, ...block }));
  }
});

/** What a line of a `sh` block may be; each is run by a test or in CI, or names what is there. */
const KNOWN = [
  [/^npm (ci|test)$/, () => true],
  [/^npm install keyward$/, () => true], // tests/package installs the packed package
  [/^cargo add keyward$/, () => true],
  [/^npm (?:run )?([\w:]+)(?: --.*)?$/, ([, name]) => Object.hasOwn(scripts, name)],
  [/^node ([\w./-]+\.mjs)(?: .*)?$/, ([, path]) => existsSync(join(root, path))],
  [/^npx keyward ([a-z-]+)(?: .*)?$/, ([, name]) => commandNames.includes(name)],
];

test("each command that stands alone is there", () => {
  for (const block of blocksFor("commands")) {
    for (const line of block.body.split("\n").map((line) => line.replace(/\s+#.*$/, "").trim()).filter(Boolean)) {
      const [, isThere] = KNOWN.find(([pattern]) => pattern.test(line)) ?? [];
      assert.ok(isThere?.(KNOWN.map(([pattern]) => pattern.exec(line)).find(Boolean)), `${placeOf(block)}: \`${line}\` is not known`);
    }
  }
});

test("every script of package.json is explained, and every one that is named is there", () => {
  const text = allPages().map(readPage).join("\n");
  const named = new Set([...text.matchAll(/`npm (?:run )?([\w:]+)(?: [^`]*)?`/g)].map(([, name]) => name));
  const npmItself = ["ci", "install", "pack", "publish", "exec"];
  for (const name of named) assert.ok(Object.hasOwn(scripts, name) || npmItself.includes(name), name);
  for (const name of Object.keys(scripts)) assert.ok(named.has(name), `no page explains \`npm run ${name}\``);
});

test("the table of commands has every one", () => {
  const named = [...readPage("docs/command-line.md").matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, cell]) => [...cell.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name));
  assert.deepEqual(named.sort(), commandNames.sort());
});
