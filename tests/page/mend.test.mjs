// The script of a user: find out why a call is denied, and mend it. By keyboard, and by touch.
import assert from "node:assert/strict";
import { inEachBrowser, until } from "../browser/both.mjs";
import { openView, untilText } from "./open.mjs";

/** Goes on with Tab until the element has the focus, as people do. */
async function tabTo(page, selector) {
  for (let step = 0; step < 80; step += 1) {
    if (await page.evaluate((selector) => document.activeElement?.matches(selector), selector)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never came to ${selector}`);
}

const focused = (page) => page.evaluate(() => document.activeElement?.dataset?.name ?? document.activeElement?.tagName);
const inSight = (page, selector) => page.$eval(selector, (element) => { const { top, bottom } = element.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; });

inEachBrowser("why a call is denied, and the change that permits it, by keyboard", {}, async (open, t) => {
  const page = await openView(t, open, "start?lang=en");
  await untilText(page, "kw-start .verdict", /Denied/);
  await tabTo(page, "[data-way=why]");
  await page.keyboard.press("Enter");
  await untilText(page, "kw-ask .verdict", /Denied.*permission_missing/s);
  assert.equal(await focused(page), "MAIN", "the focus goes on in the view that was opened");
  await until(page, () => document.querySelector("[data-name=fix]") !== null);
  await tabTo(page, "[data-name=fix]");
  assert.match(await page.evaluate(() => document.activeElement.textContent), /Add “Read content” to the key Deploy pipeline/);
  await page.keyboard.press("Enter");
  await untilText(page, ".verdict", /Allowed/);
  await untilText(page, ".made", /Done: Add “Read content” to the key Deploy pipeline/);
  await untilText(page, ".grants", /Read content key:read-content: the key itself/);
  assert.equal(await focused(page), "undo-fix");
  assert.ok(await inSight(page, ".verdict"));
  await page.keyboard.press("Enter");
  await untilText(page, ".verdict", /Denied/);
  assert.equal(await page.$(".made"), null);
  assert.equal(await focused(page), "fix");
  await page.keyboard.press("Enter");
  await untilText(page, ".verdict", /Allowed/);
  // The same by the shortcut, which also takes the note away.
  await page.keyboard.down("Control");
  await page.keyboard.press("z");
  await page.keyboard.up("Control");
  await untilText(page, ".verdict", /Denied/);
  assert.equal(await page.$(".made"), null);
  assert.equal(await focused(page), "fix");
});

inEachBrowser("the same by touch, on a phone", {}, async (open, t, { browser }) => {
  const page = await openView(t, open, "start?lang=en", { width: 360, height: 740 });
  if (browser === "Chromium") await page.setViewport({ width: 360, height: 740, hasTouch: true, isMobile: true });
  await until(page, () => document.querySelector("[data-way=why]") !== null);
  const tap = async (selector) => {
    await page.$eval(selector, (element) => element.scrollIntoView({ block: "center" }));
    await page.tap(selector);
  };
  await tap("[data-way=why]");
  await untilText(page, "kw-ask .verdict", /Denied/);
  await until(page, () => document.querySelector("[data-name=fix]") !== null);
  assert.ok(await inSight(page, "[data-name=fix]"), "nobody has to look for it");
  const { width, height } = await page.$eval("[data-name=fix]", (element) => element.getBoundingClientRect().toJSON());
  assert.ok(width >= 44 && height >= 42, `${width} by ${height}`);
  await tap("[data-name=fix]");
  await untilText(page, ".verdict", /Allowed/);
  assert.ok(await inSight(page, ".verdict"));
  await tap("[data-name=undo-fix]");
  await untilText(page, ".verdict", /Denied/);
  assert.equal(await page.$(".made"), null);
  assert.ok(await inSight(page, ".verdict"));
});
