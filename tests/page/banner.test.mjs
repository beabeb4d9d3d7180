// The banner's levels, dismissal and themes are seen; what is copied runs.
import assert from "node:assert/strict";
import { contentSecurityPolicy } from "../../scripts/policy.mjs";
import { serve } from "../../scripts/serve.mjs";
import { axeProblems, inChromium, inEachBrowser, test, until } from "../browser/both.mjs";
import { entries } from "../package/entry.mjs";
import { moduleOf, openView, press, textOf, untilText } from "./open.mjs";

const inBanner = (page, selector) => page.$eval("key-expiry", (element, selector) => element.shadowRoot.querySelector(selector).textContent.replace(/[\u2066-\u2069]/g, ""), selector);
const isHidden = (page) => page.$eval("key-expiry", (element) => element.shadowRoot.querySelector(".box").hidden);
/** Once they have changed over. */
const untilColour = (page, colour) => until(page, (colour) => getComputedStyle(document.querySelector("key-expiry").shadowRoot.querySelector(".box")).backgroundColor === colour, colour);
const colours = (page) => page.$eval("key-expiry", (element) => [getComputedStyle(element.shadowRoot.querySelector(".box")).color, getComputedStyle(element.shadowRoot.querySelector(".box")).backgroundColor, getComputedStyle(element.shadowRoot.querySelector(".box")).borderRadius]);

inEachBrowser("Banner: each level is a press away, by moving the time", {}, async (open, t) => {
  const page = await openView(t, open, "banner?lang=en&key=key-search-indexer");
  assert.deepEqual(await page.$$eval("[data-stage]", (buttons) => buttons.map(({ dataset }) => dataset.stage)), ["none", "notice", "warning", "critical", "expired"]);
  for (const [name, label] of [["Warning", /^24 hours left|^1 day left/], ["Critical", /^1 hour left/], ["Expired", /^Expired/], ["Before notice", /^Active/]]) {
    await press(page, name, ".stages");
    await until(page, (source) => new RegExp(source).test(document.querySelector("key-expiry").shadowRoot.querySelector(".label").textContent.replace(/[\u2066-\u2069]/g, "")), label.source);
    assert.equal(await page.$eval("[data-stage][aria-pressed=true]", ({ textContent }) => textContent), name);
  }
  // A key of four hours has neither notice nor warning of its own.
  await page.select("[data-name=key]", "key-ticketing-sync");
  await until(page, () => document.querySelectorAll("[data-stage]").length === 3);
});

inChromium("Banner: dismissed, and back when the level rises", {}, async (open, t) => {
  const page = await openView(t, open, "banner?lang=en&key=key-search-indexer");
  await until(page, () => document.querySelector("key-expiry").status !== null);
  await page.$eval("key-expiry", (element) => element.shadowRoot.querySelector(".dismiss").click());
  await untilText(page, ".dismissed", /dismissed at the level “Notice”\. It returns when the level rises/);
  assert.equal(await isHidden(page), true);
  await press(page, "Show it again");
  await until(page, () => document.querySelector(".dismissed") === null);
  await until(page, () => !document.querySelector("key-expiry").shadowRoot.querySelector(".box").hidden);
  await page.$eval("key-expiry", (element) => element.shadowRoot.querySelector(".dismiss").click());
  await press(page, "Go on to “Warning”");
  await untilText(page, ".stand + .said", /returned because its level rose/);
  assert.equal(await isHidden(page), false);
  await page.click("[data-name=dismissible]");
  await until(page, () => document.querySelector("key-expiry").shadowRoot.querySelector(".dismiss").hidden);
});

inChromium("Banner: language, form and theme are the element’s own", {}, async (open, t) => {
  const page = await openView(t, open, "banner?lang=en&theme=light&key=key-newsletter-export");
  await until(page, () => document.querySelector("key-expiry").status !== null);
  await page.select("[data-name=words]", "cs");
  await until(page, () => document.querySelector("key-expiry").shadowRoot.querySelector(".box").lang === "cs");
  assert.match(await inBanner(page, ".detail"), /„Newsletter export“/);
  await page.select("[data-name=look]", "solid");
  await until(page, () => document.querySelector(".code").textContent.includes("--key-expiry-warning-background: #7a4b00"));
  await untilColour(page, "rgb(122, 75, 0)");
  assert.equal((await colours(page))[0], "rgb(255, 255, 255)");
  await page.select("[data-name=look]", "brand");
  await page.$eval("[data-name=ink]", (input) => ((input.value = "#777777"), input.dispatchEvent(new Event("input"))));
  await page.$eval("[data-name=paper]", (input) => ((input.value = "#888888"), input.dispatchEvent(new Event("input"))));
  await untilText(page, ".settings .error", /Contrast 1\.2:1\. Text needs at least 4\.5:1/);
  await untilColour(page, "rgb(136, 136, 136)");
  assert.deepEqual(await colours(page), ["rgb(119, 119, 119)", "rgb(136, 136, 136)", "16px"]);
  // Away from the view, the theme is gone.
  await page.evaluate(() => (location.hash = "#/keys?lang=en&theme=light"));
  await until(page, () => document.querySelector("kw-keys key-expiry:state(warning)") !== null);
  assert.ok(!(await page.$$eval("key-expiry", (elements) => elements.map((element) => getComputedStyle(element.shadowRoot.querySelector(".box")).backgroundColor))).includes("rgb(136, 136, 136)"));
});

inChromium("Banner: what is copied runs in a page with the package", {}, async (open, t) => {
  const page = await openView(t, open, "banner?lang=en&key=key-search-indexer&look=solid&remember=yes&words=de");
  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => void (globalThis.copied = text) }, configurable: true }));
  await page.click("[data-name=copy-snippet]");
  await untilText(page, ".snippet-head ~ .said", /Copied/);
  const snippet = await page.evaluate(() => globalThis.copied);
  assert.equal(await page.$eval(".code", ({ textContent }) => textContent), snippet);

  const { url, close } = await serve({ mounts: { "/": "www/dist", "/pkg/": "pkg" } });
  t.after(close);
  const imports = Object.fromEntries(Object.entries(entries("browser", "import")).map(([name, file]) => [name, `/pkg/${file}`]));
  const html = `<!doctype html><link rel="icon" href="data:,"><script type="importmap">${JSON.stringify({ imports })}</script>${snippet}`;
  const other = await open("about:blank");
  await other.setRequestInterception(true);
  other.on("request", (request) => (request.isNavigationRequest() ? request.respond({ contentType: "text/html; charset=utf-8", body: html }) : request.continue()));
  await other.goto(`${url}copied.html`);
  await until(other, () => document.querySelector("key-expiry")?.status != null);
  assert.equal(await other.$eval("key-expiry", (element) => element.shadowRoot.querySelector(".dismiss").ariaLabel ?? element.shadowRoot.querySelector(".dismiss").getAttribute("aria-label")), "Ausblenden");
  assert.equal((await colours(other))[0], "rgb(255, 255, 255)");
  // Dismissed, it stays so on the next visit.
  await other.$eval("key-expiry", (element) => element.shadowRoot.querySelector(".dismiss").click());
  await other.goto(`${url}copied.html?again`);
  await until(other, () => document.querySelector("key-expiry")?.status != null);
  assert.equal(await isHidden(other), true);
});

test("what is copied holds any name", async () => {
  const { snippetOf } = await moduleOf("views/banner/snippet.ts");
  const key = { id: '</script>"', name: '"><img src=x>&', createdAt: 0, expiresAt: null };
  const text = snippetOf({ key, variant: "banner", language: "", isDismissible: true, isKept: true, css: "" });
  assert.ok(!text.includes("<img"));
  assert.equal(text.match(/<\/script>/g).length, 1);
  assert.match(text, /name="&quot;>&lt;img src=x>&amp;"/);
  assert.match(text, /expires-at="never"/);
  assert.doesNotMatch(contentSecurityPolicy(), /unsafe-inline/);
});

for (const theme of ["light", "dark"]) {
  inChromium(`Banner: axe finds nothing in any theme: ${theme}`, { timeout: 180_000 }, async (open, t) => {
    const page = await openView(t, open, `banner?lang=en&theme=${theme}`);
    for (const look of ["outline", "solid", "bar", "brand"]) {
      await page.select("[data-name=look]", look);
      await until(page, () => document.querySelector("key-expiry").status !== null);
      assert.deepEqual(await axeProblems(page, "main"), [], look);
    }
    assert.match(await textOf(page, ".code"), /key-expiry/);
  });
}
