// The tables of the example's README name what there is. tests/docs runs the page's script.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { root } from "../../scripts/process.mjs";

const read = (path) => readFileSync(join(root, path), "utf8");
const EXAMPLE = "examples/nightly-notices";

test("the README names each file, and each setting with its default", () => {
  const readme = read(`${EXAMPLE}/README.md`);
  for (const name of readdirSync(join(root, EXAMPLE, "src"))) assert.ok(readme.includes(`\`src/${name}\``), name);
  const table = /^\| member \| means .*?\n\n/ms.exec(readme)[0];
  const declared = /^const settings = z\.strictObject\(\{\n(.*?)^\}\);/ms.exec(read(`${EXAMPLE}/src/settings.ts`))[1];
  const members = [...declared.matchAll(/^ {2}(\w+)(?:,$|: (.*),$)/gm)];
  assert.ok(members.length >= 14);
  for (const [, name, type = ""] of members) {
    const row = table.split("\n").find((line) => line.split("|")[1]?.includes(`\`${name}\``));
    assert.ok(row, name);
    const value = /\.default\("?([^")]+)"?\)/.exec(type)?.[1];
    if (value !== undefined && value !== "{}") assert.match(row.split("|").at(-2), new RegExp(`\`${value}\``), name);
  }
});
