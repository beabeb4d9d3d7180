import assert from "node:assert/strict";
import test from "node:test";
import { launch, openEmptyPage, serveWorkspace } from "./harness.mjs";

test("the vectors, answered in a page", { timeout: 120_000 }, async (t) => {
  const page = await openEmptyPage(t, await launch(t), await serveWorkspace(t));
  const results = await page.evaluate(async () => {
    const keyward = await import("keyward");
    const { compareBypasses, compareDecisions, compareLifetimes, compareNotices } = await import("/tests/js/compare.mjs");
    const { compareReminders, compareRules, compareTemplates } = await import("/tests/js/compare-rules.mjs");
    const read = async (name) => (await fetch(`/tests/vectors/${name}`)).json();
    return {
      decisions: compareDecisions(keyward, await read("decisions.json")),
      bypasses: compareBypasses(keyward, await read("url-bypass.json")),
      lifetimes: compareLifetimes(keyward, await read("lifetimes.json")),
      notices: compareNotices(keyward, await read("notices.json")),
      rules: compareRules(keyward, await read("rules.json")),
      templates: compareTemplates(keyward, await read("templates.json")),
      reminders: compareReminders(keyward, await read("reminders.json")),
    };
  });
  assert.deepEqual(results.decisions.mismatches.slice(0, 10), []);
  assert.ok(results.decisions.cases >= 2400);
  assert.deepEqual(results.bypasses.mismatches, []);
  assert.ok(results.bypasses.cases >= 4 * 46);
  assert.deepEqual(results.lifetimes.mismatches.slice(0, 10), []);
  assert.ok(results.lifetimes.cases >= 1587);
  assert.deepEqual(results.notices.mismatches.slice(0, 10), []);
  assert.ok(results.notices.cases >= 1029);
  assert.deepEqual(results.rules.mismatches, []);
  assert.ok(results.rules.cases >= 67);
  assert.deepEqual(results.templates.mismatches.slice(0, 10), []);
  assert.ok(results.templates.cases >= 600);
  assert.deepEqual(results.reminders.mismatches, []);
  assert.ok(results.reminders.cases >= 11);
});

test("a page shows a change of a key's status at its instant, in the page's language", { timeout: 60_000 }, async (t) => {
  const page = await openEmptyPage(t, await launch(t), await serveWorkspace(t));
  const shown = await page.evaluate(async () => {
    const { Keyward } = await import("keyward");
    const { watch } = await import("keyward/watch");
    const { statusMessage } = await import("keyward/messages");
    const ward = new Keyward({ format: "keyward/project@1", id: "p", environments: [], roles: [], users: [], keys: [] });
    const input = { name: "K", kind: "management", environments: "all", permissions: ["key:read-content"], lifetime: "PT1M" };
    const { id, expiresAt } = ward.createKey(input, Date.now() - 58_500);
    const shown = [];
    await new Promise((resolve) => {
      watch(ward, id, (status) => {
        shown.push([Date.now() >= expiresAt, statusMessage(status, { language: "cs" }).label]);
        if (status.state === "expired") resolve();
      });
    });
    return shown;
  });
  assert.deepEqual(shown.map(([late, label]) => [late, label.replace("\u00a0", " ")]), [[false, "Zbývá 1 minuta"], [true, "Vypršel"]]);
});
