// The page by a person's steps, in Chromium and in Firefox.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inEachBrowser, until } from "../browser/both.mjs";
import { openView, press, PRODUCTION, textOf, textsOf, untilText, write } from "./open.mjs";

inEachBrowser("Time: moving now changes the page, and the address keeps it", {}, async (open, t) => {
  const page = await openView(t, open, "keys?lang=en&q=key-newsletter-export");
  const badge = () => page.$eval("key-expiry", (element) => element.shadowRoot.querySelector(".label").textContent);
  assert.equal(await badge(), "21 hours left");
  await press(page, "1 hour on");
  await until(page, () => document.querySelector("key-expiry").shadowRoot.querySelector(".label").textContent === "20 hours left");
  await press(page, "1 day on");
  await until(page, () => document.querySelector("key-expiry").matches(":state(expired)"));
  assert.match(page.url(), /at=2026-11-24T13%3A00%3A00\.000Z/);
  await page.reload();
  await until(page, () => document.querySelector("key-expiry")?.matches(":state(expired)"));
  await press(page, "The sample’s moment");
  await until(page, () => document.querySelector("key-expiry").matches(":state(warning)"));
  await press(page, "Play");
  await until(page, () => document.querySelector("key-expiry").matches(":state(expired)"));
  await press(page, "Pause");
  await untilText(page, ".time-now", /Nov 2[4-9]/);
});

inEachBrowser("Ask: a pasted curl line is answered, with reasons, roles, and the guard's response", {}, async (open, t) => {
  const page = await openView(t, open, "ask?lang=en&key=key-website-preview");
  await untilText(page, ".verdict", /Allowed/);
  await untilText(page, ".grants", /key:read-content: the key itself/);
  await page.$eval("kw-ask textarea", (field, line) => ((field.value = line), field.dispatchEvent(new Event("input", { bubbles: true }))), `curl -X POST https://manage.kontent.ai/v2/projects/${PRODUCTION}/items -H 'Authorization: Bearer very-secret' -d '{}'`);
  await untilText(page, ".verdict", /Denied.*403 · 16.*permission_missing/s);
  assert.ok(!page.url().includes("secret"));
  assert.match(await textOf(page, ".missing"), /Create, edit, and delete content key:write-content/);
  assert.deepEqual((await textsOf(page, ".check-outcome")).slice(-2), ["holds", "fails"]);
  assert.equal((await page.$$(".check")).length, 14);
  await untilText(page, "pre.response", /HTTP\/1\.1 403/);
  assert.match(await textOf(page, "pre.response"), /"error_code": 16, .*"missing_permissions"/);
  await page.select("[data-name=who]", "user user-ingrid-sorby");
  await untilText(page, ".missing", /role:create-content.*Editor-in-chief/s);
  await write(page, "kw-ask textarea", "hello there");
  await untilText(page, "#paste-hint", /No request can be read here/);
  await page.goto(page.url().replace(/#.*/, `#/ask?lang=de&key=key-subscription-reporting&method=GET&path=${encodeURIComponent("/v2//x")}`));
  await untilText(page, ".verdict", /Verweigert.*400.*path_not_canonical/s);
});

inEachBrowser("Ask: facts on which the answer depends", {}, async (open, t) => {
  const page = await openView(t, open, `ask?lang=en&user=user-sato-misaki&method=PUT&path=${encodeURIComponent(`/v2/projects/${PRODUCTION}/items/codename/a/variants/codename/ja-JP`)}`);
  await untilText(page, ".verdict", /facts_needed|permission_missing/);
  const before = await textOf(page, ".verdict code");
  await write(page, "[data-name=fact-language]", "ja-JP");
  await page.$$eval(".facts input[type=radio][value=yes]", (inputs) => inputs.forEach((input) => input.click()));
  await until(page, () => location.hash.includes("fact-language=ja-JP"));
  await untilText(page, ".verdict code", /permitted/);
  assert.notEqual(before, "permitted");
  await untilText(page, ".grants", /role:edit-content: .*Localization manager/);
});

inEachBrowser("Ask: a subscription that is not the project's, and one that is", {}, async (open, t) => {
  const path = (id) => encodeURIComponent(`/v2/subscriptions/${id}/projects`);
  const page = await openView(t, open, `ask?lang=en&key=key-subscription-reporting&path=${path("another")}`);
  await untilText(page, ".verdict", /Denied.*403 · 4.*parameter_out_of_scope/s);
  await untilText(page, ".sentence", /another project/);
  await untilText(page, ".checks", /What the path names is the project’s ?fails/);
  await page.select("[data-name=operation]", "list-projects-under-a-subscription");
  await untilText(page, ".verdict", /Allowed.*200.*permitted/s);
});

inEachBrowser("Access: a matrix by keyboard, and what differs between two keys", {}, async (open, t) => {
  const page = await openView(t, open, "access?lang=en", { width: 1440 });
  const rows = await page.$$eval(".matrix tbody tr:not(.group)", (list) => list.length);
  assert.equal(rows, 106);
  assert.match(await textOf(page, ".matrix thead"), /Archive reader0 of 106/);
  await page.focus('[data-cell="0-0"]');
  await untilText(page, ".told-cell", /Archive reader · .*: denied\. The key is limited to other environments/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.cell), "1-1");
  await page.keyboard.press("End");
  assert.match(await page.evaluate(() => document.activeElement.dataset.cell), /^1-\d+$/);
  await page.select("[data-name=one]", "key-website-preview");
  await page.select("[data-name=other]", "key-deploy-pipeline");
  await until(page, () => document.querySelectorAll(".matrix thead th").length === 3);
  const outcomes = await page.$$eval(".matrix tbody tr:not(.group)", (list) => list.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.dataset.allowed)));
  assert.ok(outcomes.length > 5 && outcomes.every(([one, other]) => one !== other));
  await page.focus('[data-cell="0-0"]');
  await page.keyboard.press("Enter");
  await untilText(page, "kw-ask .verdict", /Allowed|Denied/);
});

inEachBrowser("Your own: opened, with problems at their lines, and kept from the address", {}, async (open, t) => {
  const page = await openView(t, open, "own?lang=en");
  await page.$eval("[data-name=document]", (field) => (field.value = '{\n  "format": "keyward/project@1",\n  "id": "mine",\n  "environments": [],\n  "roles": [],\n  "users": [],\n  "keys": [{ "id": "k", "kind": "personal", "owner": "nobody", "environments": "all",\n    "createdAt": 1000000000000, "expiresAt": "soon" }]\n}'));
  await press(page, "Open it");
  await untilText(page, "kw-own .error", /2 problems/);
  assert.deepEqual((await textsOf(page, ".problems .line")).sort(), ["Line 7", "Line 8"]);
  await page.$$eval(".problems .line", (buttons) => buttons.find((button) => button.textContent.trim() === "Line 8").click());
  assert.equal(await page.evaluate(() => { const field = document.activeElement; return field.value.slice(field.selectionStart, field.selectionEnd); }), '"soon"');
  await page.$eval("[data-name=document]", (field) => (field.value = "{ not json"));
  await press(page, "Open it");
  await untilText(page, "kw-own .error", /1 problems/);
  await press(page, "Begin an empty one");
  await page.$eval("[data-name=document]", (field) => (field.value = field.value.replace('"keys": []', '"keys": [{ "id": "private-key", "name": "Private", "kind": "management", "environments": "all", "createdAt": 1000000000000, "expiresAt": 1015638400000, "permissions": ["key:read-content"] }]')));
  await press(page, "Open it");
  await untilText(page, "kw-own .said", /Open: 1 keys/);
  assert.ok(!page.url().includes("private"));
  await page.$$eval("nav a", (links) => links[0].click());
  await untilText(page, "kw-keys [role=status]", /1 of 1 keys/);
  await press(page, "Copy link");
  await untilText(page, ".masthead .said", /does not hold your project/);
  await page.$$eval("nav a", (links) => links[5].click());
  assert.match(await textOf(page, "kw-own pre"), /default-src 'none'.*connect-src 'self'/);
  assert.deepEqual(await textsOf(page, "[data-foreign=true]"), []);
});

inEachBrowser("Your own: a file is chosen, changed, and downloaded again", {}, async (open, t) => {
  const folder = mkdtempSync(join(tmpdir(), "keyward-own-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "project.json");
  writeFileSync(file, JSON.stringify({ format: "keyward/project@1", id: "filed", environments: [{ id: "e", name: "Shop" }], roles: [], users: [], keys: [] }));
  const page = await openView(t, open, "own?lang=en");
  await (await page.$("[data-name=file]")).uploadFile(file);
  await untilText(page, "kw-own .said", /Open: 0 keys/);
  await page.$$eval("nav a", (links) => links[4].click());
  await until(page, () => document.querySelector("[data-name=new-name]") !== null);
  await write(page, "[data-name=new-name]", "From the page");
  await press(page, "Create");
  await untilText(page, "kw-create-key .said", /From the page was created/);
  await page.$$eval("nav a", (links) => links[5].click());
  await until(page, () => document.querySelector("[data-name=document]") !== null);
  // What the link would save is what the link points at.
  const saved = await page.evaluate(async () => {
    const make = URL.createObjectURL;
    let blob;
    URL.createObjectURL = (given) => ((blob = given), make.call(URL, given));
    [...document.querySelectorAll("kw-own button")].find((button) => button.textContent === "Download").click();
    URL.createObjectURL = make;
    return blob.text();
  });
  const { id, keys } = JSON.parse(saved);
  assert.deepEqual([id, keys.length, keys[0].name], ["filed", 1, "From the page"]);
});

inEachBrowser("Your own: a file is dropped on the page", {}, async (open, t) => {
  const page = await openView(t, open, "own?lang=en");
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], "dropped.json", { type: "application/json" }));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, JSON.stringify({ format: "keyward/project@1", id: "dropped", environments: [], roles: [], users: [], keys: [] }));
  await untilText(page, "kw-own .said", /Open: 0 keys/);
});
