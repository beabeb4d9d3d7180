// The view Ask: whether a request is allowed, and why, in Chromium and in Firefox.
import assert from "node:assert/strict";
import { inChromium, inEachBrowser, until } from "../browser/both.mjs";
import { openView, PRODUCTION, textOf, textsOf, untilText, write } from "./open.mjs";

const VARIANT = encodeURIComponent(`/v2/projects/${PRODUCTION}/items/codename/a/variants/codename/ja-JP`);

inEachBrowser("Ask: a pasted curl line is answered, with reasons, roles, and the guard's response", {}, async (open, t) => {
  const page = await openView(t, open, "ask?lang=en&key=key-website-preview");
  await untilText(page, ".verdict", /Allowed/);
  await untilText(page, ".grants", /Read content key:read-content: the key itself/);
  await page.$eval("kw-ask textarea", (field, line) => ((field.value = line), field.dispatchEvent(new Event("input", { bubbles: true }))), `curl -X POST https://manage.kontent.ai/v2/projects/${PRODUCTION}/items -H 'Authorization: Bearer very-secret' -d '{}'`);
  await untilText(page, ".verdict", /Denied.*403 · 16.*permission_missing/s);
  assert.ok(!page.url().includes("secret"));
  assert.match(await textOf(page, ".missing"), /Create, edit, and delete content key:write-content/);
  assert.deepEqual((await textsOf(page, ".check-outcome")).slice(-2), ["Passed", "Failed"]);
  assert.equal((await page.$$(".check")).length, 14);
  await untilText(page, "pre.response", /HTTP\/1\.1 403/);
  assert.match(await textOf(page, "pre.response"), /"error_code": 16, .*"missing_permissions"/);
  await page.select("[data-name=who]", "user user-ingrid-sorby");
  await untilText(page, ".fix", /Add “Create content” to the role Taxonomist/);
  await untilText(page, ".others", /Give Ingrid Sørby the role Editor-in-chief in Production/);
  await write(page, "kw-ask textarea", "hello there");
  await untilText(page, "#paste-hint", /This isn’t a request/);
  await page.goto(page.url().replace(/#.*/, `#/ask?lang=de&key=key-subscription-reporting&method=GET&path=${encodeURIComponent("/v2//x")}`));
  await untilText(page, ".verdict", /Abgelehnt.*400.*path_not_canonical/s);
});

inChromium("Ask: operations, their groups, permissions and facts have titles", {}, async (open, t) => {
  const page = await openView(t, open, "ask?lang=en&key=key-website-preview");
  assert.equal(await page.$eval("[data-name=operation] optgroup", (group) => group.label), "Asset folders");
  await untilText(page, ".details", /List content items list-content-items/);
  assert.equal(await page.title(), "Test a request · keyward");
  await page.goto(page.url().replace(/#.*/, `#/ask?lang=de&user=user-sato-misaki&method=PUT&path=${VARIANT}`));
  await untilText(page, ".facts", /Das Element ist schon vorhanden exists/);
  assert.equal(await page.title(), "Anfrage testen · keyward");
});

inChromium("Ask: what depends on facts is not denied, asks for them, and keeps the focus", {}, async (open, t) => {
  const page = await openView(t, open, `ask?lang=en&user=user-sato-misaki&method=PUT&path=${VARIANT}`);
  await untilText(page, ".verdict", /Depends.*facts_needed/s);
  assert.equal(await page.$eval(".verdict", ({ dataset }) => dataset.outcome), "depends");
  const colors = async (outcome) => page.$eval(".verdict", (element, outcome) => ((element.dataset.outcome = outcome), getComputedStyle(element).color), outcome);
  const [depends, denied] = [await colors("depends"), await colors("denied")];
  assert.notEqual(depends, denied);
  await page.reload();
  await untilText(page, ".facts[data-needed=true][open] summary", /Answer these/);
  assert.deepEqual(await page.$$eval(".facts [data-needed=true] code", (codes) => codes.map(({ textContent }) => textContent).sort()), ["exists", "language"]);
  assert.deepEqual(await page.$$eval("#known-language option", (options) => options.map(({ value }) => value)), ["ja-JP"]);
  await write(page, "[data-name=fact-language]", "ja-JP");
  await until(page, () => location.hash.includes("fact-language=ja-JP"));
  await page.focus("[name=fact-exists][value='']");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await untilText(page, ".verdict code", /permitted/);
  assert.deepEqual(await page.evaluate(() => [document.activeElement.name, document.activeElement.value, document.activeElement.checked]), ["fact-exists", "yes", true]);
  await untilText(page, ".grants", /Edit content role:edit-content: .*the role Localization manager/);
  assert.equal(await page.$eval(".facts", ({ open }) => open), true, "the facts stay where they were given");
});

inChromium("Ask: facts that cannot count are not asked for", {}, async (open, t) => {
  const page = await openView(t, open, `ask?lang=en&key=key-website-preview&method=PUT&path=${VARIANT}`);
  await untilText(page, ".verdict", /Denied/);
  await untilText(page, ".fix", /Create, edit, and delete content/);
  assert.equal(await page.$(".facts"), null, "a management key's permissions do not depend on the content");
});

inChromium("Ask: a subscription that is not the project's, and one that is", {}, async (open, t) => {
  const path = (id) => encodeURIComponent(`/v2/subscriptions/${id}/projects`);
  const page = await openView(t, open, `ask?lang=en&key=key-subscription-reporting&path=${path("another")}`);
  await untilText(page, ".verdict", /Denied.*403 · 4.*parameter_out_of_scope/s);
  await untilText(page, ".sentence", /another project/);
  await untilText(page, ".checks", /IDs in the path belong to the project ?Failed/);
  await page.select("[data-name=operation]", "list-projects-under-a-subscription");
  await untilText(page, ".verdict", /Allowed.*200.*permitted/s);
});

inChromium("Ask: the owner's role is the one that is opened for the permission", {}, async (open, t) => {
  const page = await openView(t, open, "ask?lang=en&key=key-lukas-cli&method=POST");
  await untilText(page, ".fix .links", /Edit the role Developer/);
  await page.click(".fix .links a");
  await until(page, () => document.querySelector("kw-change [data-name=role]")?.value === "developer");
  assert.match(page.url(), /permission=role%3Acreate-content/);
});

inChromium("Ask: each kind of denial has its change, and one that is not enough says so", {}, async (open, t) => {
  const page = await openView(t, open, "ask?lang=en&key=key-partner-feed");
  const cases = [
    ["key-partner-feed", /Fix it Enable the key Partner feed/, /Allowed/],
    ["key-spring-campaign", /Make the key Spring campaign valid now/, /Allowed/],
    ["key-webhook-monitor", /One change isn’t enough.*Let the key Webhook monitor reach Production/, /Denied.*permission_missing/],
    ["key-tomas-notebook", /Reactivate the user Tomás Herrera/, /Allowed/],
  ];
  for (const [key, fix, after] of cases) {
    await page.evaluate((key) => (location.hash = `#/ask?lang=en&key=${key}`), key);
    await untilText(page, ".fix", fix);
    await page.click("[data-name=fix]");
    await untilText(page, ".verdict", after);
    await page.click("[data-name=undo-fix]");
    await untilText(page, ".fix", fix);
    assert.equal(await page.$(".made"), null);
  }
});

inChromium("Ask and Start: a project in which there is nobody to ask about says what to do", {}, async (open, t) => {
  const page = await openView(t, open, "own?lang=en");
  const empty = JSON.stringify({ format: "keyward/project@1", id: "mine", environments: [], roles: [], users: [], keys: [] });
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], "empty.json", { type: "application/json" }));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, empty);
  await until(page, () => document.querySelector("[data-tool=sample]").value === "own");
  for (const view of ["ask", "start"]) {
    await page.$eval(`nav [data-say=${view}]`, (link) => link.click());
    await untilText(page, `kw-${view} .empty`, /no keys and no users.*Create a key/);
    assert.equal(await page.$(".verdict"), null);
  }
  await page.$$eval(".empty button", (buttons) => buttons.at(-1).click());
  await until(page, () => document.querySelector("dialog[open] [data-name=leave]") !== null);
  await page.click("[data-name=leave]");
  await untilText(page, "kw-start .verdict", /Denied/);
});
