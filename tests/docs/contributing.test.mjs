// CONTRIBUTING.md names every folder and every command of the repository.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { readPage } from "../../scripts/pages.mjs";
import { root } from "../../scripts/process.mjs";

/** Folders that git ignores. */
const IGNORED = ["node_modules", "target", "proptest-regressions"];
const page = readPage("CONTRIBUTING.md");

test("every folder stands in the table", () => {
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && !IGNORED.includes(entry.name));
  assert.ok(folders.length > 10);
  assert.deepEqual(folders.map(({ name }) => name).filter((name) => !new RegExp(`^\\| .*\`${name}/\`.* \\|`, "m").test(page)), []);
});

test("every command of package.json stands in the table", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const commands = Object.keys(scripts).map((name) => (name === "test" || name === "start" ? `npm ${name}` : `npm run ${name}`));
  assert.deepEqual(commands.filter((command) => !new RegExp(`^\\| .*\`${command}\`.* \\|`, "m").test(page)), []);
});
