// The README's examples run, and print what it says.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { expiryOf, noticesOf } from "../../pkg/inline.js";
import { drawLifetimes, FIGURE } from "../../scripts/lifetimes.mjs";
import { root } from "../../scripts/process.mjs";
import { entries } from "../package/entry.mjs";

const readme = readFileSync(join(root, "README.md"), "utf8");
const blocks = [...readme.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, body]) => ({ language, body }));
const located = (example) => example.replace(/from "(keyward(?:\/\w+)?)"/g, (_, name) => `from ${JSON.stringify(new URL(entries("node", "import")[name], new URL("pkg/", `file://${root}/`)).href)}`);

test("every js block prints the text block after it", (t) => {
  const folder = mkdtempSync(join(root, "node_modules/.keyward-readme-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const examples = blocks.flatMap(({ language, body }, place) => (language === "js" ? [{ body, output: blocks[place + 1] }] : []));
  assert.ok(examples.length >= 4);
  examples.forEach(({ body, output }, place) => {
    assert.equal(output?.language, "text", `example ${place} has no output`);
    const file = join(folder, `example-${place}.mjs`);
    writeFileSync(file, located(body));
    assert.equal(execFileSync(process.execPath, [file], { encoding: "utf8" }), output.body);
  });
});

test("every command that it and the pages of docs/ name is a script", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const pages = readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md")).map((name) => readFileSync(join(root, "docs", name), "utf8"));
  const named = [...[readme, ...pages].join("\n").matchAll(/`npm (?:run )?(start|test|build|bench|example:edge|example:notices)`/g)].map(([, name]) => name);
  assert.deepEqual([...new Set(named)].sort(), Object.keys(scripts).sort());
});

test("its examples of boundaries are right", () => {
  const rows = [...readme.matchAll(/^\| `(\d{4}-[^`]*Z)` \| `(P[^`]*)` \| (.*?) \| (.*?) \|$/gm)];
  assert.ok(rows.length >= 10);
  const shown = (millis) => `\`${new Date(millis).toISOString().replace(".000Z", "Z")}\``;
  for (const [, created, lifetime, end, notice] of rows) {
    let found;
    try {
      const expires = expiryOf(created, lifetime);
      const [{ at, rule }] = noticesOf(created, expires);
      found = [shown(expires), `${shown(at)} \`${rule}\``];
    } catch ({ code }) {
      found = [`\`${code}\``, ""];
    }
    assert.deepEqual([end, notice], found, `${created} ${lifetime}`);
  }
});

test("its figure is the one that is drawn", () => {
  assert.equal(readFileSync(join(root, FIGURE), "utf8"), drawLifetimes(), "run `node scripts/lifetimes.mjs`");
  assert.ok(readme.includes(`](${FIGURE})`));
});

test("its table of the guard's options has all of them", () => {
  const declared = /^export interface GuardOptions.*?^}/ms.exec(readFileSync(join(root, "pkg/types/types/guard.d.ts"), "utf8"))[0];
  const options = [...declared.matchAll(/^ {4}readonly (\w+)\??:/gm)].map(([, name]) => name);
  const table = /^\| option \| means \|\n(.*?)\n\n/ms.exec(readme)[1];
  const named = [...table.matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, cell]) => [...cell.matchAll(/`(\w+)/g)].map(([, name]) => name));
  assert.ok(options.length >= 15);
  assert.deepEqual(named.sort(), options.sort());
});
