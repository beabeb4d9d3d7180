import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { importForNode } from "../package/entry.mjs";
import { compareReminders, compareRules, compareTemplates } from "./compare-rules.mjs";
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

test("every rule of the vectors that is easily got wrong", () => {
  const { cases, mismatches } = compareRules(keyward, read("rules.json"));
  assert.deepEqual(mismatches, []);
  assert.ok(cases >= 67);
});

test("every path of the vectors is of the template that it is of there", () => {
  const { cases, mismatches } = compareTemplates(keyward, read("templates.json"));
  assert.deepEqual(mismatches.slice(0, 10), [], `${mismatches.length} mismatches`);
  assert.ok(cases >= 600);
});

test("every plan of notices of the vectors", () => {
  const { cases, mismatches } = compareReminders(keyward, read("reminders.json"));
  assert.deepEqual(mismatches, []);
  assert.ok(cases >= 11);
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
  const { cases: rules, ...documents } = read("rules.json");
  const [answered, thrown] = [rules.find(({ expect }) => expect), rules.find(({ throws }) => throws)];
  const spoiltRules = [{ ...answered, expect: { ...answered.expect, operation: "another" } }, { ...thrown, throws: "internal" }];
  assert.equal(compareRules(keyward, { ...documents, cases: spoiltRules }).mismatches.length, 6, "three calls each");
  const [{ templates, paths }] = read("templates.json");
  assert.equal(compareTemplates(keyward, [{ templates, paths: paths.slice(0, 1).map((one) => ({ ...one, template: "/another" })) }]).mismatches.length, 1);
  const reminder = read("reminders.json").find(({ expect }) => expect.length > 0);
  const [earliest, ...others] = reminder.expect;
  assert.equal(compareReminders(keyward, [{ ...reminder, expect: [{ ...earliest, at: earliest.at + 1 }, ...others] }]).mismatches.length, 2);
});
