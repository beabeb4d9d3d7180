// The programs of README.md and docs/ run, and print what follows them. With UPDATE_GOLDEN=1, what they print is written there.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { Keyward } from "../../pkg/inline.js";
import { replaceBlock } from "../../scripts/pages.mjs";
import { root } from "../../scripts/process.mjs";
import { ensureDocs } from "../../scripts/tools.mjs";
import { entries } from "../package/entry.mjs";
import { allBlocks, blocksFor, placeOf } from "./runners.mjs";

const files = entries("node", "import");
/** Imports of the package as files of pkg/. */
const located = (program) => program.replace(/from "(keyward(?:\/\w+)?)"/g, (_, name) => `from ${JSON.stringify(new URL(files[name], new URL("pkg/", `file://${root}/`)).href)}`);

test("every program prints the text after it", { timeout: 120_000 }, (t) => {
  const modules = join(ensureDocs(), "node_modules"); // has what the programs compare with
  mkdirSync(modules, { recursive: true });
  const folder = mkdtempSync(join(modules, ".keyward-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const printed = (body, place) => {
    const file = join(folder, `${place}.mjs`);
    writeFileSync(file, located(body));
    const { stdout, stderr } = spawnSync(process.execPath, ["--disable-warning=ExperimentalWarning", file], { encoding: "utf8", env: { ...process.env, NO_COLOR: "1", TZ: "UTC" } });
    return stdout + stderr;
  };
  assert.ok(blocksFor("examples").length >= 20);
  for (const place of blocksFor("examples").keys()) {
    const program = blocksFor("examples")[place]; // an update may have moved it
    const all = allBlocks();
    const output = all[all.findIndex(({ page, line }) => page === program.page && line === program.line) + 1];
    assert.ok(output?.page === program.page && output.runners.includes("outputs"), `${placeOf(program)}: no text says what the program prints`);
    const actual = printed(program.body, place);
    if (process.env.UPDATE_GOLDEN && actual !== output.body) replaceBlock(output, actual);
    else assert.equal(actual, output.body, placeOf(program));
  }
});

test("documents that are shown are valid", () => {
  for (const { name, body, ...block } of blocksFor("documents")) {
    const project = name === "project" ? body : JSON.stringify({ format: "keyward/project@1", id: "p", environments: [], roles: [], users: [], keys: [] });
    assert.doesNotThrow(() => new Keyward(project, name === "catalog" ? { catalog: body } : {}).free(), placeOf(block));
  }
});
