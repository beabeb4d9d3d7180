// The first view, in Chromium and in Firefox.
import assert from "node:assert/strict";
import { inChromium, inEachBrowser, until } from "../browser/both.mjs";
import { openView, textOf, textsOf, untilText, write } from "./open.mjs";

inEachBrowser("Start: an address without a view says what keyward is, how to get it, and answers a question", {}, async (open, t) => {
  const page = await openView(t, open, "start?lang=en");
  await page.goto(page.url().replace(/#.*/, "#?lang=en"));
  await until(page, () => document.querySelector("kw-start .verdict") !== null);
  assert.equal(await textOf(page, "h1"), "Decide what an API key may do, in the browser or at the edge");
  assert.equal(await page.$$eval("h1", ({ length }) => length), 1);
  assert.equal(await textOf(page, ".install code"), "npm install keyward");
  assert.match(await page.title(), /^keyward: Decide what an API key may do/);
  await untilText(page, "kw-start .verdict", /Denied.*permission_missing/s);
  assert.deepEqual(await page.$$eval(".footer a", (links) => links.map((link) => link.getAttribute("href"))), ["../docs/", "https://www.npmjs.com/package/keyward"]);
  assert.equal(await page.$eval(".time-bar", (bar) => getComputedStyle(bar).display), "none");
});

inChromium("Start: the question is edited in place, and the answer follows while one writes", {}, async (open, t) => {
  const page = await openView(t, open, "start?lang=en");
  await untilText(page, ".fix", /Add “Read content” to the key Deploy pipeline.*Adds 15 operations in Production/);
  await page.select("[data-name=who]", "key key-website-preview");
  await untilText(page, ".verdict", /Allowed/);
  await untilText(page, ".grants", /Read content key:read-content: the key itself/);
  await page.focus("[data-name=path]");
  await page.keyboard.press("End");
  await page.keyboard.type("//");
  await untilText(page, ".verdict", /Denied.*path_not_canonical/s);
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await untilText(page, ".verdict", /Allowed/);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.name), "path", "the focus stays in the field");
  await page.select("[data-name=method]", "DELETE");
  await untilText(page, ".verdict", /Denied.*operation_unknown/s);
  // The other views go on with the same question.
  await page.$$eval("nav a", (links) => links.find(({ textContent }) => textContent === "Test a request").click());
  await untilText(page, "kw-ask .verdict", /operation_unknown/);
});

inChromium("Start: three ways in", {}, async (open, t) => {
  const page = await openView(t, open, "start?lang=en&key=key-website-preview");
  const way = async (name) => {
    await until(page, (name) => document.querySelector(`[data-way=${name}]`) !== null, name);
    await page.click(`[data-way=${name}]`);
  };
  assert.deepEqual(await textsOf(page, ".way strong"), ["Why is this key denied?", "What expires this week?", "Compare two keys"]);
  await untilText(page, ".verdict", /Allowed/);
  await way("why");
  // What this key may not do is found for it.
  await untilText(page, "kw-ask .verdict", /Denied/);
  assert.match(page.url(), /key=key-website-preview/);
  await page.goBack();
  await way("ending");
  await until(page, () => location.hash.startsWith("#/keys") && document.querySelector("kw-keys .panel") !== null);
  assert.match(page.url(), /ending=7/);
  await page.goBack();
  await way("compare");
  await until(page, () => location.hash.startsWith("#/access") && document.querySelector("kw-access .panel") !== null);
  assert.match(page.url(), /one=key-website-preview&other=key-\w+/);
});

inEachBrowser("Start: the install line is copied, and a copy that fails says so", {}, async (open, t) => {
  const page = await openView(t, open, "start?lang=en");
  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText: async (text) => void (globalThis.copied = text) } }));
  await page.click("[data-tool=install]");
  await untilText(page, "[data-part=installed]", /^Copied$/);
  assert.equal(await page.evaluate(() => globalThis.copied), "npm install keyward");
  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText: async () => { throw new Error("not allowed"); } } }));
  await page.click("[data-tool=install]");
  await untilText(page, "[data-part=installed]", /^Couldn’t copy/);
  await page.click("[data-tool=share]");
  await untilText(page, "[data-part=said]", /^Couldn’t copy the link/);
  await until(page, () => document.querySelector("[data-copy=curl]") !== null);
  await page.click("[data-copy=curl]");
  await untilText(page, ".copy-as .error", /Select the text below/);
  await untilText(page, ".copy-as pre", /curl -i/);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.copy), "curl");
});

inChromium("Start: examples are named by their problems", {}, async (open, t) => {
  const page = await openView(t, open, "start?lang=en");
  assert.deepEqual(await textsOf(page, "[data-tool=sample] option"), ["A key is denied", "Keys that expire this week", "A key whose owner has left", "An answer that depends on the content", "1,000 keys", "Your project…"]);
  const choose = (name) => page.select("[data-tool=sample]", name);
  for (const [name, view, shows] of [["denied", "ask", /Denied.*permission_missing/s], ["owner", "ask", /Denied.*owner_inactive/s], ["depends", "ask", /Depends.*facts_needed/s]]) {
    await choose(name);
    await untilText(page, `kw-${view} .verdict`, shows);
    assert.equal(await page.$eval("[data-tool=sample]", ({ value }) => value), name);
  }
  await choose("ending");
  await until(page, () => location.hash.startsWith("#/keys") && location.hash.includes("ending=7"));
  await choose("thousand");
  await until(page, () => location.hash.includes("sample=thousand"));
  await untilText(page, "kw-keys [role=status]", /1,000/);
  // What was chosen is in the address.
  await page.reload();
  await until(page, () => document.querySelector("[data-tool=sample]").value === "thousand");
  await choose("denied");
  await untilText(page, "kw-ask .verdict", /Denied/);
  await until(page, () => document.querySelector("[data-name=fix]") !== null);
  await page.click("[data-name=fix]");
  await untilText(page, ".verdict", /Allowed/);
  // An example begins as it is told, and changes are not dropped without a question.
  await choose("denied");
  await until(page, () => document.querySelector("dialog[open] [data-name=leave]") !== null);
  await page.click("[data-name=leave]");
  await untilText(page, ".verdict", /Denied/);
});

inChromium("Start: one key is counted by the rules of the language", {}, async (open, t) => {
  const page = await openView(t, open, "start?lang=cs");
  await untilText(page, ".try header", /20 klíčů/);
  await page.evaluate(() => (location.hash = "#/start?lang=ar"));
  await untilText(page, ".try header", /20 مفتاحًا/);
  await page.evaluate(() => (location.hash = "#/own?lang=en"));
  await until(page, () => document.querySelector("kw-own .panel") !== null);
  const key = { id: "k", kind: "management", environments: "all", createdAt: "2026-06-01T00:00:00Z", expiresAt: "2026-12-01T00:00:00Z", permissions: ["key:read-content"] };
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], "one.json", { type: "application/json" }));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, JSON.stringify({ format: "keyward/project@1", id: "mine", environments: [], roles: [], users: [], keys: [key] }));
  await until(page, () => document.querySelector("[data-tool=sample]").value === "own");
  await page.$eval("nav [data-say=start]", (link) => link.click());
  await untilText(page, ".try header", /mine · 1 key$/);
});
