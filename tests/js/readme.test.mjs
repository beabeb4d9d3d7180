// The README's examples run, and print what it says.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { root } from "../../scripts/process.mjs";

const readme = readFileSync(join(root, "README.md"), "utf8");
const blocks = [...readme.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, body]) => ({ language, body }));
const entry = new URL("pkg/node.js", `file://${root}/`).href;

test("every js block prints the text block after it", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "keyward-readme-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const examples = blocks.flatMap(({ language, body }, place) => (language === "js" ? [{ body, output: blocks[place + 1] }] : []));
  assert.ok(examples.length >= 4);
  examples.forEach(({ body, output }, place) => {
    assert.equal(output?.language, "text", `example ${place} has no output`);
    const file = join(folder, `example-${place}.mjs`);
    writeFileSync(file, body.replace('from "keyward"', `from ${JSON.stringify(entry)}`));
    assert.equal(execFileSync(process.execPath, [file], { encoding: "utf8" }), output.body);
  });
});

test("every command it names is a script", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const named = [...readme.matchAll(/`npm (?:run )?(start|test|build)`/g)].map(([, name]) => name);
  assert.deepEqual([...new Set(named)].sort(), Object.keys(scripts).sort());
});
