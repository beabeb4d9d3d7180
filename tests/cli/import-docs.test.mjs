// What docs/import-openapi.md shows is what happens.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { root } from "../../scripts/process.mjs";
import { CLI, shell } from "./harness.mjs";

const page = readFileSync(join(root, "docs/import-openapi.md"), "utf8");
const blocks = (language) => [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))].map(([, body]) => body);
const files = () => Object.fromEntries(blocks("yaml").map((body) => [/^# (\S+)\n/.exec(body)[1], body]));

test("every command prints what follows it", (t) => {
  const { folder } = shell(t, files());
  writeFileSync(join(folder, "keyward"), `#!/bin/sh\nexec "${process.execPath}" "${CLI}" "$@"\n`);
  chmodSync(join(folder, "keyward"), 0o755);
  const commands = blocks("console").flatMap((body) => [...body.matchAll(/^\$ (.*)\n((?:(?!\$ ).*\n)*)/gm)]);
  assert.equal(commands.length, 4);
  for (const [, line, expected] of commands) {
    const { stdout, stderr } = spawnSync("sh", ["-c", line], { cwd: folder, encoding: "utf8", env: { ...process.env, PATH: `${folder}:${process.env.PATH}` } });
    assert.deepEqual([stderr, stdout.replaceAll("\r", "").trimEnd()], ["", expected.trimEnd()], line);
  }
});

test("the script prints what it says", (t) => {
  const [script] = blocks("js");
  const { folder } = shell(t, { "script.mjs": script });
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(join(root, "pkg"), join(folder, "node_modules/keyward"));
  const { stdout, stderr } = spawnSync(process.execPath, ["script.mjs"], { cwd: folder, encoding: "utf8" });
  assert.deepEqual([stderr, stdout], ["", blocks("text")[0]]);
});
