import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { importForNode } from "../package/entry.mjs";
import { compareBypasses, compareDecisions, compareLifetimes, compareNotices } from "./compare.mjs";

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

test("every lifetime of the vectors", () => {
  const { cases, mismatches } = compareLifetimes(keyward, read("lifetimes.json"));
  assert.deepEqual(mismatches.slice(0, 10), []);
  assert.ok(cases >= 1587);
});

test("every notice of the vectors, for page and job alike", () => {
  const { cases, mismatches } = compareNotices(keyward, read("notices.json"));
  assert.deepEqual(mismatches.slice(0, 10), []);
  assert.ok(cases >= 1029);
});

test("a wrong expectation is found", () => {
  const groups = read("decisions.json").slice(0, 1);
  const [first] = groups[0].cases;
  first.expect = { ...first.expect, status: 418 };
  assert.equal(compareDecisions(keyward, groups).mismatches.length, 1);
  const [lifetime] = read("lifetimes.json");
  assert.equal(compareLifetimes(keyward, [{ ...lifetime, expiresAt: lifetime.expiresAt + 1 }]).mismatches.length, 3);
  const [notice] = read("notices.json");
  assert.notEqual(compareNotices(keyward, [{ ...notice, at: notice.at + 1 }]).mismatches.length, 0);
});
