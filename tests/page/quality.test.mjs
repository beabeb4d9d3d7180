// For everyone: axe, narrow and wide, light and dark, four languages, zones, 1,000 keys, and without a network.
import assert from "node:assert/strict";
import { axeProblems, inChromium, inEachBrowser, until } from "../browser/both.mjs";
import { serve } from "../../scripts/serve.mjs";
import { openView, textOf, untilText, write } from "./open.mjs";

const VIEWS = ["start", "keys", "timeline", "ask", "access", "change", "own", "banner"];

for (const [theme, width, lang] of [["light", 320, "en"], ["dark", 1440, "de"], ["light", 768, "ar"], ["dark", 320, "cs"]]) {
  inChromium(`axe finds nothing, and nothing is too wide: ${theme}, ${width} px, ${lang}`, { timeout: 180_000 }, async (open, t) => {
    const page = await openView(t, open, `keys?theme=${theme}&lang=${lang}`, { width });
    for (const view of VIEWS) {
      await page.evaluate((view) => (location.hash = location.hash.replace(/#\/\w+/, `#/${view}`)), view);
      await until(page, (view) => document.querySelector(`kw-${view} .panel`) !== null, view);
      await new Promise((resolve) => setTimeout(resolve, 150));
      assert.deepEqual(await axeProblems(page), [], view);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${view} is wider than the page`);
    }
    assert.equal(await page.evaluate(() => document.documentElement.dir), lang === "ar" ? "rtl" : "ltr");
  });
}

const ZONES = { "Pacific/Kiritimati": /Nov 24, 2026, 2:00 AM/, "Asia/Kathmandu": /Nov 23, 2026, 5:45 PM/, "America/Los_Angeles": /Nov 23, 2026, 4:00 AM/ };
for (const [timeZone, shown] of Object.entries(ZONES)) {
  inEachBrowser(`time travel in ${timeZone}`, { timeZone }, async (open, t) => {
    const page = await openView(t, open, "keys?lang=en");
    await untilText(page, ".time-now", shown);
    assert.match(await textOf(page, ".time-now"), /2026-11-23 12:00 UTC/);
    if (timeZone !== "America/Los_Angeles") return;
    // Half past one is there twice on the day the clock goes back, and the page says which.
    const zones = [];
    for (const at of ["2026-11-01T08:30:00Z", "2026-11-01T09:30:00Z"]) {
      await page.evaluate((at) => (location.hash = `#/keys?lang=en&at=${encodeURIComponent(at)}`), at);
      await untilText(page, ".time-now", new RegExp(at.slice(11, 16)));
      zones.push(/1:30 AM (P[DS]T)/.exec(await textOf(page, ".time-now"))?.[1]);
    }
    assert.deepEqual(zones, ["PDT", "PST"]);
  });
}

inChromium("1,000 keys are searched, shown and moved through time", { timeout: 180_000 }, async (open, t) => {
  const page = await openView(t, open, "keys?lang=en&sample=thousand");
  assert.match(await textOf(page, "kw-keys [role=status]"), /^1,000 of 1,000 keys$/);
  await write(page, "[data-name=q]", "0042");
  await untilText(page, "kw-keys [role=status]", /^1 of 1,000/);
  await page.evaluate(() => (location.hash = "#/timeline?lang=en&sample=thousand"));
  await until(page, () => document.querySelectorAll("g.bar").length === 25);
  await page.evaluate(() => (location.hash = "#/access?lang=en&sample=thousand"));
  await until(page, () => document.querySelectorAll(".matrix tbody tr:not(.group)").length === 106);
});

inEachBrowser("by keyboard alone: from the first Tab to an answer", {}, async (open, t) => {
  const page = await openView(t, open, "keys?lang=en");
  await page.keyboard.press("Tab");
  assert.match(await page.evaluate(() => document.activeElement.textContent), /Skip to content/);
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "MAIN");
  const pressUntil = async (key, holds) => {
    for (let step = 0; step < 40 && !(await page.evaluate(holds)); step += 1) await page.keyboard.press(key);
  };
  await pressUntil("Tab", () => document.activeElement.dataset.name === "q");
  await page.keyboard.type("website");
  await untilText(page, "kw-keys [role=status]", /^1 of 20/);
  await pressUntil("Tab", () => document.activeElement.getAttribute("aria-label") === "Actions for Website preview");
  await page.keyboard.press("Enter");
  await until(page, () => document.activeElement.getAttribute("role") === "menuitem");
  await pressUntil("ArrowDown", () => /^#\/ask\?.*key=key-website-preview/.test(document.activeElement.getAttribute("href")));
  await page.keyboard.press("Enter");
  await untilText(page, "kw-ask .verdict", /Allowed/);
});

inEachBrowser("once loaded, it works without a network", {}, async (open, t) => {
  const server = await serve();
  let closed = false;
  t.after(() => closed || server.close());
  const page = await open(`${server.url}#/keys?lang=en`, { serviceWorker: true });
  await until(page, () => navigator.serviceWorker.ready.then(() => caches.keys()).then((names) => names.length === 1));
  await page.reload();
  await until(page, () => navigator.serviceWorker.controller !== null);
  await untilText(page, "kw-keys [role=status]", /20 of 20/);
  await server.close();
  closed = true;
  await page.reload();
  await untilText(page, "kw-keys [role=status]", /20 of 20/);
  for (const view of VIEWS) {
    await page.evaluate((view) => (location.hash = `#/${view}?lang=en`), view);
    await until(page, (view) => document.querySelector(`kw-${view} .panel`) !== null, view);
  }
});
