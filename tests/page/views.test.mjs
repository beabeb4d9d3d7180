// The page by a person's steps, in Chromium and in Firefox.
import assert from "node:assert/strict";
import { inEachBrowser, until } from "../browser/both.mjs";
import { openView, press, PRODUCTION, textOf, textsOf, untilText, write } from "./open.mjs";

inEachBrowser("Keys: searched, filtered, sorted, and in the address", {}, async (open, t) => {
  const page = await openView(t, open, "keys?lang=en");
  assert.equal(await textOf(page, "kw-keys [role=status]"), "20 of 20 keys");
  assert.equal((await textsOf(page, "tbody .key-title"))[0], "Legacy importer");
  await page.select("[data-name=state]", "owner_inactive");
  await untilText(page, "kw-keys [role=status]", /^1 of 20/);
  assert.deepEqual(await textsOf(page, "tbody code"), ["key-tomas-notebook"]);
  await page.select("[data-name=state]", "active");
  await untilText(page, "kw-keys [role=status]", /^1\d of 20/);
  await write(page, "[data-name=q]", "mirror");
  await untilText(page, "kw-keys [role=status]", /^1 of 20/);
  assert.match(page.url(), /state=active&q=mirror|q=mirror&state=active/);
  assert.deepEqual(await textsOf(page, "tbody code"), ["key-asset-mirror-2"]);
  assert.match(await textOf(page, ".told"), /^to Amara Okafor$/);
  await page.select("[data-name=state]", "");
  await write(page, "[data-name=q]", "nobody has this");
  await untilText(page, "kw-keys", /No key fits/);
  await page.goto(page.url().replace(/#.*/, "#/keys?lang=en&owner=user-amara-okafor"));
  await untilText(page, "kw-keys [role=status]", /^2 of 20/);
  await page.$eval("th button.sort", (button) => button.click());
  await until(page, () => document.querySelector("th[aria-sort=ascending]")?.textContent.startsWith("Name"));
  assert.deepEqual(await textsOf(page, "tbody .key-title"), ["Onboarding", "Subscription reporting"]);
});

inEachBrowser("Time: moving now changes the page, and the address keeps it", {}, async (open, t) => {
  const page = await openView(t, open, "keys?lang=en&q=key-newsletter-export");
  const badge = () => page.$eval("key-expiry", (element) => element.shadowRoot.querySelector(".label").textContent);
  assert.equal(await badge(), "21 hours left");
  await press(page, "1 hour forward");
  await until(page, () => document.querySelector("key-expiry").shadowRoot.querySelector(".label").textContent === "20 hours left");
  await press(page, "1 day forward");
  await until(page, () => document.querySelector("key-expiry").matches(":state(expired)"));
  assert.match(page.url(), /at=2026-11-24T13%3A00%3A00\.000Z/);
  await page.reload();
  await until(page, () => document.querySelector("key-expiry")?.matches(":state(expired)"));
  await press(page, "Reset time");
  await until(page, () => document.querySelector("key-expiry").matches(":state(warning)"));
  await press(page, "Play");
  await until(page, () => document.querySelector("key-expiry").matches(":state(expired)"));
  await press(page, "Pause");
  await untilText(page, ".time-now", /Nov 2[4-9]/);
});

inEachBrowser("Timeline: bars, notices, a line that is dragged and moved by keyboard", {}, async (open, t) => {
  const page = await openView(t, open, "timeline?lang=en&range=month");
  assert.equal((await page.$$("g.bar")).length, 20);
  assert.ok((await page.$$("path.mark")).length >= 15);
  assert.ok((await page.$$("path.replaces")).length >= 1, "the regenerated key is joined to its old one");
  const circle = await (await page.$(".now-line circle")).boundingBox();
  await page.mouse.move(circle.x + 6, circle.y + 6);
  await page.mouse.down();
  await page.mouse.move(circle.x + 206, circle.y + 20, { steps: 4 });
  await page.mouse.up();
  await until(page, () => /at=2026-1[12]/.test(location.hash));
  assert.ok(Date.parse(new URL(page.url().replace("#/", "?")).searchParams.get("at") ?? decodeURIComponent(/at=([^&]+)/.exec(page.url())[1])) > Date.parse("2026-11-25"), page.url());
  await page.focus(".now-slider");
  const before = await page.$eval(".now-slider", (slider) => Number(slider.value));
  await page.keyboard.press("ArrowRight");
  await until(page, (before) => Number(document.querySelector(".now-slider").value) === before + 3_600_000, before);
  assert.match(await page.$eval(".now-slider", (slider) => slider.getAttribute("aria-valuetext")), /2026, .* UTC$/);
});

inEachBrowser("Change: a key is created with a preview, revoked, and all of it undone", {}, async (open, t) => {
  const page = await openView(t, open, "change?lang=en");
  assert.match(await textOf(page, ".preview"), /May 23, 2027, 2:00 PM GMT\+2 2027-05-23 12:00 UTC.*May 16, 2027.*Amara Okafor.*16 of 106 operations in Production/);
  await page.select("[data-name=new-lifetime]", "");
  await write(page, "[data-name=new-duration]", "P3Y");
  await untilText(page, ".create .error", /P2Y|longer|long/);
  await write(page, "[data-name=new-duration]", "P3D");
  await untilText(page, ".preview", /Nov 26, 2026.*Nov 25, 2026/s);
  await press(page, "Create");
  await untilText(page, ".create .error", /name/);
  await write(page, "[data-name=new-name]", "Nightly build");
  await press(page, "Create");
  await untilText(page, "kw-create-key .said", /Nightly build was created/);
  assert.match(await textOf(page, ".history"), /created Nightly build/);
  await page.select("[data-name=key]", "key-website-preview");
  await press(page, "Revoke…");
  assert.match(await textOf(page, "dialog"), /Revoke Website preview\? .* 22 operations|Revoke Website preview\? .*\d+ operations/);
  await page.click("[data-name=confirm-revoke]");
  await untilText(page, ".history", /revoked Website preview/);
  await press(page, "Regenerate");
  await untilText(page, "kw-change [role=alert]", /This cannot be done: .*revoked/);
  await page.select("[data-name=key]", "key-deploy-pipeline");
  await press(page, "Regenerate");
  await untilText(page, ".history", /regenerated Deploy pipeline/);
  // The address holds it all.
  const url = page.url();
  await page.goto("about:blank");
  await page.goto(url);
  await untilText(page, ".history", /created Nightly build.*revoked Website preview.*regenerated Deploy pipeline/s);
  for (let step = 0; step < 3; step += 1) await press(page, "Undo");
  await untilText(page, "kw-change", /Nothing was done yet/);
  await press(page, "Redo");
  await untilText(page, ".history", /created Nightly build/);
});

inEachBrowser("Change: a role that is edited changes the personal keys of its users at that moment", {}, async (open, t) => {
  const page = await openView(t, open, "change?lang=en&role=taxonomist");
  await page.click("[data-permission='role:view-assets']");
  await untilText(page, ".effect", /Taxonomy clean-up: \+\d+ −0/);
  const href = await page.$eval(".effect a", (link) => link.href);
  await page.goto(href);
  await until(page, () => document.querySelectorAll(".matrix td[data-allowed=true]").length > 5);
  const withIt = await page.$$eval(".matrix td[data-allowed=true]", (cells) => cells.length);
  await press(page, "Undo");
  await until(page, (before) => document.querySelectorAll(".matrix td[data-allowed=true]").length < before, withIt);
  await page.goto(page.url().replace(/#\/access.*/, "#/change?lang=en&key=key-website-preview"));
  await until(page, () => document.querySelector("[data-environment]") !== null);
  await page.click(`[data-environment="${PRODUCTION}"]`);
  await untilText(page, ".history", /changed the environment Production/);
  await page.goto(page.url().replace("#/change", "#/ask"));
  await untilText(page, ".verdict", /404.*api_deactivated/s);
  await press(page, "Undo");
  await untilText(page, ".verdict", /Allowed/);
  await page.goto(page.url().replace("#/ask", "#/change"));
  await until(page, () => document.querySelector(".environments form") !== null);
  await write(page, ".environments form input", "Clone of production");
  await page.$eval(".environments form button", (button) => button.click());
  await untilText(page, ".environments", /Clone of production/);
});
