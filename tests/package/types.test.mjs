// The public types, as one text: it changes only on purpose.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { commonJs } from "../../scripts/commonjs.mjs";
import { root } from "../../scripts/process.mjs";

const GOLDEN = join(root, "tests/types/public-types.golden.txt");

/** Declarations without comments, a statement's members one to a line. */
function declarations(text) {
  return text.replace(/\/\*.*?\*\//gs, "").replace(/^\s*\/\/.*$/gm, "").replace(/\s+$/gm, "").replace(/\n+/g, "\n").trim();
}

test("the public types are those of public-types.golden.txt", () => {
  const names = readdirSync(join(root, "pkg")).filter((name) => name.endsWith(".d.ts")).sort();
  const text = names.map((name) => `== ${name}\n${declarations(readFileSync(join(root, "pkg", name), "utf8"))}\n`).join("\n");
  if (process.env.UPDATE_GOLDEN) writeFileSync(GOLDEN, text);
  assert.equal(text, readFileSync(GOLDEN, "utf8"), "if this is on purpose: UPDATE_GOLDEN=1 node --test tests/package/types.test.mjs");
});

test("pkg/cjs is made of the entries", () => {
  const folder = join(root, "pkg/cjs");
  const there = Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
  assert.deepEqual(there, commonJs(), "node scripts/commonjs.mjs");
});
