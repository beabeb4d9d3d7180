// The README's commands print what it says.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { root } from "../../scripts/process.mjs";
import { CLI, shell } from "./harness.mjs";

const section = /^## On the command line\n.*?(?=^## )/ms.exec(readFileSync(join(root, "README.md"), "utf8"))[0];
const blocks = (language) => [...section.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))].map(([, body]) => body);

/** The files that it shows: YAML by the name in its first line, and a line of a log. */
const files = () => ({ ...Object.fromEntries(blocks("yaml").map((body) => [/^# (\S+)\n/.exec(body)[1], body])), "access.ndjson": blocks("json")[0] });

test("every command of the README prints what follows it", (t) => {
  const { folder } = shell(t, files());
  const command = join(folder, "keyward");
  writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${CLI}" "$@"\n`);
  chmodSync(command, 0o755);
  const commands = blocks("console").flatMap((body) => [...body.matchAll(/^\$ (.*)\n((?:(?!\$ ).*\n)*)/gm)]);
  assert.ok(commands.length >= 7);
  for (const [, line, expected] of commands) {
    const { stdout, stderr } = spawnSync("sh", ["-c", line], { cwd: folder, encoding: "utf8", env: { ...process.env, PATH: `${folder}:${process.env.PATH}` } });
    assert.deepEqual([stderr, stdout.trimEnd()], ["", expected.trimEnd()], line);
  }
});

test("its table has every command", (t) => {
  const { stdout } = shell(t).keyward(["--help"]);
  const named = [...section.matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, cell]) => [...cell.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name));
  const known = [...stdout.matchAll(/^ {2}([a-z-]+) {2,}\S/gm)].map(([, name]) => name);
  assert.deepEqual(named.sort(), known.sort());
});
