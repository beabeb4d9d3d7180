// Each block of code in the texts for readers is run by a test.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { allPages, docsPages, readPage } from "../../scripts/pages.mjs";
import { root } from "../../scripts/process.mjs";
import { NOT_RUN, RUNNERS, allBlocks, blocksFor, placeOf } from "./runners.mjs";

test("each block is taken by one test, or is of a kind that is not run", () => {
  const blocks = allBlocks();
  assert.ok(blocks.length >= 60);
  for (const block of blocks) {
    const expected = Object.hasOwn(NOT_RUN, block.language) ? 0 : 1;
    assert.equal(block.runners.length, expected, `${placeOf(block)}: \`\`\`${block.language} ${block.name} is run by ${block.runners.join(" and ") || "no test"}`);
  }
});

test("each runner takes blocks, and its test asks for them", () => {
  for (const [name, { file }] of Object.entries(RUNNERS)) {
    assert.ok(blocksFor(name).length > 0, name);
    const source = readFileSync(join(root, file), "utf8");
    const asks = { outputs: '.runners.includes("outputs")', hosts: "blockNames()", crate: "include_str!", workflow: "docs/github-action.md" }[name] ?? `blocksFor("${name}")`;
    assert.ok(source.includes(asks), `${file} does not ask for ${name}`);
  }
});

test("rustdoc runs the pages with Rust", () => {
  const library = readFileSync(join(root, "src/lib.rs"), "utf8");
  for (const page of new Set(blocksFor("crate").map(({ page }) => page))) assert.ok(library.includes(`#[doc = include_str!("../${page}")]`), page);
});

test("blocks are written in one way", () => {
  for (const page of allPages()) assert.doesNotMatch(readPage(page), /^(?: +```|~~~|````)/m, page);
});

test("each page of docs/ begins with its title, and one sentence on what it is for", () => {
  for (const page of docsPages()) assert.match(readPage(page), /^# .+\n\nThis page [^\n]+/, page);
});

test("the README is short", () => {
  assert.ok(readPage("README.md").trimEnd().split("\n").length <= 200);
});
