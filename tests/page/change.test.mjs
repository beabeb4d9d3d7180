// What is done to a project: its effect beside the control, for all kinds of key, and gone when it is undone.
import assert from "node:assert/strict";
import { inChromium, inEachBrowser, until } from "../browser/both.mjs";
import { openView, press, textOf, textsOf, untilText, write } from "./open.mjs";

inEachBrowser("Change: a key is created with a preview of its environments, and its token is shown once", {}, async (open, t) => {
  const page = await openView(t, open, "change?lang=en");
  assert.match(await textOf(page, ".preview"), /May 23, 2027, 2:00 PM GMT\+2 2027-05-23 12:00 UTC.*May 16, 2027.*to Amara Okafor.*Production: 16 of 106 operations.*Staging: 16 of 106 operations/);
  await page.select("[data-name=new-lifetime]", "");
  await write(page, "[data-name=new-duration]", "P3Y");
  await untilText(page, ".create .error", /P2Y|longer|long/);
  await write(page, "[data-name=new-duration]", "P3D");
  await untilText(page, ".preview", /Nov 26, 2026.*Nov 25, 2026/s);
  // A key for one environment is previewed in that one.
  await page.$$eval(".create .permission", (labels) => labels.find((label) => label.textContent.trim().startsWith("All, ")).click());
  await until(page, () => document.querySelectorAll(".preview .reach li").length === 1);
  assert.match(await textOf(page, ".preview .reach"), /^Production: 16 of 106/);
  await press(page, "Create a key", "form");
  await untilText(page, ".create .error", /name/);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.name), "new-name");
  await write(page, "[data-name=new-name]", "Nightly build");
  // What is half typed is still there after a look elsewhere.
  await page.$eval('nav a[href^="#/keys"]', (link) => link.click());
  await until(page, () => document.querySelector("kw-keys table") !== null);
  await page.evaluate(() => globalThis.history.back());
  await until(page, () => document.querySelector("[data-name=new-name]")?.value === "Nightly build");
  await press(page, "Create a key", "form");
  await untilText(page, ".effect", /Nightly build was created.*Valid from.*2026-11-23 12:00 UTC.*Valid until.*2026-11-26 12:00 UTC.*kw_\w{49}.*May call.*Production: \+16/s);
  assert.match(await textOf(page, ".history"), /Created Nightly build/);
  const id = await textOf(page, "[data-name=made-id]");
  assert.ok(page.url().includes("done="));
  await press(page, "Undo", ".effect");
  await until(page, () => document.querySelector(".effect") === null);
  await untilText(page, "kw-change", /No changes yet/);
  assert.ok(!(await page.content()).includes(id), "nothing of it is left on the page");
});

inChromium("Change: a key is edited, regenerated and revoked, and the address holds it all", {}, async (open, t) => {
  const page = await openView(t, open, "change?lang=en&do=key&key=key-website-preview");
  await page.click("[data-edit='key:write-content']");
  await untilText(page, ".effect", /Access of 1 key changes.*Website preview.*Production: \+\d+ operations/s);
  await page.click("[data-edit=disabled]");
  await untilText(page, ".effect", /Website preview.*Production: −\d+ operations/s);
  await page.click("[data-edit=disabled]");
  await write(page, "[data-name=edit-name]", "Preview of the site");
  await page.keyboard.press("Enter");
  await untilText(page, ".effect", /No key gains or loses access/);
  await press(page, "Revoke…");
  await untilText(page, "dialog", /Revoke Preview of the site\?.*It can call \d+ operations now/);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Cancel");
  await page.click("[data-name=confirm-revoke]");
  await untilText(page, ".effect", /Preview of the site.*Production: −\d+/s);
  await untilText(page, ".task-control", /This key is revoked/);
  await page.select("[data-name=key]", "key-deploy-pipeline");
  await press(page, "Regenerate");
  await untilText(page, ".effect", /Deploy pipeline has a new key.*Valid until.*2027-05-23.*Old key works until.*kw_\w{49}/s);
  const url = page.url();
  await page.goto("about:blank");
  await page.goto(url);
  await untilText(page, ".history", /Edited the key .*Revoked Preview of the site.*Regenerated Deploy pipeline/s);
  assert.equal(await page.$(".effect"), null);
  await press(page, "Back to the project as it was opened");
  await untilText(page, "kw-change", /No changes yet/);
  await press(page, "Redo");
  await untilText(page, ".history", /Edited the key/);
});

inChromium("Change: a role or user that is edited changes the keys of those people at that moment", {}, async (open, t) => {
  const page = await openView(t, open, "change?lang=en&role=taxonomist");
  await page.click("[data-permission='role:view-assets']");
  await untilText(page, ".effect", /Access of 1 key changes.*Taxonomy clean-up key-taxonomy-cleanup.*Production: \+\d+ operations/s);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.permission), "role:view-assets", "the focus stays");
  const href = await page.$eval(".effect a", (link) => link.href);
  await press(page, "Undo");
  await until(page, () => document.querySelector(".effect") === null);
  await press(page, "Redo");
  await page.goto(href);
  await until(page, () => document.querySelectorAll(".matrix tbody td").length > 5);
  await page.goto(page.url().replace(/#\/access.*/, "#/change?lang=en&do=user&who=user-amara-okafor"));
  await untilText(page, ".task-list [aria-current]", /Edit a user/);
  await page.click("[data-name=user-active]");
  await untilText(page, ".effect", /Access of 2 keys changes?.*Subscription reporting.*Production: −\d+.*Onboarding/s);
});

inChromium("Change: the role that a permission is to be given in is one of the owner's, and shows it", {}, async (open, t) => {
  const page = await openView(t, open, "change?lang=en&permission=role%3Acreate-content&user=user-sato-misaki");
  assert.equal(await page.$eval("[data-name=role]", (select) => select.value), "localization-manager");
  await until(page, () => document.activeElement.dataset.permission === "role:create-content");
  assert.match(await textOf(page, ".asked-hint"), /Create content/);
  const isSeen = await page.$eval("[data-permission='role:create-content']", (box) => { const { top, bottom } = box.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; });
  assert.ok(isSeen);
  await page.keyboard.press(" ");
  await untilText(page, ".effect", /用語集チェック.*Production: \+\d+/s);
  await page.select("[data-name=role]", "taxonomist");
  await untilText(page, ".task-control", /Held by Ingrid Sørby/);
});

inChromium("Change: an environment's API is turned off, and environments are cloned", {}, async (open, t) => {
  const page = await openView(t, open, "change?lang=en&do=environments");
  await page.click("[data-environment='b84d07a1-52fe-4c6b-9e13-0a6f4c8d1e27']");
  await untilText(page, ".effect", /Access of \d+ keys changes?.*Website preview.*Staging: −\d+/s);
  assert.ok(!/Newsletter export/.test(await textOf(page, ".effect")), "keys of other environments are not concerned");
  await write(page, ".environments form input", "Clone of production");
  await page.$eval(".environments form button", (button) => button.click());
  await untilText(page, ".environments", /Clone of production/);
  await untilText(page, ".effect", /Deploy pipeline.*Clone of production: \+\d+/s);
  assert.deepEqual((await textsOf(page, ".history li")).map((text) => text.replace(/ ?Back to here.*/, "")), ["Changed the environment Staging", "Cloned an environment as Clone of production"]);
});
