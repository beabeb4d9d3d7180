import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { importForNode } from "../package/entry.mjs";
import { compareBypasses, compareDecisions } from "./compare.mjs";

const keyward = await importForNode();
const read = (name) => JSON.parse(readFileSync(new URL(`../vectors/${name}`, import.meta.url), "utf8"));

test("every decision of the vectors", () => {
  const { cases, mismatches } = compareDecisions(keyward, read("decisions.json"));
  assert.deepEqual(mismatches.slice(0, 10), [], `${mismatches.length} mismatches`);
  assert.ok(cases >= 2400);
});

test("no bypass of the vectors gets through", () => {
  const { cases, mismatches } = compareBypasses(keyward, read("url-bypass.json"));
  assert.deepEqual(mismatches, []);
  assert.ok(cases >= 4 * 46);
});

test("a wrong expectation is found", () => {
  const groups = read("decisions.json").slice(0, 1);
  const [first] = groups[0].cases;
  first.expect = { ...first.expect, status: 418 };
  assert.equal(compareDecisions(keyward, groups).mismatches.length, 1);
});
