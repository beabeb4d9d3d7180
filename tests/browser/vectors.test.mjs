import assert from "node:assert/strict";
import test from "node:test";
import { launch, openEmptyPage, serveWorkspace } from "./harness.mjs";

test("the vectors, answered in a page", { timeout: 120_000 }, async (t) => {
  const page = await openEmptyPage(t, await launch(t), await serveWorkspace(t));
  const results = await page.evaluate(async () => {
    const keyward = await import("keyward");
    const { compareBypasses, compareDecisions } = await import("/tests/js/compare.mjs");
    const read = async (name) => (await fetch(`/tests/vectors/${name}`)).json();
    return {
      decisions: compareDecisions(keyward, await read("decisions.json")),
      bypasses: compareBypasses(keyward, await read("url-bypass.json")),
    };
  });
  assert.deepEqual(results.decisions.mismatches.slice(0, 10), []);
  assert.ok(results.decisions.cases >= 2400);
  assert.deepEqual(results.bypasses.mismatches, []);
  assert.ok(results.bypasses.cases >= 4 * 46);
});
