// The page around the views: time, undo, menus, titles, in Chromium and in Firefox.
import assert from "node:assert/strict";
import { inChromium, inEachBrowser, until } from "../browser/both.mjs";
import { openView, press, textOf, untilText } from "./open.mjs";

const TITLES = { start: /^keyward: Decide/, keys: /^Keys · keyward$/, timeline: /^Timeline · keyward$/, ask: /^Test a request · keyward$/, access: /^Access · keyward$/, change: /^Change · keyward$/, own: /^Your project · keyward$/ };

inChromium("the document's title and its heading name the view", {}, async (open, t) => {
  const page = await openView(t, open, "start?lang=en");
  for (const [view, title] of Object.entries(TITLES)) {
    await page.evaluate((view) => (location.hash = `#/${view}?lang=en`), view);
    await until(page, (view) => document.querySelector(`kw-${view} .panel`) !== null, view);
    assert.match(await page.title(), title);
    assert.equal(await page.$$eval("h1", ({ length }) => length), 1);
    if (view !== "start") assert.equal(await textOf(page, "h1"), (await page.title()).replace(" · keyward", ""));
  }
});

inEachBrowser("a part of the page that cannot be loaded is told, once, and the rest goes on", { provoked: /Failed to load resource/ }, async (open, t) => {
  const page = await openView(t, open, "keys?lang=en");
  await page.setRequestInterception(true);
  page.on("request", (request) => (/timeline-[^/]*\.js$/.test(request.url()) ? request.abort() : request.continue()));
  await page.evaluate(() => (location.hash = "#/timeline?lang=en"));
  await untilText(page, "[role=alert]", /^Part of this page couldn’t be loaded\. Check your connection, then reload the page\.$/);
  await page.evaluate(() => (location.hash = "#/ask?lang=de"));
  await untilText(page, "[role=alert]", /^Ein Teil dieser Seite/);
  await page.waitForSelector("kw-ask .verdict");
});

for (const [lang, width] of [["en", 1440], ["de", 1024], ["ar", 360]]) {
  inChromium(`nothing in the time bar that is pressed moves while the time does: ${lang}, ${width} px`, {}, async (open, t) => {
    const page = await openView(t, open, `ask?lang=${lang}`, { width });
    await until(page, () => document.querySelector("[data-name=fix]") !== null && document.querySelector(".response").textContent !== "");
    if (width < 960) await page.click("[data-tool=time-toggle]");
    const places = () => page.$$eval(".time-bar button, .time-bar select, main", (elements) => elements.map((element) => { const { x, y, width, height } = element.getBoundingClientRect(); return [x, y, width, height].map(Math.round).join(" "); }));
    const before = await places();
    assert.ok(before.length >= 9);
    const tool = (name) => page.$eval(`[data-tool="${name}"]`, (button) => button.click());
    const by = (millis) => page.$eval(`[data-by="${millis}"]`, (button) => button.click());
    for (const act of [() => by(3_600_000), () => by(-86_400_000 ), ...Array.from({ length: 11 }, () => () => by(86_400_000)), () => tool("live"), () => tool("sample-moment"), () => tool("play"), () => tool("play")]) {
      await act();
      await new Promise((resolve) => setTimeout(resolve, 60));
      assert.deepEqual(await places(), before);
    }
  });
}

inChromium("the bar says whether the time is simulated, and resets it", {}, async (open, t) => {
  const page = await openView(t, open, "ask?lang=en");
  await untilText(page, ".time-now", /Simulated time 2026-11-23 12:00 UTC/);
  assert.equal(await page.$eval("[data-tool=sample-moment]", ({ ariaDisabled }) => ariaDisabled), "true");
  await press(page, "1 day forward");
  await untilText(page, ".time-now", /2026-11-24/);
  assert.equal(await page.$eval("[data-tool=sample-moment]", ({ ariaDisabled }) => ariaDisabled), "false");
  await press(page, "Live");
  await untilText(page, ".time-now", /Current time/);
  await press(page, "Reset time");
  await untilText(page, ".time-now", /Simulated time 2026-11-23 12:00 UTC/);
});

inEachBrowser("Ctrl+Z and Ctrl+Shift+Z undo and redo, except in a text", {}, async (open, t) => {
  const page = await openView(t, open, "ask?lang=en");
  const chord = async (key, shift = false) => {
    await page.keyboard.down("Control");
    if (shift) await page.keyboard.down("Shift");
    await page.keyboard.press(key);
    if (shift) await page.keyboard.up("Shift");
    await page.keyboard.up("Control");
  };
  await until(page, () => document.querySelector("[data-name=fix]") !== null);
  assert.equal(await page.$eval("[data-tool=undo]", ({ ariaDisabled }) => ariaDisabled), "true");
  await page.click("[data-name=fix]");
  await untilText(page, ".verdict", /Allowed/);
  assert.equal(await page.$eval("[data-tool=undo]", ({ ariaDisabled }) => ariaDisabled), "false");
  await page.focus("[data-name=path]");
  await chord("z");
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.match(await textOf(page, ".verdict"), /Allowed/);
  await page.focus("[data-name=method]");
  await chord("z");
  await untilText(page, ".verdict", /Denied/);
  await chord("Z", true);
  await untilText(page, ".verdict", /Allowed/);
  await chord("z");
  await untilText(page, ".verdict", /Denied/);
  await chord("y");
  await untilText(page, ".verdict", /Allowed/);
  // The button keeps the focus when there is nothing more to undo.
  await page.focus("[data-tool=undo]");
  await page.keyboard.press("Enter");
  await untilText(page, ".verdict", /Denied/);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.tool), "undo");
});

inChromium("language and colors are in a menu that Escape closes", {}, async (open, t) => {
  const page = await openView(t, open, "ask?lang=en");
  await page.focus(".menu summary");
  await page.keyboard.press("Enter");
  await until(page, () => document.querySelector(".menu").open);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.tool), "lang");
  await page.keyboard.press("Escape");
  assert.equal(await page.$eval(".menu", ({ open }) => open), false);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "SUMMARY");
  await page.select("[data-tool=lang]", "cs");
  await untilText(page, ".verdict", /Odmítnuto/);
  await page.select("[data-tool=theme]", "dark");
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
});
