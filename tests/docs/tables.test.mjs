// What the tables and pictures of docs/ state is so.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { expiryOf, noticesOf } from "../../pkg/inline.js";
import { drawLifetimes, FIGURE } from "../../scripts/lifetimes.mjs";
import { linksOf, readPage, resolveLink } from "../../scripts/pages.mjs";
import { root } from "../../scripts/process.mjs";

const declared = (path) => readFileSync(join(root, "facade", path), "utf8");
/** The names in code of a table's first cells. */
const firstCells = (page, head) => [...new RegExp(`^\\| ${head} \\|.*\\n\\| --- .*\\n((?:\\|.*\\n)+)`, "m").exec(readPage(page))[1].matchAll(/^\| (.*?) \|/gm)].flatMap(([, cell]) => [...cell.matchAll(/`(\w+)/g)].map(([, name]) => name));
/** The texts of a union of the declarations. */
const union = (path, type) => [...new RegExp(`^export type ${type} =\\s([^;]*);`, "m").exec(declared(path))[1].matchAll(/"(\w+)"/g)].map(([, name]) => name);

test("the lifetimes at the boundaries are right", () => {
  const rows = [...readPage("docs/keys.md").matchAll(/^\| `(\d{4}-[^`]*Z)` \| `(P[^`]*)` \| (.*?) \| (.*?) \|$/gm)];
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

test("the figure is the one that is drawn", () => {
  assert.equal(readFileSync(join(root, FIGURE), "utf8"), drawLifetimes(), "run `node scripts/lifetimes.mjs`");
  assert.ok(linksOf("docs/keys.md").some(({ page, isPicture, target }) => isPicture && resolveLink(page, target).file === FIGURE));
});

test("the table of the guard's options has all of them", () => {
  const options = [...(/^export interface GuardOptions.*?^}/ms.exec(declared("types/guard.ts"))[0]).matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, name]) => name);
  assert.ok(options.length >= 15);
  assert.deepEqual(firstCells("docs/guard.md", "option").sort(), options.sort());
});

test("the table of the calls has all of them", () => {
  const body = /^export interface Ward<.*?^}/ms.exec(declared("types/keyward.ts"))[0];
  const calls = [...new Set([...body.matchAll(/^ {2}(\w+)[<(]/gm)].map(([, name]) => name))];
  assert.ok(calls.length >= 18);
  const named = new Set([...readPage("docs/reference/calls.md").matchAll(/`(\w+)\(/g)].map(([, name]) => name));
  assert.deepEqual(calls.filter((name) => !named.has(name)), []);
});

test("the tables of reasons and of error codes have all of them", () => {
  const text = readPage("docs/concepts.md");
  for (const reason of union("types/decision.ts", "Reason")) assert.match(text, new RegExp(`^\\| .*\`${reason}\``, "m"), reason);
  assert.deepEqual(firstCells("docs/reference/errors.md", "`error.code`").sort(), union("types/problem.ts", "ErrorCode").sort());
  const problems = [...union("types/problem.ts", "ProblemCode"), "lifetime_too_short", "lifetime_too_long"];
  assert.deepEqual(firstCells("docs/reference/errors.md", "`problem.code`").sort(), problems.sort());
});

test("the limits are the core's", () => {
  const constant = (path, name) => Number(new RegExp(`const ${name}: usize = ([\\d_]+);`).exec(readFileSync(join(root, "src", path), "utf8"))[1].replaceAll("_", "")).toLocaleString("en");
  const limits = {
    "a path": [constant("path.rs", "MAX_BYTES")],
    "a template": [constant("path.rs", "MAX_SEGMENTS"), constant("catalog/template.rs", "MAX_READINGS")],
    "facts in the conditions of one operation": [constant("requirement.rs", "MAX_FACTS")],
    "nesting of a document": [constant("document/tree.rs", "LEVELS")],
    "reported problems": [constant("problem.rs", "KEPT"), constant("document/place.rs", "POINTER")],
  };
  const table = /^\| what \| limit \|\n\| --- .*\n((?:\|.*\n)+)/m.exec(readPage("docs/security.md"))[1];
  const stated = Object.fromEntries([...table.matchAll(/^\| (.*?) \| (.*) \|$/gm)].map(([, what, limit]) => [what, limit.match(/\d+(?:,\d{3})*/g)]));
  assert.deepEqual(stated, limits);
});
